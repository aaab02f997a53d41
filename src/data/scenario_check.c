/* A scenario against the guide: each name it uses must be there. */
#include <string.h>

#include "base/clock.h"
#include "data/scenario_reading.h"

/* The member at "a", or "a.b". */
static struct json_at place(const struct json_at *root, struct json_at *middle, const char *first,
                            const char *second)
{
	*middle = json_get(root, first);
	return second == NULL ? *middle : json_get(middle, second);
}

/* ---- values ---- */

static bool is_label(const struct guide *guide, const struct fact *fact, const char *text)
{
	for (size_t i = 0; i < guide->node_count; i++) {
		const struct node *node = &guide->node[i];

		for (size_t j = 0; node->fact == fact->id && j < node->answer_count; j++)
			if (node->answer[j].label != NULL && strcmp(node->answer[j].label, text) == 0)
				return true;
	}
	return false;
}

/* People answer in the words of a choice ("It is empty") or in their own ("3 hours ago") as well. */
static bool person_can_say(const struct scenario_reading *reading, const struct fact *fact, const char *text)
{
	int64_t at;

	if (is_label(reading->guide, fact, text))
		return true;
	if (fact->type == FACT_TIME)
		return time_parse_person(text, reading->scenario->now, 0, &at);
	return fact->type == FACT_DURATION && duration_parse_person(text, &at);
}

static void check_facts(struct scenario_reading *reading, const struct json_at *root, const char *key,
                        bool people)
{
	const struct scenario *scenario = reading->scenario;
	const struct scenario_pair *pair = people ? scenario->people : scenario->fact;
	size_t count = people ? scenario->people_count : scenario->fact_count;
	struct json_at list = json_get(root, key);

	for (size_t i = 0; i < count; i++) {
		const struct fact *fact = guide_fact(reading->guide, pair[i].name);
		struct json_at member = json_get(&list, pair[i].name);
		enum value_kind kind;
		struct error err = {0};
		struct value value;

		if (fact == NULL)
			field_fact(&reading->declare, &member, pair[i].name, &kind);
		else if (pair[i].value != NULL && !(people && person_can_say(reading, fact, pair[i].value)) &&
		         !fact_parse(fact, pair[i].value, reading->declare.arena, &value, &err))
			field_fail(&reading->declare, &member, "wrong-value", "%s", err.message);
	}
}

/* Of the platform, or of a service beside it. */
static bool has_key(const struct guide *guide, const struct platform *own, const char *name)
{
	for (const struct platform *platform = own; platform != NULL;
	     platform = guide_asked_next(guide, own, platform))
		for (size_t i = 0; i < platform->key_count; i++)
			if (strcmp(platform->key[i].name, name) == 0)
				return true;
	return false;
}

static void check_profile(struct scenario_reading *reading, const struct json_at *root)
{
	static const char *const always[] = {"platform", "integration", "store"};
	const struct platform *platform = guide_platform(reading->guide, reading->scenario->platform);
	struct json_at profile = json_get(root, "profile");
	struct json_at at = json_get(root, "platform");
	struct json_at member;
	void *state = NULL;

	if (platform == NULL) {
		field_fail(&reading->declare, &at, "wrong-value", "There is no platform \"%.60s\".",
		           reading->scenario->platform);
		return;
	}
	while (json_next(&profile, &state, &member)) {
		bool found = has_key(reading->guide, platform, member.key);

		for (size_t i = 0; i < 3; i++)
			found = found || strcmp(always[i], member.key) == 0;
		if (!found)
			field_fail(&reading->declare, &member, "unknown-key", "The profile of %s has no \"%.60s\".",
			           platform->name, member.key);
	}
}

/* ---- names ---- */

static bool is_node(struct scenario_reading *reading, const struct json_at *at, const char *name)
{
	if (guide_node(reading->guide, name) != NULL)
		return true;
	return field_fail(&reading->declare, at, "dangling-target", "There is no node \"%.80s\".", name);
}

static void check_start(struct scenario_reading *reading, const struct json_at *root)
{
	const char *start = reading->scenario->start;
	struct json_at at = json_get(root, "start");

	if (guide_symptom(reading->guide, start) == NULL && guide_node(reading->guide, start) == NULL &&
	    guide_node_by_code(reading->guide, start) == NULL)
		field_fail(&reading->declare, &at, "dangling-target",
		           "\"%.80s\" is no symptom, no node and no step code.", start);
}

static void check_nodes(struct scenario_reading *reading, const struct json_at *root)
{
	const struct scenario *scenario = reading->scenario;
	const struct scenario_expect *expect = &scenario->expect;
	struct json_at middle;
	struct json_at visited = place(root, &middle, "expect", "visited");
	struct json_at not_visited = place(root, &middle, "expect", "not_visited");
	struct json_at deeds = json_get(root, "do");

	for (size_t i = 0; i < expect->visited_count; i++) {
		struct json_at item = json_item(&visited, i);

		is_node(reading, &item, expect->visited[i]);
	}
	for (size_t i = 0; i < expect->not_visited_count; i++) {
		struct json_at item = json_item(&not_visited, i);

		is_node(reading, &item, expect->not_visited[i]);
	}
	for (size_t i = 0; i < scenario->action_count; i++) {
		struct json_at item = json_item(&deeds, i);

		is_node(reading, &item, scenario->action[i].at);
	}
}

static void check_outcomes(struct scenario_reading *reading, const struct json_at *root)
{
	const struct scenario_expect *expect = &reading->scenario->expect;
	struct expr_names names = guide_names(reading->guide, false);
	struct json_at middle;
	struct json_at outcomes = place(root, &middle, "expect", "outcomes");

	for (size_t i = 0; i < expect->outcome_count; i++) {
		const struct scenario_outcomes *one = &expect->outcome[i];
		struct json_at at = json_get(&outcomes, one->probe);
		const char *nearest = NULL;

		if (!names.has_outcome(names.ctx, one->probe, NULL, &nearest)) {
			field_fail(&reading->declare, &at, "unknown-probe", "There is no probe \"%.80s\".", one->probe);
			continue;
		}
		for (size_t j = 0; j < one->count; j++)
			if (!names.has_outcome(names.ctx, one->probe, one->outcome[j], &nearest))
				field_fail(&reading->declare, &at, "unknown-outcome",
				           "Probe \"%.80s\" has no outcome \"%.60s\".", one->probe, one->outcome[j]);
	}
}

/* What a tour's probes find. */
static void check_told(struct scenario_reading *reading, const struct json_at *root)
{
	const struct scenario *scenario = reading->scenario;
	struct expr_names names = guide_names(reading->guide, false);
	struct json_at probes = json_get(root, "probes");

	for (size_t i = 0; i < scenario->told_count; i++) {
		const struct scenario_told *told = &scenario->told[i];
		struct json_at at = json_get(&probes, told->probe);
		const char *nearest = NULL;

		if (!names.has_outcome(names.ctx, told->probe, told->outcome, &nearest))
			field_fail(&reading->declare, &at, "unknown-outcome",
			           "There is no probe \"%.80s\" with the outcome \"%.60s\".", told->probe,
			           told->outcome != NULL ? told->outcome : "");
		for (size_t k = 0; k < told->fact_count; k++)
			if (guide_fact(reading->guide, told->fact[k].name) == NULL)
				field_fail(&reading->declare, &at, "unknown-fact", "There is no fact \"%.60s\".",
				           told->fact[k].name);
	}
}

static bool is_cause(const struct guide *guide, const char *cause)
{
	if (guide_node(guide, cause) != NULL)
		return true;
	for (size_t i = 0; i < guide->node_count; i++)
		if (guide->node[i].label != NULL && strcmp(guide->node[i].label, cause) == 0)
			return true;
	return false;
}

static void check_rest(struct scenario_reading *reading, const struct json_at *root)
{
	const struct scenario_expect *expect = &reading->scenario->expect;
	struct json_at middle;
	struct json_at cause = place(root, &middle, "expect", "cause");
	struct json_at asked = place(root, &middle, "expect", "asked");
	enum value_kind kind;

	if (expect->cause != NULL && strcmp(expect->cause, "none") != 0 &&
	    !is_cause(reading->guide, expect->cause))
		field_fail(&reading->declare, &cause, "dangling-target", "No node has the label \"%.60s\".",
		           expect->cause);
	for (size_t i = 0; i < expect->asked_count; i++) {
		struct json_at item = json_item(&asked, i);

		field_fact(&reading->declare, &item, expect->asked[i], &kind);
	}
}

/* Routes that need not be used must be there all the same. */
static void check_unused(struct scenario_reading *reading, const struct json_at *root)
{
	const struct scenario *scenario = reading->scenario;
	struct json_at middle;
	struct json_at unused = place(root, &middle, "expect", "unused");

	for (size_t i = 0; i < scenario->expect.unused_count; i++) {
		struct json_at item = json_item(&unused, i);
		bool found = false;

		for (size_t j = 0; j < scenario->route_count; j++)
			found = found || (scenario->route[j].name != NULL &&
			                  strcmp(scenario->route[j].name, scenario->expect.unused[i]) == 0);
		if (!found)
			field_fail(&reading->declare, &item, "wrong-value", "There is no route \"%.60s\".",
			           scenario->expect.unused[i]);
	}
}

static void check_fixes(struct scenario_reading *reading, const struct json_at *root)
{
	const struct scenario *scenario = reading->scenario;
	struct json_at routes = json_get(root, "routes");

	for (size_t i = 0; i < json_count(&routes) && i < scenario->route_count; i++) {
		const struct scenario_route *route = &scenario->route[i];
		struct json_at item = json_item(&routes, i);
		const char *label = route->from.kind == MOMENT_FIX ? route->from.fix : route->until.fix;

		if (label != NULL && !is_cause(reading->guide, label))
			field_fail(&reading->declare, &item, "dangling-target", "No fix has the label \"%.60s\".", label);
	}
}

void scenario_check(struct scenario_reading *reading, const struct json_at *root)
{
	const struct scenario *scenario = reading->scenario;
	struct expr_names names;

	check_unused(reading, root);
	if (reading->guide == NULL || scenario->start == NULL)
		return;
	names = guide_names(reading->guide, false);
	reading->declare.names = &names;
	if (scenario->platform != NULL)
		check_profile(reading, root);
	check_start(reading, root);
	check_facts(reading, root, "facts", false);
	check_facts(reading, root, "people", true);
	check_nodes(reading, root);
	check_outcomes(reading, root);
	check_told(reading, root);
	check_rest(reading, root);
	check_fixes(reading, root);
}
