/* A handoff code → a case: events that bring it to the position, so that its journal tells how it began. */
#include "case/handoff_parts.h"

#include <string.h>

#include "case/input.h"

static const char vantage[] = "told by handoff code";

/* The symptom that was chosen at the start, by the answer of the same name. */
static const struct symptom *symptom_of(const struct handoff *handoff)
{
	const struct guide *guide = handoff->guide;
	const struct fact *fact = guide_fact(guide, "symptom");

	for (size_t i = 0; fact && i < handoff->fact_count; i++) {
		uint32_t value = handoff->fact[i].value;
		if (handoff->fact[i].n != (uint32_t)fact->n || value == 0 || value > fact->value_count)
			continue;
		for (size_t k = 0; k < guide->symptom_count; k++)
			for (size_t s = 0; s < guide->symptom[k].set_count; s++)
				if (guide->symptom[k].set[s].fact == fact->id &&
				    strcmp(guide->symptom[k].set[s].value.text, fact->value[value - 1].name) == 0)
					return &guide->symptom[k];
	}
	return NULL;
}

/* Records without going on: the position is complete only with the last of them. */
static void record(struct input *input)
{
	input->event.fact = input->fact;
	walk_emit(input->walk, &input->event);
	arena_clear(&input->arena);
}

static void open_symptom(struct walk *walk, const struct symptom *symptom, int64_t now)
{
	struct input input;

	if (!symptom)
		return;
	input_begin(&input, walk, EVENT_ANSWER, now);
	input.event.node = NULL;
	input.event.text = symptom->name;
	input.event.vantage = "chosen at the start";
	input_presets(&input, symptom->set, symptom->set_count);
	record(&input);
}

/* The question as the tree of the step puts it, or any other. */
static const struct node *question_node(const struct walk *walk, const struct handoff *handoff, int fact)
{
	const struct tree *tree = handoff->at.node ? handoff->at.node->tree : NULL;

	for (size_t i = 0; tree && i < walk->guide->node_count; i++) {
		const struct node *node = &walk->guide->node[i];
		if (node->kind == NODE_ASK && node->fact == fact && node->tree == tree)
			return node;
	}
	return view_question_node(walk, fact);
}

/* "I can't see it" is said again where it was said, so that nobody is asked twice. */
static void open_unknown(struct walk *walk, const struct handoff *handoff, const struct fact *fact,
                         int64_t now)
{
	const struct node *node = question_node(walk, handoff, fact->id);
	struct frames none = {.count = 0};
	struct input input;

	if (!node)
		return;
	advance_visit(walk, node, &none, false, now);
	input_begin(&input, walk, EVENT_ANSWER, now);
	input.event.text = node->unknown_label ? node->unknown_label : "I can't see it";
	input.event.outcome = "unknown";
	input.event.source = SOURCE_IMPORT;
	input.event.vantage = vantage;
	input_fact(&input, fact->name, NULL);
	record(&input);
}

static void open_in_between(struct walk *walk, const struct fact *fact, int64_t now)
{
	struct input input;

	input_begin(&input, walk, EVENT_ANSWER, now);
	input.event.outcome = "unknown";
	input.event.source = SOURCE_IMPORT;
	input.event.vantage = vantage;
	input_fact(&input, fact->name, NULL);
	record(&input);
}

static void each_unknown(struct walk *walk, const struct handoff *handoff, bool in_between, int64_t now)
{
	for (size_t i = 0; i < handoff->fact_count; i++) {
		const struct handoff_fact *told = &handoff->fact[i];
		const struct fact *fact = told->value == 0 ? handoff_fact(handoff->guide, told->n) : NULL;
		if (!fact || told->in_between != in_between)
			continue;
		if (in_between)
			open_in_between(walk, fact, now);
		else
			open_unknown(walk, handoff, fact, now);
	}
}

static void add_fact(struct input *input, const struct handoff_fact *told)
{
	const struct fact *fact = handoff_fact(input->walk->guide, told->n);

	if (!fact || told->value == 0)
		return;
	if (fact->type == FACT_YESNO && told->value <= 2)
		input_fact(input, fact->name, told->value == 1 ? "yes" : "no");
	else if (fact->type == FACT_CHOICE && told->value <= fact->value_count)
		input_fact(input, fact->name, fact->value[told->value - 1].name);
}

static void open_message(struct walk *walk, const struct handoff *handoff, int64_t now)
{
	const struct fact *fact = handoff_fact(walk->guide, handoff->message_fact);
	struct input input;

	if (!fact || fact->type != FACT_TEXT || !handoff->known)
		return;
	input_begin(&input, walk, EVENT_OPEN, now);
	input.event.node = NULL;
	input.event.source = SOURCE_IMPORT;
	input.event.vantage = vantage;
	input_fact(&input, fact->name, handoff->known->text);
	record(&input);
}

/* In as many events as it takes: each holds INPUT_FACTS. */
static void open_facts(struct walk *walk, const struct handoff *handoff, int64_t now)
{
	const struct guide *guide = walk->guide;

	for (size_t i = 0; i == 0 || i < handoff->fact_count;) {
		struct input input;
		input_begin(&input, walk, EVENT_OPEN, now);
		input.event.node = NULL;
		input.event.source = SOURCE_IMPORT;
		input.event.vantage = vantage;
		if (i == 0 && handoff->platform && walk->fact_platform >= 0)
			input_fact(&input, guide->fact[walk->fact_platform].name, handoff->platform->id);
		do {
			if (i < handoff->fact_count)
				add_fact(&input, &handoff->fact[i]);
		} while (++i < handoff->fact_count && input.event.fact_count + 1 < INPUT_FACTS);
		if (input.event.fact_count > 0)
			record(&input);
		else
			arena_clear(&input.arena);
	}
}

/* ---- the step ---- */

/* An event of the step in front: kind, text, outcome, verdict and until of like. */
static void emit_here(struct walk *walk, const struct event *like, int64_t now)
{
	struct input input;

	input_begin(&input, walk, like->kind, now);
	input.event.text = like->text;
	input.event.outcome = like->outcome;
	input.event.verdict = like->verdict;
	input.event.until = like->until;
	input.event.source = SOURCE_IMPORT;
	input.event.vantage = vantage;
	record(&input);
}

/* How a step was left, where something is asked before the way on is known. */
static void open_leaving(struct walk *walk, const struct handoff *handoff, int64_t now)
{
	static const struct event rows[] = {
		[WAY_PASS] = {.kind = EVENT_SKIP, .text = ""},
		[WAY_UNKNOWN] = {.kind = EVENT_ANSWER, .outcome = "unknown"},
		[WAY_ON] = {.kind = EVENT_ANSWER},
		[WAY_EARLY] = {.kind = EVENT_WAIT, .text = "leave"},
		[WAY_LATE] = {.kind = EVENT_WAIT, .text = "reached"},
		[WAY_FOUND] = {.kind = EVENT_WAIT, .text = "reached"},
		[WAY_THEN] = {.kind = EVENT_FIX, .text = "after", .verdict = VERDICT_OK},
		[WAY_OTHERWISE] = {.kind = EVENT_FIX, .text = "no-match"},
		[WAY_CANNOT] = {.kind = EVENT_FIX, .text = "cannot"},
	};
	const struct node *node = walk->at.node;
	struct event like = rows[handoff->way];

	if (node->kind == NODE_ASK && handoff->answer >= 0 && (size_t)handoff->answer < node->answer_count)
		like = (struct event){.kind = EVENT_ANSWER, .text = node->answer[handoff->answer].label};
	emit_here(walk, &like, now);
}

static void open_verify(struct walk *walk, const struct handoff *handoff, int64_t now)
{
	if (walk->at.node->kind != NODE_FIX)
		return;
	emit_here(walk, &(struct event){.kind = EVENT_FIX, .text = "before"}, now);
	if (handoff->reached)
		emit_here(walk, &(struct event){.kind = EVENT_WAIT, .text = "reached"}, now);
	if (handoff->gave_up)
		emit_here(walk, &(struct event){.kind = EVENT_SKIP, .text = "not waited for"}, now);
}

static void open_step(struct walk *walk, const struct handoff *handoff, int64_t now)
{
	struct frames frames = {.count = 0};
	bool passing = handoff->phase == HANDOFF_LEAVE && handoff->at.node->kind == NODE_ASK &&
	               handoff->way == WAY_PASS && handoff->answer < 0;

	for (size_t i = 0; i < handoff->frame_count; i++)
		if (handoff->frame[i].node)
			frames.at[frames.count++] = handoff->frame[i].node;
	advance_visit(walk, handoff->at.node, &frames, passing, now);
	if (handoff->phase == HANDOFF_VERIFY)
		open_verify(walk, handoff, now);
	else if (handoff->phase == HANDOFF_LEAVE && !passing)
		open_leaving(walk, handoff, now);
	if (handoff->until != 0)
		emit_here(walk, &(struct event){.kind = EVENT_WAIT, .text = "begin", .until = handoff->until}, now);
}

/* What must be asked again before anything else, as after "recheck". */
static void open_recheck(struct walk *walk, const struct handoff *handoff, int64_t now)
{
	for (size_t i = 0; i < handoff->recheck_count; i++) {
		const struct fact *fact = handoff_fact(handoff->guide, handoff->recheck[i]);
		struct input input;
		if (!fact || !walk->at.node)
			continue;
		input_begin(&input, walk, EVENT_BACK, now);
		input.event.text = "recheck";
		input_fact(&input, fact->name, NULL);
		record(&input);
	}
}

bool handoff_open(struct walk *walk, const struct handoff *handoff, int64_t now, struct error *err)
{
	const struct symptom *symptom = symptom_of(handoff);

	if (!handoff->at.node && !symptom)
		return error_set(err, ERROR_DATA, "", "The step %s is not in the data here, nor what it began with.",
		                 handoff->at.code);
	if (handoff->at.node)
		open_symptom(walk, symptom, now);
	each_unknown(walk, handoff, false, now);
	open_facts(walk, handoff, now);
	open_message(walk, handoff, now);
	if (handoff->at.node) {
		open_step(walk, handoff, now);
		each_unknown(walk, handoff, true, now);
		open_recheck(walk, handoff, now);
	} else {
		open_symptom(walk, symptom, now);
	}
	advance(walk, now);
	return true;
}
