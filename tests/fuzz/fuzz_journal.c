#include "fuzz.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "store/case_transfer.h"
#include "store/crc32.h"
#include "store/event_line.h"
#include "store/journal_lines.h"

/* What was read is written and read again: the same event. */
static void check_event(const struct event *event)
{
	struct event_line line = {.doc = NULL};
	struct text once = {0}, twice = {0};

	event_line_write(&once, event);
	assert(event_line_read(&line, text_str(&once), once.len - 1) == LINE_GOOD);
	assert(line.event.n == event->n && line.event.kind == event->kind);
	event_line_write(&twice, &line.event);
	assert(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0);
	event_line_clear(&line);
	text_clear(&once);
	text_clear(&twice);
}

static void check_journal(const char *bytes, size_t size)
{
	struct journal journal;
	struct journal_lines lines;

	journal_init(&journal);
	journal_lines_read(bytes, size, &journal, &lines);
	assert(lines.good <= size && (lines.state == JOURNAL_WHOLE) == (lines.good == size));
	assert((lines.bad_line == 0) == (lines.state == JOURNAL_WHOLE));
	for (size_t i = 0; i < journal.event.count; i++) {
		assert(journal.event.at[i].n == i + 1);
		check_event(&journal.event.at[i]);
	}
	journal_clear(&journal);
}

static void as_it_is(void *ctx, size_t index, const char *text, struct text *out)
{
	(void)ctx;
	(void)index;
	assert(!strpbrk(text, "\033\a\b\r\177"));
	text_add(out, text);
}

/* What is taken in is clean, and goes out and comes in again as it is. */
static void check_import(const char *bytes, size_t size)
{
	struct journal once, twice;
	struct text out = {0}, again = {0};
	struct error err = {.kind = ERROR_NONE};

	journal_init(&once);
	journal_init(&twice);
	if (case_import(bytes, size, "fuzz", &once, &err)) {
		case_export(&once, as_it_is, NULL, &out);
		assert(case_import(text_str(&out), out.len, "fuzz", &twice, &err));
		case_export(&twice, as_it_is, NULL, &again);
		assert(out.len == again.len && memcmp(out.data, again.data, out.len) == 0);
	} else {
		assert(err.message[0] != '\0');
	}
	journal_clear(&once);
	journal_clear(&twice);
	text_clear(&out);
	text_clear(&again);
}

/* A CRC is not found by chance: each line of the input is read with one that holds, too. */
static void sign_lines(const char *bytes, size_t size, struct text *out)
{
	while (size > 0) {
		const char *newline = memchr(bytes, '\n', size);
		size_t len = newline ? (size_t)(newline - bytes) : size;
		size_t start = out->len;

		text_add_n(out, bytes, len);
		text_addf(out, ",\"crc\":\"%08x\"}\n", crc32_of(text_str(out) + start, len));
		bytes += len + (newline != NULL);
		size -= len + (newline != NULL);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text signed_lines = {0};

	check_journal((const char *)data, size);
	check_import((const char *)data, size);
	sign_lines((const char *)data, size, &signed_lines);
	if (signed_lines.len > 0) {
		check_journal(signed_lines.data, signed_lines.len);
		check_import(signed_lines.data, signed_lines.len);
	}
	text_clear(&signed_lines);
	return 0;
}
