/*
 * The ways that a walk took out of steps, decisions and calls: what a journal does not tell, for whoever
 * asks which branches of the data are ever used.
 */
#ifndef SYNCFIX_CASE_TAKEN_H
#define SYNCFIX_CASE_TAKEN_H

#include "case/walk.h"

enum taken_kind {
	TAKEN_GO,      /* rule of go */
	TAKEN_ANSWER,  /* a line of the answers: the fact's values where the node names none, then its answers */
	TAKEN_UNKNOWN, /* nobody knows, or no probe could tell */
	TAKEN_ITEM,    /* item of a checklist that leads to its problem */
	TAKEN_ROW,     /* row of a comparison */
	TAKEN_EARLY,   /* of a wait: saved, to come back */
	TAKEN_LATE,    /* the time is reached */
	TAKEN_FOUND,   /* a wait's own look found it */
	TAKEN_THEN,    /* the fix helped; after a call, or what it calls is declined */
	TAKEN_OTHERWISE, /* the fix did not help, or does not match what is seen */
	TAKEN_CANNOT,    /* nobody can do the fix */
	TAKEN_CALL,      /* into what is called */
	TAKEN_KINDS
};
/* As the data calls it: "go" "answer" … "else" "cannot" "call". */
const char *taken_name(enum taken_kind kind);

struct taken {
	const struct node *node;
	enum taken_kind kind;
	size_t index; /* of go, answer, item and row, from 0; else 0 */
};
/* What the walk took since it was made, oldest first. A restored walk begins anew. */
size_t walk_taken(const struct walk *walk, const struct taken **taken);

/* Every way that the data writes at the node, in the order of the kinds. */
void taken_each(const struct guide *guide, const struct node *node,
                void (*each)(void *ctx, const struct taken *taken), void *ctx);
/* In words, for a list: "go 2 (of 3)" is of no help, "go 2: when …" is. Appends. */
void taken_words(const struct guide *guide, const struct taken *taken, struct text *out);

#endif
