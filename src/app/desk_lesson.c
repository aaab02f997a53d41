/* A lesson: what is held until the reveal, the fault, the score. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "app/desk_state.h"

bool desk_reveal(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	if (!desk->options.lesson)
		return error_set(err, ERROR_USAGE, "", "Nothing is held back.");
	desk->held = desk->lesson.held = !desk->held;
	walk_hold(desk->walk, desk->held);
	desk_tell(desk, desk->held ? "Frozen: no probe starts until Space." : "Probes run now.");
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

/* ---- quiz ---- */

bool desk_quiz(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	(void)err;
	desk->quiz = !desk->quiz;
	desk->guess[0] = '\0';
	desk_tell(desk, desk->quiz ? "Quiz: before each answer the class says which step comes next (u)."
	                           : "No more quiz.");
	return true;
}

bool desk_guess(struct desk *desk, const struct intent *intent, struct error *err)
{
	if (!desk->quiz)
		return error_set(err, ERROR_USAGE, "", "No quiz is on.");
	snprintf(desk->guess, sizeof desk->guess, "%s", intent->words ? intent->words : "");
	desk_tell(desk, "The class says %s. Now the answer.", desk->guess);
	return true;
}

bool desk_quiz_allows(const struct desk *desk, struct error *err)
{
	if (!desk->quiz || desk->guess[0] || desk->lead_count == 0)
		return true;
	return error_set(err, ERROR_USAGE, "", "Quiz: first the class says which step comes next (u).");
}

void desk_quiz_judge(struct desk *desk)
{
	struct step_view view = walk_view(desk->walk, desk_now(desk));
	const char *code = view.node && view.node->code ? view.node->code : "";
	bool right = strcasecmp(code, desk->guess) == 0;

	if (!desk->quiz || !desk->guess[0])
		return;
	desk->quiz_asked++;
	desk->quiz_right += right;
	if (right)
		desk_tell(desk, "Right: %s.", code);
	else
		desk_tell(desk, "Not %s but %s.", desk->guess, code);
	desk->guess[0] = '\0';
}
