/* Calendar files: lines that every calendar reads, and the waits of a case. */
#include <string.h>

#include "base/clock.h"
#include "case_kit.h"
#include "check.h"
#include "report/calendar.h"

/* 2026-11-23 14:02:00 UTC */
#define NOW (KIT_NOW + MINUTES(2))

/* The lines of the one event between BEGIN and SUMMARY, or the whole; '\n' for a line's end. */
static void write(struct text *out, const struct calendar_event *event)
{
	struct text raw = {0};

	calendar_write(&raw, event, 1, NOW);
	for (const char *at = text_str(&raw); *at; at++)
		if (*at != '\r')
			text_add_char(out, *at);
	text_clear(&raw);
}

static void a_whole_file(void)
{
	struct calendar_event moment = {.uid = "wait-a", .summary = "Look again", .at = KIT_NOW + HOURS(3)};
	struct text raw = {0};

	calendar_write(&raw, &moment, 1, NOW);
	CHECK_TEXT("a moment: UTC, its end, its alarm, CRLF everywhere", text_str(&raw),
	           "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//syncfix//syncfix//EN\r\nCALSCALE:GREGORIAN\r\n"
	           "BEGIN:VEVENT\r\nUID:wait-a@syncfix\r\nDTSTAMP:20261123T140200Z\r\nSEQUENCE:470282\r\n"
	           "DTSTART:20261123T170000Z\r\nDTEND:20261123T171500Z\r\nSUMMARY:Look again\r\n"
	           "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT0S\r\nDESCRIPTION:Look again\r\nEND:VALARM\r\n"
	           "END:VEVENT\r\nEND:VCALENDAR\r\n");
	text_clear(&raw);
}

static void parts(void)
{
	static const struct {
		const char *sentence;
		struct calendar_event event;
		const char *has;
	} rows[] = {
		{"commas, semicolons, backslashes and line ends are escaped",
	     {.uid = "x", .summary = "a, b; c\\d", .description = "one\ntwo"},
	     "SUMMARY:a\\, b\\; c\\\\d\nDESCRIPTION:one\\ntwo\n"},
		{"what a terminal would act on is gone",
	     {.uid = "x", .summary = "red \033[31m\aalert\xff"},
	     "SUMMARY:red alert\xEF\xBF\xBD\n"},
		{"a uid is made of harmless characters",
	     {.uid = "wait ORD:16\r\nX:1", .summary = "s"},
	     "UID:wait-ORD-16--X-1@syncfix\n"},
		{"a day has no zone, ends on the next, and leaves the day free",
	     {.uid = "x", .summary = "s", .at = KIT_NOW, .whole_day = true},
	     "DTSTART;VALUE=DATE:20261123\nDTEND;VALUE=DATE:20261124\nTRANSP:TRANSPARENT\n"},
		{"a day reminds in the morning",
	     {.uid = "x", .summary = "s", .at = KIT_NOW, .whole_day = true},
	     "TRIGGER:PT9H\n"},
		{"the last day of a year ends in the next",
	     {.uid = "x", .summary = "s", .at = KIT_NOW + DAYS(38), .whole_day = true},
	     "DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270101\n"},
		{"weekly", {.uid = "x", .summary = "s", .repeat = CALENDAR_WEEKLY}, "RRULE:FREQ=WEEKLY\n"},
		{"monthly",
	     {.uid = "x", .summary = "s", .at = KIT_NOW, .repeat = CALENDAR_MONTHLY},
	     "RRULE:FREQ=MONTHLY\n"},
		{"quarterly",
	     {.uid = "x", .summary = "s", .at = KIT_NOW, .repeat = CALENDAR_QUARTERLY},
	     "RRULE:FREQ=MONTHLY;INTERVAL=3\n"},
		{"a 31st is the last day where a month has none",
	     {.uid = "x", .summary = "s", .at = KIT_NOW + DAYS(38), .repeat = CALENDAR_MONTHLY},
	     "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = {0};

		write(&out, &rows[i].event);
		if (!CHECK(rows[i].sentence, strstr(text_str(&out), rows[i].has) != NULL))
			printf("%s", text_str(&out));
		text_clear(&out);
	}
}

/* Unfolds, and measures each line on the way. */
static size_t unfold(const char *raw, struct text *out)
{
	size_t longest = 0, column = 0;

	for (; *raw; raw++) {
		if (strncmp(raw, "\r\n", 2) == 0) {
			longest = column > longest ? column : longest;
			raw += 1;
			column = 0;
			if (raw[1] == ' ') {
				raw++;
				column = 1;
			} else {
				text_add_char(out, '\n');
			}
			continue;
		}
		text_add_char(out, *raw);
		column++;
	}
	return longest;
}

/* Each length around the limit, with characters of 1, 2, 3 and 4 bytes at the fold. */
static void folding(void)
{
	static const char *const characters[] = {"a", "\u00e9", "\u20ac", "\U0001F4E6"};

	for (size_t kind = 0; kind < 4; kind++) {
		for (size_t count = 10; count < 170; count++) {
			struct text summary = {0}, raw = {0}, flat = {0}, want = {0};

			for (size_t i = 0; i < count; i++)
				text_add(&summary, characters[kind]);
			calendar_write(&raw, &(struct calendar_event){.uid = "x", .summary = text_str(&summary)}, 1, NOW);
			CHECK("no line has more than 75 octets", unfold(text_str(&raw), &flat) <= 75);
			text_addf(&want, "\nSUMMARY:%s\n", text_str(&summary));
			CHECK("unfolded it is the text again", strstr(text_str(&flat), text_str(&want)) != NULL);
			for (const char *at = text_str(&raw); (at = strstr(at, "\r\n ")) != NULL; at += 3)
				CHECK("a line begins with a whole character", ((unsigned char)at[3] & 0xC0) != 0x80);
			text_clear(&summary);
			text_clear(&raw);
			text_clear(&flat);
			text_clear(&want);
		}
	}
}

/* ---- waits ---- */

static const struct kit_fact facts[] = {
	{.name = "platform", .type = FACT_CHOICE, .values = "shop=Shop", .from_profile = "platform"},
	{.name = "shipped_at", .type = FACT_TIME, .past = true},
	{.name = "arrive", .type = FACT_YESNO},
	{0},
};

static const struct kit_node nodes[] = {
	{.name = "track.shipped",
     .kind = NODE_ASK,
     .fact = "shipped_at",
     .go = "-> track.early",
     .unknown = "end.fine"},
	{.name = "track.early",
     .kind = NODE_WAIT,
     .title = "Tracking: too early",
     .until = "slot(shipped_at + 6h, 20, 50)",
     .early = "end.later",
     .late = "fix.mail",
     .recheck = "shipped_at",
     .unknown = "end.fine"},
	{.name = "fix.mail",
     .kind = NODE_FIX,
     .title = "Give it half an hour",
     .label = "slow",
     .verify_fact = "arrive",
     .ok = "arrive == yes",
     .wait = "30min",
     .then = "end.fine",
     .otherwise = "end.fine",
     .cannot = "end.fine"},
	{.name = "end.later", .kind = NODE_END, .ending = ENDING_WAIT},
	{.name = "end.fine", .kind = NODE_END, .ending = ENDING_FIXED},
	{0},
};

static const struct kit kit = {.fact = facts, .node = nodes, .symptoms = "tracking > track.shipped"};

static void waits(void)
{
	static const struct {
		const char *sentence, *steps, *has; /* has NULL: nothing to write */
	} rows[] = {
		{"nothing waits at the start", "", NULL},
		{"nothing waits at a question", "symptom tracking", NULL},
		{"a wait: its time in UTC", "symptom tracking; type 10:00; +1min",
	     "UID:wait-track.early-20261123-140205@syncfix\r\nDTSTAMP:20261123T140100Z\r\nSEQUENCE:470281\r\n"
	     "DTSTART:20261123T162000Z\r\n"},
		{"what to look at, and how to go on", "symptom tracking; type 10:00",
	     "SUMMARY:Look again: Tracking: too early\r\nDESCRIPTION:track.early\\nStep TST-2. To go on: syncfix case resume "
	     "20261123\r\n -140205\r\n"},
		{"left, it is still the wait and not its end", "symptom tracking; type 10:00; leave; +1h",
	     "SUMMARY:Look again: Tracking: too early\r\n"},
		{"over, there is nothing to write", "symptom tracking; type 10:00; leave; +3h", NULL},
		{"a fix that is given its time waits too", "symptom tracking; type 06:00; done",
	     "DTSTART:20261123T143000Z\r\nDTEND:20261123T144500Z\r\nSUMMARY:Look again: Give it half an hour\r\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kit_case one;
		struct text out = {0};
		bool wrote;

		kit_begin(&one, &kit, false);
		CHECK(rows[i].sentence, kit_steps(&one, rows[i].steps));
		wrote = calendar_write_wait(&out, one.walk, "20261123-140205", one.now);
		CHECK(rows[i].sentence, wrote == (rows[i].has != NULL));
		if (rows[i].has && !CHECK(rows[i].sentence, strstr(text_str(&out), rows[i].has) != NULL))
			printf("%s", text_str(&out));
		text_clear(&out);
		kit_end(&one);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"a whole file", a_whole_file}, {"parts", parts}, {"folding", folding}, {"waits", waits}, {0},
	};

	return check_run("report: calendar", tests);
}
