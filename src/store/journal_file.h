/*
 * The file of one case: its journal, one line for each event (docs/CASES.md), in STATE/cases. It
 * appears at the first answer or taken outcome; what came before waits until then, so opening the
 * program and leaving it leaves nothing. Each event is on the disk when journal_file_hear returns.
 * The one rule: a case goes on whether or not it can be saved. Nothing here refuses an event; what
 * could not be written is kept and tried again with the next one, and journal_file_tell says so once.
 */
#ifndef SYNCFIX_STORE_JOURNAL_FILE_H
#define SYNCFIX_STORE_JOURNAL_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"
#include "case/event.h"

struct journal_file;

/* A new case. state: folder of the state (struct paths), NULL when there is none: then the case is
 * not saved. Never NULL; the caller closes. */
struct journal_file *journal_file_new(const char *state);
/*
 * Opens a saved case to go on with it: fills journal with its events, for walk_restore, and holds
 * the lock that keeps a second syncfix away. What of the file could not be read is repaired on the
 * disk and said in lost, one line each (may be NULL): a torn last line is cut, what follows a damaged
 * line goes into a file beside it that ends in ".damaged". NULL and err when there is no such case,
 * another syncfix has it open, it cannot be written, or a newer syncfix wrote it (ERROR_DATA).
 * journal: journal_init first; the caller clears it, on failure too.
 */
struct journal_file *journal_file_resume(const char *state, const char *id, struct journal *journal,
                                         struct text *lost, struct error *err);
void journal_file_close(struct journal_file *file); /* NULL is fine */

/* The listener of a walk (walk_options.listen) with the file as its ctx. Events come in order, from 1
 * in a new case, from behind the last one that was read in a resumed case. */
void journal_file_hear(void *ctx, const struct event *event);
/*
 * A front end that paints between writing and syncing: with defer, hear only writes, and sync brings
 * all that was written to the disk. Call sync once in each turn of its loop, after painting.
 */
void journal_file_defer(struct journal_file *file, bool defer);
void journal_file_sync(struct journal_file *file);

const char *journal_file_id(const struct journal_file *file);   /* NULL until the file appears */
const char *journal_file_path(const struct journal_file *file); /* the same */
/* Is everything on the disk that should be? False with err: why not, and what can be done. */
bool journal_file_saved(const struct journal_file *file, struct error *err);
/*
 * What the person should be told now, appended to out, each thing once: where cases are kept and what
 * is in them (with the first case ever saved), that saving stopped, that it works again. False: nothing.
 */
bool journal_file_tell(struct journal_file *file, struct text *out);

/*
 * Reads a case without opening it for writing: for showing, tickets, exports. Changes nothing on the
 * disk, needs no lock; a line that another syncfix is just writing is left out. journal and lost as in
 * journal_file_resume. False: unreadable (ERROR_NO_INPUT), or a newer syncfix wrote it (ERROR_DATA).
 */
bool journal_file_read(const char *path, struct journal *journal, struct text *lost, struct error *err);

#endif
