/*
 * Many integrations in one run, over one syncfix-net: who is looked at when, so that those of one host
 * take turns, a store that does not answer gives its seat away, and memory and open files depend on
 * the seats alone. The opener makes walk and driver for one and takes what came of it; the one rule:
 * nothing of one integration is kept here when it is done.
 */
#ifndef SYNCFIX_APP_FLEET_H
#define SYNCFIX_APP_FLEET_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/driver.h"

enum { FLEET_SEATS_MAX = 1000 };

/* One that is being looked at. What the opener does not set is the fleet's. */
struct fleet_look {
	size_t profile; /* which one */
	void *session;  /* the opener's */
	struct walk *walk;
	struct driver *driver; /* NULL: nothing can be asked, see trouble */
	char trouble[600];     /* why, one sentence, or "" */
	int64_t began;         /* monotonic ms */
	int64_t heard;         /* 0: no probe has answered yet */
	bool alone;            /* over a syncfix-net of its own */
};

enum fleet_end { FLEET_DONE, FLEET_STOPPED /* the deadline or Ctrl-C: what is missing was cut off */ };

struct fleet_state {
	size_t total, done, looking, late; /* late: put off because they did not answer at first */
	int64_t began;
	const struct fleet_look *oldest; /* of those that are being looked at, or NULL */
};

struct fleet_options {
	size_t count;
	size_t seats;        /* 1 to FLEET_SEATS_MAX: so many at a time, and some more while stores are silent */
	struct hands *hands; /* shared by all; started already or not; borrowed */
	int64_t end;         /* monotonic ms of the deadline; 0: none */
	const volatile sig_atomic_t *stop;
	/* A number that profiles of one host share, and the pause that its platform wants between requests. */
	uint64_t (*host)(void *ctx, size_t profile, int64_t *gap_ms);
	/*
	 * Fills session, walk, driver (made with hands and seat; NULL: with its own) and trouble of a zeroed
	 * look; probes are started by the fleet.
	 */
	void (*open)(void *ctx, struct fleet_look *look, struct hands *hands, unsigned seat);
	void (*done)(void *ctx, struct fleet_look *look, enum fleet_end end); /* the result, or NULL walk */
	void (*close)(void *ctx, struct fleet_look *look); /* frees what open made; may come without done */
	void (*left)(void *ctx, size_t profile);           /* there was no time for it */
	void (*rest)(void *ctx); /* some were done, and now it waits: time to flush what was written */
	void (*tick)(void *ctx, const struct fleet_state *state); /* about every 100 ms; may be NULL */
	void *ctx;
};

void fleet_run(const struct fleet_options *options);

#endif
