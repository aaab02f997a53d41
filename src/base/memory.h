/*
 * Memory that never fails: out of memory restores the terminal through one
 * hook and aborts, so no caller has an out-of-memory path.
 */
#ifndef SYNCFIX_BASE_MEMORY_H
#define SYNCFIX_BASE_MEMORY_H

#include <stddef.h>

/* As malloc, calloc, realloc, strdup, strndup; never NULL. The caller frees. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);

/* Called once before aborting; the terminal floor restores the screen in it. */
void memory_on_failure(void (*hook)(void));

/* Gives pages that hold nothing any more back to the system: after much was built up and taken down. */
void memory_trim(void);

/* Overwrites with zeros in a way the compiler keeps; for secrets. */
void memory_wipe(void *at, size_t len);

/* Bump allocation: everything in it lives until arena_clear. */
struct arena {
	struct arena_block *last;
};

void arena_init(struct arena *arena);
void arena_clear(struct arena *arena);
/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len);

#endif
