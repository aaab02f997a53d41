#include "expr_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "check.h"

enum { NOW_HOUR = 10 }; /* now is 1970-01-01T10:00:00Z */

static const struct test_fact {
	const char *name;
	enum value_kind kind; /* VALUE_UNKNOWN: a secret */
	const char *value;    /* NULL: not known */
	const char *choices[4];
} facts[] = {
	{"sync", VALUE_SYMBOL, "on", {"on", "off", "yes"}},
	{"missing", VALUE_SYMBOL, NULL, {"one", "two", "store"}},
	{"ready", VALUE_YESNO, "yes", {0}},
	{"late", VALUE_YESNO, "no", {0}},
	{"maybe", VALUE_YESNO, NULL, {0}},
	{"count", VALUE_NUMBER, "3", {0}},
	{"few", VALUE_NUMBER, NULL, {0}},
	{"interval", VALUE_DURATION, "900000", {0}},
	{"last_sync", VALUE_TIME, "25200000", {0}}, /* 07:00 */
	{"shipped_at", VALUE_TIME, NULL, {0}},
	{"title", VALUE_TEXT, "It's HERE", {0}},
	{"store", VALUE_TEXT, "HTTPS://me@Shop.Example.com:8443/a", {0}},
	{"bad_url", VALUE_TEXT, "shop.example.com", {0}},
	{"tags", VALUE_LIST, "a", {0}},
	{"consumer_key", VALUE_UNKNOWN, "secret", {0}},
};
enum { FACTS = sizeof facts / sizeof *facts };

static enum value_kind find_fact(const void *ctx, const char *name, int *id, bool *secret)
{
	(void)ctx;
	*secret = false;
	for (int i = 0; i < FACTS; i++) {
		if (strcmp(facts[i].name, name) != 0)
			continue;
		*id = i;
		*secret = facts[i].kind == VALUE_UNKNOWN;
		return facts[i].kind;
	}
	return VALUE_UNKNOWN;
}

static bool has_choice(const void *ctx, int fact, const char *symbol, const char **nearest)
{
	size_t count = 0;

	(void)ctx;
	for (; count < 4 && facts[fact].choices[count] != NULL; count++)
		if (strcmp(facts[fact].choices[count], symbol) == 0)
			return true;
	*nearest = text_nearest(symbol, facts[fact].choices, count);
	return false;
}

static bool has_outcome(const void *ctx, const char *probe, const char *outcome, const char **nearest)
{
	static const char *const probes[] = {"shop.key", "shop.index"};
	static const char *const outcomes[] = {"ok", "refused", "secret_invalid"};

	(void)ctx;
	*nearest = text_nearest(probe, probes, 2);
	if (strcmp(probe, "shop.key") != 0 && strcmp(probe, "shop.index") != 0)
		return false;
	if (outcome == NULL)
		return true;
	for (size_t i = 0; i < 3; i++)
		if (strcmp(outcomes[i], outcome) == 0)
			return true;
	*nearest = text_nearest(outcome, outcomes, 3);
	return false;
}

static const char *nearest_name(const void *ctx, const char *name)
{
	static const char *const names[] = {"sync",  "last_sync", "interval", "status",
	                                    "count", "contrast",  "header"};

	(void)ctx;
	return text_nearest(name, names, sizeof names / sizeof *names);
}

struct expr_names fixture_names(bool in_answer)
{
	return (struct expr_names){
		.fact = find_fact,
		.has_choice = has_choice,
		.has_outcome = has_outcome,
		.nearest = nearest_name,
		.in_answer = in_answer,
	};
}

/* ---- the scope ---- */

static struct value fact_value(void *ctx, int id)
{
	static const char *const tags[] = {"a", "b c"};
	const struct test_fact *fact = &facts[id];

	(void)ctx;
	if (fact->value == NULL)
		return VALUE_NOTHING;
	switch (fact->kind) {
	case VALUE_SYMBOL:
		return value_symbol(fact->value);
	case VALUE_YESNO:
		return value_yesno(strcmp(fact->value, "yes") == 0);
	case VALUE_NUMBER:
		return value_number(strtod(fact->value, NULL));
	case VALUE_DURATION:
		return value_duration(strtoll(fact->value, NULL, 10));
	case VALUE_TIME:
		return value_time(strtoll(fact->value, NULL, 10));
	case VALUE_LIST:
		return value_list(tags, 2);
	default:
		return value_text(fact->value);
	}
}

static bool fact_known(void *ctx, int id)
{
	(void)ctx;
	return facts[id].value != NULL;
}

static struct value probe_outcome(void *ctx, const char *probe)
{
	(void)ctx;
	return strcmp(probe, "shop.key") == 0 ? value_symbol("refused") : VALUE_NOTHING;
}

/* An answer that tells what it was asked, so that rows see the arguments arrive. */
static struct value told(void *ctx, enum expr_function function, const char *pointer, const char *second,
                         const struct expr *where, struct arena *arena)
{
	struct text said = {0};
	struct value value = {.kind = VALUE_NOTHING.kind};
	struct expr_scope inner = {.now = HOURS(NOW_HOUR),
	                           .fact = fact_value,
	                           .known = fact_known,
	                           .answer = told};

	(void)ctx;
	switch (function) {
	case EXPR_STATUS:
		return value_number(401);
	case EXPR_DIRTY:
		return value_yesno(false);
	case EXPR_DATE_SKEW:
		return value_duration(MINUTES(-20));
	case EXPR_TIME:
	case EXPR_NEWEST:
		return value_time(HOURS(1));
	case EXPR_COUNT:
		return value_number(where != NULL && expr_holds(where, &inner) ? 1 : 7);
	case EXPR_N:
		return value_number((double)strlen(pointer));
	case EXPR_IS_ARRAY:
		return value_yesno(*pointer == '\0');
	case EXPR_NUMBER: /* of another kind than the function gives */
		return value_text("not a number");
	case EXPR_TEXT:
		if (strcmp(pointer, "/none") == 0)
			return value;
		/* fall through */
	default:
		text_addf(&said, "%s:%s:%s", expr_function_name(function), pointer, second != NULL ? second : "-");
		value = value_text(arena_strdup(arena, text_str(&said)));
		text_clear(&said);
		return value;
	}
}

const struct expr_scope fixture_scope = {
	.now = HOURS(NOW_HOUR),
	.fact = fact_value,
	.known = fact_known,
	.outcome = probe_outcome,
	.answer = told,
};

void fixture_check(const struct row *row, const struct expr_names *of)
{
	for (; row->sentence != NULL; row++) {
		struct error err = {0};
		struct arena arena;
		struct text got = {0};
		struct expr *expr;

		arena_init(&arena);
		expr = expr_compile(&arena, row->text, of, VALUE_UNKNOWN, &err);
		if (expr == NULL) {
			text_add(&got, err.message);
		} else {
			struct value value = expr_eval(expr, &fixture_scope, &arena);

			value_write(&got, &value);
		}
		CHECK_TEXT(row->sentence, text_str(&got), row->want);
		text_clear(&got);
		arena_clear(&arena);
	}
}

const char *fixture_fact(int id)
{
	return facts[id].name;
}
