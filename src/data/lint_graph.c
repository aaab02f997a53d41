/* Rules over all ways at once: what cannot be reached, what has no way out, what goes round in circles. */
#include <stdlib.h>
#include <string.h>

#include "data/lint_parts.h"

/* Ways as numbers: those of node i are to[start[i]] … to[start[i + 1]]. */
struct graph {
	const struct guide *guide;
	size_t count;
	ARRAY(int) to;
	size_t *start;
	bool *out; /* an end, or leads back to a caller */
	int at;    /* the node whose ways are being added */
};

static void add_way(void *ctx, const struct target *to)
{
	struct graph *graph = ctx;

	if (to->kind == TARGET_RETURN)
		graph->out[graph->at] = true;
	else if (to->kind == TARGET_NODE && to->node != NULL)
		array_push(&graph->to, to->node->index);
}

static void graph_make(struct graph *graph, const struct guide *guide)
{
	*graph = (struct graph){.guide = guide, .count = guide->node_count};
	graph->start = xcalloc(guide->node_count + 1, sizeof *graph->start);
	graph->out = xcalloc(guide->node_count + 1, sizeof *graph->out);
	for (size_t i = 0; i < guide->node_count; i++) {
		graph->at = (int)i;
		graph->start[i] = graph->to.count;
		graph->out[i] = guide->node[i].kind == NODE_END;
		ways_each(guide, &guide->node[i], add_way, graph);
	}
	graph->start[guide->node_count] = graph->to.count;
	array_push(&graph->to, -1); /* so that there is a list even without ways */
}

static void graph_clear(struct graph *graph)
{
	array_clear(&graph->to);
	free(graph->start);
	free(graph->out);
}

/* ---- unreachable ---- */

struct flood {
	bool *seen;
	ARRAY(int) open;
};

static void flood_to(struct flood *flood, int node)
{
	if (flood->seen[node])
		return;
	flood->seen[node] = true;
	array_push(&flood->open, node);
}

static void flood_root(void *ctx, const struct target *to)
{
	if (to->kind == TARGET_NODE && to->node != NULL)
		flood_to(ctx, to->node->index);
}

static void flood_clear(struct flood *flood)
{
	array_clear(&flood->open);
	free(flood->seen);
}

static bool *reach(const struct graph *graph)
{
	struct flood flood = {.seen = xcalloc(graph->count + 1, sizeof(bool))};

	ways_each_root(graph->guide, flood_root, &flood);
	while (flood.open.count > 0) {
		int node = flood.open.at[--flood.open.count];

		for (size_t i = graph->start[node]; i < graph->start[node + 1]; i++)
			flood_to(&flood, graph->to.at[i]);
	}
	array_clear(&flood.open);
	return flood.seen;
}

bool *ways_reachable(const struct guide *guide)
{
	struct graph graph;
	bool *seen;

	graph_make(&graph, guide);
	seen = reach(&graph);
	graph_clear(&graph);
	return seen;
}

static void find_unreachable(struct lint *lint, const struct graph *graph)
{
	bool *seen = reach(graph);

	for (size_t i = 0; i < graph->count; i++)
		if (!seen[i])
			lint_at_node(lint, "unreachable-node", &graph->guide->node[i], "",
			             "No way leads here; lead one here, or take the step out and retire its code.");
	free(seen);
}

/* ---- dead ends ---- */

/* The same ways backwards. */
static void graph_turn(struct graph *back, const struct graph *graph)
{
	size_t *next;

	*back = (struct graph){.guide = graph->guide, .count = graph->count};
	back->start = xcalloc(graph->count + 2, sizeof *back->start);
	next = xcalloc(graph->count + 1, sizeof *next);
	for (size_t i = 0; i < graph->start[graph->count]; i++) {
		back->start[graph->to.at[i] + 1]++;
		array_push(&back->to, 0);
	}
	array_push(&back->to, -1);
	for (size_t i = 0; i < graph->count; i++) {
		back->start[i + 1] += back->start[i];
		next[i] = back->start[i];
	}
	for (size_t i = 0; i < graph->count; i++)
		for (size_t j = graph->start[i]; j < graph->start[i + 1]; j++)
			back->to.at[next[graph->to.at[j]]++] = (int)i;
	free(next);
}

static void find_dead_ends(struct lint *lint, const struct graph *graph)
{
	struct flood flood = {.seen = xcalloc(graph->count + 1, sizeof(bool))};
	struct graph back;

	graph_turn(&back, graph);
	for (size_t i = 0; i < graph->count; i++)
		if (graph->out[i])
			flood_to(&flood, (int)i);
	while (flood.open.count > 0) {
		int node = flood.open.at[--flood.open.count];

		for (size_t i = back.start[node]; i < back.start[node + 1]; i++)
			flood_to(&flood, back.to.at[i]);
	}
	for (size_t i = 0; i < graph->count; i++)
		if (!flood.seen[i])
			lint_at_node(lint, "dead-end", &graph->guide->node[i], "",
			             "From here no way leads to an end or back to a caller; lead one on.");
	graph_clear(&back);
	flood_clear(&flood);
}

/* ---- loops ---- */

/* A fix changes something and a wait lets time pass; everything else only asks what is known. */
static bool makes_progress(const struct node *node)
{
	return node->kind == NODE_FIX || node->kind == NODE_WAIT || node->kind == NODE_END;
}

/* The rings of Tarjan's algorithm, with a stack of its own: trees may be deep. */
struct rings {
	const struct graph *graph;
	size_t *number; /* order of the first visit from 1; 0: not yet */
	size_t *low;
	bool *waiting; /* on the stack of nodes that may belong to a ring */
	size_t last;
	ARRAY(int) stack;
	ARRAY(struct visit {
		int node;
		size_t next; /* way to follow */
	})
	visit;
};

static void ring_enter(struct rings *rings, int node)
{
	const struct graph *graph = rings->graph;

	rings->number[node] = rings->low[node] = ++rings->last;
	rings->waiting[node] = true;
	array_push(&rings->stack, node);
	array_push(&rings->visit, ((struct visit){node, graph->start[node]}));
}

static size_t last_way(const struct graph *graph, int node)
{
	return makes_progress(&graph->guide->node[node]) ? graph->start[node] : graph->start[node + 1];
}

/* The way back to first within the ring, breadth first: came[i] is the node before i. */
static bool ring_path(const struct graph *graph, const bool *in_ring, int first, int *came)
{
	struct flood flood = {.seen = xcalloc(graph->count + 1, sizeof(bool))};
	bool found = false;

	array_push(&flood.open, first);
	for (size_t next = 0; next < flood.open.count && !found; next++) {
		int node = flood.open.at[next];

		for (size_t i = graph->start[node]; i < last_way(graph, node) && !found; i++) {
			int to = graph->to.at[i];

			if (!in_ring[to] || flood.seen[to])
				continue;
			came[to] = node;
			found = to == first;
			flood_to(&flood, to);
		}
	}
	flood_clear(&flood);
	return found;
}

static void say_ring(struct lint *lint, const struct graph *graph, int first, const int *came)
{
	const struct node *node = graph->guide->node;
	ARRAY(int) path = {0};
	struct text names = {0};

	for (int at = came[first]; at != first; at = came[at])
		array_push(&path, at);
	text_addf(&names, "%s → ", node[first].name);
	for (size_t i = path.count; i-- > 0;)
		text_addf(&names, "%s → ", node[path.at[i]].name);
	text_add(&names, node[first].name);
	lint_at_node(lint, "loop-without-progress", &node[first], "",
	             "With everything known this goes round for ever: %s. Lead one of them somewhere else.",
	             text_str(&names));
	text_clear(&names);
	array_clear(&path);
}

/* Nodes on the stack from `from` on belong together. */
static void ring_close(struct lint *lint, struct rings *rings, size_t from)
{
	const struct graph *graph = rings->graph;
	bool *in_ring = xcalloc(graph->count + 1, sizeof *in_ring);
	int *came = xcalloc(graph->count + 1, sizeof *came);
	int first = rings->stack.at[from];

	for (size_t i = from; i < rings->stack.count; i++) {
		in_ring[rings->stack.at[i]] = true;
		if (rings->stack.at[i] < first)
			first = rings->stack.at[i];
	}
	if (ring_path(graph, in_ring, first, came))
		say_ring(lint, graph, first, came);
	free(came);
	free(in_ring);
}

static bool has_way(const struct graph *graph, int node, int to)
{
	for (size_t i = graph->start[node]; i < last_way(graph, node); i++)
		if (graph->to.at[i] == to)
			return true;
	return false;
}

static void ring_leave(struct lint *lint, struct rings *rings, int node)
{
	size_t from = rings->stack.count;

	if (rings->low[node] != rings->number[node])
		return;
	while (rings->stack.at[--from] != node)
		rings->waiting[rings->stack.at[from]] = false;
	rings->waiting[node] = false;
	if (rings->stack.count - from > 1 || has_way(rings->graph, node, node))
		ring_close(lint, rings, from);
	rings->stack.count = from;
}

static void ring_step(struct lint *lint, struct rings *rings)
{
	struct visit *visit = &rings->visit.at[rings->visit.count - 1];
	int node = visit->node;

	if (visit->next == last_way(rings->graph, node)) {
		ring_leave(lint, rings, node);
		rings->visit.count--;
		if (rings->visit.count > 0) {
			int before = rings->visit.at[rings->visit.count - 1].node;

			if (rings->low[node] < rings->low[before])
				rings->low[before] = rings->low[node];
		}
		return;
	}
	int to = rings->graph->to.at[visit->next++];
	if (rings->number[to] == 0)
		ring_enter(rings, to);
	else if (rings->waiting[to] && rings->number[to] < rings->low[node])
		rings->low[node] = rings->number[to];
}

static void find_loops(struct lint *lint, const struct graph *graph)
{
	struct rings rings = {
		.graph = graph,
		.number = xcalloc(graph->count + 1, sizeof *rings.number),
		.low = xcalloc(graph->count + 1, sizeof *rings.low),
		.waiting = xcalloc(graph->count + 1, sizeof *rings.waiting),
	};

	for (size_t i = 0; i < graph->count; i++) {
		if (rings.number[i] == 0)
			ring_enter(&rings, (int)i);
		while (rings.visit.count > 0)
			ring_step(lint, &rings);
	}
	array_clear(&rings.stack);
	array_clear(&rings.visit);
	free(rings.number);
	free(rings.low);
	free(rings.waiting);
}

void lint_graph(struct lint *lint)
{
	struct graph graph;

	graph_make(&graph, lint->guide);
	find_unreachable(lint, &graph);
	find_dead_ends(lint, &graph);
	find_loops(lint, &graph);
	graph_clear(&graph);
}
