#include "case/zone.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/text.h"

enum summer { SUMMER_NONE, SUMMER_US, SUMMER_EU };

static const struct zone {
	const char *name;
	int minutes; /* winter */
	enum summer summer;
} zones[] = {
	{"UTC", 0, SUMMER_NONE},
	{"GMT", 0, SUMMER_NONE},
	{"Z", 0, SUMMER_NONE},
	{"EST", -300, SUMMER_NONE},
	{"EDT", -240, SUMMER_NONE},
	{"CST", -360, SUMMER_NONE},
	{"CDT", -300, SUMMER_NONE},
	{"MST", -420, SUMMER_NONE},
	{"MDT", -360, SUMMER_NONE},
	{"PST", -480, SUMMER_NONE},
	{"PDT", -420, SUMMER_NONE},
	{"BST", 60, SUMMER_NONE},
	{"CET", 60, SUMMER_NONE},
	{"CEST", 120, SUMMER_NONE},
	{"ET", -300, SUMMER_US},
	{"Eastern", -300, SUMMER_US},
	{"America/New_York", -300, SUMMER_US},
	{"America/Toronto", -300, SUMMER_US},
	{"US/Eastern", -300, SUMMER_US},
	{"CT", -360, SUMMER_US},
	{"Central", -360, SUMMER_US},
	{"America/Chicago", -360, SUMMER_US},
	{"US/Central", -360, SUMMER_US},
	{"MT", -420, SUMMER_US},
	{"Mountain", -420, SUMMER_US},
	{"America/Denver", -420, SUMMER_US},
	{"US/Mountain", -420, SUMMER_US},
	{"America/Phoenix", -420, SUMMER_NONE},
	{"PT", -480, SUMMER_US},
	{"Pacific", -480, SUMMER_US},
	{"America/Los_Angeles", -480, SUMMER_US},
	{"America/Vancouver", -480, SUMMER_US},
	{"US/Pacific", -480, SUMMER_US},
	{"America/Anchorage", -540, SUMMER_US},
	{"Pacific/Honolulu", -600, SUMMER_NONE},
	{"Europe/London", 0, SUMMER_EU},
	{"Europe/Dublin", 0, SUMMER_EU},
	{"Europe/Lisbon", 0, SUMMER_EU},
	{"Europe/Berlin", 60, SUMMER_EU},
	{"Europe/Paris", 60, SUMMER_EU},
	{"Europe/Madrid", 60, SUMMER_EU},
	{"Europe/Rome", 60, SUMMER_EU},
	{"Europe/Amsterdam", 60, SUMMER_EU},
	{"Europe/Brussels", 60, SUMMER_EU},
	{"Europe/Vienna", 60, SUMMER_EU},
	{"Europe/Zurich", 60, SUMMER_EU},
	{"Europe/Warsaw", 60, SUMMER_EU},
	{"Europe/Athens", 120, SUMMER_EU},
	{"Asia/Tokyo", 540, SUMMER_NONE},
	{"Asia/Shanghai", 480, SUMMER_NONE},
	{"Asia/Hong_Kong", 480, SUMMER_NONE},
	{"Asia/Singapore", 480, SUMMER_NONE},
	{"Asia/Kolkata", 330, SUMMER_NONE},
};

/* The first (from = 1, 8 …) or last Sunday at or after day `from` of a month, as UTC midnight. */
static int64_t sunday_from(int year, int month, int from)
{
	struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = from};
	time_t at = timegm(&tm);
	return SECONDS((int64_t)at) + DAYS((7 - tm.tm_wday) % 7);
}

static bool is_summer(enum summer rule, int winter, int64_t at)
{
	time_t seconds = (time_t)(at / 1000);
	struct tm tm;
	if (rule == SUMMER_NONE || !gmtime_r(&seconds, &tm))
		return false;
	int year = tm.tm_year + 1900;
	int64_t begin, end;
	if (rule == SUMMER_US) { /* 15 USC 260a: second Sunday of March to first of November, 2:00 local */
		begin = sunday_from(year, 3, 8) + HOURS(2) - MINUTES(winter);
		end = sunday_from(year, 11, 1) + HOURS(1) - MINUTES(winter);
	} else { /* directive 2000/84/EC: last Sundays of March and October, 1:00 UTC */
		begin = sunday_from(year, 3, 25) + HOURS(1);
		end = sunday_from(year, 10, 25) + HOURS(1);
	}
	return at >= begin && at < end;
}

/* "+02:00" "-0530" "+2" */
static bool offset_parse(const char *text, int *minutes)
{
	int sign = *text == '-' ? -1 : 1;
	if (*text != '-' && *text != '+')
		return false;
	char *end;
	text++;
	if (!isdigit((unsigned char)*text))
		return false;
	long hours = strtol(text, &end, 10), rest = 0;
	if (end - text == 4) {
		rest = hours % 100;
		hours /= 100;
	} else if (*end == ':' && isdigit((unsigned char)end[1])) {
		rest = strtol(end + 1, &end, 10);
	}
	if (*end != '\0' || hours > 14 || rest > 59)
		return false;
	*minutes = sign * (int)(hours * 60 + rest);
	return true;
}

bool zone_offset(const char *name, int64_t at, int *minutes)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		const struct zone *zone = &zones[i];
		if (text_same_fold(zone->name, name)) {
			*minutes = zone->minutes + (is_summer(zone->summer, zone->minutes, at) ? 60 : 0);
			return true;
		}
	}
	if (strncasecmp(name, "UTC", 3) == 0 || strncasecmp(name, "GMT", 3) == 0)
		name += 3;
	return offset_parse(name, minutes);
}
