/* The first time over the files: what there is, so that the second time can refer to it. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "data/loader.h"

static struct arena *arena_of(struct loader *loader)
{
	return &loader->guide->arena;
}

/* A member's text, or "" without a word about it: the second time speaks of it. */
static const char *text_of(struct loader *loader, const struct json_at *object, const char *key)
{
	struct json_at member = json_get(object, key);
	size_t len;
	const char *text = json_string(&member, &len);

	return text == NULL ? "" : arena_strndup(arena_of(loader), text, len);
}

static int word_of(const char *text, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], text) == 0)
			return i;
	return -1;
}

static void init_fact(struct loader *loader, struct fact *fact, const struct json_at *at)
{
	int type = word_of(text_of(loader, at, "type"), loader_fact_types);

	fact->name = arena_strdup(arena_of(loader), at->key);
	fact->id = (int)(fact - loader->guide->fact);
	fact->type = type < 0 ? FACT_TEXT : (enum fact_type)type;
	fact->min = -HUGE_VAL;
	fact->max = HUGE_VAL;
}

/* ---- facts ---- */

static int place_of(const struct guide *guide, const char *id)
{
	for (size_t i = 0; i < guide->platform_count; i++)
		if (guide->platform[i].id == id && guide->platform[i].place > 0)
			return guide->platform[i].place;
	return INT_MAX;
}

/* By their places, then as their files are called. */
static void collect_platform_values(struct loader *loader, struct fact *fact)
{
	const struct guide *guide = loader->guide;

	fact->value = arena_alloc(arena_of(loader), (guide->platform_count + 1) * sizeof *fact->value);
	for (size_t i = 0; i < guide->platform_count; i++) {
		const struct platform *platform = &guide->platform[i];
		size_t at = fact->value_count;

		if (platform->service)
			continue;
		fact->value_count++;
		while (at > 0 && place_of(guide, platform->id) < place_of(guide, fact->value[at - 1].name)) {
			fact->value[at] = fact->value[at - 1];
			at--;
		}
		fact->value[at] = (struct fact_value){platform->id, platform->name};
	}
}

static void collect_values(struct loader *loader, struct fact *fact, const struct json_at *values)
{
	const char *word = json_string(values, NULL);
	struct json_at member;
	void *state = NULL;

	if (word != NULL && strcmp(word, "@platforms") == 0)
		collect_platform_values(loader, fact);
	if (values->type != JSON_OBJECT)
		return;
	fact->value = arena_alloc(arena_of(loader), (json_count(values) + 1) * sizeof *fact->value);
	while (json_next(values, &state, &member)) {
		struct fact_value *value = &fact->value[fact->value_count++];
		const char *text = json_string(&member, NULL);

		value->name = arena_strdup(arena_of(loader), member.key);
		value->text = arena_strdup(arena_of(loader), text != NULL ? text : member.key);
	}
}

static struct json_at members_of(struct loader *loader, const struct source *source, struct json_at *root,
                                 const char *key)
{
	*root = source == NULL ? (struct json_at){0} : source_open(loader, source);
	return source == NULL ? (struct json_at){0} : json_get(root, key);
}

static size_t count_profile_keys(struct loader *loader)
{
	size_t count = 0;

	for (size_t i = 0; i < loader->source.count; i++) {
		struct json_at root, profile;

		if (loader->source.at[i].kind != SOURCE_PLATFORM)
			continue;
		profile = members_of(loader, &loader->source.at[i], &root, "profile");
		count += json_count(&profile);
	}
	return count;
}

static struct fact *find_fact(struct loader *loader, const char *name)
{
	for (size_t i = 0; i < loader->guide->fact_count; i++)
		if (strcmp(loader->guide->fact[i].name, name) == 0)
			return &loader->guide->fact[i];
	return NULL;
}

/* A key of a profile is a fact of the same name, whether facts.json knows it or not. */
static void collect_profile_key(struct loader *loader, const struct json_at *at)
{
	struct fact *fact = find_fact(loader, at->key);

	if (fact == NULL) {
		fact = &loader->guide->fact[loader->guide->fact_count++];
		init_fact(loader, fact, at);
		fact->label = text_of(loader, at, "label");
	}
	if (fact->from_profile == NULL)
		fact->from_profile = fact->name;
}

static void collect_profile_keys(struct loader *loader, const struct source *source)
{
	struct json_at root, member;
	struct json_at profile = members_of(loader, source, &root, "profile");
	void *state = NULL;

	while (json_next(&profile, &state, &member))
		collect_profile_key(loader, &member);
}

static void collect_facts(struct loader *loader)
{
	struct guide *guide = loader->guide;
	struct json_at root, member, values;
	struct json_at facts = members_of(loader, source_of(loader, SOURCE_FACTS), &root, "facts");
	size_t room = json_count(&facts) + count_profile_keys(loader) + 1;
	void *state = NULL;

	guide->fact = arena_alloc(&guide->arena, room * sizeof *guide->fact);
	while (json_next(&facts, &state, &member)) {
		struct fact *fact = &guide->fact[guide->fact_count++];

		init_fact(loader, fact, &member);
		values = json_get(&member, "values");
		collect_values(loader, fact, &values);
	}
	for (size_t i = 0; i < loader->source.count; i++)
		if (loader->source.at[i].kind == SOURCE_PLATFORM)
			collect_profile_keys(loader, &loader->source.at[i]);
}

/* ---- platforms and probes ---- */

/* Only what outcomes a list of rules can have; the rest comes the second time. */
static void collect_rules(struct loader *loader, const struct json_at *rules, struct outcome_rule **rule,
                          size_t *count)
{
	*rule = arena_alloc(arena_of(loader), (json_count(rules) + 1) * sizeof **rule);
	for (size_t i = 0; rules->type == JSON_ARRAY && i < json_count(rules); i++) {
		struct json_at item = json_item(rules, i);
		struct json_at worst = json_get(&item, "worst");
		struct json_at is = json_get(&item, "is");
		struct outcome_rule *one = &(*rule)[(*count)++];

		if (is.type == JSON_STRING)
			one->is = text_of(loader, &item, "is");
		if (worst.type == JSON_ARRAY)
			collect_rules(loader, &worst, &one->worst, &one->worst_count);
	}
}

static void collect_probes(struct loader *loader, const struct json_at *probes, struct platform *platform)
{
	struct json_at member, rules, ref;
	void *state = NULL;

	platform->probe = arena_alloc(arena_of(loader), (json_count(probes) + 1) * sizeof *platform->probe);
	while (json_next(probes, &state, &member)) {
		struct probe *probe = &platform->probe[platform->probe_count++];

		probe->name = arena_strdup(arena_of(loader), member.key);
		probe->platform = platform->id;
		ref = json_get(&member, "ref");
		if (ref.type == JSON_STRING)
			probe->ref = text_of(loader, &member, "ref");
		rules = json_get(&member, "outcomes");
		collect_rules(loader, &rules, &probe->outcome, &probe->outcome_count);
	}
}

static void collect_platform(struct loader *loader, const struct source *source, struct platform *platform)
{
	struct json_at root = source_open(loader, source);
	struct json_at service = json_get(&root, "service");
	struct json_at place = json_get(&root, "place");
	int64_t number;
	struct json_at rules = json_get(&root, "outcomes");
	struct json_at probes = json_get(&root, "probes");

	platform->id = text_of(loader, &root, "platform");
	platform->name = text_of(loader, &root, "name");
	json_bool(&service, &platform->service);
	if (json_integer(&place, &number) && number > 0 && number <= 1000)
		platform->place = (int)number;
	collect_rules(loader, &rules, &platform->outcome, &platform->outcome_count);
	collect_probes(loader, &probes, platform);
}

/* ---- trees and nodes ---- */

static size_t count_nodes(struct loader *loader)
{
	size_t count = 0;

	for (size_t i = 0; i < loader->source.count; i++) {
		struct json_at root = source_open(loader, &loader->source.at[i]);
		struct json_at nodes = json_get(&root, "nodes");

		count += json_count(&nodes);
	}
	return count;
}

static void collect_nodes(struct loader *loader, const struct json_at *nodes, const struct tree *tree)
{
	struct guide *guide = loader->guide;
	struct json_at member, code;
	void *state = NULL;

	while (json_next(nodes, &state, &member) && guide->node_count < DATA_MAX_NODES) {
		struct node *node = &guide->node[guide->node_count];

		node->name = arena_strdup(&guide->arena, member.key);
		node->index = (int)guide->node_count++;
		node->tree = tree;
		node->fact = -1;
		code = json_get(&member, "code");
		if (code.type == JSON_STRING)
			node->code = text_of(loader, &member, "code");
	}
}

static void collect_tree(struct loader *loader, const struct source *source, struct tree *tree)
{
	struct json_at root = source_open(loader, source);
	struct json_at nodes = json_get(&root, "nodes");

	tree->file = arena_strdup(arena_of(loader), source->name);
	if (nodes.type != JSON_OBJECT)
		source_lost(loader, source->name);
	collect_nodes(loader, &nodes, tree);
}

static void collect_trees(struct loader *loader)
{
	struct guide *guide = loader->guide;
	size_t count = count_nodes(loader);
	size_t platform = 0;

	if (count > DATA_MAX_NODES)
		findings_add_at(loader->findings, "too-many-nodes", 0, "", "",
		                "There are %zu nodes; at most %d are allowed.", count, DATA_MAX_NODES);
	guide->tree = arena_alloc(&guide->arena, (loader->source.count + 1) * sizeof *guide->tree);
	guide->node = arena_alloc(&guide->arena, (count + 1) * sizeof *guide->node);
	for (size_t i = 0; i < loader->source.count; i++) {
		const struct source *source = &loader->source.at[i];
		struct tree *tree = &guide->tree[guide->tree_count];

		if (source->kind != SOURCE_TREE && source->kind != SOURCE_PLATFORM)
			continue;
		guide->tree_count++;
		if (source->kind == SOURCE_PLATFORM)
			tree->platform = &guide->platform[platform++];
		collect_tree(loader, source, tree);
	}
}

static void collect_platforms(struct loader *loader)
{
	struct guide *guide = loader->guide;

	guide->platform = arena_alloc(&guide->arena, (loader->source.count + 1) * sizeof *guide->platform);
	for (size_t i = 0; i < loader->source.count; i++)
		if (loader->source.at[i].kind == SOURCE_PLATFORM)
			collect_platform(loader, &loader->source.at[i], &guide->platform[guide->platform_count++]);
}

/* ---- guide.json ---- */

static void collect_conflicts(struct loader *loader, const struct json_at *conflicts)
{
	struct guide *guide = loader->guide;

	guide->conflict = arena_alloc(&guide->arena, (json_count(conflicts) + 1) * sizeof *guide->conflict);
	for (size_t i = 0; conflicts->type == JSON_ARRAY && i < json_count(conflicts); i++) {
		struct json_at item = json_item(conflicts, i);

		guide->conflict[guide->conflict_count++].id = text_of(loader, &item, "id");
	}
}

static void collect_areas(struct loader *loader, const struct json_at *areas)
{
	struct json_at member;
	void *state = NULL;

	while (json_next(areas, &state, &member)) {
		struct area *area = array_add(&loader->area);

		area->name = arena_strdup(arena_of(loader), member.key);
		area->file = text_of(loader, areas, member.key);
	}
}

static void collect_symptoms(struct loader *loader, const struct json_at *symptoms)
{
	struct guide *guide = loader->guide;

	guide->symptom = arena_alloc(&guide->arena, (json_count(symptoms) + 1) * sizeof *guide->symptom);
	for (size_t i = 0; symptoms->type == JSON_ARRAY && i < json_count(symptoms); i++) {
		struct json_at item = json_item(symptoms, i);

		guide->symptom[guide->symptom_count++].name = text_of(loader, &item, "name");
	}
}

static void collect_steps(struct loader *loader, const struct json_at *steps)
{
	struct json_at member;
	void *state = NULL;

	while (json_next(steps, &state, &member)) {
		struct shared_steps *shared = array_add(&loader->steps);
		struct json_at list = json_get(&member, "steps");
		struct json_at undo = json_get(&member, "undo");

		shared->name = arena_strdup(arena_of(loader), member.key);
		load_steps(&loader->declare, &list, &shared->step, &shared->step_count);
		if (undo.type == JSON_STRING)
			shared->undo = text_of(loader, &member, "undo");
	}
}

static void collect_guide_file(struct loader *loader)
{
	const struct source *source = source_of(loader, SOURCE_GUIDE);
	struct json_at root, conflicts, areas, start, symptoms, steps;

	if (source == NULL)
		return;
	root = source_open(loader, source);
	conflicts = json_get(&root, "conflicts");
	areas = json_get(&root, "areas");
	start = json_get(&root, "start");
	symptoms = json_get(&start, "symptoms");
	steps = json_get(&root, "steps");
	collect_conflicts(loader, &conflicts);
	collect_areas(loader, &areas);
	collect_symptoms(loader, &symptoms);
	collect_steps(loader, &steps);
}

void names_collect(struct loader *loader)
{
	collect_platforms(loader);
	collect_facts(loader);
	collect_trees(loader);
	collect_guide_file(loader);
	guide_index(loader->guide);
}
