#include "store/journal_lines.h"

#include <string.h>

#include "store/event_line.h"

static enum journal_state state_of(enum line_state line, bool ended)
{
	if (line == LINE_NEWER)
		return JOURNAL_NEWER;
	return ended ? JOURNAL_DAMAGED : JOURNAL_TORN;
}

void journal_lines_read(const char *bytes, size_t len, struct journal *journal, struct journal_lines *lines)
{
	struct event_line line = {.doc = NULL};
	size_t number = 0;

	*lines = (struct journal_lines){.state = JOURNAL_WHOLE};
	while (lines->good < len) {
		const char *at = bytes + lines->good;
		const char *newline = memchr(at, '\n', len - lines->good);
		size_t size = newline ? (size_t)(newline - at) : len - lines->good;
		enum line_state state = event_line_read(&line, at, size);

		number++;
		if (state == LINE_GOOD && line.event.n != journal->event.count + 1)
			state = LINE_DAMAGED;
		if (state != LINE_GOOD) {
			lines->state = state_of(state, newline != NULL);
			lines->bad_line = number;
			break;
		}
		journal_add(journal, &line.event);
		lines->unended = !newline;
		lines->good += size + (newline != NULL);
	}
	event_line_clear(&line);
}
