/* Reading a journal file's bytes and putting it right; private to this floor. */
#ifndef SYNCFIX_STORE_JOURNAL_REPAIR_H
#define SYNCFIX_STORE_JOURNAL_REPAIR_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/error.h"
#include "base/text.h"
#include "store/journal_lines.h"

/* Reads all of fd into bytes and journal. False: unreadable, empty, or written by a newer syncfix. */
bool journal_load(int fd, const char *path, struct text *bytes, struct journal *journal,
                  struct journal_lines *lines, struct error *err);
/*
 * Cuts what could not be read off the file, keeping the rest of a damaged one beside it; says so in
 * lost. *good becomes the file's length. False with errno when it cannot be written: nothing was cut
 * that is not kept.
 */
bool journal_repair(int fd, const char *path, const struct text *bytes, const struct journal_lines *lines,
                    off_t *good, struct text *lost);
/* What could not be read, one line; kept is the file that has the rest, or NULL. lost may be NULL. */
void journal_tell(const struct journal_lines *lines, const char *kept, struct text *lost);

#endif
