/*
 * Values and texts of a case as people read them, cleaned of what a terminal or a mail would act on;
 * private to this floor. Functions that give a text put it into the arena.
 */
#ifndef SYNCFIX_REPORT_WORDING_H
#define SYNCFIX_REPORT_WORDING_H

#include <stdint.h>

#include "base/memory.h"
#include "base/text.h"
#include "case/walk.h"

/* "14 Nov 2026, 11:30 AM EST", by the clock of the fact (NULL: this computer's). */
void wording_time(struct text *out, const struct walk *walk, const struct fact *fact, int64_t at);
/* The value in words; "" for a secret. */
const char *wording_value(struct arena *arena, const struct walk *walk, const struct evidence *evidence);
/* A value as it was written in the journal; as it is when the fact no longer takes it. */
const char *wording_written(struct arena *arena, const struct walk *walk, const struct fact *fact,
                            const char *written);
/* A text of the data with the case's values in it, one line without marks; "" for NULL. */
const char *wording_template(struct arena *arena, const struct walk *walk, const char *text);
/* What somebody typed or a probe said, several lines allowed; "" for NULL. */
const char *wording_clean(struct arena *arena, const char *text);
/* The same as one line. */
const char *wording_line(struct arena *arena, const char *text);
/* What a probe found, in its own sentence without the title before it; else its outcome's label in words. */
const char *wording_finding(struct arena *arena, const struct walk *walk, const struct probe_state *state);
/* "182 ms", "under 1 ms" */
void wording_took(struct text *out, double ms);
/* Moves the text into the arena; it is empty then. */
const char *wording_keep(struct arena *arena, struct text *text);
/* "the merchant", "the customer on the phone", "the class" */
const char *wording_person(enum role role);

#endif
