/* One line on standard error that says how far a check is; once a second where only the time changes, never
 * in a pipe. */
#ifndef SYNCFIX_CLI_CHECK_PROGRESS_H
#define SYNCFIX_CLI_CHECK_PROGRESS_H

#include "app/fleet.h"
#include "report/check_report.h"

struct check_progress {
	struct text shown;
};

/* so_far: of a run over several integrations, else NULL. */
void check_progress_show(struct check_progress *progress, const struct fleet_state *state,
                         const struct check_report *so_far);
void check_progress_clear(
	struct check_progress *progress); /* before anything else is printed, and at the end */

#endif
