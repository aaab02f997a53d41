#include "fuzz.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* Nothing that a terminal acts on, and nothing that changes the direction of text. */
static void check_clean(const struct text *text, enum text_safe_mode mode)
{
	size_t size;

	assert(utf8_valid(text_str(text), text->len));
	for (size_t i = 0; i < text->len; i += size) {
		uint32_t code = utf8_decode(text->data + i, text->len - i, &size);

		assert(code >= 0x20 || (code == '\n' && mode == TEXT_SAFE_BLOCK));
		assert(code < 0x7F || code > 0x9F);
		assert(code != 0x061C && (code < 0x200B || code > 0x200F) && (code < 0x2028 || code > 0x202E) &&
		       (code < 0x2060 || code > 0x206F) && code != 0xFEFF && (code < 0xE0000 || code > 0xE0FFF));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum text_safe_mode mode = size && data[0] & 1 ? TEXT_SAFE_BLOCK : TEXT_SAFE_LINE;
	size_t columns = size ? data[0] >> 1 : 0;
	const char *rest = size ? (const char *)data + 1 : "";
	struct text once = {0};
	struct text twice = {0};

	text_safe(&once, rest, size ? size - 1 : 0, mode, columns);
	check_clean(&once, mode);
	assert(!columns || utf8_width_n(text_str(&once), once.len) <= columns);
	text_safe(&twice, text_str(&once), once.len, mode, columns);
	assert(once.len == twice.len && memcmp(text_str(&once), text_str(&twice), once.len) == 0);
	text_clear(&once);
	text_clear(&twice);
	return 0;
}
