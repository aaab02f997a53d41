#include "guide/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "guide/expr_tree.h"
#include "guide/model.h"

enum { BY_FACT, BY_NODE, BY_CODE, BY_PLATFORM, BY_PROBE, BY_REF, BY_SYMPTOM, BY_CONFLICT, TABLES };

struct name_table {
	struct map by[TABLES];
};

void name_table_free(struct name_table *table)
{
	if (table == NULL)
		return;
	for (int i = 0; i < TABLES; i++)
		map_clear(&table->by[i]);
	free(table);
}

static void index_nodes(struct name_table *table, const struct guide *guide)
{
	map_init(&table->by[BY_NODE], guide->node_count, 0);
	map_init(&table->by[BY_CODE], guide->node_count, 1);
	for (size_t i = 0; i < guide->node_count; i++) {
		const struct node *node = &guide->node[i];

		map_put(&table->by[BY_NODE], node->name, node);
		if (node->code != NULL)
			map_put(&table->by[BY_CODE], node->code, node);
	}
}

static void index_platforms(struct name_table *table, const struct guide *guide)
{
	map_init(&table->by[BY_PLATFORM], guide->platform_count, 0);
	map_init(&table->by[BY_PROBE], 64, 0);
	map_init(&table->by[BY_REF], 64, 1);
	for (size_t i = 0; i < guide->platform_count; i++) {
		const struct platform *platform = &guide->platform[i];

		map_put(&table->by[BY_PLATFORM], platform->id, platform);
		for (size_t j = 0; j < platform->probe_count; j++) {
			map_put(&table->by[BY_PROBE], platform->probe[j].name, &platform->probe[j]);
			if (platform->probe[j].ref != NULL)
				map_put(&table->by[BY_REF], platform->probe[j].ref, &platform->probe[j]);
		}
	}
}

void guide_index(struct guide *guide)
{
	struct name_table *table = xcalloc(1, sizeof *table);

	name_table_free(guide->names);
	guide->names = table;
	index_nodes(table, guide);
	index_platforms(table, guide);
	map_init(&table->by[BY_FACT], guide->fact_count, 0);
	for (size_t i = 0; i < guide->fact_count; i++)
		map_put(&table->by[BY_FACT], guide->fact[i].name, &guide->fact[i]);
	map_init(&table->by[BY_SYMPTOM], guide->symptom_count, 0);
	for (size_t i = 0; i < guide->symptom_count; i++)
		map_put(&table->by[BY_SYMPTOM], guide->symptom[i].name, &guide->symptom[i]);
	map_init(&table->by[BY_CONFLICT], guide->conflict_count, 0);
	for (size_t i = 0; i < guide->conflict_count; i++)
		map_put(&table->by[BY_CONFLICT], guide->conflict[i].id, &guide->conflict[i]);
}

/* ---- look-ups; before guide_index there is nothing to find ---- */

static const void *look_up(const struct guide *guide, int table, const char *name)
{
	return guide->names == NULL || name == NULL ? NULL : map_get(&guide->names->by[table], name);
}

const struct fact *guide_fact(const struct guide *guide, const char *name)
{
	return look_up(guide, BY_FACT, name);
}

int guide_fact_id(const struct guide *guide, const char *name)
{
	const struct fact *fact = guide_fact(guide, name);

	return fact == NULL ? -1 : fact->id;
}

const struct node *guide_node(const struct guide *guide, const char *name)
{
	return look_up(guide, BY_NODE, name);
}

const struct node *guide_node_by_code(const struct guide *guide, const char *code)
{
	return look_up(guide, BY_CODE, code);
}

const struct platform *guide_platform(const struct guide *guide, const char *id)
{
	return look_up(guide, BY_PLATFORM, id);
}

const struct probe *guide_probe(const struct guide *guide, const char *name_or_ref)
{
	const struct probe *probe = look_up(guide, BY_PROBE, name_or_ref);

	return probe != NULL ? probe : look_up(guide, BY_REF, name_or_ref);
}

const struct platform *guide_platform_of(const struct guide *guide, const struct probe *probe)
{
	return guide_platform(guide, probe->platform);
}

const struct symptom *guide_symptom(const struct guide *guide, const char *name)
{
	return look_up(guide, BY_SYMPTOM, name);
}

const struct conflict *guide_conflict(const struct guide *guide, const char *id)
{
	return look_up(guide, BY_CONFLICT, id);
}

/* ---- names for expressions ---- */

static enum value_kind name_fact(const void *ctx, const char *name, int *id, bool *secret)
{
	const struct fact *fact = guide_fact(ctx, name);

	*secret = fact != NULL && fact->type == FACT_SECRET;
	*id = fact == NULL ? -1 : fact->id;
	return fact == NULL ? VALUE_UNKNOWN : fact_type_kind(fact->type);
}

typedef ARRAY(const char *) name_list;

static const char *take_nearest(name_list *names, const char *name)
{
	const char *nearest = text_nearest(name, names->at, names->count);

	array_clear(names);
	return nearest;
}

static bool name_choice(const void *ctx, int id, const char *symbol, const char **nearest)
{
	const struct guide *guide = ctx;
	const struct fact *fact = &guide->fact[id];
	name_list names = {0};

	*nearest = NULL;
	/* a choice without values is a fault of its own, told where it stands */
	if (fact->value_count == 0 || fact_value_named(fact, symbol) != NULL)
		return true;
	for (size_t i = 0; i < fact->value_count; i++)
		array_push(&names, fact->value[i].name);
	*nearest = take_nearest(&names, symbol);
	return false;
}

static void list_rules(name_list *names, const struct outcome_rule *rule, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (rule[i].is != NULL)
			array_push(names, rule[i].is);
		list_rules(names, rule[i].worst, rule[i].worst_count);
	}
}

static bool has_name(const name_list *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->at[i], name) == 0)
			return true;
	return false;
}

static bool has_outcome(const struct guide *guide, const struct probe *probe, const char *outcome,
                        const char **nearest)
{
	const struct platform *platform = guide_platform_of(guide, probe);
	name_list names = {0};
	bool found;

	list_rules(&names, probe->outcome, probe->outcome_count);
	if (platform != NULL)
		list_rules(&names, platform->outcome, platform->outcome_count);
	for (int i = 0; i < COMMON_OUTCOMES; i++)
		array_push(&names, common_outcome((enum common_outcome)i)->name);
	found = has_name(&names, outcome);
	*nearest = take_nearest(&names, outcome);
	return found;
}

static bool name_outcome(const void *ctx, const char *name, const char *outcome, const char **nearest)
{
	const struct guide *guide = ctx;
	const struct probe *probe = look_up(guide, BY_PROBE, name);
	name_list names = {0};

	*nearest = NULL;
	if (probe != NULL)
		return outcome == NULL || has_outcome(guide, probe, outcome, nearest);
	for (size_t i = 0; i < guide->platform_count; i++)
		for (size_t j = 0; j < guide->platform[i].probe_count; j++)
			array_push(&names, guide->platform[i].probe[j].name);
	*nearest = take_nearest(&names, name);
	return false;
}

static const char *name_nearest(const void *ctx, const char *name)
{
	const struct guide *guide = ctx;
	name_list names = {0};

	for (size_t i = 0; i < guide->fact_count; i++)
		array_push(&names, guide->fact[i].name);
	for (int i = 0; i < EXPR_FUNCTIONS; i++)
		array_push(&names, expr_function_name((enum expr_function)i));
	return take_nearest(&names, name);
}

struct expr_names guide_names(const struct guide *guide, bool in_answer)
{
	return (struct expr_names){
		.ctx = guide,
		.fact = name_fact,
		.has_choice = name_choice,
		.has_outcome = name_outcome,
		.nearest = name_nearest,
		.in_answer = in_answer,
	};
}
