#include "report/visited.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const char any_probe[] = "any probe";

const char *visited_name(enum visited_kind kind)
{
	static const char *const names[VISITED_KINDS] = {"nodes", "branches", "outcomes", "endings"};

	return names[kind];
}

/* ---- all there is ---- */

static void add_branch(void *ctx, const struct taken *way)
{
	struct visited *visited = ctx;

	array_push(&visited->row, ((struct visited_row){.kind = VISITED_BRANCH, .way = *way}));
}

static void add_nodes(struct visited *visited)
{
	const struct guide *guide = visited->guide;

	visited->first = xcalloc(guide->node_count + 1, sizeof *visited->first);
	for (size_t i = 0; i < guide->node_count; i++) {
		const struct node *node = &guide->node[i];

		visited->first[i] = visited->row.count;
		array_push(&visited->row, ((struct visited_row){.kind = VISITED_NODE, .way = {.node = node}}));
		taken_each(guide, node, add_branch, visited);
	}
	visited->first[guide->node_count] = visited->row.count;
}

static struct visited_row *find_outcome(struct visited *visited, const char *of, const char *outcome)
{
	for (size_t i = visited->outcomes; i < visited->row.count; i++) {
		struct visited_row *row = &visited->row.at[i];

		if (row->kind == VISITED_OUTCOME && strcmp(row->of, of) == 0 && strcmp(row->outcome, outcome) == 0)
			return row;
	}
	return NULL;
}

static void add_outcome(struct visited *visited, const char *of, const char *outcome)
{
	if (find_outcome(visited, of, outcome) == NULL)
		array_push(&visited->row,
		           ((struct visited_row){.kind = VISITED_OUTCOME, .of = of, .outcome = outcome}));
}

static void add_rules(struct visited *visited, const char *of, const struct outcome_rule *rule, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (rule[i].is != NULL)
			add_outcome(visited, of, rule[i].is);
		add_rules(visited, of, rule[i].worst, rule[i].worst_count);
	}
}

static void add_outcomes(struct visited *visited)
{
	const struct guide *guide = visited->guide;

	visited->outcomes = visited->row.count;
	for (size_t i = 0; i < guide->platform_count; i++) {
		const struct platform *platform = &guide->platform[i];

		for (size_t k = 0; k < platform->probe_count; k++)
			add_rules(visited, platform->probe[k].name, platform->probe[k].outcome,
			          platform->probe[k].outcome_count);
		add_rules(visited, platform->name, platform->outcome, platform->outcome_count);
	}
	for (int i = 0; i < COMMON_OUTCOMES; i++)
		add_outcome(visited, any_probe, common_outcome((enum common_outcome)i)->name);
}

void visited_make(struct visited *visited, const struct guide *guide)
{
	*visited = (struct visited){.guide = guide};
	add_nodes(visited);
	add_outcomes(visited);
	visited->endings = visited->row.count;
	for (int i = ENDING_FIXED; i < ENDINGS; i++)
		array_push(&visited->row,
		           ((struct visited_row){.kind = VISITED_ENDING, .outcome = ending_name((enum ending)i)}));
}

void visited_clear(struct visited *visited)
{
	array_clear(&visited->row);
	free(visited->first);
	*visited = (struct visited){0};
}

/* ---- marks ---- */

static void mark_node(struct visited *visited, const struct node *node)
{
	visited->row.at[visited->first[node->index]].times++;
}

static void mark_way(struct visited *visited, const struct taken *way)
{
	int node = way->node->index;

	for (size_t i = visited->first[node] + 1; i < visited->first[node + 1]; i++) {
		struct visited_row *row = &visited->row.at[i];

		if (row->way.kind == way->kind && row->way.index == way->index)
			row->times++;
	}
	if (!node_kind(way->node->kind)->shown)
		mark_node(visited, way->node);
}

static void mark_outcome(struct visited *visited, const struct event *event)
{
	const struct probe *probe = guide_probe(visited->guide, event->probe);
	const struct platform *platform = probe != NULL ? guide_platform_of(visited->guide, probe) : NULL;
	struct visited_row *row = find_outcome(visited, event->probe, event->outcome);

	if (row == NULL && platform != NULL)
		row = find_outcome(visited, platform->name, event->outcome);
	if (row == NULL)
		row = find_outcome(visited, any_probe, event->outcome);
	if (row != NULL)
		row->times++;
}

void visited_add(struct visited *visited, const struct walk *walk)
{
	const struct journal *journal = walk_journal(walk);
	const struct taken *taken;
	size_t count = walk_taken(walk, &taken);

	for (size_t i = 0; i < count; i++)
		mark_way(visited, &taken[i]);
	for (size_t i = 0; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		const struct node *node = event->kind == EVENT_VISIT && event->node != NULL
		                              ? guide_node(visited->guide, event->node)
		                              : NULL;

		if (node != NULL && node_kind(node->kind)->shown)
			mark_node(visited, node);
		else if (event->kind == EVENT_PROBE)
			mark_outcome(visited, event);
		else if (event->kind == EVENT_END && event->ending > ENDING_NONE)
			visited->row.at[visited->endings + (size_t)event->ending - ENDING_FIXED].times++;
	}
}

/* ---- readings ---- */

size_t visited_total(const struct visited *visited, enum visited_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < visited->row.count; i++)
		count += visited->row.at[i].kind == kind;
	return count;
}

size_t visited_marked(const struct visited *visited, enum visited_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < visited->row.count; i++)
		count += visited->row.at[i].kind == kind && visited->row.at[i].times > 0;
	return count;
}

void visited_words(const struct visited *visited, const struct visited_row *row, struct text *out)
{
	const struct node *node = row->way.node;

	if (node == NULL) {
		text_addf(out, "%s%s%s", row->of != NULL ? row->of : "", row->of != NULL ? ": " : "", row->outcome);
		return;
	}
	text_add(out, node->name);
	if (node->code != NULL)
		text_addf(out, " (%s)", node->code);
	if (row->kind == VISITED_BRANCH) {
		text_add(out, ", ");
		taken_words(visited->guide, &row->way, out);
	}
}
