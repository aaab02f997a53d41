/*
 * Time. A moment is an int64_t of milliseconds since 1970-01-01 UTC, a duration
 * an int64_t of milliseconds. Nothing below the front ends reads the real clock:
 * time is an argument.
 */
#ifndef SYNCFIX_BASE_CLOCK_H
#define SYNCFIX_BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

#define SECONDS(n) (INT64_C(1000) * (n))
#define MINUTES(n) (INT64_C(60000) * (n))
#define HOURS(n)   (INT64_C(3600000) * (n))
#define DAYS(n)    (INT64_C(86400000) * (n))

/* A clock that runs from where --now set it, or stands still for tests. */
struct clock {
	int64_t offset;
	bool frozen;
	int64_t frozen_at;
};
int64_t clock_now(const struct clock *clock); /* NULL: the real clock */
int64_t clock_monotonic(void);                /* for measuring; no relation to dates */
void clock_set(struct clock *clock, int64_t now);

/* RFC 3339, "2026-11-23T14:02:00Z", offsets, missing zone = UTC when assume_utc else refused;
 * "YYYY-MM-DDTHH:MM:SS" and with a space instead of T. */
bool time_parse_iso(const char *text, bool assume_utc, int64_t *out);
bool time_parse_http(const char *text, int64_t *out); /* RFC 9110 IMF-fixdate */
/*
 * What people type: "11:30", "2:05 pm", "yesterday 14:00", "14 Nov 11:30", "2026-11-14 11:30",
 * "2 hours ago", "20 min ago", "just now", in the zone that is utc_offset minutes east of UTC
 * unless the text names one (UTC, or one of the United States: EST, PDT …).
 * A time of day alone is the last such time before now, and so is a date without a year;
 * a date alone is its noon. "11/12" is refused: nobody knows which is the month.
 */
bool time_parse_person(const char *text, int64_t now, int utc_offset, int64_t *out);
void time_add_iso(struct text *out, int64_t at); /* UTC, "Z", whole seconds */
/* "14 Nov 2026, 11:30 AM" (utc_offset minutes east); zone name appended by the caller. */
void time_add_person(struct text *out, int64_t at, int utc_offset);
void time_add_clock(struct text *out, int64_t at, int utc_offset); /* "14:02" */
int clock_local_offset(int64_t at); /* minutes east of UTC of this computer's zone */

/* "20s" "15min" "2h" "1.5h" "3d" "500ms"; people: "15 minutes", "half an hour", "1 hour". */
bool duration_parse(const char *text, int64_t *out);
bool duration_parse_person(const char *text, int64_t *out);
void duration_add(struct text *out, int64_t ms); /* "2 h 32 min", "182 ms" */

#endif
