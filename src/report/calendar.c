#include "report/calendar.h"

#include <string.h>

#include "base/civil.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "guide/template.h"

/* RFC 5545 section 3.1, without the line break. */
enum { LINE_OCTETS = 75 };

/* SEQUENCE (section 3.8.7.4) must grow with each writing of one uid: minutes since 2026. */
#define SEQUENCE_BEGIN INT64_C(1767225600000)

/* ---- lines ---- */

static bool is_inside(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* A folded line never parts a character. */
static void add_line(struct text *out, const char *line)
{
	size_t len = strlen(line), column = 0;

	for (size_t at = 0, next; at < len; at = next) {
		next = at + 1;
		while (is_inside(line[next]))
			next++;
		if (column + next - at > LINE_OCTETS) {
			text_add(out, "\r\n ");
			column = 1;
		}
		text_add_n(out, line + at, next - at);
		column += next - at;
	}
	text_add(out, "\r\n");
}

/* Section 3.3.11: backslash, semicolon, comma and line break are escaped in texts. */
static void add_text(struct text *out, const char *name, const char *words)
{
	struct text clean = {0}, line = {0};

	text_safe(&clean, words, strlen(words), TEXT_SAFE_BLOCK, 0);
	text_trim(&clean);
	text_addf(&line, "%s:", name);
	for (const char *at = text_str(&clean); *at; at++) {
		if (*at == '\n')
			text_add(&line, "\\n");
		else if (strchr("\\;,", *at))
			text_addf(&line, "\\%c", *at);
		else
			text_add_char(&line, *at);
	}
	add_line(out, text_str(&line));
	text_clear(&clean);
	text_clear(&line);
}

static void add_uid(struct text *out, const char *uid)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	struct text line = {0};

	text_add(&line, "UID:");
	for (; *uid; uid++)
		text_add_char(&line, strchr(allowed, *uid) ? *uid : '-');
	text_add(&line, "@syncfix");
	add_line(out, text_str(&line));
	text_clear(&line);
}

/* "DTSTART:20261123T162000Z" */
static void add_moment(struct text *out, const char *name, int64_t at)
{
	struct civil civil;

	civil_from_time(at, 0, &civil);
	text_addf(out, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name, civil.year, civil.month, civil.day, civil.hour,
	          civil.minute, civil.second);
}

static void add_day(struct text *out, const char *name, int64_t at)
{
	struct civil civil;

	civil_from_time(at, 0, &civil);
	text_addf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, civil.year, civil.month, civil.day);
}

/* ---- events ---- */

/* Behind the 28th the last day that the month has: a rule with BYMONTHDAY alone would skip months. */
static void add_months(struct text *out, int every, int64_t at)
{
	struct civil civil;

	civil_from_time(at, 0, &civil);
	text_add(out, "RRULE:FREQ=MONTHLY");
	if (every > 1)
		text_addf(out, ";INTERVAL=%d", every);
	if (civil.day > 28) {
		text_add(out, ";BYMONTHDAY=28");
		for (int day = 29; day <= civil.day; day++)
			text_addf(out, ",%d", day);
		text_add(out, ";BYSETPOS=-1");
	}
	text_add(out, "\r\n");
}

static void add_repeat(struct text *out, const struct calendar_event *event)
{
	if (event->repeat == CALENDAR_WEEKLY)
		text_add(out, "RRULE:FREQ=WEEKLY\r\n");
	else if (event->repeat == CALENDAR_MONTHLY)
		add_months(out, 1, event->at);
	else if (event->repeat == CALENDAR_QUARTERLY)
		add_months(out, 3, event->at);
}

static void add_when(struct text *out, const struct calendar_event *event)
{
	if (event->whole_day) {
		add_day(out, "DTSTART", event->at);
		add_day(out, "DTEND", event->at + DAYS(1));
		text_add(out, "TRANSP:TRANSPARENT\r\n"); /* the day stays free for other things */
	} else {
		add_moment(out, "DTSTART", event->at);
		add_moment(out, "DTEND", event->at + MINUTES(15));
	}
}

static void add_event(struct text *out, const struct calendar_event *event, int64_t now)
{
	int64_t sequence = (now - SEQUENCE_BEGIN) / MINUTES(1);

	text_add(out, "BEGIN:VEVENT\r\n");
	add_uid(out, event->uid);
	add_moment(out, "DTSTAMP", now);
	text_addf(out, "SEQUENCE:%lld\r\n", (long long)(sequence > 0 ? sequence : 0));
	add_when(out, event);
	add_repeat(out, event);
	add_text(out, "SUMMARY", event->summary);
	if (event->description)
		add_text(out, "DESCRIPTION", event->description);
	text_add(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
	text_addf(out, "TRIGGER:%s\r\n", event->whole_day ? "PT9H" : "PT0S");
	add_text(out, "DESCRIPTION", event->summary);
	text_add(out, "END:VALARM\r\nEND:VEVENT\r\n");
}

void calendar_write(struct text *out, const struct calendar_event *event, size_t count, int64_t now)
{
	text_add(out,
	         "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//syncfix//syncfix//EN\r\nCALSCALE:GREGORIAN\r\n");
	for (size_t i = 0; i < count; i++)
		add_event(out, &event[i], now);
	text_add(out, "END:VCALENDAR\r\n");
}

/* ---- a wait ---- */

/* The step that waits: a wait, or a fix that is given its time. */
static const struct node *waiting_node(const struct walk *walk)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);

	for (size_t i = count; i-- > 0;) {
		const struct node *node = stop[i].node;

		if (node && (node->kind == NODE_WAIT || node->kind == NODE_FIX))
			return node;
	}
	return NULL;
}

static void add_words(struct text *out, const struct walk *walk, const char *words)
{
	struct text expanded = {0};

	if (!words)
		return;
	walk_expand(walk, words, &expanded);
	template_plain(out, text_str(&expanded));
	text_clear(&expanded);
}

bool calendar_write_wait(struct text *out, const struct walk *walk, const char *id, int64_t now)
{
	const struct node *node = waiting_node(walk);
	struct text uid = {0}, summary = {0}, description = {0};
	int64_t until;

	if (!node || !walk_wait_until(walk, &until) || until <= now)
		return false;
	text_addf(&uid, "wait-%s%s%s-%s", walk_profile(walk), walk_profile(walk)[0] ? "-" : "", node->name,
	          id ? id : "unsaved");
	text_add(&summary, "Look again: ");
	add_words(&summary, walk, node->title);
	add_words(&description, walk, node->text ? node->text : node->cause);
	text_addf(&description, "\nStep %s. To go on: syncfix case resume %s", node->code, id ? id : "last");
	calendar_write(out,
	               &(struct calendar_event){.uid = text_str(&uid),
	                                        .summary = text_str(&summary),
	                                        .description = text_str(&description),
	                                        .at = until},
	               1, now);
	text_clear(&uid);
	text_clear(&summary);
	text_clear(&description);
	return true;
}
