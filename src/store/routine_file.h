/*
 * What was answered in the preventive routines of a profile, and when: STATE/routines/PROFILE.jsonl, a
 * line an answer: {"v":1,"at":"2026-11-23T14:02:00Z","item":"prevent.week-errors","value":"yes"}. The one
 * rule: only the latest answer of an item counts; a line that cannot be read is as if that answer had
 * never been given.
 */
#ifndef SYNCFIX_STORE_ROUTINE_FILE_H
#define SYNCFIX_STORE_ROUTINE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/error.h"
#include "base/memory.h"
#include "case/routine.h"

/* Beside the items: the day on which the access of the profile ends; value "2028-05-20", NULL for never. */
#define ROUTINE_FILE_EXPIRY "expiry"

struct routine_file {
	struct arena arena;
	ARRAY(struct routine_answer) answer; /* as they were given, the latest last */
	size_t unread;                       /* lines that were left out */
};

/*
 * profile "" is the file of those without one. No file, or state NULL, is no answer yet. False: it is
 * there and cannot be read (ERROR_NO_INPUT). The caller clears, on failure too.
 */
bool routine_file_read(struct routine_file *file, const char *state, const char *profile, struct error *err);
void routine_file_clear(struct routine_file *file);

/* Appends one answer; it is on the disk when this returns true. state NULL is refused with what to do. */
bool routine_file_add(const char *state, const char *profile, const struct routine_answer *answer,
                      struct error *err);

/* STATE/routines/PROFILE.jsonl; the caller frees. */
char *routine_file_path(const char *state, const char *profile);

#endif
