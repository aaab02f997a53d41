#include "net/locked.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"

enum { BLOCK_SIZE = 16384, LINE = 16 };

struct locked_block {
	struct locked_block *before;
	size_t size;
	size_t used; /* header included */
};

static struct locked_block *block_new(size_t want)
{
	size_t size = want + sizeof(struct locked_block) + LINE;
	size = size < BLOCK_SIZE ? BLOCK_SIZE : size;
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED)
		abort();
	/* Both may be refused (limits, old kernels); the secret is then no worse off than anything else. */
	(void)mlock(at, size);
	(void)madvise(at, size, MADV_DONTDUMP);
	struct locked_block *block = at;
	block->size = size;
	block->used = (sizeof *block + LINE - 1) / LINE * LINE;
	return block;
}

char *locked_copy(struct locked *locked, const char *at, size_t len)
{
	struct locked_block *block = locked->last;
	if (!block || block->size - block->used <= len) {
		block = block_new(len + 1);
		block->before = locked->last;
		locked->last = block;
	}
	char *copy = (char *)block + block->used;
	memcpy(copy, at, len);
	copy[len] = '\0';
	block->used += (len + 1 + LINE - 1) / LINE * LINE;
	if (block->used > block->size)
		block->used = block->size;
	return copy;
}

void locked_clear(struct locked *locked)
{
	while (locked->last) {
		struct locked_block *block = locked->last;
		locked->last = block->before;
		memory_wipe((char *)block + sizeof *block, block->size - sizeof *block);
		munmap(block, block->size);
	}
}
