/* Servers that mean harm or are broken, one row each. */
#ifndef SYNCFIX_TESTS_NET_HOSTILE_H
#define SYNCFIX_TESTS_NET_HOSTILE_H

#include "server.h"

struct hostile_row {
	const char *name;
	void (*serve)(struct connection *to);
	const char *outcome; /* NULL: any that is defined */
};
const struct hostile_row *hostile_rows(size_t *count);

#endif
