/* Expressions: what they are worth, what is unknown, and what is refused with which message. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "check.h"
#include "guide/expr.h"

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

static struct expr_names names(bool in_answer)
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
		return value_number(atof(fact->value));
	case VALUE_DURATION:
		return value_duration(atoll(fact->value));
	case VALUE_TIME:
		return value_time(atoll(fact->value));
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

static const struct expr_scope scope = {
	.now = HOURS(NOW_HOUR),
	.fact = fact_value,
	.known = fact_known,
	.outcome = probe_outcome,
	.answer = told,
};

struct row {
	const char *sentence;
	const char *text;
	const char *want; /* written form, "" for unknown, or the message */
};

static void check_rows(const struct row *row, const struct expr_names *of)
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
			struct value value = expr_eval(expr, &scope, &arena);

			value_write(&got, &value);
		}
		CHECK_TEXT(row->sentence, text_str(&got), row->want);
		text_clear(&got);
		arena_clear(&arena);
	}
}

/* ---- what they are worth ---- */

static void values_are_right(void)
{
	static const struct row rows[] = {
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
	struct expr_names of = names(false);

	check_rows(rows, &of);
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
	struct expr_names of = names(false);

	check_rows(rows, &of);
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
		{"contrast", "contrast('wrong_secret', '/message')", "contrast:wrong_secret:/message"},
		{0},
	};
	struct expr_names of = names(true);

	check_rows(rows, &of);
}

/* ---- what is refused ---- */

static void wrong_text_is_refused(void)
{
	static const struct row rows[] = {
		{"nothing", " ",
	     "column 1: the expression is empty; leave the field out where there is no condition."},
		{"one =", "count = 3", "column 7: '=' means nothing here; compare with ==."},
		{"&&", "ready && late", "column 7: '&&' means nothing here; write 'and'."},
		{"||", "ready || late", "column 7: '||' means nothing here; write 'or'."},
		{"!", "!ready", "column 1: '!' means nothing here; write 'not'."},
		{"double quotes", "title == \"x\"",
	     "column 10: '\"' means nothing here; texts stand in single quotes."},
		{"division", "count / 2",
	     "column 7: '/' means nothing here; there is no division; multiply by a fraction."},
		{"minutes as on a clock", "slot(now, :20)",
	     "column 11: ':' means nothing here; minutes are written as numbers, as in slot(t, 20, 50)."},
		{"capitals", "Count", "column 1: names are written in lower case, texts in single quotes."},
		{"other characters", "count ≥ 3", "column 7: '≥' means nothing here."},
		{"control characters", "\001", "column 1: '' means nothing here."},
		{"an open text", "title == 'x", "column 10: the text that begins here has no closing quote."},
		{"a quote too many", "title == 'x''", "column 10: the text that begins here has no closing quote."},
		{"a wrong unit", "age(last_sync) > 5m",
	     "column 19: 'm' is no unit; durations end in ms, s, min, h, d or w."},
		{"a point at the end", "count > 1.", "column 9: a number cannot end in a point; write 1.5 or 1."},
		{"a duration that is too long", "now + 99999999999999999999w",
	     "column 7: this duration is too long."},
		{"an operator at the end",
	     "count ==", "column 9: expected a fact, a value or a function, but found the end."},
		{"an operator at the start", "and ready",
	     "column 1: expected a fact, a value or a function, but found and."},
		{"two operands", "ready late", "column 7: expected and, or, or the end, but found late."},
		{"a chain of comparisons", "1 < count < 5",
	     "column 11: comparisons do not chain; join two of them with 'and'."},
		{"an open parenthesis", "(ready", "column 7: expected ')', but found the end."},
		{"an open list", "sync in (on", "column 12: expected ',' or ')', but found the end."},
		{"in without a list", "sync in on", "column 9: expected '(' after in, but found on."},
		{"an empty list", "sync in ()", "column 10: expected a fact, a value or a function, but found )."},
		{0},
	};
	struct expr_names of = names(false);

	check_rows(rows, &of);
}

static void wrong_names_are_refused(void)
{
	static const struct row rows[] = {
		{"a fact mistyped", "age(lst_sync) > 2h",
	     "column 5: 'lst_sync' is no fact; did you mean 'last_sync'?"},
		{"a fact that is like nothing", "zebra and ready",
	     "column 1: 'zebra' is no fact; texts stand in single quotes."},
		{"a value mistyped", "sync == onn", "column 9: 'onn' is no value of 'sync'; did you mean 'on'?"},
		{"a value of nothing", "sync == elephant", "column 9: 'elephant' is no value of 'sync'."},
		{"a value in a list", "sync in (on, offf)",
	     "column 14: 'offf' is no value of 'sync'; did you mean 'off'?"},
		{"an outcome mistyped", "outcome('shop.key') == refusd",
	     "column 24: probe 'shop.key' has no outcome 'refusd'; did you mean 'refused'?"},
		{"a probe mistyped", "outcome('shop.kex') == ok",
	     "column 9: there is no probe 'shop.kex'; did you mean 'shop.key'?"},
		{"a probe without quotes", "outcome(shop) == ok",
	     "column 9: outcome() wants the name of a probe in single quotes here."},
		{"a function mistyped", "contrst('wrong_secret', '/x')",
	     "column 1: there is no function 'contrst'; did you mean 'contrast'?"},
		{"a symbol beside a text", "title == here",
	     "column 10: texts stand in single quotes: write 'here' with quotes around it."},
		{"a text beside a choice", "sync == 'on'",
	     "column 9: values of a choice stand without quotes: write on."},
		{"two symbols", "on == off", "column 1: 'on' is no fact; texts stand in single quotes."},
		{"a secret is not read", "consumer_key == 'x'",
	     "column 1: 'consumer_key' is a secret; only known(consumer_key) may ask about it."},
		{"an answer's word outside one", "status == 200",
	     "column 1: 'status' can only be read in an answer: in outcomes, each and set of a probe."},
		{"an answer's function outside one", "text('/x') == 'a'",
	     "column 1: 'text' can only be read in an answer: in outcomes, each and set of a probe."},
		{"the bare word outcome", "outcome == ok", "column 1: 'outcome' is a function; write outcome(…)."},
		{0},
	};
	struct expr_names of = names(false);

	check_rows(rows, &of);
}

static void wrong_kinds_are_refused(void)
{
	static const struct row rows[] = {
		{"a time is no number", "last_sync > 3", "column 11: a time cannot be compared with a number."},
		{"texts have no order", "title < 'x'",
	     "column 7: '<' compares numbers, durations and times, not a text."},
		{"choices have no order", "sync > missing",
	     "column 6: '>' compares numbers, durations and times, not a choice."},
		{"lists are not compared", "tags == tags", "column 6: lists cannot be compared; use contains."},
		{"two times do not add", "now + now", "column 5: '+' cannot join a time and a time."},
		{"a time from a duration", "2h - now", "column 4: '-' cannot join a duration and a time."},
		{"two durations do not multiply", "2h * 2h", "column 4: '*' cannot join a duration and a duration."},
		{"minus a time", "-now", "column 1: '-' wants a number or a duration, not a time."},
		{"a number is no condition", "count and ready",
	     "column 1: 'and' joins yes or no, but this is a number."},
		{"not of a number", "not count", "column 5: 'not' joins yes or no, but this is a number."},
		{"has in a list", "tags has 'a'", "column 6: 'has' wants a text and a text, not a list and a text."},
		{"contains in a text", "title contains 'a'",
	     "column 7: 'contains' wants a list and a text, not a text and a text."},
		{"age of a number", "age(count) > 1h", "column 5: age() wants a time here."},
		{"age of nothing", "age() > 1h", "column 1: age() wants 1 argument, but has 0."},
		{"now takes nothing", "now(3)", "column 1: now() takes 0 arguments, but has 1."},
		{"max of one", "max(1)", "column 1: max() wants 2 arguments, but has 1."},
		{"max of two kinds", "max(1, 2h)",
	     "column 8: max() wants arguments of one kind, but has a number and a duration."},
		{"a minute that is none", "slot(now, 60)", "column 11: slot() wants a minute from 0 to 59 here."},
		{"half a minute", "slot(now, 1.5)", "column 11: slot() wants a minute from 0 to 59 here."},
		{"known of a number", "known(3)", "column 7: known() wants a fact or outcome('…') here."},
		{"lower of a number", "lower(3)", "column 7: lower() wants a text here."},
		{0},
	};
	static const struct row in_answer[] = {
		{"a pointer without slash", "text('code')",
	     "column 6: text() wants a JSON Pointer that begins with '/' here."},
		{"a pointer without quotes", "text(code)",
	     "column 6: text() wants a JSON Pointer in single quotes, as in '/x/0' here."},
		{"item outside a WHERE", "item('/x') == 'a'",
	     "column 1: 'item' can only be read in a WHERE or in each."},
		{"a WHERE that is no condition", "count('/*', item_number('/x'))",
	     "column 13: count() wants a condition here."},
		{"any without a WHERE", "any('/*')", "column 1: any() wants 2 arguments, but has 1."},
		{"an unknown contrast", "contrast('no_key', '/x')",
	     "column 10: contrast() wants 'wrong_secret' or 'unknown_key' here."},
		{"is_array of a word", "is_array(title)",
	     "column 10: is_array() wants body or a JSON Pointer in single quotes here."},
		{0},
	};
	struct expr_names of = names(false);
	struct expr_names answer = names(true);

	check_rows(rows, &of);
	check_rows(in_answer, &answer);
}

static void the_wanted_kind_is_held(void)
{
	struct expr_names of = names(false);
	struct error err = {0};
	struct arena arena;

	arena_init(&arena);
	CHECK("a condition is yes or no", expr_compile(&arena, "age(last_sync)", &of, VALUE_YESNO, &err) == NULL);
	CHECK_TEXT("and says so", err.message, "column 1: this must be yes or no, but it is a duration.");
	CHECK("a time where a time is due", expr_compile(&arena, "now + 1h", &of, VALUE_TIME, &err) != NULL);
	arena_clear(&arena);
}

static void depth_is_bounded(void)
{
	struct expr_names of = names(false);
	struct text deep = {0};
	struct error err = {0};
	struct arena arena;

	arena_init(&arena);
	text_add_repeat(&deep, '(', 16000);
	CHECK("many parentheses", expr_compile(&arena, text_str(&deep), &of, VALUE_UNKNOWN, &err) == NULL);
	CHECK_TEXT("are refused", err.message,
	           "column 101: too deeply nested; split it over several nodes or rules.");
	text_clear(&deep);
	text_add(&deep, "1");
	for (int i = 0; i < 5000; i++)
		text_add(&deep, "+1");
	CHECK("a long sum", expr_compile(&arena, text_str(&deep), &of, VALUE_UNKNOWN, &err) == NULL);
	text_clear(&deep);
	for (int i = 0; i < 2000; i++)
		text_add(&deep, "lower(");
	CHECK("nested calls", expr_compile(&arena, text_str(&deep), &of, VALUE_UNKNOWN, &err) == NULL);
	text_clear(&deep);
	text_add(&deep, "ready");
	for (int i = 0; i < 1000; i++)
		text_add(&deep, " and ready");
	CHECK("a long row of conditions is fine",
	      expr_compile(&arena, text_str(&deep), &of, VALUE_YESNO, &err) != NULL);
	text_clear(&deep);
	text_add_repeat(&deep, ' ', 17000);
	CHECK("a text over the limit", expr_compile(&arena, text_str(&deep), &of, VALUE_UNKNOWN, &err) == NULL);
	text_clear(&deep);
	arena_clear(&arena);
}

/* ---- the rest ---- */

static void its_own_outcome(void)
{
	struct expr_names of = names(false);
	struct error err = {0};
	struct arena arena;
	struct expr *expr;

	arena_init(&arena);
	of.self = "shop.key";
	expr = expr_compile(&arena, "outcome == refused and ready", &of, VALUE_YESNO, &err);
	CHECK("the bare word outcome is the probe's own", expr != NULL && expr_holds(expr, &scope));
	CHECK("and is checked", expr_compile(&arena, "outcome == refusd", &of, VALUE_YESNO, &err) == NULL);
	arena_clear(&arena);
}

static void holds_only_for_yes(void)
{
	struct expr_names of = names(false);
	struct arena arena;

	arena_init(&arena);
	CHECK("no condition holds", expr_holds(NULL, &scope));
	CHECK("yes holds", expr_holds(expr_compile(&arena, "ready", &of, VALUE_YESNO, NULL), &scope));
	CHECK("no does not", !expr_holds(expr_compile(&arena, "late", &of, VALUE_YESNO, NULL), &scope));
	CHECK("unknown does not", !expr_holds(expr_compile(&arena, "maybe", &of, VALUE_YESNO, NULL), &scope));
	CHECK("an empty scope knows nothing",
	      !expr_holds(expr_compile(&arena, "ready or known(ready)", &of, VALUE_YESNO, NULL),
	                  &(struct expr_scope){0}));
	arena_clear(&arena);
}

static void add_fact(void *ctx, int fact)
{
	text_addf(ctx, "%s ", facts[fact].name);
}

static void add_probe(void *ctx, const char *probe)
{
	text_addf(ctx, "%s ", probe);
}

static void add_symbol(void *ctx, int fact, const char *probe, const char *symbol)
{
	text_addf(ctx, "%s=%s ", probe != NULL ? probe : facts[fact].name, symbol);
}

static void what_it_reads(void)
{
	static const char source[] =
		"sync in (on, off) and known(consumer_key) and outcome('shop.key') != ok and "
		"count('/*', item('/t') == title) > count";
	struct expr_names of = names(true);
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
	struct expr_names of = names(false);
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

int main(void)
{
	static const struct check_test tests[] = {
		{"values are right", values_are_right},
		{"unknown is three-valued", unknown_is_three_valued},
		{"answers are asked", answers_are_asked},
		{"wrong text is refused", wrong_text_is_refused},
		{"wrong names are refused", wrong_names_are_refused},
		{"wrong kinds are refused", wrong_kinds_are_refused},
		{"the wanted kind is held", the_wanted_kind_is_held},
		{"depth is bounded", depth_is_bounded},
		{"its own outcome", its_own_outcome},
		{"holds only for yes", holds_only_for_yes},
		{"what it reads", what_it_reads},
		{"a value named like a fact", a_value_named_like_a_fact},
		{0},
	};

	return check_run("expressions", tests);
}
