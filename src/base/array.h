/*
 * A typed growing array: ARRAY(int) numbers = {0}; array_push(&numbers, 3);
 * numbers.at[i] for i < numbers.count; array_clear(&numbers) frees.
 */
#ifndef SYNCFIX_BASE_ARRAY_H
#define SYNCFIX_BASE_ARRAY_H

#include <stddef.h>

#define ARRAY(type)                                                                                          \
	struct {                                                                                                 \
		type *at;                                                                                            \
		size_t count;                                                                                        \
		size_t room;                                                                                         \
	}

#define array_push(array, value)                                                                             \
	do {                                                                                                     \
		(array)->at = array_grow((array)->at, (array)->count, &(array)->room, sizeof *(array)->at);          \
		(array)->at[(array)->count++] = (value);                                                             \
	} while (0)

/* Appends one zeroed element and gives its address. */
#define array_add(array)                                                                                     \
	((array)->at = array_grow((array)->at, (array)->count, &(array)->room, sizeof *(array)->at),             \
	 array_zero(&(array)->at[(array)->count], sizeof *(array)->at), &(array)->at[(array)->count++])

#define array_clear(array)                                                                                   \
	do {                                                                                                     \
		array_free((array)->at);                                                                             \
		(array)->at = NULL;                                                                                  \
		(array)->count = (array)->room = 0;                                                                  \
	} while (0)

void *array_grow(void *at, size_t count, size_t *room, size_t size);
void array_zero(void *at, size_t size);
void array_free(void *at);

#endif
