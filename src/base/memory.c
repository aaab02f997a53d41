#include "base/memory.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void (*failure_hook)(void);

void memory_on_failure(void (*hook)(void))
{
	failure_hook = hook;
}

static _Noreturn void memory_fail(void)
{
	static const char message[] = "syncfix: out of memory\n";
	void (*hook)(void) = failure_hook;

	failure_hook = NULL; /* the hook may itself run out of memory */
	if (hook)
		hook();
	if (write(STDERR_FILENO, message, sizeof message - 1) < 0) {
		/* Nobody is left to tell. */
	}
	abort();
}

void *xmalloc(size_t size)
{
	void *at = malloc(size ? size : 1);

	if (!at)
		memory_fail();
	return at;
}

void *xcalloc(size_t count, size_t size)
{
	void *at = calloc(count ? count : 1, size ? size : 1);

	if (!at)
		memory_fail();
	return at;
}

void *xreallocarray(void *old, size_t count, size_t size)
{
	void *at = reallocarray(old, count ? count : 1, size ? size : 1);

	if (!at)
		memory_fail();
	return at;
}

char *xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t len)
{
	size_t used = strnlen(text, len);
	char *copy = xmalloc(used + 1);

	memcpy(copy, text, used);
	copy[used] = '\0';
	return copy;
}

void memory_wipe(void *at, size_t len)
{
	if (at)
		explicit_bzero(at, len);
}

void memory_trim(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
