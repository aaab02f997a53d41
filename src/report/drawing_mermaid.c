/* Mermaid: a flowchart, as many wikis and repositories show it. */
#include "report/drawing_parts.h"

#include <string.h>

enum { BOX_COLUMNS = 30, ARROW_COLUMNS = 28 };

static const struct {
	const char *open, *close;
} shapes[NODE_KINDS] = {
	[NODE_ASK] = {"[", "]"},       [NODE_NOTE] = {">", "]"},        [NODE_PROBE] = {"[/", "/]"},
	[NODE_DECIDE] = {"{", "}"},    [NODE_CHECKLIST] = {"[[", "]]"}, [NODE_WAIT] = {"{{", "}}"},
	[NODE_COMPARE] = {"[(", ")]"}, [NODE_FIX] = {"(", ")"},         [NODE_CALL] = {"[\\", "/]"},
	[NODE_END] = {"([", "])"},
};

/* Marks that Mermaid reads become entities: it knows no other escape. */
static void add_quoted(struct text *out, const char *words)
{
	text_add_char(out, '"');
	for (; *words; words++) {
		if (*words == '\n')
			text_add(out, "<br/>");
		else if (strchr("\"#<>&;`", *words))
			text_addf(out, "#%d;", *words);
		else
			text_add_char(out, *words);
	}
	text_add_char(out, '"');
}

/* A name that is none of Mermaid's words, of letters, digits and underscores. */
static void add_name(struct text *out, const char *name)
{
	text_add(out, "s_");
	for (; *name; name++) {
		if (*name == '-')
			text_add(out, "__");
		else
			text_add_char(out, *name == '.' ? '_' : *name);
	}
}

static void add_place(const struct drawing *drawing, struct text *out, int place)
{
	if (place >= 0)
		add_name(out, drawing->guide->node[place].name);
	else
		text_addf(out, "e_%d", -1 - place);
}

static void add_step(const struct drawing *drawing, struct text *out, size_t index)
{
	const struct node *node = &drawing->guide->node[index];
	struct text label = {0};

	drawing_add_label(&label, node, BOX_COLUMNS);
	text_add(out, "    ");
	add_name(out, node->name);
	text_add(out, shapes[node->kind].open);
	add_quoted(out, text_str(&label));
	text_addf(out, "%s%s\n", shapes[node->kind].close,
	          drawing->drawn[index] == DRAWN_STUB ? ":::stub"
	          : node->kind == NODE_FIX            ? ":::fix"
	                                              : "");
	text_clear(&label);
}

static void add_tree(const struct drawing *drawing, struct text *out, const struct tree *tree)
{
	bool any = false;

	for (size_t i = 0; i < drawing->guide->node_count; i++) {
		if (drawing->guide->node[i].tree != tree || drawing->drawn[i] == DRAWN_NOT)
			continue;
		if (!any) {
			text_addf(out, "  subgraph t_%zu [", tree - drawing->guide->tree);
			add_quoted(out, tree->platform ? tree->platform->name : tree->name);
			text_add(out, "]\n");
		}
		any = true;
		add_step(drawing, out, i);
	}
	if (any)
		text_add(out, "  end\n");
}

static void add_arrow(const struct drawing *drawing, struct text *out, const struct arrow *arrow)
{
	struct text words = {0};

	drawing_add_wrapped(&words, text_str(&arrow->words), ARROW_COLUMNS);
	text_add(out, "  ");
	add_place(drawing, out, arrow->from);
	text_add(out, " -->");
	if (words.len > 0) {
		text_add_char(out, '|');
		add_quoted(out, text_str(&words));
		text_add_char(out, '|');
	}
	text_add_char(out, ' ');
	add_place(drawing, out, arrow->to);
	text_add_char(out, '\n');
	text_clear(&words);
}

void drawing_write_mermaid(const struct drawing *drawing, const char *title, struct text *out)
{
	text_add(out, "---\ntitle: ");
	add_quoted(out, title);
	text_add(out, "\n---\nflowchart TD\n  classDef fix fill:#eef6ee,stroke-width:2px\n"
	              "  classDef stub stroke-dasharray:3,color:#777777\n");
	for (size_t i = 0; i < drawing->guide->tree_count; i++)
		add_tree(drawing, out, &drawing->guide->tree[i]);
	for (size_t i = 0; i < drawing->elsewhere.count; i++) {
		text_addf(out, "  e_%zu((", i);
		add_quoted(out, drawing->elsewhere.at[i]);
		text_add(out, "))\n");
	}
	for (size_t i = 0; i < drawing->arrow.count; i++)
		add_arrow(drawing, out, &drawing->arrow.at[i]);
}
