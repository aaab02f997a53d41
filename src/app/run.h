/*
 * The full screen: one thread, one wait for keys, signals and syncfix-net. Draws the first frame
 * before anything is loaded or started that it does not need.
 */
#ifndef SYNCFIX_APP_RUN_H
#define SYNCFIX_APP_RUN_H

#include "app/desk.h"
#include "term/terminal.h"

struct app {
	struct terminal_options terminal;
	bool ascii;
	enum role role;
	const char *profile_name; /* for the first frame, "" */
	/*
	 * Guide of the first frame (its start screen is all that is read), or NULL: load comes first then.
	 */
	const struct guide *first;
	/* Loads the rest and fills in the desk's options. False with err: the program ends with it. */
	bool (*load)(void *ctx, struct desk_options *out, struct error *err);
	void *ctx;
	const char *start;  /* symptom, code or node to begin with, or NULL */
	bool choose;        /* the list of profiles, or lessons, comes first */
	const char *resume; /* id of a saved case, or NULL */
};

/*
 * Runs until the person leaves; gives the exit code. ERROR_USAGE in err (and code 64) when the
 * terminal has no full screen: the line mode is left then.
 */
int app_run(const struct app *app, struct error *err);

#endif
