/* The one JSON object of `syncfix diagnose --format json`: docs/schemas/diagnose.schema.json. */
#ifndef SYNCFIX_REPORT_DIAGNOSE_JSON_H
#define SYNCFIX_REPORT_DIAGNOSE_JSON_H

#include <stdint.h>

#include "base/text.h"
#include "case/diagnose.h"

/* Appends it with a newline. The ticket is there when the diagnosis ended in one. */
void diagnose_json_write(const struct diagnosis *diagnosis, int64_t now, struct text *out);

#endif
