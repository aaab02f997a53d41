/* Which way a node leads: the first branch whose condition holds. */
#include "case/state.h"

#include <string.h>

#include "case/compare.h"

enum { HITS_MAX = 8 };

/* ---- how sure a decision is ---- */

struct reads {
	const struct walk *walk;
	bool evidence;
};

/* A fact that somebody or something established, not what the person chose to begin with. */
static bool is_evidence(const struct walk *walk, int fact)
{
	const struct evidence *evidence = walk_fact(walk, fact);
	if (!evidence || evidence->source == SOURCE_ASSUMED || evidence->source == SOURCE_COMPUTED)
		return false;
	if (evidence->event == 0 || evidence->event > walk->journal.event.count)
		return true;
	const struct event *event = &walk->journal.event.at[evidence->event - 1];
	return event->kind != EVENT_ANSWER || event->node;
}

static void read_fact(void *ctx, int fact)
{
	struct reads *reads = ctx;
	reads->evidence = reads->evidence || is_evidence(reads->walk, fact);
}

static void read_probe(void *ctx, const char *name)
{
	struct reads *reads = ctx;
	const struct probe *probe = guide_probe(reads->walk->guide, name);
	const struct probe_state *state = probe ? walk_probe(reads->walk, probe) : NULL;
	if (state && state->outcome && (state->verdict == VERDICT_OK || state->verdict == VERDICT_PROBLEM))
		reads->evidence = true;
}

/* Weighs conditions one after the other, up to the one that held. */
struct weighing {
	bool evidence, unknown, any;
};

static bool weigh(const struct walk *walk, struct weighing *weighing, const struct expr *when, int64_t now)
{
	if (!when)
		return true;
	struct value value = facts_judge(walk, when, now);
	struct reads reads = {walk, false};
	expr_each_fact(when, read_fact, &reads);
	expr_each_probe(when, read_probe, &reads);
	weighing->any = true;
	weighing->evidence |= reads.evidence;
	weighing->unknown |= value.kind == VALUE_UNKNOWN;
	return value.kind == VALUE_YESNO && value.yes;
}

static enum proof weighed(const struct weighing *weighing)
{
	if (!weighing->any)
		return PROOF_KEEP;
	return weighing->unknown ? PROOF_NO : weighing->evidence ? PROOF_YES : PROOF_KEEP;
}

/* ---- error messages ---- */

static enum direction direction_of(const struct walk *walk)
{
	struct value value = walk_value(walk, walk->fact_direction);
	for (int i = DIRECTION_ORDER; value.kind == VALUE_SYMBOL && i <= DIRECTION_INVENTORY; i++)
		if (strcmp(value.text, direction_name((enum direction)i)) == 0)
			return (enum direction)i;
	return DIRECTION_ANY;
}

static bool lead_apart(const struct hit *hit, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (hit[i].node != hit[0].node && hit[i].error && hit[i].error->direction != hit[0].error->direction)
			return true;
	return false;
}

/* Fills way and returns true when the message in the branch's fact is a known one. */
static bool error_way(struct walk *walk, const struct branch *branch, struct way_on *way)
{
	struct value value = walk_value(walk, branch->error_fact);
	if (value.kind != VALUE_TEXT)
		return false;
	if (!walk->search)
		walk->search = search_new(walk->guide);
	struct hit hit[HITS_MAX];
	enum direction direction = direction_of(walk);
	const char *platform = walk->platform ? walk->platform->id : "";
	size_t count = search_error(walk->search, value.text, direction, platform, hit, HITS_MAX);
	if (count == 0 || !hit[0].error)
		return false;
	way->error = hit[0].error;
	way->to = hit[0].error->node;
	way->proof = PROOF_YES;
	bool may_ask = walk->fact_direction >= 0 && !walk->declined[walk->fact_direction];
	if (direction == DIRECTION_ANY && may_ask && lead_apart(hit, count))
		way->question = walk->fact_direction;
	return true;
}

/* ---- branches ---- */

static bool names_outcome(const struct branch *branch, const char *outcome)
{
	for (size_t i = 0; i < branch->is_count; i++)
		if (strcmp(branch->is[i], outcome) == 0)
			return true;
	return branch->is_count == 0;
}

/* The first branch that fits; outcome is that of a probe node, else NULL. */
static struct way_on go_of(struct walk *walk, const struct node *node, const char *outcome, int64_t now)
{
	struct way_on way = {.question = -1};
	struct weighing weighing = {0};
	for (size_t i = 0; i < node->go_count; i++) {
		const struct branch *branch = &node->go[i];
		if (outcome && !names_outcome(branch, outcome))
			continue;
		if (!weigh(walk, &weighing, branch->when, now))
			continue;
		if (branch->error_fact >= 0 && error_way(walk, branch, &way)) {
			taken_add(walk, node, TAKEN_GO, i);
			return way;
		}
		if (branch->to.kind == TARGET_NONE)
			continue;
		taken_add(walk, node, TAKEN_GO, i);
		way.to = branch->to.kind == TARGET_UNKNOWN ? node->unknown : branch->to;
		way.by = branch->when;
		way.proof = weighed(&weighing);
		return way;
	}
	return way;
}

const struct answer *ways_answer(const struct walk *walk, const struct node *node)
{
	if (walk->at.node == node && walk->at.answer >= 0)
		return &node->answer[walk->at.answer];
	const struct evidence *evidence = walk_fact(walk, node->fact);
	for (size_t i = 0; evidence && i < node->answer_count; i++)
		if (node->answer[i].has_value && value_same(&node->answer[i].value, &evidence->value))
			return &node->answer[i];
	return NULL;
}

struct way_on ways_go(struct walk *walk, const struct node *node, int64_t now)
{
	if (node->kind == NODE_ASK) {
		const struct answer *answer = ways_answer(walk, node);
		if (answer && answer->to.kind != TARGET_NONE)
			return (struct way_on){.to = answer->to, .proof = PROOF_YES, .question = -1};
	}
	return go_of(walk, node, NULL, now);
}

/* ---- probe nodes ---- */

static const struct outcome_rule *rule_named(const struct outcome_rule *rule, size_t count,
                                             const char *outcome)
{
	for (size_t i = 0; i < count; i++) {
		if (rule[i].is && strcmp(rule[i].is, outcome) == 0)
			return &rule[i];
		const struct outcome_rule *worst = rule_named(rule[i].worst, rule[i].worst_count, outcome);
		if (worst)
			return worst;
	}
	return NULL;
}

const struct node *ways_fix_of(const struct walk *walk, const struct probe *probe, const char *outcome)
{
	const struct outcome_rule *rule = rule_named(probe->outcome, probe->outcome_count, outcome);
	const struct platform *platform = guide_platform_of(walk->guide, probe);
	if (!rule && platform)
		rule = rule_named(platform->outcome, platform->outcome_count, outcome);
	return rule && rule->fix ? guide_node(walk->guide, rule->fix) : NULL;
}

static const struct target *outcome_way(const struct outcome_target *entry, size_t count, const char *outcome)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(entry[i].outcome, outcome) == 0)
			return &entry[i].to;
	return NULL;
}

static const struct target *on_outcome(const struct walk *walk, const struct probe *probe,
                                       const char *outcome)
{
	const struct platform *platform = guide_platform_of(walk->guide, probe);
	const struct target *to =
		platform ? outcome_way(platform->on_outcome, platform->on_outcome_count, outcome) : NULL;
	return to ? to : outcome_way(walk->guide->on_outcome, walk->guide->on_outcome_count, outcome);
}

const struct node *walk_leads_to(const struct walk *walk, const struct probe *probe, const char *outcome)
{
	const struct node *fix = ways_fix_of(walk, probe, outcome);
	const struct target *to = fix ? NULL : on_outcome(walk, probe, outcome);
	return fix ? fix : to && to->kind == TARGET_NODE ? to->node : NULL;
}

struct way_on ways_probe(struct walk *walk, const struct node *node, int64_t now)
{
	struct way_on unknown = {.to = node->unknown, .proof = PROOF_NO, .question = -1};
	size_t before = walk->taken.count;
	const struct probe *probe = probes_of_node(walk, node);
	const struct probe_state *state = probe ? walk_probe(walk, probe) : NULL;
	if (!state || !state->outcome) {
		taken_add(walk, node, TAKEN_UNKNOWN, 0);
		return unknown;
	}
	struct way_on way = go_of(walk, node, state->outcome, now);
	const struct node *fix = way.to.kind == TARGET_NONE ? ways_fix_of(walk, probe, state->outcome) : NULL;
	if (fix)
		way.to = (struct target){.kind = TARGET_NODE, .name = fix->name, .node = fix};
	const struct target *common = way.to.kind == TARGET_NONE ? on_outcome(walk, probe, state->outcome) : NULL;
	if (common)
		way.to = *common;
	if (way.to.kind == TARGET_UNKNOWN || way.to.kind == TARGET_NONE) {
		taken_keep(walk, before);
		taken_add(walk, node, TAKEN_UNKNOWN, 0);
		return unknown;
	}
	bool sure = state->verdict == VERDICT_OK || state->verdict == VERDICT_PROBLEM;
	way.proof = sure ? PROOF_YES : PROOF_NO;
	return way;
}

/* ---- pages with several questions ---- */

struct way_on ways_checklist(struct walk *walk, const struct node *node, int64_t now)
{
	for (size_t i = 0; i < node->item_count; i++) {
		if (!walk_fact(walk, node->item[i]->fact))
			continue;
		struct way_on way = ways_go(walk, node->item[i], now);
		if (way.to.kind == TARGET_NODE || way.question >= 0) {
			taken_add(walk, node, TAKEN_ITEM, i);
			return way;
		}
	}
	return go_of(walk, node, NULL, now);
}

struct way_on ways_compare(struct walk *walk, const struct node *node, int64_t now)
{
	bool any = false;
	for (size_t i = 0; i < node->row_count; i++) {
		const struct compared *compared = &walk->at.row[i];
		if (compare_differs(&node->row[i], compared->good, compared->bad)) {
			taken_add(walk, node, TAKEN_ROW, i);
			return (struct way_on){.to = node->row[i].to, .proof = PROOF_YES, .question = -1};
		}
		any = any || (compared->good && compared->bad);
	}
	if (!any) {
		taken_add(walk, node, TAKEN_UNKNOWN, 0);
		return (struct way_on){.to = node->unknown, .proof = PROOF_NO, .question = -1};
	}
	return go_of(walk, node, NULL, now);
}
