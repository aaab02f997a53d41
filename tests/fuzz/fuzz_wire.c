/* A line of the talk, either way; the first byte says which. What is read is written and read alike. */
#include "fuzz.h"

#include <assert.h>
#include <string.h>

#include "wire/wire.h"

static void ask_again(const struct wire_ask *ask)
{
	struct text first = {0}, second = {0};
	struct arena arena;
	struct wire_ask again;

	arena_init(&arena);
	wire_write_ask(&first, ask);
	assert(strchr(first.data, '\n') == first.data + first.len - 1);
	if (first.len <= WIRE_MAX_LINE && wire_read_ask(first.data, first.len - 1, &arena, &again, NULL)) {
		wire_write_ask(&second, &again);
		assert(strcmp(first.data, second.data) == 0);
	}
	text_clear(&first);
	text_clear(&second);
	arena_clear(&arena);
}

static void tell_again(const struct wire_tell *tell)
{
	struct text first = {0}, second = {0};
	struct arena arena;
	struct wire_tell again;

	arena_init(&arena);
	wire_write_tell(&first, tell);
	assert(strchr(first.data, '\n') == first.data + first.len - 1);
	if (first.len <= WIRE_MAX_LINE && wire_read_tell(first.data, first.len - 1, &arena, &again, NULL)) {
		wire_write_tell(&second, &again);
		assert(strcmp(first.data, second.data) == 0);
	}
	text_clear(&first);
	text_clear(&second);
	arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct error err = {0};
	struct wire_ask ask;
	struct wire_tell tell;

	if (size == 0)
		return 0;
	arena_init(&arena);
	if (data[0] % 2) {
		if (wire_read_ask((const char *)data + 1, size - 1, &arena, &ask, &err))
			ask_again(&ask);
		else
			assert(err.message[0] != '\0');
	} else {
		if (wire_read_tell((const char *)data + 1, size - 1, &arena, &tell, &err))
			tell_again(&tell);
		else
			assert(err.message[0] != '\0');
	}
	arena_clear(&arena);
	return 0;
}
