#include "base/lookup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { FIRST_ROOM = 16 };

struct lookup_entry {
	const char *name; /* NULL: free */
	size_t number;
};

void lookup_clear(struct lookup *lookup)
{
	free(lookup->entry);
	*lookup = (struct lookup){0};
}

static struct lookup_entry *place(const struct lookup *lookup, const char *name)
{
	uint32_t hash = 2166136261U; /* FNV-1a */
	size_t at;

	for (const char *c = name; *c != '\0'; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619U;
	at = hash & (lookup->room - 1);
	while (lookup->entry[at].name != NULL && strcmp(lookup->entry[at].name, name) != 0)
		at = (at + 1) & (lookup->room - 1);
	return &lookup->entry[at];
}

bool lookup_find(const struct lookup *lookup, const char *name, size_t *number)
{
	const struct lookup_entry *entry = lookup->room > 0 ? place(lookup, name) : NULL;

	if (entry == NULL || entry->name == NULL)
		return false;
	*number = entry->number;
	return true;
}

static void grow(struct lookup *lookup)
{
	struct lookup old = *lookup;

	lookup->room = old.room > 0 ? old.room * 2 : FIRST_ROOM;
	lookup->entry = xcalloc(lookup->room, sizeof *lookup->entry);
	for (size_t i = 0; i < old.room; i++) {
		if (old.entry[i].name != NULL)
			*place(lookup, old.entry[i].name) = old.entry[i];
	}
	free(old.entry);
}

void lookup_put(struct lookup *lookup, const char *name, size_t number)
{
	if (lookup->count * 2 >= lookup->room)
		grow(lookup);
	*place(lookup, name) = (struct lookup_entry){name, number};
	lookup->count++;
}
