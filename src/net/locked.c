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
	size_t alive;
};

static size_t first_use(void)
{
	return (sizeof(struct locked_block) + LINE - 1) / LINE * LINE;
}

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
	block->used = first_use();
	return block;
}

char *locked_copy(struct locked *locked, const char *at, size_t len)
{
	struct locked_block *block = locked->last;
	while (block && block->size - block->used <= len)
		block = block->before;
	if (!block) {
		block = block_new(len + 1);
		block->before = locked->last;
		locked->last = block;
	}
	block->alive++;
	char *copy = (char *)block + block->used;
	memcpy(copy, at, len);
	copy[len] = '\0';
	block->used += (len + 1 + LINE - 1) / LINE * LINE;
	if (block->used > block->size)
		block->used = block->size;
	return copy;
}

void locked_drop(struct locked *locked, char *copy, size_t len)
{
	memory_wipe(copy, len);
	struct locked_block *block = locked->last;
	while (block && (copy < (char *)block || copy >= (char *)block + block->size))
		block = block->before;
	if (block && --block->alive == 0)
		block->used = first_use();
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
