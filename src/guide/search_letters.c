#include "guide/search_letters.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static bool has_letter(const char *word)
{
	for (; *word != '\0'; word++)
		if (!isdigit((unsigned char)*word))
			return true;
	return false;
}

/* What a figure is taken for when a scan or a tired person wrote it; '\0': for nothing. */
static char meant(char digit)
{
	static const char *const alike = "0o1l3e5s8b";
	const char *found = strchr(alike, digit);

	return found != NULL ? found[1] : '\0';
}

static void add_word(struct text *out, const struct word_reader *reader, const struct word_index *known)
{
	if (!reader->has_digit || words_find(known, reader->word) != WORD_NONE) {
		text_add(out, reader->word);
		return;
	}
	if (!has_letter(reader->word))
		return;
	for (const char *at = reader->word; *at != '\0'; at++) {
		char letter = isdigit((unsigned char)*at) ? meant(*at) : *at;

		if (letter != '\0')
			text_add_char(out, letter);
	}
}

char *letters_of(const char *text, const struct word_index *known)
{
	struct word_reader reader = {.at = text};
	struct text out = {0};

	while (out.len + WORD_LONGEST < LETTERS_MAX && word_next(&reader))
		add_word(&out, &reader, known);
	return text_take(&out);
}

/* ---- slips ---- */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Columns of the table of slips: those of this letter of the text and of the two before. */
struct columns {
	size_t *now, *before, *older;
};

static void next_column(struct columns *columns, const char *wording, size_t len, const char *text, size_t at)
{
	size_t *now = columns->now;

	now[0] = 0; /* the wording may begin anywhere */
	for (size_t i = 1; i <= len; i++) {
		size_t same = wording[i - 1] == text[at] ? 0 : 1;

		now[i] = least(columns->before[i - 1] + same, least(columns->before[i], now[i - 1]) + 1);
		if (at > 0 && i > 1 && wording[i - 1] == text[at - 1] && wording[i - 2] == text[at])
			now[i] = least(now[i], columns->older[i - 2] + 1);
	}
}

size_t letters_slips(const char *wording, const char *text)
{
	size_t len = strlen(wording);
	size_t *room = xcalloc(3 * (len + 1), sizeof *room);
	struct columns columns = {room, room + len + 1, room + 2 * (len + 1)};
	size_t best = len;

	for (size_t i = 0; i <= len; i++)
		columns.before[i] = i;
	for (size_t at = 0; text[at] != '\0'; at++) {
		size_t *free_column = columns.older;

		next_column(&columns, wording, len, text, at);
		best = least(best, columns.now[len]);
		columns.older = columns.before;
		columns.before = columns.now;
		columns.now = free_column;
	}
	free(room);
	return best;
}
