/* From a target through the nodes nobody sees (decide, call, return) to the next one shown. */
#include "case/state.h"

#include <string.h>

enum { ROUTE_MAX = 1000 };

const struct node *route_support(const struct guide *guide)
{
	const struct node *support = guide_node(guide, "support.ticket");
	for (size_t i = 0; !support && i < guide->node_count; i++)
		if (guide->node[i].kind == NODE_END && guide->node[i].ending == ENDING_ESCALATE)
			support = &guide->node[i];
	return support;
}

/* An untaken probe that the condition read: its use is recorded before the way is gone. */
struct untaken {
	const struct walk *walk;
	const struct probe_state *state;
};

static void untaken_probe(void *ctx, const char *name)
{
	struct untaken *untaken = ctx;
	const struct probe *probe = guide_probe(untaken->walk->guide, name);
	const struct probe_state *state = probe ? walk_probe(untaken->walk, probe) : NULL;
	if (state && state->outcome && !state->taken)
		untaken->state = state;
}

static void untaken_fact(void *ctx, int fact)
{
	struct untaken *untaken = ctx;
	const struct evidence *evidence = walk_fact(untaken->walk, fact);
	if (evidence && evidence->source == SOURCE_PROBE && evidence->probe)
		untaken_probe(ctx, evidence->probe->name);
}

static bool plan_untaken(struct walk *walk, const struct node *node, const struct expr *by, int64_t now,
                         struct plan *out)
{
	struct untaken untaken = {walk, NULL};
	if (by) {
		expr_each_probe(by, untaken_probe, &untaken);
		expr_each_fact(by, untaken_fact, &untaken);
	}
	if (!untaken.state)
		return false;
	plan_event(walk, out, EVENT_TAKE, now);
	out->event.node = node->name;
	out->event.probe = untaken.state->probe->name;
	out->event.outcome = untaken.state->outcome;
	return true;
}

/* ---- what a known message brings with it ---- */

static bool is_set(const struct walk *walk, int fact, const struct value *value)
{
	const struct evidence *evidence = walk_fact(walk, fact);
	return evidence && value_same(&evidence->value, value);
}

/* The end of the message after the words that stand before it, or NULL. */
static const char *captured(const struct walk *walk, const struct known_error *error, int from,
                            struct arena *arena)
{
	const struct evidence *evidence = walk_fact(walk, from);
	if (error->captures < 0 || !error->captures_before || !evidence || !evidence->value.text)
		return NULL;
	const char *found = strcasestr(evidence->value.text, error->captures_before);
	if (!found)
		return NULL;
	struct text rest = {0};
	text_add(&rest, found + strlen(error->captures_before));
	text_trim(&rest);
	const char *value = rest.len > 0 ? arena_strdup(arena, text_str(&rest)) : NULL;
	text_clear(&rest);
	return value;
}

static void add_preset(const struct walk *walk, struct plan *out, const struct preset *set,
                       struct arena *arena)
{
	struct text written = {0};
	value_write(&written, &set->value);
	plan_add_fact(out, walk->guide->fact[set->fact].name, arena_strdup(arena, text_str(&written)));
	text_clear(&written);
}

static bool plan_error_facts(struct walk *walk, const struct node *node, const struct known_error *error,
                             int64_t now, struct arena *arena, struct plan *out)
{
	if (!error)
		return false;
	plan_event(walk, out, EVENT_TAKE, now);
	out->event.node = node->name;
	out->event.text = error->id;
	out->event.source = SOURCE_COMPUTED;
	for (size_t i = 0; i < error->set_count; i++)
		if (!is_set(walk, error->set[i].fact, &error->set[i].value))
			add_preset(walk, out, &error->set[i], arena);
	int from = -1;
	for (size_t i = 0; i < node->go_count; i++)
		if (node->go[i].error_fact >= 0)
			from = node->go[i].error_fact;
	const char *value = captured(walk, error, from, arena);
	if (value && !walk_fact(walk, error->captures))
		plan_add_fact(out, walk->guide->fact[error->captures].name, value);
	return out->event.fact_count > 0;
}

bool route_before(struct walk *walk, const struct node *node, const struct way_on *way, int64_t now,
                  struct arena *arena, struct plan *out)
{
	return plan_error_facts(walk, node, way->error, now, arena, out) ||
	       plan_untaken(walk, node, way->by, now, out);
}

/* ---- following ---- */

struct route {
	struct walk *walk;
	int64_t now;
	struct arena *arena;
	struct plan *out;
	struct target to;
	bool done;
};

static void arrive(struct route *route, const struct node *node)
{
	route->out->act = PLAN_GO;
	route->out->to = node;
	route->done = true;
}

/* A question must be put before the hidden node can lead on: stand there, then ask. */
static void stop_to_ask(struct route *route, const struct node *node, int fact)
{
	if (route->walk->at.node != node || route->walk->at.phase != PHASE_STAND) {
		arrive(route, node);
		return;
	}
	route->out->act = PLAN_ASK;
	route->out->question = fact;
	route->done = true;
}

static void follow_decide(struct route *route, const struct node *node)
{
	struct way_on way = ways_go(route->walk, node, route->now);
	if (way.question >= 0) {
		stop_to_ask(route, node, way.question);
	} else if (route_before(route->walk, node, &way, route->now, route->arena, route->out)) {
		route->done = true;
	} else {
		route->to = way.to;
		if (way.proof != PROOF_KEEP)
			route->out->proof = way.proof;
	}
}

static void follow_call(struct route *route, const struct node *node)
{
	struct walk *walk = route->walk;
	struct target callee = node->call;
	if (node->slot && !walk->platform) {
		int fact = walk->fact_platform;
		bool may_ask = fact >= 0 && !walk_fact(walk, fact) && !walk->declined[fact] && !walk->unattended;
		if (may_ask) {
			stop_to_ask(route, node, walk->fact_platform);
			return;
		}
	}
	if (node->slot) {
		const struct slot *slot = walk->platform ? platform_slot(walk->platform, node->slot) : NULL;
		callee = slot ? slot->to : (struct target){.kind = TARGET_NONE};
	}
	struct frames *frames = &route->out->frames;
	if (callee.kind != TARGET_NODE || frames->count == FRAMES_MAX) {
		taken_add(walk, node, TAKEN_THEN, 0);
		route->to = node->then;
		return;
	}
	taken_add(walk, node, TAKEN_CALL, 0);
	frames->at[frames->count++] = node;
	route->to = callee;
}

/* Out of the innermost call; what the called part did not find proves nothing. */
static void follow_return(struct route *route)
{
	struct frames *frames = &route->out->frames;
	route->out->proof = PROOF_NO;
	if (frames->count == 0) {
		arrive(route, NULL);
		return;
	}
	const struct node *frame = frames->at[--frames->count];
	if (frame->kind == NODE_CALL) {
		taken_add(route->walk, frame, TAKEN_THEN, 0);
		route->to = frame->then;
	} else {
		route->to = (struct target){.kind = TARGET_NODE, .name = frame->name, .node = frame};
	}
}

static void follow_node(struct route *route, const struct node *node)
{
	if (node->kind == NODE_DECIDE)
		follow_decide(route, node);
	else if (node->kind == NODE_CALL)
		follow_call(route, node);
	else
		arrive(route, node);
}

void route_follow(struct walk *walk, const struct target *to, const struct frames *frames, int64_t now,
                  struct arena *arena, struct plan *out)
{
	struct route route = {walk, now, arena, out, *to, false};
	if (frames)
		out->frames = *frames;
	for (int i = 0; !route.done && i < ROUTE_MAX; i++) {
		if (route.to.kind == TARGET_NODE && route.to.node)
			follow_node(&route, route.to.node);
		else if (route.to.kind == TARGET_RETURN)
			follow_return(&route);
		else
			break;
	}
	/* A way that leads nowhere is a mistake in the data; a person still gets help. */
	if (!route.done) {
		out->proof = PROOF_NO;
		arrive(&route, route_support(walk->guide));
	}
}
