/* Probes in the walk: what is wanted when, whose answer moves, offers, ways on from an outcome. */
#include "case_kit.h"
#include "check.h"

static const struct kit_fact facts[] = {
	{.name = "platform",
     .type = FACT_CHOICE,
     .values = "shop=Shop|other=Another",
     .from_profile = "platform"},
	{.name = "can_probe", .type = FACT_YESNO, .from_profile = "@can_probe"},
	{.name = "direction", .type = FACT_CHOICE, .values = "order=Orders|tracking=Tracking"},
	{.name = "order_number", .type = FACT_TEXT},
	{.name = "rest_root", .type = FACT_TEXT},
	{.name = "keys_valid", .type = FACT_YESNO},
	{.name = "waiting", .type = FACT_NUMBER},
	{.name = "note", .type = FACT_TEXT},
	{.name = "seen", .type = FACT_YESNO},
	{0},
};

static const struct kit_probe probes[] = {
	{.name = "shop.root", .sets = "rest_root", .outcomes = "ok:ok; none:problem:fix.root"},
	{.name = "shop.key",
     .needs = "rest_root",
     .sets = "keys_valid,note",
     .outcomes = "ok:ok; key_unknown:problem:fix.key; vague:unknown; odd:problem"},
	{.name = "shop.order", .needs = "order_number", .sets = "waiting", .outcomes = "ok:ok; gone:problem"},
	{.name = "shop.late", .after = "shop.key", .outcomes = "ok:ok"},
	{.name = "shop.when", .when = "direction == tracking", .outcomes = "ok:ok"},
	{.name = "shop.signed", .contrast = true, .outcomes = "ok:ok; other:problem:fix.key"},
	{.name = "shop.pace", .contrast = true, .when = "outcome('shop.key') == ok", .outcomes = "ok:ok"},
	{.name = "shop.noted", .contrast = true, .when = "note == 'x'", .outcomes = "ok:ok"},
	{0},
};

static const struct kit_node nodes[] = {
	{.name = "start.ladder",
     .kind = NODE_PROBE,
     .probe = "shop.root",
     .go = "is ok -> start.key",
     .unknown = "ask.keys"},
	{.name = "start.key",
     .kind = NODE_PROBE,
     .probe = "shop.key",
     .go = "is ok -> ask.seen",
     .unknown = "ask.keys"},
	{.name = "ask.keys",
     .kind = NODE_ASK,
     .fact = "keys_valid",
     .probe = "shop.key",
     .go = "keys_valid == no -> fix.key; -> ask.seen",
     .unknown = "ask.seen"},
	{.name = "ask.seen",
     .kind = NODE_ASK,
     .fact = "seen",
     .probe = "@look",
     .go = "outcome('shop.key') == ok -> end.fine; -> support.ticket",
     .unknown = "decide.key"},
	{.name = "decide.key", .kind = NODE_DECIDE, .go = "keys_valid == yes -> end.fine; -> support.ticket"},
	{.name = "start.order",
     .kind = NODE_PROBE,
     .probe = "shop.order",
     .go = "is ok -> end.fine; is gone -> support.ticket",
     .unknown = "ask.seen"},
	{.name = "start.signed", .kind = NODE_PROBE, .probe = "shop.signed", .unknown = "ask.seen"},
	{.name = "start.pace",
     .kind = NODE_PROBE,
     .probe = "shop.pace",
     .go = "is ok -> end.fine",
     .unknown = "ask.seen"},
	{.name = "start.noted",
     .kind = NODE_PROBE,
     .probe = "shop.noted",
     .go = "is ok -> end.fine",
     .unknown = "ask.seen"},
	{.name = "fix.root",
     .kind = NODE_FIX,
     .label = "no_root",
     .verify_fact = "rest_root",
     .verify_probe = "shop.root",
     .ok = "known(rest_root)",
     .then = "start.key",
     .otherwise = "support.ticket",
     .cannot = "support.ticket"},
	{.name = "fix.key",
     .kind = NODE_FIX,
     .label = "key_unknown",
     .verify_fact = "keys_valid",
     .verify_probe = "shop.key",
     .ok = "keys_valid == yes",
     .then = "end.fine",
     .otherwise = "support.ticket",
     .cannot = "support.ticket"},
	{.name = "fix.net",
     .kind = NODE_FIX,
     .label = "dns",
     .verify_fact = "seen",
     .verify_probe = "@last",
     .ok = "seen == yes",
     .then = "end.fine",
     .otherwise = "support.ticket",
     .cannot = "support.ticket"},
	{.name = "net.slow", .kind = NODE_NOTE, .go = "-> support.ticket"},
	{.name = "end.fine", .kind = NODE_END, .ending = ENDING_FIXED},
	{.name = "support.ticket", .kind = NODE_END, .ending = ENDING_ESCALATE},
	{0},
};

static const struct kit kit = {
	.fact = facts,
	.probe = probes,
	.node = nodes,
	.symptoms = "orders > start.ladder; keys > ask.keys; order > start.order",
	.slots = "look > shop.late",
	.on_outcome = "timeout > net.slow; dns > fix.net; rate_limited > @unknown",
	.unattended = "start.ladder",
};

static void test_wanted(void)
{
	static const struct kit_row rows[] = {
		{"probes that need nothing start with the case", "note a", .wanted = "shop.root"},
		{"one that runs is not wanted again", "start shop.root", .wanted = ""},
		{"facts that arrive free the next", "probe shop.root ok ok rest_root=r", .wanted = "shop.key"},
		{"after another, once that gave ok", "probe shop.root ok ok rest_root=r; probe shop.key ok ok",
	     .wanted = "shop.late"},
		{"or unknown", "probe shop.root ok ok rest_root=r; probe shop.key vague unknown",
	     .wanted = "shop.late"},
		{"but not after a problem", "probe shop.root ok ok rest_root=r; probe shop.key odd problem",
	     .wanted = ""},
		{
			"a condition that comes to hold frees its probe",
			"jump ask.seen; recheck direction; choose 2",
			.wanted = "shop.late shop.root shop.when",
		},
		{"none are wanted while they are held", "hold", .wanted = "", .no_prefixes = true},
		{"but then", "hold; unhold", .wanted = "shop.root"},
		{"none are wanted at an end", "jump end.fine", .state = "END end.fine fixed", .wanted = ""},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_nodes(void)
{
	static const struct kit_row rows[] = {
		{"a probe node waits for its probe", "symptom orders", .state = "PROBE start.ladder",
	     .wanted = "shop.root"},
		{"and moves at once when it answers", "symptom orders; probe shop.root ok ok rest_root=r",
	     .state = "PROBE start.key", .path = "start.ladder start.key",
	     .events =
	         "answer visit:start.ladder probe:shop.root=ok take:start.ladder:shop.root=ok visit:start.key"},
		{"an answer that came before is used and ticked", "probe shop.root ok ok rest_root=r; symptom orders",
	     .state = "PROBE start.key", .path = "~start.ladder start.key"},
		{"the rule's fix", "symptom orders; probe shop.root none problem", .state = "FIX fix.root"},
		{"the guide's way for a common outcome", "symptom orders; probe shop.root timeout unknown",
	     .state = "READ net.slow"},
		{"which may be: unknown", "symptom orders; probe shop.root rate_limited unknown",
	     .state = "ASK ask.keys keys_valid? 1 2"},
		{"an outcome nobody mapped is unknown",
	     "symptom orders; probe shop.root ok ok rest_root=r; probe shop.key odd problem",
	     .state = "ASK ask.keys keys_valid? 1 2"},
		{"one that needs what is being looked for waits for that", "jump start.key",
	     .state = "PROBE start.key", .wanted = "shop.root"},
		{"and gives up when that does not come", "jump start.key; probe shop.root none problem",
	     .state = "ASK ask.keys keys_valid? 1 2"},
		{"one that needs what nobody looks for cannot run", "symptom order",
	     .state = "ASK ask.seen seen? 1 2", .path = "~start.order ask.seen"},
		{"one whose condition another probe will tell waits for that", "jump start.pace",
	     .state = "PROBE start.pace", .wanted = "shop.root"},
		{"and runs when the condition holds",
	     "jump start.pace; probe shop.root ok ok rest_root=r; probe shop.key ok ok",
	     .state = "PROBE start.pace", .wanted = "shop.pace shop.late"},
		{"and gives up when it does not",
	     "jump start.pace; probe shop.root ok ok rest_root=r; probe shop.key odd problem",
	     .state = "ASK ask.seen seen? 1 2"},
		{"a fact that a probe will tell is waited for as well", "jump start.noted",
	     .state = "PROBE start.noted", .wanted = "shop.root"},
		{"until that probe has not told it",
	     "jump start.noted; probe shop.root ok ok rest_root=r; probe shop.key ok ok",
	     .state = "ASK ask.seen seen? 1 2"},
		{"a fix may be judged by what led to it", "symptom orders; probe shop.root dns problem; done",
	     .state = "VERIFY fix.net", .wanted = "shop.root"},
		{"the same once more did not help",
	     "symptom orders; probe shop.root dns problem; done; probe shop.root dns problem",
	     .state = "END support.ticket escalate"},
		{"well did", "symptom orders; probe shop.root dns problem; done; probe shop.root ok ok",
	     .state = "END end.fine fixed"},
		{"another trouble is asked",
	     "symptom orders; probe shop.root dns problem; done; probe shop.root timeout unknown",
	     .state = "ASK ask.seen seen? 1 2"},
		{"with nothing that led to it the fact is asked", "jump fix.net; done",
	     .state = "ASK ask.seen seen? 1 2"},
		{"a contrast runs from its node only", "jump start.signed", .wanted = "shop.signed shop.root"},
		{"its outcome leads by its rule", "jump start.signed; probe shop.signed other problem",
	     .state = "FIX fix.key"},
		{"a person need not wait", "symptom orders; unknown", .state = "ASK ask.keys keys_valid? 1 2"},
		{"held probes cannot run", "hold; symptom orders", .state = "ASK ask.keys keys_valid? 1 2",
	     .no_prefixes = true},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_offers(void)
{
	static const struct kit_row rows[] = {
		{"a question shows the probe that would answer it",
	     "probe shop.root ok ok rest_root=r; symptom keys; start shop.key",
	     .state = "ASK ask.keys keys_valid? 1 2 running shop.key", .no_prefixes = true},
		{"its answer moves nothing under the person's hands",
	     "probe shop.root ok ok rest_root=r; symptom keys; probe shop.key key_unknown problem keys_valid=no",
	     .state = "ASK ask.keys keys_valid? 1 2 offer",
	     .facts = "platform=shop(profile) can_probe=yes(computed) rest_root=r(probe) keys_valid=no(probe)"},
		{"it is taken by accepting",
	     "probe shop.root ok ok rest_root=r; symptom keys; probe shop.key key_unknown problem keys_valid=no; accept",
	     .state = "FIX fix.key"},
		{"or overruled by answering",
	     "probe shop.root ok ok rest_root=r; symptom keys; probe shop.key key_unknown problem keys_valid=no; choose 1",
	     .state = "ASK ask.seen seen? 1 2"},
		{"an outcome that leaves the fact open leaves the question",
	     "probe shop.root ok ok rest_root=r; symptom keys; probe shop.key vague unknown",
	     .state = "ASK ask.keys keys_valid? 1 2"},
		{"nothing to accept is refused", "symptom keys; accept", .refused = ""},
		{"a fact that came before is used, and that is recorded",
	     "probe shop.root ok ok rest_root=r; probe shop.key ok ok keys_valid=yes; symptom keys",
	     .state = "ASK ask.seen seen? 1 2", .path = "~ask.keys ask.seen",
	     .events =
	         "probe:shop.root=ok probe:shop.key=ok answer ~visit:ask.keys take:ask.keys:shop.key=ok visit:ask.seen"},
		{"a decision that reads an outcome has used it",
	     "probe shop.root ok ok rest_root=r; probe shop.key ok ok; jump ask.seen; choose 1",
	     .state = "END end.fine fixed",
	     .events =
	         "probe:shop.root=ok probe:shop.key=ok visit:ask.seen answer:ask.seen take:ask.seen:shop.key=ok "
	         "visit:end.fine end:end.fine"},
		{"also one nobody sees",
	     "probe shop.root ok ok rest_root=r; probe shop.key ok ok keys_valid=yes; jump ask.seen; unknown",
	     .events = "probe:shop.root=ok probe:shop.key=ok visit:ask.seen answer:ask.seen=unknown "
	               "take:decide.key:shop.key=ok visit:end.fine end:end.fine"},
		{"a slot may be a probe", "probe shop.root ok ok rest_root=r; probe shop.key ok ok; jump ask.seen",
	     .wanted = "shop.late"},
		{"back after accepting asks again, the probe is not run again",
	     "probe shop.root ok ok rest_root=r; symptom keys; probe shop.key key_unknown problem keys_valid=no; accept; back",
	     .state = "ASK ask.keys keys_valid? 1 2*", .wanted = ""},
		{"looking again is another run",
	     "probe shop.root ok ok rest_root=r; symptom keys; probe shop.key key_unknown problem keys_valid=no; accept; "
	     "recheck keys_valid",
	     .state = "ASK ask.keys keys_valid? 1 2", .wanted = "shop.key"},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_results(void)
{
	static const struct kit_row rows[] = {
		{"what a second run no longer finds is known no more",
	     "probe shop.root ok ok rest_root=r; probe shop.key odd problem keys_valid=no note=x; "
	     "probe shop.key ok ok keys_valid=yes",
	     .facts = "platform=shop(profile) can_probe=yes(computed) rest_root=r(probe) keys_valid=yes(probe)"},
		{"but silence says nothing",
	     "probe shop.root ok ok rest_root=r; probe shop.key odd problem note=x; probe shop.key timeout unknown",
	     .facts = "platform=shop(profile) can_probe=yes(computed) rest_root=r(probe) note=x(probe)"},
		{"a value that does not fit its fact is left out", "probe shop.order ok ok waiting=many",
	     .facts = "platform=shop(profile) can_probe=yes(computed)"},
		{0},
	};
	kit_rows(&kit, true, rows);
}

static void test_states(void)
{
	struct kit_case kit_case;
	kit_begin(&kit_case, &kit, true);
	CHECK("wanted probes: not settled", !walk_settled(kit_case.walk, KIT_NOW));
	kit_do(&kit_case, "start shop.root");
	CHECK("a running probe: not settled", !walk_settled(kit_case.walk, KIT_NOW));
	kit_do(&kit_case, "probe shop.root none problem");
	CHECK("all answered: settled", walk_settled(kit_case.walk, KIT_NOW));
	const struct probe_state *state;
	CHECK_NUMBER("one probe has a state", walk_probes(kit_case.walk, &state), 1);
	CHECK_TEXT("its outcome", state->outcome, "none");
	CHECK_TEXT("its sentence", state->message, "A sentence.");
	CHECK("it was not used yet", !state->taken);
	kit_do(&kit_case, "symptom orders");
	CHECK("now it was", walk_probe(kit_case.walk, state->probe)->taken);
	kit_end(&kit_case);
	kit_begin(&kit_case, &kit, false);
	CHECK("without a profile nothing is wanted", walk_settled(kit_case.walk, KIT_NOW));
	kit_end(&kit_case);
}

/* ---- the same walk with nobody there ---- */

struct alone {
	const char *sentence, *steps, *from;
	const char *cause, *other;
	enum ending ending;
	int asked;
};

static void test_alone(void)
{
	static const struct alone rows[] = {
		{"nothing known: nothing proven", "note a", "orders", NULL, NULL, ENDING_ESCALATE, 2},
		{"a probe's problem is a cause", "probe shop.root none problem", "orders", "fix.root", NULL,
	     ENDING_NONE, 0},
		{"from the unattended entry too", "probe shop.root none problem", NULL, "fix.root", NULL, ENDING_NONE,
	     0},
		{"others come after it", "probe shop.root none problem; probe shop.key key_unknown problem", NULL,
	     "fix.root", "fix.key", ENDING_NONE, 0},
		{"a cause behind an unknown step is no proof, but the probe's own finding is",
	     "probe shop.key key_unknown problem", "order", "fix.key", NULL, ENDING_NONE, 1},
		{"a person's fact is evidence", "jump ask.keys; choose 2", "keys", "fix.key", NULL, ENDING_NONE, 0},
		{"all well ends fixed", "probe shop.root ok ok rest_root=r; probe shop.key ok ok keys_valid=yes",
	     "orders", NULL, NULL, ENDING_FIXED, 1},
		{"a problem without a fix is no cause",
	     "probe shop.root ok ok rest_root=r; probe shop.key odd problem", "orders", NULL, NULL,
	     ENDING_ESCALATE, 2},
		{"an outcome that proves nothing is none either", "probe shop.root timeout unknown", "orders", NULL,
	     NULL, ENDING_ESCALATE, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kit_case kit_case;
		kit_begin(&kit_case, &kit, true);
		kit_steps(&kit_case, rows[i].steps);
		size_t events = walk_journal(kit_case.walk)->event.count;
		struct diagnosis diagnosis;
		const struct symptom *from = rows[i].from ? guide_symptom(kit_case.guide, rows[i].from) : NULL;
		diagnosis_make(&diagnosis, kit_case.walk, from, KIT_NOW);
		CHECK_TEXT(rows[i].sentence, diagnosis.cause ? diagnosis.cause->name : NULL, rows[i].cause);
		CHECK_TEXT(rows[i].sentence, diagnosis.other_count > 0 ? diagnosis.others[0]->name : NULL,
		           rows[i].other);
		CHECK_NUMBER(rows[i].sentence, diagnosis.ending, rows[i].ending);
		CHECK_NUMBER(rows[i].sentence, (int64_t)diagnosis.asked, rows[i].asked);
		CHECK_NUMBER("the case itself is as it was", (int64_t)walk_journal(kit_case.walk)->event.count,
		             (int64_t)events);
		diagnosis_clear(&diagnosis);
		kit_end(&kit_case);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"wanted", test_wanted},
		{"probe nodes", test_nodes},
		{"offers", test_offers},
		{"results", test_results},
		{"states", test_states},
		{"nobody there", test_alone},
		{0},
	};
	return check_run("case: probes", tests);
}
