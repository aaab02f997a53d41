#include "json/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static void quote_character(struct text *out, uint32_t code)
{
	static const char letters[] = "\"\\\b\f\n\r\t";
	static const char escapes[] = "\"\\bfnrt";
	const char *found = code && code < 0x80 ? strchr(letters, (int)code) : NULL;
	char bytes[4];

	if (found) {
		text_add_char(out, '\\');
		text_add_char(out, escapes[found - letters]);
	} else if (code < 0x20 || code == 0x7F) {
		text_addf(out, "\\u%04x", (unsigned int)code);
	} else {
		text_add_n(out, bytes, utf8_encode(code, bytes));
	}
}

/* Bytes that need nothing done. */
static size_t plain_bytes(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && (unsigned char)text[i] >= 0x20 && (unsigned char)text[i] < 0x7F && text[i] != '"' &&
	       text[i] != '\\')
		i++;
	return i;
}

void json_quote(struct text *out, const char *text, size_t len)
{
	text_add_char(out, '"');
	while (len) {
		size_t size = plain_bytes(text, len);

		text_add_n(out, text, size);
		text += size;
		len -= size;
		if (!len)
			break;
		quote_character(out, utf8_decode(text, len, &size));
		text += size;
		len -= size;
	}
	text_add_char(out, '"');
}

void json_write_init(struct json_writer *writer, struct text *out, bool pretty)
{
	*writer = (struct json_writer){.out = out, .pretty = pretty, .first = true};
}

static void new_line(struct json_writer *writer)
{
	if (!writer->pretty)
		return;
	text_add_char(writer->out, '\n');
	text_add_repeat(writer->out, ' ', 2 * (size_t)writer->depth);
}

/* What stands before a value: comma, line, key. */
static void begin_value(struct json_writer *writer, const char *key)
{
	if (!writer->first)
		text_add_char(writer->out, ',');
	writer->first = false;
	if (writer->depth)
		new_line(writer);
	if (key) {
		json_quote(writer->out, key, strlen(key));
		text_add(writer->out, writer->pretty ? ": " : ":");
	}
}

static void open_value(struct json_writer *writer, const char *key, char bracket)
{
	begin_value(writer, key);
	text_add_char(writer->out, bracket);
	writer->depth++;
	writer->first = true;
}

static void close_value(struct json_writer *writer, char bracket)
{
	assert(writer->depth > 0);
	writer->depth--;
	if (!writer->first)
		new_line(writer);
	text_add_char(writer->out, bracket);
	writer->first = false;
}

void json_open_object(struct json_writer *writer, const char *key)
{
	open_value(writer, key, '{');
}

void json_open_array(struct json_writer *writer, const char *key)
{
	open_value(writer, key, '[');
}

void json_close_object(struct json_writer *writer)
{
	close_value(writer, '}');
}

void json_close_array(struct json_writer *writer)
{
	close_value(writer, ']');
}

void json_put_string(struct json_writer *writer, const char *key, const char *value)
{
	if (value)
		json_put_string_n(writer, key, value, strlen(value));
	else
		json_put_null(writer, key);
}

void json_put_string_n(struct json_writer *writer, const char *key, const char *value, size_t len)
{
	begin_value(writer, key);
	json_quote(writer->out, value, len);
}

void json_put_number(struct json_writer *writer, const char *key, double value)
{
	char digits[32];

	if (!isfinite(value)) {
		json_put_null(writer, key);
		return;
	}
	/* The fewest digits that read back as the same number. */
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(digits, sizeof digits, "%.*g", precision, value);
		if (strtod(digits, NULL) == value)
			break;
	}
	json_put_raw(writer, key, digits);
}

void json_put_integer(struct json_writer *writer, const char *key, int64_t value)
{
	begin_value(writer, key);
	text_addf(writer->out, "%lld", (long long)value);
}

void json_put_bool(struct json_writer *writer, const char *key, bool value)
{
	json_put_raw(writer, key, value ? "true" : "false");
}

void json_put_null(struct json_writer *writer, const char *key)
{
	json_put_raw(writer, key, "null");
}

void json_put_raw(struct json_writer *writer, const char *key, const char *json)
{
	begin_value(writer, key);
	text_add(writer->out, json);
}
