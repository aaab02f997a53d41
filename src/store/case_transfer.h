/*
 * Cases that go to another machine and come from one. An export has the form of a journal file
 * (docs/CASES.md). The one rule: what comes in is somebody else's: it is held against limits, its texts
 * are cleaned, and it never becomes a case of one of our profiles, whose store would be asked.
 */
#ifndef SYNCFIX_STORE_CASE_TRANSFER_H
#define SYNCFIX_STORE_CASE_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"
#include "case/event.h"

enum {
	TRANSFER_BYTES = 8 << 20,
	TRANSFER_EVENTS = 20000,
	TRANSFER_TEXT = 16 << 10, /* bytes of one text */
	TRANSFER_FACTS = 500,     /* of one event */
};
/* Before the name of the profile that a case was begun with elsewhere; a scenario's ("demo:…") stays. */
#define TRANSFER_PROFILE "imported:"

/* Appends an event's text to out, without what may not leave. index: of the event. */
typedef void transfer_scrub_fn(void *ctx, size_t index, const char *text, struct text *out);
void case_export(const struct journal *journal, transfer_scrub_fn *scrub, void *ctx, struct text *out);

/* journal: journal_init first; the caller clears, on failure too. name: of the file, for err. */
bool case_import(const char *bytes, size_t len, const char *name, struct journal *journal, struct error *err);
/* Saves it as a new case; the id is the caller's. NULL and err when it cannot be written. */
char *case_import_save(const char *state, const struct journal *journal, struct error *err);

#endif
