#include "guide/fact.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"

const char *fact_type_name(enum fact_type type)
{
	static const char *const name[FACT_TYPES] = {
		[FACT_CHOICE] = "choice",     [FACT_YESNO] = "yesno", [FACT_NUMBER] = "number",
		[FACT_DURATION] = "duration", [FACT_TIME] = "time",   [FACT_TEXT] = "text",
		[FACT_LIST] = "list",         [FACT_URL] = "url",     [FACT_SECRET] = "secret",
	};

	return name[type];
}

enum value_kind fact_type_kind(enum fact_type type)
{
	static const enum value_kind kind[FACT_TYPES] = {
		[FACT_CHOICE] = VALUE_SYMBOL,     [FACT_YESNO] = VALUE_YESNO, [FACT_NUMBER] = VALUE_NUMBER,
		[FACT_DURATION] = VALUE_DURATION, [FACT_TIME] = VALUE_TIME,   [FACT_TEXT] = VALUE_TEXT,
		[FACT_LIST] = VALUE_LIST,         [FACT_URL] = VALUE_TEXT,    [FACT_SECRET] = VALUE_UNKNOWN,
	};

	return kind[type];
}

const struct fact_value *fact_value_named(const struct fact *fact, const char *name)
{
	for (size_t i = 0; i < fact->value_count; i++)
		if (strcmp(fact->value[i].name, name) == 0)
			return &fact->value[i];
	return NULL;
}

static bool fail(struct error *err, const struct fact *fact, const char *text, const char *wanted)
{
	return error_set(err, ERROR_DATA, "", "%s cannot be '%.60s': %s", fact->name, text, wanted);
}

static bool fail_choice(const struct fact *fact, const char *text, struct error *err)
{
	struct text allowed = {0};
	bool result;

	for (size_t i = 0; i < fact->value_count; i++)
		text_addf(&allowed, "%s%s",
		          i == 0                      ? ""
		          : i + 1 < fact->value_count ? ", "
		                                      : " or ",
		          fact->value[i].name);
	result = error_set(err, ERROR_DATA, "", "%s cannot be '%.60s': it is %s.", fact->name, text,
	                   allowed.len > 0 ? text_str(&allowed) : "never anything");
	text_clear(&allowed);
	return result;
}

static bool parse_choice(const struct fact *fact, const char *text, struct value *out, struct error *err)
{
	const struct fact_value *value = fact_value_named(fact, text);

	if (value == NULL)
		return fail_choice(fact, text, err);
	*out = value_symbol(value->name);
	return true;
}

static bool parse_yesno(const struct fact *fact, const char *text, struct value *out, struct error *err)
{
	bool yes = strcmp(text, "yes") == 0;

	if (!yes && strcmp(text, "no") != 0)
		return fail(err, fact, text, "it is yes or no.");
	*out = value_yesno(yes);
	return true;
}

static bool check_range(const struct fact *fact, double number, const char *text, struct error *err)
{
	if (number < fact->min)
		return error_set(err, ERROR_DATA, "", "%s cannot be '%.60s': it is at least %g%s%s.", fact->name,
		                 text, fact->min, fact->unit != NULL ? " " : "",
		                 fact->unit != NULL ? fact->unit : "");
	if (number > fact->max)
		return error_set(err, ERROR_DATA, "", "%s cannot be '%.60s': it is at most %g%s%s.", fact->name, text,
		                 fact->max, fact->unit != NULL ? " " : "", fact->unit != NULL ? fact->unit : "");
	return true;
}

static bool parse_number(const struct fact *fact, const char *text, struct value *out, struct error *err)
{
	char *end;
	double number = strtod(text, &end);

	/* strtod takes more than a number as people write it: hexadecimal, infinity, space in front */
	if (end == text || *end != '\0' || !isfinite(number) || strspn(text, "+-.0123456789eE") != strlen(text))
		return fail(err, fact, text, "it is a number.");
	*out = value_number(number);
	return check_range(fact, number, text, err);
}

static bool parse_duration(const struct fact *fact, const char *text, struct value *out, struct error *err)
{
	bool negative = text[0] == '-'; /* of two clocks, one that is behind */
	int64_t ms;

	if (!duration_parse(text + negative, &ms))
		return fail(err, fact, text, "it is a duration such as 15min or 2h.");
	ms = negative ? -ms : ms;
	*out = value_duration(ms);
	return check_range(fact, (double)ms, text, err);
}

static bool parse_time(const struct fact *fact, const char *text, struct value *out, struct error *err)
{
	int64_t at;

	if (!time_parse_iso(text, false, &at))
		return fail(err, fact, text, "it is a time with its zone, such as 2026-11-14T11:30:00Z.");
	*out = value_time(at);
	return true;
}

static bool parse_url(const struct fact *fact, const char *text, struct arena *arena, struct value *out,
                      struct error *err)
{
	const char *host = strstr(text, "://");

	if (host == NULL || host == text || host[3] == '\0' || host[3] == '/' || strpbrk(text, " \t\r\n") != NULL)
		return fail(err, fact, text, "it is an address such as https://shop.example.com.");
	*out = value_text(arena_strdup(arena, text));
	return true;
}

/* Parts between commas, without the space around them. */
static void parse_list(const char *text, struct arena *arena, struct value *out)
{
	ARRAY(const char *) part = {0};
	const char **items;

	while (*text != '\0') {
		size_t len = strcspn(text, ",");
		const char *end = text + len;

		while (text < end && strchr(" \t\r\n", *text) != NULL)
			text++;
		while (end > text && strchr(" \t\r\n", end[-1]) != NULL)
			end--;
		if (end > text)
			array_push(&part, arena_strndup(arena, text, (size_t)(end - text)));
		text = end + strcspn(end, ",");
		text += *text == ',';
	}
	items = arena_alloc(arena, (part.count + 1) * sizeof *items);
	for (size_t i = 0; i < part.count; i++)
		items[i] = part.at[i];
	*out = value_list(items, part.count);
	array_clear(&part);
}

bool fact_parse(const struct fact *fact, const char *text, struct arena *arena, struct value *out,
                struct error *err)
{
	*out = VALUE_NOTHING;
	switch (fact->type) {
	case FACT_CHOICE:
		return parse_choice(fact, text, out, err);
	case FACT_YESNO:
		return parse_yesno(fact, text, out, err);
	case FACT_NUMBER:
		return parse_number(fact, text, out, err);
	case FACT_DURATION:
		return parse_duration(fact, text, out, err);
	case FACT_TIME:
		return parse_time(fact, text, out, err);
	case FACT_URL:
		return parse_url(fact, text, arena, out, err);
	case FACT_LIST:
		parse_list(text, arena, out);
		return true;
	case FACT_TEXT:
		*out = value_text(arena_strdup(arena, text));
		return true;
	default:
		return error_set(err, ERROR_REFUSED, "",
		                 "%s is a secret and has no value here; set it in the profile.", fact->name);
	}
}

static void print_symbol(struct text *out, const struct fact *fact, const struct value *value)
{
	const struct fact_value *row = fact_value_named(fact, value->text);

	text_add(out, row != NULL ? row->text : value->text);
}

void fact_print(struct text *out, const struct fact *fact, const struct value *value, int utc_offset)
{
	switch (value->kind) {
	case VALUE_SYMBOL:
		print_symbol(out, fact, value);
		break;
	case VALUE_DURATION:
		duration_add(out, value->ms);
		break;
	case VALUE_TIME:
		time_add_person(out, value->ms, utc_offset);
		break;
	case VALUE_NUMBER:
		value_write(out, value);
		if (fact->unit != NULL)
			text_addf(out, " %s", fact->unit);
		break;
	default:
		value_write(out, value);
		break;
	}
}
