/* What is to blame, as far as it is known: the fix that the case stands at, or that could not be done. */
#include <string.h>

#include "report/ticket_parts.h"
#include "report/wording.h"

/* What was said of the fix last; NULL when it was only shown. */
static const struct event *last_word(const struct journal *journal, const struct node *fix)
{
	for (size_t i = journal->event.count; i-- > 0;) {
		const struct event *event = &journal->event.at[i];

		if (event->kind == EVENT_FIX && event->node && strcmp(event->node, fix->name) == 0)
			return event;
	}
	return NULL;
}

/* A fix that was tried and judged, or that does not match what is seen, is no cause any more. */
static bool stands(const struct journal *journal, const struct node *fix)
{
	const struct event *event = last_word(journal, fix);

	return !event || !event->text ||
	       (strcmp(event->text, "after") != 0 && strcmp(event->text, "no-match") != 0);
}

void ticket_add_cause(struct ticket_maker *maker)
{
	const struct walk_stop *stop;
	size_t count = walk_path(maker->walk, &stop);
	struct text out = {0};

	for (size_t i = count; i-- > 0;) {
		const struct node *node = stop[i].node;

		if (node->kind != NODE_FIX)
			continue;
		if (!stands(walk_journal(maker->walk), node))
			return;
		text_add(&out, wording_template(maker->arena, maker->walk, node->title));
		if (node->cause)
			text_addf(&out, ". %s", wording_template(maker->arena, maker->walk, node->cause));
		maker->ticket->cause = wording_keep(maker->arena, &out);
		return;
	}
}
