/* Tours: many walks by hand in one file. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "data/load.h"
#include "data/scenario_reading.h"

#define ROWS(table)  (table), sizeof(table) / sizeof *(table)
#define AT(member)   offsetof(struct scenario, member)
#define TOUR(member) offsetof(struct tour, member)

/* ---- what probes find ---- */

static void read_told_one(struct declare *declare, const struct json_at *at, const char *probe,
                          struct scenario_told *out)
{
	*out = (struct scenario_told){.probe = probe};
	if (at->type == JSON_OBJECT) {
		struct json_at is = json_get(at, "is");
		struct json_at set = json_get(at, "set");

		out->outcome = field_text(declare, &is);
		if (set.type != JSON_MISSING)
			scenario_read_pairs(declare, &set, &out->fact, &out->fact_count);
	} else {
		out->outcome = field_text(declare, at);
	}
}

/* { probe: outcome }, or { "is": outcome, "set": { fact: value } }, or a list of these, run by run. */
static void read_told(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct scenario_told *list;
	struct json_at member;
	void *state = NULL;
	size_t room = 1;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	while (json_next(at, &state, &member))
		room += member.type == JSON_ARRAY ? json_count(&member) : 1;
	list = arena_alloc(declare->arena, room * sizeof *list);
	for (state = NULL; json_next(at, &state, &member);) {
		size_t runs = member.type == JSON_ARRAY ? json_count(&member) : 1;

		for (size_t i = 0; i < runs; i++) {
			struct json_at one = member.type == JSON_ARRAY ? json_item(&member, i) : member;

			read_told_one(declare, &one, field_name(declare, &member), &list[(*count)++]);
		}
	}
	*(struct scenario_told **)out = list;
}

/* ---- fields ---- */

static const struct field walk_fields[] = {
	{.key = "walk", .kind = FIELD_TEXT, .at = AT(name), .needs = 1},
	{.key = "title", .kind = FIELD_TEXT, .at = AT(title), .needs = 1},
	{.key = "platform", .kind = FIELD_TEXT, .at = AT(platform)},
	{.key = "start", .kind = FIELD_TEXT, .at = AT(start), .needs = 1},
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
	{.key = "probes", .kind = FIELD_LIST, .at = AT(told), .count_at = AT(told_count), .read_list = read_told},
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
	{.key = "expect", .kind = FIELD_BY, .at = AT(expect), .read = scenario_read_expect, .needs = 1},
};

static const struct field tour_fields[] = {
	{.key = "tour", .kind = FIELD_TEXT, .at = TOUR(name), .needs = 1},
	{.key = "title", .kind = FIELD_TEXT, .at = TOUR(title), .needs = 1},
	{.key = "platform", .kind = FIELD_TEXT, .at = TOUR(head.platform)},
	{.key = "now", .kind = FIELD_BY, .at = TOUR(head.now), .read = scenario_read_now, .needs = 1},
	{.key = "profile",
     .kind = FIELD_LIST,
     .at = TOUR(head.profile),
     .count_at = TOUR(head.profile_count),
     .read_list = scenario_read_pairs},
	{.key = "walks", .kind = FIELD_KNOWN, .needs = 1},
};

/* ---- walks ---- */

static void lend(struct scenario *walk, const struct tour *tour)
{
	walk->file = tour->file;
	walk->now = tour->head.now;
	walk->origin = "https://shop.example.test";
	walk->expect.par = -1;
	walk->platform = tour->head.platform;
}

static void check_walk(struct scenario_reading *reading, const struct json_at *at)
{
	const struct tour *tour = reading->tour;
	struct scenario *walk = reading->scenario;
	struct json_at name = json_get(at, "walk");

	/* what the profile holds is of the head's platform alone */
	if (walk->platform != NULL && tour->head.platform != NULL &&
	    strcmp(walk->platform, tour->head.platform) == 0) {
		walk->profile = tour->head.profile;
		walk->profile_count = tour->head.profile_count;
	}
	for (const struct scenario *other = tour->walk; walk->name != NULL && other < walk; other++)
		if (other->name != NULL && strcmp(other->name, walk->name) == 0)
			field_fail(&reading->declare, &name, "duplicate-name", "The tour has a walk \"%.60s\" already.",
			           walk->name);
	scenario_check(reading, at);
}

static void read_walks(struct scenario_reading *reading, struct tour *tour, const struct json_at *walks)
{
	struct declare *declare = &reading->declare;

	if (!field_is(declare, walks, JSON_ARRAY))
		return;
	tour->walk = arena_alloc(&tour->arena, (json_count(walks) + 1) * sizeof *tour->walk);
	for (size_t i = 0; i < json_count(walks); i++) {
		struct json_at at = json_item(walks, i);
		struct scenario *walk = &tour->walk[tour->count++];
		struct expr_names names = {0};

		*walk = (struct scenario){0};
		lend(walk, tour);
		reading->scenario = walk;
		declare->names = &names;
		if (fields_read(declare, &at, ROWS(walk_fields), 1, "A walk", walk))
			check_walk(reading, &at);
	}
}

static void read_tour(struct scenario_reading *reading, struct tour *tour, const struct json_doc *doc)
{
	struct json_at root = json_root(doc);
	struct json_at name = json_get(&root, "tour");
	struct json_at walks = json_get(&root, "walks");
	struct json_at now = json_get(&root, "now");

	reading->declare.doc = doc;
	reading->scenario = &tour->head;
	/* times of the profile are written by it */
	if (now.type != JSON_MISSING)
		scenario_read_now(&reading->declare, &now, &tour->head.now);
	fields_read(&reading->declare, &root, ROWS(tour_fields), 1, "A tour", tour);
	scenario_check_name(&reading->declare, &name, "tour", tour->name, tour->file);
	read_walks(reading, tour, &walks);
}

struct tour *tour_load(const char *path, const struct guide *guide, struct findings *findings)
{
	struct tour *tour = xcalloc(1, sizeof *tour);
	size_t before = findings_errors(findings);
	struct scenario_reading reading = {.guide = guide, .dir = ".", .of = "", .tour = tour};
	struct expr_names names = {0};
	struct json_doc *doc = scenario_parse(findings, path);

	arena_init(&tour->arena);
	tour->file = arena_strdup(&tour->arena, path);
	reading.declare =
		(struct declare){.arena = &tour->arena, .names = &names, .findings = findings, .ctx = &reading};
	if (doc != NULL)
		read_tour(&reading, tour, doc);
	json_free(doc);
	if (findings_errors(findings) == before)
		return tour;
	tour_free(tour);
	return NULL;
}

void tour_free(struct tour *tour)
{
	if (tour == NULL)
		return;
	arena_clear(&tour->arena);
	free(tour);
}
