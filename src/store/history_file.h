/*
 * How an integration was over time: STATE/history/PROFILE.jsonl, a line an entry (case/history.h). The
 * one rule: a line that cannot be read is as if it had never been written. The oldest half goes when
 * the file is over 4 MiB.
 */
#ifndef SYNCFIX_STORE_HISTORY_FILE_H
#define SYNCFIX_STORE_HISTORY_FILE_H

#include "base/error.h"
#include "case/history.h"

/* Entries since that time (INT64_MIN: all). No file is no entry. The caller clears, on failure too. */
bool history_file_read(struct history *history, const char *state, const char *profile, int64_t since,
                       struct error *err);
/* Not synced to the disk: ten thousand of them a run would be slow, and a lost one is no loss. */
bool history_file_add(const char *state, const char *profile, const struct history_entry *entry,
                      struct error *err);
/* When the last check was; false: none is known. Reads the end of the file only. */
bool history_file_last(const char *state, const char *profile, int64_t *at);

/*
 * A run over several integrations that is under way, by its part ("" or "2/4"): begun when, so that one that
 * was interrupted can be gone on with.
 */
bool history_run_begin(const char *state, const char *part, int64_t at);
bool history_run_find(const char *state, const char *part, int64_t *at);
void history_run_end(const char *state, const char *part);

#endif
