/* Waits and fixes → state. */
#include "case/apply.h"

#include <string.h>

/* The wait that was left to come back to stands again. */
static bool resume_wait(struct walk *walk, const struct event *event)
{
	const struct node *node = walk->paused;
	int index = node && apply_is(event->node, node->name) ? path_find(walk, node) : -1;
	if (index < 0)
		return false;
	apply_return(walk, index, event);
	return true;
}

void apply_wait(struct walk *walk, const struct event *event)
{
	struct position *at = &walk->at;
	if (!apply_is_here(walk, event) && !resume_wait(walk, event))
		return;
	bool fix = at->node->kind == NODE_FIX;
	if (apply_is(event->text, "begin")) {
		at->until = event->until;
		at->began = fix ? at->began : event->at;
	} else if (apply_is(event->text, "leave") && !fix) {
		walk->paused = at->node;
		walk->paused_until = at->until;
		path_answer(walk, "Save and come back");
		apply_leave(walk, WAY_EARLY);
	} else if (apply_is(event->text, "reached") && fix) {
		at->reached = true;
	} else if (apply_is(event->text, "reached")) {
		apply_forget(walk, event, false);
		apply_leave(walk, WAY_LATE);
	} else if (apply_is(event->text, "other-time")) {
		at->until = 0;
		apply_forget(walk, event, true);
	}
}

static void fix_done(struct walk *walk, const struct event *event)
{
	struct position *at = &walk->at;
	apply_forget(walk, event, false);
	probes_forget(walk, verify_probe(walk));
	at->before = event->outcome ? arena_strdup(&walk->arena, event->outcome) : NULL;
	at->phase = PHASE_VERIFY;
	at->began = event->at;
	walk->changing = at->node;
	path_answer(walk, "Done");
}

void apply_fix(struct walk *walk, const struct event *event)
{
	if (!apply_is_here(walk, event) || walk->at.node->kind != NODE_FIX)
		return;
	if (apply_is(event->text, "before") || apply_is(event->text, "confounded")) {
		fix_done(walk, event);
	} else if (apply_is(event->text, "after")) {
		walk->changing = NULL;
		path_answer(walk, event->verdict == VERDICT_OK        ? "Done, and it helped"
		                  : event->verdict == VERDICT_PROBLEM ? "Done, but it did not help"
		                                                      : "Done, effect unknown");
		apply_leave(walk, event->verdict == VERDICT_OK ? WAY_THEN : WAY_OTHERWISE);
	} else if (apply_is(event->text, "cannot")) {
		path_answer(walk, "I can't do that");
		apply_leave(walk, WAY_CANNOT);
	} else {
		path_answer(walk, "That doesn't match what I see");
		apply_leave(walk, WAY_OTHERWISE);
	}
}
