/*
 * Messages letter by letter: where a wording stands in what was pasted, however its words were torn
 * apart, run together or mistyped. Private to search*.c.
 */
#ifndef SYNCFIX_GUIDE_SEARCH_LETTERS_H
#define SYNCFIX_GUIDE_SEARCH_LETTERS_H

#include "guide/search_index.h"

enum { LETTERS_MAX = 2000 };

/*
 * The small letters of a text without anything between them, at most LETTERS_MAX bytes; figures stay
 * only where known has their whole word, or where they stand for a letter (0rder). The caller frees.
 */
char *letters_of(const char *text, const struct word_index *known);

/* Fewest slips (a letter more, less, another, two swapped) with which wording stands somewhere in text. */
size_t letters_slips(const char *wording, const char *text);

#endif
