/*
 * A program (a function of the test, or an executable) on a terminal of its own, with the screen
 * it makes. pty_wait_for looks until the words stand there or seconds have passed.
 */
#ifndef SYNCFIX_TESTS_PTY_H
#define SYNCFIX_TESTS_PTY_H

#include <sys/types.h>
#include <termios.h>

#include "vt.h"

struct pty {
	int fd;
	pid_t pid;
	struct vt vt;
	size_t bytes; /* read so far */
	size_t reads;
	struct termios before;
};

/* run's result is the exit status. term: the TERM it gets. */
bool pty_run(struct pty *pty, int rows, int cols, const char *term, int (*run)(void *ctx), void *ctx);
bool pty_exec(struct pty *pty, int rows, int cols, const char *term, const char *const *argv);
void pty_send(struct pty *pty, const char *bytes);
/* Reads what comes until nothing did for ms. */
void pty_drain(struct pty *pty, int ms);
bool pty_wait_for(struct pty *pty, const char *words);
void pty_resize(struct pty *pty, int rows, int cols);
/* Is the terminal as it was before: echo, whole lines, the main screen, no paste marks? */
bool pty_restored(struct pty *pty); /* waits up to 5 s for it */
/* Waits for the end (5 s, then it is killed): exit status, or 128 + signal. */
int pty_end(struct pty *pty);

#endif
