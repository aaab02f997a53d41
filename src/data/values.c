/* Readers of what every file has: targets, facts and their values, names. */
#include <string.h>

#include "data/loader.h"

const char *const loader_fact_types[] = {"choice", "yesno", "number", "duration", "time",
                                         "text",   "list",  "url",    "secret",   NULL};
const char *const loader_slots[] = {"orders",   "keys", "tracking", "manual_tracking",
                                    "location", "sku",  "limits",   NULL};

const char *loader_nearest_node(struct loader *loader, const char *name)
{
	ARRAY(const char *) names = {0};
	const char *nearest;

	if (loader->guesses == 0)
		return NULL;
	loader->guesses--;
	for (size_t i = 0; i < loader->guide->node_count; i++)
		array_push(&names, loader->guide->node[i].name);
	nearest = text_nearest(name, names.at, names.count);
	array_clear(&names);
	return nearest;
}

const struct expr_names *loader_self(struct loader *loader, struct expr_names *own, const struct probe *probe)
{
	const struct expr_names *before = loader->declare.names;

	*own = loader->names;
	own->self = probe != NULL ? probe->name : NULL;
	loader->declare.names = own;
	return before;
}

/* ---- targets ---- */

/* Does the name belong into a file whose nodes are not known? */
static bool is_lost(const struct loader *loader, const char *name)
{
	size_t len = strcspn(name, ".");

	for (size_t i = 0; i < loader->area.count; i++)
		if (strncmp(loader->area.at[i].name, name, len) == 0 && loader->area.at[i].name[len] == '\0')
			return source_is_lost(loader, loader->area.at[i].file);
	return loader->area.count == 0 && loader->unread.count > 0;
}

static void fail_target(struct declare *declare, const struct json_at *at, const char *name)
{
	const char *nearest;

	if (is_lost(loader_of(declare), name))
		return;
	nearest = loader_nearest_node(loader_of(declare), name);
	if (nearest != NULL)
		field_fail(declare, at, "dangling-target", "There is no node \"%.80s\"; did you mean \"%s\"?", name,
		           nearest);
	else
		field_fail(declare, at, "dangling-target",
		           "There is no node \"%.80s\"; write a node's name or \"return\".", name);
}

void read_target(struct declare *declare, const struct json_at *at, void *out)
{
	struct target *target = out;
	const char *name = field_text(declare, at);

	if (name == NULL)
		return;
	target->name = name;
	if (strcmp(name, "return") == 0) {
		target->kind = TARGET_RETURN;
		return;
	}
	target->node = guide_node(loader_of(declare)->guide, name);
	if (target->node != NULL)
		target->kind = TARGET_NODE;
	else if (strcmp(name, "@unknown") == 0)
		field_fail(declare, at, "dangling-target", "\"@unknown\" stands in \"on_outcome\" only.");
	else
		fail_target(declare, at, name);
}

void read_outcome_target(struct declare *declare, const struct json_at *at, void *out)
{
	struct target *target = out;
	const char *name = json_string(at, NULL);

	if (name != NULL && strcmp(name, "@unknown") == 0)
		*target = (struct target){.kind = TARGET_UNKNOWN, .name = "@unknown"};
	else
		read_target(declare, at, out);
}

void read_outcome_targets(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct outcome_target *list;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	while (json_next(at, &state, &member)) {
		list[*count].outcome = field_name(declare, &member);
		read_outcome_target(declare, &member, &list[*count].to);
		++*count;
	}
	*(struct outcome_target **)out = list;
}

/* ---- facts ---- */

static const struct fact *fact_at(struct declare *declare, const struct json_at *at, const char *name)
{
	enum value_kind kind;
	int id;

	if (name == NULL)
		return NULL;
	/* a secret is a fact too: it can be asked again, and known or not */
	if (guide_fact(loader_of(declare)->guide, name) != NULL)
		return guide_fact(loader_of(declare)->guide, name);
	id = field_fact(declare, at, name, &kind);
	return id < 0 ? NULL : &loader_of(declare)->guide->fact[id];
}

void read_fact(struct declare *declare, const struct json_at *at, void *out)
{
	const struct fact *fact = fact_at(declare, at, field_text(declare, at));

	*(int *)out = fact == NULL ? -1 : fact->id;
}

void read_facts(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	int *list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);

		read_fact(declare, &item, &list[*count]);
		*count += list[*count] >= 0;
	}
	*(int **)out = list;
}

static bool read_written(struct declare *declare, const struct json_at *at, const struct fact *fact,
                         const char *text, struct value *out)
{
	struct error err = {0};

	/* an address may be built from another one: {store}/wp-json/ */
	if (fact->type == FACT_URL && strchr(text, '{') != NULL) {
		*out = value_text(text);
		return true;
	}
	if (fact_parse(fact, text, declare->arena, out, &err))
		return true;
	return field_fail(declare, at, "wrong-value", "%s", err.message);
}

static bool read_list_value(struct declare *declare, const struct json_at *at, struct value *out)
{
	const char *const *items;
	size_t count;

	if (!field_texts(declare, at, &items, &count))
		return false;
	*out = value_list(items, count);
	return true;
}

static bool fail_value(struct declare *declare, const struct json_at *at, const struct fact *fact)
{
	return field_fail(declare, at, "wrong-type", "\"%s\" is a %s; this value is of another type.", fact->name,
	                  fact_type_name(fact->type));
}

bool read_value(struct declare *declare, const struct json_at *at, const struct fact *fact, struct value *out)
{
	double number;
	bool yes;

	*out = VALUE_NOTHING;
	if (fact->type == FACT_CHOICE && fact->value_count == 0)
		return false; /* said where the fact stands */
	if (fact->type == FACT_LIST && at->type == JSON_ARRAY)
		return read_list_value(declare, at, out);
	if (json_string(at, NULL) != NULL)
		return read_written(declare, at, fact, field_text(declare, at), out);
	if (fact->type == FACT_YESNO && json_bool(at, &yes)) {
		*out = value_yesno(yes);
		return true;
	}
	if (fact->type != FACT_NUMBER || !json_number(at, &number))
		return fail_value(declare, at, fact);
	*out = value_number(number);
	return true;
}

void read_presets(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct preset *list;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	while (json_next(at, &state, &member)) {
		const struct fact *fact = fact_at(declare, &member, field_name(declare, &member));

		if (fact == NULL || !read_value(declare, &member, fact, &list[*count].value))
			continue;
		list[(*count)++].fact = fact->id;
	}
	*(struct preset **)out = list;
}

/* ---- probes, words ---- */

static const char *nearest_probe(const struct guide *guide, const char *name)
{
	ARRAY(const char *) names = {0};
	const char *nearest;

	for (size_t i = 0; i < guide->platform_count; i++)
		for (size_t j = 0; j < guide->platform[i].probe_count; j++)
			array_push(&names, guide->platform[i].probe[j].name);
	nearest = text_nearest(name, names.at, names.count);
	array_clear(&names);
	return nearest;
}

void read_probe_name(struct declare *declare, const struct json_at *at, void *out)
{
	const struct guide *guide = loader_of(declare)->guide;
	const char *name = field_text(declare, at);
	const struct probe *probe = guide_probe(guide, name);
	const char *nearest;

	if (name == NULL)
		return;
	*(const struct probe **)out = probe;
	if (probe != NULL)
		return;
	nearest = nearest_probe(guide, name);
	if (nearest != NULL)
		field_fail(declare, at, "unknown-probe", "There is no probe \"%.80s\"; did you mean \"%s\"?", name,
		           nearest);
	else
		field_fail(declare, at, "unknown-probe", "There is no probe \"%.80s\".", name);
}

void read_named_texts(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct word *list;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	while (json_next(at, &state, &member)) {
		list[*count].name = field_name(declare, &member);
		list[*count].text = field_text(declare, &member);
		*count += list[*count].text != NULL;
	}
	*(struct word **)out = list;
}

void read_format(struct declare *declare, const struct json_at *at, void *out)
{
	int64_t format;

	(void)out;
	if (!json_integer(at, &format) || format != 1)
		field_fail(declare, at, "wrong-format",
		           "This program reads format 1; install one that reads this format.");
}
