/*
 * The ways from a step to the next ones, each with the words of when it is taken; for drawings. The
 * same ways as the walk takes, but for those that are the same behind every probe (no connection, a
 * time-out: on_outcome), which would cover everything else.
 */
#ifndef SYNCFIX_GUIDE_EDGES_H
#define SYNCFIX_GUIDE_EDGES_H

#include "guide/model.h"

struct edge {
	const struct node *to; /* NULL: not one step, see elsewhere */
	const char *elsewhere; /* "keys of the platform", "fix of the message"; NULL when to is a step */
	const char *slot;      /* name of the platform's slot when that is elsewhere; else NULL */
	const char *words;     /* "" for the only way; borrowed for the call */
};
typedef void edge_fn(void *ctx, const struct edge *edge);

/* In the order in which the walk tries them. What goes back to a caller is no edge. */
void edges_each(const struct guide *guide, const struct node *node, edge_fn *each, void *ctx);

/* The first step with a code on the way from node when nothing is known; NULL: there is none. platform may
 * be NULL. */
const struct node *edges_first_shown(const struct node *node, const struct platform *platform);

#endif
