/* Waits, and whether a fix helped: one change at a time, judged before and after. */
#include "case/state.h"

#include <string.h>

/* ---- waits ---- */

bool wait_until(const struct walk *walk, const struct node *node, int64_t now, int64_t *until)
{
	struct arena arena;
	arena_init(&arena);
	struct expr_scope scope = facts_scope(walk, now);
	struct value value = node->until ? expr_eval(node->until, &scope, &arena) : VALUE_NOTHING;
	arena_clear(&arena);
	*until = value.ms;
	return value.kind == VALUE_TIME;
}

static bool look_found(const struct walk *walk)
{
	const struct wait_look *look = walk->at.node->look;
	const struct probe_state *state = look && look->probe ? walk_probe(walk, look->probe) : NULL;
	if (!state || !state->outcome || state->at <= walk->at.began)
		return false;
	for (size_t i = 0; i < look->found_count; i++)
		if (strcmp(look->found[i], state->outcome) == 0)
			return true;
	return false;
}

static void plan_reached(struct walk *walk, int64_t now, struct plan *out)
{
	const struct node *node = walk->at.node;
	plan_event(walk, out, EVENT_WAIT, now);
	out->event.text = "reached";
	for (size_t i = 0; i < node->recheck_count; i++)
		plan_add_fact(out, walk->guide->fact[node->recheck[i]].name, NULL);
}

static void plan_wait_stands(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	const struct position *at = &walk->at;
	int64_t until;
	if (at->until != 0) {
		if (!look_found(walk))
			return;
		plan_event(walk, out, EVENT_TAKE, now);
		out->event.probe = at->node->look->probe->name;
		out->event.outcome = walk_probe(walk, at->node->look->probe)->outcome;
	} else if (!wait_until(walk, at->node, now, &until)) {
		taken_add(walk, at->node, TAKEN_UNKNOWN, 0);
		plan_go(walk, &at->node->unknown, PROOF_NO, now, arena, out);
	} else if (until <= now) {
		plan_reached(walk, now, out);
	} else {
		plan_event(walk, out, EVENT_WAIT, now);
		out->event.text = "begin";
		out->event.until = until;
	}
}

static void leave_wait(struct walk *walk, enum taken_kind kind, const struct target *to, enum proof proof,
                       int64_t now, struct arena *arena, struct plan *out)
{
	taken_add(walk, walk->at.node, kind, 0);
	plan_go(walk, to, proof, now, arena, out);
}

void plan_wait(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	const struct node *node = walk->at.node;
	enum way way = walk->at.phase == PHASE_LEAVE ? walk->at.way : WAY_PASS;
	if (way == WAY_EARLY)
		leave_wait(walk, TAKEN_EARLY, &node->early, PROOF_KEEP, now, arena, out);
	else if (way == WAY_LATE)
		leave_wait(walk, TAKEN_LATE, &node->late, PROOF_NO, now, arena, out);
	else if (way == WAY_FOUND)
		leave_wait(walk, TAKEN_FOUND, &node->look->to, PROOF_YES, now, arena, out);
	else
		plan_wait_stands(walk, now, arena, out);
}

/* ---- fixes ---- */

const struct probe *verify_probe(const struct walk *walk)
{
	const struct verify *verify = &walk->at.node->verify;
	if (!verify->last_probe)
		return verify->probe;
	return walk->stop.count > 0 ? walk->stop.at[walk->stop.count - 1].led_by : NULL;
}

static const struct probe_state *state_of_probe(const struct walk *walk)
{
	const struct probe *probe = verify_probe(walk);
	return probe ? walk_probe(walk, probe) : NULL;
}

/* What the record says of before and after: the probe's outcome, else the fact's value. */
const char *verify_record(const struct walk *walk, struct arena *arena)
{
	const struct probe_state *state = state_of_probe(walk);
	if (state && state->outcome)
		return state->outcome;
	return facts_written(walk, walk->at.node->verify.fact, arena);
}

/* The same outcome once more: no help. Fine where it led here for not being so: help. Else UNKNOWN. */
static enum verdict judge_outcome(const struct walk *walk, const struct probe_state *state)
{
	if (!walk->at.node->verify.last_probe || !state || !state->outcome || !walk->at.before)
		return VERDICT_UNKNOWN;
	if (strcmp(state->outcome, walk->at.before) == 0)
		return VERDICT_PROBLEM;
	return state->verdict == VERDICT_OK ? VERDICT_OK : VERDICT_UNKNOWN;
}

/* OK: it helped; PROBLEM: it did not; UNKNOWN: it cannot be told yet. */
static enum verdict judge(const struct walk *walk, int64_t now)
{
	const struct verify *verify = &walk->at.node->verify;
	const struct probe_state *state = state_of_probe(walk);
	struct value value = facts_judge(walk, verify->ok, now);
	if (value.kind != VALUE_YESNO)
		return judge_outcome(walk, state);
	if (value.yes)
		return VERDICT_OK;
	bool told =
		!state || !state->outcome || state->verdict == VERDICT_OK || state->verdict == VERDICT_PROBLEM;
	return told || walk_fact(walk, verify->fact) ? VERDICT_PROBLEM : VERDICT_UNKNOWN;
}

static void plan_verdict(struct walk *walk, enum verdict verdict, int64_t now, struct arena *arena,
                         struct plan *out)
{
	plan_event(walk, out, EVENT_FIX, now);
	out->event.text = "after";
	out->event.verdict = verdict;
	out->event.outcome = verify_record(walk, arena);
}

static void plan_ask_fact(struct walk *walk, struct plan *out)
{
	out->act = PLAN_ASK;
	out->question = walk->at.node->verify.fact;
}

/* The probe has answered: its use is recorded, then judged; what it leaves open is asked. */
static void verify_by_probe(struct walk *walk, const struct probe_state *state, int64_t now,
                            struct arena *arena, struct plan *out)
{
	if (!walk->at.took) {
		plan_event(walk, out, EVENT_TAKE, now);
		out->event.probe = state->probe->name;
		out->event.outcome = state->outcome;
		return;
	}
	enum verdict verdict = judge(walk, now);
	if (verdict == VERDICT_UNKNOWN)
		plan_ask_fact(walk, out);
	else
		plan_verdict(walk, verdict, now, arena, out);
}

/* The fact became known after the fix had its time: nobody need be asked. */
static bool is_settled(const struct walk *walk)
{
	const struct verify *verify = &walk->at.node->verify;
	const struct evidence *evidence = walk_fact(walk, verify->fact);
	return evidence && evidence->source == SOURCE_PROBE && evidence->at >= walk->at.began + verify->wait_ms;
}

void plan_verify(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	const struct position *at = &walk->at;
	const struct verify *verify = &at->node->verify;
	const struct probe_state *state = state_of_probe(walk);
	if (verify->wait_ms > 0 && at->until == 0 && !at->reached) {
		plan_event(walk, out, EVENT_WAIT, now);
		out->event.text = "begin";
		out->event.until = at->began + verify->wait_ms;
	} else if (verify->wait_ms > 0 && !at->reached) {
		return;
	} else if (at->asked) {
		plan_verdict(walk, judge(walk, now), now, arena, out);
	} else if (state && state->outcome) {
		verify_by_probe(walk, state, now, arena, out);
	} else if (is_settled(walk)) {
		plan_verdict(walk, judge(walk, now), now, arena, out);
	} else if (!at->gave_up &&
	           (probes_may_run(walk, verify_probe(walk), now) || probes_teller(walk, verify->fact, now))) {
		return;
	} else {
		plan_ask_fact(walk, out);
	}
}
