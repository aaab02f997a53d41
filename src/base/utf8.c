#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

/* Length and lowest second byte of the sequence that first starts (Unicode 3.9, table 3-7). */
static size_t sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xC2 && first <= 0xDF)
		return 2;
	if (first >= 0xE0 && first <= 0xEF)
		return 3;
	return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

static bool second_byte_fits(unsigned char first, unsigned char second)
{
	switch (first) {
	case 0xE0: /* overlong */
		return second >= 0xA0;
	case 0xED: /* surrogates */
		return second <= 0x9F;
	case 0xF0: /* overlong */
		return second >= 0x90;
	case 0xF4: /* over U+10FFFF */
		return second <= 0x8F;
	default:
		return true;
	}
}

/* Bytes of the valid sequence at the start of at, or 0. */
static size_t valid_sequence(const unsigned char *at, size_t len)
{
	size_t need = len ? sequence_length(at[0]) : 0;

	if (need == 0 || need > len)
		return 0;
	for (size_t i = 1; i < need; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return 0;
	}
	return need == 1 || second_byte_fits(at[0], at[1]) ? need : 0;
}

uint32_t utf8_decode(const char *at, size_t len, size_t *size)
{
	static const unsigned char head[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
	const unsigned char *byte = (const unsigned char *)at;
	size_t need = valid_sequence(byte, len);
	uint32_t code;

	*size = need ? need : len > 0;
	if (!need)
		return REPLACEMENT;
	code = byte[0] & head[need];
	for (size_t i = 1; i < need; i++)
		code = code << 6 | (byte[i] & 0x3F);
	return code;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = REPLACEMENT;
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

bool utf8_valid(const char *at, size_t len)
{
	size_t i = 0;

	while (i < len) {
		size_t size = valid_sequence((const unsigned char *)at + i, len - i);

		if (!size)
			return false;
		i += size;
	}
	return true;
}

/* Where glibc's wcwidth, by which ncurses measures, differs from utf8proc. */
static const struct width_exception {
	uint32_t first;
	uint32_t last;
	int width;
} width_exceptions[] = {
	{0x1160, 0x11FF, 0}, /* Hangul vowels and finals, drawn into the syllable */
	{0x302E, 0x302F, 2}, /* Hangul tone marks */
	{0x3248, 0x324F, 2}, /* circled numbers on black squares */
	{0x4DC0, 0x4DFF, 2}, /* hexagrams */
	{0xD7B0, 0xD7C6, 0}, {0xD7CB, 0xD7FB, 0}, {0x16FF0, 0x16FF1, 2}, /* Vietnamese reading marks */
};

static int printable_width(uint32_t code)
{
	for (size_t i = 0; i < sizeof width_exceptions / sizeof *width_exceptions; i++) {
		if (code >= width_exceptions[i].first && code <= width_exceptions[i].last)
			return width_exceptions[i].width;
	}
	if (utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_MC)
		return 1; /* marks that take a column of their own */
	return utf8proc_charwidth((utf8proc_int32_t)code);
}

int utf8_width_of(uint32_t code)
{
	if (code >= 0x20 && code < 0x7F)
		return 1;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return 1;
	default:
		return printable_width(code);
	}
}

size_t utf8_width(const char *text)
{
	return utf8_width_n(text, strlen(text));
}

size_t utf8_width_n(const char *at, size_t len)
{
	size_t columns = 0;

	for (size_t i = 0; i < len;) {
		size_t size;

		columns += (size_t)utf8_width_of(utf8_decode(at + i, len - i, &size));
		i += size;
	}
	return columns;
}

size_t utf8_fit(const char *text, size_t columns)
{
	return utf8_fit_n(text, strlen(text), columns);
}

size_t utf8_fit_n(const char *at, size_t len, size_t columns)
{
	size_t taken = 0;
	size_t i = 0;

	while (i < len) {
		size_t size;
		size_t width = (size_t)utf8_width_of(utf8_decode(at + i, len - i, &size));

		if (taken + width > columns)
			break;
		taken += width;
		i += size;
	}
	return i;
}

void utf8_add_cut(struct text *out, const char *text, size_t columns, bool ascii)
{
	const char *ellipsis = ascii ? "..." : "…";
	size_t dots = ascii ? 3 : 1;
	size_t len = strlen(text);

	if (utf8_fit(text, columns) == len) {
		text_add_n(out, text, len);
		return;
	}
	if (columns < dots) {
		text_add_repeat(out, '.', columns);
		return;
	}
	text_add_n(out, text, utf8_fit(text, columns - dots));
	text_add(out, ellipsis);
}
