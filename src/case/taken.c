#include "case/taken.h"

#include "case/state.h"
#include "guide/expr_words.h"
#include "guide/template.h"

const char *taken_name(enum taken_kind kind)
{
	static const char *const names[TAKEN_KINDS] = {
		[TAKEN_GO] = "go",          [TAKEN_ANSWER] = "answer", [TAKEN_UNKNOWN] = "unknown",
		[TAKEN_ITEM] = "item",      [TAKEN_ROW] = "row",       [TAKEN_EARLY] = "early",
		[TAKEN_LATE] = "late",      [TAKEN_FOUND] = "found",   [TAKEN_THEN] = "then",
		[TAKEN_OTHERWISE] = "else", [TAKEN_CANNOT] = "cannot", [TAKEN_CALL] = "call",
	};
	return names[kind];
}

size_t walk_taken(const struct walk *walk, const struct taken **taken)
{
	*taken = walk->taken.at;
	return walk->taken.count;
}

/* ---- while a walk goes on ---- */

void taken_add(struct walk *walk, const struct node *node, enum taken_kind kind, size_t index)
{
	array_push(&walk->taken, ((struct taken){node, kind, index}));
}

void taken_keep(struct walk *walk, size_t count)
{
	walk->taken.count = count;
}

/* ---- lines of a question ---- */

static bool names_values(const struct node *node)
{
	for (size_t i = 0; i < node->answer_count; i++)
		if (node->answer[i].has_value)
			return true;
	return false;
}

static size_t own_values(const struct guide *guide, const struct node *node)
{
	const struct fact *fact = &guide->fact[node->fact];
	if (names_values(node))
		return 0;
	return fact->type == FACT_YESNO ? 2 : fact->type == FACT_CHOICE ? fact->value_count : 0;
}

static const char *own_label(const struct fact *fact, size_t index)
{
	if (fact->type == FACT_YESNO)
		return index == 0 ? "Yes" : "No";
	return fact->value[index].text;
}

static const char *answer_label(const struct guide *guide, const struct node *node, size_t index)
{
	size_t own = own_values(guide, node);
	return index < own ? own_label(&guide->fact[node->fact], index) : node->answer[index - own].label;
}

void taken_add_answer(struct walk *walk, const struct node *node, const struct answer *answer,
                      const char *label)
{
	size_t own = own_values(walk->guide, node);
	if (answer)
		taken_add(walk, node, TAKEN_ANSWER, own + (size_t)(answer - node->answer));
	for (size_t i = 0; !answer && i < own; i++)
		if (text_same_fold(own_label(&walk->guide->fact[node->fact], i), label))
			taken_add(walk, node, TAKEN_ANSWER, i);
}

/* ---- what there is ---- */

/* How many ways of a kind the data writes at a node. */
static size_t ways_of(const struct guide *guide, const struct node *node, enum taken_kind kind)
{
	const struct {
		enum taken_kind kind;
		const struct target *to;
	} plain[] = {
		{TAKEN_UNKNOWN, &node->unknown},     {TAKEN_EARLY, &node->early},   {TAKEN_LATE, &node->late},
		{TAKEN_THEN, &node->then},           {TAKEN_CANNOT, &node->cannot}, {TAKEN_CALL, &node->call},
		{TAKEN_OTHERWISE, &node->otherwise},
	};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (plain[i].kind == kind)
			return plain[i].to->kind != TARGET_NONE || (kind == TAKEN_CALL && node->slot);
	switch (kind) {
	case TAKEN_GO:
		return node->go_count;
	case TAKEN_ANSWER:
		return node->kind == NODE_ASK ? own_values(guide, node) + node->answer_count : 0;
	case TAKEN_ITEM:
		return node->item_count;
	case TAKEN_ROW:
		return node->row_count;
	default:
		return node->look ? 1 : 0;
	}
}

void taken_each(const struct guide *guide, const struct node *node,
                void (*each)(void *ctx, const struct taken *taken), void *ctx)
{
	for (int kind = 0; kind < TAKEN_KINDS; kind++) {
		size_t count = ways_of(guide, node, (enum taken_kind)kind);
		for (size_t i = 0; i < count; i++) {
			struct taken taken = {node, (enum taken_kind)kind, i};
			each(ctx, &taken);
		}
	}
}

/* ---- words ---- */

static void go_words(const struct guide *guide, const struct branch *branch, struct text *out)
{
	for (size_t i = 0; i < branch->is_count; i++)
		text_addf(out, "%s%s", i > 0 ? " or " : "", branch->is[i]);
	if (branch->is_count > 0 && branch->when)
		text_add(out, ", and ");
	if (branch->when)
		expr_words(out, branch->when, guide);
	else if (branch->error_fact >= 0)
		text_addf(out, "a message that is known in %s", guide->fact[branch->error_fact].name);
	else if (branch->is_count == 0)
		text_add(out, "else");
}

void taken_words(const struct guide *guide, const struct taken *taken, struct text *out)
{
	const struct node *node = taken->node;
	text_add(out, taken_name(taken->kind));
	if (taken->kind > TAKEN_ROW || taken->kind == TAKEN_UNKNOWN)
		return;
	text_addf(out, " %zu: ", taken->index + 1);
	if (taken->kind == TAKEN_GO)
		go_words(guide, &node->go[taken->index], out);
	else if (taken->kind == TAKEN_ANSWER)
		template_plain(out, answer_label(guide, node, taken->index));
	else
		text_add(out,
		         taken->kind == TAKEN_ITEM ? node->item[taken->index]->name : node->row[taken->index].key);
}
