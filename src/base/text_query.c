#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

bool text_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
	size_t len = strlen(text);
	size_t tail = strlen(suffix);

	return tail <= len && memcmp(text + len - tail, suffix, tail) == 0;
}

static char fold(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool text_same_fold(const char *a, const char *b)
{
	while (*a && fold(*a) == fold(*b)) {
		a++;
		b++;
	}
	return *a == *b;
}

bool text_has_word(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (size_t part; *list != '\0'; list += part + (list[part] == ' ')) {
		part = strcspn(list, " ");
		if (part == len && strncmp(list, word, len) == 0)
			return true;
	}
	return false;
}

int text_hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Fills row i of the table of edits; gives the least number in it. */
static size_t distance_row(const char *a, const char *b, size_t i, size_t *const row[3])
{
	size_t lowest = i;

	row[0][0] = i;
	for (size_t j = 1; b[j - 1]; j++) {
		size_t change = row[1][j - 1] + (a[i - 1] != b[j - 1]);
		size_t best = least(change, least(row[1][j], row[0][j - 1]) + 1);

		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
			best = least(best, row[2][j - 2] + 1);
		row[0][j] = best;
		lowest = least(lowest, best);
	}
	return lowest;
}

/* The table of edits by rows; only the last three are kept, and it stops when cap is certain. */
static size_t distance_table(const char *a, size_t a_len, const char *b, size_t b_len, size_t cap)
{
	size_t *cells = xcalloc(3 * (b_len + 1), sizeof *cells);
	size_t *row[3] = {cells, cells + b_len + 1, cells + 2 * (b_len + 1)};
	size_t result;

	for (size_t j = 0; j <= b_len; j++)
		row[0][j] = j;
	result = b_len;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *oldest = row[2];

		row[2] = row[1];
		row[1] = row[0];
		row[0] = oldest;
		if (distance_row(a, b, i, row) >= cap) {
			result = cap;
			break;
		}
		result = row[0][b_len];
	}
	free(cells);
	return least(result, cap);
}

size_t text_distance(const char *a, const char *b, size_t cap)
{
	size_t a_len = strlen(a);
	size_t b_len = strlen(b);
	size_t gap = a_len > b_len ? a_len - b_len : b_len - a_len;

	if (gap >= cap)
		return cap;
	return distance_table(a, a_len, b, b_len, cap);
}

/* How many edits still count as a slip of the fingers, by length. */
static size_t slips_allowed(const char *name)
{
	size_t len = strlen(name);

	if (len < 3)
		return 1;
	return len < 6 ? 2 : 3;
}

const char *text_nearest(const char *name, const char *const *names, size_t count)
{
	size_t best_distance = slips_allowed(name) + 1;
	const char *best = NULL;

	for (size_t i = 0; i < count; i++) {
		size_t distance = text_same_fold(name, names[i]) ? 0 : text_distance(name, names[i], best_distance);

		if (distance < best_distance && distance < strlen(name)) {
			best_distance = distance;
			best = names[i];
		}
	}
	return best;
}
