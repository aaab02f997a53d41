#include "guide/value.h"

#include <math.h>
#include <string.h>

#include "base/clock.h"

const struct value VALUE_NOTHING = {.kind = VALUE_UNKNOWN};

struct value value_yesno(bool yes)
{
	return (struct value){.kind = VALUE_YESNO, .yes = yes};
}

struct value value_number(double number)
{
	return (struct value){.kind = VALUE_NUMBER, .number = number};
}

struct value value_duration(int64_t ms)
{
	return (struct value){.kind = VALUE_DURATION, .ms = ms};
}

struct value value_time(int64_t at)
{
	return (struct value){.kind = VALUE_TIME, .ms = at};
}

struct value value_text(const char *text)
{
	return (struct value){.kind = VALUE_TEXT, .text = text};
}

struct value value_symbol(const char *name)
{
	return (struct value){.kind = VALUE_SYMBOL, .text = name};
}

struct value value_list(const char *const *items, size_t count)
{
	return (struct value){.kind = VALUE_LIST, .items = items, .count = count};
}

static bool same_list(const struct value *a, const struct value *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return true;
}

bool value_same(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case VALUE_UNKNOWN:
		return true;
	case VALUE_YESNO:
		return a->yes == b->yes;
	case VALUE_NUMBER:
		return a->number == b->number;
	case VALUE_DURATION:
	case VALUE_TIME:
		return a->ms == b->ms;
	case VALUE_TEXT:
	case VALUE_SYMBOL:
		return strcmp(a->text, b->text) == 0;
	case VALUE_LIST:
		return same_list(a, b);
	}
	return false;
}

struct value value_copy(struct arena *arena, const struct value *value)
{
	struct value copy = *value;

	if (value->text != NULL)
		copy.text = arena_strdup(arena, value->text);
	if (value->kind == VALUE_LIST) {
		const char **items = arena_alloc(arena, (value->count + 1) * sizeof *items);

		for (size_t i = 0; i < value->count; i++)
			items[i] = arena_strdup(arena, value->items[i]);
		copy.items = items;
	}
	return copy;
}

const char *value_kind_name(enum value_kind kind)
{
	static const char *const name[] = {
		[VALUE_UNKNOWN] = "unknown",   [VALUE_YESNO] = "yesno", [VALUE_NUMBER] = "number",
		[VALUE_DURATION] = "duration", [VALUE_TIME] = "time",   [VALUE_TEXT] = "text",
		[VALUE_SYMBOL] = "symbol",     [VALUE_LIST] = "list",
	};

	return name[kind];
}

/* Shortest form that reads back as the same number. */
static void write_number(struct text *out, double number)
{
	if (number == floor(number) && fabs(number) < 1e15)
		text_addf(out, "%.0f", number);
	else
		text_addf(out, "%.15g", number);
}

static void write_list(struct text *out, const struct value *value)
{
	for (size_t i = 0; i < value->count; i++) {
		if (i > 0)
			text_add(out, ", ");
		text_add(out, value->items[i]);
	}
}

void value_write(struct text *out, const struct value *value)
{
	switch (value->kind) {
	case VALUE_UNKNOWN:
		break;
	case VALUE_YESNO:
		text_add(out, value->yes ? "yes" : "no");
		break;
	case VALUE_NUMBER:
		write_number(out, value->number);
		break;
	case VALUE_DURATION:
		text_addf(out, "%lldms", (long long)value->ms);
		break;
	case VALUE_TIME:
		time_add_iso(out, value->ms);
		break;
	case VALUE_TEXT:
	case VALUE_SYMBOL:
		text_add(out, value->text);
		break;
	case VALUE_LIST:
		write_list(out, value);
		break;
	}
}
