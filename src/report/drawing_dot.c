/* Graphviz: the DOT language. */
#include "report/drawing_parts.h"

enum { BOX_COLUMNS = 30, ARROW_COLUMNS = 28 };

static const char *const looks[NODE_KINDS] = {
	[NODE_ASK] = "shape=box",
	[NODE_NOTE] = "shape=note",
	[NODE_PROBE] = "shape=parallelogram",
	[NODE_DECIDE] = "shape=diamond",
	[NODE_CHECKLIST] = "shape=tab",
	[NODE_WAIT] = "shape=hexagon",
	[NODE_COMPARE] = "shape=box3d",
	[NODE_FIX] = "shape=box, style=\"filled,bold\", fillcolor=\"#eef6ee\"",
	[NODE_CALL] = "shape=cds",
	[NODE_END] = "shape=box, style=\"rounded,bold\"",
};

/* A quoted string: a backslash would begin an escape of Graphviz. */
static void add_quoted(struct text *out, const char *words)
{
	text_add_char(out, '"');
	for (; *words; words++) {
		if (*words == '\n')
			text_add(out, "\\n");
		else if (*words == '"' || *words == '\\')
			text_addf(out, "\\%c", *words);
		else
			text_add_char(out, *words);
	}
	text_add_char(out, '"');
}

static void add_place(const struct drawing *drawing, struct text *out, int place)
{
	if (place >= 0)
		add_quoted(out, drawing->guide->node[place].name);
	else
		add_quoted(out, drawing->elsewhere.at[-1 - place]);
}

static void add_step(const struct drawing *drawing, struct text *out, size_t index)
{
	const struct node *node = &drawing->guide->node[index];
	struct text label = {0};

	drawing_add_label(&label, node, BOX_COLUMNS);
	text_add(out, "    ");
	add_quoted(out, node->name);
	text_add(out, " [label=");
	add_quoted(out, text_str(&label));
	text_addf(out, ", %s", looks[node->kind]);
	if (drawing->drawn[index] == DRAWN_STUB)
		text_add(out, ", color=gray50, fontcolor=gray50");
	text_add(out, "];\n");
	text_clear(&label);
}

static void add_tree(const struct drawing *drawing, struct text *out, const struct tree *tree)
{
	bool any = false;

	for (size_t i = 0; i < drawing->guide->node_count; i++) {
		if (drawing->guide->node[i].tree != tree || drawing->drawn[i] == DRAWN_NOT)
			continue;
		if (!any) {
			text_addf(out, "  subgraph cluster_%zu {\n    label=", tree - drawing->guide->tree);
			add_quoted(out, tree->platform ? tree->platform->name : tree->name);
			text_add(out, ";\n");
		}
		any = true;
		add_step(drawing, out, i);
	}
	if (any)
		text_add(out, "  }\n");
}

static void add_arrow(const struct drawing *drawing, struct text *out, const struct arrow *arrow)
{
	struct text words = {0};

	drawing_add_wrapped(&words, text_str(&arrow->words), ARROW_COLUMNS);
	text_add(out, "  ");
	add_place(drawing, out, arrow->from);
	text_add(out, " -> ");
	add_place(drawing, out, arrow->to);
	if (words.len > 0) {
		text_add(out, " [label=");
		add_quoted(out, text_str(&words));
		text_add_char(out, ']');
	}
	text_add(out, ";\n");
	text_clear(&words);
}

void drawing_write_dot(const struct drawing *drawing, const char *title, struct text *out)
{
	text_add(out, "digraph ");
	add_quoted(out, title);
	text_add(out, " {\n  label=");
	add_quoted(out, title);
	text_add(out, ";\n  node [fontname=\"sans-serif\", fontsize=11];\n"
	              "  edge [fontname=\"sans-serif\", fontsize=9];\n");
	for (size_t i = 0; i < drawing->guide->tree_count; i++)
		add_tree(drawing, out, &drawing->guide->tree[i]);
	for (size_t i = 0; i < drawing->elsewhere.count; i++) {
		text_add(out, "  ");
		add_quoted(out, drawing->elsewhere.at[i]);
		text_add(out, " [shape=ellipse, style=dashed];\n");
	}
	for (size_t i = 0; i < drawing->arrow.count; i++)
		add_arrow(drawing, out, &drawing->arrow.at[i]);
	text_add(out, "}\n");
}
