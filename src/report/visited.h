/*
 * What of the data scenarios ever come to: steps, branches, outcomes of probes, endings. A list of all
 * there is, in the order of the data, in which walks leave their marks.
 */
#ifndef SYNCFIX_REPORT_VISITED_H
#define SYNCFIX_REPORT_VISITED_H

#include "case/taken.h"
#include "case/walk.h"

enum visited_kind { VISITED_NODE, VISITED_BRANCH, VISITED_OUTCOME, VISITED_ENDING, VISITED_KINDS };
const char *visited_name(enum visited_kind kind); /* "nodes" "branches" "outcomes" "endings" */

struct visited_row {
	enum visited_kind kind;
	struct taken way;    /* of a node and a branch; its node is NULL for the others */
	const char *of;      /* outcome: probe, platform whose probes share it, or "any probe" */
	const char *outcome; /* outcome, or the ending's name */
	size_t times;
};

struct visited {
	const struct guide *guide;
	ARRAY(struct visited_row) row;
	size_t *first;            /* by node: its row; its branches follow */
	size_t outcomes, endings; /* where these begin */
};

void visited_make(struct visited *visited, const struct guide *guide);
void visited_clear(struct visited *visited);
void visited_add(struct visited *visited, const struct walk *walk);
/* How many rows of a kind there are, and how many have a mark. */
size_t visited_total(const struct visited *visited, enum visited_kind kind);
size_t visited_marked(const struct visited *visited, enum visited_kind kind);
/* "orders.toggle (ORD-2), answer 1: OFF (gray)". Appends. */
void visited_words(const struct visited *visited, const struct visited_row *row, struct text *out);

#endif
