#include "base/clock.h"

#include <time.h>

#include "base/civil.h"

static int64_t read_clock(clockid_t which)
{
	struct timespec now;

	clock_gettime(which, &now);
	return SECONDS(now.tv_sec) + now.tv_nsec / 1000000;
}

int64_t clock_now(const struct clock *clock)
{
	if (clock && clock->frozen)
		return clock->frozen_at;
	return read_clock(CLOCK_REALTIME) + (clock ? clock->offset : 0);
}

int64_t clock_monotonic(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

void clock_set(struct clock *clock, int64_t now)
{
	clock->offset = now - read_clock(CLOCK_REALTIME);
	clock->frozen_at = now;
}

void time_add_iso(struct text *out, int64_t at)
{
	struct civil civil;

	civil_from_time(at, 0, &civil);
	text_addf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", civil.year, civil.month, civil.day, civil.hour,
	          civil.minute, civil.second);
}

void time_add_person(struct text *out, int64_t at, int utc_offset)
{
	struct civil civil;

	civil_from_time(at, utc_offset, &civil);
	text_addf(out, "%d %s %d, %d:%02d %s", civil.day, civil_month_name(civil.month), civil.year,
	          civil.hour % 12 ? civil.hour % 12 : 12, civil.minute, civil.hour < 12 ? "AM" : "PM");
}

void time_add_clock(struct text *out, int64_t at, int utc_offset)
{
	struct civil civil;

	civil_from_time(at, utc_offset, &civil);
	text_addf(out, "%02d:%02d", civil.hour, civil.minute);
}

int clock_local_offset(int64_t at)
{
	struct civil civil;
	time_t seconds;
	struct tm local;

	civil_from_time(at, 0, &civil);
	seconds = (time_t)(civil_to_time(&civil, 0) / 1000);
	return localtime_r(&seconds, &local) ? (int)(local.tm_gmtoff / 60) : 0;
}
