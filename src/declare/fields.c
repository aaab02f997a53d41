#include "declare/fields.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/clock.h"

static const char *type_words(enum json_type type)
{
	static const char *const words[] = {
		[JSON_MISSING] = "nothing",  [JSON_NULL] = "null",     [JSON_BOOL] = "true or false",
		[JSON_NUMBER] = "a number",  [JSON_STRING] = "a text", [JSON_ARRAY] = "a list",
		[JSON_OBJECT] = "an object",
	};

	return words[type];
}

bool field_fail(struct declare *declare, const struct json_at *at, const char *code, const char *format, ...)
{
	struct text message = {0};
	va_list args;

	va_start(args, format);
	text_addv(&message, format, args);
	va_end(args);
	findings_add(declare->findings, code, 0, declare->doc, at, "%s", text_str(&message));
	text_clear(&message);
	return false;
}

bool field_is(struct declare *declare, const struct json_at *at, enum json_type type)
{
	if (at->type == type)
		return true;
	return field_fail(declare, at, "wrong-type", "This must be %s, but is %s.", type_words(type),
	                  type_words(at->type));
}

const char *field_text(struct declare *declare, const struct json_at *at)
{
	size_t len;
	const char *text = json_string(at, &len);

	if (text == NULL) {
		field_is(declare, at, JSON_STRING);
		return NULL;
	}
	if (strlen(text) != len) {
		field_fail(declare, at, "wrong-value", "This text has a NUL character in it; take it out.");
		return NULL;
	}
	return arena_strndup(declare->arena, text, len);
}

const char *field_name(struct declare *declare, const struct json_at *at)
{
	return arena_strdup(declare->arena, at->key != NULL ? at->key : "");
}

bool field_texts(struct declare *declare, const struct json_at *at, const char *const **out, size_t *count)
{
	const char **list;

	if (!field_is(declare, at, JSON_ARRAY))
		return false;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	*count = 0;
	*out = list;
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);

		list[*count] = field_text(declare, &item);
		if (list[*count] == NULL)
			return false;
		++*count;
	}
	return true;
}

const struct expr *field_expr(struct declare *declare, const struct json_at *at, enum value_kind want)
{
	struct error err = {0};
	const char *text = json_string(at, NULL);
	const struct expr *expr;

	if (text == NULL) {
		field_is(declare, at, JSON_STRING);
		return NULL;
	}
	expr = expr_compile(declare->arena, text, declare->names, want, &err);
	if (expr == NULL)
		field_fail(declare, at, "bad-expression", "In \"%.200s\", %s", text, err.message);
	return expr;
}

int field_word(struct declare *declare, const struct json_at *at, const char *const *words)
{
	const char *text = json_string(at, NULL);
	struct text allowed = {0};
	const char *nearest;
	size_t count = 0;

	if (text == NULL) {
		field_is(declare, at, JSON_STRING);
		return -1;
	}
	for (; words[count] != NULL; count++)
		if (strcmp(words[count], text) == 0)
			return (int)count;
	for (size_t i = 0; i < count; i++)
		text_addf(&allowed, "%s%s", i > 0 ? ", " : "", words[i]);
	nearest = text_nearest(text, words, count);
	if (nearest != NULL)
		field_fail(declare, at, "wrong-value", "\"%.60s\" is not known here; did you mean \"%s\"?", text,
		           nearest);
	else
		field_fail(declare, at, "wrong-value", "\"%.60s\" is not known here; it is one of: %s.", text,
		           text_str(&allowed));
	text_clear(&allowed);
	return -1;
}

bool field_duration(struct declare *declare, const struct json_at *at, int64_t *out)
{
	const char *text = json_string(at, NULL);

	if (text == NULL)
		return field_is(declare, at, JSON_STRING);
	if (duration_parse(text, out))
		return true;
	return field_fail(declare, at, "wrong-value",
	                  "\"%.60s\" is no duration; write it as 500ms, 20s, 5min or 2h.", text);
}

static void read_int(struct declare *declare, const struct json_at *at, const struct field *field, char *out)
{
	int64_t number;

	if (!json_integer(at, &number)) {
		field_fail(declare, at, "wrong-type", "This must be a whole number, but is %s.",
		           at->type == JSON_NUMBER ? "a fraction" : type_words(at->type));
		return;
	}
	if (number < field->min || (field->max != 0 && number > field->max)) {
		if (field->max != 0)
			field_fail(declare, at, "wrong-value", "This must be from %d to %d.", field->min, field->max);
		else
			field_fail(declare, at, "wrong-value", "This must be %d or more.", field->min);
		return;
	}
	if (field->kind == FIELD_INT64)
		memcpy(out, &number, sizeof number);
	else if (number <= INT32_MAX)
		*(int *)(void *)out = (int)number;
	else
		field_fail(declare, at, "wrong-value", "This number is too large.");
}

static void read_yesno(struct declare *declare, const struct json_at *at, char *out)
{
	bool yes;

	if (json_bool(at, &yes))
		*(bool *)out = yes;
	else
		field_is(declare, at, JSON_BOOL);
}

static void read_text(struct declare *declare, const struct json_at *at, const struct field *field, char *out)
{
	const char *text = field_text(declare, at);

	if (text != NULL && field->max != 0 && strlen(text) > (size_t)field->max)
		field_fail(declare, at, "too-long", "This text has %zu bytes; at most %d are allowed.", strlen(text),
		           field->max);
	*(const char **)(void *)out = text;
}

static void read_word(struct declare *declare, const struct json_at *at, const struct field *field, char *out)
{
	int word = field_word(declare, at, field->words);

	if (word < 0)
		return;
	if (field->kind == FIELD_ENUM)
		*(int *)(void *)out = word;
	else
		*(const char **)(void *)out = field->words[word];
}

static void read_one(struct declare *declare, const struct json_at *at, const struct field *field,
                     char *object)
{
	char *out = object + field->at;

	switch (field->kind) {
	case FIELD_TEXT:
		read_text(declare, at, field, out);
		break;
	case FIELD_TEXTS:
		field_texts(declare, at, (const char *const **)(void *)out,
		            (size_t *)(void *)(object + field->count_at));
		break;
	case FIELD_YESNO:
		read_yesno(declare, at, out);
		break;
	case FIELD_INT:
	case FIELD_INT64:
		read_int(declare, at, field, out);
		break;
	case FIELD_DURATION:
		field_duration(declare, at, (int64_t *)(void *)out);
		break;
	case FIELD_WORD:
	case FIELD_ENUM:
		read_word(declare, at, field, out);
		break;
	case FIELD_EXPR:
	case FIELD_TIME:
		*(const struct expr **)(void *)out =
			field_expr(declare, at, field->kind == FIELD_EXPR ? VALUE_YESNO : VALUE_TIME);
		break;
	case FIELD_BY:
		field->read(declare, at, out);
		break;
	case FIELD_LIST:
		field->read_list(declare, at, out, (size_t *)(void *)(object + field->count_at));
		break;
	case FIELD_KNOWN:
		break;
	}
}

static bool allowed(const struct field *field, unsigned bits)
{
	return field->allows == 0 || ((field->allows | field->needs) & bits) != 0;
}

static void fail_key(struct declare *declare, const struct json_at *member, const struct field *field,
                     size_t count, unsigned bits, const char *what)
{
	ARRAY(const char *) keys = {0};
	const char *nearest;
	bool elsewhere = false;

	for (size_t i = 0; i < count; i++) {
		if (allowed(&field[i], bits))
			array_push(&keys, field[i].key);
		else if (strcmp(field[i].key, member->key) == 0)
			elsewhere = true;
	}
	nearest = text_nearest(member->key, keys.at, keys.count);
	if (elsewhere)
		field_fail(declare, member, "unknown-key", "%s takes no \"%.60s\"; take it out.", what, member->key);
	else if (nearest != NULL)
		field_fail(declare, member, "unknown-key", "%s has no \"%.60s\"; did you mean \"%s\"?", what,
		           member->key, nearest);
	else
		field_fail(declare, member, "unknown-key",
		           "%s has no \"%.60s\"; take it out, or begin its name with \"x-\".", what, member->key);
	array_clear(&keys);
}

/* Which row reads the member; NULL when the key is unknown or not for this kind. */
static const struct field *find(const struct field *field, size_t count, const char *key, unsigned bits)
{
	for (size_t i = 0; i < count; i++)
		if (field[i].key[0] == key[0] && strcmp(field[i].key, key) == 0)
			return allowed(&field[i], bits) ? &field[i] : NULL;
	return NULL;
}

enum { MAX_FIELDS = 80 };

static void check_missing(struct declare *declare, const struct json_at *object, const struct field *field,
                          size_t count, unsigned bits, const char *what, const bool *seen)
{
	for (size_t i = 0; i < count; i++)
		if ((field[i].needs & bits) != 0 && !seen[i])
			field_fail(declare, object, "missing-field", "%s must have \"%s\".", what, field[i].key);
}

bool fields_read(struct declare *declare, const struct json_at *object, const struct field *field,
                 size_t count, unsigned bits, const char *what, void *out)
{
	size_t before = findings_errors(declare->findings);
	bool seen[MAX_FIELDS] = {false};
	struct json_at member;
	void *state = NULL;
	char nothing;

	assert(count <= MAX_FIELDS);
	if (!field_is(declare, object, JSON_OBJECT))
		return false;
	while (json_next(object, &state, &member)) {
		const struct field *row = find(field, count, member.key, bits);

		if (row == NULL && !text_starts(member.key, "x-"))
			fail_key(declare, &member, field, count, bits, what);
		if (row == NULL)
			continue;
		seen[row - field] = true;
		read_one(declare, &member, row, out != NULL ? out : &nothing);
	}
	check_missing(declare, object, field, count, bits, what, seen);
	return findings_errors(declare->findings) == before;
}
