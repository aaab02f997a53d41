/* What stands in front of the person. Made new after every input; front ends only read it. */
#include "case/state.h"

#include "base/clock.h"

static const char default_unknown[] = "I can't see it";

const struct node *view_question_node(const struct walk *walk, int fact)
{
	const struct node *found = NULL;
	const struct tree *tree = walk->at.node ? walk->at.node->tree : NULL;
	for (size_t i = 0; i < walk->guide->node_count; i++) {
		const struct node *node = &walk->guide->node[i];
		if (node->kind != NODE_ASK || node->fact != fact)
			continue;
		if (node->tree == tree)
			return node;
		if (!found && (!node->tree || !node->tree->platform || node->tree->platform->service ||
		               node->tree->platform == walk->platform))
			found = node;
	}
	return found;
}

const struct fact *view_fact(const struct walk *walk)
{
	const struct position *at = &walk->at;
	if (at->question >= 0)
		return &walk->guide->fact[at->question];
	if (at->phase == PHASE_STAND && at->node->kind == NODE_ASK)
		return &walk->guide->fact[at->node->fact];
	return NULL;
}

static enum walk_state state_of(const struct walk *walk)
{
	static const enum walk_state states[NODE_KINDS] = {
		[NODE_ASK] = WALK_ASK,
		[NODE_NOTE] = WALK_READ,
		[NODE_PROBE] = WALK_PROBE,
		[NODE_WAIT] = WALK_WAIT,
		[NODE_CHECKLIST] = WALK_CHECKLIST,
		[NODE_COMPARE] = WALK_COMPARE,
		[NODE_FIX] = WALK_FIX,
		[NODE_END] = WALK_END,
	};
	const struct position *at = &walk->at;
	if (at->question >= 0)
		return WALK_ASK;
	if (!at->node)
		return WALK_START;
	if (at->phase == PHASE_VERIFY)
		return at->until != 0 && !at->reached ? WALK_WAIT : WALK_VERIFY;
	return at->phase == PHASE_END ? WALK_END : states[at->node->kind];
}

/* ---- choices ---- */

static void add_choice(struct walk *walk, const char *label, const char *say, bool picked)
{
	struct choice choice = {.key = (int)walk->choice.count + 1, .label = label, .say = say, .picked = picked};
	array_push(&walk->choice, choice);
}

static bool is_picked(const struct walk *walk, const struct fact *fact, const struct value *value)
{
	const struct evidence *evidence = walk_fact(walk, fact->id);
	return walk->at.again && evidence && value_same(&evidence->value, value);
}

static bool names_values(const struct node *node)
{
	for (size_t i = 0; node && i < node->answer_count; i++)
		if (node->answer[i].has_value)
			return true;
	return false;
}

static void add_values(struct walk *walk, const struct fact *fact)
{
	if (fact->type == FACT_YESNO) {
		struct value yes = value_yesno(true), no = value_yesno(false);
		add_choice(walk, "Yes", NULL, is_picked(walk, fact, &yes));
		add_choice(walk, "No", NULL, is_picked(walk, fact, &no));
	}
	for (size_t i = 0; fact->type == FACT_CHOICE && i < fact->value_count; i++) {
		struct value value = value_symbol(fact->value[i].name);
		add_choice(walk, fact->value[i].text, NULL, is_picked(walk, fact, &value));
	}
}

/* own: the node asks for itself, so that its answers may lead elsewhere. */
static void add_answers(struct walk *walk, const struct fact *fact, const struct node *node, bool own,
                        int64_t now)
{
	const struct stop *top = path_top(walk);
	for (size_t i = 0; node && i < node->answer_count; i++) {
		const struct answer *answer = &node->answer[i];
		if ((!own && !answer->has_value) || !walk_holds(walk, answer->when, now))
			continue;
		bool picked = answer->has_value ? is_picked(walk, fact, &answer->value)
		                                : walk->at.again && top && top->answer == (int)i;
		add_choice(walk, answer->label, answer->say, picked);
	}
}

static const struct node *asking_node(const struct walk *walk, const struct fact *fact)
{
	return walk->at.question < 0 ? walk->at.node : view_question_node(walk, fact->id);
}

static void refresh_question_text(struct walk *walk, const struct node *node)
{
	const struct position *at = &walk->at;
	if (at->phase != PHASE_VERIFY || !at->node->verify.new_only)
		return;
	text_add(&walk->view_text, "Only what is new since ");
	time_add_clock(&walk->view_text, at->began, walk_utc_offset(walk, NULL));
	text_add(&walk->view_text, " counts.");
	if (node && node->text)
		text_addf(&walk->view_text, " %s", node->text);
}

void view_refresh(struct walk *walk, int64_t now)
{
	walk->choice.count = 0;
	text_cut(&walk->view_text, 0);
	if (state_of(walk) == WALK_START)
		for (size_t i = 0; i < walk->guide->symptom_count; i++)
			add_choice(walk, walk->guide->symptom[i].title, walk->guide->symptom[i].say, false);
	const struct fact *fact = view_fact(walk);
	if (!fact)
		return;
	const struct node *node = asking_node(walk, fact);
	refresh_question_text(walk, walk->at.question < 0 ? NULL : node);
	if (!names_values(node))
		add_values(walk, fact);
	add_answers(walk, fact, node, walk->at.question < 0, now);
}

/* ---- the view ---- */

static bool is_offered(const struct walk *walk, const struct fact *fact)
{
	const struct evidence *evidence = fact ? walk_fact(walk, fact->id) : NULL;
	return evidence && evidence->source == SOURCE_PROBE && evidence->event > walk->at.since;
}

/* The probe under way that would answer the step. */
static const struct probe *running_for(const struct walk *walk, const struct fact *fact,
                                       enum walk_state state, int64_t now)
{
	const struct node *node = walk->at.node;
	if (state == WALK_PROBE)
		return probes_of_node(walk, node);
	if (state == WALK_VERIFY)
		return verify_probe(walk) ? verify_probe(walk) : probes_teller(walk, node->verify.fact, now);
	const struct probe *own = state == WALK_ASK && walk->at.question < 0 ? probes_of_node(walk, node) : NULL;
	for (size_t i = 0; fact && i < walk->probe.count; i++) {
		const struct probe_state *running = &walk->probe.at[i];
		if (running->running && (running->probe == own || probes_sets(running->probe, fact->id)))
			return running->probe;
	}
	return NULL;
}

static void view_start(const struct walk *walk, struct step_view *view)
{
	view->title = walk->guide->start_title;
	view->text = walk->guide->start_say;
}

/* A question that the step put in between: its words are those of the node that asks it elsewhere. */
static void view_between(const struct walk *walk, struct step_view *view)
{
	const struct node *node = view_question_node(walk, view->fact->id);
	view->node = node ? node : walk->at.node;
	view->title = node ? node->title : view->fact->label;
	view->text = walk->view_text.len > 0 ? text_str(&walk->view_text) : node ? node->text : NULL;
	view->unknown_label = node && node->unknown_label ? node->unknown_label : default_unknown;
}

static void view_node(struct step_view *view)
{
	const struct node *node = view->node;
	view->title = node->title;
	view->text = node->kind == NODE_FIX ? node->cause : node->text;
	if (node->unknown_label)
		view->unknown_label = node->unknown_label;
	else if (view->state == WALK_ASK || view->state == WALK_COMPARE)
		view->unknown_label = default_unknown;
}

struct step_view walk_view(const struct walk *walk, int64_t now)
{
	struct step_view view = {
		.state = state_of(walk),
		.node = walk->at.node,
		.fact = view_fact(walk),
		.choice = walk->choice.at,
		.choice_count = walk->choice.count,
	};
	if (view.state == WALK_START)
		view_start(walk, &view);
	else if (walk->at.question >= 0)
		view_between(walk, &view);
	else
		view_node(&view);
	view.typed = view.fact && view.fact->type != FACT_CHOICE && view.fact->type != FACT_YESNO;
	view.offer = is_offered(walk, view.fact);
	view.running = running_for(walk, view.fact, view.state, now);
	return view;
}
