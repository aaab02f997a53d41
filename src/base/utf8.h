/*
 * UTF-8: decoding, columns on a terminal, wrapping, cutting; and text_safe,
 * the one place where text from outside is cleaned.
 */
#ifndef SYNCFIX_BASE_UTF8_H
#define SYNCFIX_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Decodes one code point of at[0..len); *size is the bytes used (>= 1 if len > 0).
 * Invalid bytes give U+FFFD, one at a time. */
uint32_t utf8_decode(const char *at, size_t len, size_t *size);
size_t utf8_encode(uint32_t code, char out[4]); /* bytes written, 1-4 */
bool utf8_valid(const char *at, size_t len);    /* no overlongs, surrogates, > U+10FFFF */

/* Columns: 0 for combining marks, 1, or 2. Unprintable counts 1 (shown as U+FFFD). */
int utf8_width_of(uint32_t code);
size_t utf8_width(const char *text);
size_t utf8_width_n(const char *at, size_t len);
/* Bytes of text that fit into columns. */
size_t utf8_fit(const char *text, size_t columns);
size_t utf8_fit_n(const char *at, size_t len, size_t columns);
/* Appends text cut to columns, with "…" (or "..." when ascii) if it was longer. */
void utf8_add_cut(struct text *out, const char *text, size_t columns, bool ascii);

/* Wrapping at spaces; words wider than a line are broken. '\n' starts a new line; "" has none. */
struct utf8_line {
	const char *at; /* borrowed from the wrapped text */
	size_t len;
};
struct utf8_lines {
	struct utf8_line *line;
	size_t count;
};
void utf8_wrap(struct utf8_lines *lines, const char *text, size_t columns);
void utf8_lines_clear(struct utf8_lines *lines);

enum text_safe_mode {
	TEXT_SAFE_LINE,  /* newlines and tabs become one space */
	TEXT_SAFE_BLOCK, /* newlines stay, tabs become spaces */
};
/*
 * Appends text from outside, cleaned: invalid UTF-8 becomes U+FFFD; C0, C1, DEL,
 * escape sequences, bidi and other format characters go; at most 2 combining marks
 * stay on one character; at most max_columns columns (0: no limit) with an ellipsis.
 */
void text_safe(struct text *out, const char *at, size_t len, enum text_safe_mode mode, size_t max_columns);

#endif
