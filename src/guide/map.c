#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "guide/index.h"

/* FNV-1a over the folded key, so that one hash serves both ways of comparing. */
static uint32_t hash_of(const char *key)
{
	uint32_t hash = 2166136261u;

	for (; *key != '\0'; key++) {
		unsigned char c = (unsigned char)*key;

		hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
	}
	return hash ^ (hash >> 15);
}

void map_init(struct map *map, size_t expected, int fold)
{
	map->room = 16;
	while (map->room < 2 * expected)
		map->room *= 2;
	map->slot = xcalloc(map->room, sizeof *map->slot);
	map->count = 0;
	map->fold = fold;
}

void map_clear(struct map *map)
{
	free(map->slot);
	*map = (struct map){0};
}

static struct map_slot *find(const struct map *map, uint32_t hash, const char *key)
{
	size_t i = hash & (map->room - 1);

	for (; map->slot[i].key != NULL; i = (i + 1) & (map->room - 1)) {
		if (map->slot[i].hash != hash)
			continue;
		if (map->fold ? text_same_fold(map->slot[i].key, key) : strcmp(map->slot[i].key, key) == 0)
			break;
	}
	return &map->slot[i];
}

static void grow(struct map *map)
{
	struct map old = *map;

	map_init(map, old.room, old.fold);
	for (size_t i = 0; i < old.room; i++)
		if (old.slot[i].key != NULL)
			*find(map, old.slot[i].hash, old.slot[i].key) = old.slot[i];
	map->count = old.count;
	free(old.slot);
}

void map_put(struct map *map, const char *key, const void *value)
{
	uint32_t hash = hash_of(key);
	struct map_slot *slot;

	if (2 * map->count >= map->room)
		grow(map);
	slot = find(map, hash, key);
	if (slot->key != NULL)
		return;
	*slot = (struct map_slot){hash, key, value};
	map->count++;
}

const void *map_get(const struct map *map, const char *key)
{
	if (map->room == 0)
		return NULL;
	return find(map, hash_of(key), key)->value;
}
