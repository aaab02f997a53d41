#include "base/told.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "base/words.h"

struct zone_name {
	const char *name;
	int minutes_east;
};

/* IS2 and its users are in the United States: CST is theirs, not China's. */
static const struct zone_name zones[] = {
	{"UTC", 0},    {"GMT", 0},    {"Z", 0},      {"EST", -300}, {"EDT", -240}, {"CST", -360},
	{"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420},
};

enum { ZONES = sizeof zones / sizeof *zones, LONGEST_WORD = 12 };

/* "am", "p.m."; moves the hour to 0-23. */
static bool take_half_of_day(const char **at, struct civil *civil, bool *said)
{
	bool am = words_take(at, "a.m.") || words_take(at, "am") || words_take(at, "a");
	bool pm = !am && (words_take(at, "p.m.") || words_take(at, "pm") || words_take(at, "p"));

	*said = am || pm;
	if (!*said)
		return true;
	if (civil->hour < 1 || civil->hour > 12)
		return false;
	civil->hour = civil->hour % 12 + (pm ? 12 : 0);
	return true;
}

static bool take_char(const char **at, char c)
{
	if (**at != c)
		return false;
	(*at)++;
	return true;
}

static bool take_two_digits(const char **at, int *out)
{
	const char *start = *at;

	return words_take_number(at, 2, out) && *at - start == 2;
}

/* "11:30", "11:30:15", "2:05 pm", "2pm" */
static bool take_clock(const char **from, struct told *told)
{
	struct civil *civil = &told->civil;
	const char *at = *from;
	bool minutes;
	bool half_said;

	if (told->has_time || !words_take_number(&at, 2, &civil->hour))
		return false;
	civil->minute = civil->second = 0;
	minutes = take_char(&at, ':');
	if (minutes && !take_two_digits(&at, &civil->minute))
		return false;
	if (minutes && take_char(&at, ':') && !take_two_digits(&at, &civil->second))
		return false;
	words_skip(&at);
	if (!take_half_of_day(&at, civil, &half_said) || (!minutes && !half_said))
		return false;
	told->has_time = true;
	*from = at;
	return true;
}

static bool take_named_hour(const char **at, struct told *told)
{
	bool noon = words_take(at, "noon");

	if (told->has_time || (!noon && !words_take(at, "midnight")))
		return false;
	told->civil.hour = noon ? 12 : 0;
	told->has_time = true;
	return true;
}

static int take_month(const char **at)
{
	char word[LONGEST_WORD + 1] = "";
	size_t len = 0;
	int month;

	for (; len < LONGEST_WORD && isalpha((unsigned char)(*at)[len]); len++)
		word[len] = (*at)[len];
	month = len ? civil_month_named(word) : -1;
	if (month < 0)
		return -1;
	*at += len;
	if (**at == '.')
		(*at)++;
	words_skip(at);
	return month;
}

/* "14", "14th" */
static bool take_day_number(const char **at, int *day)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	bool taken = false;

	if (!words_take_number(at, 2, day) || **at == ':')
		return false;
	for (int i = 0; i < 4 && !taken; i++)
		taken = words_take(at, endings[i]);
	words_skip(at);
	return true;
}

/* Four digits that are no time of day. */
static void take_year(const char **from, struct told *told)
{
	const char *at = *from;

	if (!words_take_number(&at, 4, &told->civil.year) || at - *from != 4 || *at == ':')
		return;
	words_skip(&at);
	told->has_year = true;
	*from = at;
}

/* "14 Nov 2026", "Nov 14, 2026", without the year too. */
static bool take_worded_date(const char **from, struct told *told)
{
	const char *at = *from;
	int month = take_month(&at);
	int day;

	if (told->has_day || !take_day_number(&at, &day))
		return false;
	if (month < 0)
		month = take_month(&at);
	if (month < 0)
		return false;
	told->civil.month = month;
	told->civil.day = day;
	told->has_day = told->has_date = true;
	take_year(&at, told);
	*from = at;
	return true;
}

/* "2026-11-14" */
static bool take_dashed_date(const char **from, struct told *told)
{
	const char *at = *from;
	struct civil *civil = &told->civil;

	if (told->has_day || !words_take_number(&at, 4, &civil->year) || at - *from != 4)
		return false;
	if (!take_char(&at, '-') || !words_take_number(&at, 2, &civil->month) || !take_char(&at, '-') ||
	    !words_take_number(&at, 2, &civil->day))
		return false;
	words_skip(&at);
	told->has_day = told->has_date = told->has_year = true;
	*from = at;
	return true;
}

/* Which of "11/14" is the month: dots mean day first, slashes only what the numbers leave. */
static bool order_numbers(struct civil *civil, char separator, int first, int second)
{
	bool day_first = separator == '.' || first > 12;

	if (separator == '/' && first <= 12 && second <= 12 && first != second)
		return false;
	civil->month = day_first ? second : first;
	civil->day = day_first ? first : second;
	return true;
}

/* "11/14/2026", "11/14", "14.11.2026", "14.11.26" */
static bool take_numbered_date(const char **from, struct told *told)
{
	const char *at = *from;
	char separator;
	int first;
	int second;

	if (told->has_day || !words_take_number(&at, 2, &first))
		return false;
	separator = *at;
	if ((separator != '/' && separator != '.') || !take_char(&at, separator) ||
	    !words_take_number(&at, 2, &second) || !order_numbers(&told->civil, separator, first, second))
		return false;
	if (take_char(&at, separator) && isdigit((unsigned char)*at)) {
		if (!words_take_number(&at, 4, &told->civil.year))
			return false;
		if (told->civil.year < 100)
			told->civil.year += 2000;
		told->has_year = true;
	}
	words_skip(&at);
	told->has_day = told->has_date = true;
	*from = at;
	return true;
}

static bool take_named_day(const char **at, struct told *told)
{
	static const char *const names[][2] = {
		{"Sunday", "Sun"},   {"Monday", "Mon"}, {"Tuesday", "Tue"},  {"Wednesday", "Wed"},
		{"Thursday", "Thu"}, {"Friday", "Fri"}, {"Saturday", "Sat"},
	};

	if (told->has_day)
		return false;
	if (words_take(at, "today"))
		told->days_ago = 0;
	else if (words_take(at, "yesterday"))
		told->days_ago = 1;
	for (int i = 0; i < 7 && told->days_ago < 0 && told->weekday < 0; i++) {
		if (words_take(at, names[i][0]) || words_take(at, names[i][1]))
			told->weekday = i;
	}
	told->has_day = told->days_ago >= 0 || told->weekday >= 0;
	return told->has_day;
}

static bool take_zone(const char **at, struct told *told)
{
	for (int i = 0; i < ZONES && told->has_time && !told->has_zone; i++) {
		if (words_take(at, zones[i].name)) {
			told->has_zone = true;
			told->zone = zones[i].minutes_east;
			return true;
		}
	}
	return false;
}

static bool take_filler(const char **at, struct told *told)
{
	if (words_take(at, "last"))
		return told->last = true;
	return words_take(at, "at") || words_take(at, "on") || words_take(at, "about") ||
	       words_take(at, "around");
}

bool told_read(struct told *told, const char *text)
{
	static bool (*const takers[])(const char **, struct told *) = {
		take_filler, take_named_day,     take_worded_date, take_dashed_date,
		take_clock,  take_numbered_date, take_named_hour,  take_zone,
	};
	const char *at = text;

	*told = (struct told){.days_ago = -1, .weekday = -1};
	words_skip(&at);
	while (*at) {
		bool taken = false;

		for (size_t i = 0; i < sizeof takers / sizeof *takers && !taken; i++)
			taken = takers[i](&at, told);
		if (!taken)
			return false;
	}
	return told->has_time || told->has_day;
}
