/*
 * Memory for secrets: pages that are kept out of swap and core dumps as far as the system lets us.
 * What is allocated lives, and is wiped, until locked_clear.
 */
#ifndef SYNCFIX_NET_LOCKED_H
#define SYNCFIX_NET_LOCKED_H

#include <stddef.h>

struct locked {
	struct locked_block *last;
};

void locked_clear(struct locked *locked);
/* A copy of at[0..len) with a NUL behind it. */
char *locked_copy(struct locked *locked, const char *at, size_t len);

#endif
