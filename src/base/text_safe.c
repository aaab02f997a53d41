#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/*
 * What a terminal does with control characters is ECMA-48; that bidi characters can make
 * text read as what it is not is CVE-2021-42574. Escape sequences go whole, so that
 * "ESC [ 31 m" does not leave "[31m" behind.
 */

enum { REPLACEMENT = 0xFFFD, ESC = 0x1B, BEL = 0x07, ST = 0x9C };
enum { MOST_MARKS = 2, LONGEST_STRING = 1024 };

struct cleaner {
	struct text *out;
	enum text_safe_mode mode;
	size_t max_columns;
	size_t columns;  /* written so far; a newline counts one */
	size_t room_end; /* length of out up to which there is still room for the ellipsis */
	int marks;       /* on the last character; MOST_MARKS while there is none to carry one */
	bool in_space;   /* a newline or tab was just written as a space */
	bool full;
};

static bool is_string_start(uint32_t code)
{
	return code == 0x90 || code == 0x98 || code == 0x9D || code == 0x9E || code == 0x9F;
}

/* CSI: parameters and intermediates up to the final byte. */
static size_t skip_csi(const char *at, size_t len)
{
	size_t i = 0;

	while (i < len && at[i] >= 0x20 && at[i] <= 0x3F)
		i++;
	return i < len && at[i] >= 0x40 && at[i] <= 0x7E ? i + 1 : i;
}

/* OSC, DCS, SOS, PM, APC: up to BEL or ST; without an end on this line only the start goes. */
static size_t skip_string(const char *at, size_t len)
{
	size_t limit = len < LONGEST_STRING ? len : LONGEST_STRING;

	for (size_t i = 0; i < limit && at[i] != '\n' && at[i] != '\r'; i++) {
		if (at[i] == BEL)
			return i + 1;
		if (at[i] == ESC)
			return i + 1 < limit && at[i + 1] == '\\' ? i + 2 : i;
		if ((unsigned char)at[i] == 0xC2 && i + 1 < limit && (unsigned char)at[i + 1] == ST)
			return i + 2;
	}
	return 0;
}

/* Bytes of the sequence behind an ESC. */
static size_t skip_escape(const char *at, size_t len)
{
	size_t i = 0;

	if (!len)
		return 0;
	if (at[0] == '[')
		return 1 + skip_csi(at + 1, len - 1);
	if (is_string_start((unsigned char)at[0] + 0x40u))
		return 1 + skip_string(at + 1, len - 1);
	while (i < len && at[i] >= 0x20 && at[i] <= 0x2F)
		i++;
	return i < len && at[i] >= 0x30 && at[i] <= 0x7E ? i + 1 : i;
}

/* Bytes that go with the control character just read. */
static size_t skip_control(uint32_t code, const char *at, size_t len)
{
	if (code == ESC)
		return skip_escape(at, len);
	if (code == 0x9B)
		return skip_csi(at, len);
	return is_string_start(code) ? skip_string(at, len) : 0;
}

/* Appends a character unless it is one too many. */
static void put(struct cleaner *cleaner, uint32_t code, size_t width)
{
	char bytes[4];

	if (cleaner->max_columns && cleaner->columns + width > cleaner->max_columns) {
		cleaner->full = true;
		return;
	}
	text_add_n(cleaner->out, bytes, utf8_encode(code, bytes));
	cleaner->columns += width;
	if (cleaner->columns < cleaner->max_columns)
		cleaner->room_end = cleaner->out->len;
}

static void put_space(struct cleaner *cleaner, uint32_t code)
{
	cleaner->marks = MOST_MARKS;
	if (cleaner->mode == TEXT_SAFE_BLOCK) {
		put(cleaner, code == '\t' ? ' ' : '\n', 1);
		return;
	}
	if (!cleaner->in_space)
		put(cleaner, ' ', 1);
	cleaner->in_space = true;
}

static void put_visible(struct cleaner *cleaner, uint32_t code)
{
	size_t width = (size_t)utf8_width_of(code);

	if (width == 0) {
		if (cleaner->marks < MOST_MARKS) {
			cleaner->marks++;
			put(cleaner, code, 0);
		}
		return;
	}
	cleaner->in_space = false;
	cleaner->marks = 0;
	put(cleaner, code, width);
}

static bool is_space(uint32_t code)
{
	return (code >= '\t' && code <= '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

/* Variation selectors only change how wide a terminal thinks the character is. */
static bool is_selector(uint32_t code)
{
	return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

/* Handles one character; gives the bytes that go with it from what follows. */
static size_t clean_one(struct cleaner *cleaner, uint32_t code, const char *next, size_t left)
{
	if (code >= 0x20 && code < 0x7F) {
		put_visible(cleaner, code);
		return 0;
	}
	if (is_space(code)) {
		put_space(cleaner, code);
		return code == '\r' && left && *next == '\n';
	}
	if (is_selector(code))
		return 0;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_CC:
		return skip_control(code, next, left);
	case UTF8PROC_CATEGORY_CF:
		return 0;
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CS:
		put_visible(cleaner, REPLACEMENT);
		return 0;
	default:
		put_visible(cleaner, code);
		return 0;
	}
}

void text_safe(struct text *out, const char *at, size_t len, enum text_safe_mode mode, size_t max_columns)
{
	struct cleaner cleaner = {
		.out = out,
		.mode = mode,
		.max_columns = max_columns,
		.room_end = out->len,
		.marks = MOST_MARKS,
	};
	size_t i = 0;

	text_add_n(out, "", 0);
	while (i < len && !cleaner.full) {
		size_t size;
		uint32_t code = utf8_decode(at + i, len - i, &size);

		i += size;
		i += clean_one(&cleaner, code, at + i, len - i);
	}
	if (cleaner.full) {
		text_cut(out, cleaner.room_end);
		text_add(out, "…");
	}
}
