/*
 * An event and its line in a journal file (docs/CASES.md): one JSON object that begins with the
 * version and ends with the CRC-32 of all that stands before it. The one rule: a later version keeps
 * these two ends, so that an older syncfix knows a newer line from a damaged one.
 */
#ifndef SYNCFIX_STORE_EVENT_LINE_H
#define SYNCFIX_STORE_EVENT_LINE_H

#include <stddef.h>

#include "base/array.h"
#include "base/text.h"
#include "case/event.h"
#include "json/json.h"

enum { EVENT_LINE_VERSION = 1 };

/* Appends the line with its newline. */
void event_line_write(struct text *out, const struct event *event);

/* Reads line after line; what it gives is borrowed until the next line. Begins as {0}. */
struct event_line {
	struct event event;
	struct json_doc *doc;
	ARRAY(struct event_fact) fact;
	ARRAY(const char *) stack;
};
enum line_state { LINE_GOOD, LINE_DAMAGED, LINE_NEWER };
/* The line without its newline. */
enum line_state event_line_read(struct event_line *line, const char *at, size_t len);
void event_line_clear(struct event_line *line);

#endif
