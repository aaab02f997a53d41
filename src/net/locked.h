/*
 * Memory for secrets: pages that are kept out of swap and core dumps as far as the system lets us.
 * What is allocated lives until locked_drop or locked_clear, which wipe it.
 */
#ifndef SYNCFIX_NET_LOCKED_H
#define SYNCFIX_NET_LOCKED_H

#include <stddef.h>

struct locked {
	struct locked_block *last;
};

/* Wipes a copy; memory in which nothing is left alive is used again. */
void locked_drop(struct locked *locked, char *copy, size_t len);
void locked_clear(struct locked *locked);
/* A copy of at[0..len) with a NUL behind it. */
char *locked_copy(struct locked *locked, const char *at, size_t len);

#endif
