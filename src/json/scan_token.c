#include "json/scan.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "json/jsonc.h"

/* Strings. */

/* The four digits behind \u; -1 when they are not. */
static int32_t unit_at(const struct scan *scan, size_t at)
{
	int32_t unit = 0;

	for (size_t i = at; i < at + 4; i++) {
		int digit = i < scan->len ? text_hex_digit(scan->text[i]) : -1;

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* At the backslash of \uXXXX; a pair of surrogates is one character. */
static bool scan_unicode_escape(struct scan *scan)
{
	size_t place = scan->at;
	int32_t unit = unit_at(scan, place + 2);
	int32_t low = -1;
	char bytes[4];

	if (unit < 0)
		return scan_refuse(scan, place, "\\u needs four hexadecimal digits: write them.");
	scan->at += 6;
	if (unit >= 0xD800 && unit <= 0xDBFF && scan->at + 1 < scan->len && scan->text[scan->at] == '\\' &&
	    scan->text[scan->at + 1] == 'u')
		low = unit_at(scan, scan->at + 2);
	if (low >= 0xDC00 && low <= 0xDFFF) {
		unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
		scan->at += 6;
	}
	if (unit >= 0xD800 && unit <= 0xDFFF)
		return scan_refuse(scan, place,
		                   "Half a surrogate pair is no character: write both halves, or neither.");
	text_add_n(&scan->scratch, bytes, utf8_encode((uint32_t)unit, bytes));
	return true;
}

static bool scan_escape(struct scan *scan)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	char letter = scan->at + 1 < scan->len ? scan->text[scan->at + 1] : '\0';
	const char *found = letter ? strchr(letters, letter) : NULL;

	if (letter == 'u')
		return scan_unicode_escape(scan);
	if (!found)
		return scan_refuse(scan, scan->at, "This is no escape: for a backslash itself write two.");
	text_add_char(&scan->scratch, meanings[found - letters]);
	scan->at += 2;
	return true;
}

/* Moves over plain bytes; true if some are not ASCII. */
static bool skip_plain(struct scan *scan)
{
	unsigned char any = 0;

	while (scan->at < scan->len) {
		unsigned char c = (unsigned char)scan->text[scan->at];

		if (c < 0x20 || c == '"' || c == '\\')
			break;
		any |= c;
		scan->at++;
	}
	return any >= 0x80;
}

static bool refuse_bytes(struct scan *scan, size_t from)
{
	size_t size;

	for (size_t at = from; at < scan->at; at += size) {
		uint32_t code = utf8_decode(scan->text + at, scan->at - at, &size);

		if (code == 0xFFFD && size == 1)
			return scan_refuse(scan, at, "Byte 0x%02X is no UTF-8 here: save the file as UTF-8.",
			                   (unsigned char)scan->text[at]);
	}
	return false;
}

/* What is wrong at a byte that ends neither a run of plain bytes nor the string. */
static bool refuse_in_string(struct scan *scan, size_t quote)
{
	unsigned char c;

	if (scan->at == scan->len)
		return scan_refuse(scan, quote, "This string is never closed: write the \" at its end.");
	c = (unsigned char)scan->text[scan->at];
	if (c == '\n' || c == '\r')
		return scan_refuse(scan, scan->at,
		                   "The string is not closed on its line: write \", or \\n for a new line.");
	return scan_refuse(scan, scan->at, "A control character stands in the string: write it as \\u%04x.", c);
}

bool scan_string(struct scan *scan, struct scan_span *out)
{
	size_t quote = scan->at++;
	size_t start = scan->at;
	bool escaped = false;

	text_cut(&scan->scratch, 0);
	for (;;) {
		size_t plain = scan->at;

		if (skip_plain(scan) && !utf8_valid(scan->text + plain, scan->at - plain))
			return refuse_bytes(scan, plain);
		*out = (struct scan_span){scan->text + plain, scan->at - plain};
		if (escaped)
			text_add_n(&scan->scratch, out->at, out->len);
		if (scan->at == scan->len || (unsigned char)scan->text[scan->at] < 0x20)
			return refuse_in_string(scan, quote);
		if (scan->text[scan->at] == '"')
			break;
		if (!escaped)
			text_add_n(&scan->scratch, scan->text + start, scan->at - start);
		escaped = true;
		if (!scan_escape(scan))
			return false;
	}
	scan->at++;
	if (escaped)
		*out = (struct scan_span){scan->scratch.data, scan->scratch.len};
	if (scan->max_string && out->len > scan->max_string)
		return scan_refuse(scan, quote, "This string is longer than %zu bytes: shorten it.",
		                   scan->max_string);
	return true;
}

/* Numbers. */

static size_t skip_digits(struct scan *scan)
{
	size_t start = scan->at;

	while (scan->at < scan->len && scan->text[scan->at] >= '0' && scan->text[scan->at] <= '9')
		scan->at++;
	return scan->at - start;
}

static bool take(struct scan *scan, const char *set)
{
	if (scan->at == scan->len || !scan->text[scan->at] || !strchr(set, scan->text[scan->at]))
		return false;
	scan->at++;
	return true;
}

/* The grammar of RFC 8259, section 6. */
static bool scan_number_form(struct scan *scan, bool *whole)
{
	size_t place = scan->at;
	size_t digits;
	bool zero;

	take(scan, "-");
	zero = scan->at < scan->len && scan->text[scan->at] == '0';
	digits = skip_digits(scan);
	if (!digits)
		return scan_refuse(scan, place, "A digit is missing behind the minus sign: write it.");
	if (zero && digits > 1)
		return scan_refuse(scan, place, "A number does not begin with 0: remove the zeros before it.");
	*whole = true;
	if (take(scan, ".")) {
		*whole = false;
		if (!skip_digits(scan))
			return scan_refuse(scan, place, "A digit is missing behind the point: write it.");
	}
	if (take(scan, "eE")) {
		*whole = false;
		take(scan, "+-");
		if (!skip_digits(scan))
			return scan_refuse(scan, place, "A digit is missing in the exponent: write it.");
	}
	return true;
}

/* Whole numbers that fit 64 bits stay exact; the others keep their text beside the double. */
static struct json_object *number_object(const char *text, double value, bool whole)
{
	bool negative = text[0] == '-';

	errno = 0;
	if (whole && negative) {
		long long number = strtoll(text, NULL, 10);

		if (errno == 0 && number != 0)
			return json_object_new_int64(number);
	} else if (whole) {
		unsigned long long number = strtoull(text, NULL, 10);

		if (errno == 0)
			return number > INT64_MAX ? json_object_new_uint64(number)
			                          : json_object_new_int64((int64_t)number);
	}
	return json_object_new_double_s(value, text);
}

bool scan_number(struct scan *scan, struct json_object **out)
{
	size_t place = scan->at;
	double value;
	bool whole = false;

	if (!scan_number_form(scan, &whole))
		return false;
	text_cut(&scan->scratch, 0);
	text_add_n(&scan->scratch, scan->text + place, scan->at - place);
	value = strtod(scan->scratch.data, NULL); /* the program never sets LC_NUMERIC */
	if (!isfinite(value))
		return scan_refuse(scan, place, "This number is too large: write a smaller one.");
	if (scan->build)
		*out = number_object(scan->scratch.data, value, whole);
	return true;
}
