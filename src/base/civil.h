/* The calendar: days since 1970-01-01 and back (proleptic Gregorian), for base's own time files. */
#ifndef SYNCFIX_BASE_CIVIL_H
#define SYNCFIX_BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

struct civil {
	int year;
	int month; /* 1-12 */
	int day;   /* 1-31 */
	int hour;
	int minute;
	int second;
};

int64_t civil_days(int year, int month, int day);
/* Of local time; the zone is utc_offset minutes east of UTC. */
int64_t civil_to_time(const struct civil *civil, int utc_offset);
void civil_from_time(int64_t at, int utc_offset, struct civil *civil);
/* Day of the week, 0 = Sunday. */
int civil_weekday(int64_t days);
/* That this day and this time of day exist; second 60 is a leap second. */
bool civil_valid(const struct civil *civil);
/* 1-12 and 0-6 for an English name or its first three letters, any case; -1 for others. */
int civil_month_named(const char *name);
int civil_weekday_named(const char *name);
/* "Jan" … "Dec" */
const char *civil_month_name(int month);

#endif
