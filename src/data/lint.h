/*
 * Lint: what the loader cannot see by looking at one place, and what is allowed but unwise.
 * The rule table holds every code of lint and loader; `--explain CODE`, the manual and the
 * tests read it.
 */
#ifndef SYNCFIX_DATA_LINT_H
#define SYNCFIX_DATA_LINT_H

#include <stddef.h>

#include "declare/declare.h"
#include "guide/model.h"

enum lint_level { LINT_ERROR, LINT_WARNING };

struct lint_rule {
	const char *code; /* stable: "dangling-target" */
	enum lint_level level;
	const char *title;   /* one line */
	const char *explain; /* what is wrong, why it matters, how to mend it */
};
/* All rules, by code; count rows. */
const struct lint_rule *lint_rules(size_t *count);
const struct lint_rule *lint_rule(const char *code); /* NULL: no such code */

struct lint_options {
	const char *dir; /* folder of the data: stands before the names of its files; NULL: they stand alone */
	const char *inventory; /* path of the guide's inventory (tab separated), or NULL: no coverage rules */
	const char *guide;     /* path of guide.txt whose hash guide.json names, or NULL */
};

/* Appends what it finds. The guide comes from data_load with the same findings. */
void lint_run(const struct guide *guide, struct findings *findings, const struct lint_options *options);

/* How much of the guide is told (`syncfix coverage`): one row per inventory line. */
struct coverage {
	struct coverage_row {
		char *id, *section, *gist;
		char **node; /* names of the nodes and errors that list it */
		size_t node_count;
		char **missing; /* terms that stand in none of them */
		size_t missing_count;
	} * row;
	size_t count, covered;
};
/* False with err when the inventory cannot be read. */
bool coverage_make(struct coverage *coverage, const struct guide *guide, const char *inventory,
                   struct error *err);
void coverage_clear(struct coverage *coverage);

#endif
