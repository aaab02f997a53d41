#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

struct wrap {
	ARRAY(struct utf8_line) lines;
	size_t columns;
};

/* Bytes of the first character with what combines with it. */
static size_t first_character(const char *at, size_t len)
{
	size_t size;
	size_t used;

	utf8_decode(at, len, &used);
	while (used < len && utf8_width_of(utf8_decode(at + used, len - used, &size)) == 0)
		used += size;
	return used;
}

/* Where to break a line of which the first used bytes fit: behind a word, or at used. */
static size_t break_at(const char *at, size_t used)
{
	size_t end = used;

	if (at[used] != ' ') {
		while (end && at[end - 1] != ' ')
			end--;
	}
	while (end && at[end - 1] == ' ')
		end--;
	return end ? end : used;
}

/* Bytes of the next line of at[0..len), at least one character. */
static size_t line_length(const char *at, size_t len, size_t columns)
{
	size_t used = utf8_fit_n(at, len, columns);

	if (!used && len)
		used = first_character(at, len);
	return used < len ? break_at(at, used) : used;
}

/* One paragraph, without '\n'; the spaces at a break are dropped, those that indent it stay. */
static void wrap_paragraph(struct wrap *wrap, const char *at, size_t len)
{
	do {
		size_t taken = line_length(at, len, wrap->columns);

		array_push(&wrap->lines, ((struct utf8_line){at, taken}));
		at += taken;
		len -= taken;
		while (len && *at == ' ') {
			at++;
			len--;
		}
	} while (len);
}

void utf8_wrap(struct utf8_lines *lines, const char *text, size_t columns)
{
	struct wrap wrap = {.columns = columns ? columns : 1};

	while (*text) {
		size_t len = strcspn(text, "\n");

		wrap_paragraph(&wrap, text, len);
		text += len;
		if (*text == '\n')
			text++;
	}
	lines->line = wrap.lines.at;
	lines->count = wrap.lines.count;
}

void utf8_lines_clear(struct utf8_lines *lines)
{
	free(lines->line);
	*lines = (struct utf8_lines){0};
}
