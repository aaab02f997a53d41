/* Why a field is blank: read from the last event that had to do with its fact. */
#include <string.h>

#include "report/ticket_parts.h"
#include "report/wording.h"

static const struct event_fact *touched(const struct event *event, const struct fact *fact)
{
	for (size_t i = 0; i < event->fact_count; i++) {
		const char *name = event->fact[i].fact;

		if (strcmp(name, fact->name) == 0 || (fact->from_profile && strcmp(name, fact->from_profile) == 0))
			return &event->fact[i];
	}
	return NULL;
}

static bool asks(const struct guide *guide, const struct event *event, const struct fact *fact)
{
	const struct node *node = event->node ? guide_node(guide, event->node) : NULL;

	return node && node->kind == NODE_ASK && node->fact == fact->id;
}

/* Between quotation marks, after the words before it. */
static const char *quoted(struct ticket_maker *maker, const char *before, const char *words)
{
	struct text out = {0};

	text_addf(&out, "%s \"%s\"", before, wording_template(maker->arena, maker->walk, words));
	return wording_keep(maker->arena, &out);
}

static const char *skip_reason(struct ticket_maker *maker, const struct event *event)
{
	if (!event->text || *event->text == '\0')
		return "passed over, nobody said why";
	return quoted(maker, "passed over:", event->text);
}

static const char *answer_reason(struct ticket_maker *maker, const struct event *event)
{
	if (event->text && *event->text)
		return quoted(maker, "asked, and answered", event->text);
	return "asked, and not known";
}

/* What the event says about why the fact is not known; NULL: it has nothing to do with it. */
static const char *reason_of(struct ticket_maker *maker, const struct event *event, const struct fact *fact)
{
	const struct event_fact *change = touched(event, fact);
	bool asked = asks(walk_guide(maker->walk), event, fact);

	if (change && change->value)
		return "no longer known, because something it hangs on changed";
	if (maker->unattended && (change || asked))
		return "nobody was there to ask";
	if (event->kind == EVENT_ANSWER && (change || asked))
		return answer_reason(maker, event);
	if (event->kind == EVENT_SKIP && asked)
		return skip_reason(maker, event);
	if (event->kind == EVENT_PROBE && change)
		return "the last check no longer found it";
	if ((event->kind == EVENT_BACK || event->kind == EVENT_FIX || event->kind == EVENT_WAIT) && change)
		return "to be asked again, not answered yet";
	return NULL;
}

const char *ticket_missing_reason(struct ticket_maker *maker, const struct fact *fact)
{
	const struct journal *journal = walk_journal(maker->walk);

	for (size_t i = journal->event.count; i-- > 0;) {
		const char *reason = reason_of(maker, &journal->event.at[i], fact);

		if (reason)
			return reason;
	}
	return "not asked";
}
