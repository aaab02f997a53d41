/* Event → state. The only place that changes what a case is; restoring is nothing but this. */
#include "case/apply.h"

#include <string.h>

/* ---- open, visit ---- */

static void apply_open(struct walk *walk, const struct event *event)
{
	if (event->data_version) {
		walk->role = event->role;
		walk->profile = arena_strdup(&walk->arena, event->profile ? event->profile : "");
	}
	facts_apply(walk, event);
}

static struct frames read_frames(struct walk *walk, const struct event *event)
{
	struct frames frames = {.count = 0};
	for (size_t i = 0; i < event->stack_count && frames.count < FRAMES_MAX; i++) {
		const struct node *node = guide_node(walk->guide, event->stack[i]);
		if (node)
			frames.at[frames.count++] = node;
		else
			apply_lost(walk, "The step \"%s\" is no longer in the data.", event->stack[i]);
	}
	return frames;
}

static void apply_visit(struct walk *walk, const struct event *event)
{
	if (!event->node) {
		position_begin(walk, NULL, NULL, event->n);
		return;
	}
	const struct node *node = guide_node(walk->guide, event->node);
	if (!node) {
		apply_lost(walk, "The step \"%s\" is no longer in the data.", event->node);
		return;
	}
	struct frames frames = read_frames(walk, event);
	path_push(walk, node, &frames, event->ticked, event->at);
	position_begin(walk, node, &frames, event->n);
	if (node->kind != NODE_END)
		walk->paused = NULL;
	if (event->ticked) {
		apply_leave(walk, WAY_PASS);
		apply_known_words(walk, node);
	} else {
		walk->at.again = node->kind == NODE_ASK && walk_fact(walk, node->fact);
	}
}

/* ---- probes ---- */

static void apply_probe(struct walk *walk, const struct event *event)
{
	const struct probe *probe = event->probe ? guide_probe(walk->guide, event->probe) : NULL;
	if (!probe) {
		apply_lost(walk, "The probe \"%s\" is no longer in the data.", event->probe ? event->probe : "");
		return;
	}
	*probes_get(walk, probe) = (struct probe_state){
		.probe = probe,
		.outcome = event->outcome ? arena_strdup(&walk->arena, event->outcome) : NULL,
		.verdict = event->verdict,
		.message = event->text ? arena_strdup(&walk->arena, event->text) : "",
		.at = event->at,
		.total_ms = event->total_ms,
	};
	facts_apply(walk, event);
}

static void take_here(struct walk *walk)
{
	struct position *at = &walk->at;
	at->took = true;
	if (at->phase == PHASE_VERIFY && at->question >= 0)
		at->asked = true;
	if (at->recheck_count > 0)
		apply_recheck_done(at, at->question);
	else if (at->phase == PHASE_STAND && at->node->kind == NODE_WAIT)
		apply_leave(walk, WAY_FOUND);
	else if (at->phase == PHASE_STAND && (at->node->kind == NODE_ASK || at->node->kind == NODE_PROBE)) {
		apply_known_words(walk, at->node);
		apply_leave(walk, WAY_PASS);
	}
}

static void apply_take(struct walk *walk, const struct event *event)
{
	const struct probe *probe = event->probe ? guide_probe(walk->guide, event->probe) : NULL;
	if (probe) {
		probes_get(walk, probe)->taken = true;
		walk->last_taken = probe;
	}
	facts_apply(walk, event);
	if (probe && apply_is_here(walk, event))
		take_here(walk);
}

/* ---- back, skip ---- */

static bool node_asks(const struct walk *walk, const struct node *node, int fact)
{
	if (node->kind == NODE_ASK)
		return node->fact == fact;
	const struct probe *probe = node->kind == NODE_PROBE ? probes_of_node(walk, node) : NULL;
	return probe && probes_sets(probe, fact);
}

static void apply_back(struct walk *walk, const struct event *event)
{
	const struct node *node = event->node ? guide_node(walk->guide, event->node) : NULL;
	bool recheck = event->fact_count > 0;
	int index = recheck ? path_find(walk, node) : path_back(walk);
	if (!recheck && index >= 0 && walk->stop.at[index].shown.node != node)
		index = path_find(walk, node);
	int fact = recheck ? guide_fact_id(walk->guide, event->fact[0].fact) : -1;
	bool asks = node && node_asks(walk, node, fact);
	if (recheck)
		apply_forget(walk, event, index < 0 || !asks);
	if (index < 0 && !recheck)
		apply_lost(walk, "The way back to \"%s\" is lost.", event->node ? event->node : "the start");
	else if (index >= 0 && (asks || !recheck))
		apply_return(walk, index, event);
}

static void skip_here(struct walk *walk)
{
	struct position *at = &walk->at;
	if (at->recheck_count > 0) {
		apply_recheck_done(at, at->recheck[0]);
	} else if (at->phase == PHASE_VERIFY) {
		at->asked = at->question >= 0;
		at->gave_up = at->until == 0 || at->reached;
		at->reached = true;
	} else if (at->question >= 0) {
		walk->declined[at->question] = true;
	} else if (at->node->kind == NODE_ASK) {
		apply_leave(walk, WAY_PASS);
	} else if (at->node->kind == NODE_FIX) {
		apply_leave(walk, WAY_CANNOT);
	} else if (at->node->kind == NODE_WAIT) {
		apply_leave(walk, WAY_LATE);
	} else if (at->node->kind == NODE_NOTE || at->node->kind == NODE_CHECKLIST) {
		apply_leave(walk, WAY_ON);
	} else {
		apply_leave(walk, WAY_UNKNOWN);
	}
}

static void dismiss(struct walk *walk, const char *name)
{
	for (size_t i = 0; i < walk->guide->fact_count; i++) {
		const struct fact *fact = &walk->guide->fact[i];
		for (size_t k = 0; k < fact->contradiction_count; k++)
			if (apply_is(name, fact->contradiction[k].name))
				contradiction_dismiss(walk, &fact->contradiction[k]);
	}
}

static void apply_skip(struct walk *walk, const struct event *event)
{
	if (!event->node)
		dismiss(walk, event->text);
	else if (apply_is_here(walk, event)) {
		struct stop *top = path_top(walk);
		if (top && event->text && *event->text)
			path_answer(walk, event->text);
		skip_here(walk);
	}
}

/* ---- the table ---- */

static void apply_end(struct walk *walk, const struct event *event)
{
	if (apply_is_here(walk, event))
		walk->at.phase = PHASE_END;
}

void apply_event(struct walk *walk, const struct event *event)
{
	static void (*const apply[EVENT_KINDS])(struct walk *, const struct event *) = {
		[EVENT_OPEN] = apply_open,   [EVENT_VISIT] = apply_visit, [EVENT_ANSWER] = apply_answer,
		[EVENT_PROBE] = apply_probe, [EVENT_TAKE] = apply_take,   [EVENT_BACK] = apply_back,
		[EVENT_SKIP] = apply_skip,   [EVENT_WAIT] = apply_wait,   [EVENT_FIX] = apply_fix,
		[EVENT_END] = apply_end,
	};
	if (!apply[event->kind])
		return;
	apply[event->kind](walk, event);
	/* A result that arrives never takes a question away from under the person's hands. */
	if (event->kind != EVENT_PROBE)
		walk->at.question = -1;
}
