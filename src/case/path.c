/* The way so far: every shown node in order, and where "back" leads. */
#include "case/state.h"

struct stop *path_top(struct walk *walk)
{
	return walk->stop.count > 0 ? &walk->stop.at[walk->stop.count - 1] : NULL;
}

static bool is_shown(const struct node *node)
{
	return node && node_kind(node->kind)->shown;
}

void path_refresh(struct walk *walk)
{
	walk->path.count = 0;
	for (size_t i = 0; i < walk->stop.count; i++)
		if (is_shown(walk->stop.at[i].shown.node))
			array_push(&walk->path, walk->stop.at[i].shown);
}

void path_push(struct walk *walk, const struct node *node, const struct frames *frames, bool ticked,
               int64_t at)
{
	struct stop *stop = array_add(&walk->stop);
	stop->shown.node = node;
	stop->shown.ticked = ticked;
	stop->shown.at = at;
	if (frames)
		stop->frames = *frames;
	stop->answer = stop->question = -1;
	stop->led_by = walk->last_taken;
	if (is_shown(node))
		array_push(&walk->path, stop->shown);
}

void path_cut(struct walk *walk, size_t count)
{
	walk->stop.count = count;
	path_refresh(walk);
}

void path_answer(struct walk *walk, const char *words)
{
	struct stop *top = path_top(walk);
	if (!top)
		return;
	top->shown.answer = arena_strdup(&walk->arena, words);
	if (is_shown(top->shown.node))
		walk->path.at[walk->path.count - 1].answer = top->shown.answer;
}

static bool was_asked(const struct stop *stop)
{
	if (stop->shown.ticked)
		return false;
	if (!stop->shown.node) /* the start screen */
		return true;
	if (!is_shown(stop->shown.node))
		return stop->question >= 0;
	return stop->shown.node->kind != NODE_PROBE && stop->shown.node->kind != NODE_END;
}

/* The person stands at the top stop itself, so that "back" means the one before. */
static bool stands_at_top(const struct walk *walk)
{
	const struct position *at = &walk->at;
	if (!at->node)
		return false;
	if (!node_kind(at->node->kind)->shown)
		return true;
	return (at->phase == PHASE_STAND || at->phase == PHASE_END) && at->question < 0 && at->recheck_count == 0;
}

int path_back(const struct walk *walk)
{
	size_t count = walk->stop.count;
	if (count > 0 && stands_at_top(walk))
		count--;
	for (size_t i = count; i-- > 0;)
		if (was_asked(&walk->stop.at[i]))
			return (int)i;
	return -1;
}

int path_find(const struct walk *walk, const struct node *node)
{
	for (size_t i = walk->stop.count; i-- > 0;)
		if (walk->stop.at[i].shown.node == node)
			return (int)i;
	return -1;
}

int path_asking(const struct walk *walk, int fact)
{
	for (size_t i = walk->stop.count; i-- > 0;) {
		const struct node *node = walk->stop.at[i].shown.node;
		if (node && node->kind == NODE_ASK && node->fact == fact)
			return (int)i;
	}
	for (size_t i = walk->stop.count; i-- > 0;) {
		const struct node *node = walk->stop.at[i].shown.node;
		const struct probe *probe = node && node->kind == NODE_PROBE ? probes_of_node(walk, node) : NULL;
		if (probe && probes_sets(probe, fact))
			return (int)i;
	}
	return -1;
}

size_t walk_path(const struct walk *walk, const struct walk_stop **stop)
{
	*stop = walk->path.at;
	return walk->path.count;
}
