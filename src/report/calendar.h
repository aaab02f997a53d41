/*
 * Calendar files (RFC 5545), for waits and routines: iCalendar text that any calendar takes in. The
 * one rule: a uid names the thing, not the writing of it, so that the same thing written again
 * replaces the entry that is there. Moments are written in UTC; what belongs to a day (a routine, a
 * date of expiry) is an entry of the whole day, which stays on that day in every zone and season.
 */
#ifndef SYNCFIX_REPORT_CALENDAR_H
#define SYNCFIX_REPORT_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "case/walk.h"

enum calendar_repeat { CALENDAR_ONCE, CALENDAR_WEEKLY, CALENDAR_MONTHLY, CALENDAR_QUARTERLY };

struct calendar_event {
	const char *uid;         /* other characters than letters, digits, '.', '_', '-' become '-' */
	const char *summary;     /* as people read it; cleaned and escaped here */
	const char *description; /* the same, several lines; NULL for none */
	int64_t at;              /* ms since 1970 UTC; of a whole day: its midnight, as if in UTC */
	bool whole_day;          /* reminds at 9:00; a moment lasts 15 minutes and reminds when it comes */
	enum calendar_repeat repeat;
};

/* Appends one calendar with the events; now is the time of writing. */
void calendar_write(struct text *out, const struct calendar_event *event, size_t count, int64_t now);

/*
 * Appends the end of the wait at which the case stands or was left. id: of the saved case, NULL for
 * none. False: it does not wait, or the time has come.
 */
bool calendar_write_wait(struct text *out, const struct walk *walk, const char *id, int64_t now);

#endif
