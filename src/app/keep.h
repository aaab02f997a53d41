/*
 * Keeping a case: its events go to a journal file from the first answer on. Not being able to
 * write is told once and never stops the case.
 */
#ifndef SYNCFIX_APP_KEEP_H
#define SYNCFIX_APP_KEEP_H

#include "case/walk.h"
#include "ui/model.h"

struct keep;

/* state: folder of the state, NULL: nothing is kept. keep_begin or keep_open must follow. */
struct keep *keep_new(const char *state, const struct guide *guide);
void keep_free(struct keep *keep);
/* Deletes the cases whose last event is older; those that are open elsewhere stay. */
void keep_delete_older(struct keep *keep, int64_t before);
/* The next events belong to a new case. */
void keep_begin(struct keep *keep);
void keep_event(struct keep *keep, const struct event *event);
/* Brings what was written to the disk: once in each turn, after painting. */
void keep_sync(struct keep *keep);
/* Where it is kept, or why it is not: one line. */
const char *keep_where(struct keep *keep);
/* What the person should be told about saving, each thing once; "" for nothing. */
const char *keep_trouble(struct keep *keep);

/* Reads the saved cases, newest first; keep_known gives them until the next keep_list. */
void keep_list(struct keep *keep);
size_t keep_known(const struct keep *keep, const struct ui_case **cases);
const char *keep_current(const struct keep *keep);          /* id of the case in front; NULL: not saved yet */
const char *keep_id(const struct keep *keep, size_t index); /* NULL: there is none */
/*
 * Opens a saved case for going on and fills its events in (journal_init before, the caller clears).
 * The case before is closed. False and err when it is not there, open elsewhere or too new; then
 * the case before stays.
 */
bool keep_open(struct keep *keep, const char *id, struct journal *events, struct text *lost,
               struct error *err);

#endif
