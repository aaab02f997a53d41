/*
 * One write a frame: while gathering, what goes to the terminal's descriptor is kept and leaves
 * in one piece. ncurses flushes at each cursor movement otherwise: over ssh that is as many
 * packets and a torn picture. Works by this program's own write(), which the libraries find
 * before libc's; needs default visibility. Where that is not so it falls away unseen.
 */
#ifndef SYNCFIX_TERM_GATHER_H
#define SYNCFIX_TERM_GATHER_H

#include <stddef.h>

void gather_begin(int fd);
/* Writes what was kept; with nothing kept it writes nothing. */
void gather_end(void);
/* Forgets what was kept. Safe in a signal handler. */
void gather_drop(void);
/* Writes that reached the terminal so far; for the test that a frame is one. */
size_t gather_writes(void);

#endif
