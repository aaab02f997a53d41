#include "fuzz.h"

#include <assert.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "guide/expr.h"

/* The kind is the first letter: y_… n_… d_… t_… x_… c_… l_… s_… (a secret). */
static enum value_kind find_fact(const void *ctx, const char *name, int *id, bool *secret)
{
	static const char letters[] = "yndtxcl";

	(void)ctx;
	*secret = text_starts(name, "s_");
	*id = 0;
	if (name[0] == '\0' || name[1] != '_' || strchr(letters, name[0]) == NULL)
		return VALUE_UNKNOWN;
	*id = (int)(strchr(letters, name[0]) - letters);
	return (enum value_kind)(VALUE_YESNO + (*id == 6 ? 6 : *id));
}

static bool has_choice(const void *ctx, int fact, const char *symbol, const char **nearest)
{
	(void)ctx;
	(void)fact;
	*nearest = "on";
	return strcmp(symbol, "on") == 0 || strcmp(symbol, "yes") == 0;
}

static bool has_outcome(const void *ctx, const char *probe, const char *outcome, const char **nearest)
{
	(void)ctx;
	*nearest = NULL;
	return strlen(probe) < 8 && (outcome == NULL || strcmp(outcome, "ok") == 0);
}

static struct value fact_value(void *ctx, int id)
{
	static const char *const items[] = {"a", "b"};

	(void)ctx;
	switch ((enum value_kind)(VALUE_YESNO + id)) {
	case VALUE_YESNO:
		return value_yesno(true);
	case VALUE_NUMBER:
		return value_number(1e300);
	case VALUE_DURATION:
		return value_duration(DAYS(100000));
	case VALUE_TIME:
		return value_time(INT64_MAX - 5);
	case VALUE_TEXT:
		return value_text("https://A@[::1]:8/x'");
	case VALUE_SYMBOL:
		return VALUE_NOTHING;
	default:
		return value_list(items, 2);
	}
}

static bool fact_known(void *ctx, int id)
{
	(void)ctx;
	return id % 2 == 0;
}

static struct value outcome(void *ctx, const char *probe)
{
	(void)ctx;
	return *probe == 'a' ? value_symbol("ok") : VALUE_NOTHING;
}

/* Of another kind than it should be, now and then. */
static struct value answer(void *ctx, enum expr_function function, const char *pointer, const char *second,
                           const struct expr *where, struct arena *arena)
{
	struct expr_scope scope = {.fact = fact_value};

	(void)ctx;
	(void)arena;
	assert(pointer != NULL);
	assert(second == NULL || function == EXPR_CONTRAST || function == EXPR_MISSING);
	if (where != NULL && expr_holds(where, &scope))
		return value_number(2);
	return function % 3 == 0 ? value_text(pointer) : value_number(1);
}

static void count_fact(void *ctx, int fact)
{
	assert(fact >= 0 && fact < 7);
	++*(int *)ctx;
}

static void count_probe(void *ctx, const char *probe)
{
	assert(probe != NULL);
	++*(int *)ctx;
}

static void count_symbol(void *ctx, int fact, const char *probe, const char *symbol)
{
	assert(fact >= 0 || probe != NULL);
	assert(symbol != NULL);
	++*(int *)ctx;
}

/* What compiles has a value of its kind, and its source compiles again. */
static void check(struct arena *arena, const struct expr *expr, const struct expr_names *names)
{
	static const struct expr_scope scope = {.now = INT64_C(1794664923000),
	                                        .fact = fact_value,
	                                        .known = fact_known,
	                                        .outcome = outcome,
	                                        .answer = answer};
	struct value value = expr_eval(expr, &scope, arena);
	struct value empty = expr_eval(expr, &(struct expr_scope){0}, arena);
	int count = 0;

	assert(value.kind == VALUE_UNKNOWN || value.kind == expr_kind(expr));
	assert(empty.kind == VALUE_UNKNOWN || empty.kind == expr_kind(expr));
	assert(expr_holds(expr, &scope) == (value.kind == VALUE_YESNO && value.yes));
	expr_each_fact(expr, count_fact, &count);
	expr_each_probe(expr, count_probe, &count);
	expr_each_symbol(expr, count_symbol, &count);
	assert(expr_compile(arena, expr_source(expr), names, expr_kind(expr), NULL) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct expr_names names = {.fact = find_fact, .has_choice = has_choice, .has_outcome = has_outcome};
	struct error err = {0};
	struct arena arena;
	struct expr *expr;
	char *text;

	if (size == 0)
		return 0;
	arena_init(&arena);
	names.in_answer = data[0] & 1;
	names.in_element = data[0] & 2;
	names.self = data[0] & 4 ? "a" : NULL;
	text = arena_strndup(&arena, (const char *)data + 1, size - 1);
	expr = expr_compile(&arena, text, &names, VALUE_UNKNOWN, &err);
	if (expr != NULL)
		check(&arena, expr, &names);
	else
		assert(text_starts(err.message, "column ") &&
		       strchr(".?", err.message[strlen(err.message) - 1]) != NULL);
	arena_clear(&arena);
	return 0;
}
