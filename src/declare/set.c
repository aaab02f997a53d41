/* "set", "take": facts from expressions over the answer. */
#include <string.h>

#include "declare/parts.h"

int field_fact(struct declare *declare, const struct json_at *at, const char *name, enum value_kind *kind)
{
	const struct expr_names *names = declare->names;
	const char *nearest = NULL;
	bool secret = false;
	int id = -1;

	*kind = names->fact == NULL ? VALUE_UNKNOWN : names->fact(names->ctx, name, &id, &secret);
	if (secret)
		field_fail(declare, at, "secret", "\"%.60s\" is a secret; nothing may set or show it.", name);
	if (*kind != VALUE_UNKNOWN || secret)
		return secret ? -1 : id;
	if (names->nearest != NULL)
		nearest = names->nearest(names->ctx, name);
	if (nearest != NULL)
		field_fail(declare, at, "unknown-fact", "There is no fact \"%.60s\"; did you mean \"%s\"?", name,
		           nearest);
	else
		field_fail(declare, at, "unknown-fact", "There is no fact \"%.60s\"; add it to facts.json.", name);
	return -1;
}

static void read_from(struct declare *declare, const struct json_at *at, void *out)
{
	struct probe_set *set = out;

	set->from = field_expr(declare, at, VALUE_UNKNOWN);
}

/* A text of the file, whatever way it is written: "on", true, 3. */
static const char *read_plain(struct declare *declare, const struct json_at *at)
{
	struct text plain = {0};
	const char *copy;
	bool yes;

	if (at->type == JSON_STRING)
		return field_text(declare, at);
	if (json_bool(at, &yes))
		return yes ? "yes" : "no";
	if (at->type != JSON_NUMBER) {
		field_is(declare, at, JSON_STRING);
		return NULL;
	}
	json_dump(at, &plain);
	copy = arena_strdup(declare->arena, text_str(&plain));
	text_clear(&plain);
	return copy;
}

static void read_map(struct declare *declare, const struct json_at *at, void *out)
{
	struct probe_set *set = out;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	set->map = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *set->map);
	while (json_next(at, &state, &member)) {
		set->map[set->map_count].raw = field_name(declare, &member);
		set->map[set->map_count].value = read_plain(declare, &member);
		set->map_count += set->map[set->map_count].value != NULL;
	}
}

static void read_else(struct declare *declare, const struct json_at *at, void *out)
{
	struct probe_set *set = out;

	set->otherwise = read_plain(declare, at);
}

static void read_pin(struct declare *declare, const struct json_at *at, void *out)
{
	static const char *const words[] = {"store", NULL};
	struct probe_set *set = out;

	set->pin_store = field_word(declare, at, words) == 0;
}

static const struct field set_fields[] = {
	{.key = "from", .kind = FIELD_BY, .read = read_from, .needs = 1},
	{.key = "if", .kind = FIELD_EXPR, .at = offsetof(struct probe_set, when)},
	{.key = "map", .kind = FIELD_BY, .read = read_map},
	{.key = "else", .kind = FIELD_BY, .read = read_else},
	{.key = "pin", .kind = FIELD_BY, .read = read_pin},
};

static void check_choice(struct declare *declare, const struct json_at *at, int fact, const char *value)
{
	const struct expr_names *names = declare->names;
	const char *nearest = NULL;

	if (names->has_choice == NULL || names->has_choice(names->ctx, fact, value, &nearest))
		return;
	if (nearest != NULL)
		field_fail(declare, at, "wrong-value", "\"%.60s\" is no value of this fact; did you mean \"%s\"?",
		           value, nearest);
	else
		field_fail(declare, at, "wrong-value", "\"%.60s\" is no value of this fact.", value);
}

/* What can become a value of the fact: the same kind, or anything that has a written form as a text. */
static bool can_become(enum value_kind from, enum value_kind fact, bool mapped)
{
	if (from == fact || from == VALUE_TEXT || fact == VALUE_TEXT || mapped)
		return true;
	return fact == VALUE_SYMBOL && from != VALUE_LIST;
}

static void check_set(struct declare *declare, const struct json_at *at, const struct probe_set *set,
                      enum value_kind kind)
{
	struct json_at map = json_get(at, "map");
	struct json_at otherwise = json_get(at, "else");

	if (set->from != NULL && !can_become(expr_kind(set->from), kind, set->map_count > 0))
		field_fail(declare, at, "wrong-type", "\"from\" gives a %s, but the fact is a %s.",
		           value_kind_name(expr_kind(set->from)), value_kind_name(kind));
	if (kind != VALUE_SYMBOL)
		return;
	for (size_t i = 0; i < set->map_count; i++) {
		struct json_at value = json_get(&map, set->map[i].raw);

		check_choice(declare, &value, set->fact_id, set->map[i].value);
	}
	if (set->otherwise != NULL)
		check_choice(declare, &otherwise, set->fact_id, set->otherwise);
}

void declare_sets(struct declare *declare, const struct json_at *at, struct probe_set **set, size_t *count)
{
	struct json_at member;
	void *state = NULL;

	*count = 0;
	if (!field_is(declare, at, JSON_OBJECT))
		return;
	*set = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof **set);
	while (json_next(at, &state, &member)) {
		struct probe_set *one = &(*set)[(*count)++];
		enum value_kind kind;

		one->fact = field_name(declare, &member);
		one->fact_id = field_fact(declare, &member, one->fact, &kind);
		if (fields_read(declare, &member, set_fields, sizeof set_fields / sizeof *set_fields, 1, "A set",
		                one) &&
		    one->fact_id >= 0)
			check_set(declare, &member, one, kind);
	}
}
