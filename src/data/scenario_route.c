/* The routes of a scenario: which request gets which answer. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "data/load.h"
#include "data/scenario_reading.h"

#define ROWS(table) (table), sizeof(table) / sizeof *(table)
#define AT(member)  offsetof(struct scenario_route, member)

/* "GET /wp-json/", or only the path. */
static void read_request(struct declare *declare, const struct json_at *at, void *out)
{
	struct scenario_route *route = out;
	const char *text = field_text(declare, at);
	const char *space;

	if (text == NULL)
		return;
	space = strchr(text, ' ');
	route->method = space == NULL ? "GET" : arena_strndup(declare->arena, text, (size_t)(space - text));
	route->path = space == NULL ? text : space + 1;
	if (*route->path != '/' && strcmp(route->path, "*") != 0)
		field_fail(declare, at, "wrong-value",
		           "A request is written as \"GET /wp-json/\": method, space, path.");
	if (strchr(route->path, '?') != NULL)
		field_fail(declare, at, "wrong-value", "What stands behind '?' belongs into \"query\".");
}

/* [wrong:|unknown:] and a scheme, with the name of its header or parameter. */
static bool is_auth(const char *text)
{
	static const char *const plain[] = {"none",        "basic",        "bearer",     "oauth1",
	                                    "oauth1-http", "oauth1-https", "soap-login", "soap-session"};

	if (text_starts(text, "wrong:") || text_starts(text, "unknown:"))
		text = strchr(text, ':') + 1;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (strcmp(text, plain[i]) == 0)
			return true;
	return (text_starts(text, "header:") || text_starts(text, "query-key:")) && strchr(text, ':')[1] != '\0';
}

static void read_auth(struct declare *declare, const struct json_at *at, void *out)
{
	const char *text = field_text(declare, at);

	*(const char **)out = text;
	if (text != NULL && !is_auth(text))
		field_fail(
			declare, at, "wrong-value",
			"\"%.60s\" is no scheme; it is basic, bearer, oauth1, header:NAME or query-key:NAME, with wrong: "
			"in front for wrong credentials.",
			text);
}

/* "fix:LABEL", or a time. */
static void read_moment(struct declare *declare, const struct json_at *at, void *out)
{
	const char *text = field_text(declare, at);
	struct moment *moment = out;

	if (text == NULL)
		return;
	if (text_starts(text, "fix:") && text[4] != '\0')
		*moment = (struct moment){.kind = MOMENT_FIX, .fix = text + 4};
	else if (scenario_time(reading_of(declare)->scenario, text, &moment->at))
		moment->kind = MOMENT_TIME;
	else
		field_fail(declare, at, "wrong-value",
		           "A moment is \"fix:LABEL\", \"{now+2h}\" or a time with its zone.");
}

/* ---- bodies ---- */

static void read_json(struct declare *declare, const struct json_at *at, void *out)
{
	struct scenario_route *route = out;
	struct text json = {0};

	json_dump(at, &json);
	route->body = arena_strndup(declare->arena, text_str(&json), json.len);
	route->body_len = json.len;
	route->body_is_json = true;
	text_clear(&json);
}

static void read_text(struct declare *declare, const struct json_at *at, void *out)
{
	struct scenario_route *route = out;

	route->body = field_text(declare, at);
	route->body_len = route->body != NULL ? strlen(route->body) : 0;
}

/* A file in the scenario's folder or below it, and nowhere else. */
static const char *read_path(struct declare *declare, const struct json_at *at)
{
	const char *name = field_text(declare, at);
	const char *path;
	char *joined;

	if (name == NULL)
		return NULL;
	if (*name == '/' || strstr(name, "..") != NULL) {
		field_fail(declare, at, "wrong-value", "A file stands in the folder of the scenario or below it.");
		return NULL;
	}
	joined = file_join(reading_of(declare)->dir, name);
	path = arena_strdup(declare->arena, joined);
	free(joined);
	return path;
}

/* The path of the file, or NULL when it cannot be read. */
static const char *read_whole(struct declare *declare, const struct json_at *at, struct text *out)
{
	const char *path = read_path(declare, at);
	struct error err = {0};

	if (path == NULL || file_read(path, DATA_MAX_FILE, out, &err))
		return path;
	field_fail(declare, at, "bad-file", "%s", err.message);
	return NULL;
}

static void read_json_file(struct declare *declare, const struct json_at *at, void *out)
{
	struct scenario_route *route = out;
	struct text json = {0};
	struct error err = {0};

	if (read_whole(declare, at, &json) != NULL) {
		if (!json_scan(text_str(&json), json.len, json_string(at, NULL), 0, &err))
			field_fail(declare, at, "bad-json", "%s: %s", err.where, err.message);
		route->body = arena_strndup(declare->arena, text_str(&json), json.len);
		route->body_len = json.len;
		route->body_is_json = true;
	}
	text_clear(&json);
}

static void read_recording(struct declare *declare, const struct json_at *at, void *out)
{
	struct scenario_route *route = out;
	struct text recording = {0};

	route->file = read_whole(declare, at, &recording);
	if (route->file != NULL && !text_starts(text_str(&recording), "HTTP/"))
		field_fail(declare, at, "bad-file", "A recording begins with its status line, as HTTP/1.1 200 OK.");
	text_clear(&recording);
}

/* true and "before": no byte of an answer; "half": in the middle of the body. */
static void read_close(struct declare *declare, const struct json_at *at, void *out)
{
	static const char *const words[] = {"no", "before", "half", NULL};
	bool yes;
	int word;

	if (json_bool(at, &yes)) {
		*(enum route_close *)out = yes ? CLOSE_BEFORE : CLOSE_NO;
		return;
	}
	word = field_word(declare, at, words);
	*(enum route_close *)out = word < 0 ? CLOSE_NO : (enum route_close)word;
}

static const struct field route_fields[] = {
	{.key = "name", .kind = FIELD_TEXT, .at = AT(name), .needs = 1},
	{.key = "request", .kind = FIELD_BY, .read = read_request, .needs = 1},
	{.key = "query",
     .kind = FIELD_LIST,
     .at = AT(query),
     .count_at = AT(query_count),
     .read_list = scenario_read_templates},
	{.key = "request_header",
     .kind = FIELD_LIST,
     .at = AT(request_header),
     .count_at = AT(request_header_count),
     .read_list = scenario_read_templates},
	{.key = "auth", .kind = FIELD_BY, .at = AT(auth), .read = read_auth},
	{.key = "call", .kind = FIELD_TEXT, .at = AT(call)},
	{.key = "contains", .kind = FIELD_TEXT, .at = AT(contains)},
	{.key = "from", .kind = FIELD_BY, .at = AT(from), .read = read_moment},
	{.key = "until", .kind = FIELD_BY, .at = AT(until), .read = read_moment},
	{.key = "times", .kind = FIELD_INT, .at = AT(times), .min = 1, .max = 1000},
	{.key = "status", .kind = FIELD_INT, .at = AT(status), .min = 100, .max = 999},
	{.key = "header",
     .kind = FIELD_LIST,
     .at = AT(header),
     .count_at = AT(header_count),
     .read_list = scenario_read_templates},
	{.key = "json", .kind = FIELD_BY, .read = read_json},
	{.key = "json_file", .kind = FIELD_BY, .read = read_json_file},
	{.key = "text", .kind = FIELD_BY, .read = read_text},
	{.key = "file", .kind = FIELD_BY, .read = read_recording},
	{.key = "delay", .kind = FIELD_DURATION, .at = AT(delay_ms)},
	{.key = "close", .kind = FIELD_BY, .at = AT(close), .read = read_close},
};

static void check_route(struct declare *declare, const struct json_at *at, const struct scenario_route *route)
{
	static const char *const bodies[] = {"json", "json_file", "text", "file"};
	const struct scenario *scenario = reading_of(declare)->scenario;
	size_t given = 0;

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct json_at body = json_get(at, bodies[i]);

		given += body.type != JSON_MISSING;
	}
	if (given > 1)
		field_fail(declare, at, "wrong-value", "A route has one of json, json_file, text and file.");
	if (route->status == 0 && route->file == NULL && route->close != CLOSE_BEFORE)
		field_fail(declare, at, "missing-field",
		           "A route must have \"status\", or \"file\" with a recording.");
	for (const struct scenario_route *other = scenario->route; other < route && route->name != NULL; other++)
		if (other->name != NULL && strcmp(other->name, route->name) == 0 &&
		    strcmp(other->from_scenario, route->from_scenario) == 0)
			field_fail(declare, at, "duplicate-name", "There is a route \"%.60s\" already.", route->name);
}

void scenario_read_routes(struct declare *declare, const struct json_at *at, void *out)
{
	struct scenario_reading *reading = reading_of(declare);
	struct scenario *scenario = reading->scenario;
	struct scenario_route *list;

	(void)out;
	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (scenario->route_count + json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < scenario->route_count; i++)
		list[i] = scenario->route[i];
	scenario->route = list;
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct scenario_route *route = &list[scenario->route_count++];

		route->from_scenario = reading->of;
		if (fields_read(declare, &item, ROWS(route_fields), 1, "A route", route))
			check_route(declare, &item, route);
	}
}
