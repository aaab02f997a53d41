/*
 * The bytes of a journal file → its events, up to where they can be trusted. Knows no file.
 */
#ifndef SYNCFIX_STORE_JOURNAL_LINES_H
#define SYNCFIX_STORE_JOURNAL_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "case/event.h"

enum journal_state {
	JOURNAL_WHOLE,
	JOURNAL_TORN,    /* the last line has no end: cut off while it was written */
	JOURNAL_DAMAGED, /* a line in between, or one that is out of order */
	JOURNAL_NEWER,   /* written by a newer syncfix */
};

struct journal_lines {
	enum journal_state state;
	size_t good;     /* bytes that hold the events read */
	size_t bad_line; /* number of the first line that is not read, from 1; 0: none */
	bool unended;    /* the last event is whole, but its newline is missing */
};

/* Adds the events to journal, which the caller owns. */
void journal_lines_read(const char *bytes, size_t len, struct journal *journal, struct journal_lines *lines);

#endif
