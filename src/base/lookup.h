/* Names to numbers, for as many as there are: a hash table that borrows its names. */
#ifndef SYNCFIX_BASE_LOOKUP_H
#define SYNCFIX_BASE_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>

/* {0} is empty. */
struct lookup {
	struct lookup_entry *entry;
	size_t count;
	size_t room;
};

void lookup_clear(struct lookup *lookup);
/* False: nobody has put it in. */
bool lookup_find(const struct lookup *lookup, const char *name, size_t *number);
/* The name must outlive the table, and not be in it yet. */
void lookup_put(struct lookup *lookup, const char *name, size_t number);

#endif
