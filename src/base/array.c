#include "base/array.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { FIRST_ROOM = 8 };

void *array_grow(void *at, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return at;
	*room = *room ? *room * 2 : FIRST_ROOM;
	return xreallocarray(at, *room, size);
}

void array_zero(void *at, size_t size)
{
	memset(at, 0, size);
}

void array_free(void *at)
{
	free(at);
}
