/* Names and places of case files, shared by this floor: STATE/cases/ID.jsonl. The caller frees. */
#ifndef SYNCFIX_STORE_CASE_FOLDER_H
#define SYNCFIX_STORE_CASE_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

#define CASE_SUFFIX ".jsonl"
#define CASE_ASIDE  ".damaged"

char *case_folder(const char *state);
/* Letters, digits and dashes, at most 64, no dash in front: nothing that leads out of the folder. */
bool case_id_ok(const char *id);
/* The id of a case whose first answer came at this time, by the computer's local clock. */
void case_id_add(struct text *out, int64_t at);

#endif
