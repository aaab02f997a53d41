/* Nodes from rows. */
#include "case_kit_build.h"

#include <string.h>

#include "base/clock.h"

static struct branch *go_of(struct build *build, const char *text, size_t *count)
{
	char *part[16];
	*count = kit_split(build->arena, text, ";", part, 16);
	struct branch *go = arena_alloc(build->arena, 16 * sizeof *go);
	for (size_t i = 0; i < *count; i++) {
		struct branch *branch = &go[i];
		branch->error_fact = -1;
		char *to = kit_cut(build->arena, part[i], "->");
		branch->to = kit_target_of(build, to);
		if (strncmp(part[i], "is ", 3) == 0)
			branch->is = kit_names_of(build, part[i] + 3, &branch->is_count);
		else if (strncmp(part[i], "error ", 6) == 0)
			branch->error_fact = kit_fact_id(build, part[i] + 6);
		else
			branch->when = kit_expr_of(build, part[i], VALUE_YESNO);
	}
	return go;
}

static struct answer *answers_of(struct build *build, int fact, const char *text, size_t *count)
{
	char *part[12];
	*count = kit_split(build->arena, text, "|", part, 12);
	struct answer *answers = arena_alloc(build->arena, 12 * sizeof *answers);
	for (size_t i = 0; i < *count; i++) {
		struct answer *answer = &answers[i];
		char *set = kit_cut(build->arena, part[i], "+");
		char *to = kit_cut(build->arena, part[i], ">");
		char *label = kit_cut(build->arena, part[i], "=");
		answer->label = label;
		answer->to = kit_target_of(build, to);
		answer->set = kit_presets_of(build, set, &answer->set_count);
		answer->has_value = *part[i] != '\0';
		if (answer->has_value)
			answer->value = kit_value_of(build, fact, part[i]);
	}
	return answers;
}

static void finish_wait(struct build *build, struct node *node, const struct kit_node *row)
{
	node->until = kit_expr_of(build, row->until, VALUE_TIME);
	node->early = kit_target_of(build, row->early);
	node->late = kit_target_of(build, row->late);
	node->recheck = kit_facts_of(build, row->recheck, &node->recheck_count);
	char *part[4];
	if (kit_split(build->arena, row->look, ":", part, 4) < 4)
		return;
	node->look = arena_alloc(build->arena, sizeof *node->look);
	node->look->probe = kit_probe_named(build, part[0]);
	node->look->found = kit_names_of(build, part[1], &node->look->found_count);
	node->look->to = kit_target_of(build, part[2]);
	duration_parse(part[3], &node->look->every_ms);
}

static void finish_rows(struct build *build, struct node *node, const struct kit_node *row)
{
	char *part[8];
	node->row_count = kit_split(build->arena, row->rows, ";", part, 8);
	node->row = arena_alloc(build->arena, 8 * sizeof *node->row);
	for (size_t i = 0; i < node->row_count; i++) {
		node->row[i].to = kit_target_of(build, kit_cut(build->arena, part[i], "->"));
		node->row[i].same = kit_cut(build->arena, part[i], " ");
		node->row[i].key = node->row[i].label = part[i];
	}
}

static void finish_fix(struct build *build, struct node *node, const struct kit_node *row)
{
	node->label = row->label;
	node->cause = row->label;
	node->verify.fact = row->verify_fact ? kit_fact_id(build, row->verify_fact) : -1;
	node->verify.last_probe = row->verify_probe && strcmp(row->verify_probe, "@last") == 0;
	if (!node->verify.last_probe)
		node->verify.probe = kit_probe_named(build, row->verify_probe);
	node->verify.ok = kit_expr_of(build, row->ok, VALUE_YESNO);
	node->verify.new_only = row->new_only;
	if (row->wait)
		duration_parse(row->wait, &node->verify.wait_ms);
	node->then = kit_target_of(build, row->then);
	node->otherwise = kit_target_of(build, row->otherwise);
	node->cannot = kit_target_of(build, row->cannot);
}

static void finish_end(struct build *build, struct node *node, const struct kit_node *row)
{
	node->ending = row->ending;
	node->ticket_summary = node->title;
	node->ticket_request = "Please find out why.";
	node->ticket_need = kit_facts_of(build, row->need, &node->ticket_need_count);
	char *part[6];
	node->urgency_count = kit_split(build->arena, row->urgency, ";", part, 6);
	node->urgency = arena_alloc(build->arena, 6 * sizeof *node->urgency);
	for (size_t i = 0; i < node->urgency_count; i++) {
		char *is = kit_cut(build->arena, part[i], "= ");
		node->urgency[i].why = kit_cut(build->arena, is, ":");
		node->urgency[i].is = is;
		node->urgency[i].when = kit_expr_of(build, part[i], VALUE_YESNO);
	}
}

void kit_finish_node(struct build *build, struct node *node, const struct kit_node *row)
{
	node->fact = row->fact ? kit_fact_id(build, row->fact) : -1;
	node->go = go_of(build, row->go, &node->go_count);
	node->unknown = kit_target_of(build, row->unknown);
	node->answer = answers_of(build, node->fact, row->answers, &node->answer_count);
	node->also = kit_facts_of(build, row->also, &node->also_count);
	node->probe_name = row->probe;
	node->probe = row->probe && row->probe[0] != '@' ? kit_probe_named(build, row->probe) : NULL;
	node->fresh = row->fresh;
	node->where = kit_names_of(build, row->where, &node->where_count);
	char *part[12];
	node->item_count = kit_split(build->arena, row->items, ",", part, 12);
	const struct node **item = arena_alloc(build->arena, 12 * sizeof(const struct node *));
	for (size_t i = 0; i < node->item_count; i++)
		item[i] = kit_node_named(build, part[i]);
	node->item = item;
	finish_wait(build, node, row);
	finish_rows(build, node, row);
	finish_fix(build, node, row);
	finish_end(build, node, row);
	node->call = kit_target_of(build, row->call);
	node->slot = row->slot;
}

void kit_build_nodes(struct build *build, struct tree *tree)
{
	struct guide *guide = build->guide;
	while (build->kit->node[guide->node_count].name)
		guide->node_count++;
	guide->node = arena_alloc(build->arena, (guide->node_count + 1) * sizeof *guide->node);
	for (size_t i = 0; i < guide->node_count; i++) {
		const struct kit_node *row = &build->kit->node[i];
		struct text code = {0};
		text_addf(&code, "TST-%zu", i + 1);
		guide->node[i] = (struct node){
			.name = row->name,
			.code = kit_keep(build, text_str(&code)),
			.index = (int)i,
			.kind = row->kind,
			.tree = tree,
			.title = row->title ? row->title : row->name,
			.text = row->name,
			.fact = -1,
		};
		text_clear(&code);
	}
}
