/* What people type → values: labels by their beginning, times with a zone, numbers with units. */
#include "case/state.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "case/zone.h"
#include "guide/template.h"

static bool is_one_of(const char *words, const char *const *list)
{
	for (; *list; list++)
		if (text_same_fold(words, *list))
			return true;
	return false;
}

bool person_means_unknown(const char *words)
{
	static const char *const list[] =
		{"don't know",          "dont know", "i don't know", "i dont know",  "don\u2019t know",
	     "i don\u2019t know",   "unknown",   "no idea",      "can't see it", "i can't see it",
	     "i can\u2019t see it", NULL};
	return is_one_of(words, list);
}

/* ---- choices ---- */

static char *plain_label(const char *label)
{
	struct text text = {0};
	template_plain(&text, label);
	return text_take(&text);
}

bool person_same_label(const char *label, const char *words)
{
	char *plain = plain_label(label);
	bool same = text_same_fold(plain, words);
	free(plain);
	return same;
}

static bool begins_label(const char *label, const char *words)
{
	char *plain = plain_label(label);
	bool begins = strncasecmp(plain, words, strlen(words)) == 0;
	free(plain);
	return begins;
}

/* "yes" "nope": any case. -1: neither. */
static int yes_or_no(const char *words)
{
	static const char *const yes[] = {"y", "yes", "yeah", "yep", "yup", "true", "on", "ja", "ok", NULL};
	static const char *const no[] = {"n", "no", "nope", "nah", "false", "off", "nein", NULL};
	return is_one_of(words, yes) ? 1 : is_one_of(words, no) ? 0 : -1;
}

/* Picks by yes or no where the choices are those of a yes/no fact. */
static const struct choice *find_yes_no(const struct walk *walk, const char *words)
{
	const struct fact *fact = view_fact(walk);
	int said = fact && fact->type == FACT_YESNO ? yes_or_no(words) : -1;
	if (said < 0)
		return NULL;
	const struct node *node = walk->at.question < 0 ? walk->at.node : view_question_node(walk, fact->id);
	for (size_t i = 0; i < walk->choice.count; i++) {
		const struct choice *choice = &walk->choice.at[i];
		for (size_t k = 0; node && k < node->answer_count; k++)
			if (node->answer[k].label == choice->label && node->answer[k].has_value &&
			    node->answer[k].value.yes == (said == 1))
				return choice;
		if (text_same_fold(choice->label, said ? "Yes" : "No"))
			return choice;
	}
	return NULL;
}

static void choices_error(const struct walk *walk, const char *words, struct error *err)
{
	struct text list = {0};
	for (size_t i = 0; i < walk->choice.count; i++) {
		char *plain = plain_label(walk->choice.at[i].label);
		text_addf(&list, "%s%d %s", i > 0 ? ", " : "", walk->choice.at[i].key, plain);
		free(plain);
	}
	error_set(err, ERROR_USAGE, "", "\"%.60s\" is none of the answers; type one of: %s.", words,
	          text_str(&list));
	text_clear(&list);
}

const struct choice *person_find_choice(const struct walk *walk, const char *words, struct error *err)
{
	const struct choice *found = find_yes_no(walk, words);
	size_t begun = 0;
	if (found)
		return found;
	for (size_t i = 0; i < walk->choice.count; i++) {
		const struct choice *choice = &walk->choice.at[i];
		if (person_same_label(choice->label, words))
			return choice;
		if (begins_label(choice->label, words)) {
			found = choice;
			begun++;
		}
	}
	if (begun == 1)
		return found;
	if (begun > 1)
		error_set(err, ERROR_USAGE, "",
		          "More than one answer begins with \"%.60s\"; type more of it, or its number.", words);
	else
		choices_error(walk, words, err);
	return NULL;
}

/* ---- typed values ---- */

static bool parse_choice(const struct fact *fact, const char *words, struct value *out, struct error *err)
{
	int said = fact->type == FACT_YESNO ? yes_or_no(words) : -1;
	if (said >= 0) {
		*out = value_yesno(said == 1);
		return true;
	}
	const struct fact_value *found = NULL;
	for (size_t i = 0; i < fact->value_count; i++) {
		const struct fact_value *value = &fact->value[i];
		if (text_same_fold(value->name, words) || person_same_label(value->text, words) ||
		    begins_label(value->text, words)) {
			if (found && !text_same_fold(value->name, words))
				return error_set(err, ERROR_USAGE, "", "More than one value begins with \"%.60s\".", words);
			found = value;
		}
	}
	if (!found)
		return error_set(err, ERROR_USAGE, "", "\"%.60s\" is no value of %s.", words,
		                 fact->label ? fact->label : fact->name);
	*out = value_symbol(found->name);
	return true;
}

/* A zone at the end ("2:05 pm EST") counts instead of the fact's; the rest is in *rest. */
static int split_zone(const struct walk *walk, const struct fact *fact, const char *words, int64_t now,
                      struct text *rest)
{
	int minutes;
	text_add(rest, words);
	const char *space = strrchr(words, ' ');
	if (space && zone_offset(space + 1, now, &minutes)) {
		text_cut(rest, (size_t)(space - words));
		return minutes;
	}
	return walk_utc_offset(walk, fact);
}

static bool parse_time(const struct walk *walk, const struct fact *fact, const char *words, int64_t now,
                       struct value *out, struct error *err)
{
	struct text rest = {0};
	int offset = split_zone(walk, fact, words, now, &rest);
	int64_t at;
	bool ok = time_parse_person(text_str(&rest), now, offset, &at) || time_parse_iso(words, false, &at);
	text_clear(&rest);
	if (!ok)
		return error_set(
			err, ERROR_USAGE, "",
			"\"%.60s\" is no time; type it as \"11:30\", \"yesterday 14:00\", \"14 Nov 11:30\" or "
			"\"2 hours ago\".",
			words);
	if (fact->past && at > now)
		return error_set(err, ERROR_USAGE, "", "That time is still to come; type one that has passed.");
	*out = value_time(at);
	return true;
}

static bool parse_number(const struct fact *fact, const char *words, struct value *out, struct error *err)
{
	struct text digits = {0};
	for (const char *at = words; *at; at++)
		if (*at != ',' || !isdigit((unsigned char)at[1]))
			text_add_char(&digits, *at);
	char *end;
	double number = strtod(text_str(&digits), &end);
	bool begun = end != text_str(&digits);
	while (*end == ' ')
		end++;
	bool unit = fact->unit && *end != '\0' && strncasecmp(fact->unit, end, strlen(end)) == 0;
	bool ok = begun && (*end == '\0' || unit) && number > -1e15 && number < 1e15 &&
	          !strpbrk(text_str(&digits), "xXnN");
	text_clear(&digits);
	if (!ok)
		return error_set(err, ERROR_USAGE, "", "\"%.60s\" is no number; type digits, such as 12.", words);
	if (number < fact->min || number > fact->max)
		return error_set(err, ERROR_USAGE, "", "%s must be from %g to %g.",
		                 fact->label ? fact->label : fact->name, fact->min, fact->max);
	*out = value_number(number);
	return true;
}

static bool parse_duration(const char *words, struct value *out, struct error *err)
{
	int64_t ms;
	if (!duration_parse_person(words, &ms) && !duration_parse(words, &ms))
		return error_set(
			err, ERROR_USAGE, "",
			"\"%.60s\" is no length of time; type it with its unit, as \"15 minutes\" or \"2 h\".", words);
	*out = value_duration(ms);
	return true;
}

static const char *clean(const char *words, struct arena *arena)
{
	struct text text = {0};
	text_safe(&text, words, strlen(words), TEXT_SAFE_LINE, 0);
	text_trim(&text);
	const char *kept = arena_strdup(arena, text_str(&text));
	text_clear(&text);
	return kept;
}

/* "#1001, #1002" or "1001 1002": commas part; without any, spaces do. */
static bool parse_list(const char *words, struct arena *arena, struct value *out, struct error *err)
{
	const char *parts = strpbrk(words, ",;") ? ",;" : " ";
	const char **item = arena_alloc(arena, (strlen(words) + 1) * sizeof *item);
	size_t count = 0;
	for (const char *at = words; *at;) {
		size_t len = strcspn(at, parts);
		const char *one = clean(arena_strndup(arena, at, len), arena);
		if (*one)
			item[count++] = one;
		at += len + (at[len] != '\0');
	}
	if (count == 0)
		return error_set(err, ERROR_USAGE, "", "Nothing was named; type them with commas between.");
	*out = value_list(item, count);
	return true;
}

static bool parse_url(const char *words, struct arena *arena, struct value *out, struct error *err)
{
	struct text url = {0};
	if (!strstr(words, "://"))
		text_add(&url, "https://");
	text_add(&url, words);
	const char *host = strstr(text_str(&url), "://") + 3;
	size_t len = strcspn(host, "/?#");
	bool named = memchr(host, '.', len) || strncmp(host, "localhost", 9) == 0;
	bool ok = len > 0 && named && !memchr(host, '@', len) && !strpbrk(text_str(&url), " \t<>\"");
	if (ok)
		*out = value_text(arena_strdup(arena, text_str(&url)));
	text_clear(&url);
	return ok ||
	       error_set(
			   err, ERROR_USAGE, "",
			   "\"%.60s\" is no web address; type it as https://shop.example, without a name or password.",
			   words);
}

bool person_parse(const struct walk *walk, const struct fact *fact, const char *words, int64_t now,
                  struct arena *arena, struct value *out, struct error *err)
{
	const char *cleaned = clean(words, arena);
	*out = VALUE_NOTHING;
	switch (fact->type) {
	case FACT_CHOICE:
	case FACT_YESNO:
		return parse_choice(fact, cleaned, out, err);
	case FACT_NUMBER:
		return parse_number(fact, cleaned, out, err);
	case FACT_DURATION:
		return parse_duration(cleaned, out, err);
	case FACT_TIME:
		return parse_time(walk, fact, cleaned, now, out, err);
	case FACT_LIST:
		return parse_list(cleaned, arena, out, err);
	case FACT_URL:
		return parse_url(cleaned, arena, out, err);
	case FACT_TEXT:
		*out = value_text(cleaned);
		return *cleaned != '\0' || error_set(err, ERROR_USAGE, "", "Nothing was typed.");
	default:
		return error_set(err, ERROR_REFUSED, "",
		                 "Secrets are not typed here; set one with \"syncfix secrets set\".");
	}
}
