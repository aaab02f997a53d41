/* Routines as people, machines and calendars read them. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "case_kit.h"
#include "check.h"
#include "report/routine_report.h"
#include "json/json.h"

static const struct kit_fact facts[] = {
	{.name = "platform", .type = FACT_CHOICE, .values = "shop=Shop", .from_profile = "platform"},
	{.name = "no_errors", .type = FACT_YESNO},
	{.name = "tracking", .type = FACT_YESNO},
	{0},
};
static const struct kit_node nodes[] = {
	{.name = "prevent.monthly",
     .kind = NODE_CHECKLIST,
     .title = "The **monthly** check",
     .items = "month.errors,month.tracking",
     .go = "-> end.done"},
	{.name = "month.errors",
     .kind = NODE_ASK,
     .title = "No errors, none?",
     .fact = "no_errors",
     .go = "no_errors == no -> note.errors; -> return",
     .unknown = "return"},
	{.name = "month.tracking",
     .kind = NODE_ASK,
     .title = "Tracking `there`?",
     .fact = "tracking",
     .go = "-> return",
     .unknown = "return"},
	{.name = "note.errors", .kind = NODE_NOTE, .title = "Errors", .go = "-> end.done"},
	{.name = "end.done", .kind = NODE_END, .ending = ENDING_NO_ACTION},
	{0},
};
static const struct kit kit = {.fact = facts, .node = nodes, .symptoms = "all > prevent.monthly"};

struct stage {
	struct guide *guide;
	struct routine routine;
	int64_t today;
};

static void begin(struct stage *stage, const struct routine_answer *answer, size_t count, int64_t now)
{
	stage->guide = kit_guide(&kit);
	stage->guide->node[0].routine = "monthly";
	routine_make(&stage->routine, stage->guide, &stage->guide->node[0], answer, count, NULL, now, 0);
	stage->today = routine_day(now, 0);
}

static void end(struct stage *stage)
{
	routine_clear(&stage->routine);
	guide_free(stage->guide);
}

static const struct routine_answer problem[] = {
	{"month.errors", "no", KIT_NOW},
	{"month.tracking", "yes", KIT_NOW - DAYS(1)},
};

static void for_people(void)
{
	struct stage stage;
	struct text out = {0};

	begin(&stage, NULL, 0, KIT_NOW);
	routine_report_line(&out, &stage.routine, stage.today);
	CHECK_TEXT("never done", text_str(&out),
	           "monthly    The monthly check                            due today; never done\n");
	text_cut(&out, 0);
	routine_report_text(&out, &stage.routine, stage.today, 0);
	CHECK_TEXT("each item", text_str(&out),
	           "TST-1  The monthly check\nnever done; due today\n\n"
	           "  -          TST-2    No errors, none?\n  -          TST-3    Tracking there?\n");
	end(&stage);
	begin(&stage, problem, 2, KIT_NOW + DAYS(40));
	text_cut(&out, 0);
	routine_report_text(&out, &stage.routine, stage.today, 0);
	CHECK_TEXT("a problem leads on; what is over due says since when", text_str(&out),
	           "TST-1  The monthly check\ndone 22 Nov 2026, 1 problem; due since 22 Dec 2026\n\n"
	           "  problem    TST-2    No errors, none?                             23 Nov 2026\n"
	           "             leads to TST-4 Errors: syncfix start TST-4\n"
	           "  fine       TST-3    Tracking there?                              22 Nov 2026\n");
	end(&stage);
	begin(&stage, problem, 1, KIT_NOW);
	text_cut(&out, 0);
	routine_report_line(&out, &stage.routine, stage.today);
	CHECK("a part of it", strstr(text_str(&out), "due today; 1 of 2 looked at, 1 problem\n") != NULL);
	end(&stage);
	text_clear(&out);
}

static void expiry(void)
{
	static const struct {
		const char *sentence;
		struct routine_expiry expiry;
		const char *want;
	} rows[] = {
		{"not known", {0}, "not known: syncfix routine expiry DATE\n"},
		{"never", {.known = true, .never = true}, "does not expire\n"},
		{"far off", {.known = true, .day = 100}, "expires 11 Apr 1970; renew from 28 Mar 1970 on\n"},
		{"the reminder's day",
	     {.known = true, .day = 64},
	     "expires 6 Mar 1970; renew from 20 Feb 1970: now\n"},
		{"the last day", {.known = true, .day = 50}, "expires 20 Feb 1970; renew from 6 Feb 1970: now\n"},
		{"over", {.known = true, .day = 49}, "expired 19 Feb 1970: renew it now\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = {0};

		routine_report_expiry(&out, &rows[i].expiry, 50);
		if (!CHECK(rows[i].sentence, text_ends(text_str(&out), rows[i].want)))
			printf("%s", text_str(&out));
		text_clear(&out);
	}
}

static void for_calendars(void)
{
	struct routine_expiry day = {.known = true, .day = routine_day(KIT_NOW, 0)};
	struct stage stage;
	struct text out = {0};

	begin(&stage, problem, 2, KIT_NOW);
	routine_report_calendar(&out, &stage.routine, "main", KIT_NOW, stage.today);
	CHECK("from the day it is due, each month",
	      strstr(text_str(&out),
	             "DTSTART;VALUE=DATE:20261222\r\nDTEND;VALUE=DATE:20261223\r\nTRANSP:TRANSPARENT\r\n"
	             "RRULE:FREQ=MONTHLY\r\nSUMMARY:The monthly check (main)\r\n") != NULL);
	CHECK("its items",
	      strstr(text_str(&out), "DESCRIPTION:1. No errors\\, none?\\n2. Tracking there?\\n") != NULL);
	CHECK("how to tick them off", strstr(text_str(&out), " routine monthly --profile main\r\n") != NULL);
	CHECK("one reminder a profile", strstr(text_str(&out), "UID:routine-monthly-main@syncfix\r\n") != NULL);
	end(&stage);
	begin(&stage, NULL, 0, KIT_NOW);
	text_cut(&out, 0);
	routine_report_calendar(&out, &stage.routine, "", KIT_NOW, stage.today);
	CHECK("over due begins today", strstr(text_str(&out), "DTSTART;VALUE=DATE:20261123\r\n") != NULL);
	end(&stage);
	text_cut(&out, 0);
	routine_report_expiry_calendar(&out, &day, "", KIT_NOW);
	CHECK("the reminder stands two weeks before",
	      strstr(text_str(&out), "UID:expiry-renew@syncfix\r\n") != NULL &&
	          strstr(text_str(&out), "DTSTART;VALUE=DATE:20261109\r\n") != NULL);
	CHECK("and the end on its day", strstr(text_str(&out), "DTSTART;VALUE=DATE:20261123\r\n") != NULL);
	text_clear(&out);
}

/* The state of the expiry, or the text at a pointer. */
static void for_machines(void)
{
	static const struct {
		int64_t day;
		const char *state;
	} rows[] = {{100, "good"}, {64, "renew"}, {50, "renew"}, {49, "expired"}};
	struct stage stage;
	struct text out = {0};

	begin(&stage, problem, 2, KIT_NOW);
	routine_report_json(&out, &stage.routine, 1, &(struct routine_expiry){0}, "", stage.today);
	CHECK("it is JSON",
	      json_scan(text_str(&out), out.len, "routine", 0, NULL) && text_ends(text_str(&out), "}\n"));
	CHECK("where a problem leads", strstr(text_str(&out), "\"code\": \"TST-4\"") != NULL);
	CHECK("marks are gone", strstr(text_str(&out), "Tracking there?") != NULL);
	end(&stage);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text want = {0};

		text_cut(&out, 0);
		text_addf(&want, "\"state\": \"%s\"", rows[i].state);
		routine_report_json(&out, NULL, 0, &(struct routine_expiry){.known = true, .day = rows[i].day},
		                    "main", 50);
		CHECK(rows[i].state, strstr(text_str(&out), text_str(&want)) != NULL);
		text_clear(&want);
	}
	text_clear(&out);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"for people", for_people},
		{"when access ends", expiry},
		{"for calendars", for_calendars},
		{"for machines", for_machines},
		{0},
	};

	return check_run("report: routine", tests);
}
