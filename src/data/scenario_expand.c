/* Times in the texts of a scenario. */
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "data/scenario_reading.h"

enum time_form { FORM_ISO, FORM_GMT, FORM_HTTP, FORM_UNIX, FORM_MS, FORM_DATE, FORM_SQL, FORMS };

static const char *const form_names[FORMS] = {"iso", "gmt", "http", "unix", "ms", "date", "sql"};

static void skip_spaces(const char **at, const char *end)
{
	while (*at < end && **at == ' ')
		++*at;
}

/* " - 32min" behind now; false when it is something else. */
static bool read_shift(const char **at, const char *end, int64_t *shift)
{
	char word[32] = "";
	size_t len = 0;
	bool minus;

	*shift = 0;
	skip_spaces(at, end);
	if (*at >= end || (**at != '+' && **at != '-'))
		return true;
	minus = *(*at)++ == '-';
	skip_spaces(at, end);
	while (*at < end && len + 1 < sizeof word &&
	       strchr("0123456789.abcdefghijklmnopqrstuvwxyz", **at) != NULL)
		word[len++] = *(*at)++;
	skip_spaces(at, end);
	if (!duration_parse(word, shift))
		return false;
	if (minus)
		*shift = -*shift;
	return true;
}

static bool read_form(const char *at, const char *end, enum time_form *form)
{
	*form = FORM_ISO;
	if (at == end)
		return true;
	if (*at++ != ':')
		return false;
	for (int i = 0; i < FORMS; i++) {
		if (strlen(form_names[i]) != (size_t)(end - at) ||
		    strncmp(at, form_names[i], (size_t)(end - at)) != 0)
			continue;
		*form = (enum time_form)i;
		return true;
	}
	return false;
}

/* RFC 9110, 5.6.7: names of days and months are English whatever the locale. */
static void add_http(struct text *out, int64_t at)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t seconds = (time_t)(at / 1000);
	struct tm tm;

	gmtime_r(&seconds, &tm);
	text_addf(out, "%.3s, %02d %.3s %d %02d:%02d:%02d GMT", days + 3 * tm.tm_wday, tm.tm_mday,
	          months + 3 * tm.tm_mon, tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static void add_time(struct text *out, int64_t at, enum time_form form)
{
	struct text iso = {0};

	time_add_iso(&iso, at);
	switch (form) {
	case FORM_GMT:
		text_add_n(out, text_str(&iso), iso.len - 1);
		break;
	case FORM_SQL:
		text_add_n(out, text_str(&iso), strcspn(text_str(&iso), "T"));
		text_addf(out, " %.8s", strchr(text_str(&iso), 'T') + 1);
		break;
	case FORM_DATE:
		text_add_n(out, text_str(&iso), strcspn(text_str(&iso), "T"));
		break;
	case FORM_HTTP:
		add_http(out, at);
		break;
	case FORM_UNIX:
		text_addf(out, "%lld", (long long)(at / 1000));
		break;
	case FORM_MS:
		text_addf(out, "%lld", (long long)at);
		break;
	default:
		text_add(out, text_str(&iso));
		break;
	}
	text_clear(&iso);
}

/* What stands between braces; false: it is none of ours. */
static bool expand(const struct scenario *scenario, const char *at, const char *end, int64_t now,
                   struct text *out)
{
	enum time_form form;
	int64_t shift;

	if ((size_t)(end - at) == strlen("origin") && strncmp(at, "origin", strlen("origin")) == 0) {
		text_add(out, scenario->origin != NULL ? scenario->origin : "");
		return true;
	}
	if ((size_t)(end - at) < strlen("now") || strncmp(at, "now", strlen("now")) != 0)
		return false;
	at += strlen("now");
	if (!read_shift(&at, end, &shift) || !read_form(at, end, &form))
		return false;
	if (__builtin_add_overflow(now, shift, &now))
		return false;
	add_time(out, now, form);
	return true;
}

void scenario_expand(const struct scenario *scenario, const char *text, size_t len, int64_t now,
                     struct text *out)
{
	const char *end = text + len;

	while (text < end) {
		const char *open = memchr(text, '{', (size_t)(end - text));
		const char *close = open == NULL ? NULL : memchr(open, '}', (size_t)(end - open));

		if (close == NULL) {
			text_add_n(out, text, (size_t)(end - text));
			return;
		}
		text_add_n(out, text, (size_t)(open - text));
		text = close + 1;
		if (expand(scenario, open + 1, close, now, out))
			continue;
		text_add_char(out, '{');
		text = open + 1;
	}
}

bool scenario_time(const struct scenario *scenario, const char *text, int64_t *out)
{
	struct text plain = {0};
	bool good;

	scenario_expand(scenario, text, strlen(text), scenario->now, &plain);
	good = time_parse_iso(text_str(&plain), false, out);
	text_clear(&plain);
	return good;
}

const char *scenario_value(const struct scenario_pair *pair, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(pair[i].name, name) == 0)
			return pair[i].value;
	return NULL;
}

const char *scenario_answer(const struct scenario *scenario, const char *fact, size_t turn)
{
	const char *value = NULL;
	size_t seen = 0;

	for (size_t i = 0; i < scenario->people_count && seen <= turn; i++) {
		if (strcmp(scenario->people[i].name, fact) != 0)
			continue;
		value = scenario->people[i].value;
		seen++;
	}
	return value;
}
