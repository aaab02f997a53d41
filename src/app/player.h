/*
 * Plays a scenario to its end with the real engine and probes: answers as the scenario's people
 * would, does what it says is done, and notes what was asked. For `syncfix test`.
 */
#ifndef SYNCFIX_APP_PLAYER_H
#define SYNCFIX_APP_PLAYER_H

#include "app/driver.h"
#include "base/array.h"
#include "data/scenario.h"

struct player {
	struct walk *walk;
	struct driver *driver; /* NULL: a tour, nothing is asked of anybody */
	const struct scenario *scenario;
	struct simulation *simulation;
	struct clock *clock;
	const volatile sig_atomic_t *stop;
	struct walk_options again; /* how a case of its own begins, to open handoff codes in */
	struct text handoff;       /* positions whose code does not open the same, one line each */
	bool started;
	ARRAY(const char *) asked; /* facts that somebody was asked for, in order */
	ARRAY(char *) input;       /* every key or line the person gave, as either front end takes it */
};

/* False with err when it cannot go on (no end reached, a start that does not exist). */
bool player_run(struct player *player, struct error *err);
/* Adds to differences when the code of the position does not open the same step and answers. */
void player_check_handoff(const struct player *player, struct text *differences);
void player_clear(struct player *player);
/* Gives the walk of a tour what the probes that it wants have found. */
void player_tell(struct player *player);

/* Holds what happened against the scenario's `expect`; one line per difference. */
void player_compare(const struct player *player, struct text *differences);
/* The fix or wait with a label that the walk came to last, else the end it came to; NULL: none is to blame.
 */
const struct node *player_cause(const struct walk *walk);

#endif
