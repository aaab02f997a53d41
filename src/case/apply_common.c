/* What the parts of apply share: leaving, returning, forgetting. */
#include "case/apply.h"

#include <stdarg.h>
#include <string.h>

void apply_lost(struct walk *walk, const char *format, ...)
{
	if (!walk->lost)
		return;
	va_list args;
	va_start(args, format);
	text_addv(walk->lost, format, args);
	va_end(args);
	text_add_char(walk->lost, '\n');
}

void position_begin(struct walk *walk, const struct node *node, const struct frames *frames, uint64_t event)
{
	walk->at = (struct position){.node = node, .since = event, .question = -1, .answer = -1};
	walk->at.phase = node ? PHASE_STAND : PHASE_START;
	if (frames)
		walk->at.frames = *frames;
	if (node && node->kind == NODE_COMPARE)
		walk->at.row = arena_alloc(&walk->arena, (node->row_count + 1) * sizeof *walk->at.row);
	if (node && node->kind == NODE_CHECKLIST)
		walk->at.ticked = arena_alloc(&walk->arena, (node->item_count + 1) * sizeof *walk->at.ticked);
}

void apply_leave(struct walk *walk, enum way way)
{
	walk->at.phase = PHASE_LEAVE;
	walk->at.way = way;
}

bool apply_is(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

bool apply_is_here(const struct walk *walk, const struct event *event)
{
	return walk->at.node && event->node && strcmp(walk->at.node->name, event->node) == 0;
}

void apply_known_words(struct walk *walk, const struct node *node)
{
	const struct evidence *evidence = node->kind == NODE_ASK ? walk_fact(walk, node->fact) : NULL;
	if (!evidence)
		return;
	struct text words = {0};
	fact_print(&words, evidence->fact, &evidence->value, walk_utc_offset(walk, evidence->fact));
	path_answer(walk, text_str(&words));
	text_clear(&words);
}

/* Questions about the fact may be put again. */
void apply_unsee(struct walk *walk, const struct node *node, int fact)
{
	size_t kept = 0;
	for (size_t i = 0; i < walk->unseen.count; i++) {
		const struct unseen *unseen = &walk->unseen.at[i];
		if (unseen->node != node && (fact < 0 || unseen->node->fact != fact))
			walk->unseen.at[kept++] = *unseen;
	}
	walk->unseen.count = kept;
}

void apply_recheck_done(struct position *at, int fact)
{
	size_t kept = 0;
	for (size_t i = 0; i < at->recheck_count; i++)
		if (at->recheck[i] != fact)
			at->recheck[kept++] = at->recheck[i];
	at->recheck_count = kept;
}

void apply_forget(struct walk *walk, const struct event *event, bool ask)
{
	for (size_t i = 0; i < event->fact_count; i++) {
		int fact = guide_fact_id(walk->guide, event->fact[i].fact);
		if (fact < 0)
			continue;
		facts_forget(walk, fact);
		apply_unsee(walk, NULL, fact);
		struct position *at = &walk->at;
		if (ask && at->recheck_count < RECHECK_MAX)
			at->recheck[at->recheck_count++] = fact;
	}
}

void apply_return(struct walk *walk, int index, const struct event *event)
{
	struct stop stop = walk->stop.at[index];
	const struct node *node = stop.shown.node;
	path_cut(walk, (size_t)index);
	position_begin(walk, node, &stop.frames, event->n);
	if (!node)
		return;
	path_push(walk, node, &stop.frames, false, event->at);
	*path_top(walk) = stop;
	path_top(walk)->shown.ticked = false;
	path_refresh(walk);
	walk->at.again = true;
	if (!node_kind(node->kind)->shown && stop.question >= 0)
		walk->at.recheck[walk->at.recheck_count++] = stop.question;
	if (walk->changing == node)
		walk->changing = NULL;
	walk->paused = NULL;
	apply_unsee(walk, node, -1);
}
