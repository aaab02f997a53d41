/* What people's words say about a time, before it is known which day they mean; for time_person.c. */
#ifndef SYNCFIX_BASE_TOLD_H
#define SYNCFIX_BASE_TOLD_H

#include <stdbool.h>

#include "base/civil.h"

/* Each part at most once. */
struct told {
	struct civil civil;
	bool has_time;
	bool has_day;  /* one of date, days_ago, weekday */
	bool has_year; /* civil.year too */
	bool has_date; /* civil.month, day */
	int days_ago;  /* today, yesterday; -1 when not said */
	int weekday;   /* -1 when not said */
	bool last;     /* "last Monday": not today */
	bool has_zone;
	int zone;
};

/* False when a word is not understood, or none said a day or a time. */
bool told_read(struct told *told, const char *text);

#endif
