/* What makes two values of a compared row differ; for the walk and for reports. */
#ifndef SYNCFIX_CASE_COMPARE_H
#define SYNCFIX_CASE_COMPARE_H

#include <stdbool.h>

#include "guide/model.h"

/* By the row's "same": letter by letter, in any case, or as sets (of parts between commas or semicolons).
 * NULL is not known, and never differs. */
bool compare_differs(const struct compare_row *row, const char *good, const char *bad);

#endif
