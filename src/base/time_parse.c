#include "base/clock.h"

#include <string.h>

#include "base/civil.h"

/* A cursor over the text; each reader moves it, or fails and leaves the time unset. */
struct reader {
	const char *at;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool read_digits(struct reader *reader, int count, int *out)
{
	*out = 0;
	for (int i = 0; i < count; i++) {
		if (!is_digit(*reader->at))
			return false;
		*out = *out * 10 + (*reader->at++ - '0');
	}
	return true;
}

static bool read_one_of(struct reader *reader, const char *set)
{
	if (!*reader->at || !strchr(set, *reader->at))
		return false;
	reader->at++;
	return true;
}

/* ".25": cut to milliseconds, any number of digits. */
static bool read_fraction(struct reader *reader, int *milliseconds)
{
	int scale = 100;

	*milliseconds = 0;
	if (!read_one_of(reader, ".,"))
		return true;
	if (!is_digit(*reader->at))
		return false;
	while (is_digit(*reader->at)) {
		*milliseconds += (*reader->at++ - '0') * scale;
		scale /= 10;
	}
	return true;
}

/* "Z", "+02:00", "+0200", "+02" */
static bool read_zone(struct reader *reader, int *minutes_east)
{
	bool west = *reader->at == '-';
	int hours = 0;
	int minutes = 0;
	bool colon;

	*minutes_east = 0;
	if (read_one_of(reader, "Zz"))
		return true;
	if (!read_one_of(reader, "+-") || !read_digits(reader, 2, &hours))
		return false;
	colon = read_one_of(reader, ":");
	if ((colon || *reader->at) && !read_digits(reader, 2, &minutes))
		return false;
	if (hours > 23 || minutes > 59)
		return false;
	*minutes_east = (west ? -1 : 1) * (hours * 60 + minutes);
	return true;
}

static bool read_date(struct reader *reader, struct civil *civil)
{
	return read_digits(reader, 4, &civil->year) && read_one_of(reader, "-") &&
	       read_digits(reader, 2, &civil->month) && read_one_of(reader, "-") &&
	       read_digits(reader, 2, &civil->day);
}

/* RFC 3339 asks for seconds; stores that leave them out mean none. */
static bool read_time(struct reader *reader, struct civil *civil, int *milliseconds)
{
	*milliseconds = 0;
	if (!read_digits(reader, 2, &civil->hour) || !read_one_of(reader, ":") ||
	    !read_digits(reader, 2, &civil->minute))
		return false;
	if (!read_one_of(reader, ":"))
		return true;
	return read_digits(reader, 2, &civil->second) && read_fraction(reader, milliseconds);
}

bool time_parse_iso(const char *text, bool assume_utc, int64_t *out)
{
	struct reader reader = {text};
	struct civil civil = {0};
	int milliseconds;
	int zone = 0;

	if (!read_date(&reader, &civil) || !read_one_of(&reader, "Tt ") ||
	    !read_time(&reader, &civil, &milliseconds) || !civil_valid(&civil))
		return false;
	if (*reader.at ? !read_zone(&reader, &zone) : !assume_utc)
		return false;
	if (*reader.at)
		return false;
	*out = civil_to_time(&civil, zone) + milliseconds;
	return true;
}

/* Three letters, looked up by find. */
static bool read_name(struct reader *reader, int (*find)(const char *), int *out)
{
	char name[4] = "";

	for (int i = 0; i < 3; i++) {
		if (!reader->at[i])
			return false;
		name[i] = reader->at[i];
	}
	reader->at += 3;
	*out = find(name);
	return *out >= 0;
}

static bool read_word(struct reader *reader, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(reader->at, word, len) != 0)
		return false;
	reader->at += len;
	return true;
}

bool time_parse_http(const char *text, int64_t *out)
{
	struct reader reader = {text};
	struct civil civil = {0};
	int weekday;

	if (!read_name(&reader, civil_weekday_named, &weekday) || !read_word(&reader, ", ") ||
	    !read_digits(&reader, 2, &civil.day) || !read_word(&reader, " ") ||
	    !read_name(&reader, civil_month_named, &civil.month) || !read_word(&reader, " ") ||
	    !read_digits(&reader, 4, &civil.year) || !read_word(&reader, " ") ||
	    !read_digits(&reader, 2, &civil.hour) || !read_word(&reader, ":") ||
	    !read_digits(&reader, 2, &civil.minute) || !read_word(&reader, ":") ||
	    !read_digits(&reader, 2, &civil.second) || !read_word(&reader, " GMT"))
		return false;
	if (*reader.at || !civil_valid(&civil))
		return false;
	*out = civil_to_time(&civil, 0);
	return true;
}
