/* Expressions: what they are worth, and what is unknown. */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "check.h"
#include "expr_fixture.h"
#include "guide/expr.h"

/* ---- what they are worth ---- */

static const struct row value_rows[] = {
	{"not binds tighter than and, and than or", "not late and ready or late", "yes"},
	{"or is weaker than and", "late and late or ready", "yes"},
	{"parentheses go first", "late and (late or ready)", "no"},
	{"not covers a whole comparison", "not count == 3", "no"},
	{"two nots cancel", "not not ready", "yes"},
	{"a product goes before a sum", "1 + 2 * 3", "7"},
	{"sums go from the left", "10 - 4 - 3", "3"},
	{"minus before a product", "-2 * 3", "-6"},
	{"minus a duration", "-2h + 3h", "3600000ms"},
	{"points in numbers", "1.25 + 1.25", "2.5"},
	{"a duration times a number", "2 * interval", "1800000ms"},
	{"and the other way round", "interval * 0.5", "450000ms"},
	{"all units", "1w + 1d + 1h + 1min + 1s + 1ms", "694861001ms"},
	{"a time minus a time is a duration", "now - last_sync", "10800000ms"},
	{"a time and a duration", "last_sync + 2h", "1970-01-01T09:00:00Z"},
	{"a duration and a time", "2h + last_sync", "1970-01-01T09:00:00Z"},
	{"age", "age(last_sync) > max(2h, 2 * interval)", "yes"},
	{"age of a time that is made", "age(last_sync + 1h) == 2h", "yes"},
	{"max of durations", "max(2h, interval, 3h)", "10800000ms"},
	{"min of numbers", "min(3, 2, 5)", "2"},
	{"max of times", "max(last_sync, now)", "1970-01-01T10:00:00Z"},
	{"slot: the first minute in the hour", "slot(last_sync + 1min, 20, 50)", "1970-01-01T07:20:00Z"},
	{"slot: the second one", "slot(last_sync + 21min, 20, 50)", "1970-01-01T07:50:00Z"},
	{"slot: at the minute itself", "slot(last_sync + 20min, 20, 50)", "1970-01-01T07:20:00Z"},
	{"slot: a millisecond later is the next one", "slot(last_sync + 20min + 1ms, 20, 50)",
     "1970-01-01T07:50:00Z"},
	{"slot: over the hour", "slot(last_sync + 51min, 20, 50)", "1970-01-01T08:20:00Z"},
	{"slot: before 1970", "slot(last_sync - 8h + 30min, 20)", "1970-01-01T00:20:00Z"},
	{"slot: in whatever order", "slot(last_sync, 50, 20)", "1970-01-01T07:20:00Z"},
	{"a choice has a value", "sync == on", "yes"},
	{"a choice has not another", "sync != off", "yes"},
	{"the symbol may stand first", "off == sync", "no"},
	{"a value named yes", "sync == yes", "no"},
	{"in a list of symbols", "sync in (off, on)", "yes"},
	{"not in it", "sync in (off)", "no"},
	{"in numbers", "count in (1, 2, 3)", "yes"},
	{"in texts", "title in ('x', 'It''s HERE')", "yes"},
	{"a quote inside a text", "title == 'It''s HERE'", "yes"},
	{"has minds the case", "title has 'here'", "no"},
	{"lower helps", "lower(title) has 'here'", "yes"},
	{"starts", "title starts 'It'", "yes"},
	{"ends", "title ends 'HERE'", "yes"},
	{"ends with more than there is", "title ends 'and It''s HERE'", "no"},
	{"an element of a list", "tags contains 'b c'", "yes"},
	{"no element", "tags contains 'b'", "no"},
	{"host of an address", "host(store)", "shop.example.com"},
	{"scheme of an address", "scheme(store)", "https"},
	{"the last outcome of a probe", "outcome('shop.key') == refused", "yes"},
	{"outcome in a list", "outcome('shop.key') in (ok, secret_invalid)", "no"},
	{"yes and no are compared", "ready == yes", "yes"},
	{"order of times", "last_sync < now", "yes"},
	{"the same on both sides", "3 <= count", "yes"},
	{"not less than itself", "3 < count", "no"},
	{"spaces and lines do not matter", " sync\n==\ton ", "yes"},
	{0},
};

static void values_are_right(void)
{
	struct expr_names of = fixture_names(false);

	fixture_check(value_rows, &of);
}

static void unknown_is_three_valued(void)
{
	static const struct row rows[] = {
		{"no and unknown is no", "late and maybe", "no"},
		{"unknown and no is no", "maybe and late", "no"},
		{"yes and unknown is unknown", "ready and maybe", ""},
		{"yes or unknown is yes", "ready or maybe", "yes"},
		{"unknown or yes is yes", "maybe or ready", "yes"},
		{"no or unknown is unknown", "late or maybe", ""},
		{"unknown and unknown is unknown", "maybe and maybe", ""},
		{"not unknown is unknown", "not maybe", ""},
		{"an unknown choice is not unequal", "missing != one", ""},
		{"unknown in a list", "missing in (one, two)", ""},
		{"known of what is known", "known(sync)", "yes"},
		{"known of what is not", "known(missing)", "no"},
		{"known of a secret", "known(consumer_key)", "yes"},
		{"known of an outcome that came", "known(outcome('shop.key'))", "yes"},
		{"known of an outcome that did not", "known(outcome('shop.index'))", "no"},
		{"an outcome that did not come", "outcome('shop.index') == ok", ""},
		{"age of what is unknown", "age(shipped_at) > 1h", ""},
		{"max with something unknown", "max(count, few)", ""},
		{"a sum with something unknown", "few + 1", ""},
		{"a slot of nothing", "slot(shipped_at, 20)", ""},
		{"no scheme: no host", "host(bad_url)", ""},
		{"a list with an unknown element still finds another", "3 in (few, count)", "yes"},
		{"and does not know otherwise", "4 in (few, count)", ""},
		{"a product that is too large", "15000w * 3000000", ""},
		{"a time that is out of bounds", "now + 15000w * 900000 + 15000w * 900000", ""},
		{0},
	};
	struct expr_names of = fixture_names(false);

	fixture_check(rows, &of);
}

static void answers_are_asked(void)
{
	static const struct row rows[] = {
		{"status", "status == 401", "yes"},
		{"status with empty parentheses", "status() == 401", "yes"},
		{"header", "header('Link')", "header:Link:-"},
		{"link", "link('next')", "link:next:-"},
		{"asked_url", "asked_url", "asked_url::-"},
		{"body", "body has 'body'", "yes"},
		{"the whole body", "is_array(body)", "yes"},
		{"a part of it", "is_array('/orders')", "no"},
		{"dirty", "not dirty", "yes"},
		{"text at a pointer", "text('/code') == 'text:/code:-'", "yes"},
		{"the root", "text('')", "text::-"},
		{"a missing text", "text('/none') == 'x'", ""},
		{"known of a part of the answer", "known(text('/none'))", "no"},
		{"of a wrong kind is unknown", "number('/x') > 1", ""},
		{"time", "time('/at') < now", "yes"},
		{"count", "count('/*')", "7"},
		{"count with WHERE", "count('/*', item('/a') == 'item:/a:-')", "1"},
		{"a WHERE inside a WHERE", "count('/*', count('/x/*', item('/b') starts 'item') == 1)", "1"},
		{"newest", "age(newest('/*/at')) == 9h", "yes"},
		{"date_skew", "date_skew < -15min", "yes"},
		{"n of all", "n()", "0"},
		{"n of a label", "n('late')", "4"},
		{"missing", "missing('/*/path', 'a b')", "missing:/*/path:a b"},
		{"contrast", "contrast('wrong_secret', '/message')", "contrast:wrong_secret:/message"},
		{0},
	};
	struct expr_names of = fixture_names(true);

	fixture_check(rows, &of);
}

/* ---- the rest ---- */

static void its_own_outcome(void)
{
	struct expr_names of = fixture_names(false);
	struct error err = {0};
	struct arena arena;
	struct expr *expr;

	arena_init(&arena);
	of.self = "shop.key";
	expr = expr_compile(&arena, "outcome == refused and ready", &of, VALUE_YESNO, &err);
	CHECK("the bare word outcome is the probe's own", expr != NULL && expr_holds(expr, &fixture_scope));
	CHECK_TEXT("its source is kept", expr == NULL ? NULL : expr_source(expr), "outcome == refused and ready");
	expr = expr_compile(&arena, "outcome", &of, VALUE_SYMBOL, &err);
	CHECK_TEXT("also when it stands alone", expr == NULL ? NULL : expr_source(expr), "outcome");
	CHECK("and is checked", expr_compile(&arena, "outcome == refusd", &of, VALUE_YESNO, &err) == NULL);
	arena_clear(&arena);
}

static void holds_only_for_yes(void)
{
	struct expr_names of = fixture_names(false);
	struct arena arena;

	arena_init(&arena);
	CHECK("no condition holds", expr_holds(NULL, &fixture_scope));
	CHECK("yes holds", expr_holds(expr_compile(&arena, "ready", &of, VALUE_YESNO, NULL), &fixture_scope));
	CHECK("no does not", !expr_holds(expr_compile(&arena, "late", &of, VALUE_YESNO, NULL), &fixture_scope));
	CHECK("unknown does not",
	      !expr_holds(expr_compile(&arena, "maybe", &of, VALUE_YESNO, NULL), &fixture_scope));
	CHECK("an empty scope knows nothing",
	      !expr_holds(expr_compile(&arena, "ready or known(ready)", &of, VALUE_YESNO, NULL),
	                  &(struct expr_scope){0}));
	arena_clear(&arena);
}

static void add_fact(void *ctx, int fact)
{
	text_addf(ctx, "%s ", fixture_fact(fact));
}

static void add_probe(void *ctx, const char *probe)
{
	text_addf(ctx, "%s ", probe);
}

static void add_symbol(void *ctx, int fact, const char *probe, const char *symbol)
{
	text_addf(ctx, "%s=%s ", probe != NULL ? probe : fixture_fact(fact), symbol);
}

static void what_it_reads(void)
{
	static const char source[] =
		"sync in (on, off) and known(consumer_key) and outcome('shop.key') != ok and "
		"count('/*', item('/t') == title) > count";
	struct expr_names of = fixture_names(true);
	struct text said = {0};
	struct arena arena;
	struct expr *expr;

	arena_init(&arena);
	expr = expr_compile(&arena, source, &of, VALUE_YESNO, NULL);
	if (CHECK("it compiles", expr != NULL)) {
		CHECK_TEXT("its source is kept", expr_source(expr), source);
		CHECK_NUMBER("its kind", expr_kind(expr), VALUE_YESNO);
		expr_each_fact(expr, add_fact, &said);
		CHECK_TEXT("each fact, in a WHERE too", text_str(&said), "sync consumer_key title count ");
		text_clear(&said);
		expr_each_probe(expr, add_probe, &said);
		CHECK_TEXT("each probe", text_str(&said), "shop.key ");
		text_clear(&said);
		expr_each_symbol(expr, add_symbol, &said);
		CHECK_TEXT("each symbol", text_str(&said), "sync=on sync=off shop.key=ok ");
		text_clear(&said);
	}
	arena_clear(&arena);
}

/* A name that is a fact and a value: beside a choice that has it, it is the value. */
static void a_value_named_like_a_fact(void)
{
	struct expr_names of = fixture_names(false);
	struct text said = {0};
	struct arena arena;
	struct expr *expr;

	arena_init(&arena);
	expr = expr_compile(&arena, "missing == store", &of, VALUE_YESNO, NULL);
	if (CHECK("it compiles", expr != NULL)) {
		expr_each_symbol(expr, add_symbol, &said);
		CHECK_TEXT("as a value", text_str(&said), "missing=store ");
		text_clear(&said);
	}
	arena_clear(&arena);
}

/* Where outcomes are not checked (syncfix-net) the same text must mean the same. */
static void an_outcome_named_like_a_fact(void)
{
	struct expr_names of = fixture_names(false);
	struct text said = {0};
	struct arena arena;
	struct expr *expr;

	arena_init(&arena);
	of.has_outcome = NULL;
	of.has_choice = NULL;
	expr = expr_compile(&arena, "outcome('shop.key') in (sync, missing)", &of, VALUE_YESNO, NULL);
	if (CHECK("it compiles", expr != NULL)) {
		expr_each_symbol(expr, add_symbol, &said);
		CHECK_TEXT("as outcomes", text_str(&said), "shop.key=sync shop.key=missing ");
		text_clear(&said);
	}
	arena_clear(&arena);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"values are right", values_are_right},
		{"unknown is three-valued", unknown_is_three_valued},
		{"answers are asked", answers_are_asked},
		{"its own outcome", its_own_outcome},
		{"holds only for yes", holds_only_for_yes},
		{"what it reads", what_it_reads},
		{"a value named like a fact", a_value_named_like_a_fact},
		{"an outcome named like a fact", an_outcome_named_like_a_fact},
		{0},
	};

	return check_run("expressions", tests);
}
