/* What happens next, read from the state alone: nothing, a question, an event, or a move. */
#include "case/state.h"

void plan_event(const struct walk *walk, struct plan *plan, enum event_kind kind, int64_t now)
{
	plan->act = PLAN_EVENT;
	plan->event = (struct event){.kind = kind, .at = now};
	plan->event.node = walk->at.node ? walk->at.node->name : NULL;
}

void plan_add_fact(struct plan *plan, const char *fact, const char *value)
{
	if (plan->event.fact_count < PLAN_FACTS)
		plan->fact[plan->event.fact_count++] = (struct event_fact){fact, value};
}

void plan_go(struct walk *walk, const struct target *to, enum proof proof, int64_t now, struct arena *arena,
             struct plan *out)
{
	out->proof = proof;
	route_follow(walk, to, &walk->at.frames, now, arena, out);
}

static void plan_unknown(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	taken_add(walk, walk->at.node, TAKEN_UNKNOWN, 0);
	plan_go(walk, &walk->at.node->unknown, PROOF_NO, now, arena, out);
}

/* By the branch that ways found: first what must be asked or recorded, then the move. */
static void plan_way(struct walk *walk, const struct way_on *way, int64_t now, struct arena *arena,
                     struct plan *out)
{
	if (way->question >= 0) {
		out->act = PLAN_ASK;
		out->question = way->question;
	} else if (!route_before(walk, walk->at.node, way, now, arena, out)) {
		plan_go(walk, &way->to, way->proof, now, arena, out);
	}
}

static void plan_take(const struct walk *walk, const struct probe_state *state, int64_t now, struct plan *out)
{
	plan_event(walk, out, EVENT_TAKE, now);
	out->event.probe = state->probe->name;
	out->event.outcome = state->outcome;
}

/* The fact came from a probe and the walk goes on by it: that is "take". */
static bool plan_take_fact(struct walk *walk, const struct evidence *evidence, int64_t now, struct plan *out)
{
	if (walk->at.took || !evidence || evidence->source != SOURCE_PROBE || !evidence->probe)
		return false;
	const struct probe_state *state = walk_probe(walk, evidence->probe);
	if (!state || !state->outcome)
		return false;
	plan_take(walk, state, now, out);
	return true;
}

static void leave_ask(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	const struct node *node = walk->at.node;
	const struct evidence *evidence = walk_fact(walk, node->fact);
	bool answered = evidence || walk->at.answer >= 0;
	if (walk->at.way == WAY_UNKNOWN || !answered) {
		plan_unknown(walk, now, arena, out);
		return;
	}
	if (plan_take_fact(walk, evidence, now, out))
		return;
	struct way_on way = ways_go(walk, node, now);
	plan_way(walk, &way, now, arena, out);
}

static void leave_probe(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	const struct probe *probe = probes_of_node(walk, walk->at.node);
	const struct probe_state *state = probe ? walk_probe(walk, probe) : NULL;
	if (walk->at.way == WAY_UNKNOWN || !state || !state->outcome) {
		plan_unknown(walk, now, arena, out);
		return;
	}
	if (!walk->at.took) {
		plan_take(walk, state, now, out);
		return;
	}
	struct way_on way = ways_probe(walk, walk->at.node, now);
	plan_way(walk, &way, now, arena, out);
}

static void leave_fix(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	const struct node *node = walk->at.node;
	const struct target *to = walk->at.way == WAY_THEN ? &node->then : &node->otherwise;
	enum taken_kind kind = walk->at.way == WAY_THEN ? TAKEN_THEN : TAKEN_OTHERWISE;
	if (walk->at.way == WAY_CANNOT && node->cannot.kind != TARGET_NONE) {
		to = &node->cannot;
		kind = TAKEN_CANNOT;
	}
	taken_add(walk, node, kind, 0);
	plan_go(walk, to, PROOF_NO, now, arena, out);
}

static void leave_page(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	const struct node *node = walk->at.node;
	struct way_on way;
	if (node->kind == NODE_CHECKLIST)
		way = ways_checklist(walk, node, now);
	else if (node->kind == NODE_COMPARE && walk->at.way != WAY_UNKNOWN)
		way = ways_compare(walk, node, now);
	else if (node->kind != NODE_COMPARE)
		way = ways_go(walk, node, now);
	else {
		plan_unknown(walk, now, arena, out);
		return;
	}
	plan_way(walk, &way, now, arena, out);
}

static void plan_leave(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	static void (*const leave[NODE_KINDS])(struct walk *, int64_t, struct arena *, struct plan *) = {
		[NODE_ASK] = leave_ask,   [NODE_PROBE] = leave_probe,    [NODE_FIX] = leave_fix,
		[NODE_NOTE] = leave_page, [NODE_CHECKLIST] = leave_page, [NODE_COMPARE] = leave_page,
		[NODE_WAIT] = plan_wait,
	};
	if (leave[walk->at.node->kind])
		leave[walk->at.node->kind](walk, now, arena, out);
}

static void stand_probe(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	const struct probe *probe = probes_of_node(walk, walk->at.node);
	const struct probe_state *state = probe ? walk_probe(walk, probe) : NULL;
	if (state && state->outcome)
		plan_take(walk, state, now, out);
	else if (!probes_may_run(walk, probe, now))
		plan_unknown(walk, now, arena, out);
}

static void plan_stand(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	const struct node *node = walk->at.node;
	struct target here = {.kind = TARGET_NODE, .name = node->name, .node = node};
	switch (node->kind) {
	case NODE_PROBE:
		stand_probe(walk, now, arena, out);
		break;
	case NODE_WAIT:
		plan_wait(walk, now, arena, out);
		break;
	case NODE_END:
		plan_event(walk, out, EVENT_END, now);
		out->event.ending = node->ending;
		break;
	case NODE_DECIDE:
	case NODE_CALL:
		plan_go(walk, &here, PROOF_KEEP, now, arena, out);
		break;
	default:
		break;
	}
}

void plan_make(struct walk *walk, int64_t now, struct arena *arena, struct plan *out)
{
	*out = (struct plan){.act = PLAN_STAND, .question = -1};
	const struct position *at = &walk->at;
	if (at->recheck_count > 0) {
		out->act = PLAN_ASK;
		out->question = at->recheck[0];
	} else if (at->phase == PHASE_START && at->symptom) {
		plan_go(walk, &at->symptom->to, PROOF_NO, now, arena, out);
	} else if (at->phase == PHASE_STAND) {
		plan_stand(walk, now, arena, out);
	} else if (at->phase == PHASE_LEAVE) {
		plan_leave(walk, now, arena, out);
	} else if (at->phase == PHASE_VERIFY) {
		plan_verify(walk, now, arena, out);
	}
}
