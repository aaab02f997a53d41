/* The ways a ticket can go, one row each: `--to`, the keys of the preview and the line mode read them. */
#ifndef SYNCFIX_DELIVER_CHANNEL_H
#define SYNCFIX_DELIVER_CHANNEL_H

#include <stdbool.h>

enum channel {
	CHANNEL_FILE,
	CHANNEL_COPY,
	CHANNEL_EDIT,
	CHANNEL_MAILTO,
	CHANNEL_MAIL,
	CHANNEL_POST,
	CHANNELS
};

struct channel_row {
	const char *name; /* behind --to, and in the journal's `ticket` event */
	bool leaves;      /* this computer: a preview and a yes come before */
	const char *help; /* what it does, without full stop */
};
const struct channel_row *channel_row(enum channel channel);
bool channel_find(const char *name, enum channel *out);

/* How a ticket is written. */
enum written { WRITTEN_TEXT, WRITTEN_MARKDOWN, WRITTEN_JSON, WRITTEN_EML, WRITTEN_FORMS };
const char *written_name(enum written form); /* "text" "markdown" "json" "eml" */
bool written_find(const char *name, enum written *out);
const char *written_ending(enum written form); /* of a file: ".txt" … */

#endif
