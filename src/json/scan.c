#include "json/scan.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "json/jsonc.h"

static bool scan_value(struct scan *scan, struct json_object **out);

size_t scan_line(const struct scan *scan, size_t place)
{
	size_t line = 1;

	for (size_t i = 0; i < place; i++)
		line += scan->text[i] == '\n';
	return line;
}

bool scan_refuse(struct scan *scan, size_t place, const char *format, ...)
{
	char message[sizeof scan->err->message];
	struct text where = {0};
	size_t start = place;
	size_t column = 1;
	va_list args;

	while (start && scan->text[start - 1] != '\n')
		start--;
	for (size_t i = start; i < place; i++)
		column += ((unsigned char)scan->text[i] & 0xC0) != 0x80;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	text_addf(&where, "%s:%zu:%zu", scan->name, scan_line(scan, place), column);
	error_set(scan->err, ERROR_DATA, text_str(&where), "%s", message);
	text_clear(&where);
	return false;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static void skip_space(struct scan *scan)
{
	while (scan->at < scan->len && is_space(scan->text[scan->at]))
		scan->at++;
}

static int peek(const struct scan *scan)
{
	return scan->at < scan->len ? (unsigned char)scan->text[scan->at] : -1;
}

static bool starts(const struct scan *scan, const char *word)
{
	size_t len = strlen(word);

	return scan->len - scan->at >= len && memcmp(scan->text + scan->at, word, len) == 0;
}

/* Says what is wrong with something that is no value. */
static bool refuse_value(struct scan *scan)
{
	static const struct {
		const char *start, *advice;
	} slips[] = {
		{"'", "Strings stand in double quotes: write \" for '."},
		{"//", "Comments are not allowed: remove it."},
		{"/*", "Comments are not allowed: remove it."},
		{"#", "Comments are not allowed: remove it."},
		{"True", "Write true in small letters."},
		{"False", "Write false in small letters."},
		{"TRUE", "Write true in small letters."},
		{"FALSE", "Write false in small letters."},
		{"None", "Write null."},
		{"NULL", "Write null in small letters."},
		{"Null", "Write null in small letters."},
		{"undefined", "Write null."},
		{"NaN", "NaN is no JSON: write a number or null."},
		{"Infinity", "Infinity is no JSON: write a number or null."},
		{"+", "A number has no plus sign: remove it."},
		{".", "A number begins with a digit: write 0 before the point."},
		{",", "A value is missing before this comma: write one, or remove the comma."},
		{"}", "A value is missing before this }: write one."},
		{"]", "A value is missing before this ]: write one, or remove the comma before it."},
		{"\xEF\xBB\xBF", "A byte order mark stands here: save the file as UTF-8 without it."},
	};

	if (scan->at == scan->len)
		return scan_refuse(scan, scan->at, "The text ends here, but a value is missing: write it.");
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		if (starts(scan, slips[i].start))
			return scan_refuse(scan, scan->at, "%s", slips[i].advice);
	}
	return scan_refuse(scan, scan->at,
	                   "No JSON value begins like this: write a string in double quotes, a number, true, "
	                   "false, null, [ or {.");
}

/* What must stand between two members, or close them. */
static bool scan_separator(struct scan *scan, int close, bool *more)
{
	skip_space(scan);
	*more = peek(scan) == ',';
	if (!*more && peek(scan) != close) {
		if (scan->at == scan->len)
			return scan_refuse(scan, scan->at, "The text ends here, but %c is missing: write it.", close);
		return scan_refuse(scan, scan->at, "A comma or %c is missing before this: write it.", close);
	}
	scan->at++;
	if (!*more)
		return true;
	skip_space(scan);
	if (peek(scan) == close)
		return scan_refuse(scan, scan->at, "Remove the comma before this %c.", close);
	return true;
}

/* Opens an array or object; *empty when it is closed at once. */
static bool scan_open(struct scan *scan, int close, bool *empty)
{
	if (scan->depth == JSON_MAX_DEPTH)
		return scan_refuse(scan, scan->at, "This is nested deeper than %d: take it apart.", JSON_MAX_DEPTH);
	scan->depth++;
	scan->at++;
	skip_space(scan);
	*empty = peek(scan) == close;
	scan->at += *empty;
	return true;
}

static bool scan_elements(struct scan *scan, struct json_object *array)
{
	bool more = true;

	while (more) {
		struct json_object *element = NULL;

		if (!scan_value(scan, &element)) {
			json_object_put(element);
			return false;
		}
		if (array)
			json_object_array_add(array, element);
		if (!scan_separator(scan, ']', &more))
			return false;
	}
	return true;
}

static bool scan_array(struct scan *scan, struct json_object **out)
{
	bool empty = false;

	if (!scan_open(scan, ']', &empty))
		return false;
	if (scan->build)
		*out = json_object_new_array();
	if (!empty && !scan_elements(scan, *out))
		return false;
	scan->depth--;
	return true;
}

/* "key": with the name as it lasts. */
static bool scan_key(struct scan *scan, const char **name)
{
	size_t place = scan->at;
	struct scan_span key;

	if (peek(scan) != '"') {
		if (peek(scan) == '\'')
			return scan_refuse(scan, place, "A key stands in double quotes: write \" for '.");
		return scan_refuse(scan, place, "A key in double quotes is missing here: write it.");
	}
	if (!scan_string(scan, &key) || !scan_key_add(scan, &key, place, name))
		return false;
	skip_space(scan);
	if (peek(scan) != ':')
		return scan_refuse(scan, scan->at, "A colon is missing behind the key: write it.");
	scan->at++;
	return true;
}

static bool scan_members(struct scan *scan, struct json_object *object)
{
	bool more = true;

	while (more) {
		struct json_object *value = NULL;
		const char *name = NULL;

		if (!scan_key(scan, &name))
			return false;
		if (!scan_value(scan, &value)) {
			json_object_put(value);
			return false;
		}
		if (object)
			json_object_object_add_ex(object, name, value,
			                          JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY);
		if (!scan_separator(scan, '}', &more))
			return false;
	}
	return true;
}

static bool scan_object(struct scan *scan, struct json_object **out)
{
	bool empty = false;

	if (!scan_open(scan, '}', &empty))
		return false;
	scan_keys_begin(scan);
	if (scan->build)
		*out = json_object_new_object();
	if (!empty && !scan_members(scan, *out))
		return false;
	scan->depth--;
	return true;
}

static bool is_word_byte(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool scan_word(struct scan *scan, struct json_object **out)
{
	static const char *const words[] = {"null", "true", "false"};

	for (int i = 0; i < 3; i++) {
		size_t place = scan->at;

		if (!starts(scan, words[i]))
			continue;
		scan->at += strlen(words[i]);
		if (is_word_byte(peek(scan))) {
			scan->at = place;
			break;
		}
		if (i > 0 && scan->build)
			*out = json_object_new_boolean(i == 1);
		return true;
	}
	return refuse_value(scan);
}

/* On failure *out may hold what was built so far; the caller puts it. */
static bool scan_value(struct scan *scan, struct json_object **out)
{
	struct scan_span string;
	int c;

	skip_space(scan);
	c = peek(scan);
	if (c == '{')
		return scan_object(scan, out);
	if (c == '[')
		return scan_array(scan, out);
	if (c == '-' || (c >= '0' && c <= '9'))
		return scan_number(scan, out);
	if (c != '"')
		return scan_word(scan, out);
	if (!scan_string(scan, &string))
		return false;
	if (scan->build)
		*out = json_object_new_string_len(string.at, (int)string.len);
	return true;
}

bool scan_document(struct scan *scan, struct json_object **out)
{
	*out = NULL;
	skip_space(scan);
	if (scan->at == scan->len)
		return scan_refuse(scan, scan->at, "There is nothing here: write a JSON value.");
	if (scan_value(scan, out)) {
		skip_space(scan);
		if (scan->at == scan->len)
			return true;
		scan_refuse(scan, scan->at, "The value ended before this: remove what follows.");
	}
	json_object_put(*out);
	*out = NULL;
	return false;
}
