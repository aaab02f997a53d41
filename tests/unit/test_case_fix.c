/* Fixes that are verified, waits, and typed words. */
#include "base/clock.h"
#include "case/zone.h"
#include "case_kit.h"
#include "check.h"

static const struct kit_fact facts[] = {
	{.name = "platform",
     .type = FACT_CHOICE,
     .values = "shop=Shop|other=Another",
     .from_profile = "platform"},
	{.name = "is2_zone", .type = FACT_TEXT},
	{.name = "arrive", .type = FACT_YESNO},
	{.name = "keys_valid", .type = FACT_YESNO},
	{.name = "shipped_at", .type = FACT_TIME, .past = true, .zone = ZONE_IS2},
	{.name = "shows", .type = FACT_YESNO},
	{.name = "count", .type = FACT_NUMBER},
	{.name = "interval", .type = FACT_DURATION},
	{.name = "numbers", .type = FACT_LIST},
	{.name = "site", .type = FACT_URL},
	{.name = "words", .type = FACT_TEXT},
	{0},
};

static const struct kit_probe probes[] = {
	{.name = "shop.key",
     .sets = "keys_valid",
     .when = "known(arrive)",
     .outcomes = "ok:ok; refused:problem; vague:unknown"},
	{.name = "shop.shows",
     .sets = "shows",
     .when = "known(shipped_at)",
     .outcomes = "there:ok; not_yet:unknown"},
	{0},
};

#define LEADS .then = "end.fine", .otherwise = "support.ticket", .cannot = "note.cannot"

static const struct kit_node nodes[] = {
	{.name = "fix.hand",
     .kind = NODE_FIX,
     .label = "hand",
     .verify_fact = "arrive",
     .ok = "arrive == yes",
     LEADS},
	{.name = "fix.probe",
     .kind = NODE_FIX,
     .label = "probe",
     .verify_fact = "keys_valid",
     .verify_probe = "shop.key",
     .ok = "keys_valid == yes",
     LEADS},
	{.name = "fix.outcome",
     .kind = NODE_FIX,
     .label = "outcome",
     .verify_fact = "keys_valid",
     .verify_probe = "shop.key",
     .ok = "outcome('shop.key') == ok or keys_valid == yes",
     LEADS},
	{.name = "fix.later",
     .kind = NODE_FIX,
     .label = "later",
     .verify_fact = "keys_valid",
     .verify_probe = "shop.key",
     .ok = "keys_valid == yes",
     .wait = "30min",
     LEADS},
	{.name = "fix.new",
     .kind = NODE_FIX,
     .label = "new",
     .verify_fact = "arrive",
     .ok = "arrive == yes",
     .new_only = true,
     LEADS},
	{.name = "note.cannot", .kind = NODE_NOTE, .go = "-> support.ticket"},
	{.name = "ask.arrive",
     .kind = NODE_ASK,
     .fact = "arrive",
     .go = "-> fix.probe",
     .unknown = "fix.probe",
     .title = "Do they?"},
	{.name = "ask.keys", .kind = NODE_ASK, .fact = "keys_valid", .go = "-> end.fine", .unknown = "end.fine"},
	{.name = "ask.shipped",
     .kind = NODE_ASK,
     .fact = "shipped_at",
     .go = "-> wait.early",
     .unknown = "wait.early"},
	{.name = "wait.early",
     .kind = NODE_WAIT,
     .label = "too_early",
     .until = "slot(shipped_at + 6h, 20, 50)",
     .early = "end.wait",
     .late = "ask.shows",
     .recheck = "shows",
     .unknown = "support.ticket",
     .look = "shop.shows: there: end.fine: 30min"},
	{.name = "ask.shows",
     .kind = NODE_ASK,
     .fact = "shows",
     .go = "shows == yes -> end.fine; -> support.ticket",
     .unknown = "support.ticket"},
	{.name = "ask.count", .kind = NODE_ASK, .fact = "count", .go = "-> end.fine", .unknown = "end.fine"},
	{.name = "ask.interval",
     .kind = NODE_ASK,
     .fact = "interval",
     .go = "-> end.fine",
     .unknown = "end.fine"},
	{.name = "ask.numbers", .kind = NODE_ASK, .fact = "numbers", .go = "-> end.fine", .unknown = "end.fine"},
	{.name = "ask.site", .kind = NODE_ASK, .fact = "site", .go = "-> end.fine", .unknown = "end.fine"},
	{.name = "ask.words", .kind = NODE_ASK, .fact = "words", .go = "-> end.fine", .unknown = "end.fine"},
	{.name = "ask.zone",
     .kind = NODE_ASK,
     .fact = "is2_zone",
     .go = "-> ask.shipped",
     .unknown = "ask.shipped"},
	{.name = "end.fine", .kind = NODE_END, .ending = ENDING_FIXED},
	{.name = "end.wait", .kind = NODE_END, .ending = ENDING_WAIT},
	{.name = "support.ticket", .kind = NODE_END, .ending = ENDING_ESCALATE},
	{0},
};

static const struct kit kit = {.fact = facts, .probe = probes, .node = nodes, .symptoms = "one > fix.hand"};

static void test_fixes(void)
{
	static const struct kit_row rows[] = {
		{"done: the fact is asked, in the words of the node that asks it", "jump fix.hand; done",
	     .state = "ASK ask.arrive arrive? 1 2"},
		{"it helped", "jump fix.hand; done; choose 1", .state = "END end.fine fixed",
	     .events = "visit:fix.hand fix:fix.hand:before answer:fix.hand fix:fix.hand=yes:after visit:end.fine "
	               "end:end.fine"},
		{"it did not", "jump fix.hand; done; choose 2", .state = "END support.ticket escalate"},
		{"nobody can tell: it is not taken as help", "jump fix.hand; done; unknown",
	     .state = "END support.ticket escalate"},
		{"what was known before does not answer what is asked after",
	     "jump ask.arrive; choose 1; jump fix.hand; done", .state = "ASK ask.arrive arrive? 1 2",
	     .facts = "platform=shop(profile)"},
		{"before is kept", "jump ask.arrive; choose 2; jump fix.hand; done; choose 1",
	     .events = "visit:ask.arrive answer:ask.arrive visit:fix.probe visit:fix.hand fix:fix.hand=no:before "
	               "answer:fix.hand fix:fix.hand=yes:after visit:end.fine end:end.fine"},
		{"cannot has its own way", "jump fix.hand; cannot", .state = "READ note.cannot"},
		{"no match goes the way of no help", "jump fix.hand; no-match",
	     .state = "END support.ticket escalate"},
		{"done is said once", "jump fix.hand; done; done", .refused = ""},
		{"skipping a fix is not being able to", "jump fix.hand; skip later", .state = "READ note.cannot"},
		{"a probe verifies by itself", "jump ask.arrive; choose 1; done", .state = "VERIFY fix.probe",
	     .wanted = "shop.key"},
		{"and moves when it has answered",
	     "jump ask.arrive; choose 1; done; probe shop.key ok ok keys_valid=yes",
	     .state = "END end.fine fixed"},
		{"its old outcome does not count",
	     "jump ask.arrive; choose 1; probe shop.key refused problem keys_valid=no; done",
	     .state = "VERIFY fix.probe", .wanted = "shop.key",
	     .facts = "platform=shop(profile) arrive=yes(person)"},
		{"a problem again did not help",
	     "jump ask.arrive; choose 1; done; probe shop.key refused problem keys_valid=no",
	     .state = "END support.ticket escalate"},
		{"an outcome that cannot tell is asked",
	     "jump ask.arrive; choose 1; done; probe shop.key vague unknown",
	     .state = "ASK ask.keys keys_valid? 1 2"},
		{"and judged by the answer",
	     "jump ask.arrive; choose 1; done; probe shop.key vague unknown; choose 1",
	     .state = "END end.fine fixed"},
		{"also where the outcome itself is judged",
	     "jump ask.arrive; choose 1; jump fix.outcome; done; probe shop.key vague unknown",
	     .state = "ASK ask.keys keys_valid? 1 2"},
		{"a probe that cannot run is asked at once", "jump fix.probe; done",
	     .state = "ASK ask.keys keys_valid? 1 2"},
		{"nobody need wait for the probe", "jump ask.arrive; choose 1; done; unknown",
	     .state = "ASK ask.keys keys_valid? 1 2"},
		{"an answer of the probe meanwhile is offered",
	     "jump ask.arrive; choose 1; done; unknown; probe shop.key ok ok keys_valid=yes",
	     .state = "ASK ask.keys keys_valid? 1 2 offer"},
		{"and taken", "jump ask.arrive; choose 1; done; unknown; probe shop.key ok ok keys_valid=yes; accept",
	     .state = "END end.fine fixed"},
		{"a second change before the verdict is marked", "jump fix.hand; done; jump fix.new; done",
	     .events = "visit:fix.hand fix:fix.hand:before visit:fix.new fix:fix.new:confounded"},
		{"the same once more is not", "jump fix.hand; done; back; done",
	     .events = "visit:fix.hand fix:fix.hand:before back:fix.hand fix:fix.hand:before"},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_later(void)
{
	static const struct kit_row rows[] = {
		{"some cures need their time", "jump fix.later; done", .state = "WAIT fix.later until 14:30"},
		{"the check must not come before", "jump ask.arrive; choose 1; jump fix.later; done", .wanted = ""},
		{"reaching it too early is refused", "jump fix.later; done; +29min; reached", .refused = ""},
		{"then the probe runs", "jump ask.arrive; choose 1; jump fix.later; done; +30min; reached",
	     .state = "VERIFY fix.later", .wanted = "shop.key"},
		{"or the fact is asked", "jump fix.later; done; +30min; reached",
	     .state = "ASK ask.keys keys_valid? 1 2"},
		{"the wait may be cut short", "jump ask.arrive; choose 1; jump fix.later; done; skip it is there",
	     .state = "VERIFY fix.later"},
		{"leaving keeps the place", "jump fix.later; done; leave", .state = "WAIT fix.later until 14:30"},
		{"it cannot have been another time", "jump fix.later; done; other-time", .refused = ""},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_waits(void)
{
	static const struct kit_row rows[] = {
		{"a wait stands until its time", "jump ask.shipped; type 10:05",
	     .state = "WAIT wait.early until 16:20"},
		{"known and past, it is passed", "jump ask.shipped; type yesterday 10:05",
	     .state = "ASK ask.shows shows? 1 2", .path = "ask.shipped ~wait.early ask.shows"},
		{"unknown, it goes its own way", "jump ask.shipped; unknown", .state = "END support.ticket escalate"},
		{"leaving it ends with: wait", "jump ask.shipped; type 10:05; leave",
	     .state = "END end.wait until 16:20 wait"},
		{"which is taken up again when the time has come",
	     "jump ask.shipped; type 10:05; leave; +3h; reached", .state = "ASK ask.shows shows? 1 2",
	     .path = "ask.shipped wait.early ask.shows"},
		{"but not before", "jump ask.shipped; type 10:05; leave; +2h; reached", .refused = ""},
		{"back from there is the wait", "jump ask.shipped; type 10:05; leave; back",
	     .state = "WAIT wait.early until 16:20"},
		{"what is stale by then is asked anew",
	     "jump ask.shows; choose 2; jump ask.shipped; type 10:05; +3h; reached",
	     .state = "ASK ask.shows shows? 1 2"},
		{"it was another time", "jump ask.shipped; type 10:05; other-time",
	     .state = "ASK ask.shipped shipped_at? typed"},
		{"and is reckoned anew", "jump ask.shipped; type 10:05; other-time; type 11:05",
	     .state = "WAIT wait.early until 17:20"},
		{"with that time long past it is over", "jump ask.shipped; type 10:05; other-time; type 07:00",
	     .state = "ASK ask.shows shows? 1 2"},
		{"it looks by itself, first before the wait", "jump ask.shipped; type 10:05", .wanted = "shop.shows"},
		{"what it found before says nothing about later",
	     "jump ask.shipped; type 10:05; probe shop.shows not_yet unknown",
	     .state = "WAIT wait.early until 16:20", .wanted = ""},
		{"it looks again when due", "jump ask.shipped; type 10:05; probe shop.shows not_yet unknown; +30min",
	     .wanted = "shop.shows"},
		{"and goes on when it is there", "jump ask.shipped; type 10:05; +30min; probe shop.shows there ok",
	     .state = "END end.fine fixed"},
		{"a wait may be cut short", "jump ask.shipped; type 10:05; skip it is there",
	     .state = "ASK ask.shows shows? 1 2"},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_new_only(void)
{
	struct kit_case kit_case;
	kit_begin(&kit_case, &kit, true);
	kit_do(&kit_case, "jump fix.new");
	kit_do(&kit_case, "done");
	struct step_view view = walk_view(kit_case.walk, KIT_NOW);
	CHECK_TEXT("what verifies a cure says what counts", view.text,
	           "Only what is new since 14:00 counts. ask.arrive");
	CHECK_TEXT("in the title of its question", view.title, "Do they?");
	kit_end(&kit_case);
}

/* ---- what people type ---- */

static void test_typed(void)
{
#define P "platform=shop(profile) "
	static const struct kit_row rows[] = {
		{"a number", "jump ask.count; type 12", .facts = P "count=12(person)"},
		{"with separators", "jump ask.count; type 1,234", .facts = P "count=1234(person)"},
		{"zero is a number", "jump ask.count; type 0", .facts = P "count=0(person)"},
		{"words are none", "jump ask.count; type many", .refused = "no number"},
		{"nor is a number with a tail", "jump ask.count; type 12x", .refused = "no number"},
		{"nor infinity", "jump ask.count; type inf", .refused = "no number"},
		{"a duration in words", "jump ask.interval; type 15 minutes", .facts = P "interval=900000ms(person)"},
		{"or short", "jump ask.interval; type 2h", .facts = P "interval=7200000ms(person)"},
		{"without a unit it says nothing", "jump ask.interval; type 15", .refused = "with its unit"},
		{"a list with commas", "jump ask.numbers; type #1001, #1002 ,#1003",
	     .facts = P "numbers=#1001, #1002, #1003(person)"},
		{"or with spaces", "jump ask.numbers; type 1001 1002", .facts = P "numbers=1001, 1002(person)"},
		{"of nothing is refused", "jump ask.numbers; type , ,", .refused = "Nothing was named"},
		{"an address without scheme is https", "jump ask.site; type shop.example/x",
	     .facts = P "site=https://shop.example/x(person)"},
		{"one with a password is refused", "jump ask.site; type https://me:pw@shop.example",
	     .refused = "no web address"},
		{"and so is a word", "jump ask.site; type shop", .refused = "no web address"},
		{"text is cleaned", "jump ask.words; type a\tb\x1b[31m", .facts = P "words=a b(person)"},
		{"a time is read in the zone of the screen it stands on", "jump ask.zone; type EST; type 7:05 am",
	     .facts = P "is2_zone=EST(person) shipped_at=2026-11-23T12:05:00Z(person)"},
		{"unless it names its own", "jump ask.zone; type EST; type 11:05 CET",
	     .facts = P "is2_zone=EST(person) shipped_at=2026-11-23T10:05:00Z(person)"},
		{"no time is refused with examples", "jump ask.shipped; type soon", .refused = "2 hours ago"},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_zones(void)
{
	static const struct {
		const char *sentence, *name, *at;
		bool known;
		int minutes;
	} rows[] = {
		{"UTC", "utc", "2026-07-01T00:00:00Z", true, 0},
		{"an offset", "+05:30", "2026-07-01T00:00:00Z", true, 330},
		{"without colon", "-0500", "2026-07-01T00:00:00Z", true, -300},
		{"from UTC", "UTC-5", "2026-07-01T00:00:00Z", true, -300},
		{"EST has no summer time", "EST", "2026-07-01T00:00:00Z", true, -300},
		{"ET has", "ET", "2026-07-01T00:00:00Z", true, -240},
		{"but not in winter", "America/New_York", "2026-12-01T00:00:00Z", true, -300},
		{"it begins on the second Sunday of March at two", "ET", "2026-03-08T06:59:59Z", true, -300},
		{"and not a second earlier", "ET", "2026-03-08T07:00:00Z", true, -240},
		{"it ends on the first Sunday of November at two", "ET", "2026-11-01T05:59:59Z", true, -240},
		{"sharp", "ET", "2026-11-01T06:00:00Z", true, -300},
		{"Europe changes on the last Sunday of March", "Europe/Berlin", "2026-03-29T01:00:00Z", true, 120},
		{"at one UTC", "Europe/Berlin", "2026-03-29T00:59:59Z", true, 60},
		{"and of October", "Europe/Berlin", "2026-10-25T01:00:00Z", true, 60},
		{"a town is none", "Springfield", "2026-07-01T00:00:00Z", false, 0},
		{"nor is nothing", "", "2026-07-01T00:00:00Z", false, 0},
		{"nor a number alone", "5", "2026-07-01T00:00:00Z", false, 0},
		{"nor an offset of days", "+25:00", "2026-07-01T00:00:00Z", false, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t at;
		int minutes = 0;
		time_parse_iso(rows[i].at, false, &at);
		CHECK(rows[i].sentence, zone_offset(rows[i].name, at, &minutes) == rows[i].known);
		CHECK_NUMBER(rows[i].sentence, minutes, rows[i].minutes);
	}
}

static const char *const random_steps[] = {
	"jump fix.hand",
	"jump fix.probe",
	"jump fix.outcome",
	"jump fix.later",
	"jump fix.new",
	"jump ask.arrive",
	"jump ask.shipped",
	"jump ask.shows",
	"done",
	"done",
	"cannot",
	"no-match",
	"choose 1",
	"choose 2",
	"unknown",
	"type 10:05",
	"type yesterday 10:05",
	"leave",
	"reached",
	"reached",
	"other-time",
	"+1h",
	"+3h",
	"back",
	"back",
	"skip no",
	"accept",
	"probe shop.key ok ok keys_valid=yes",
	"probe shop.key refused problem keys_valid=no",
	"probe shop.key vague unknown",
	"probe shop.shows there ok",
	"probe shop.shows not_yet unknown shows=no",
	"recheck keys_valid",
	"recheck shipped_at",
	"recheck arrive",
	"jump wait.early",
	NULL,
};

static void test_random(void)
{
	kit_random(&kit, true, random_steps);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"fixes", test_fixes},       {"cures that need time", test_later},
		{"waits", test_waits},       {"only what is new", test_new_only},
		{"typed words", test_typed}, {"zones", test_zones},
		{"at random", test_random},  {0},
	};
	return check_run("case: fixes and waits", tests);
}
