#include "base/civil.h"

#include <string.h>
#include <strings.h>

#include "base/clock.h"

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};
static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};

static int64_t floor_divide(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

/* Years begin in March, so that the leap day is the last of them. */
int64_t civil_days(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = floor_divide(y, 400);
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

static void days_to_civil(int64_t days, struct civil *civil)
{
	int64_t shifted = days + 719468;
	int64_t era = floor_divide(shifted, 146097);
	int64_t day = shifted - era * 146097;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int64_t month;

	day -= 365 * year + year / 4 - year / 100;
	month = (5 * day + 2) / 153;
	civil->day = (int)(day - (153 * month + 2) / 5 + 1);
	civil->month = (int)(month < 10 ? month + 3 : month - 9);
	civil->year = (int)(year + era * 400 + (civil->month <= 2));
}

int64_t civil_to_time(const struct civil *civil, int utc_offset)
{
	int64_t days = civil_days(civil->year, civil->month, civil->day);

	return DAYS(days) + HOURS(civil->hour) + MINUTES(civil->minute) + SECONDS(civil->second) -
	       MINUTES(utc_offset);
}

void civil_from_time(int64_t at, int utc_offset, struct civil *civil)
{
	int64_t local = at + MINUTES(utc_offset);
	int64_t days = floor_divide(local, DAYS(1));
	int rest = (int)(floor_divide(local - DAYS(days), SECONDS(1)));

	days_to_civil(days, civil);
	civil->hour = rest / 3600;
	civil->minute = rest / 60 % 60;
	civil->second = rest % 60;
}

int civil_weekday(int64_t days)
{
	int64_t day = (days + 4) % 7; /* 1970-01-01 was a Thursday */

	return (int)(day < 0 ? day + 7 : day);
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool civil_valid(const struct civil *civil)
{
	return civil->year >= 0 && civil->year <= 9999 && civil->month >= 1 && civil->month <= 12 &&
	       civil->day >= 1 && civil->day <= days_in(civil->year, civil->month) && civil->hour >= 0 &&
	       civil->hour <= 23 && civil->minute >= 0 && civil->minute <= 59 && civil->second >= 0 &&
	       civil->second <= 60;
}

static int named(const char *name, const char *const *names, int count)
{
	size_t len = strlen(name);

	for (int i = 0; i < count; i++) {
		bool short_form = len == 3 || (len == 4 && strcasecmp(name, "sept") == 0);

		if (strcasecmp(name, names[i]) == 0 || (short_form && strncasecmp(name, names[i], len) == 0))
			return i;
	}
	return -1;
}

int civil_month_named(const char *name)
{
	int index = named(name, months, 12);

	return index < 0 ? -1 : index + 1;
}

int civil_weekday_named(const char *name)
{
	return named(name, weekdays, 7);
}

const char *civil_month_name(int month)
{
	static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

	return names[month - 1];
}
