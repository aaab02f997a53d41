#include "base/clock.h"

#include "base/civil.h"
#include "base/text.h"
#include "base/told.h"

/* The day the words mean when it is the one back days before today. */
static int64_t on_day_before(const struct told *told, int64_t now, int offset, int back)
{
	struct civil civil;
	struct civil today;

	civil_from_time(now, offset, &today);
	civil = told->civil;
	civil.year = today.year;
	civil.month = today.month;
	civil.day = today.day;
	return civil_to_time(&civil, offset) - DAYS(back);
}

/* The last such date that is not after now; February 29 may be eight years back. */
static bool last_such_date(struct civil *civil, int64_t now, int offset, int64_t *out)
{
	struct civil today;

	civil_from_time(now, offset, &today);
	for (civil->year = today.year; civil->year >= today.year - 8; civil->year--) {
		if (!civil_valid(civil))
			continue;
		*out = civil_to_time(civil, offset);
		if (*out <= now)
			return true;
	}
	return false;
}

static bool on_weekday(const struct told *told, int64_t now, int offset, int64_t *out)
{
	struct civil today;
	int back;

	civil_from_time(now, offset, &today);
	back = (civil_weekday(civil_days(today.year, today.month, today.day)) - told->weekday + 7) % 7;
	if (back == 0 && told->last)
		back = 7;
	*out = on_day_before(told, now, offset, back);
	if (*out > now)
		*out -= DAYS(7);
	return true;
}

static bool resolve(struct told *told, int64_t now, int offset, int64_t *out)
{
	const struct civil probe = {2000, 1, 1, told->civil.hour, told->civil.minute, told->civil.second};

	if (!civil_valid(&probe) || (told->days_ago == 0 && !told->has_time))
		return false;
	if (told->has_year) {
		*out = civil_to_time(&told->civil, offset);
		return civil_valid(&told->civil);
	}
	if (told->has_date)
		return last_such_date(&told->civil, now, offset, out);
	if (told->weekday >= 0)
		return on_weekday(told, now, offset, out);
	*out = on_day_before(told, now, offset, told->days_ago > 0 ? told->days_ago : 0);
	if (!told->has_day && *out > now)
		*out -= DAYS(1);
	return true;
}

/* "2 hours ago", "now" */
static bool parse_relative(const char *text, int64_t now, int64_t *out)
{
	struct text amount = {0};
	int64_t back = 0;
	bool good;

	text_add(&amount, text);
	text_trim(&amount);
	good = text_same_fold(text_str(&amount), "now") || text_same_fold(text_str(&amount), "just now");
	if (!good && amount.len > 4 && text_same_fold(text_str(&amount) + amount.len - 4, " ago")) {
		text_cut(&amount, amount.len - 4);
		good = duration_parse_person(text_str(&amount), &back);
	}
	text_clear(&amount);
	*out = now - back;
	return good;
}

bool time_parse_person(const char *text, int64_t now, int utc_offset, int64_t *out)
{
	struct told told;
	int64_t at;

	if (!parse_relative(text, now, &at) && !time_parse_iso(text, false, &at)) {
		if (!told_read(&told, text))
			return false;
		if (!told.has_time)
			told.civil.hour = 12;
		if (!resolve(&told, now, told.has_zone ? told.zone : utc_offset, &at))
			return false;
	}
	*out = at;
	return true;
}
