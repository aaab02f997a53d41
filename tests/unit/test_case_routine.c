/* The preventive routines: days by the calendar, what an answer means, when it is due again. */
#include <string.h>

#include "base/clock.h"
#include "case/routine.h"
#include "case_kit.h"
#include "check.h"

static const struct kit_fact facts[] = {
	{.name = "platform", .type = FACT_CHOICE, .values = "shop=Shop", .from_profile = "platform"},
	{.name = "no_errors", .type = FACT_YESNO},
	{.name = "tracking", .type = FACT_YESNO},
	{.name = "speed", .type = FACT_CHOICE, .values = "fine=Fine|slow=Slow"},
	{.name = "toggle", .type = FACT_CHOICE, .values = "on=ON|off=OFF"},
	{0},
};

static const struct kit_node nodes[] = {
	{.name = "prevent.weekly",
     .kind = NODE_CHECKLIST,
     .items = "week.errors,week.tracking,week.speed",
     .go = "-> end.done"},
	{.name = "week.errors",
     .kind = NODE_ASK,
     .fact = "no_errors",
     .go = "no_errors == no -> orders.entry; -> return",
     .unknown = "return"},
	{.name = "week.tracking",
     .kind = NODE_ASK,
     .fact = "tracking",
     .go = "tracking == no -> call.keys; -> return",
     .unknown = "return"},
	{.name = "week.speed",
     .kind = NODE_ASK,
     .fact = "speed",
     .answers = "slow=It is slow > fix.slow|fine=Fine",
     .go = "-> return",
     .unknown = "return"},
	{.name = "orders.entry", .kind = NODE_DECIDE, .go = "toggle == off -> fix.slow; -> orders.ask"},
	{.name = "orders.ask", .kind = NODE_ASK, .fact = "toggle", .go = "-> end.done", .unknown = "end.done"},
	{.name = "call.keys", .kind = NODE_CALL, .slot = "keys", .then = "end.done"},
	{.name = "shop.keys", .kind = NODE_NOTE, .go = "-> return"},
	{.name = "fix.slow",
     .kind = NODE_FIX,
     .label = "slow",
     .verify_fact = "tracking",
     .ok = "tracking == yes",
     .then = "end.done",
     .otherwise = "end.done",
     .cannot = "end.done"},
	{.name = "end.done", .kind = NODE_END, .ending = ENDING_NO_ACTION},
	{0},
};
static const struct kit kit = {.fact = facts,
                               .node = nodes,
                               .symptoms = "all > prevent.weekly",
                               .slots = "keys > shop.keys"};

/* What nobody sees has no code. */
static struct guide *make_guide(void)
{
	struct guide *guide = kit_guide(&kit);

	guide->node[0].routine = "weekly";
	for (size_t i = 0; i < guide->node_count; i++)
		if (guide->node[i].kind == NODE_DECIDE || guide->node[i].kind == NODE_CALL)
			guide->node[i].code = NULL;
	return guide;
}

/* "fine@2026-11-30 problem>orders.ask@… : due 2026-11-30 done 2026-11-23" */
static void say(struct text *out, const struct routine *routine)
{
	for (size_t i = 0; i < routine->item.count; i++) {
		const struct routine_item *item = &routine->item.at[i];

		text_addf(out, "%s%s%s@", routine_state_name(item->state), item->problem ? ">" : "",
		          item->problem ? item->problem->name : "");
		routine_add_iso_day(out, item->due);
		text_add_char(out, ' ');
	}
	text_addf(out, "%zu open, %zu problems, due ", routine->open, routine->problems);
	routine_add_iso_day(out, routine->due);
	if (routine->done >= 0) {
		text_add(out, " done ");
		routine_add_iso_day(out, routine->done);
	}
}

/* Two days and four hours before now; now; and later. */
#define BEFORE (KIT_NOW - DAYS(2) - HOURS(4))

static const struct {
	const char *sentence;
	struct routine_answer answer[4];
	const char *platform;
	int64_t now;
	int utc_offset;
	const char *want;
} rows[] = {
	{"nobody looked: all is due today",
     {{0}},
     NULL,
     KIT_NOW,
     0,
     "never@2026-11-23 never@2026-11-23 never@2026-11-23 3 open, 0 problems, due 2026-11-23"},
	{"one was fine: due a week after; the rest today",
     {{"week.errors", "yes", BEFORE}},
     NULL,
     KIT_NOW,
     0,
     "fine@2026-11-28 never@2026-11-23 never@2026-11-23 2 open, 0 problems, due 2026-11-23"},
	{"all were: the oldest look decides",
     {{"week.errors", "yes", BEFORE}, {"week.tracking", "yes", KIT_NOW}, {"week.speed", "fine", KIT_NOW}},
     NULL,
     KIT_NOW,
     0,
     "fine@2026-11-28 fine@2026-11-30 fine@2026-11-30 0 open, 0 problems, due 2026-11-28 done 2026-11-21"},
	{"a problem was looked at; it leads to the first step that is shown",
     {{"week.errors", "no", BEFORE}, {"week.tracking", "yes", BEFORE}, {"week.speed", "fine", BEFORE}},
     NULL,
     KIT_NOW,
     0,
     "problem>orders.ask@2026-11-28 fine@2026-11-28 fine@2026-11-28 0 open, 1 problems, due 2026-11-28 "
     "done 2026-11-21"},
	{"an answer that leads somewhere by itself",
     {{"week.speed", "slow", BEFORE}},
     NULL,
     KIT_NOW,
     0,
     "never@2026-11-23 never@2026-11-23 problem>fix.slow@2026-11-28 2 open, 1 problems, due 2026-11-23"},
	{"what a platform fills, on that platform",
     {{"week.tracking", "no", BEFORE}},
     "shop",
     KIT_NOW,
     0,
     "never@2026-11-23 problem>shop.keys@2026-11-28 never@2026-11-23 2 open, 1 problems, due 2026-11-23"},
	{"and without one what comes after",
     {{"week.tracking", "no", BEFORE}},
     NULL,
     KIT_NOW,
     0,
     "never@2026-11-23 problem>end.done@2026-11-28 never@2026-11-23 2 open, 1 problems, due 2026-11-23"},
	{"not known is no answer",
     {{"week.errors", NULL, BEFORE}},
     NULL,
     KIT_NOW,
     0,
     "unknown@2026-11-23 never@2026-11-23 never@2026-11-23 3 open, 0 problems, due 2026-11-23"},
	{"the latest answer counts, in whatever order they stand",
     {{"week.errors", "yes", KIT_NOW}, {"week.errors", "no", BEFORE}},
     NULL,
     KIT_NOW,
     0,
     "fine@2026-11-30 never@2026-11-23 never@2026-11-23 2 open, 0 problems, due 2026-11-23"},
	{"of two at the same time the later line",
     {{"week.errors", "no", KIT_NOW}, {"week.errors", "yes", KIT_NOW}},
     NULL,
     KIT_NOW,
     0,
     "fine@2026-11-30 never@2026-11-23 never@2026-11-23 2 open, 0 problems, due 2026-11-23"},
	{"an answer the data no longer has is not known",
     {{"week.speed", "quick", BEFORE}, {"gone.item", "yes", BEFORE}},
     NULL,
     KIT_NOW,
     0,
     "never@2026-11-23 never@2026-11-23 unknown@2026-11-23 3 open, 0 problems, due 2026-11-23"},
	{"on its day it is due, in the zone of the person",
     {{"week.errors", "yes", BEFORE}, {"week.tracking", "yes", BEFORE}, {"week.speed", "fine", BEFORE}},
     NULL,
     BEFORE + DAYS(6) + HOURS(13),
     120,
     "fine@2026-11-28 fine@2026-11-28 fine@2026-11-28 3 open, 0 problems, due 2026-11-28 done 2026-11-21"},
	{"and not yet on the day before",
     {{"week.errors", "yes", BEFORE}, {"week.tracking", "yes", BEFORE}, {"week.speed", "fine", BEFORE}},
     NULL,
     BEFORE + DAYS(6) + HOURS(13),
     0,
     "fine@2026-11-28 fine@2026-11-28 fine@2026-11-28 0 open, 0 problems, due 2026-11-28 done 2026-11-21"},
};

static void answers(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct guide *guide = make_guide();
		const struct platform *platform = rows[i].platform ? guide_platform(guide, rows[i].platform) : NULL;
		struct routine routine;
		struct text said = {0};
		size_t count = 0;

		while (count < 4 && rows[i].answer[count].item)
			count++;
		routine_make(&routine, guide, routine_node(guide, ROUTINE_WEEKLY), rows[i].answer, count, platform,
		             rows[i].now, rows[i].utc_offset);
		say(&said, &routine);
		CHECK_TEXT(rows[i].sentence, text_str(&said), rows[i].want);
		text_clear(&said);
		routine_clear(&routine);
		guide_free(guide);
	}
}

static void days(void)
{
	static const struct {
		const char *sentence;
		enum routine_period period;
		const char *from, *to;
	} steps[] = {
		{"a week", ROUTINE_WEEKLY, "2026-12-28", "2027-01-04"},
		{"a month", ROUTINE_MONTHLY, "2026-11-23", "2026-12-23"},
		{"a month over the new year", ROUTINE_MONTHLY, "2026-12-31", "2027-01-31"},
		{"a 31st in a month of 30", ROUTINE_MONTHLY, "2026-10-31", "2026-11-30"},
		{"a 31st in February", ROUTINE_MONTHLY, "2027-01-31", "2027-02-28"},
		{"and in a leap year", ROUTINE_MONTHLY, "2028-01-31", "2028-02-29"},
		{"a quarter", ROUTINE_QUARTERLY, "2026-11-30", "2027-02-28"},
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct text said = {0};
		int64_t at = 0;

		text_addf(&said, "%sT12:00:00Z", steps[i].from);
		time_parse_iso(text_str(&said), true, &at);
		text_cut(&said, 0);
		routine_add_iso_day(&said, routine_next(steps[i].period, routine_day(at, 0)));
		CHECK_TEXT(steps[i].sentence, text_str(&said), steps[i].to);
		text_clear(&said);
	}
}

static void more_days(void)
{
	struct text said = {0};

	CHECK_NUMBER("the day of the person, not of UTC", routine_day(HOURS(23), 120), 1);
	CHECK_NUMBER("west of it", routine_day(HOURS(3), -300), -1);
	routine_add_day(&said, routine_add_months(routine_day(KIT_NOW, 0), 18));
	CHECK_TEXT("eighteen months on", text_str(&said), "23 May 2028");
	text_clear(&said);
}

static void names(void)
{
	struct guide *guide = make_guide();
	enum routine_period period;

	for (int i = 0; i < ROUTINE_PERIODS; i++)
		CHECK("a period is found by its name",
		      routine_period_find(routine_period_name((enum routine_period)i), &period) && (int)period == i);
	CHECK("there is no other", !routine_period_find("daily", &period));
	CHECK("the data may lack one", !routine_node(guide, ROUTINE_MONTHLY));
	guide_free(guide);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"answers", answers}, {"days", days}, {"more days", more_days}, {"names", names}, {0},
	};

	return check_run("case: routine", tests);
}
