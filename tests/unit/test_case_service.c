/* A service beside the platform: its probes start with the shop's, its facts skip questions, are looked at
 * again. */
#include "case_kit.h"
#include "check.h"

static const struct kit_fact facts[] = {
	{.name = "platform",
     .type = FACT_CHOICE,
     .values = "shop=Shop|other=Another",
     .from_profile = "platform"},
	{.name = "can_probe", .type = FACT_YESNO, .from_profile = "@can_probe"},
	{.name = "desk_id", .type = FACT_TEXT},
	{.name = "toggle", .type = FACT_CHOICE, .values = "on=ON (blue)|off=OFF (gray)"},
	{.name = "seen", .type = FACT_YESNO},
	{0},
};

static const struct kit_probe probes[] = {
	{.name = "shop.root", .outcomes = "ok:ok"},
	{.name = "desk.list", .sets = "desk_id", .outcomes = "ok:ok; refused:unknown", .service = true},
	{.name = "desk.page", .needs = "desk_id", .sets = "toggle", .outcomes = "ok:ok", .service = true},
	{.name = "desk.toggle",
     .needs = "desk_id",
     .outcomes = "on:ok; off:problem:fix.toggle",
     .same_answer = "desk.page",
     .service = true},
	{0},
};

static const struct kit_node nodes[] = {
	{.name = "ask.toggle",
     .kind = NODE_ASK,
     .fact = "toggle",
     .go = "toggle == off -> fix.toggle; -> ask.seen",
     .unknown = "ask.seen"},
	{.name = "ask.seen", .kind = NODE_ASK, .fact = "seen", .go = "-> end.fine", .unknown = "support.ticket"},
	{.name = "fix.toggle",
     .kind = NODE_FIX,
     .label = "toggle_off",
     .verify_fact = "toggle",
     .ok = "toggle == on",
     .then = "ask.seen",
     .otherwise = "support.ticket",
     .cannot = "support.ticket"},
	{.name = "end.fine", .kind = NODE_END, .ending = ENDING_FIXED},
	{.name = "support.ticket", .kind = NODE_END, .ending = ENDING_ESCALATE},
	{0},
};

static const struct kit kit = {
	.fact = facts,
	.probe = probes,
	.node = nodes,
	.symptoms = "orders > ask.toggle",
	.unattended = "ask.toggle",
};

#define LISTED "probe shop.root ok ok; probe desk.list ok ok desk_id=42"
#define OFF    LISTED "; probe desk.page ok ok toggle=off; probe desk.toggle off problem"

static void test_ladder(void)
{
	static const struct kit_row rows[] = {
		{"a service's probes start with the platform's", "note a", .wanted = "shop.root desk.list"},
		{"what one tells frees the next", LISTED, .wanted = "desk.page"},
		{"what is judged on an answer comes after it", LISTED "; probe desk.page ok ok toggle=on",
	     .wanted = "desk.toggle"},
		{"a fact that a service told is not asked", OFF "; symptom orders", .state = "FIX fix.toggle",
	     .path = "~ask.toggle fix.toggle"},
		{"a service that refuses leaves the question",
	     "probe shop.root ok ok; probe desk.list refused unknown; symptom orders",
	     .state = "ASK ask.toggle toggle? 1 2", .wanted = ""},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_again(void)
{
	static const struct kit_row rows[] = {
		{"after the fix the service is asked again, and what was judged on its answer goes with it",
	     OFF "; symptom orders; done", .state = "VERIFY fix.toggle", .wanted = "desk.page"},
		{"its answer is the proof", OFF "; symptom orders; done; probe desk.page ok ok toggle=on",
	     .state = "ASK ask.seen seen? 1 2", .wanted = "desk.toggle"},
		{"or the disproof", OFF "; symptom orders; done; probe desk.page ok ok toggle=off",
	     .state = "END support.ticket escalate"},
		{"an answer that leaves it open: the person is asked",
	     OFF "; symptom orders; done; probe desk.page timeout unknown",
	     .state = "ASK ask.toggle toggle? 1 2"},
		{"what a person had said, a person is asked again",
	     "probe shop.root ok ok; probe desk.list refused unknown; symptom orders; choose 2; done",
	     .state = "ASK ask.toggle toggle? 1 2"},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_alone(void)
{
	struct kit_case kit_case;
	struct diagnosis diagnosis;
	kit_begin(&kit_case, &kit, true);
	kit_steps(&kit_case, LISTED "; probe desk.toggle off problem");
	diagnosis_make(&diagnosis, kit_case.walk, NULL, KIT_NOW);
	CHECK("a problem that a service found is a cause", diagnosis.cause != NULL);
	CHECK_TEXT("by its rule's fix", diagnosis.cause ? diagnosis.cause->name : "", "fix.toggle");
	diagnosis_clear(&diagnosis);
	kit_end(&kit_case);
	kit_begin(&kit_case, &kit, false);
	CHECK_TEXT("without permission it is not asked", kit_wanted(kit_case.walk, KIT_NOW), "");
	kit_end(&kit_case);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"the ladder of platform and service", test_ladder},
		{"a fix is judged by looking again", test_again},
		{"nobody there", test_alone},
		{0},
	};
	return check_run("case: a service", tests);
}
