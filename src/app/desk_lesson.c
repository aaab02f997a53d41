/* A lesson: what is held until the reveal, the fault, the score. */
#include "app/desk_state.h"

bool desk_reveal(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	if (!desk->options.lesson || !desk->held)
		return error_set(err, ERROR_USAGE, "", "Nothing is held back.");
	desk->held = desk->lesson.held = false;
	walk_hold(desk->walk, false);
	desk_tell(desk, "Probes run now.");
	return true;
}

bool desk_fault(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	if (!desk->options.lesson)
		return error_set(err, ERROR_USAGE, "", "This is no lesson.");
	desk->fault_shown = !desk->fault_shown;
	if (desk->fault_shown)
		desk_tell(desk, "The fault of this lesson: %s", desk->options.lesson->fault);
	return true;
}

static size_t answers_given(const struct desk *desk)
{
	const struct journal *journal = walk_journal(desk->walk);
	size_t count = 0;

	for (size_t i = 0; i < journal->event.count; i++)
		count += journal->event.at[i].kind == EVENT_ANSWER;
	return count;
}

bool desk_score(struct desk *desk, const struct intent *intent, struct error *err)
{
	size_t count = answers_given(desk);

	(void)intent;
	if (!desk->options.lesson)
		return error_set(err, ERROR_USAGE, "", "This is no lesson.");
	if (desk->options.lesson->par >= 0)
		desk_tell(desk, "%zu answer%s so far, the start counted; par is %d.", count, count == 1 ? "" : "s",
		          desk->options.lesson->par);
	else
		desk_tell(desk, "%zu answer%s so far, the start counted; no par is set.", count,
		          count == 1 ? "" : "s");
	return true;
}
