/* A command that is fed a text on its standard input: the system's clipboard programs. No shell. */
#ifndef SYNCFIX_DELIVER_FEED_H
#define SYNCFIX_DELIVER_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Is there a program of this name in the folders of path ("a:b:c")? A name with a slash is looked at as it
 * is. */
bool feed_finds(const char *program, const char *path);
/*
 * Runs words[0] with the words and the bytes as its input, its output thrown away. It may leave a
 * child behind that holds the clipboard. False with err: not found, failed, or not through within
 * the time (then it was ended).
 */
bool feed_command(const char *const *words, const char *bytes, size_t len, int timeout_ms, struct error *err);

#endif
