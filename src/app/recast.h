/*
 * A case made into a scenario: what was answered becomes what people answer, what was done becomes "do",
 * and everything that could name somebody is replaced. The store gives no probe an answer that tells
 * anything: what a probe found in the real one is told by people here, as somebody without keys would.
 */
#ifndef SYNCFIX_APP_RECAST_H
#define SYNCFIX_APP_RECAST_H

#include "app/player.h"

struct recast {
	const char *name;               /* of the scenario */
	const char *platform;           /* id */
	const struct player *played;    /* what came out when it was played; NULL: not played yet */
	const struct node *const *also; /* fixes that the play comes to and the case did not: not done there */
	size_t also_count;
};

/* Appends the scenario as JSON. */
void recast_write(const struct recast *recast, const struct guide *guide, const struct journal *journal,
                  struct text *out);

#endif
