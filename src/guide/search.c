#include "guide/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "guide/search_parts.h"

/* Where a word stands says how much it tells. */
enum { IN_ISSUE = 15, IN_TITLE = 14, IN_LABEL = 13, IN_PLACE = 11, IN_TEXT = 9, IN_REST = 6 };

enum { MAX_WORDS = 12, MAX_LIKE = 400 };
static const double GOOD_ENOUGH = 0.25;
static const double GOOD_SENTENCE = 0.4; /* of several words that say something */
static const double FILLER = 0.1;

static void add_list(struct word_index *words, const char *const *list, size_t count, int weight)
{
	for (size_t i = 0; i < count; i++)
		words_add(words, list[i], weight);
}

static void add_node(struct word_index *words, const struct guide *guide, const struct node *node)
{
	words_begin(words);
	if (!node_kind(node->kind)->shown)
		return;
	add_list(words, node->issue, node->issue_count, IN_ISSUE);
	words_add(words, node->title, IN_TITLE);
	words_add(words, node->label, IN_LABEL);
	words_add(words, node->cause, IN_LABEL);
	add_list(words, node->where, node->where_count, IN_PLACE);
	words_add(words, node->text, IN_TEXT);
	for (size_t i = 0; i < node->answer_count; i++)
		words_add(words, node->answer[i].label, IN_TEXT);
	for (size_t i = 0; i < node->step_count; i++)
		words_add(words, node->step[i].text, IN_TEXT);
	if (node->fact >= 0 && node->answer_count == 0)
		for (size_t i = 0; i < guide->fact[node->fact].value_count; i++)
			words_add(words, guide->fact[node->fact].value[i].text, IN_TEXT);
	if (node->tree->platform != NULL)
		words_add(words, node->tree->platform->name, IN_LABEL);
	words_add(words, node->say, IN_REST);
	words_add(words, node->agent, IN_REST);
}

struct search *search_new(const struct guide *guide)
{
	struct search *search = xcalloc(1, sizeof *search);

	search->guide = guide;
	words_init(&search->words);
	for (size_t i = 0; i < guide->node_count; i++)
		add_node(&search->words, guide, &guide->node[i]);
	words_finish(&search->words);
	search->score = xcalloc(guide->node_count + 1, sizeof *search->score);
	search->best = xcalloc(guide->node_count + 1, sizeof *search->best);
	search_errors_init(search);
	return search;
}

void search_free(struct search *search)
{
	if (search == NULL)
		return;
	search_errors_clear(search);
	words_clear(&search->words);
	free(search->score);
	free(search->best);
	free(search);
}

void hits_put(struct hit *hit, size_t *count, size_t room, struct hit one)
{
	size_t place = *count;

	while (place > 0 && hit[place - 1].score < one.score)
		place--;
	if (place >= room)
		return;
	if (*count < room)
		++*count;
	memmove(&hit[place + 1], &hit[place], (*count - 1 - place) * sizeof *hit);
	hit[place] = one;
}

/* Adds what each node gets for one word: its best place, whichever like word stands there. */
static void score_word(struct search *search, const struct word_like *like, size_t count, double rarity)
{
	const struct word_index *words = &search->words;
	size_t nodes = search->guide->node_count;

	memset(search->best, 0, nodes * sizeof *search->best);
	for (size_t i = 0; i < count; i++) {
		const struct posting *posting = &words->posting[words->first[like[i].word]];
		const struct posting *end = &words->posting[words->first[like[i].word + 1]];

		for (; posting < end && posting->weight > 0; posting++) {
			float score = (float)(like[i].likeness * posting->weight / WORD_MAX_WEIGHT);

			if (search->best[posting->doc] < score)
				search->best[posting->doc] = score;
		}
	}
	for (size_t i = 0; i < nodes; i++)
		search->score[i] += search->best[i] * (float)rarity;
}

/* Words of every sentence, which say nothing of what it is about. */
static bool is_filler(const char *word)
{
	static const char fillers[] =
		"a about also am an and any are as at be been but by can could did do does for from get had has have he "
		"her here him his how i if im in into is it its just like me my of one or our please she should so some "
		"than thank thanks that the their them then there these they this to us was we were what when where "
		"which who why will with would you your";

	return text_has_word(fillers, word);
}

static double rarest(const struct word_index *words, const struct word_like *like, size_t count)
{
	double rarity = 0.5;

	/* a word that stands nowhere is as rare as a word can be */
	if (count == 0)
		return log(1 + (double)words->doc_count);
	for (size_t i = 0; i < count && i < 8; i++) {
		double one = words_rarity(words, like[i].word);

		if (one > rarity)
			rarity = one;
	}
	return rarity;
}

/* The last word may still be being typed. */
static bool is_last(const struct word_reader *reader)
{
	return *reader->at == '\0';
}

static void find_nodes(struct search *search, const char *text, struct hit *hit, size_t *count, size_t room)
{
	struct word_like *like = xcalloc(MAX_LIKE, sizeof *like);
	struct word_reader reader = {.at = text};
	size_t nodes = search->guide->node_count;
	size_t saying = 0;
	double whole = 0;

	memset(search->score, 0, nodes * sizeof *search->score);
	for (int i = 0; i < MAX_WORDS && word_next(&reader); i++) {
		size_t likes = words_like(&search->words, reader.word, is_last(&reader), like, MAX_LIKE);
		bool filler = is_filler(reader.word);
		double rarity = rarest(&search->words, like, likes) * (filler ? FILLER : 1);

		saying += !filler;
		whole += rarity;
		score_word(search, like, likes, rarity);
	}
	free(like);
	for (size_t i = 0; i < nodes && whole > 0; i++) {
		double score = 0.9 * search->score[i] / whole;
		bool worse = *count == room && room > 0 && score <= hit[room - 1].score;

		if (score >= (saying > 1 ? GOOD_SENTENCE : GOOD_ENOUGH) && !worse)
			hits_put(hit, count, room, (struct hit){HIT_NODE, NULL, &search->guide->node[i], score});
	}
}

/* A step code or a node's name as it stands. */
static const struct node *find_named(const struct search *search, const char *words)
{
	struct text name = {0};
	const struct node *node;

	text_add(&name, words);
	text_trim(&name);
	node = guide_node_by_code(search->guide, text_str(&name));
	if (node == NULL)
		node = guide_node(search->guide, text_str(&name));
	text_clear(&name);
	return node;
}

size_t search_find(struct search *search, const char *words, enum direction direction, const char *platform,
                   struct hit *hit, size_t room)
{
	const struct node *named = find_named(search, words);
	size_t count = 0;

	if (room == 0)
		return 0;
	if (named != NULL) {
		hit[0] = (struct hit){HIT_NODE, NULL, named, 1};
		return 1;
	}
	search_errors_find(search, words, direction, platform, 0.45, hit, &count, room);
	find_nodes(search, words, hit, &count, room);
	return count;
}
