#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/clock.h"
#include "check.h"

static const int64_t NONE = INT64_MIN;

/* 2026-11-23T14:02:00Z, a Monday. */
static const int64_t NOW = INT64_C(1795442520000);

static void reads_iso(void)
{
	static const struct {
		const char *sentence, *text;
		bool assume_utc;
		int64_t want;
	} rows[] = {
		{"the epoch", "1970-01-01T00:00:00Z", false, 0},
		{"UTC", "2026-11-23T14:02:00Z", false, 1795442520000},
		{"small letters", "2026-11-23t14:02:00z", false, 1795442520000},
		{"east of Greenwich is earlier", "2026-11-23T14:02:00+05:30", false, 1795442520000 - 19800000},
		{"west is later", "2026-11-23T14:02:00-0500", false, 1795442520000 + 18000000},
		{"an offset of hours alone", "2026-11-23T14:02:00+02", false, 1795442520000 - 7200000},
		{"a fraction is cut to milliseconds", "2026-11-23T14:02:00.98765Z", false, 1795442520987},
		{"a comma before the fraction", "2026-11-23T14:02:00,5Z", false, 1795442520500},
		{"no zone is refused", "2026-11-23T14:02:00", false, INT64_MIN},
		{"unless UTC is assumed", "2026-11-23T14:02:00", true, 1795442520000},
		{"a space for the T", "2026-11-23 14:02:00", true, 1795442520000},
		{"no seconds", "2026-11-23T14:02Z", false, 1795442520000},
		{"before the epoch", "1969-12-31T23:59:59Z", false, -1000},
		{"leap day", "2024-02-29T00:00:00Z", false, 1709164800000},
		{"no leap day", "2026-02-29T00:00:00Z", false, INT64_MIN},
		{"1900 was no leap year", "1900-02-29T00:00:00Z", false, INT64_MIN},
		{"2000 was one", "2000-02-29T00:00:00Z", false, 951782400000},
		{"a leap second is the next minute", "2016-12-31T23:59:60Z", false, 1483228800000},
		{"month 13", "2026-13-01T00:00:00Z", false, INT64_MIN},
		{"month 0", "2026-00-01T00:00:00Z", false, INT64_MIN},
		{"day 0", "2026-01-00T00:00:00Z", false, INT64_MIN},
		{"hour 24", "2026-01-01T24:00:00Z", false, INT64_MIN},
		{"minute 60", "2026-01-01T00:60:00Z", false, INT64_MIN},
		{"offset of 24 hours", "2026-01-01T00:00:00+24:00", false, INT64_MIN},
		{"offset without minutes behind its colon", "2026-01-01T00:00:00+01:", false, INT64_MIN},
		{"a point without digits", "2026-01-01T00:00:00.Z", false, INT64_MIN},
		{"something behind it", "2026-01-01T00:00:00Zx", true, INT64_MIN},
		{"a date alone", "2026-01-01", true, INT64_MIN},
		{"one digit for a month", "2026-1-01T00:00:00Z", true, INT64_MIN},
		{"nothing", "", true, INT64_MIN},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t at = NONE;

		if (!time_parse_iso(rows[i].text, rows[i].assume_utc, &at))
			at = NONE;
		CHECK_NUMBER(rows[i].sentence, at, rows[i].want);
	}
}

static void reads_http(void)
{
	static const struct {
		const char *sentence, *text;
		int64_t want;
	} rows[] = {
		{"the example of RFC 9110", "Sun, 06 Nov 1994 08:49:37 GMT", 784111777000},
		{"another zone is refused", "Sun, 06 Nov 1994 08:49:37 EST", INT64_MIN},
		{"no such month", "Sun, 06 Nix 1994 08:49:37 GMT", INT64_MIN},
		{"no such weekday", "Sin, 06 Nov 1994 08:49:37 GMT", INT64_MIN},
		{"one digit of day", "Sun, 6 Nov 1994 08:49:37 GMT", INT64_MIN},
		{"more behind it", "Sun, 06 Nov 1994 08:49:37 GMT+1", INT64_MIN},
		{"cut off", "Sun, 06 Nov 1994 08:49", INT64_MIN},
		{"two letters", "Su", INT64_MIN},
		{"nothing", "", INT64_MIN},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t at = NONE;

		if (!time_parse_http(rows[i].text, &at))
			at = NONE;
		CHECK_NUMBER(rows[i].sentence, at, rows[i].want);
	}
}

/* Expected values are written as RFC 3339, so that they can be read. */
static const struct {
	const char *sentence, *text;
	int offset;
	const char *want; /* "" = refused */
} reads_people_rows[] = {
	{"a time of day is today's", "11:30", 0, "2026-11-23T11:30:00Z"},
	{"unless that is still to come", "14:30", 0, "2026-11-22T14:30:00Z"},
	{"this very minute is now", "14:02", 0, "2026-11-23T14:02:00Z"},
	{"afternoon", "2:01 pm", 0, "2026-11-23T14:01:00Z"},
	{"written together", "2:01PM", 0, "2026-11-23T14:01:00Z"},
	{"with points", "2:01 p.m.", 0, "2026-11-23T14:01:00Z"},
	{"an hour alone needs am or pm", "9am", 0, "2026-11-23T09:00:00Z"},
	{"a bare number is no time", "9", 0, ""},
	{"12 am is midnight", "12:05 am", 0, "2026-11-23T00:05:00Z"},
	{"12 pm is noon", "12:05 pm", 0, "2026-11-23T12:05:00Z"},
	{"noon", "noon", 0, "2026-11-23T12:00:00Z"},
	{"13 pm is nothing", "13:05 pm", 0, ""},
	{"hour 24", "24:00", 0, ""},
	{"minute 60", "11:60", 0, ""},
	{"one digit of minutes", "11:3", 0, ""},
	{"in the person's zone", "8:30", -300, "2026-11-23T13:30:00Z"},
	{"there it is still morning", "9:30", -300, "2026-11-22T14:30:00Z"},
	{"a zone that is named wins", "8:30 AM EST", 0, "2026-11-23T13:30:00Z"},
	{"UTC named", "13:30 UTC", -300, "2026-11-23T13:30:00Z"},
	{"today", "today 11:30", 0, "2026-11-23T11:30:00Z"},
	{"today alone is no time", "today", 0, ""},
	{"today may be later", "today at 16:00", 0, "2026-11-23T16:00:00Z"},
	{"yesterday", "yesterday 14:00", 0, "2026-11-22T14:00:00Z"},
	{"the other way round", "2 pm yesterday", 0, "2026-11-22T14:00:00Z"},
	{"yesterday alone is its noon", "Yesterday", 0, "2026-11-22T12:00:00Z"},
	{"a weekday is the last such day", "Friday 18:00", 0, "2026-11-20T18:00:00Z"},
	{"today's weekday is today", "Mon 9:00", 0, "2026-11-23T09:00:00Z"},
	{"or a week ago when still to come", "Monday at 18:00", 0, "2026-11-16T18:00:00Z"},
	{"last Monday is not today", "last Monday 9:00", 0, "2026-11-16T09:00:00Z"},
	{"day and month", "14 Nov 11:30", 0, "2026-11-14T11:30:00Z"},
	{"month and day", "Nov 14, 11:30 AM", 0, "2026-11-14T11:30:00Z"},
	{"written out", "November 14th at 11:30", 0, "2026-11-14T11:30:00Z"},
	{"a date to come was last year's", "24 Nov 11:30", 0, "2025-11-24T11:30:00Z"},
	{"a year is taken as said", "14 Nov 2027 11:30", 0, "2027-11-14T11:30:00Z"},
	{"as the program writes it", "14 Nov 2026, 11:30 AM", 0, "2026-11-14T11:30:00Z"},
	{"month, day, year", "Nov 14, 2026, 11:30 AM", 0, "2026-11-14T11:30:00Z"},
	{"leap day without year", "29 Feb 10:00", 0, "2024-02-29T10:00:00Z"},
	{"no such day", "31 Apr 10:00", 0, ""},
	{"a date alone is its noon", "14 Nov", 0, "2026-11-14T12:00:00Z"},
	{"with dashes", "2026-11-14 11:30", 0, "2026-11-14T11:30:00Z"},
	{"RFC 3339 keeps its own zone", "2026-11-14T11:30:00Z", -300, "2026-11-14T11:30:00Z"},
	{"slashes where one can only be the day", "11/14/2026 11:30 AM", 0, "2026-11-14T11:30:00Z"},
	{"in either order", "14/11/2026 11:30", 0, "2026-11-14T11:30:00Z"},
	{"a month cut short", "Nov. 14, 11:30", 0, "2026-11-14T11:30:00Z"},
	{"five digits of year", "14.11.20266 11:30", 0, ""},
	{"two digits of year", "11/14/26 11:30", 0, "2026-11-14T11:30:00Z"},
	{"no year", "11/14 11:30", 0, "2026-11-14T11:30:00Z"},
	{"which is the month?", "11/12/2026 11:30", 0, ""},
	{"both the same", "11/11/2026 11:30", 0, "2026-11-11T11:30:00Z"},
	{"points put the day first", "1.11.2026 11:30", 0, "2026-11-01T11:30:00Z"},
	{"ago", "2 hours ago", 0, "2026-11-23T12:02:00Z"},
	{"short", "20 min ago", 0, "2026-11-23T13:42:00Z"},
	{"an hour ago", "an hour ago", 0, "2026-11-23T13:02:00Z"},
	{"half an hour ago", "about half an hour ago", 0, "2026-11-23T13:32:00Z"},
	{"just now", "just now", 0, "2026-11-23T14:02:00Z"},
	{"spaces around it", "  11:30  ", 0, "2026-11-23T11:30:00Z"},
	{"two times", "11:30 12:30", 0, ""},
	{"two days", "today yesterday 11:30", 0, ""},
	{"words", "this morning some time", 0, ""},
	{"ago alone", "ago", 0, ""},
	{"nothing", "", 0, ""},
};

static void reads_people(void)
{
	for (size_t i = 0; i < sizeof reads_people_rows / sizeof *reads_people_rows; i++) {
		struct text got = {0};
		int64_t at;

		if (time_parse_person(reads_people_rows[i].text, NOW, reads_people_rows[i].offset, &at))
			time_add_iso(&got, at);
		CHECK_TEXT(reads_people_rows[i].sentence, text_str(&got), reads_people_rows[i].want);
		text_clear(&got);
	}
}

static void writes_times(void)
{
	struct text out = {0};

	time_add_iso(&out, NOW + 999);
	CHECK_TEXT("whole seconds, cut", text_str(&out), "2026-11-23T14:02:00Z");
	text_cut(&out, 0);
	time_add_iso(&out, -1);
	CHECK_TEXT("before the epoch it is cut downwards", text_str(&out), "1969-12-31T23:59:59Z");
	text_cut(&out, 0);
	time_add_person(&out, NOW, -300);
	CHECK_TEXT("as people write it, in their zone", text_str(&out), "23 Nov 2026, 9:02 AM");
	text_cut(&out, 0);
	time_add_person(&out, NOW - HOURS(14), 0);
	CHECK_TEXT("midnight is 12 AM", text_str(&out), "23 Nov 2026, 12:02 AM");
	text_cut(&out, 0);
	time_add_clock(&out, NOW, 330);
	CHECK_TEXT("the clock alone", text_str(&out), "19:32");
	text_clear(&out);
}

static void every_day_comes_back(void)
{
	size_t wrong = 0;

	for (int64_t day = -200000; day < 200000; day += 13) {
		struct civil civil;

		civil_from_time(DAYS(day) + HOURS(23) + 59999, 0, &civil);
		wrong += civil_days(civil.year, civil.month, civil.day) != day;
		wrong += civil.hour != 23 || civil.minute != 0 || civil.second != 59;
	}
	CHECK_NUMBER("days to dates and back", (int64_t)wrong, 0);
	CHECK_NUMBER("1970-01-01 was a Thursday", civil_weekday(0), 4);
	CHECK_NUMBER("the day before a Wednesday", civil_weekday(-1), 3);
}

static void runs_and_stands(void)
{
	struct clock clock = {0};
	int64_t before = clock_now(NULL);

	CHECK("without an offset it is the real clock", clock_now(&clock) - before < 5000);
	clock_set(&clock, NOW);
	CHECK("it goes on from where it was set", clock_now(&clock) >= NOW && clock_now(&clock) < NOW + 5000);
	clock.frozen = true;
	CHECK_NUMBER("frozen it stands there", clock_now(&clock), NOW);
	clock_set(&clock, 5);
	CHECK_NUMBER("and can be set", clock_now(&clock), 5);
	CHECK("the other clock never goes back", clock_monotonic() <= clock_monotonic());
	setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1);
	tzset();
	CHECK_NUMBER("this computer's zone in winter", clock_local_offset(NOW), -300);
	CHECK_NUMBER("and in summer", clock_local_offset(NOW - DAYS(150)), -240);
}

static void reads_durations(void)
{
	static const struct {
		const char *sentence, *text;
		int64_t data;   /* as wizard-data writes it */
		int64_t person; /* as a person does */
	} rows[] = {
		{"seconds", "20s", 20000, 20000},
		{"minutes", "15min", 900000, 900000},
		{"hours", "2h", 7200000, 7200000},
		{"days", "3d", 259200000, 259200000},
		{"weeks", "4w", 2419200000, 2419200000},
		{"milliseconds", "500ms", 500, 500},
		{"one and a half", "1.5h", 5400000, 5400000},
		{"none", "0s", 0, 0},
		{"thousandths", "0.001s", 1, 1},
		{"finer is cut", "0.0009s", 0, 0},
		{"a hundred years are enough", "36500d", 3153600000000, 3153600000000},
		{"more are refused", "36501d", INT64_MIN, INT64_MIN},
		{"milliseconds as a journal has them", "3153600000000ms", 3153600000000, 3153600000000},
		{"fourteen digits are refused", "12345678901234ms", INT64_MIN, INT64_MIN},
		{"no unit", "15", INT64_MIN, INT64_MIN},
		{"no number", "min", INT64_MIN, INT64_MIN},
		{"negative", "-5min", INT64_MIN, INT64_MIN},
		{"a point without digits", "1.h", INT64_MIN, INT64_MIN},
		{"another unit", "5y", INT64_MIN, INT64_MIN},
		{"nothing", "", INT64_MIN, INT64_MIN},
		{"with a space", "15 min", INT64_MIN, 900000},
		{"in words", "15 minutes", INT64_MIN, 900000},
		{"capitals", "15 Minutes", INT64_MIN, 900000},
		{"half an hour", "half an hour", INT64_MIN, 1800000},
		{"a quarter of an hour", "a quarter of an hour", INT64_MIN, INT64_MIN},
		{"quarter of an hour", "quarter of an hour", INT64_MIN, 900000},
		{"an hour", "an hour", INT64_MIN, 3600000},
		{"an hour and a half", "an hour and a half", INT64_MIN, 5400000},
		{"1 hour", "1 hour", INT64_MIN, 3600000},
		{"hours and minutes", "2 h 32 min", INT64_MIN, 9120000},
		{"written together", "2h30m", INT64_MIN, 9000000},
		{"with and", "2 hours and 5 minutes", INT64_MIN, 7500000},
		{"with a comma", "1 day, 4 hours", INT64_MIN, 100800000},
		{"as IS2 shows a schedule", "Every 15 minutes", INT64_MIN, 900000},
		{"every hour", "every hour", INT64_MIN, 3600000},
		{"an hour without a number is none", "hour", INT64_MIN, INT64_MIN},
		{"something behind it", "15 min or so", INT64_MIN, INT64_MIN},
		{"every, of what?", "every", INT64_MIN, INT64_MIN},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t data = NONE;
		int64_t person = NONE;

		if (!duration_parse(rows[i].text, &data))
			data = NONE;
		if (!duration_parse_person(rows[i].text, &person))
			person = NONE;
		CHECK_NUMBER(rows[i].sentence, data, rows[i].data);
		CHECK_NUMBER(rows[i].sentence, person, rows[i].person);
	}
}

static void writes_durations(void)
{
	static const struct {
		int64_t ms;
		const char *want;
	} rows[] = {
		{0, "0 ms"},
		{182, "182 ms"},
		{999, "999 ms"},
		{1000, "1 s"},
		{1500, "1.5 s"},
		{1099, "1 s"},
		{20000, "20 s"},
		{59999, "59 s"},
		{60000, "1 min"},
		{90000, "1 min 30 s"},
		{MINUTES(32) + 5000, "32 min"},
		{HOURS(2), "2 h"},
		{HOURS(2) + MINUTES(32), "2 h 32 min"},
		{DAYS(1), "1 d"},
		{DAYS(3) + HOURS(4) + MINUTES(50), "3 d 4 h"},
		{DAYS(20) + HOURS(4), "20 d"},
		{-HOURS(1), "-1 h"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = {0};

		duration_add(&out, rows[i].ms);
		CHECK_TEXT("a duration as people read it", text_str(&out), rows[i].want);
		text_clear(&out);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"reads RFC 3339", reads_iso},
		{"reads the Date header", reads_http},
		{"reads what people type", reads_people},
		{"writes times", writes_times},
		{"every day comes back", every_day_comes_back},
		{"clocks run and stand", runs_and_stands},
		{"reads durations", reads_durations},
		{"writes durations", writes_durations},
		{0},
	};

	return check_run("base: time", tests);
}
