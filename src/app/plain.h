/*
 * The line mode: everything the screens can do, a line at a time, with words. No escapes, no
 * cursor movement, nothing that moves; works with pipes (the end of the input saves and leaves).
 * The same answers make the same journal as in the full screen.
 */
#ifndef SYNCFIX_APP_PLAIN_H
#define SYNCFIX_APP_PLAIN_H

#include <stdio.h>

#include "app/desk.h"

struct plain {
	struct desk_options desk;
	const char *start;  /* symptom, code or node to begin with, or NULL */
	const char *resume; /* id of a saved case, or NULL */
	int in;             /* descriptor the lines are read from */
	FILE *out;
};

/* Runs until the person leaves or the input ends; gives the exit code. */
int plain_run(const struct plain *plain, struct error *err);

#endif
