#include "data/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "data/load.h"
#include "data/scenario_reading.h"

#define ROWS(table) (table), sizeof(table) / sizeof *(table)
#define AT(member)  offsetof(struct scenario, member)

enum { MAX_BASES = 8 };

static const char *const difficulties[] = {"easy", "medium", "hard", NULL};
static const char *const deeds[] = {"done", "cannot", "no-match", "wait", "leave", NULL};

/* ---- pairs ---- */

static void add_list(struct text *out, const struct json_at *at)
{
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		const char *text = json_string(&item, NULL);

		text_addf(out, "%s%s", i > 0 ? ", " : "", text != NULL ? text : "");
	}
}

/* The written form of what JSON says: "on", true, 3, ["a", "b"]; NULL for null. */
static const char *written(struct declare *declare, const struct json_at *at)
{
	const struct scenario *scenario = reading_of(declare)->scenario;
	struct text plain = {0};
	struct text text = {0};
	const char *copy;
	bool yes;

	if (at->type == JSON_NULL)
		return NULL;
	if (json_bool(at, &yes))
		text_add(&plain, yes ? "yes" : "no");
	else if (at->type == JSON_STRING)
		text_add(&plain, json_string(at, NULL));
	else if (at->type == JSON_ARRAY)
		add_list(&plain, at);
	else
		json_dump(at, &plain);
	scenario_expand(scenario, text_str(&plain), plain.len, scenario->now, &text);
	copy = arena_strdup(declare->arena, text_str(&text));
	text_clear(&plain);
	text_clear(&text);
	return copy;
}

void scenario_read_pairs(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct scenario_pair *list;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	while (json_next(at, &state, &member)) {
		if (member.type == JSON_OBJECT)
			field_fail(declare, &member, "wrong-type",
			           "A value is a text, a number, true, false, a list or null.");
		list[*count].name = field_name(declare, &member);
		list[(*count)++].value = written(declare, &member);
	}
	*(struct scenario_pair **)out = list;
}

void scenario_read_people(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct scenario_pair *list;
	struct json_at member;
	void *state = NULL;
	size_t room = 1;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	while (json_next(at, &state, &member))
		room += member.type == JSON_ARRAY ? json_count(&member) : 1;
	list = arena_alloc(declare->arena, room * sizeof *list);
	for (state = NULL; json_next(at, &state, &member);) {
		size_t turns = member.type == JSON_ARRAY ? json_count(&member) : 1;
		const char *name = field_name(declare, &member);

		for (size_t i = 0; i < turns; i++) {
			struct json_at one = member.type == JSON_ARRAY ? json_item(&member, i) : member;

			if (one.type == JSON_OBJECT || one.type == JSON_ARRAY)
				field_fail(declare, &one, "wrong-type",
				           "An answer is a text, a number, true, false or null.");
			else
				list[(*count)++] = (struct scenario_pair){name, written(declare, &one)};
		}
	}
	*(struct scenario_pair **)out = list;
}

void scenario_read_templates(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct scenario_pair *list;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	while (json_next(at, &state, &member)) {
		list[*count].name = field_name(declare, &member);
		if (member.type != JSON_NULL)
			list[*count].value = field_text(declare, &member);
		++*count;
	}
	*(struct scenario_pair **)out = list;
}

/* ---- fields ---- */

void scenario_read_now(struct declare *declare, const struct json_at *at, void *out)
{
	const char *text = field_text(declare, at);

	if (text != NULL && !time_parse_iso(text, false, out))
		field_fail(declare, at, "wrong-value", "A time is written with its zone, as 2026-11-14T14:02:00Z.");
}

/* "-20min": a duration that may be negative. */
static void read_skew(struct declare *declare, const struct json_at *at, void *out)
{
	const char *text = field_text(declare, at);
	int64_t ms;

	if (text == NULL)
		return;
	if (!duration_parse(text + (*text == '-'), &ms))
		field_fail(declare, at, "wrong-value", "A skew is a duration such as 20min or -20min.");
	else
		*(int64_t *)out = *text == '-' ? -ms : ms;
}

static void read_origin(struct declare *declare, const struct json_at *at, void *out)
{
	const char *text = field_text(declare, at);

	*(const char **)out = text;
	if (text == NULL)
		return;
	if ((!text_starts(text, "https://") && !text_starts(text, "http://")) || strpbrk(text, "?# ") != NULL ||
	    text_ends(text, "/"))
		field_fail(declare, at, "wrong-value",
		           "An origin is written as https://store.example.test, without '/' at its "
		           "end.");
}

static const struct field deed_fields[] = {
	{.key = "at", .kind = FIELD_TEXT, .at = offsetof(struct scenario_do, at), .needs = 1},
	{.key = "answer",
     .kind = FIELD_WORD,
     .at = offsetof(struct scenario_do, answer),
     .words = deeds,
     .needs = 1},
};

void scenario_read_do(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct scenario_do *list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);

		fields_read(declare, &item, ROWS(deed_fields), 1, "A deed", &list[(*count)++]);
	}
	*(struct scenario_do **)out = list;
}

static const char *either(struct declare *declare, const struct json_at *pair, size_t which)
{
	struct json_at one = json_item(pair, which);

	return one.type == JSON_NULL ? NULL : written(declare, &one);
}

void scenario_read_compared(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct scenario_compared *list;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	while (json_next(at, &state, &member)) {
		if (member.type != JSON_ARRAY || json_count(&member) != 2) {
			field_fail(declare, &member, "wrong-type",
			           "A row has two values: the working order's, the other's.");
			continue;
		}
		list[(*count)++] =
			(struct scenario_compared){field_name(declare, &member), either(declare, &member, 0),
		                               either(declare, &member, 1)};
	}
	*(struct scenario_compared **)out = list;
}

static const struct field scenario_fields[] = {
	{.key = "scenario", .kind = FIELD_TEXT, .at = AT(name), .needs = 1},
	{.key = "title", .kind = FIELD_TEXT, .at = AT(title), .needs = 1},
	{.key = "lesson", .kind = FIELD_TEXT, .at = AT(lesson), .needs = 1},
	{.key = "platform", .kind = FIELD_TEXT, .at = AT(platform), .needs = 1},
	{.key = "difficulty", .kind = FIELD_WORD, .at = AT(difficulty), .words = difficulties, .needs = 1},
	{.key = "now", .kind = FIELD_KNOWN, .needs = 1},
	{.key = "skew", .kind = FIELD_BY, .at = AT(skew_ms), .read = read_skew},
	{.key = "origin", .kind = FIELD_KNOWN, .needs = 1},
	{.key = "start", .kind = FIELD_TEXT, .at = AT(start), .needs = 1},
	{.key = "base", .kind = FIELD_TEXT, .at = AT(base)},
	{.key = "profile",
     .kind = FIELD_LIST,
     .at = AT(profile),
     .count_at = AT(profile_count),
     .read_list = scenario_read_pairs,
     .needs = 1},
	{.key = "facts",
     .kind = FIELD_LIST,
     .at = AT(fact),
     .count_at = AT(fact_count),
     .read_list = scenario_read_pairs},
	{.key = "people",
     .kind = FIELD_LIST,
     .at = AT(people),
     .count_at = AT(people_count),
     .read_list = scenario_read_people},
	{.key = "compare",
     .kind = FIELD_LIST,
     .at = AT(compared),
     .count_at = AT(compared_count),
     .read_list = scenario_read_compared},
	{.key = "do",
     .kind = FIELD_LIST,
     .at = AT(action),
     .count_at = AT(action_count),
     .read_list = scenario_read_do},
	{.key = "routes", .kind = FIELD_BY, .read = scenario_read_routes, .needs = 1},
	{.key = "expect", .kind = FIELD_BY, .at = AT(expect), .read = scenario_read_expect, .needs = 1},
};

/* ---- files ---- */

struct json_doc *scenario_parse(struct findings *findings, const char *path)
{
	struct error err = {0};
	struct text text = {0};
	struct json_doc *doc = NULL;

	if (file_read(path, DATA_MAX_FILE, &text, &err))
		doc = json_parse(text_str(&text), text.len, path, DATA_MAX_STRING * 16, &err);
	if (doc == NULL)
		findings_add_at(findings, "bad-json", 0, *err.where != '\0' ? err.where : path, "", "%s",
		                err.message);
	text_clear(&text);
	return doc;
}

/* The routes of the base stand behind those read so far; NULL: no further base. */
static const char *read_base(struct scenario_reading *reading, const char *name)
{
	struct declare *declare = &reading->declare;
	const char *next = NULL;
	struct text file = {0};
	struct json_doc *doc;
	char *path;

	text_addf(&file, "%s.json", name);
	path = file_join(reading->dir, text_str(&file));
	doc = scenario_parse(reading->declare.findings, path);
	if (doc != NULL) {
		struct json_at root = json_root(doc);
		struct json_at routes = json_get(&root, "routes");
		struct json_at base = json_get(&root, "base");

		declare->doc = doc;
		reading->of = name;
		scenario_read_routes(declare, &routes, NULL);
		if (base.type != JSON_MISSING)
			next = field_text(declare, &base);
	}
	json_free(doc);
	text_clear(&file);
	free(path);
	return next;
}

static void read_bases(struct scenario_reading *reading, const struct json_at *root)
{
	struct json_at base = json_get(root, "base");
	const char *name = reading->scenario->base;
	const char *own = reading->of;

	for (int i = 0; name != NULL; i++) {
		if (strpbrk(name, "/") != NULL || *name == '.' || i >= MAX_BASES || strcmp(name, own) == 0) {
			field_fail(&reading->declare, &base, "wrong-value",
			           "A base is the name of another scenario of this folder, and leads to no circle.");
			return;
		}
		name = read_base(reading, name);
	}
}

void scenario_check_name(struct declare *declare, const struct json_at *at, const char *what, const char *own,
                         const char *path)
{
	const char *file = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;

	if (own != NULL && (strncmp(file, own, strlen(own)) != 0 || strcmp(file + strlen(own), ".json") != 0))
		field_fail(declare, at, "bad-name", "The file of %s \"%.60s\" is called %.60s.json.", what, own, own);
}

static void read_all(struct scenario_reading *reading, const struct json_doc *doc, const char *path)
{
	struct declare *declare = &reading->declare;
	struct scenario *scenario = reading->scenario;
	struct json_at root = json_root(doc);
	struct json_at now = json_get(&root, "now");
	struct json_at origin = json_get(&root, "origin");
	struct json_at name = json_get(&root, "scenario");

	declare->doc = doc;
	/* other fields are written by these three */
	if (now.type != JSON_MISSING)
		scenario_read_now(declare, &now, &scenario->now);
	if (origin.type != JSON_MISSING)
		read_origin(declare, &origin, &scenario->origin);
	reading->of =
		arena_strdup(declare->arena, json_string(&name, NULL) != NULL ? json_string(&name, NULL) : "");
	scenario->expect.par = -1;
	fields_read(declare, &root, ROWS(scenario_fields), 1, "A scenario", scenario);
	scenario_check_name(declare, &name, "scenario", scenario->name, path);
	read_bases(reading, &root);
	declare->doc = doc;
	scenario_check(reading, &root);
}

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? xstrdup(".") : xstrndup(path, slash == path ? 1 : (size_t)(slash - path));
}

struct scenario *scenario_load(const char *path, const struct guide *guide, struct findings *findings)
{
	struct scenario *scenario = xcalloc(1, sizeof *scenario);
	struct expr_names names = {0};
	size_t before = findings_errors(findings);
	char *dir = folder_of(path);
	struct scenario_reading reading = {.scenario = scenario, .guide = guide, .dir = dir};
	struct json_doc *doc;

	arena_init(&scenario->arena);
	scenario->file = arena_strdup(&scenario->arena, path);
	reading.declare =
		(struct declare){.arena = &scenario->arena, .names = &names, .findings = findings, .ctx = &reading};
	doc = scenario_parse(findings, path);
	if (doc != NULL)
		read_all(&reading, doc, path);
	json_free(doc);
	free(dir);
	if (findings_errors(findings) == before)
		return scenario;
	scenario_free(scenario);
	return NULL;
}

void scenario_free(struct scenario *scenario)
{
	if (scenario == NULL)
		return;
	arena_clear(&scenario->arena);
	free(scenario);
}
