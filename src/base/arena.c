#include "base/memory.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The first block is small for small arenas; later ones double up to the largest. */
enum { FIRST_ROOM = 4096, LARGEST_ROOM = 1 << 20, ALIGNMENT = _Alignof(max_align_t) };

struct arena_block {
	struct arena_block *before;
	size_t used;
	size_t room;
	max_align_t data[];
};

void arena_init(struct arena *arena)
{
	arena->last = NULL;
}

void arena_clear(struct arena *arena)
{
	while (arena->last) {
		struct arena_block *block = arena->last;

		arena->last = block->before;
		free(block);
	}
}

static struct arena_block *block_new(size_t room)
{
	size_t units = room / sizeof(max_align_t) + 2;
	struct arena_block *block = xreallocarray(NULL, units, sizeof(max_align_t));

	_Static_assert(sizeof(struct arena_block) <= 2 * sizeof(max_align_t), "two units hold the head");
	block->before = NULL;
	block->used = 0;
	block->room = room;
	return block;
}

/* A block with room for size more bytes; larger than usual ones go behind the one being filled. */
static struct arena_block *block_for(struct arena *arena, size_t size)
{
	struct arena_block *last = arena->last;
	size_t room = last ? last->room * 2 : FIRST_ROOM;
	struct arena_block *block;

	if (last && last->room - last->used >= size)
		return last;
	if (room > LARGEST_ROOM)
		room = LARGEST_ROOM;
	if (size > room / 4) {
		block = block_new(size);
		if (last) {
			block->before = last->before;
			last->before = block;
			return block;
		}
	} else {
		block = block_new(room);
		block->before = last;
	}
	arena->last = block;
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t padded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	struct arena_block *block;
	void *at;

	if (padded < size)
		padded = SIZE_MAX / ALIGNMENT * ALIGNMENT; /* lets the allocation fail instead of wrapping */
	block = block_for(arena, padded);
	at = (char *)block->data + block->used;
	block->used += padded;
	memset(at, 0, padded);
	return at;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
	size_t used = strnlen(text, len);
	char *copy = arena_alloc(arena, used + 1);

	memcpy(copy, text, used);
	return copy;
}
