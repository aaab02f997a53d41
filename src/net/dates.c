#include "net/dates.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"

static int two_digits(const char *at)
{
	return at[0] >= '0' && at[0] <= '9' && at[1] >= '0' && at[1] <= '9' ? (at[0] - '0') * 10 + at[1] - '0'
	                                                                    : -1;
}

/* "+0130" as milliseconds. */
static bool read_zone(const char *at, int64_t *offset)
{
	if ((*at != '+' && *at != '-') || strlen(at) != 5)
		return false;
	int hours = two_digits(at + 1), minutes = two_digits(at + 3);
	if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
		return false;
	*offset = (HOURS((int64_t)hours) + MINUTES((int64_t)minutes)) * (*at == '+' ? 1 : -1);
	return true;
}

/* The date itself is an HTTP date once "GMT" stands for the zone, which is then taken off. */
bool time_parse_mail(const char *text, int64_t *out)
{
	const char *zone = strrchr(text, ' ');
	int64_t offset;
	char date[40];
	if (!zone || zone - text > 32 || !read_zone(zone + 1, &offset))
		return false;
	snprintf(date, sizeof date, "%.*s GMT", (int)(zone - text), text);
	if (!time_parse_http(date, out))
		return false;
	*out -= offset;
	return true;
}
