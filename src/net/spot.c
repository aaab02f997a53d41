#include "net/spot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "net/dates.h"

struct finder {
	spot_fn *each;
	void *ctx;
};

static bool on_json(void *ctx, const struct json_at *match, const struct json_at *star)
{
	struct finder *finder = ctx;
	struct spot match_spot = {.json = match};
	struct spot star_spot = {.json = star};
	return finder->each(finder->ctx, &match_spot, &star_spot);
}

static bool on_xml(void *ctx, const struct xml_match *match)
{
	struct finder *finder = ctx;
	struct spot match_spot = {.node = match->node, .text = match->text};
	struct spot star_spot = {.node = match->last_star, .text = xml_text(match->last_star)};
	return finder->each(finder->ctx, &match_spot, &star_spot);
}

void spot_find(const struct spot *from, const char *pointer, spot_fn *each, void *ctx)
{
	struct finder finder = {.each = each, .ctx = ctx};
	if (from->json)
		json_find(from->json, pointer, on_json, &finder);
	else if (from->document)
		xml_find(from->document, pointer, on_xml, &finder);
	else if (from->node)
		xml_find_in(from->node, pointer, on_xml, &finder);
}

static bool note_match(void *ctx, const struct spot *match, const struct spot *star)
{
	(void)match;
	(void)star;
	*(bool *)ctx = true;
	return false;
}

bool spot_has_list(const struct spot *from, const char *pointer)
{
	bool found = false;
	const char *star = strstr(pointer, "/*");
	if (!from->json || !star)
		return from->json || from->document || from->node;
	char *list = xstrndup(pointer, (size_t)(star - pointer));
	spot_find(from, list, note_match, &found);
	free(list);
	return found;
}

/* Around an XML value white space is layout. */
static const char *trimmed(const char *text, struct arena *arena)
{
	static const char blank[] = " \t\r\n";
	text += strspn(text, blank);
	size_t len = strlen(text);
	while (len > 0 && strchr(blank, text[len - 1]))
		len--;
	return arena_strndup(arena, text, len);
}

const char *spot_text(const struct spot *spot, struct arena *arena)
{
	if (!spot->json)
		return spot->text ? trimmed(spot->text, arena) : NULL;
	const char *string = json_string(spot->json, NULL);
	if (string)
		return arena_strdup(arena, string);
	if (spot->json->type != JSON_NUMBER)
		return NULL;
	struct text number = {0};
	json_dump(spot->json, &number);
	const char *text = arena_strdup(arena, text_str(&number));
	text_clear(&number);
	return text;
}

/* XML has texts only: "12", " 7.50 ". */
static bool number_of_text(const char *text, double *out)
{
	char *end;
	size_t begin = strspn(text, " \t\r\n");
	if (!text[begin] || strspn(text + begin, "+-.0123456789eE \t\r\n") != strlen(text + begin))
		return false;
	*out = strtod(text + begin, &end);
	return end != text + begin && end[strspn(end, " \t\r\n")] == '\0' && isfinite(*out);
}

bool spot_number(const struct spot *spot, double *out)
{
	if (!spot->json)
		return spot->text && number_of_text(spot->text, out);
	return json_number(spot->json, out);
}

bool spot_bool(const struct spot *spot, bool *out)
{
	if (spot->json)
		return json_bool(spot->json, out);
	*out = spot->text && (text_same_fold(spot->text, "true") || strcmp(spot->text, "1") == 0);
	return spot->text && (*out || text_same_fold(spot->text, "false") || strcmp(spot->text, "0") == 0);
}

/* Seconds until the year 5138, milliseconds since 1973: no date of a store can be both. */
static bool time_of_number(double number, int64_t *out)
{
	if (!isfinite(number) || number < 0 || number > 1e15)
		return false;
	*out = (int64_t)(number < 1e11 ? number * 1000 : number);
	return true;
}

bool spot_time(const struct spot *spot, int64_t *out)
{
	double number;
	const char *string = spot->json ? json_string(spot->json, NULL) : spot->text;
	if (string)
		return time_parse_iso(string, true, out) || time_parse_http(string, out) ||
		       time_parse_mail(string, out);
	return spot->json && json_number(spot->json, &number) && time_of_number(number, out);
}

bool spot_is_array(const struct spot *spot)
{
	return spot->json && spot->json->type == JSON_ARRAY;
}

bool spot_is_object(const struct spot *spot)
{
	return (spot->json && spot->json->type == JSON_OBJECT) || spot->document || spot->node;
}

bool spot_is_empty(const struct spot *spot)
{
	size_t len = 0;
	if (!spot->json)
		return !spot->document && (!spot->text || !*spot->text) && (!spot->node || !xml_first(spot->node));
	if (spot->json->type == JSON_NULL)
		return true;
	if (json_string(spot->json, &len))
		return len == 0;
	return (spot_is_array(spot) || spot_is_object(spot)) && json_count(spot->json) == 0;
}
