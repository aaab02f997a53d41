/* Reading what people type, word by word; for base's own parsers. */
#ifndef SYNCFIX_BASE_WORDS_H
#define SYNCFIX_BASE_WORDS_H

#include <stdbool.h>

/* Behind spaces, tabs and commas. */
void words_skip(const char **at);
/* Behind word (any case) and the space after it, when it stands there whole. */
bool words_take(const char **at, const char *word);
/* Reads a number of 1 to most digits. */
bool words_take_number(const char **at, int most, int *out);

#endif
