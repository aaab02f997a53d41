/* Where a node can lead: the same ways as the walk takes, without knowing which condition will hold. */
#include <string.h>

#include "data/lint_parts.h"

/* A caller that only counts the ways gives no function. */
static void tell(target_fn *each, void *ctx, const struct target *to)
{
	if (each != NULL && to->kind != TARGET_NONE)
		each(ctx, to);
}

static void tell_node(target_fn *each, void *ctx, const struct node *node)
{
	struct target to = {TARGET_NODE, node != NULL ? node->name : NULL, node};

	if (node != NULL)
		tell(each, ctx, &to);
}

/* ---- outcomes of a probe ---- */

static void add_outcome(struct way_outcomes *outcomes, const char *name, enum verdict verdict,
                        const char *fix)
{
	/* the first rule of a name decides, as in the walk */
	for (size_t i = 0; i < outcomes->outcome.count; i++)
		if (strcmp(outcomes->outcome.at[i].name, name) == 0)
			return;
	array_push(&outcomes->outcome, ((struct way_outcome){name, verdict, fix}));
}

static void add_rules(struct way_outcomes *outcomes, const struct outcome_rule *rule, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (rule[i].is != NULL)
			add_outcome(outcomes, rule[i].is, rule[i].verdict, rule[i].fix);
		add_rules(outcomes, rule[i].worst, rule[i].worst_count);
	}
}

void way_outcomes_make(struct way_outcomes *outcomes, const struct guide *guide, const struct probe *probe)
{
	const struct platform *platform = guide_platform_of(guide, probe);

	*outcomes = (struct way_outcomes){0};
	add_rules(outcomes, probe->outcome, probe->outcome_count);
	if (platform != NULL)
		add_rules(outcomes, platform->outcome, platform->outcome_count);
	for (int i = 0; i < COMMON_OUTCOMES; i++) {
		const struct common_outcome_row *row = common_outcome((enum common_outcome)i);

		add_outcome(outcomes, row->name, row->verdict, NULL);
	}
}

void way_outcomes_clear(struct way_outcomes *outcomes)
{
	array_clear(&outcomes->outcome);
}

static bool names_outcome(const struct branch *branch, const char *outcome)
{
	for (size_t i = 0; i < branch->is_count; i++)
		if (strcmp(branch->is[i], outcome) == 0)
			return true;
	return branch->is_count == 0;
}

static const struct target *find_target(const struct outcome_target *list, size_t count, const char *outcome)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].outcome, outcome) == 0)
			return &list[i].to;
	return NULL;
}

static bool by_on_outcome(const struct guide *guide, const struct node *node, const struct probe *probe,
                          const char *outcome, target_fn *each, void *ctx)
{
	const struct platform *platform = guide_platform_of(guide, probe);
	const struct target *to = NULL;

	if (platform != NULL)
		to = find_target(platform->on_outcome, platform->on_outcome_count, outcome);
	if (to == NULL)
		to = find_target(guide->on_outcome, guide->on_outcome_count, outcome);
	if (to != NULL)
		tell(each, ctx, to->kind == TARGET_UNKNOWN ? &node->unknown : to);
	return to != NULL;
}

bool way_of_outcome(const struct guide *guide, const struct node *node, const struct probe *probe,
                    const struct way_outcome *outcome, target_fn *each, void *ctx)
{
	for (size_t i = 0; i < node->go_count; i++) {
		const struct branch *branch = &node->go[i];

		if (branch->to.kind == TARGET_NONE || !names_outcome(branch, outcome->name))
			continue;
		tell(each, ctx, branch->to.kind == TARGET_UNKNOWN ? &node->unknown : &branch->to);
		if (branch->when == NULL)
			return true;
	}
	if (outcome->fix != NULL && guide_node(guide, outcome->fix) != NULL) {
		tell_node(each, ctx, guide_node(guide, outcome->fix));
		return true;
	}
	return by_on_outcome(guide, node, probe, outcome->name, each, ctx);
}

void ways_each_probe(const struct guide *guide, const struct node *node, probe_fn *each, void *ctx)
{
	if (node->probe_name == NULL || *node->probe_name != '@') {
		if (node->probe != NULL)
			each(ctx, node->probe);
		return;
	}
	for (size_t i = 0; i < guide->platform_count; i++) {
		const struct slot *slot = platform_slot(&guide->platform[i], node->probe_name + 1);

		if (slot != NULL && slot->probe != NULL)
			each(ctx, slot->probe);
	}
}

/* ---- ways of one node ---- */

struct ways {
	const struct guide *guide;
	const struct node *node;
	target_fn *each;
	void *ctx;
};

static void probe_ways(void *ctx, const struct probe *probe)
{
	const struct ways *ways = ctx;
	struct way_outcomes outcomes;

	way_outcomes_make(&outcomes, ways->guide, probe);
	for (size_t i = 0; i < outcomes.outcome.count; i++)
		way_of_outcome(ways->guide, ways->node, probe, &outcomes.outcome.at[i], ways->each, ways->ctx);
	way_outcomes_clear(&outcomes);
}

static void error_ways(const struct ways *ways)
{
	for (size_t i = 0; i < ways->guide->error_count; i++)
		tell(ways->each, ways->ctx, &ways->guide->error[i].node);
}

static void go_ways(const struct ways *ways)
{
	for (size_t i = 0; i < ways->node->go_count; i++) {
		if (ways->node->go[i].error_fact >= 0)
			error_ways(ways);
		tell(ways->each, ways->ctx, &ways->node->go[i].to);
	}
	for (size_t i = 0; i < ways->node->answer_count; i++)
		tell(ways->each, ways->ctx, &ways->node->answer[i].to);
}

/* A node of a platform's file is only walked on that platform. */
static void slot_ways(const struct ways *ways)
{
	const struct platform *own = ways->node->tree->platform;

	for (size_t i = 0; i < ways->guide->platform_count; i++) {
		const struct platform *platform = &ways->guide->platform[i];
		const struct slot *slot = platform_slot(platform, ways->node->slot);

		if (slot != NULL && (own == NULL || own == platform))
			tell(ways->each, ways->ctx, &slot->to);
	}
}

static void part_ways(const struct ways *ways)
{
	const struct node *node = ways->node;

	for (size_t i = 0; i < node->item_count; i++)
		tell_node(ways->each, ways->ctx, node->item[i]);
	for (size_t i = 0; i < node->row_count; i++)
		tell(ways->each, ways->ctx, &node->row[i].to);
	if (node->look != NULL)
		tell(ways->each, ways->ctx, &node->look->to);
	if (node->slot != NULL)
		slot_ways(ways);
}

void ways_each(const struct guide *guide, const struct node *node, target_fn *each, void *ctx)
{
	struct ways ways = {guide, node, each, ctx};
	const struct target *const plain[] = {
		&node->unknown, &node->early, &node->late, &node->then, &node->otherwise, &node->cannot, &node->call,
	};

	if (node->kind == NODE_PROBE)
		ways_each_probe(guide, node, probe_ways, &ways);
	else
		go_ways(&ways);
	part_ways(&ways);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		tell(each, ctx, plain[i]);
}

/* ---- where a walk can begin ---- */

static void rule_roots(const struct guide *guide, const struct outcome_rule *rule, size_t count,
                       target_fn *each, void *ctx)
{
	for (size_t i = 0; i < count; i++) {
		if (rule[i].fix != NULL)
			tell_node(each, ctx, guide_node(guide, rule[i].fix));
		rule_roots(guide, rule[i].worst, rule[i].worst_count, each, ctx);
	}
}

static void platform_roots(const struct guide *guide, const struct platform *platform, target_fn *each,
                           void *ctx)
{
	for (size_t i = 0; i < platform->slot_count; i++)
		tell(each, ctx, &platform->slot[i].to);
	for (size_t i = 0; i < platform->on_outcome_count; i++)
		tell(each, ctx, &platform->on_outcome[i].to);
	rule_roots(guide, platform->outcome, platform->outcome_count, each, ctx);
	for (size_t i = 0; i < platform->probe_count; i++)
		rule_roots(guide, platform->probe[i].outcome, platform->probe[i].outcome_count, each, ctx);
}

static void fact_roots(const struct guide *guide, target_fn *each, void *ctx)
{
	for (size_t i = 0; i < guide->fact_count; i++)
		for (size_t j = 0; j < guide->fact[i].contradiction_count; j++)
			if (guide->fact[i].contradiction[j].to != NULL)
				tell_node(each, ctx, guide_node(guide, guide->fact[i].contradiction[j].to));
}

static bool is_entry(const struct node *node)
{
	return node->routine != NULL || text_ends(node->name, ".entry");
}

void ways_each_root(const struct guide *guide, target_fn *each, void *ctx)
{
	for (size_t i = 0; i < guide->symptom_count; i++)
		tell(each, ctx, &guide->symptom[i].to);
	tell(each, ctx, &guide->unattended);
	tell(each, ctx, &guide->issues);
	for (size_t i = 0; i < guide->on_outcome_count; i++)
		tell(each, ctx, &guide->on_outcome[i].to);
	for (size_t i = 0; i < guide->error_count; i++)
		tell(each, ctx, &guide->error[i].node);
	for (size_t i = 0; i < guide->platform_count; i++)
		platform_roots(guide, &guide->platform[i], each, ctx);
	fact_roots(guide, each, ctx);
	for (size_t i = 0; i < guide->node_count; i++)
		if (is_entry(&guide->node[i]))
			tell_node(each, ctx, &guide->node[i]);
}
