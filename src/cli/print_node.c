#include "cli/print_node.h"

#include <string.h>

#include "base/utf8.h"

enum { COLUMNS = 76, LABEL_COLUMNS = 8 };

/* "Label   text", wrapped, without marks; placeholders stay as names. */
static void put(FILE *out, const char *label, const char *text)
{
	struct text plain = {0};
	struct utf8_lines lines = {0};

	if (text == NULL || *text == '\0')
		return;
	template_plain(&plain, text);
	utf8_wrap(&lines, text_str(&plain), COLUMNS - LABEL_COLUMNS);
	for (size_t i = 0; i < lines.count; i++)
		fprintf(out, "%-*s%.*s\n", LABEL_COLUMNS, i == 0 ? label : "", (int)lines.line[i].len,
		        lines.line[i].at);
	utf8_lines_clear(&lines);
	text_clear(&plain);
}

static void put_path(FILE *out, const char *label, const char *const *part, size_t count)
{
	struct text path = {0};

	for (size_t i = 0; i < count; i++)
		text_addf(&path, "%s%s", i > 0 ? " › " : "", part[i]);
	put(out, label, text_str(&path));
	text_clear(&path);
}

static void put_answers(FILE *out, const struct guide *guide, const struct node *node)
{
	char key[32];

	if (node->kind != NODE_ASK)
		return;
	if (node->answer_count == 0) {
		const struct fact *fact = &guide->fact[node->fact];
		for (size_t i = 0; i < fact->value_count; i++) {
			snprintf(key, sizeof key, "  %zu", i + 1);
			put(out, key, fact->value[i].text);
		}
	}
	for (size_t i = 0; i < node->answer_count; i++) {
		snprintf(key, sizeof key, "  %zu", i + 1);
		put(out, key, node->answer[i].label);
	}
	put(out, "  0", node->unknown_label != NULL ? node->unknown_label : "I can't see it");
}

static void put_steps(FILE *out, const struct node *node)
{
	char label[32];

	for (size_t i = 0; i < node->step_count; i++) {
		snprintf(label, sizeof label, "%s%zu", i == 0 ? "Do    " : "      ", i + 1);
		put(out, label, node->step[i].text);
	}
}

static void put_items(FILE *out, const struct node *node)
{
	for (size_t i = 0; i < node->item_count; i++)
		put(out, "  [ ]", node->item[i]->title);
}

static void put_conflicts(FILE *out, const struct node *node)
{
	for (size_t i = 0; i < node->conflict_count; i++) {
		const struct conflict *conflict = node->conflict[i];
		struct text line = {0};
		put(out, "Differs", conflict->title);
		for (size_t k = 0; k < conflict->reading_count; k++) {
			text_cut(&line, 0);
			text_addf(&line, "guide %s: %s", conflict->reading[k].guide, conflict->reading[k].text);
			put(out, "", text_str(&line));
		}
		text_cut(&line, 0);
		text_addf(&line, "We take: %s, because %s", conflict->taken, conflict->why);
		put(out, "", text_str(&line));
		text_clear(&line);
	}
}

void print_node(FILE *out, const struct guide *guide, const struct node *node)
{
	put(out, node->code != NULL ? node->code : node->name, node->title);
	for (size_t i = 0; i < node->issue_count; i++)
		put(out, "Issue", node->issue[i]);
	put(out, "", node->text);
	put_path(out, "Where", node->where, node->where_count);
	put_path(out, "Guide", node->where_guide, node->where_guide_count);
	put(out, "Cause", node->cause);
	put_steps(out, node);
	put(out, "Undo", node->undo);
	put(out, "Copy", node->copy);
	put_answers(out, guide, node);
	put_items(out, node);
	put_conflicts(out, node);
	put(out, "Say", node->say);
	put(out, "Note", node->agent);
	put(out, "Why", node->teach);
	if (node->probe != NULL) {
		put(out, "Looks", node->probe->proves);
		put(out, "", node->probe->does_not_prove);
	}
}
