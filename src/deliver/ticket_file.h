/*
 * Files that leave a case: tickets, mails, calendar entries, in the state folder's "tickets" under a
 * name of their own, or where the person says. Whole or not at all, for the owner alone (0600); what is
 * there is never written over without a yes.
 */
#ifndef SYNCFIX_DELIVER_TICKET_FILE_H
#define SYNCFIX_DELIVER_TICKET_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

/* STATE/tickets/syncfix-NAME-TIME.txt, with -2, -3 … where that is taken; state NULL: the folder we are in.
 * path gets it. */
bool ticket_file_save(const char *state, const char *name, const char *ending, int64_t now,
                      const struct text *bytes, struct text *path, struct error *err);
/* To a path of the person's choice. over: they said yes to writing over it. */
bool ticket_file_write(const char *path, const struct text *bytes, bool over, struct error *err);

#endif
