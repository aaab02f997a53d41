/*
 * The desk: a case with all that works on it (walk, probes, journal file, search, ticket). Both
 * front ends put intents on it and read the model from it; only the desk changes the walk.
 */
#ifndef SYNCFIX_APP_DESK_H
#define SYNCFIX_APP_DESK_H

#include "app/driver.h"
#include "app/sender.h"
#include "base/clock.h"
#include "ui/intent.h"
#include "ui/model.h"
#include "ui/screen.h"

struct desk;

/* What a walk over one profile needs; listen and ctx of walk are the desk's. */
struct desk_case {
	struct walk_options walk;
	struct driver_options driver;
	const char *store; /* what is asked: the store's address and those of services, or NULL */
	bool signs;        /* probes carry secrets: consent is needed once */
};

struct desk_options {
	const struct guide *guide;
	const struct clock *clock;
	const char *state; /* folder of the state; NULL: nothing is kept */
	bool ascii;
	const struct ui_profile *profiles;
	size_t profile_count;
	int profile;                    /* index of the profile in use; -1: none */
	const struct ui_lesson *lesson; /* or NULL */
	const struct sender *sender;    /* mail, help desk and the scan by value; NULL: none of it */
	const char *editor;             /* command that edits a ticket; NULL or "": the environment's */
	const char *clipboard;          /* "auto", "terminal" or a program; NULL: auto */
	int keep_days;                  /* saved cases older than that are deleted; 0: none */
	const struct journal *replay;   /* only looked at, as it stood; NULL: a case that goes on */

	/* Makes the surroundings for a profile (-1: none). What it gave before may go once desk closed it:
	 * it is kept until the next call of use returns true, and then no longer read. */
	bool (*use)(void *ctx, int profile, struct desk_case *out, struct error *err);
	/* Starts syncfix-net with its secrets; may ask on the terminal when asks() says so. */
	bool (*connect)(void *ctx, struct driver *driver, struct error *err);
	bool (*asks)(void *ctx);
	/*
	 * Asks for these secrets anew on the terminal, after a fix that changed them (verify.reask), and
	 * hands them to syncfix-net. NULL: the old ones stay.
	 */
	void (*reask)(void *ctx, struct driver *driver, const char *const *key, size_t count);
	void *ctx;
	/* The front end's: gives the terminal away for a question and takes it back. NULL: not needed. */
	void (*lend)(void *front, bool away);
	/* The front end's: passes bytes on to the terminal as they are (OSC 52). NULL: there is none. */
	bool (*pass)(void *front, const char *bytes);
	void *front;
};

/* A new case. NULL and err when the profile cannot be used. */
struct desk *desk_new(const struct desk_options *options, struct error *err);
/* Saves and ends everything. */
void desk_free(struct desk *desk);

/* Fills the model for a frame; borrowed until the next change of the desk. */
void desk_model(struct desk *desk, struct ui_model *model);
struct walk *desk_walk(struct desk *desk);
struct driver *desk_driver(struct desk *desk);
int64_t desk_now(const struct desk *desk);

enum desk_answer {
	DESK_DONE,
	DESK_REFUSED, /* err says why, for the person */
	DESK_FRONT,   /* the front end's: screens, leaving, terminal */
};
enum desk_answer desk_do(struct desk *desk, const struct intent *intent, struct error *err);
/* Gets ready what a screen shows: the search index, the saved cases, the ticket. */
void desk_prepare(struct desk *desk, enum screen_id id);
/* Mail or post stands ready: it is to be shown, and goes with INTENT_TICKET_SEND. */
bool desk_ready_to_send(const struct desk *desk);
/* What the last intent did, one line; "" for nothing to tell. */
const char *desk_notice(const struct desk *desk);
void desk_tell(struct desk *desk, const char *format, ...) __attribute__((format(printf, 2, 3)));
void desk_quiet(struct desk *desk); /* the notice was read */

/* Goes to a symptom, a step code, a node by name or the position of a handoff code; resumes a saved case by
 * its id. */
bool desk_start(struct desk *desk, const char *where, struct error *err);
bool desk_resume(struct desk *desk, const char *id, struct error *err);

/* May probes run, and does the person have to be asked first? */
bool desk_needs_consent(const struct desk *desk);
/* Starts syncfix-net if it is due; call when the terminal may be asked. */
void desk_connect(struct desk *desk);
bool desk_wants_connect(const struct desk *desk, bool *asks);
/* Takes what probes brought, and a wait whose time has come. True: something changed. */
bool desk_read(struct desk *desk);
/* Milliseconds until something is due by itself; -1: nothing. ticking: seconds are shown. */
int desk_wait_ms(const struct desk *desk, bool ticking);

/* The case is only looked at, as it stood: nothing waits, runs or is answered. */
bool desk_looks_back(const struct desk *desk);
/* Brings what was written of the case to the disk: once in each turn, after painting. */
void desk_sync(struct desk *desk);
/* The program's exit code as the case stands. */
int desk_exit_code(const struct desk *desk);

#endif
