/*
 * The case read back on the phone: what was said, what was looked at, what was done, and where it
 * stands, in sentences that can be said and confirmed.
 */
#ifndef SYNCFIX_REPORT_READBACK_H
#define SYNCFIX_REPORT_READBACK_H

#include <stdint.h>

#include "base/text.h"
#include "case/walk.h"

/* A line each; headings end with a colon, what stands below them begins with two blanks. */
void readback_write(const struct walk *walk, int64_t now, struct text *out);

#endif
