#include "json/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { FIRST_ROOM = 16, LONGEST_SHOWN = 60 };

/*
 * FNV-1a from a seed that a foreign server cannot know, so that it cannot choose
 * keys that all fall together; the last step spreads the high bits.
 */
static uint64_t hash_of(uint64_t seed, const struct scan_span *key)
{
	uint64_t hash = seed ^ UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < key->len; i++)
		hash = (hash ^ (unsigned char)key->at[i]) * UINT64_C(0x100000001b3);
	return hash ^ hash >> 29 ^ hash >> 47;
}

void scan_keys_begin(struct scan *scan)
{
	struct scan_level *level = &scan->level[scan->depth];

	level->count = 0;
	level->serial++;
	if (level->serial == 0 && level->room) { /* after 2^32 objects the old ones must not come back */
		memset(level->slots, 0, level->room * sizeof *level->slots);
		level->serial = 1;
	}
}

/* The slot that holds the key, or the free one where it belongs. */
static struct scan_key *find_slot(const struct scan_level *level, const struct scan_key *key)
{
	size_t mask = level->room - 1;
	size_t i = (size_t)key->hash & mask;

	for (;; i = (i + 1) & mask) {
		struct scan_key *slot = &level->slots[i];

		if (slot->serial != level->serial)
			return slot;
		if (slot->hash == key->hash && slot->name.len == key->name.len &&
		    memcmp(slot->name.at, key->name.at, key->name.len) == 0)
			return slot;
	}
}

static void grow_level(struct scan_level *level)
{
	struct scan_level larger = *level;

	larger.room = level->room ? level->room * 2 : FIRST_ROOM;
	larger.slots = xcalloc(larger.room, sizeof *larger.slots);
	for (size_t i = 0; i < level->room; i++) {
		if (level->slots[i].serial == level->serial)
			*find_slot(&larger, &level->slots[i]) = level->slots[i];
	}
	free(level->slots);
	*level = larger;
}

static bool refuse_twice(struct scan *scan, const struct scan_key *first, size_t place)
{
	struct text shown = {0};

	text_safe(&shown, first->name.at, first->name.len, TEXT_SAFE_LINE, LONGEST_SHOWN);
	scan_refuse(scan, place, "The key \"%s\" stands in line %zu already: remove one of them.",
	            text_str(&shown), scan_line(scan, first->place));
	text_clear(&shown);
	return false;
}

/* What json-c keeps by reference, and what escapes made, must outlast the text being read. */
static const char *lasting_name(struct scan *scan, const struct scan_span *key)
{
	if (!scan->build && key->at >= scan->text && key->at < scan->text + scan->len)
		return key->at;
	return arena_strndup(scan->keys, key->at, key->len);
}

bool scan_key_add(struct scan *scan, const struct scan_span *key, size_t place, const char **name)
{
	struct scan_level *level = &scan->level[scan->depth];
	struct scan_key wanted = {*key, hash_of(scan->seed, key), place, level->serial};
	struct scan_key *slot;

	if (memchr(key->at, '\0', key->len))
		return scan_refuse(scan, place, "A key holds \\u0000: remove it.");
	if (level->count * 4 >= level->room * 3)
		grow_level(level);
	slot = find_slot(level, &wanted);
	if (slot->serial == level->serial)
		return refuse_twice(scan, slot, place);
	*name = wanted.name.at = lasting_name(scan, key);
	*slot = wanted;
	level->count++;
	return true;
}
