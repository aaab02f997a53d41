/* Rules over sizes: what a step shows fits 80 columns by 24 lines, where nothing needs scrolling. */
#include <stdio.h>

#include "base/utf8.h"
#include "data/lint_parts.h"

/* design/wizard-data.md, Wording, and the layout of the step screen at 80x24 */
enum {
	TITLE_COLUMNS = 60,
	TEXT_COLUMNS = 46, /* left of the evidence */
	TEXT_LINES = 5,
	ANSWER_COLUMNS = 41, /* behind mark and digit */
	ANSWER_LINES = 2,
	PAGE_LINES = 20,
	FIX_COLUMNS = 68, /* 76 without the labels Cause, Do, Undo */
	FIX_LINES = 18,
	STEPS = 7,
};

static void check_title(struct lint *lint, const struct node *node)
{
	struct text filled = {0};
	size_t columns;

	lint_fill(lint->guide, &filled, node->title);
	columns = utf8_width(text_str(&filled));
	if (columns > TITLE_COLUMNS)
		lint_at_node(lint, "title-too-wide", node, ".title", "This has %zu columns; at most %d fit.", columns,
		             TITLE_COLUMNS);
	text_clear(&filled);
}

static void check_height(struct lint *lint, const struct node *node)
{
	size_t lines = lint_lines(lint->guide, node->text, TEXT_COLUMNS);

	if (lines > TEXT_LINES)
		lint_at_node(lint, "text-too-tall", node, ".text",
		             "This takes %zu lines of %d columns; at most %d fit.", lines, TEXT_COLUMNS, TEXT_LINES);
}

static size_t check_answer(struct lint *lint, const struct node *node, const char *field, const char *label)
{
	size_t lines = lint_lines(lint->guide, label, ANSWER_COLUMNS);

	if (lines > ANSWER_LINES)
		lint_at_node(lint, "answer-too-wide", node, field,
		             "This takes %zu lines of %d columns; at most %d fit.", lines, ANSWER_COLUMNS,
		             ANSWER_LINES);
	return lines;
}

/* Lines of all answers; a long list is picked from by typing and shows few at a time. */
static size_t check_answers(struct lint *lint, const struct node *node)
{
	const struct fact *fact = node->fact < 0 ? NULL : &lint->guide->fact[node->fact];
	size_t count = node->answer_count;
	size_t lines = 1;
	char field[48];

	for (size_t i = 0; i < node->answer_count; i++) {
		snprintf(field, sizeof field, ".answers[%zu].label", i);
		lines += check_answer(lint, node, field, node->answer[i].label);
	}
	if (count == 0 && fact != NULL) {
		count = fact->value_count;
		for (size_t i = 0; i < count; i++)
			lines += check_answer(lint, node, ".fact", fact->value[i].text);
	}
	check_answer(lint, node, ".unknown_label", node->unknown_label);
	return count > 9 ? 0 : lines;
}

static size_t path_lines(const struct guide *guide, const char *before, const char *const *part, size_t count)
{
	struct text path = {0};
	size_t lines;

	for (size_t i = 0; i < count; i++)
		text_addf(&path, "%s%s", i == 0 ? before : " › ", part[i]);
	lines = lint_lines(guide, text_str(&path), TEXT_COLUMNS);
	text_clear(&path);
	return lines;
}

static void check_page(struct lint *lint, const struct node *node)
{
	const struct guide *guide = lint->guide;
	size_t where = path_lines(guide, "", node->where, node->where_count) +
	               path_lines(guide, "The guide says: ", node->where_guide, node->where_guide_count);
	size_t lines = lint_lines(guide, node->title, TEXT_COLUMNS) + 1 +
	               lint_lines(guide, node->text, TEXT_COLUMNS) + 1 + (where > 0 ? where + 1 : 0) +
	               check_answers(lint, node);

	if (lines > PAGE_LINES)
		lint_at_node(lint, "page-too-tall", node, "",
		             "Title, text, path and answers take %zu lines; %d fit beside the evidence.", lines,
		             PAGE_LINES);
}

static size_t steps_lines(const struct guide *guide, const struct node *node)
{
	struct text line = {0};
	size_t lines = 0;

	for (size_t i = 0; i < node->step_count; i++) {
		text_cut(&line, 0);
		text_addf(&line, "%zu  %s", i + 1, node->step[i].text);
		lines += lint_lines(guide, text_str(&line), FIX_COLUMNS);
	}
	text_clear(&line);
	return lines;
}

/* Cause, steps and undo, a line between them; who does it; the warning; the three answers. */
static void check_fix(struct lint *lint, const struct node *node)
{
	const struct guide *guide = lint->guide;
	size_t lines = lint_lines(guide, node->cause, FIX_COLUMNS) + 1 + (node->who != WHO_MERCHANT) +
	               steps_lines(guide, node) + 1 + lint_lines(guide, node->undo, FIX_COLUMNS) + 1 + 1 + 3;

	if (node->step_count > STEPS)
		lint_at_node(lint, "too-many-steps", node, ".steps", "There are %zu steps; at most %d.",
		             node->step_count, STEPS);
	if (lines > FIX_LINES)
		lint_at_node(lint, "fix-too-tall", node, "",
		             "Cause, steps, undo and answers take %zu lines of %d columns; %d fit.", lines,
		             FIX_COLUMNS, FIX_LINES);
}

/* ---- texts outside of nodes ---- */

static void check_symptoms(struct lint *lint)
{
	const struct guide *guide = lint->guide;

	for (size_t i = 0; i < guide->symptom_count; i++) {
		char path[64];

		snprintf(path, sizeof path, "$.start.symptoms[%zu].title", i);
		if (lint_lines(guide, guide->symptom[i].title, ANSWER_COLUMNS) > 1)
			lint_at(lint, "answer-too-wide", "guide.json", path, "A symptom takes one line of %d columns.",
			        ANSWER_COLUMNS);
	}
}

static void check_contradictions(struct lint *lint, const struct fact *fact)
{
	for (size_t i = 0; i < fact->contradiction_count; i++) {
		const struct contradiction *one = &fact->contradiction[i];
		char field[64];

		snprintf(field, sizeof field, ".contradictions[%zu].title", i);
		if (lint_lines(lint->guide, one->title, TITLE_COLUMNS) > 1)
			lint_at_fact(lint, "title-too-wide", fact, field, "At most %d columns fit.", TITLE_COLUMNS);
		snprintf(field, sizeof field, ".contradictions[%zu].text", i);
		if (lint_lines(lint->guide, one->text, TEXT_COLUMNS) > TEXT_LINES)
			lint_at_fact(lint, "text-too-tall", fact, field, "At most %d lines of %d columns fit.",
			             TEXT_LINES, TEXT_COLUMNS);
	}
}

static void check_node(struct lint *lint, const struct node *node)
{
	if (!node_kind(node->kind)->shown)
		return;
	check_title(lint, node);
	check_height(lint, node);
	if (node->kind == NODE_ASK)
		check_page(lint, node);
	if (node->kind == NODE_FIX)
		check_fix(lint, node);
}

void lint_sizes(struct lint *lint)
{
	const struct guide *guide = lint->guide;

	check_symptoms(lint);
	for (size_t i = 0; i < guide->fact_count; i++)
		check_contradictions(lint, &guide->fact[i]);
	for (size_t i = 0; i < guide->node_count; i++)
		check_node(lint, &guide->node[i]);
}
