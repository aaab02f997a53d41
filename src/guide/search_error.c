/*
 * Messages: a known error's own text, its other wordings, then what is near. Numbers that no wording
 * has (order numbers, times, SKUs of digits) are passed over.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "guide/search_letters.h"
#include "guide/search_parts.h"

enum { MAX_MESSAGE_WORDS = 400 };

/* Scores: whole text, within other words, and near. ACT is what a walk may act on by itself. */
static const double WHOLE = 1.0;
static const double WHOLE_ALIAS = 0.98;
static const double WITHIN = 0.97;
static const double STANDS = 0.85; /* above what any step may score */
static const double NEAR = 0.8;
static const double ACT = 0.62;
static const double ACT_WITHIN = 0.85;
static const double CLOSE_TO_BEST = 0.015;

/* Slips that a message may have, by its letters; shorter ones must stand there as words. */
static const double SLIPS = 0.22;
static const double LEAST_LETTERS = 8;

/* ---- building ---- */

static void add_wording(struct search *search, int error, const char *text, bool alias)
{
	struct word_index *words = &search->error_words;
	struct word_reader reader = {.at = text};
	ARRAY(int) list = {0};

	words_begin(words);
	words_add(words, text, 1);
	while (word_next(&reader))
		array_push(&list, words_find(words, reader.word));
	array_push(&search->wording,
	           ((struct wording){error, alias, list.at, list.count, letters_of(text, words)}));
}

void search_errors_init(struct search *search)
{
	words_init(&search->error_words);
	for (size_t i = 0; i < search->guide->error_count; i++) {
		const struct known_error *error = &search->guide->error[i];

		add_wording(search, (int)i, error->text, false);
		for (size_t j = 0; j < error->alias_count; j++)
			add_wording(search, (int)i, error->alias[j], true);
		if (error->captures_before != NULL)
			add_wording(search, (int)i, error->captures_before, true);
		add_wording(search, (int)i, error->id, true);
	}
	words_finish(&search->error_words);
}

void search_errors_clear(struct search *search)
{
	for (size_t i = 0; i < search->wording.count; i++) {
		free(search->wording.at[i].word);
		free(search->wording.at[i].letters);
	}
	array_clear(&search->wording);
	words_clear(&search->error_words);
}

/* ---- the message ---- */

struct message {
	int word[MAX_MESSAGE_WORDS]; /* WORD_NONE: a word that no wording has */
	double likeness[MAX_MESSAGE_WORDS];
	size_t count;
	char *letters;
};

static void read_message(const struct word_index *words, const char *text, struct message *message)
{
	struct word_reader reader = {.at = text};

	message->count = 0;
	message->letters = letters_of(text, words);
	while (message->count < MAX_MESSAGE_WORDS && word_next(&reader)) {
		struct word_like like = {WORD_NONE, 0};
		size_t found = words_like(words, reader.word, false, &like, 1);

		if (found == 0 && reader.has_digit)
			continue;
		message->word[message->count] = found > 0 ? like.word : WORD_NONE;
		message->likeness[message->count++] = like.likeness;
	}
}

/* ---- scoring ---- */

/* Nothing but the wording, each word at least like its own. */
static double score_whole(const struct message *message, const struct wording *wording)
{
	double sum = 0;

	if (wording->count == 0 || wording->count != message->count)
		return 0;
	for (size_t i = 0; i < wording->count; i++) {
		if (message->word[i] != wording->word[i])
			return 0;
		sum += message->likeness[i];
	}
	return sum / (double)wording->count * (wording->alias ? WHOLE_ALIAS : WHOLE);
}

/*
 * The wording with a few slips somewhere in the message. Of two that stand there the one that explains
 * more of it says more: "fulfillment order not found" is not "order not found".
 */
static double score_letters(const char *letters, const struct wording *wording)
{
	double len = (double)strlen(wording->letters);
	double slips;
	double explained;

	if (len < LEAST_LETTERS)
		return 0;
	slips = (double)letters_slips(wording->letters, letters);
	if (slips > SLIPS * len)
		return 0;
	explained = len - 2 * slips;
	return STANDS + (WITHIN - STANDS) * explained / (explained + 6) - (wording->alias ? 0.002 : 0);
}

/* The wording's words that stand anywhere in the message, by how rare they are; and how close together. */
static double score_near(const struct word_index *words, const struct message *message,
                         const struct wording *wording)
{
	size_t first = message->count;
	size_t last = 0;
	size_t found = 0;
	double met = 0;
	double all = 0;
	double density;

	for (size_t i = 0; i < wording->count; i++) {
		double rarity = words_rarity(words, wording->word[i]);
		size_t place = 0;

		all += rarity;
		while (place < message->count && message->word[place] != wording->word[i])
			place++;
		if (place == message->count)
			continue;
		met += rarity * message->likeness[place];
		first = place < first ? place : first;
		last = place > last ? place : last;
		found++;
	}
	if (found == 0 || (found == 1 && wording->count > 1))
		return 0;
	density = (double)found / (double)(last - first + 1);
	return NEAR * met / all * (0.5 + 0.5 * (density > 1 ? 1 : density));
}

static double score_wording(const struct search *search, const struct message *message,
                            const struct wording *wording)
{
	double whole = score_whole(message, wording);
	double within = score_letters(message->letters, wording);
	double near = score_near(&search->error_words, message, wording);
	double best = whole > within ? whole : within;

	return best > near ? best : near;
}

/* By error: the best of its wordings. The caller frees. */
static double *score_errors(const struct search *search, const char *text)
{
	double *score = xcalloc(search->guide->error_count + 1, sizeof *score);
	struct message *message = xcalloc(1, sizeof *message);

	read_message(&search->error_words, text, message);
	for (size_t i = 0; i < search->wording.count; i++) {
		const struct wording *wording = &search->wording.at[i];
		double one = score_wording(search, message, wording);

		if (one > score[wording->error])
			score[wording->error] = one;
	}
	free(message->letters);
	free(message);
	return score;
}

/* ---- choosing ---- */

/* An entry of another platform is no hit where the platform is known. */
static bool of_platform(const struct known_error *error, const char *platform)
{
	return error->platform == NULL || *platform == '\0' || strcmp(error->platform, platform) == 0;
}

static bool of_direction(const struct known_error *error, enum direction direction)
{
	return direction == DIRECTION_ANY || error->direction == DIRECTION_ANY || error->direction == direction;
}

/* A general entry makes way for the platform's own of the same text and direction. */
static bool is_covered(const struct guide *guide, const struct known_error *error, const char *platform)
{
	for (size_t i = 0; error->platform == NULL && *platform != '\0' && i < guide->error_count; i++) {
		const struct known_error *other = &guide->error[i];

		if (other->platform != NULL && strcmp(other->platform, platform) == 0 &&
		    other->direction == error->direction && text_same_fold(other->text, error->text))
			return true;
	}
	return false;
}

static void put_errors(const struct guide *guide, const double *score, enum direction direction,
                       const char *platform, double least, struct hit *hit, size_t *count, size_t room)
{
	for (size_t i = 0; i < guide->error_count; i++) {
		const struct known_error *error = &guide->error[i];

		if (score[i] >= least && of_direction(error, direction) && of_platform(error, platform) &&
		    !is_covered(guide, error, platform))
			hits_put(hit, count, room, (struct hit){HIT_ERROR, error, error->node.node, score[i]});
	}
}

void search_errors_find(struct search *search, const char *message, enum direction direction,
                        const char *platform, double least, struct hit *hit, size_t *count, size_t room)
{
	double *score = score_errors(search, message);

	put_errors(search->guide, score, direction, platform, least, hit, count, room);
	free(score);
}

size_t search_error(struct search *search, const char *message, enum direction direction,
                    const char *platform, struct hit *hit, size_t room)
{
	double *score = score_errors(search, message);
	size_t count = 0;
	size_t kept = 0;

	put_errors(search->guide, score, direction, platform, ACT, hit, &count, room);
	/* the same message may stand on a page of another direction; then only as it is written */
	if (count == 0)
		put_errors(search->guide, score, DIRECTION_ANY, platform, ACT_WITHIN, hit, &count, room);
	free(score);
	while (kept < count && hit[kept].score >= hit[0].score - CLOSE_TO_BEST)
		kept++;
	return kept;
}
