/*
 * A text without what nobody else may have: secrets by their shape and buyers' addresses and numbers
 * become "[removed: a WooCommerce consumer key]". For exports; a ticket is refused instead (final_scan.h),
 * because there a person can still mend it.
 */
#ifndef SYNCFIX_REPORT_SCRUB_H
#define SYNCFIX_REPORT_SCRUB_H

#include <stddef.h>

#include "base/text.h"

/* Appends the text scrubbed; gives how many pieces were removed. */
size_t scrub_add(struct text *out, const char *text);

#endif
