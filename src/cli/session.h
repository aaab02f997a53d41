/*
 * What a walk needs, put together for one command: the integration of a profile or a scenario,
 * the walk, its probes and, for a scenario, the simulated store.
 */
#ifndef SYNCFIX_CLI_SESSION_H
#define SYNCFIX_CLI_SESSION_H

#include <signal.h>

#include "app/driver.h"
#include "app/integration.h"
#include "app/pick.h"
#include "app/simulation.h"
#include "case/walk.h"
#include "cli/setup.h"
#include "data/scenario.h"

/* A saved case of a scenario has this and the scenario's name for its profile, so that it can be gone on
 * with. */
#define SESSION_DEMO "demo:"

struct session {
	struct setup *setup;
	char demo[80]; /* profile's name of a scenario */
	struct integration integration;
	struct scenario *scenario;     /* or NULL */
	struct simulation *simulation; /* or NULL */
	struct text ca_pem;
	ARRAY(struct event_fact) given; /* of the profile, the scenario and --fact */
	ARRAY(enum source) given_source;
	struct walk *walk;
	struct driver *driver;
	/* set before session_begin; may stay NULL */
	void (*listen)(void *ctx, const struct event *event);
	void (*tell)(void *ctx, const struct probe *probe, const struct wire_tell *tell);
	void *ctx;
	bool trace;
	struct hands *hands; /* shared with other sessions, at a seat of its own; NULL: its own */
	unsigned seat;
	struct pick *pick; /* only these probes; NULL: all */
};

/* From the profile that the command line names, or none. An exit code, 0 when all is well. */
int session_open(struct session *session, struct setup *setup);
/* The same from the profile of that name, "" for none. */
int session_open_named(struct session *session, struct setup *setup, const char *name);
/*
 * The same from a profile, the guide being there, with --fact. Says nothing: false with err.
 */
bool session_try(struct session *session, struct setup *setup, const struct profile *profile,
                 struct error *err);
/* From a scenario, with the simulated store started. */
int session_open_scenario(struct session *session, struct setup *setup, const char *name);
/* Adds --fact name=value as given facts. */
int session_add_facts(struct session *session);
/* Is every --fact one that can be given? For those who open many sessions: told once, before the first. */
bool session_facts_ok(struct setup *setup, struct error *err);
/* Makes the walk and the driver; no probe runs yet. */
int session_begin(struct session *session);
/*
 * Starts syncfix-net with the secrets; those that must be typed are asked for when there is a
 * terminal. False when no probe can run, with the reason in err.
 */
bool session_connect(struct session *session, struct error *err);
/* Runs what the probe comes after, as far as that did not run yet. */
void session_run_before(struct session *session, const struct probe *probe);
void session_close(struct session *session);

/* Options for a walk of this session (also for restoring one). */
struct walk_options session_walk_options(struct session *session);
struct driver_options session_driver_options(struct session *session);
/* Path of a scenario's file by its name; the caller frees. NULL after saying so when there is none. */
char *session_scenario_file(const struct setup *setup, const char *name);

/* Set by Ctrl-C while a command waits. */
const volatile sig_atomic_t *session_interrupted(void);
void session_catch_interrupt(void);

#endif
