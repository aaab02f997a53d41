/*
 * Signals as something to poll for: each arrives as a byte in a pipe of its own. Install before
 * the terminal is opened, so that ncurses leaves the handlers alone.
 */
#ifndef SYNCFIX_APP_SIGNALS_H
#define SYNCFIX_APP_SIGNALS_H

#include <stdbool.h>

/* INT, TERM, HUP, WINCH, TSTP, CONT arrive; PIPE is ignored. The descriptor to poll, -1 on failure. */
int signals_open(void);
void signals_close(void); /* handlers as before */
/* The next one that came; false when there is none. */
bool signals_next(int *number);
/* Ctrl-C, or the end of the program, while something is waited for; what is not Ctrl-C stays to be read. */
bool signals_interrupted(void);

#endif
