/* Rules over the branches of one node: what is never taken, which outcome leads nowhere. */
#include <stdio.h>
#include <string.h>

#include "data/lint_parts.h"

static bool names(const struct branch *branch, const char *outcome)
{
	for (size_t i = 0; i < branch->is_count; i++)
		if (strcmp(branch->is[i], outcome) == 0)
			return true;
	return branch->is_count == 0;
}

static bool same_condition(const struct expr *a, const struct expr *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(expr_source(a), expr_source(b)) == 0;
}

/* Whatever fits late fits early too, and early comes first. */
static bool covers(const struct branch *early, const struct branch *late)
{
	if (early->error_fact >= 0)
		return early->error_fact == late->error_fact && same_condition(early->when, late->when);
	if (early->when != NULL && !same_condition(early->when, late->when))
		return false;
	if (late->is_count == 0)
		return early->is_count == 0;
	for (size_t i = 0; i < late->is_count; i++)
		if (!names(early, late->is[i]))
			return false;
	return true;
}

static void find_covered(struct lint *lint, const struct node *node)
{
	for (size_t i = 1; i < node->go_count; i++) {
		for (size_t j = 0; j < i; j++) {
			char field[32];

			if (!covers(&node->go[j], &node->go[i]))
				continue;
			snprintf(field, sizeof field, ".go[%zu]", i);
			lint_at_node(
				lint, "branch-never-taken", node, field,
				"go[%zu] is taken before this one in every case; change its condition or take this out.", j);
			break;
		}
	}
}

/* ---- probe nodes ---- */

struct probe_node {
	struct lint *lint;
	const struct node *node;
};

static void find_unmapped(void *ctx, const struct probe *probe)
{
	const struct probe_node *at = ctx;
	struct way_outcomes outcomes;

	way_outcomes_make(&outcomes, at->lint->guide, probe);
	for (size_t i = 0; i < outcomes.outcome.count; i++) {
		const struct way_outcome *outcome = &outcomes.outcome.at[i];

		if (outcome->verdict == VERDICT_UNKNOWN || outcome->verdict == VERDICT_SKIPPED ||
		    way_of_outcome(at->lint->guide, at->node, probe, outcome, NULL, NULL))
			continue;
		lint_at_node(
			at->lint, "outcome-not-mapped", at->node, "",
			"The outcome \"%s\" of %s (%s) leads nowhere of its own; name it in \"go\", or give its rule "
			"a \"fix\".",
			outcome->name, probe->name, verdict_name(outcome->verdict));
	}
	way_outcomes_clear(&outcomes);
}

/* A person can be asked from here on, at the latest by whoever called. */
struct twin {
	const struct guide *guide;
	const struct node *seen[32];
	size_t count;
	bool found;
};

static void look_for_twin(void *ctx, const struct target *to)
{
	struct twin *twin = ctx;
	const struct node *node = to->node;

	if (twin->found || to->kind == TARGET_RETURN) {
		twin->found = true;
		return;
	}
	if (to->kind != TARGET_NODE || node == NULL)
		return;
	for (size_t i = 0; i < twin->count; i++)
		if (twin->seen[i] == node)
			return;
	/* what is not found near is not at hand, but not missing either */
	if (node->kind == NODE_ASK || node->kind == NODE_CHECKLIST || node->kind == NODE_COMPARE ||
	    node->kind == NODE_FIX || twin->count == sizeof twin->seen / sizeof *twin->seen) {
		twin->found = true;
		return;
	}
	twin->seen[twin->count++] = node;
	ways_each(twin->guide, node, look_for_twin, twin);
}

static void find_twin(struct lint *lint, const struct node *node)
{
	struct twin twin = {.guide = lint->guide};

	look_for_twin(&twin, &node->unknown);
	if (!twin.found)
		lint_at_node(
			lint, "no-manual-twin", node, ".unknown",
			"When the probe cannot tell, nobody is asked; lead to a question that finds the same by hand.");
}

/* ---- probes that no probe node runs: check and diagnose go by their rules ---- */

struct probe_list {
	ARRAY(const struct probe *) probe;
};

static void add_probe(void *ctx, const struct probe *probe)
{
	struct probe_list *list = ctx;

	array_push(&list->probe, probe);
}

static bool is_walked(const struct probe_list *list, const struct probe *probe)
{
	for (size_t i = 0; i < list->probe.count; i++)
		if (list->probe.at[i] == probe)
			return true;
	return false;
}

static void find_unexplained(struct lint *lint, const struct probe *probe)
{
	const struct node nowhere = {.kind = NODE_PROBE};
	struct way_outcomes outcomes;

	way_outcomes_make(&outcomes, lint->guide, probe);
	for (size_t i = 0; i < outcomes.outcome.count; i++) {
		const struct way_outcome *outcome = &outcomes.outcome.at[i];

		if (outcome->verdict == VERDICT_PROBLEM && probe_rule_of(probe, outcome->name) != NULL &&
		    !way_of_outcome(lint->guide, &nowhere, probe, outcome, NULL, NULL))
			lint_at_probe(
				lint, "outcome-not-mapped", probe, ".outcomes",
				"The problem \"%s\" has no \"fix\" that explains it, and no probe node leads on from it.",
				outcome->name);
	}
	way_outcomes_clear(&outcomes);
}

static void check_probes(struct lint *lint)
{
	const struct guide *guide = lint->guide;
	struct probe_list walked = {0};

	for (size_t i = 0; i < guide->node_count; i++)
		if (guide->node[i].kind == NODE_PROBE)
			ways_each_probe(guide, &guide->node[i], add_probe, &walked);
	for (size_t i = 0; i < guide->platform_count; i++)
		for (size_t j = 0; j < guide->platform[i].probe_count; j++)
			if (!is_walked(&walked, &guide->platform[i].probe[j]))
				find_unexplained(lint, &guide->platform[i].probe[j]);
	array_clear(&walked.probe);
}

/* A page of several questions takes digits alone. */
static bool takes_digits(const struct guide *guide, const struct node *item)
{
	const struct fact *fact = item->fact < 0 ? NULL : &guide->fact[item->fact];

	for (size_t i = 0; i < item->answer_count; i++)
		if (item->answer[i].has_value)
			return true;
	return fact == NULL || fact->type == FACT_YESNO || fact->type == FACT_CHOICE;
}

static void find_untickable(struct lint *lint, const struct node *node)
{
	for (size_t i = 0; i < node->item_count; i++) {
		char field[32];

		snprintf(field, sizeof field, ".items[%zu]", i);
		if (!takes_digits(lint->guide, node->item[i]))
			lint_at_node(lint, "item-typed", node, field,
			             "What %s asks must be typed, and a checklist takes digits; ask for a choice there.",
			             node->item[i]->name);
	}
}

void lint_branches(struct lint *lint)
{
	const struct guide *guide = lint->guide;

	check_probes(lint);
	for (size_t i = 0; i < guide->node_count; i++) {
		struct probe_node at = {lint, &guide->node[i]};

		find_covered(lint, at.node);
		find_untickable(lint, at.node);
		if (at.node->kind != NODE_PROBE)
			continue;
		ways_each_probe(guide, at.node, find_unmapped, &at);
		find_twin(lint, at.node);
	}
}
