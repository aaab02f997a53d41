/* Events and their lines: what is written comes back, what was touched is told from what is new. */
#include "check.h"
#include "store_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/crc32.h"
#include "store/event_line.h"
#include "store/journal_lines.h"

static void write_line(const struct event *event, struct text *out)
{
	text_cut(out, 0);
	event_line_write(out, event);
}

static enum line_state read_line(const char *at, size_t len, struct event_line *line)
{
	return event_line_read(line, at, len);
}

static void test_round_trip(void)
{
	struct event_line line = {.doc = NULL};
	struct text text = {0};

	for (size_t n = 1; n <= STORE_EVENTS; n++) {
		struct event event = store_event(n);
		char sentence[80];

		write_line(&event, &text);
		snprintf(sentence, sizeof sentence, "event %zu (%s) reads back as it was", n,
		         event_kind_name(event.kind));
		CHECK("a line has one newline, at its end",
		      strchr(text_str(&text), '\n') == text_str(&text) + text.len - 1);
		CHECK(sentence, read_line(text_str(&text), text.len - 1, &line) == LINE_GOOD &&
		                    store_same(&line.event, &event));
	}
	event_line_clear(&line);
	text_clear(&text);
}

/* Members of every size and each at its edge, one event a row. */
static void test_edges(void)
{
	static const struct {
		const char *sentence;
		struct event event;
	} rows[] = {
		{"an empty text is not a missing one", {.kind = EVENT_NOTE, .text = "", .node = NULL}},
		{"a time before 1970", {.kind = EVENT_NOTE, .at = -1}},
		{"the largest time a double holds", {.kind = EVENT_WAIT, .until = INT64_C(9007199254740991)}},
		{"a tiny duration", {.kind = EVENT_PROBE, .total_ms = 0.0001, .verdict = VERDICT_SKIPPED}},
		{"each role", {.kind = EVENT_OPEN, .role = ROLE_TRAINER, .data_version = "", .profile = ""}},
		{"an assumed source", {.kind = EVENT_TAKE, .source = SOURCE_ASSUMED}},
		{"a text that looks like the end of a line",
	     {.kind = EVENT_NOTE, .text = "\",\"crc\":\"00000000\"}"}},
		{"control characters", {.kind = EVENT_NOTE, .text = "\x1b[31m\r\n\t\x7f\b"}},
	};
	struct event_line line = {.doc = NULL};
	struct text text = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct event event = rows[i].event;

		event.n = 1;
		write_line(&event, &text);
		CHECK(rows[i].sentence, read_line(text_str(&text), text.len - 1, &line) == LINE_GOOD &&
		                            store_same(&line.event, &event));
	}
	event_line_clear(&line);
	text_clear(&text);
}

static void test_check_value(void)
{
	/* The check value of CRC-32 (ISO-HDLC) in every catalogue of CRCs. */
	CHECK_NUMBER("the CRC is the one of zip", crc32_of("123456789", 9), 0xCBF43926);
	CHECK_NUMBER("the CRC of nothing is 0", crc32_of("", 0), 0);
}

/* Any one byte changed to any other of some values, and any one byte less. */
static void test_damage(void)
{
	static const char others[] = {'\0', ' ', '0', '"', 'x', '}', '\x80'};
	struct event_line line = {.doc = NULL};
	struct event event = store_event(5);
	struct text text = {0};
	size_t passed = 0;

	write_line(&event, &text);
	for (size_t i = 0; i + 1 < text.len; i++) {
		char was = text.data[i];

		for (size_t k = 0; k < sizeof others; k++) {
			text.data[i] = others[k];
			passed += others[k] != was && read_line(text.data, text.len - 1, &line) != LINE_DAMAGED;
		}
		text.data[i] = was;
		passed += read_line(text.data, i, &line) != LINE_DAMAGED;
		passed += read_line(text.data + i + 1, text.len - 2 - i, &line) != LINE_DAMAGED;
	}
	CHECK_NUMBER("no changed or shortened line passes", (int64_t)passed, 0);
	CHECK("the line itself does", read_line(text.data, text.len - 1, &line) == LINE_GOOD);
	event_line_clear(&line);
	text_clear(&text);
}

/* A line from its members, with a CRC that holds. */
static enum line_state read_members(const char *members, struct event_line *line)
{
	struct text text = {0};
	enum line_state state;

	text_add(&text, members);
	text_addf(&text, ",\"crc\":\"%08x\"}", crc32_of(text_str(&text), text.len));
	state = read_line(text_str(&text), text.len, line);
	text_clear(&text);
	return state;
}

static void test_members(void)
{
	static const struct {
		const char *sentence, *members;
		enum line_state state;
	} rows[] = {
		{"the least an event needs", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"visit\"", LINE_GOOD},
		{"a member that a later syncfix adds is passed over",
	     "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"visit\",\"mood\":[1]", LINE_GOOD},
		{"a newer version is told as such", "{\"v\":2,\"number\":1", LINE_NEWER},
		{"a version that is no number", "{\"v\":\"1\",\"n\":1,\"at\":0,\"event\":\"visit\"", LINE_DAMAGED},
		{"version 0", "{\"v\":0,\"n\":1,\"at\":0,\"event\":\"visit\"", LINE_DAMAGED},
		{"no version", "{\"n\":1,\"at\":0,\"event\":\"visit\"", LINE_DAMAGED},
		{"no number", "{\"v\":1,\"at\":0,\"event\":\"visit\"", LINE_DAMAGED},
		{"number 0", "{\"v\":1,\"n\":0,\"at\":0,\"event\":\"visit\"", LINE_DAMAGED},
		{"no time", "{\"v\":1,\"n\":1,\"event\":\"visit\"", LINE_DAMAGED},
		{"half a millisecond", "{\"v\":1,\"n\":1,\"at\":0.5,\"event\":\"visit\"", LINE_DAMAGED},
		{"no kind", "{\"v\":1,\"n\":1,\"at\":0", LINE_DAMAGED},
		{"a kind nobody knows", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"sing\"", LINE_DAMAGED},
		{"a node that is no text", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"visit\",\"node\":7", LINE_DAMAGED},
		{"a text with a NUL in it", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"note\",\"text\":\"a\\u0000b\"",
	     LINE_DAMAGED},
		{"a verdict nobody knows", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"probe\",\"verdict\":\"fine\"",
	     LINE_DAMAGED},
		{"a source nobody knows", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"probe\",\"source\":\"gods\"",
	     LINE_DAMAGED},
		{"an ending nobody knows", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"end\",\"ending\":\"happy\"",
	     LINE_DAMAGED},
		{"a role nobody knows", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"open\",\"role\":\"king\"",
	     LINE_DAMAGED},
		{"facts that are no list", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"open\",\"facts\":{}", LINE_DAMAGED},
		{"a fact without its value", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"open\",\"facts\":[[\"a\"]]",
	     LINE_DAMAGED},
		{"a fact with a number", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"open\",\"facts\":[[\"a\",1]]",
	     LINE_DAMAGED},
		{"a fact without a name", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"open\",\"facts\":[[null,\"a\"]]",
	     LINE_DAMAGED},
		{"a fact that is forgotten", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"back\",\"facts\":[[\"a\",null]]",
	     LINE_GOOD},
		{"a stack of numbers", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"visit\",\"stack\":[1]", LINE_DAMAGED},
		{"ticked by a word", "{\"v\":1,\"n\":1,\"at\":0,\"event\":\"visit\",\"ticked\":\"yes\"",
	     LINE_DAMAGED},
		{"a member twice", "{\"v\":1,\"n\":1,\"n\":1,\"at\":0,\"event\":\"visit\"", LINE_DAMAGED},
		{"no object", "[1", LINE_DAMAGED},
		{"nothing at all", "", LINE_DAMAGED},
	};
	struct event_line line = {.doc = NULL};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_NUMBER(rows[i].sentence, read_members(rows[i].members, &line), rows[i].state);
	event_line_clear(&line);
}

static void test_order(void)
{
	struct text text = {0};
	struct journal journal;
	struct journal_lines lines;
	struct event event = store_event(1);

	event_line_write(&text, &event);
	event_line_write(&text, &event);
	journal_init(&journal);
	journal_lines_read(text_str(&text), text.len, &journal, &lines);
	CHECK_NUMBER("an event that stands twice is damage", lines.state, JOURNAL_DAMAGED);
	CHECK_NUMBER("it is named by its line", (int64_t)lines.bad_line, 2);
	CHECK_NUMBER("the one before it is read", (int64_t)journal.event.count, 1);
	journal_clear(&journal);
	text_clear(&text);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"every kind of event reads back", test_round_trip},
		{"edges of members", test_edges},
		{"the CRC", test_check_value},
		{"damage at every byte", test_damage},
		{"members that are wrong, with a CRC that holds", test_members},
		{"events out of order", test_order},
		{0},
	};

	return check_run("store: lines", tests);
}
