/* Answers → state: symptoms, ticks, compared rows, the node's own question and those in between. */
#include "case/apply.h"

#include <string.h>

static bool same_frames(const struct frames *a, const struct frames *b)
{
	return a->count == b->count && memcmp(a->at, b->at, a->count * sizeof a->at[0]) == 0;
}

static void mark_unseen(struct walk *walk)
{
	const struct position *at = &walk->at;
	for (size_t i = 0; i < walk->unseen.count; i++)
		if (walk->unseen.at[i].node == at->node && same_frames(&walk->unseen.at[i].frames, &at->frames))
			return;
	array_push(&walk->unseen, ((struct unseen){at->node, at->frames}));
}

static void apply_symptom(struct walk *walk, const struct event *event)
{
	const struct symptom *symptom = event->text ? guide_symptom(walk->guide, event->text) : NULL;
	if (!symptom)
		apply_lost(walk, "The symptom \"%s\" is no longer in the data.", event->text ? event->text : "");
	path_push(walk, NULL, NULL, false, event->at);
	path_top(walk)->answered = event->n;
	position_begin(walk, NULL, NULL, event->n);
	walk->at.symptom = symptom;
	walk->paused = NULL;
	facts_apply(walk, event);
}

static void apply_row(struct walk *walk, const struct event *event)
{
	const struct node *node = walk->at.node;
	size_t row = 0;
	while (row < node->row_count && strcmp(node->row[row].key, event->outcome) != 0)
		row++;
	if (row == node->row_count && !apply_is(event->outcome, "orders")) {
		apply_lost(walk, "The row \"%s\" is no longer compared.", event->outcome);
		return;
	}
	struct compared *compared = &walk->at.row[row];
	*compared = (struct compared){.given = true};
	for (size_t i = 0; i < event->fact_count; i++) {
		const char *value = event->fact[i].value ? arena_strdup(&walk->arena, event->fact[i].value) : NULL;
		if (apply_is(event->fact[i].fact, "good"))
			compared->good = value;
		else
			compared->bad = value;
	}
}

/* True: the event answered an item of the checklist in front of the person. */
static bool apply_tick(struct walk *walk, const struct event *event)
{
	const struct node *node = walk->at.node;
	if (!node || node->kind != NODE_CHECKLIST || walk->at.phase != PHASE_STAND)
		return false;
	for (size_t i = 0; i < node->item_count; i++) {
		if (strcmp(node->item[i]->name, event->node) != 0)
			continue;
		walk->at.ticked[i] = true;
		facts_apply(walk, event);
		return true;
	}
	return false;
}

/* A question put besides the node's own: platform, direction, what a fix is verified by. */
static void apply_side_answer(struct walk *walk, const struct event *event)
{
	struct position *at = &walk->at;
	int fact = guide_fact_id(walk->guide, event->fact[0].fact);
	facts_apply(walk, event);
	apply_recheck_done(at, fact);
	if (path_top(walk) && !node_kind(at->node->kind)->shown)
		path_top(walk)->question = fact;
	if (at->phase == PHASE_VERIFY && fact == at->node->verify.fact)
		at->asked = true;
	else if (fact >= 0 && !walk_fact(walk, fact))
		walk->declined[fact] = true;
}

/* Of two answers with the same words only one is shown. */
static int answer_labelled(const struct walk *walk, const struct event *event)
{
	const struct node *node = walk->at.node;
	for (size_t i = 0; i < node->answer_count; i++) {
		const struct answer *answer = &node->answer[i];
		if (!answer->has_value && apply_is(event->text, answer->label) &&
		    walk_holds(walk, answer->when, event->at))
			return (int)i;
	}
	return -1;
}

/* Is the value itself what stands on the button, or was something typed? */
static void answer_words(struct walk *walk, const struct event *event)
{
	const struct fact *fact = walk->at.node->fact < 0 ? NULL : &walk->guide->fact[walk->at.node->fact];
	if (fact && walk_fact(walk, fact->id) && fact->type != FACT_CHOICE && fact->type != FACT_YESNO)
		apply_known_words(walk, walk->at.node);
	else if (event->text) {
		struct text words = {0};
		walk_expand(walk, event->text, &words);
		path_answer(walk, text_str(&words));
		text_clear(&words);
	}
}

static void apply_own_answer(struct walk *walk, const struct event *event)
{
	struct position *at = &walk->at;
	bool unknown = apply_is(event->outcome, "unknown");
	int answer = unknown || at->node->kind != NODE_ASK ? -1 : answer_labelled(walk, event);
	facts_apply(walk, event);
	answer_words(walk, event);
	struct stop *top = path_top(walk);
	top->answered = event->n;
	top->unknown = unknown;
	top->answer = at->answer = answer;
	if (unknown && at->node->kind == NODE_ASK)
		mark_unseen(walk);
	bool on = at->node->kind != NODE_ASK;
	apply_leave(walk, unknown ? WAY_UNKNOWN : on ? WAY_ON : WAY_PASS);
}

static bool is_side(const struct walk *walk, const struct event *event)
{
	const struct node *node = walk->at.node;
	if (event->fact_count == 0)
		return false;
	if (walk->at.recheck_count > 0 || walk->at.phase != PHASE_STAND)
		return true;
	return node->kind != NODE_ASK || guide_fact_id(walk->guide, event->fact[0].fact) != node->fact;
}

void apply_answer(struct walk *walk, const struct event *event)
{
	if (!event->node)
		apply_symptom(walk, event);
	else if (apply_tick(walk, event))
		return;
	else if (!apply_is_here(walk, event) || apply_is(event->outcome, "also"))
		facts_apply(walk, event);
	else if (walk->at.node->kind == NODE_COMPARE && event->outcome && !apply_is(event->outcome, "unknown"))
		apply_row(walk, event);
	else if (is_side(walk, event))
		apply_side_answer(walk, event);
	else
		apply_own_answer(walk, event);
}
