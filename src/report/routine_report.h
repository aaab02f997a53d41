/* A preventive routine as people and machines read it: what was looked at, what it found, what is due. */
#ifndef SYNCFIX_REPORT_ROUTINE_REPORT_H
#define SYNCFIX_REPORT_ROUTINE_REPORT_H

#include "base/text.h"
#include "case/routine.h"
#include "report/calendar.h"

/* The day on which the access of a profile ends. */
struct routine_expiry {
	bool known;
	bool never;  /* what it connects by does not expire */
	int64_t day; /* when known and not never */
};
/* The guide sets its reminder "two weeks before" (8.06, 8.15). */
enum { ROUTINE_REMIND_DAYS = 14 };

/* "fine", "due", … : one word and the day for a list; "due since 16 Nov 2026". */
void routine_report_due(struct text *out, int64_t due, int64_t today);
/* One line for a list of routines. */
void routine_report_line(struct text *out, const struct routine *routine, int64_t today);
/* Title, last time, and a line an item, with where a problem leads. */
void routine_report_text(struct text *out, const struct routine *routine, int64_t today, int utc_offset);
void routine_report_expiry(struct text *out, const struct routine_expiry *expiry, int64_t today);
/* docs/schemas/routine.schema.json; profile "" for none. Ends in a newline. */
void routine_report_json(struct text *out, const struct routine *routine, size_t count,
                         const struct routine_expiry *expiry, const char *profile, int64_t today);

/* The reminder of a routine: a day that repeats, from the day it is due on. */
void routine_report_calendar(struct text *out, const struct routine *routine, const char *profile,
                             int64_t now, int64_t today);
/* Two days: the reminder before, and the end itself. Only when it is known and ends. */
void routine_report_expiry_calendar(struct text *out, const struct routine_expiry *expiry,
                                    const char *profile, int64_t now);

#endif
