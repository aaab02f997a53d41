#include "net/kit.h"

#include <stdlib.h>
#include <string.h>

#include "json/json.h"

void kit_drop(struct kit *kit)
{
	if (!kit || --kit->references > 0)
		return;
	arena_clear(&kit->arena);
	free(kit);
}

void shelf_clear(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->kit.count; i++)
		kit_drop(shelf->kit.at[i]);
	array_clear(&shelf->kit);
}

/* ---- compiling ---- */

static void copy_facts(struct kit *kit, const struct wire_ask *ask)
{
	struct declare_fact *fact = arena_alloc(&kit->arena, (ask->value_count + 1) * sizeof *fact);
	for (size_t i = 0; i < ask->value_count; i++)
		fact[i] = (struct declare_fact){.name = arena_strdup(&kit->arena, ask->value[i].name),
		                                .type = arena_strdup(&kit->arena, ask->value[i].type)};
	kit->facts = (struct declare_facts){.fact = fact, .count = ask->value_count};
	kit->names = declare_names(&kit->facts);
}

static bool first_finding(const struct findings *findings, struct error *err)
{
	for (size_t i = 0; i < findings->finding.count; i++)
		if (findings->finding.at[i].level == 0)
			return error_set(err, ERROR_DATA, findings->finding.at[i].path, "%s",
			                 findings->finding.at[i].message);
	return error_set(err, ERROR_DATA, "", "The declaration of the probe cannot be read.");
}

static bool compile_probe(struct kit *kit, struct declare *declare, struct error *err)
{
	struct json_doc *doc = json_parse(kit->declaration, strlen(kit->declaration), kit->name, 0, err);
	if (!doc)
		return false;
	struct json_at root = json_root(doc);
	declare->doc = doc;
	bool compiled = declare_probe(declare, &root, kit->name, &kit->probe);
	json_free(doc);
	return compiled || first_finding(declare->findings, err);
}

static bool compile_platform(struct kit *kit, struct declare *declare, struct error *err)
{
	const char *rules = kit->platform_outcomes;
	struct json_doc *doc = rules ? json_parse(rules, strlen(rules), "outcomes", 0, err) : NULL;
	if (!doc)
		return !rules;
	struct json_at root = json_root(doc);
	declare->doc = doc;
	bool compiled = declare_outcomes(declare, &root, &kit->platform, &kit->platform_count);
	json_free(doc);
	return compiled || first_finding(declare->findings, err);
}

static struct kit *kit_new(const struct wire_ask *ask, const char *declaration, const char *platform_outcomes,
                           struct error *err)
{
	struct kit *kit = xcalloc(1, sizeof *kit);
	struct findings findings = {0};
	arena_init(&kit->arena);
	kit->references = 1;
	kit->name = arena_strdup(&kit->arena, ask->name);
	kit->declaration = arena_strdup(&kit->arena, declaration);
	kit->platform_outcomes = platform_outcomes ? arena_strdup(&kit->arena, platform_outcomes) : NULL;
	copy_facts(kit, ask);
	struct declare declare = {.arena = &kit->arena, .names = &kit->names, .findings = &findings};
	bool compiled = compile_probe(kit, &declare, err) && compile_platform(kit, &declare, err);
	findings_clear(&findings);
	if (compiled)
		return kit;
	kit_drop(kit);
	return NULL;
}

/* ---- the shelf ---- */

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_facts(const struct kit *kit, const struct wire_ask *ask)
{
	bool same = kit->facts.count == ask->value_count;
	for (size_t i = 0; same && i < ask->value_count; i++)
		same = strcmp(kit->facts.fact[i].name, ask->value[i].name) == 0 &&
		       strcmp(kit->facts.fact[i].type, ask->value[i].type) == 0;
	return same;
}

static bool fits(const struct kit *kit, const struct wire_ask *ask)
{
	bool same = !ask->declaration || (strcmp(kit->declaration, ask->declaration) == 0 &&
	                                  same_text(kit->platform_outcomes, ask->platform_outcomes));
	return same && same_facts(kit, ask);
}

static struct kit **find(struct shelf *shelf, const char *name)
{
	for (size_t i = 0; i < shelf->kit.count; i++)
		if (strcmp(shelf->kit.at[i]->name, name) == 0)
			return &shelf->kit.at[i];
	return NULL;
}

static struct kit *compile_again(const struct kit *old, const struct wire_ask *ask, struct error *err)
{
	if (ask->declaration)
		return kit_new(ask, ask->declaration, ask->platform_outcomes, err);
	if (old)
		return kit_new(ask, old->declaration, old->platform_outcomes, err);
	error_set(err, ERROR_DATA, "", "No probe of this name was declared before.");
	return NULL;
}

struct kit *shelf_take(struct shelf *shelf, const struct wire_ask *ask, struct error *err)
{
	struct kit **place = find(shelf, ask->name);
	struct kit *kit = place && fits(*place, ask) ? *place : NULL;
	if (!kit) {
		kit = compile_again(place ? *place : NULL, ask, err);
		if (!kit)
			return NULL;
		if (place)
			kit_drop(*place);
		else
			place = array_add(&shelf->kit);
		*place = kit;
	}
	kit->references++;
	return kit;
}
