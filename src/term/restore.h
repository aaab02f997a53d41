/*
 * Giving the terminal back when there is no time for ncurses: crash signals and out of memory.
 * Uses only what is allowed in a signal handler.
 */
#ifndef SYNCFIX_TERM_RESTORE_H
#define SYNCFIX_TERM_RESTORE_H

#include <termios.h>

/* Remembers how the terminal was and the bytes that leave the full screen. */
void restore_arm(int fd, const struct termios *before, const char *leave);
void restore_disarm(void);
void restore_now(void);

#endif
