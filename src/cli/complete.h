/*
 * What may stand at the end of a command line that is being typed: from the same rows as help and
 * manual, and from data, config and cases. The shells' scripts ask `syncfix completion words`.
 */
#ifndef SYNCFIX_CLI_COMPLETE_H
#define SYNCFIX_CLI_COMPLETE_H

#include "base/text.h"
#include "cli/setup.h"

/*
 * word[0..count): what stands behind "syncfix", the last one being typed ("" for a new one).
 * Appends a line for each candidate: the word, a tab, what it is. The lines ":files" and ":dirs"
 * tell the shell to offer names of files or folders. bash cuts words at "="; those are joined again
 * and the candidates have only what follows it.
 */
void complete_line(struct text *out, struct setup *setup, const char *const *word, size_t count);

struct completion {
	struct text *out;
	struct setup *setup;
	const char *typed;   /* candidates begin with it */
	const char *formats; /* of the command, "a b c" */
	size_t cut;          /* bytes of each candidate that are not printed */
};
/* One candidate, when it begins as typed. told may be NULL. */
void complete_add(struct completion *completion, const char *candidate, const char *told);
/* Everything of a kind as help calls it: "SCENARIO", "CODE", "FILE" …; nothing for others. */
void complete_kind(struct completion *completion, const char *kind);

#endif
