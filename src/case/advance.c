/* Going on: plan, record, plan again, until a person, a probe or a time is due. */
#include "case/state.h"

enum { ADVANCE_MAX = 20000, PASSES_MAX = 2 };

static bool same_frames(const struct frames *a, const struct frames *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->at[i] != b->at[i])
			return false;
	return true;
}

/* "I can't see it" was said to this question when another part of the guide called it. */
static bool was_unseen(const struct walk *walk, const struct node *node, const struct frames *frames)
{
	for (size_t i = 0; i < walk->unseen.count; i++)
		if (walk->unseen.at[i].node == node && !same_frames(&walk->unseen.at[i].frames, frames))
			return true;
	return false;
}

static bool items_known(const struct walk *walk, const struct node *node)
{
	for (size_t i = 0; i < node->item_count; i++)
		if (!walk_fact(walk, node->item[i]->fact))
			return false;
	return node->item_count > 0;
}

/* Can the node be passed without anybody being asked? */
static bool is_ticked(struct walk *walk, const struct node *node, const struct frames *frames, int64_t now)
{
	int64_t until;
	switch (node->kind) {
	case NODE_ASK:
		if (node->fresh && !walk->unattended)
			return false;
		return walk_fact(walk, node->fact) || was_unseen(walk, node, frames);
	case NODE_PROBE: {
		const struct probe *probe = probes_of_node(walk, node);
		const struct probe_state *state = probe ? walk_probe(walk, probe) : NULL;
		return (state && state->outcome) || !probes_may_run(walk, probe, now);
	}
	case NODE_CHECKLIST:
		return items_known(walk, node);
	case NODE_WAIT:
		return !wait_until(walk, node, now, &until) || until <= now;
	default:
		return false;
	}
}

void advance_visit(struct walk *walk, const struct node *node, const struct frames *frames, bool ticked,
                   int64_t now)
{
	const char *stack[FRAMES_MAX];
	for (size_t i = 0; i < frames->count; i++)
		stack[i] = frames->at[i]->name;
	struct event event = {
		.kind = EVENT_VISIT,
		.at = now,
		.node = node ? node->name : NULL,
		.ticked = ticked,
		.stack = stack,
		.stack_count = frames->count,
	};
	walk_emit(walk, &event);
}

/* The same node over and over, nobody asked in between: a loop in the data must not hold a person. */
static bool goes_round(const struct walk *walk, const struct node *node)
{
	int passes = 0;
	for (size_t i = walk->stop.count; i > 0 && walk->stop.at[i - 1].shown.ticked; i--)
		passes += walk->stop.at[i - 1].shown.node == node;
	return passes >= PASSES_MAX;
}

static void go_to(struct walk *walk, const struct plan *plan, int64_t now)
{
	const struct node *node = plan->to;
	struct frames frames = plan->frames;
	if (plan->proof != PROOF_KEEP)
		walk->proof = plan->proof;
	if (node && goes_round(walk, node)) {
		node = route_support(walk->guide);
		frames.count = 0;
		walk->proof = PROOF_NO;
	}
	advance_visit(walk, node, &frames, node && is_ticked(walk, node, &frames, now), now);
}

/* One step of going on; false when somebody or something else is due. */
static bool step(struct walk *walk, int64_t now)
{
	struct arena arena;
	arena_init(&arena);
	struct plan plan;
	size_t taken = walk->taken.count;
	plan_make(walk, now, &arena, &plan);
	plan.event.fact = plan.fact;
	bool moved = plan.act == PLAN_EVENT || plan.act == PLAN_GO;
	if (plan.act != PLAN_GO)
		taken_keep(walk, taken);
	if (plan.act == PLAN_EVENT)
		walk_emit(walk, &plan.event);
	else if (plan.act == PLAN_GO)
		go_to(walk, &plan, now);
	else if (plan.act == PLAN_ASK)
		walk->at.question = plan.question;
	arena_clear(&arena);
	return moved;
}

/* The target's first node that must be in the journal; calls and decisions go on from there. */
void advance_to(struct walk *walk, const struct target *to, int64_t now)
{
	struct frames none = {.count = 0};
	if (to->kind != TARGET_NODE)
		return;
	advance_visit(walk, to->node, &none, is_ticked(walk, to->node, &none, now), now);
	advance(walk, now);
}

void advance_question(struct walk *walk, int64_t now)
{
	struct arena arena;
	arena_init(&arena);
	struct plan plan;
	size_t taken = walk->taken.count;
	plan_make(walk, now, &arena, &plan);
	taken_keep(walk, taken);
	if (plan.act == PLAN_ASK)
		walk->at.question = plan.question;
	arena_clear(&arena);
}

void advance(struct walk *walk, int64_t now)
{
	bool moved = true;
	for (int i = 0; moved && i < ADVANCE_MAX; i++)
		moved = walk->at.question < 0 && step(walk, now);
	view_refresh(walk, now);
}
