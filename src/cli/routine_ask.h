/* The items of a routine as questions, line by line; each answer is kept as it is given. */
#ifndef SYNCFIX_CLI_ROUTINE_ASK_H
#define SYNCFIX_CLI_ROUTINE_ASK_H

#include "case/event.h"
#include "cli/setup.h"
#include "store/routine_file.h"

struct routine_ask {
	const struct guide *guide;
	const struct platform *platform; /* or NULL */
	const char *state, *profile;
	enum role role;
	int64_t now;
	int utc_offset;
	struct routine_file *file; /* gets the answers too */
	bool told;                 /* that they cannot be kept */
};

/* Asks for what was not answered today, or with all set for everything. False: nothing was left to ask. */
bool routine_ask(struct routine_ask *ask, const struct node *node, bool all);
/* Keeps an answer; that it cannot be kept is told once. */
void routine_ask_keep(struct routine_ask *ask, const char *item, const char *value);

#endif
