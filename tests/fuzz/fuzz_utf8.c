#include "fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

/* Decoded and encoded it is the same, unless it was no UTF-8. */
static void check_decoding(const char *text, size_t len)
{
	bool valid = true;
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		uint32_t code = utf8_decode(text + i, len - i, &size);
		char bytes[4];

		assert(size >= 1 && size <= 4 && i + size <= len);
		assert(utf8_width_of(code) >= 0 && utf8_width_of(code) <= 2);
		if (code == 0xFFFD && size == 1)
			valid = false;
		else
			assert(utf8_encode(code, bytes) == size && memcmp(bytes, text + i, size) == 0);
	}
	assert(valid == utf8_valid(text, len));
}

/* Lines fit unless one character alone does not, and only white space is lost between them. */
static void check_wrapping(const char *text, size_t columns)
{
	const char *behind = text;
	struct utf8_lines lines;

	utf8_wrap(&lines, text, columns);
	for (size_t i = 0; i < lines.count; i++) {
		const struct utf8_line *line = &lines.line[i];

		assert(line->at >= behind && strspn(behind, " \n") >= (size_t)(line->at - behind));
		assert(utf8_width_n(line->at, line->len) <= (columns ? columns : 1) || line->len <= 4 ||
		       utf8_width_n(line->at, line->len) <= 2);
		assert(!memchr(line->at, '\n', line->len));
		behind = line->at + line->len;
	}
	assert(strspn(behind, " \n") == strlen(behind));
	utf8_lines_clear(&lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t columns = size ? data[0] % 40 : 0;
	char *text = size ? xstrndup((const char *)data + 1, size - 1) : xstrdup("");
	struct text cut = {0};

	check_decoding((const char *)data, size);
	check_wrapping(text, columns);
	utf8_add_cut(&cut, text, columns, size && data[0] & 1);
	assert(utf8_width(text_str(&cut)) <= columns || utf8_fit(text, columns) == strlen(text));
	text_clear(&cut);
	free(text);
	return 0;
}
