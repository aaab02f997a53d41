#include "base/clock.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/words.h"

/* Longer than any wait of ours, short enough that sums of some of them stay exact. */
static const int64_t longest = DAYS(36500);

struct unit {
	const char *name;
	int64_t length;
};

/* Units of wizard-data; no other spelling there. */
static const struct unit data_units[] = {
	{"ms", 1}, {"s", SECONDS(1)}, {"min", MINUTES(1)}, {"h", HOURS(1)}, {"d", DAYS(1)}, {"w", DAYS(7)},
};

static const struct unit spoken_units[] = {
	{"ms", 1},           {"millisecond", 1},     {"s", SECONDS(1)},
	{"sec", SECONDS(1)}, {"second", SECONDS(1)}, {"m", MINUTES(1)},
	{"min", MINUTES(1)}, {"minute", MINUTES(1)}, {"h", HOURS(1)},
	{"hr", HOURS(1)},    {"hour", HOURS(1)},     {"d", DAYS(1)},
	{"day", DAYS(1)},    {"w", DAYS(7)},         {"wk", DAYS(7)},
	{"week", DAYS(7)},
};

enum { DATA_UNITS = sizeof data_units / sizeof *data_units };
enum { SPOKEN_UNITS = sizeof spoken_units / sizeof *spoken_units };

/* "12" or "1.5" in thousandths; before the point as many digits as the longest one has in milliseconds. */
static bool read_number(const char **at, int64_t *thousandths)
{
	const char *start = *at;
	int64_t scale = 100;

	for (*thousandths = 0; isdigit((unsigned char)**at) && *at - start < 13; (*at)++)
		*thousandths = *thousandths * 10 + (**at - '0') * 1000;
	if (*at == start || isdigit((unsigned char)**at))
		return false;
	if (**at != '.')
		return true;
	(*at)++;
	if (!isdigit((unsigned char)**at))
		return false;
	for (; isdigit((unsigned char)**at); (*at)++, scale /= 10)
		*thousandths += (**at - '0') * scale;
	return true;
}

bool duration_parse(const char *text, int64_t *out)
{
	const char *at = text;
	int64_t number;

	if (!read_number(&at, &number))
		return false;
	for (int i = 0; i < DATA_UNITS; i++) {
		if (strcmp(at, data_units[i].name) != 0)
			continue;
		if (number > longest / data_units[i].length * 1000)
			return false;
		*out = number * data_units[i].length / 1000;
		return true;
	}
	return false;
}

static const struct unit *take_unit(const char **at)
{
	size_t len = 0;

	while (isalpha((unsigned char)(*at)[len]))
		len++;
	for (int i = 0; i < SPOKEN_UNITS; i++) {
		size_t name = strlen(spoken_units[i].name);
		bool plural = len == name + 1 && ((*at)[name] == 's' || (*at)[name] == 'S') && name > 1;

		if ((len == name || plural) && strncasecmp(*at, spoken_units[i].name, name) == 0) {
			*at += len;
			words_skip(at);
			return &spoken_units[i];
		}
	}
	return NULL;
}

/* "2", "1.5", "a", "an", "half a", "quarter of an"; in thousandths. */
static bool take_amount(const char **at, bool bare_unit, int64_t *thousandths)
{
	if (isdigit((unsigned char)**at)) {
		bool good = read_number(at, thousandths);

		words_skip(at);
		return good;
	}
	*thousandths = 1000;
	if (words_take(at, "half"))
		*thousandths = 500;
	else if (words_take(at, "quarter"))
		*thousandths = 250;
	if (words_take(at, "of") && *thousandths == 1000)
		return false;
	if (words_take(at, "an") || words_take(at, "a"))
		return true;
	return bare_unit || *thousandths != 1000;
}

/* "and a half" behind a unit. */
static int64_t take_half(const char **at, int64_t unit)
{
	const char *ahead = *at;

	if (!words_take(&ahead, "and") || !words_take(&ahead, "a") || !words_take(&ahead, "half") || *ahead)
		return 0;
	*at = ahead;
	return unit / 2;
}

bool duration_parse_person(const char *text, int64_t *out)
{
	const char *at = text;
	int64_t sum = 0;
	bool every;

	words_skip(&at);
	every = words_take(&at, "every");
	if (!every)
		words_take(&at, "about");
	if (!*at)
		return false;
	while (*at) {
		const struct unit *unit;
		int64_t number;

		if (sum)
			words_take(&at, "and");
		if (!take_amount(&at, every && !sum, &number) || !(unit = take_unit(&at)))
			return false;
		if (number > longest / unit->length * 1000)
			return false;
		sum += number * unit->length / 1000 + take_half(&at, unit->length);
		if (sum > longest)
			return false;
	}
	*out = sum;
	return true;
}

/* The larger unit, and the smaller one when there is any of it. */
static void add_pair(struct text *out, int64_t ms, const struct unit *large, const struct unit *small)
{
	int64_t rest = ms % large->length / small->length;

	text_addf(out, "%lld %s", (long long)(ms / large->length), large->name);
	if (rest)
		text_addf(out, " %lld %s", (long long)rest, small->name);
}

void duration_add(struct text *out, int64_t ms)
{
	static const struct unit second = {"s", SECONDS(1)}, minute = {"min", MINUTES(1)};
	static const struct unit hour = {"h", HOURS(1)}, day = {"d", DAYS(1)};

	if (ms < 0) {
		text_add_char(out, '-');
		ms = ms == INT64_MIN ? INT64_MAX : -ms;
	}
	if (ms < SECONDS(1))
		text_addf(out, "%d ms", (int)ms);
	else if (ms < SECONDS(10) && ms % 1000 >= 100)
		text_addf(out, "%d.%d s", (int)(ms / 1000), (int)(ms % 1000 / 100));
	else if (ms < MINUTES(1))
		text_addf(out, "%d s", (int)(ms / 1000));
	else if (ms < MINUTES(10))
		add_pair(out, ms, &minute, &second);
	else if (ms < HOURS(1))
		text_addf(out, "%d min", (int)(ms / 60000));
	else if (ms < DAYS(1))
		add_pair(out, ms, &hour, &minute);
	else if (ms < DAYS(14))
		add_pair(out, ms, &day, &hour);
	else
		text_addf(out, "%lld d", (long long)(ms / DAYS(1)));
}
