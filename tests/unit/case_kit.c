/* Guides from rows (case_kit.h). */
#include "case_kit_build.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "guide/search.h"

/* ---- facts ---- */

static void build_fact(struct build *build, struct fact *fact, const struct kit_fact *row, int id)
{
	*fact = (struct fact){.id = id, .n = id + 1, .type = row->type, .min = -HUGE_VAL, .max = HUGE_VAL};
	fact->name = kit_keep(build, row->name);
	fact->label = kit_keep(build, row->name);
	fact->per = row->per;
	fact->from_profile = row->from_profile;
	fact->zone = row->zone;
	fact->past = row->past;
	fact->ticket = row->ticket;
	char *part[12];
	size_t count = kit_split(build->arena, row->values, "|", part, 12);
	fact->value = arena_alloc(build->arena, 12 * sizeof *fact->value);
	fact->value_count = count;
	for (size_t i = 0; i < count; i++) {
		fact->value[i].text = kit_cut(build->arena, part[i], "=");
		fact->value[i].name = part[i];
	}
}

static void finish_fact(struct build *build, struct fact *fact, const struct kit_fact *row)
{
	fact->depends = kit_facts_of(build, row->depends, &fact->depends_count);
	if (row->fallback)
		fact->fallback = kit_value_of(build, fact->id, row->fallback);
	if (!row->contradiction)
		return;
	char *part[3];
	kit_split(build->arena, row->contradiction, ":", part, 3);
	fact->contradiction = arena_alloc(build->arena, sizeof *fact->contradiction);
	fact->contradiction_count = 1;
	fact->contradiction->name = part[0];
	fact->contradiction->title = part[0];
	fact->contradiction->when = kit_expr_of(build, part[1], VALUE_YESNO);
	fact->contradiction->recheck = kit_facts_of(build, part[2], &fact->contradiction->recheck_count);
}

/* ---- probes ---- */

static void build_probe(struct build *build, struct probe *probe, const struct kit_probe *row)
{
	*probe = (struct probe){
		.name = kit_keep(build, row->name),
		.platform = row->service ? "desk" : "shop",
		.vantage = "this computer",
		.same_answer = row->same_answer,
	};
	probe->title = probe->name;
	probe->does_not_prove = "That IS2 gets an answer too.";
	probe->needs = kit_names_of(build, row->needs, &probe->need_count);
	probe->after = kit_names_of(build, row->after, &probe->after_count);
	probe->contrast = row->contrast ? "x" : NULL;
	char *part[12];
	probe->outcome_count = kit_split(build->arena, row->outcomes, ";", part, 12);
	probe->outcome = arena_alloc(build->arena, 12 * sizeof *probe->outcome);
	for (size_t i = 0; i < probe->outcome_count; i++) {
		char *verdict = kit_cut(build->arena, part[i], ":");
		char *fix = kit_cut(build->arena, verdict, ":");
		probe->outcome[i].is = part[i];
		probe->outcome[i].fix = fix;
		verdict_find(verdict, &probe->outcome[i].verdict);
	}
}

static void finish_probe(struct build *build, struct probe *probe, const struct kit_probe *row)
{
	size_t count;
	const int *facts = kit_facts_of(build, row->sets, &count);
	probe->set = arena_alloc(build->arena, (count + 1) * sizeof *probe->set);
	probe->set_count = count;
	for (size_t i = 0; i < count; i++) {
		probe->set[i].fact_id = facts[i];
		probe->set[i].fact = build->guide->fact[facts[i]].name;
	}
	probe->when = kit_expr_of(build, row->when, VALUE_YESNO);
}

/* ---- the rest ---- */

static void build_symptoms(struct build *build)
{
	struct guide *guide = build->guide;
	char *part[9];
	guide->start_title = "What is going wrong?";
	guide->symptom_count = kit_split(build->arena, build->kit->symptoms, ";", part, 9);
	guide->symptom = arena_alloc(build->arena, 9 * sizeof *guide->symptom);
	for (size_t i = 0; i < guide->symptom_count; i++) {
		struct symptom *symptom = &guide->symptom[i];
		char *set = kit_cut(build->arena, part[i], "+");
		symptom->to = kit_target_of(build, kit_cut(build->arena, part[i], ">"));
		symptom->set = kit_presets_of(build, set, &symptom->set_count);
		symptom->name = symptom->title = part[i];
	}
	guide->unattended = kit_target_of(build, build->kit->unattended);
}

static void build_slots(struct build *build, struct platform *platform)
{
	char *part[8];
	platform->slot_count = kit_split(build->arena, build->kit->slots, ";", part, 8);
	platform->slot = arena_alloc(build->arena, 8 * sizeof *platform->slot);
	for (size_t i = 0; i < platform->slot_count; i++) {
		char *to = kit_cut(build->arena, part[i], ">");
		platform->slot[i].name = part[i];
		if (guide_probe(build->guide, to))
			platform->slot[i].probe = guide_probe(build->guide, to);
		else
			platform->slot[i].to = kit_target_of(build, to);
	}
}

static void build_on_outcome(struct build *build)
{
	char *part[12];
	struct guide *guide = build->guide;
	guide->on_outcome_count = kit_split(build->arena, build->kit->on_outcome, ";", part, 12);
	guide->on_outcome = arena_alloc(build->arena, 12 * sizeof *guide->on_outcome);
	for (size_t i = 0; i < guide->on_outcome_count; i++) {
		guide->on_outcome[i].to = kit_target_of(build, kit_cut(build->arena, part[i], ">"));
		guide->on_outcome[i].outcome = part[i];
	}
}

static void build_errors(struct build *build)
{
	struct guide *guide = build->guide;
	while (build->kit->error && build->kit->error[guide->error_count].id)
		guide->error_count++;
	guide->error = arena_alloc(build->arena, (guide->error_count + 1) * sizeof *guide->error);
	for (size_t i = 0; build->kit->error && i < guide->error_count; i++) {
		const struct kit_error *row = &build->kit->error[i];
		struct known_error *error = &guide->error[i];
		*error = (struct known_error){.id = row->id, .text = row->text, .cause = row->id, .captures = -1};
		for (int d = DIRECTION_ORDER; d <= DIRECTION_INVENTORY; d++)
			if (strcmp(direction_name((enum direction)d), row->direction) == 0)
				error->direction = (enum direction)d;
		error->node = kit_target_of(build, row->node);
		error->set = kit_presets_of(build, row->set, &error->set_count);
		if (row->captures)
			error->captures = kit_fact_id(build, row->captures);
		error->captures_before = row->captures_before;
	}
}

static size_t probe_rows(const struct kit *kit)
{
	size_t count = 0;
	while (kit->probe && kit->probe[count].name)
		count++;
	return count;
}

/* One list of probes: the shop's, then the desk's. */
static void build_platform(struct build *build)
{
	struct guide *guide = build->guide;
	guide->platform = arena_alloc(build->arena, 2 * sizeof *guide->platform);
	struct platform *platform = &guide->platform[0];
	platform->id = "shop";
	platform->name = "Shop";
	platform->prefix = "SHOP";
	platform->connects_by = "key";
	platform->word = arena_alloc(build->arena, sizeof *platform->word);
	platform->word[0].name = "admin";
	platform->word[0].text = "Shop admin";
	platform->word_count = 1;
	guide->platform[1] =
		(struct platform){.id = "desk", .name = "Desk", .service = true, .connects_by = "key"};
	size_t count = probe_rows(build->kit);
	platform->probe = arena_alloc(build->arena, (count + 1) * sizeof *platform->probe);
	for (size_t i = 0; i < count; i++) {
		build_probe(build, &platform->probe[i], &build->kit->probe[i]);
		guide->platform[build->kit->probe[i].service].probe_count++;
	}
	guide->platform[1].probe = platform->probe + platform->probe_count;
	guide->platform_count = guide->platform[1].probe_count > 0 ? 2 : 1;
}

struct guide *kit_guide(const struct kit *kit)
{
	struct guide *guide = guide_new();
	struct build build = {.kit = kit, .guide = guide, .arena = &guide->arena};
	guide->data_version = "test-1";
	while (kit->fact[guide->fact_count].name)
		guide->fact_count++;
	guide->fact = arena_alloc(build.arena, (guide->fact_count + 1) * sizeof *guide->fact);
	for (size_t i = 0; i < guide->fact_count; i++)
		build_fact(&build, &guide->fact[i], &kit->fact[i], (int)i);
	guide->tree = arena_alloc(build.arena, sizeof *guide->tree);
	guide->tree[0].name = "test";
	guide->tree_count = 1;
	kit_build_nodes(&build, &guide->tree[0]);
	build_platform(&build);
	guide_index(guide);
	build.names = guide_names(guide, false);
	for (size_t i = 0; i < guide->fact_count; i++)
		finish_fact(&build, &guide->fact[i], &kit->fact[i]);
	for (size_t i = 0; i < probe_rows(kit); i++)
		finish_probe(&build, &guide->platform[0].probe[i], &kit->probe[i]);
	for (size_t i = 0; i < guide->node_count; i++)
		kit_finish_node(&build, &guide->node[i], &kit->node[i]);
	build_symptoms(&build);
	build_slots(&build, &guide->platform[0]);
	build_on_outcome(&build);
	build_errors(&build);
	guide_index(guide); /* once more: now the symptoms and slots are there */
	return guide;
}
