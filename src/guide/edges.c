#include "guide/edges.h"

#include <string.h>

#include "guide/expr_words.h"
#include "guide/template.h"

enum { LONGEST_WAY = 50 };

struct edges {
	const struct guide *guide;
	const struct node *node;
	edge_fn *each;
	void *ctx;
};

/* ---- one way ---- */

static void tell_node(const struct edges *edges, const struct node *to, const char *words)
{
	if (to != NULL)
		edges->each(edges->ctx, &(struct edge){.to = to, .words = words});
}

static void tell(const struct edges *edges, const struct target *to, const char *words)
{
	if (to->kind == TARGET_UNKNOWN)
		to = &edges->node->unknown;
	if (to->kind == TARGET_NODE)
		tell_node(edges, to->node, words);
}

static void tell_plain(const struct edges *edges, const struct target *to, const char *words)
{
	struct text plain = {0};

	template_plain(&plain, words != NULL ? words : "");
	tell(edges, to, text_str(&plain));
	text_clear(&plain);
}

/* ---- branches ---- */

static void add_label(struct text *out, const char *label)
{
	for (; *label != '\0'; label++)
		text_add_char(out, *label == '_' ? ' ' : *label);
}

static void add_outcomes(struct text *out, const struct branch *branch)
{
	for (size_t i = 0; i < branch->is_count; i++) {
		text_add(out, i > 0 ? " or " : "");
		add_label(out, branch->is[i]);
	}
}

static bool always(const struct branch *branch)
{
	return branch->when == NULL && branch->is_count == 0 && branch->error_fact < 0;
}

static void branch_way(const struct edges *edges, const struct branch *branch)
{
	struct text words = {0};

	if (branch->error_fact >= 0) {
		text_addf(&words, "%s is known", edges->guide->fact[branch->error_fact].label);
		edges->each(edges->ctx, &(struct edge){.elsewhere = "fix of the message", .words = text_str(&words)});
		text_clear(&words);
		return;
	}
	add_outcomes(&words, branch);
	if (branch->when != NULL && branch->is_count > 0)
		text_add(&words, ", and ");
	if (branch->when != NULL)
		expr_words(&words, branch->when, edges->guide);
	else if (always(branch) && edges->node->go_count + edges->node->row_count + edges->node->item_count > 1)
		text_add(&words, "else");
	tell(edges, &branch->to, text_str(&words));
	text_clear(&words);
}

static void go_ways(const struct edges *edges)
{
	for (size_t i = 0; i < edges->node->go_count; i++)
		branch_way(edges, &edges->node->go[i]);
}

/* ---- outcomes of a probe that lead to their fix by themselves ---- */

static bool taken_before(const struct edges *edges, const char *outcome)
{
	for (size_t i = 0; i < edges->node->go_count; i++) {
		const struct branch *branch = &edges->node->go[i];

		if (branch->when != NULL || branch->error_fact >= 0)
			continue;
		if (branch->is_count == 0)
			return true;
		for (size_t k = 0; k < branch->is_count; k++)
			if (strcmp(branch->is[k], outcome) == 0)
				return true;
	}
	return false;
}

static void rule_ways(const struct edges *edges, const char *of, const struct outcome_rule *rule,
                      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct text words = {0};

		rule_ways(edges, of, rule[i].worst, rule[i].worst_count);
		if (rule[i].is == NULL || rule[i].fix == NULL || taken_before(edges, rule[i].is))
			continue;
		text_addf(&words, "%s%s", of, *of != '\0' ? ": " : "");
		add_label(&words, rule[i].is);
		tell_node(edges, guide_node(edges->guide, rule[i].fix), text_str(&words));
		text_clear(&words);
	}
}

static void probe_ways(const struct edges *edges)
{
	const struct node *node = edges->node;

	if (node->probe != NULL)
		rule_ways(edges, "", node->probe->outcome, node->probe->outcome_count);
	if (node->probe_name == NULL || node->probe_name[0] != '@')
		return;
	for (size_t i = 0; i < edges->guide->platform_count; i++) {
		const struct platform *platform = &edges->guide->platform[i];
		const struct slot *slot = platform_slot(platform, node->probe_name + 1);

		if (slot != NULL && slot->probe != NULL)
			rule_ways(edges, platform->name, slot->probe->outcome, slot->probe->outcome_count);
	}
}

/* ---- parts of a page ---- */

static void answer_ways(const struct edges *edges)
{
	for (size_t i = 0; i < edges->node->answer_count; i++)
		tell_plain(edges, &edges->node->answer[i].to, edges->node->answer[i].label);
}

static void row_ways(const struct edges *edges)
{
	for (size_t i = 0; i < edges->node->row_count; i++) {
		const struct compare_row *row = &edges->node->row[i];
		struct text words = {0};

		text_addf(&words, "%s: different", row->label);
		tell_plain(edges, &row->to, text_str(&words));
		text_clear(&words);
	}
}

static void look_ways(const struct edges *edges)
{
	const struct wait_look *look = edges->node->look;
	struct text words = {0};

	if (look == NULL)
		return;
	for (size_t i = 0; i < look->found_count; i++) {
		text_add(&words, i > 0 ? " or " : "");
		add_label(&words, look->found[i]);
	}
	tell(edges, &look->to, text_str(&words));
	text_clear(&words);
}

/* In a platform's own file the slot is that platform's. */
static void slot_ways(const struct edges *edges)
{
	const struct node *node = edges->node;
	const struct platform *own = node->tree->platform;
	const struct slot *slot = own != NULL && !own->service ? platform_slot(own, node->slot) : NULL;
	struct text elsewhere = {0};

	if (slot != NULL) {
		tell(edges, &slot->to, node->slot);
		return;
	}
	add_label(&elsewhere, node->slot);
	text_add(&elsewhere, " of the platform");
	edges->each(edges->ctx,
	            &(struct edge){.elsewhere = text_str(&elsewhere), .slot = node->slot, .words = ""});
	text_clear(&elsewhere);
}

static void part_ways(const struct edges *edges)
{
	const struct node *node = edges->node;

	for (size_t i = 0; i < node->item_count; i++)
		tell_node(edges, node->item[i], "on the list");
	row_ways(edges);
	look_ways(edges);
	if (node->slot != NULL)
		slot_ways(edges);
	tell(edges, &node->call, "first");
}

/* Ways that a kind of step has by name. */
static void named_ways(const struct edges *edges)
{
	const struct node *node = edges->node;
	bool fix = node->kind == NODE_FIX;

	tell(edges, &node->late, "the time has come");
	tell(edges, &node->early, "save and come back");
	tell(edges, &node->then, fix ? "helped" : "then");
	tell(edges, &node->otherwise, "did not help, or does not match");
	tell(edges, &node->cannot, "cannot do that");
	tell(edges, &node->unknown, "don't know");
}

void edges_each(const struct guide *guide, const struct node *node, edge_fn *each, void *ctx)
{
	struct edges edges = {guide, node, each, ctx};

	answer_ways(&edges);
	part_ways(&edges);
	go_ways(&edges);
	if (node->kind == NODE_PROBE)
		probe_ways(&edges);
	named_ways(&edges);
}

static const struct node *way_on(const struct node *node, const struct platform *platform)
{
	const struct slot *slot;

	if (node->kind == NODE_DECIDE)
		return node->go_count > 0 ? node->go[node->go_count - 1].to.node : NULL;
	if (node->kind != NODE_CALL)
		return NULL;
	if (node->call.node != NULL)
		return node->call.node;
	slot = platform != NULL && node->slot != NULL ? platform_slot(platform, node->slot) : NULL;
	return slot != NULL && slot->to.node != NULL ? slot->to.node : node->then.node;
}

const struct node *edges_first_shown(const struct node *node, const struct platform *platform)
{
	for (int i = 0; node != NULL && node->code == NULL && i < LONGEST_WAY; i++)
		node = way_on(node, platform);
	return node != NULL && node->code != NULL ? node : NULL;
}
