/*
 * Closing the file system behind us (Linux Landlock, 5.13): from then on only what name look-ups and
 * certificate checks read can be opened, and nothing can be written.
 */
#ifndef SYNCFIX_NET_LANDLOCK_H
#define SYNCFIX_NET_LANDLOCK_H

#include <stdbool.h>

/*
 * For good, and for all threads started later. certificates: a file that stays readable, or NULL.
 * False: this kernel has no Landlock.
 */
bool landlock_close(const char *certificates);

#endif
