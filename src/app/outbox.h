/*
 * What leaves the case as a file: ticket, mail, calendar entry, in the state folder's "tickets".
 * Every byte is scanned before it is written; what holds a secret is refused.
 */
#ifndef SYNCFIX_APP_OUTBOX_H
#define SYNCFIX_APP_OUTBOX_H

#include "app/desk.h"

/* to: path to write to, or NULL for a name of its own; path gets where it went. */
bool outbox_save(struct desk *desk, const char *to, struct text *path, struct error *err);
bool outbox_mail(struct desk *desk, const char *to, struct text *path, struct error *err);
/* The time a wait is over, or the next time of a routine, as a calendar entry (RFC 5545). */
bool outbox_calendar(struct desk *desk, const char *to, struct text *path, struct error *err);
/* Bytes of the person's own version of the ticket. */
bool outbox_write(struct desk *desk, const char *to, const struct text *bytes, struct error *err);
/* The ticket's text, scanned. */
bool outbox_ticket(struct desk *desk, struct text *out, struct error *err);
/* A file name in the outbox with this ending; the folder is made. The caller frees; NULL and err. */
char *outbox_path(struct desk *desk, const char *name, const char *ending, struct error *err);

#endif
