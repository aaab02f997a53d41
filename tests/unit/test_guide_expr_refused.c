/* Expressions that are refused, each with its column, what is wrong and the repair. */
#include <string.h>

#include "base/text.h"
#include "check.h"
#include "expr_fixture.h"

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
	struct expr_names of = fixture_names(false);

	fixture_check(rows, &of);
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
	struct expr_names of = fixture_names(false);

	fixture_check(rows, &of);
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
	struct expr_names of = fixture_names(false);
	struct expr_names answer = fixture_names(true);

	fixture_check(rows, &of);
	fixture_check(in_answer, &answer);
}

static void the_wanted_kind_is_held(void)
{
	struct expr_names of = fixture_names(false);
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
	struct expr_names of = fixture_names(false);
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

int main(void)
{
	static const struct check_test tests[] = {
		{"wrong text is refused", wrong_text_is_refused},
		{"wrong names are refused", wrong_names_are_refused},
		{"wrong kinds are refused", wrong_kinds_are_refused},
		{"the wanted kind is held", the_wanted_kind_is_held},
		{"depth is bounded", depth_is_bounded},
		{0},
	};

	return check_run("refused expressions", tests);
}
