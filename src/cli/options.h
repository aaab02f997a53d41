/*
 * The command line: one row per option, each naming the commands that take it. Help, completion
 * and the manual are made from or checked against these rows.
 */
#ifndef SYNCFIX_CLI_OPTIONS_H
#define SYNCFIX_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/error.h"

enum option_id {
	OPTION_CONFIG,
	OPTION_DATA,
	OPTION_STATE,
	OPTION_PROFILE,
	OPTION_ROLE,
	OPTION_NOW,
	OPTION_NO_INPUT,
	OPTION_COLOR,
	OPTION_PLAIN,
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_FORMAT,
	OPTION_FACT,
	OPTION_OUTPUT,
	OPTION_TO,
	OPTION_RECIPIENT,
	OPTION_OLDER,
	OPTION_ALL,
	OPTION_YES,
	OPTION_EXPLAIN,
	OPTION_INVENTORY,
	OPTION_SCENARIOS,
	OPTION_GUIDE,
	OPTION_PORT,
	OPTION_DEPTH,
	OPTION_ONLY,
	OPTION_DEADLINE,
	OPTION_PARALLEL,
	OPTION_SHARD,
	OPTION_SINCE,
	OPTION_RESUME,
	OPTION_EVERY,
	OPTION_PLATFORM,
	OPTION_SECTION,
	OPTION_DIFFICULTY,
	OPTIONS
};

struct option_row {
	const char *name;
	char letter;          /* 0: none */
	const char *argument; /* what help calls its value; NULL: takes none */
	const char *commands; /* "a b c"; NULL: all */
	const char *help;
};
const struct option_row *option_row(enum option_id option);

struct options {
	const char *value[OPTIONS]; /* NULL: not given; "" for options without value */
	ARRAY(const char *) fact;   /* each --fact name=value */
	const char *command;        /* first word that is no option; NULL: none */
	const char **word;          /* the words after it, borrowed from argv */
	size_t word_count;
};

/* Options may stand anywhere. argv is rearranged. err.kind is ERROR_USAGE with a sentence. */
bool options_read(struct options *options, int argc, char **argv, struct error *err);
void options_clear(struct options *options);
/* Does the command take the option? */
bool option_applies(enum option_id option, const char *command);

#endif
