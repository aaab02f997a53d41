/* "Steps Already Tried", written from the journal: who looked at what, which fix helped. */
#include <string.h>

#include "report/names.h"
#include "report/ticket_parts.h"
#include "report/wording.h"

static void add_step(struct ticket_maker *maker, const char *text, const char *who, int64_t at, bool change)
{
	struct ticket_step step = {.text = text, .who = who, .at = at, .change = change};

	array_push(&maker->ticket->step, step);
}

/* ---- looks ---- */

static void step_of_fact(struct ticket_maker *maker, const struct evidence *evidence)
{
	const struct fact *fact = evidence->fact;
	struct text out = {0};

	if (maker->told[fact->id] || fact->type == FACT_SECRET || evidence->source != SOURCE_PERSON)
		return;
	/* What was read in IS2 and FCP, and of orders, is EFS's matter, not a host's. */
	if (ticket_is_letter(maker->ticket) && (fact->ticket || fact->per))
		return;
	maker->seen[fact->id] = true;
	text_addf(&out, "%s: %s", wording_template(maker->arena, maker->walk, fact->label),
	          wording_value(maker->arena, maker->walk, evidence));
	add_step(maker, wording_keep(maker->arena, &out), wording_line(maker->arena, evidence->vantage),
	         evidence->at, false);
}

/* The facts that this event established and that still stand. */
static void steps_of_facts(struct ticket_maker *maker, const struct event *event)
{
	const struct evidence *evidence;
	size_t count = walk_evidence(maker->walk, &evidence);

	for (size_t i = 0; i < count; i++)
		if (evidence[i].event == event->n)
			step_of_fact(maker, &evidence[i]);
}

static void step_unknown(struct ticket_maker *maker, const struct event *event)
{
	const char *name = event->fact_count > 0 ? event->fact[0].fact : NULL;
	const struct fact *fact = name ? guide_fact(walk_guide(maker->walk), name) : NULL;
	struct text out = {0};

	if (!fact || !fact->ticket || maker->told[fact->id] || walk_fact(maker->walk, fact->id))
		return;
	text_addf(&out, "%s: could not be told", wording_template(maker->arena, maker->walk, fact->label));
	add_step(maker, wording_keep(maker->arena, &out), wording_person(maker->ticket->role), event->at, false);
}

/* Only what a probe found last: before a fix it may have found something else, which the fix says. */
static void step_of_probe(struct ticket_maker *maker, const struct event *event)
{
	const struct probe *probe = event->probe ? guide_probe(walk_guide(maker->walk), event->probe) : NULL;
	const struct probe_state *state = probe ? walk_probe(maker->walk, probe) : NULL;
	struct text out = {0};

	if (!state || !state->outcome || state->at != event->at || state->verdict == VERDICT_SKIPPED ||
	    strcmp(state->outcome, event->outcome ? event->outcome : "") != 0)
		return;
	text_addf(&out, "%s: ", wording_template(maker->arena, maker->walk, probe->title));
	names_label(&out, state->outcome);
	text_addf(&out, " (%s)", names_verdict(state->verdict));
	add_step(maker, wording_keep(maker->arena, &out), "checked by syncfix", event->at, false);
}

/* ---- the journal ---- */

static void steps_of_answer(struct ticket_maker *maker, const struct event *event)
{
	const struct node *node = event->node ? guide_node(walk_guide(maker->walk), event->node) : NULL;
	bool unknown = event->outcome && strcmp(event->outcome, "unknown") == 0;
	const char *compared = NULL;

	if (node && node->kind == NODE_COMPARE && !ticket_is_letter(maker->ticket))
		compared = ticket_compare_step(maker, event);
	if (compared)
		add_step(maker, compared, wording_person(maker->ticket->role), event->at, false);
	else if (unknown && !maker->unattended && !ticket_is_letter(maker->ticket))
		step_unknown(maker, event);
	else
		steps_of_facts(maker, event);
}

static void steps_of_event(struct ticket_maker *maker, size_t index)
{
	const struct event *event = &walk_journal(maker->walk)->event.at[index];
	const char *text;

	switch (event->kind) {
	case EVENT_ANSWER:
		steps_of_answer(maker, event);
		break;
	case EVENT_PROBE:
		step_of_probe(maker, event);
		break;
	case EVENT_FIX:
	case EVENT_WAIT:
	case EVENT_SKIP:
		text = maker->unattended ? NULL : ticket_fix_step(maker, index);
		if (text)
			add_step(maker, text, wording_person(maker->ticket->role), event->at, event->kind == EVENT_FIX);
		break;
	default:
		break;
	}
}

void ticket_add_steps(struct ticket_maker *maker)
{
	size_t count = walk_journal(maker->walk)->event.count;

	for (size_t i = 0; i < count; i++)
		steps_of_event(maker, i);
}
