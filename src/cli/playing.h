/*
 * Plays scenarios against the simulated store and tours by hand, one after the other: for `test` and
 * for `coverage --scenarios`.
 */
#ifndef SYNCFIX_CLI_PLAYING_H
#define SYNCFIX_CLI_PLAYING_H

#include "app/player.h"
#include "cli/setup.h"

struct played {
	const char *name;            /* "woo-unknown-key", or a walk of a tour: "orders/stalled" */
	const struct player *player; /* its walk is NULL when nothing could be played */
	const char *differences;     /* a line each; "": it came out as it should */
};
typedef void played_fn(void *ctx, const struct played *played);

/* Those that the command line names, else all. Stops at Ctrl-C. */
void playing_wanted(struct setup *setup, played_fn *each, void *ctx);
void playing_all(struct setup *setup, played_fn *each, void *ctx);

#endif
