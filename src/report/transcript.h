/*
 * A case as plain text: the way so far, what is known with its source, what probes found. For line
 * mode, `case show` and `diagnose`. Times are the computer's local ones, unless a fact has its own zone.
 */
#ifndef SYNCFIX_REPORT_TRANSCRIPT_H
#define SYNCFIX_REPORT_TRANSCRIPT_H

#include <stdint.h>

#include "base/text.h"
#include "case/walk.h"

/* "ORD-1  Is Order Sync ON?  ON (blue)", one line a step. */
void transcript_path(const struct walk *walk, struct text *out);
/* "Order Sync: ON (blue). Read in IS2 by the merchant, 14:02.", newest last; then the probes. */
void transcript_evidence(const struct walk *walk, struct text *out);
/* Contradictions that stand, one line each. */
void transcript_contradictions(const struct walk *walk, struct text *out);
/* Everything with headings, and how the case ended. */
void transcript_write(const struct walk *walk, int64_t now, struct text *out);

#endif
