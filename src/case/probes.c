/* Probes: which have run, which can, which are wanted now. */
#include "case/state.h"

#include <string.h>

#include "base/clock.h"

enum { NEEDS_DEPTH = 4 };

struct probe_state *probes_get(struct walk *walk, const struct probe *probe)
{
	for (size_t i = 0; i < walk->probe.count; i++)
		if (walk->probe.at[i].probe == probe)
			return &walk->probe.at[i];
	struct probe_state *state = array_add(&walk->probe);
	state->probe = probe;
	return state;
}

void probes_forget(struct walk *walk, const struct probe *probe)
{
	if (!probe)
		return;
	probes_get(walk, probe);
	for (size_t i = 0; i < walk->probe.count; i++) {
		struct probe_state *state = &walk->probe.at[i];
		const char *judged_on = state->probe->same_answer;
		if (state->probe == probe || (judged_on && strcmp(judged_on, probe->name) == 0))
			*state = (struct probe_state){.probe = state->probe, .running = state->running};
	}
}

size_t walk_probes(const struct walk *walk, const struct probe_state **state)
{
	*state = walk->probe.at;
	return walk->probe.count;
}

const struct probe_state *walk_probe(const struct walk *walk, const struct probe *probe)
{
	for (size_t i = 0; i < walk->probe.count; i++)
		if (walk->probe.at[i].probe == probe)
			return &walk->probe.at[i];
	return NULL;
}

static const char *outcome_of(const struct walk *walk, const struct probe *probe)
{
	const struct probe_state *state = walk_probe(walk, probe);
	return state ? state->outcome : NULL;
}

static bool is_running(const struct walk *walk, const struct probe *probe)
{
	const struct probe_state *state = walk_probe(walk, probe);
	return state && state->running;
}

const struct probe *probes_of_node(const struct walk *walk, const struct node *node)
{
	if (!node->probe_name || node->probe_name[0] != '@')
		return node->probe;
	const struct platform *platform = walk->platform;
	const struct slot *slot = platform ? platform_slot(platform, node->probe_name + 1) : NULL;
	return slot ? slot->probe : NULL;
}

static bool set_has(const struct probe_set *set, size_t count, int fact)
{
	for (size_t i = 0; i < count; i++)
		if (set[i].fact_id == fact)
			return true;
	return false;
}

bool probes_sets(const struct probe *probe, int fact)
{
	if (set_has(probe->set, probe->set_count, fact))
		return true;
	const struct probe_each *each = probe->each;
	if (!each)
		return false;
	if (set_has(each->take, each->take_count, fact))
		return true;
	for (size_t i = 0; i < each->sample_count; i++)
		if (each->sample[i].fact_id == fact)
			return true;
	return false;
}

/* Its platform is this case's (or no merchant's), and probes are allowed. */
static bool belongs(const struct walk *walk, const struct probe *probe)
{
	if (!walk->options.can_probe || walk->hold)
		return false;
	const struct platform *platform = guide_platform_of(walk->guide, probe);
	return !platform || platform == walk->platform || platform->service;
}

static bool applies(const struct walk *walk, const struct probe *probe, int64_t now)
{
	return belongs(walk, probe) && walk_holds(walk, probe->when, now);
}

static bool needs_known(const struct walk *walk, const struct probe *probe)
{
	for (size_t i = 0; i < probe->need_count; i++) {
		int fact = guide_fact_id(walk->guide, probe->needs[i]);
		/* A default is good enough for a request: WooCommerce's {rest_root}. */
		if (!walk_fact(walk, fact) && walk_value(walk, fact).kind == VALUE_UNKNOWN)
			return false;
	}
	return true;
}

static bool can_run(const struct walk *walk, const struct probe *probe, int64_t now)
{
	return applies(walk, probe, now) && needs_known(walk, probe);
}

/* A probe that has not answered yet and may set the fact; NULL when there is none. */
static const struct probe *setter_of(const struct walk *walk, int fact, int64_t now, int depth);

static bool may_run(const struct walk *walk, const struct probe *probe, int64_t now, int depth);

/* A condition that nobody can judge yet, and the first probe whose answer may tell. */
struct open_question {
	const struct walk *walk;
	int64_t now;
	int depth;
	const struct probe *first;
};

static void open_probe(void *ctx, const char *name)
{
	struct open_question *open = ctx;
	const struct probe *probe = guide_probe(open->walk->guide, name);
	if (!open->first && probe && !outcome_of(open->walk, probe) &&
	    may_run(open->walk, probe, open->now, open->depth))
		open->first = probe;
}

static void open_fact(void *ctx, int fact)
{
	struct open_question *open = ctx;
	if (!open->first && !walk_fact(open->walk, fact))
		open->first = setter_of(open->walk, fact, open->now, open->depth);
}

/* The probe that must answer before it can be said whether this one's "when" holds; NULL for none. */
static const struct probe *when_waits_for(const struct walk *walk, const struct probe *probe, int64_t now,
                                          int depth)
{
	struct open_question open = {walk, now, depth - 1, NULL};
	if (depth == 0 || !probe->when || !belongs(walk, probe) ||
	    facts_judge(walk, probe->when, now).kind != VALUE_UNKNOWN)
		return NULL;
	expr_each_probe(probe->when, open_probe, &open);
	expr_each_fact(probe->when, open_fact, &open);
	return open.first;
}

static bool may_run(const struct walk *walk, const struct probe *probe, int64_t now, int depth)
{
	if (is_running(walk, probe))
		return true;
	if (depth == 0 || !(applies(walk, probe, now) || when_waits_for(walk, probe, now, depth)))
		return false;
	for (size_t i = 0; i < probe->need_count; i++) {
		int fact = guide_fact_id(walk->guide, probe->needs[i]);
		if (walk_fact(walk, fact) || walk_value(walk, fact).kind != VALUE_UNKNOWN)
			continue;
		if (fact < 0 || !setter_of(walk, fact, now, depth - 1))
			return false;
	}
	return true;
}

static const struct probe *setter_among(const struct walk *walk, const struct platform *platform, int fact,
                                        int64_t now, int depth)
{
	for (size_t i = 0; i < platform->probe_count; i++) {
		const struct probe *probe = &platform->probe[i];
		if (!probe->contrast && !outcome_of(walk, probe) && probes_sets(probe, fact) &&
		    may_run(walk, probe, now, depth))
			return probe;
	}
	return NULL;
}

static const struct probe *setter_of(const struct walk *walk, int fact, int64_t now, int depth)
{
	const struct probe *found = NULL;
	for (const struct platform *platform = guide_asked_next(walk->guide, walk->platform, NULL);
	     platform && !found; platform = guide_asked_next(walk->guide, walk->platform, platform))
		found = setter_among(walk, platform, fact, now, depth);
	return found;
}

bool probes_may_run(const struct walk *walk, const struct probe *probe, int64_t now)
{
	return probe && may_run(walk, probe, now, NEEDS_DEPTH);
}

/* ---- wanted ---- */

struct wanted {
	const struct probe **out;
	size_t room, count;
};

static void want(const struct walk *walk, struct wanted *wanted, const struct probe *probe)
{
	if (is_running(walk, probe))
		return;
	for (size_t i = 0; i < wanted->count; i++)
		if (wanted->out[i] == probe)
			return;
	if (wanted->count < wanted->room)
		wanted->out[wanted->count++] = probe;
}

/* The probe, or those that must answer before it. */
static void want_with_needs(const struct walk *walk, struct wanted *wanted, const struct probe *probe,
                            int64_t now, int depth)
{
	const struct probe *first = when_waits_for(walk, probe, now, depth);
	if (first) {
		want_with_needs(walk, wanted, first, now, depth - 1);
		return;
	}
	if (needs_known(walk, probe)) {
		if (can_run(walk, probe, now))
			want(walk, wanted, probe);
		return;
	}
	for (size_t i = 0; depth > 0 && i < probe->need_count; i++) {
		int fact = guide_fact_id(walk->guide, probe->needs[i]);
		const struct probe *before =
			fact < 0 || walk_fact(walk, fact) ? NULL : setter_of(walk, fact, now, depth);
		if (before)
			want_with_needs(walk, wanted, before, now, depth - 1);
	}
}

/* The next :20 or :50 after a time; orders and tracking go out then (guide 4.04, 10). */
static int64_t next_slot(int64_t after)
{
	int64_t hour = after - (after % HOURS(1) + HOURS(1)) % HOURS(1);
	const int64_t slots[] = {hour + MINUTES(20), hour + MINUTES(50), hour + MINUTES(80)};
	for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
		if (slots[i] > after)
			return slots[i];
	return after + MINUTES(30);
}

bool probes_look_due(const struct walk *walk, int64_t now)
{
	const struct position *at = &walk->at;
	const struct wait_look *look = at->node ? at->node->look : NULL;
	if (!look || !look->probe || at->phase != PHASE_STAND || at->until == 0)
		return false;
	const struct probe_state *state = walk_probe(walk, look->probe);
	int64_t last = state && state->outcome && state->at > at->began ? state->at : at->began;
	return now >= (look->every_ms > 0 ? last + look->every_ms : next_slot(last));
}

/* The probe that the step waits for or that would answer it. */
static const struct probe *step_probe(const struct walk *walk, int64_t now)
{
	const struct position *at = &walk->at;
	if (!at->node)
		return NULL;
	if (at->phase == PHASE_VERIFY)
		return at->reached || at->node->verify.wait_ms == 0 ? verify_probe(walk) : NULL;
	if (at->phase != PHASE_STAND)
		return NULL;
	if (at->node->kind == NODE_WAIT)
		return probes_look_due(walk, now) ? at->node->look->probe : NULL;
	if (at->node->kind == NODE_ASK && walk_fact(walk, at->node->fact))
		return NULL;
	return at->node->kind == NODE_ASK || at->node->kind == NODE_PROBE ? probes_of_node(walk, at->node) : NULL;
}

static bool after_allows(const struct walk *walk, const struct probe *probe)
{
	for (size_t i = 0; i < probe->after_count; i++) {
		const struct probe *before = guide_probe(walk->guide, probe->after[i]);
		const struct probe_state *state = before ? walk_probe(walk, before) : NULL;
		if (!before)
			continue;
		if (!state || !state->outcome || (state->verdict != VERDICT_OK && state->verdict != VERDICT_UNKNOWN))
			return false;
	}
	return true;
}

/* A fix is being given its time: its check must not run before. */
static bool is_too_early(const struct walk *walk, const struct probe *probe)
{
	const struct position *at = &walk->at;
	if (at->phase != PHASE_VERIFY || at->node->verify.wait_ms == 0 || at->reached)
		return false;
	return probe == verify_probe(walk) || probes_sets(probe, at->node->verify.fact);
}

/* A probe that is judged on another's answer has no request of its own: it comes with or after that one. */
static bool answer_is_there(const struct walk *walk, const struct probe *probe)
{
	const struct probe *other = probe->same_answer ? guide_probe(walk->guide, probe->same_answer) : NULL;
	return !other || is_running(walk, other) || outcome_of(walk, other);
}

static bool starts_by_itself(const struct walk *walk, const struct probe *probe, int64_t now)
{
	return answer_is_there(walk, probe) && !probe->contrast && !outcome_of(walk, probe) &&
	       can_run(walk, probe, now) && after_allows(walk, probe) && !is_too_early(walk, probe);
}

const struct probe *probes_teller(const struct walk *walk, int fact, int64_t now)
{
	for (const struct platform *platform = guide_asked_next(walk->guide, walk->platform, NULL); platform;
	     platform = guide_asked_next(walk->guide, walk->platform, platform)) {
		for (size_t i = 0; i < platform->probe_count; i++) {
			const struct probe *probe = &platform->probe[i];
			if (probes_sets(probe, fact) && (is_running(walk, probe) || starts_by_itself(walk, probe, now)))
				return probe;
		}
	}
	return NULL;
}

size_t walk_wanted(const struct walk *walk, const struct probe *out[], size_t room, int64_t now)
{
	struct wanted wanted = {out, room, 0};
	const struct probe *step = step_probe(walk, now);
	if (step && (!outcome_of(walk, step) || probes_look_due(walk, now)))
		want_with_needs(walk, &wanted, step, now, NEEDS_DEPTH);
	if (walk->at.phase == PHASE_END)
		return wanted.count;
	for (const struct platform *platform = guide_asked_next(walk->guide, walk->platform, NULL); platform;
	     platform = guide_asked_next(walk->guide, walk->platform, platform))
		for (size_t i = 0; i < platform->probe_count; i++)
			if (starts_by_itself(walk, &platform->probe[i], now))
				want(walk, &wanted, &platform->probe[i]);
	return wanted.count;
}

void walk_probe_started(struct walk *walk, const struct probe *probe)
{
	probes_get(walk, probe)->running = true;
}

bool walk_settled(const struct walk *walk, int64_t now)
{
	for (size_t i = 0; i < walk->probe.count; i++)
		if (walk->probe.at[i].running)
			return false;
	const struct probe *wanted[1];
	return walk_wanted(walk, wanted, 1, now) == 0;
}
