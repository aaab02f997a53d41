/*
 * Probes for a walk: what it wants is asked of syncfix-net, what comes back is given to it. Used
 * by every way to run a walk: full screen, line mode, diagnose, probe, test. A syncfix-net that
 * ends, hangs or talks garbage costs the probe it was at and nothing else.
 */
#ifndef SYNCFIX_APP_DRIVER_H
#define SYNCFIX_APP_DRIVER_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "app/hands.h"
#include "app/integration.h"
#include "app/simulation.h"
#include "base/clock.h"
#include "base/error.h"
#include "case/walk.h"
#include "wire/wire.h"

struct driver;

struct driver_options {
	const char *program;                   /* path of syncfix-net */
	const struct integration *integration; /* outlives the driver */
	const char *ca_pem;                    /* private authority, or NULL */
	struct simulation *simulation;         /* stands in for the store; borrowed, or NULL */
	const struct clock *clock;
	int secret_timeout; /* seconds for a secret's command */
	bool trace;         /* keep excerpts of answers that are well */
	/* Called with every whole answer, before the walk gets it; for `probe`. May be NULL. */
	void (*tell)(void *ctx, const struct probe *probe, const struct wire_tell *tell);
	void *ctx;
	/*
	 * Called when syncfix-net ended and what was typed into it is gone: calls driver_start and types
	 * it again. NULL: it is started without.
	 */
	bool (*revive)(void *ctx, struct driver *driver, struct error *err);
	void *revive_ctx;
	/*
	 * Several drivers over one syncfix-net (app/fleet.h): its owner reads it and gives each what is its
	 * own (driver_take), and secrets' commands run beside instead of being waited for. NULL: its own.
	 */
	struct hands *hands;
	unsigned seat; /* of this driver among them */
	/* Only these probes; NULL: all that the walk wants. */
	bool (*wants)(void *ctx, const struct probe *probe);
	void *wants_ctx;
};

struct driver *driver_new(struct walk *walk, const struct driver_options *options);
void driver_free(struct driver *driver);
/* The walk was rebuilt (resume, another case): from now on this one is served. */
void driver_set_walk(struct driver *driver, struct walk *walk);

/* Starts syncfix-net and hands over the secrets. False with err: no probe can run now. */
bool driver_start(struct driver *driver, struct error *err);
bool driver_started(const struct driver *driver);
/* A secret that was typed; wiped by the caller afterwards. */
bool driver_type_secret(struct driver *driver, const char *key, const char *bytes);

/* Starts what the walk wants. Call after every input to the walk; does nothing before driver_start. */
void driver_pump(struct driver *driver);
int driver_fd(const struct driver *driver);      /* to poll for reading; -1: nothing to wait for */
int driver_wait_ms(const struct driver *driver); /* until the next deadline; -1: none */
/* Takes what has come, judges deadlines, pumps. True when the walk has news. */
bool driver_read(struct driver *driver);
/* For a driver that shares its syncfix-net: what came for its seat. False: it is not of this driver. */
bool driver_take(struct driver *driver, const struct wire_tell *tell);
bool driver_lost(const struct driver *driver);    /* the shared one could not be written to */
bool driver_overdue(const struct driver *driver); /* no answer at all in the time that it must have */
/* Probes being asked, and how long the oldest has run. */
size_t driver_running(const struct driver *driver, int64_t *oldest_ms);
/* Stops what runs: each ends as "skipped". */
void driver_cancel(struct driver *driver);
/* The probe that has run longest, or NULL; *left_ms: until its time-out. */
const struct probe *driver_oldest(const struct driver *driver, int64_t *left_ms);
/* Pumps and reads until nothing runs and nothing is wanted, or *stop is set. */
void driver_settle(struct driver *driver, const volatile sig_atomic_t *stop);
/* One probe whether the walk wants it or not, and waits for it. False: it cannot be asked. */
bool driver_probe(struct driver *driver, const struct probe *probe, const volatile sig_atomic_t *stop);

/* One probe again, whether the walk wants it or not, without waiting. False: it cannot be asked. */
bool driver_again(struct driver *driver, const struct probe *probe);

/* Tells the simulated store of a fix that was done; from the walk's listener. */
void driver_hear(struct driver *driver, const struct event *event);
/* Is the text free of every secret that syncfix-net holds? *found names one. False when not asked. */
bool driver_scan(struct driver *driver, const char *text, struct text *found);

#endif
