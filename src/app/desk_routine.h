/* Routines in the wizard: what is ticked there is known to `syncfix routine`, beside the case. */
#ifndef SYNCFIX_APP_DESK_ROUTINE_H
#define SYNCFIX_APP_DESK_ROUTINE_H

#include "app/desk.h"

/* Remembers the answer (written form, NULL for unknown) to an item of the list, if that is a routine. That it
 * cannot be kept is told and costs nothing else. */
void desk_routine_keep(struct desk *desk, const struct node *item, const struct node *list,
                       const char *value);
/* Appends the calendar file of the routine that was gone through, from all answers that are remembered.
 * False: there was none. */
bool desk_routine_reminder(struct desk *desk, struct text *out);

#endif
