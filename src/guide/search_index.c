#include "guide/search_index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* ---- words of a text ---- */

static bool is_upper(uint32_t code)
{
	return code >= 'A' && code <= 'Z';
}

static bool is_lower(uint32_t code)
{
	return code >= 'a' && code <= 'z';
}

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* Letters of any script; the blocks of Latin-1 and general punctuation are none. */
static bool is_word(uint32_t code)
{
	if (code < 0x80)
		return is_upper(code) || is_lower(code) || is_digit(code);
	return code >= 0xc0 && !(code >= 0x2000 && code <= 0x2bff) && code != 0xfffd && code != 0xd7 &&
	       code != 0xf7;
}

/* Full-width forms, as some keyboards and exports have them, are the same letters. */
static uint32_t narrow(uint32_t code)
{
	return code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
}

static bool is_apostrophe(uint32_t code)
{
	return code == '\'' || code == 0x2019;
}

static void keep(struct word_reader *reader, size_t *len, uint32_t code)
{
	char bytes[4];
	size_t size = utf8_encode(is_upper(code) ? code + 32 : code, bytes);

	if (*len + size > WORD_LONGEST)
		return;
	memcpy(reader->word + *len, bytes, size);
	*len += size;
	reader->has_digit = reader->has_digit || is_digit(code);
}

bool word_next(struct word_reader *reader)
{
	size_t len = 0;
	size_t size;
	uint32_t before = 0;

	reader->has_digit = false;
	for (; *reader->at != '\0'; reader->at += size) {
		uint32_t code = narrow(utf8_decode(reader->at, strnlen(reader->at, 4), &size));

		if (is_apostrophe(code) && len > 0)
			continue; /* can't is one word */
		if (!is_word(code) || (is_lower(before) && is_upper(code))) {
			if (len > 0)
				break;
			continue;
		}
		keep(reader, &len, code);
		before = code;
	}
	reader->word[len] = '\0';
	return len > 0;
}

/* ---- building ---- */

void words_init(struct word_index *index)
{
	*index = (struct word_index){0};
	arena_init(&index->arena);
	map_init(&index->by_word, 256, 0);
}

void words_clear(struct word_index *index)
{
	arena_clear(&index->arena);
	map_clear(&index->by_word);
	array_clear(&index->word);
	array_clear(&index->use);
	free(index->posting);
	free(index->first);
	free(index->sorted);
}

int words_find(const struct word_index *index, const char *word)
{
	return (int)(uintptr_t)map_get(&index->by_word, word) - 1;
}

static int number_of(struct word_index *index, const char *word)
{
	int number = words_find(index, word);

	if (number != WORD_NONE)
		return number;
	number = (int)index->word.count;
	array_push(&index->word, arena_strdup(&index->arena, word));
	map_put(&index->by_word, index->word.at[number], (const void *)((uintptr_t)number + 1)); // NOLINT
	return number;
}

void words_begin(struct word_index *index)
{
	index->doc_count++;
}

void words_add(struct word_index *index, const char *text, int weight)
{
	struct word_reader reader = {.at = text};

	while (text != NULL && word_next(&reader)) {
		struct word_use use = {number_of(index, reader.word),
		                       {(uint32_t)index->doc_count - 1, (uint32_t)weight}};

		array_push(&index->use, use);
	}
}

/* Counting sort by word; documents of a word stay in order, a document once with its best weight. */
static void sort_uses(struct word_index *index)
{
	size_t words = index->word.count;
	size_t *next = xcalloc(words + 1, sizeof *next);

	index->first = xcalloc(words + 1, sizeof *index->first);
	index->posting = xcalloc(index->use.count + 1, sizeof *index->posting);
	for (size_t i = 0; i < index->use.count; i++)
		next[index->use.at[i].word]++;
	for (size_t i = 0, start = 0; i <= words; i++) {
		size_t count = i < words ? next[i] : 0;

		index->first[i] = next[i] = start;
		start += count;
	}
	for (size_t i = 0; i < index->use.count; i++) {
		const struct word_use *use = &index->use.at[i];
		size_t place = next[use->word];
		struct posting *last = place > index->first[use->word] ? &index->posting[place - 1] : NULL;

		if (last == NULL || last->doc != use->posting.doc)
			index->posting[next[use->word]++] = use->posting;
		else if (last->weight < use->posting.weight)
			last->weight = use->posting.weight;
	}
	/* what a document had twice left gaps: a weight of 0 ends a word's documents */
	free(next);
}

static int by_letters(const void *a, const void *b, void *ctx)
{
	const struct word_index *index = ctx;

	return strcmp(index->word.at[*(const int *)a], index->word.at[*(const int *)b]);
}

void words_finish(struct word_index *index)
{
	sort_uses(index);
	array_clear(&index->use);
	index->sorted = xcalloc(index->word.count + 1, sizeof *index->sorted);
	for (size_t i = 0; i < index->word.count; i++)
		index->sorted[i] = (int)i;
	qsort_r(index->sorted, index->word.count, sizeof *index->sorted, by_letters, index);
}

/* ---- asking ---- */

double words_rarity(const struct word_index *index, int word)
{
	size_t documents = index->first[word + 1] - index->first[word];

	return log(1 + (double)index->doc_count / (double)(documents > 0 ? documents : 1));
}

/* First place in the sorted words that is not before word. */
static size_t lower_bound(const struct word_index *index, const char *word)
{
	size_t low = 0;
	size_t high = index->word.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(index->word.at[index->sorted[middle]], word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void put(struct word_like *like, size_t *count, size_t room, int word, double likeness)
{
	size_t place = *count;

	for (size_t i = 0; i < *count; i++)
		if (like[i].word == word)
			return;
	while (place > 0 && like[place - 1].likeness < likeness)
		place--;
	if (place >= room)
		return;
	if (*count < room)
		++*count;
	memmove(&like[place + 1], &like[place], (*count - 1 - place) * sizeof *like);
	like[place] = (struct word_like){word, likeness};
}

static void find_prefixed(const struct word_index *index, const char *word, struct word_like *like,
                          size_t *count, size_t room)
{
	size_t len = strlen(word);

	for (size_t i = lower_bound(index, word); i < index->word.count && *count < room; i++) {
		const char *found = index->word.at[index->sorted[i]];

		if (strncmp(found, word, len) != 0)
			return;
		put(like, count, room, index->sorted[i], 0.7 + 0.25 * (double)len / (double)strlen(found));
	}
}

/* How many slips a word of that length may have and still be meant. */
static size_t slips_allowed(size_t len)
{
	return len < 4 ? 0 : len < 6 ? 1 : 2;
}

/* Words that begin with the same letter, or with the second one: most slips leave the first in place. */
static void find_mistyped(const struct word_index *index, const char *word, char letter,
                          struct word_like *like, size_t *count, size_t room)
{
	char start[2] = {letter, '\0'};
	size_t len = strlen(word);
	size_t allowed = slips_allowed(len);

	for (size_t i = lower_bound(index, start); i < index->word.count; i++) {
		const char *found = index->word.at[index->sorted[i]];
		size_t found_len = strlen(found);
		size_t slips;

		if (*found != letter)
			return;
		if (found_len > len + allowed || found_len + allowed < len || slips_allowed(found_len) == 0)
			continue;
		slips = text_distance(word, found, allowed + 1);
		if (slips <= allowed)
			put(like, count, room, index->sorted[i], slips == 0 ? 1 : slips == 1 ? 0.8 : 0.6);
	}
}

size_t words_like(const struct word_index *index, const char *word, bool prefix, struct word_like *like,
                  size_t room)
{
	int number = words_find(index, word);
	size_t count = 0;

	if (number != WORD_NONE)
		put(like, &count, room, number, 1);
	if (prefix)
		find_prefixed(index, word, like, &count, room);
	if (count > 0 || slips_allowed(strlen(word)) == 0)
		return count;
	find_mistyped(index, word, word[0], like, &count, room);
	if (word[1] != word[0])
		find_mistyped(index, word, word[1], like, &count, room);
	return count;
}
