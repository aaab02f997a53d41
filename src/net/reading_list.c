#include "net/reading_list.h"

#include <string.h>

#include "base/array.h"

/* ---- one value ---- */

enum kind { KIND_TEXT, KIND_NUMBER, KIND_BOOL, KIND_TIME };

static enum kind kind_of(enum expr_function function)
{
	switch (function) {
	case EXPR_NUMBER:
	case EXPR_ITEM_NUMBER:
		return KIND_NUMBER;
	case EXPR_BOOL:
	case EXPR_ITEM_BOOL:
		return KIND_BOOL;
	case EXPR_TIME:
	case EXPR_ITEM_TIME:
		return KIND_TIME;
	default:
		return KIND_TEXT;
	}
}

static struct value read_text(const struct spot *spot, struct arena *arena)
{
	const char *text = spot_text(spot, arena);
	return text ? value_text(text) : VALUE_NOTHING;
}

static struct value read_spot(const struct spot *spot, enum kind kind, struct arena *arena)
{
	double number;
	bool yes;
	int64_t at;
	switch (kind) {
	case KIND_NUMBER:
		return spot_number(spot, &number) ? value_number(number) : VALUE_NOTHING;
	case KIND_BOOL:
		return spot_bool(spot, &yes) ? value_yesno(yes) : VALUE_NOTHING;
	case KIND_TIME:
		return spot_time(spot, &at) ? value_time(at) : VALUE_NOTHING;
	case KIND_TEXT:
	default:
		return read_text(spot, arena);
	}
}

struct first {
	const struct look *look;
	struct value value;
};

static bool take_first(void *ctx, const struct spot *match, const struct spot *star)
{
	(void)star;
	struct first *first = ctx;
	first->value = read_spot(match, kind_of(first->look->function), first->look->arena);
	return false;
}

static struct value first_below(const struct look *look, const struct spot *from)
{
	struct first first = {.look = look, .value = VALUE_NOTHING};
	spot_find(from, look->pointer, take_first, &first);
	return first.value;
}

struct value look_first(const struct look *look)
{
	struct json_at at;
	struct spot root = answer_root(look->reading->answer, &at);
	return first_below(look, &root);
}

struct value look_item(const struct look *look)
{
	const struct spot *element = look->reading->element;
	return element ? first_below(look, element) : VALUE_NOTHING;
}

struct form {
	enum expr_function function;
	struct value value;
};

static bool take_form(void *ctx, const struct spot *match, const struct spot *star)
{
	(void)star;
	struct form *form = ctx;
	if (form->function == EXPR_IS_ARRAY)
		form->value = value_yesno(spot_is_array(match));
	else if (form->function == EXPR_IS_OBJECT)
		form->value = value_yesno(spot_is_object(match));
	else if (form->function == EXPR_IS_EMPTY)
		form->value = value_yesno(spot_is_empty(match));
	return false;
}

/* What is missing is no array, no object and no page; whether it is empty cannot be said. */
struct value look_at_form(const struct look *look)
{
	struct json_at at;
	struct spot root = answer_root(look->reading->answer, &at);
	struct form form = {.function = look->function,
	                    .value = look->function == EXPR_IS_EMPTY ? VALUE_NOTHING : value_yesno(false)};
	spot_find(&root, look->pointer, take_form, &form);
	return form.value;
}

/* ---- many ---- */

/* Goes over the matches of a pointer, those that the WHERE takes. */
struct walkover {
	const struct look *look;
	size_t matches;
	size_t held;
	bool unsure; /* a WHERE could not be decided */
	ARRAY(const char *) texts;
	struct value extreme;
};

/* A WHERE sees the element that the last '*' stands for. */
static bool where_holds(struct walkover *over, const struct spot *star)
{
	const struct look *look = over->look;
	if (!look->where)
		return true;
	struct reading inner = *look->reading;
	inner.element = star;
	struct expr_scope scope = reading_scope(&inner);
	struct value value = expr_eval(look->where, &scope, look->arena);
	look->reading->wanted = inner.wanted;
	over->unsure = over->unsure || value.kind != VALUE_YESNO;
	return value.kind == VALUE_YESNO && value.yes;
}

static void note_extreme(struct walkover *over, const struct spot *match)
{
	int64_t at;
	if (!spot_time(match, &at))
		return;
	bool newest = over->look->function == EXPR_NEWEST;
	bool better =
		over->extreme.kind != VALUE_TIME || (newest ? at > over->extreme.ms : at < over->extreme.ms);
	if (better)
		over->extreme = value_time(at);
}

static bool walk_match(void *ctx, const struct spot *match, const struct spot *star)
{
	struct walkover *over = ctx;
	enum expr_function function = over->look->function;
	over->matches++;
	if (!where_holds(over, star))
		return true;
	over->held++;
	if (function == EXPR_NEWEST || function == EXPR_OLDEST)
		note_extreme(over, match);
	if (function != EXPR_LIST && function != EXPR_FIRST && function != EXPR_MISSING)
		return true;
	const char *text = spot_text(match, over->look->arena);
	if (text)
		array_push(&over->texts, text);
	return function != EXPR_FIRST || !text;
}

/*
 * Inside a WHERE or an "each" a list is one of the element (the fulfillment orders of an order), else of
 * the answer. False when the list itself is not there: then nothing can be said about its elements.
 */
static bool walk_over(const struct look *look, struct walkover *over)
{
	struct json_at at;
	const struct spot *element = look->reading->element;
	struct spot root = element ? *element : answer_root(look->reading->answer, &at);
	memset(over, 0, sizeof *over);
	over->look = look;
	if (!spot_has_list(&root, look->pointer))
		return false;
	spot_find(&root, look->pointer, walk_match, over);
	return true;
}

struct value look_list(const struct look *look)
{
	struct walkover over;
	if (!walk_over(look, &over))
		return VALUE_NOTHING;
	const char **items = arena_alloc(look->arena, (over.texts.count + 1) * sizeof *items);
	for (size_t i = 0; i < over.texts.count; i++)
		items[i] = over.texts.at[i];
	struct value list = value_list(items, over.texts.count);
	array_clear(&over.texts);
	return list;
}

struct value look_count(const struct look *look)
{
	struct walkover over;
	return walk_over(look, &over) ? value_number((double)over.held) : VALUE_NOTHING;
}

struct value look_any(const struct look *look)
{
	struct walkover over;
	if (!walk_over(look, &over) || (over.held == 0 && over.unsure))
		return VALUE_NOTHING;
	return value_yesno(over.held > 0);
}

struct value look_all(const struct look *look)
{
	struct walkover over;
	if (!walk_over(look, &over))
		return VALUE_NOTHING;
	return value_yesno(over.matches > 0 && over.held == over.matches);
}

struct value look_first_where(const struct look *look)
{
	struct walkover over;
	if (!walk_over(look, &over))
		return VALUE_NOTHING;
	struct value first = over.texts.count ? value_text(over.texts.at[0]) : VALUE_NOTHING;
	array_clear(&over.texts);
	return first;
}

static bool contains(const struct walkover *over, const char *word, size_t len)
{
	for (size_t i = 0; i < over->texts.count; i++)
		if (strlen(over->texts.at[i]) == len && memcmp(over->texts.at[i], word, len) == 0)
			return true;
	return false;
}

struct value look_missing(const struct look *look)
{
	struct walkover over;
	struct text absent = {0};
	if (!walk_over(look, &over))
		return VALUE_NOTHING;
	for (const char *word = look->second; *word; word += strspn(word, " ")) {
		size_t len = strcspn(word, " ");
		if (!contains(&over, word, len))
			text_addf(&absent, "%s%.*s", absent.len ? ", " : "", (int)len, word);
		word += len;
	}
	struct value value = value_text(arena_strdup(look->arena, text_str(&absent)));
	text_clear(&absent);
	array_clear(&over.texts);
	return value;
}

struct value look_newest(const struct look *look)
{
	struct walkover over;
	return walk_over(look, &over) ? over.extreme : VALUE_NOTHING;
}

struct value look_oldest(const struct look *look)
{
	return look_newest(look);
}
