/* Look-up tables of a guide by name: private to this floor. Keys and values are borrowed. */
#ifndef SYNCFIX_GUIDE_INDEX_H
#define SYNCFIX_GUIDE_INDEX_H

#include <stddef.h>
#include <stdint.h>

struct name_table;
void name_table_free(struct name_table *table);

/* Open addressing; keys are compared in any case when fold is set, the first of a name stays. */
struct map {
	struct map_slot {
		uint32_t hash;
		const char *key; /* NULL: free */
		const void *value;
	} * slot;
	size_t room; /* a power of two */
	size_t count;
	int fold;
};
void map_init(struct map *map, size_t expected, int fold);
void map_clear(struct map *map);
void map_put(struct map *map, const char *key, const void *value);
const void *map_get(const struct map *map, const char *key);

#endif
