/*
 * What leaves the case: its ticket by every way there is (deliver/channel.h), and calendar entries. The
 * one rule: bytes are made once, scanned, and then shown, written, copied or sent as they are.
 */
#ifndef SYNCFIX_APP_OUTBOX_H
#define SYNCFIX_APP_OUTBOX_H

#include "app/desk.h"
#include "deliver/channel.h"

/* to: path to write to, or NULL for a name of its own; path gets where it went. */
bool outbox_save(struct desk *desk, const char *to, enum written form, struct text *path, struct error *err);
/* The time a wait is over, or the next time of a routine, as a calendar entry (RFC 5545). */
bool outbox_calendar(struct desk *desk, const char *to, struct text *path, struct error *err);
/* In the person's editor; what they made of it is the ticket from then on, an empty text the wizard's again.
 */
bool outbox_edit(struct desk *desk, struct error *err);
/* The ticket, or a mailto: link of it, into the clipboard; told tells where it is. */
bool outbox_copy(struct desk *desk, enum channel channel, struct text *told, struct error *err);
/* Any words of the screen (a code, the steps of a fix): they are no ticket. */
bool outbox_copy_words(struct desk *desk, const char *words, struct text *told, struct error *err);
/* The link itself, for those who have no clipboard. */
bool outbox_link(struct desk *desk, struct text *link, struct error *err);

/* Mail or post, made ready to be looked at (desk->outgoing); recipient "" for the one of the settings. */
bool outbox_prepare(struct desk *desk, enum channel channel, const char *recipient, struct error *err);
/* Sends what is ready; when that fails the ticket is kept in a file, and err says which. */
bool outbox_send(struct desk *desk, struct text *told, struct error *err);

#endif
