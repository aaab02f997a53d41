/* Conditions in words, and the ways between steps. */
#include <string.h>

#include "base/clock.h"
#include "check.h"
#include "guide/edges.h"
#include "guide/expr_words.h"
#include "guide/model.h"

static struct fact_value toggles[] = {{"on", "ON (blue)"}, {"off", "**OFF** (gray)"}};
static struct fact_value states[] = {{"new", "New"}, {"import_error", "IMPORT ERROR"}, {"done", "Completed"}};

static struct fact facts[] = {
	{.name = "toggle", .type = FACT_CHOICE, .label = "Order Sync", .value = toggles, .value_count = 2},
	{.name = "status", .type = FACT_CHOICE, .label = "Order status", .value = states, .value_count = 3},
	{.name = "arrive", .type = FACT_YESNO, .label = "Orders arrive"},
	{.name = "slow", .type = FACT_YESNO, .label = "The platform is slow"},
	{.name = "last_sync", .type = FACT_TIME, .label = "Last Sync"},
	{.name = "shipped_at", .type = FACT_TIME, .label = "Order shipped at"},
	{.name = "interval", .type = FACT_DURATION, .label = "Schedule"},
	{.name = "good", .type = FACT_NUMBER, .label = "`Good` in FCP"},
	{.name = "hurt", .type = FACT_NUMBER, .label = "Hurt"},
	{.name = "store", .type = FACT_URL, .label = "Store"},
	{.name = "statuses", .type = FACT_LIST, .label = "Statuses"},
	{.name = "key", .type = FACT_SECRET, .label = "The key"},
};

static struct outcome_rule rules[] = {{.is = "key_unknown"}};
static struct probe probes[] = {
	{.name = "shop.key", .ref = "SHO-2", .title = "The key", .outcome = rules, .outcome_count = 1},
	{.name = "shop.contrast", .title = "Another key", .outcome = rules, .outcome_count = 1},
};
static struct platform platforms[] = {{.id = "shop", .name = "Shop", .probe = probes, .probe_count = 2}};

static struct guide *make_guide(void)
{
	struct guide *guide = guide_new();

	guide->fact = facts;
	guide->fact_count = sizeof facts / sizeof *facts;
	for (size_t i = 0; i < guide->fact_count; i++) {
		facts[i].id = (int)i;
		facts[i].fallback = VALUE_NOTHING;
	}
	guide->platform = platforms;
	guide->platform_count = 1;
	guide_index(guide);
	return guide;
}

static const struct {
	const char *sentence, *expr, *want;
} rows[] = {
	{"a value is what stands on the screen, without marks", "toggle == off", "Order Sync is OFF (gray)"},
	{"different", "toggle != on", "Order Sync is not ON (blue)"},
	{"one of several", "status in (new, import_error, done)",
     "Order status is New, IMPORT ERROR or Completed"},
	{"one of one", "status in (new)", "Order status is New"},
	{"yes and no are answers", "arrive == no", "Orders arrive: no"},
	{"a fact alone is a yes", "arrive", "Orders arrive: yes"},
	{"not a fact", "not arrive", "Orders arrive: no"},
	{"not a comparison", "not good > 3", "not (Good in FCP is more than 3)"},
	{"known", "known(last_sync)", "Last Sync is known"},
	{"not known", "not known(last_sync)", "Last Sync is not known"},
	{"a secret is only ever known", "known(key)", "The key is known"},
	{"an outcome", "outcome('shop.key') == key_unknown", "SHO-2 \"The key\" is key unknown"},
	{"an outcome of a probe without reference", "known(outcome('shop.contrast'))",
     "\"Another key\" is known"},
	{"age against the larger of two", "age(last_sync) > max(2h, 2 * interval)",
     "age of Last Sync is more than the larger of 2 h and 2 times Schedule"},
	{"times are before and after", "last_sync < shipped_at + 6h",
     "Last Sync is before Order shipped at plus 6 h"},
	{"not before", "last_sync >= now - 2h", "Last Sync is not before now minus 2 h"},
	{"numbers are less and more", "good <= hurt", "Good in FCP is at most Hurt"},
	{"a slot", "slot(shipped_at + 6h, 20, 50)", "the first :20 or :50 from Order shipped at plus 6 h on"},
	{"parts of a text", "host(store) ends '.example'", "host of Store ends in \".example\""},
	{"elements of a list", "statuses contains 'wc-new'", "Statuses contains \"wc-new\""},
	{"and within or stands in parentheses", "arrive == no and slow or toggle == off",
     "(Orders arrive: no and The platform is slow: yes) or Order Sync is OFF (gray)"},
	{"or within and too", "arrive and (slow or toggle == off)",
     "Orders arrive: yes and (The platform is slow: yes or Order Sync is OFF (gray))"},
	{"more than two", "arrive and slow and toggle == on",
     "Orders arrive: yes and The platform is slow: yes and Order Sync is ON (blue)"},
	{"what a sum was written with stays", "good - (hurt - 1) == 0", "Good in FCP minus (Hurt minus 1) is 0"},
	{"a product of a sum", "2 * (good + hurt) > 4", "2 times (Good in FCP plus Hurt) is more than 4"},
};

static void words(void)
{
	struct guide *guide = make_guide();
	struct expr_names names = guide_names(guide, false);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = {0};
		struct text out = {0};
		const struct expr *expr = expr_compile(&guide->arena, rows[i].expr, &names, VALUE_UNKNOWN, &err);

		if (CHECK_TEXT(rows[i].sentence, err.message, ""))
			expr_words(&out, expr, guide);
		CHECK_TEXT(rows[i].sentence, text_str(&out), rows[i].want);
		text_clear(&out);
	}
	guide_free(guide);
}

/* ---- ways ---- */

enum { HERE, FIX, ASK, END, DECIDE };

static struct tree shared = {.name = "orders", .prefix = "ORD"};
static struct tree own = {.name = "shop", .prefix = "SHOP", .platform = &platforms[0]};
static struct node steps[] = {
	[HERE] = {.name = "here", .tree = &shared},        [FIX] = {.name = "fix.it", .tree = &shared},
	[ASK] = {.name = "ask.it", .tree = &shared},       [END] = {.name = "end.it", .tree = &shared},
	[DECIDE] = {.name = "decide.it", .tree = &shared},
};

static struct target to(int step)
{
	return (struct target){TARGET_NODE, steps[step].name, &steps[step]};
}

static void add_edge(void *ctx, const struct edge *edge)
{
	struct text *out = ctx;

	text_addf(out, "%s%s%s%s", out->len > 0 ? "; " : "", edge->words, *edge->words != '\0' ? " > " : "> ",
	          edge->to != NULL ? edge->to->name : edge->elsewhere);
}

static void check_edges(const char *sentence, const struct guide *guide, struct node node, const char *want)
{
	struct text out = {0};

	node.name = "here";
	if (node.tree == NULL)
		node.tree = &shared;
	edges_each(guide, &node, add_edge, &out);
	CHECK_TEXT(sentence, text_str(&out), want);
	text_clear(&out);
}

static const struct expr *compile(struct guide *guide, const char *text)
{
	struct expr_names names = guide_names(guide, false);
	struct error err = {0};
	const struct expr *expr = expr_compile(&guide->arena, text, &names, VALUE_YESNO, &err);

	CHECK_TEXT("the condition is one", err.message, "");
	return expr;
}

static void ways_of_questions(void)
{
	struct guide *guide = make_guide();
	struct branch go[] = {
		{.when = compile(guide, "toggle == off"), .error_fact = -1, .to = to(FIX)},
		{.error_fact = -1, .to = to(END)},
	};
	struct branch back[] = {{.error_fact = -1, .to = {.kind = TARGET_RETURN}}};
	struct branch message[] = {{.error_fact = 0, .to = to(FIX)}, {.error_fact = -1, .to = to(END)}};
	struct answer answers[] = {{.label = "It is **empty**", .to = to(FIX)}, {.label = "Yes"}};

	check_edges("branches, the rest, and not knowing", guide,
	            (struct node){.kind = NODE_ASK, .go = go, .go_count = 2, .unknown = to(ASK)},
	            "Order Sync is OFF (gray) > fix.it; else > end.it; don't know > ask.it");
	check_edges("the only way has no words", guide,
	            (struct node){.kind = NODE_NOTE, .go = go + 1, .go_count = 1}, "> end.it");
	check_edges("an answer that leads somewhere by itself", guide,
	            (struct node){.kind = NODE_ASK,
	                          .answer = answers,
	                          .answer_count = 2,
	                          .go = go + 1,
	                          .go_count = 1},
	            "It is empty > fix.it; > end.it");
	check_edges("back to a caller is no way", guide,
	            (struct node){.kind = NODE_ASK, .go = back, .go_count = 1}, "");
	check_edges("a message leads to its own fix", guide,
	            (struct node){.kind = NODE_ASK, .go = message, .go_count = 2},
	            "Order Sync is known > fix of the message; else > end.it");
	guide_free(guide);
}

static void ways_of_probes(void)
{
	struct guide *guide = make_guide();
	const char *const two[] = {"key_unknown", "user_lacks_role"};
	struct branch go[] = {
		{.is = two, .is_count = 2, .error_fact = -1, .to = to(FIX)},
		{.is = two, .is_count = 1, .when = compile(guide, "arrive"), .error_fact = -1, .to = to(ASK)},
		{.error_fact = -1, .to = {.kind = TARGET_UNKNOWN}},
	};
	struct outcome_rule with_fix[] = {{.is = "key_unknown", .fix = "fix.it"}, {.is = "ok"}};
	struct probe probe = {.name = "shop.key", .outcome = with_fix, .outcome_count = 2};

	guide->node = steps;
	guide->node_count = sizeof steps / sizeof *steps;
	guide_index(guide);
	check_edges("outcomes, with a condition too", guide,
	            (struct node){.kind = NODE_PROBE,
	                          .probe = &probe,
	                          .go = go,
	                          .go_count = 3,
	                          .unknown = to(END)},
	            "key unknown or user lacks role > fix.it; key unknown, and Orders arrive: yes > ask.it; "
	            "else > end.it; don't know > end.it");
	check_edges("an outcome that no branch takes leads to its fix", guide,
	            (struct node){.kind = NODE_PROBE, .probe = &probe, .unknown = to(END)},
	            "key unknown > fix.it; don't know > end.it");
	check_edges("a condition may not hold: the fix stays a way", guide,
	            (struct node){.kind = NODE_PROBE,
	                          .probe = &probe,
	                          .go = go + 1,
	                          .go_count = 1,
	                          .unknown = to(END)},
	            "key unknown, and Orders arrive: yes > ask.it; key unknown > fix.it; don't know > end.it");
	guide_free(guide);
}

static void ways_of_pages(void)
{
	struct guide *guide = make_guide();
	const struct node *items[] = {&steps[ASK]};
	struct compare_row compared[] = {{.label = "Ship method", .to = to(FIX)}};
	const char *const found[] = {"there_now"};
	struct wait_look look = {.found = found, .found_count = 1, .to = to(END)};
	struct branch go[] = {{.error_fact = -1, .to = to(END)}};
	struct slot slots[] = {{.name = "keys", .to = to(ASK)}};

	platforms[0].slot = slots;
	platforms[0].slot_count = 1;
	check_edges("a checklist", guide,
	            (struct node){.kind = NODE_CHECKLIST,
	                          .item = items,
	                          .item_count = 1,
	                          .go = go,
	                          .go_count = 1},
	            "on the list > ask.it; else > end.it");
	check_edges("a comparison", guide,
	            (struct node){.kind = NODE_COMPARE, .row = compared, .row_count = 1, .go = go, .go_count = 1},
	            "Ship method: different > fix.it; else > end.it");
	check_edges("a wait", guide,
	            (struct node){.kind = NODE_WAIT, .look = &look, .late = to(ASK), .early = to(END)},
	            "there now > end.it; the time has come > ask.it; save and come back > end.it");
	check_edges("a fix", guide,
	            (struct node){.kind = NODE_FIX, .then = to(END), .otherwise = to(ASK), .cannot = to(END)},
	            "helped > end.it; did not help, or does not match > ask.it; cannot do that > end.it");
	check_edges("a call", guide, (struct node){.kind = NODE_CALL, .call = to(ASK), .then = to(END)},
	            "first > ask.it; then > end.it");
	check_edges("a slot is the platform's, whichever it is", guide,
	            (struct node){.kind = NODE_CALL, .slot = "keys", .then = to(END)},
	            "> keys of the platform; then > end.it");
	check_edges("in a platform's own tree it is that platform's", guide,
	            (struct node){.kind = NODE_CALL, .slot = "keys", .then = to(END), .tree = &own},
	            "keys > ask.it; then > end.it");
	platforms[0].slot_count = 0;
	guide_free(guide);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"conditions", words},
		{"ways of questions", ways_of_questions},
		{"ways of probes", ways_of_probes},
		{"ways of pages", ways_of_pages},
		{0},
	};

	return check_run("guide: words", tests);
}
