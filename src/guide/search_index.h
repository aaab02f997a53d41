/*
 * Words of many small documents, and which documents have them: private to search*.c. Documents are
 * numbered from 0 in the order they are added; after words_finish nothing changes.
 */
#ifndef SYNCFIX_GUIDE_SEARCH_INDEX_H
#define SYNCFIX_GUIDE_SEARCH_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/memory.h"
#include "guide/index.h"

enum { WORD_LONGEST = 40, WORD_NONE = -1, WORD_MAX_WEIGHT = 15 };

/*
 * Words of a text in small letters: without punctuation, quotes and marks; a new word begins where a
 * small letter is followed by a capital. At most WORD_LONGEST bytes of each.
 */
struct word_reader {
	const char *at;
	char word[WORD_LONGEST + 4];
	bool has_digit;
};
bool word_next(struct word_reader *reader);

struct posting {
	uint32_t doc;
	uint32_t weight; /* 1 to WORD_MAX_WEIGHT: where in the document it stands */
};

struct word_index {
	struct arena arena;
	struct map by_word; /* word → its number + 1 */
	ARRAY(const char *) word;
	ARRAY(struct word_use {
		int word;
		struct posting posting;
	})
	use;                     /* until words_finish */
	struct posting *posting; /* by word, then document */
	size_t *first;           /* of each word; one more at the end */
	int *sorted;             /* words in the order of their letters */
	size_t doc_count;
};
void words_init(struct word_index *index);
void words_clear(struct word_index *index);
/* Adds the words of text to the last document begun. */
void words_begin(struct word_index *index);
void words_add(struct word_index *index, const char *text, int weight);
void words_finish(struct word_index *index);

int words_find(const struct word_index *index, const char *word); /* WORD_NONE */
/* How rare: log(1 + documents / documents that have it). */
double words_rarity(const struct word_index *index, int word);
/* Words like word, nearest first, with 1 for the word itself down to 0.5; at most room. prefix: words
 * that only begin so count too. */
struct word_like {
	int word;
	double likeness;
};
size_t words_like(const struct word_index *index, const char *word, bool prefix, struct word_like *like,
                  size_t room);

#endif
