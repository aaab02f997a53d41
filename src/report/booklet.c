#include "report/booklet.h"

#include <string.h>

#include "guide/edges.h"
#include "guide/template.h"

struct booklet {
	struct document *document;
	const struct guide *guide;
	const struct platform *platform; /* of the step; NULL: any */
};

/* On paper nothing is known yet: a fact stands as the name of what to write in. */
static bool name_value(void *ctx, const char *name, struct text *out)
{
	const struct booklet *booklet = ctx;
	const struct fact *fact = guide_fact(booklet->guide, name);
	const char *word = NULL;

	if (text_starts(name, "platform."))
		word =
			booklet->platform ? platform_word(booklet->platform, name + strlen("platform.")) : "the platform";
	if (fact && fact->label)
		text_addf(out, "(%s)", fact->label);
	else if (word)
		text_add(out, word);
	return fact || word;
}

static void expand(const struct booklet *booklet, struct text *out, const char *text)
{
	struct template_scope scope = {.ctx = (void *)booklet, .value = name_value};

	text_cut(out, 0);
	template_expand(out, text, &scope);
}

static void add_text(const struct booklet *booklet, const char *label, const char *text)
{
	struct text out = {0};

	if (text && *text) {
		expand(booklet, &out, text);
		document_text(booklet->document, label, text_str(&out));
	}
	text_clear(&out);
}

static void add_path(const struct booklet *booklet, const char *label, const char *const *part, size_t count)
{
	struct text path = {0};

	for (size_t i = 0; i < count; i++)
		text_addf(&path, "%s%s", i > 0 ? " › " : "", part[i]);
	if (count > 0)
		add_text(booklet, label, text_str(&path));
	text_clear(&path);
}

/* ---- parts of a step ---- */

static void add_answers(const struct booklet *booklet, const struct node *node)
{
	const struct fact *fact = node->kind == NODE_ASK ? &booklet->guide->fact[node->fact] : NULL;
	bool named = false;
	struct text out = {0};

	for (size_t i = 0; i < node->answer_count; i++)
		named = named || node->answer[i].has_value;
	for (size_t i = 0; fact && !named && i < fact->value_count; i++) {
		expand(booklet, &out, fact->value[i].text);
		document_item(booklet->document, text_str(&out));
	}
	if (fact && !named && fact->type == FACT_YESNO) {
		document_item(booklet->document, "Yes");
		document_item(booklet->document, "No");
	}
	for (size_t i = 0; i < node->answer_count; i++) {
		expand(booklet, &out, node->answer[i].label);
		document_item(booklet->document, text_str(&out));
	}
	text_clear(&out);
}

static void add_steps(const struct booklet *booklet, const struct node *node)
{
	struct text out = {0}, line = {0};

	for (size_t i = 0; i < node->step_count; i++) {
		expand(booklet, &out, node->step[i].text);
		text_cut(&line, 0);
		text_addf(&line, "%zu. %s", i + 1, text_str(&out));
		document_item(booklet->document, text_str(&line));
	}
	text_clear(&out);
	text_clear(&line);
}

static void add_items(const struct booklet *booklet, const struct node *node)
{
	struct text out = {0}, line = {0};

	for (size_t i = 0; i < node->item_count; i++) {
		expand(booklet, &out, node->item[i]->title ? node->item[i]->title : "");
		text_cut(&line, 0);
		text_addf(&line, "☐ %s (%s)", text_str(&out), node->item[i]->code ? node->item[i]->code : "");
		document_item(booklet->document, text_str(&line));
	}
	text_clear(&out);
	text_clear(&line);
}

static void add_way(void *ctx, const struct edge *edge)
{
	const struct booklet *booklet = ctx;
	const struct node *to = edge->to;
	struct text line = {0}, out = {0};

	if (to && !to->code)
		to = edges_first_shown(to, booklet->platform);
	expand(booklet, &out, edge->words);
	text_addf(&line, "→ %s%s%s",
	          to && to->code    ? to->code
	          : edge->elsewhere ? edge->elsewhere
	                            : "back",
	          out.len > 0 ? ": " : "", text_str(&out));
	document_item(booklet->document, text_str(&line));
	text_clear(&line);
	text_clear(&out);
}

static void add_conflicts(const struct booklet *booklet, const struct node *node)
{
	for (size_t i = 0; i < node->conflict_count; i++) {
		const struct conflict *conflict = node->conflict[i];
		struct text line = {0};

		text_addf(&line, "The guide has more than one reading of \"%s\". Taken here: %s", conflict->title,
		          conflict->taken);
		add_text(booklet, "", text_str(&line));
		text_clear(&line);
	}
}

void booklet_add_step(struct document *document, const struct guide *guide, const struct node *node,
                      int level)
{
	struct booklet booklet = {document, guide, node->tree ? node->tree->platform : NULL};
	struct text title = {0};

	expand(&booklet, &title, node->title ? node->title : "");
	document_heading(document, level, node->code, text_str(&title));
	add_text(&booklet, node->kind == NODE_FIX ? "Cause" : "",
	         node->kind == NODE_FIX ? node->cause : node->text);
	add_path(&booklet, "Where", node->where, node->where_count);
	add_path(&booklet, "The guide says", node->where_guide, node->where_guide_count);
	add_answers(&booklet, node);
	add_items(&booklet, node);
	add_steps(&booklet, node);
	add_text(&booklet, "Undo", node->undo);
	add_text(&booklet, "Copy", node->copy);
	add_text(&booklet, "Say", node->say);
	add_conflicts(&booklet, node);
	edges_each(guide, node, add_way, &booklet);
	text_clear(&title);
}

/* ---- the whole ---- */

static void add_tree(struct document *document, const struct guide *guide, const struct tree *tree)
{
	for (size_t i = 0; i < guide->node_count; i++)
		if (guide->node[i].tree == tree && guide->node[i].code)
			booklet_add_step(document, guide, &guide->node[i], 3);
}

static void add_section(struct document *document, const struct guide *guide, const struct section *section)
{
	struct text title = {0};

	text_addf(&title, "%d. %s", section->id, section->title);
	document_heading(document, 2, NULL, text_str(&title));
	for (size_t i = 0; i < guide->tree_count; i++)
		if (guide->tree[i].section == section->id && !guide->tree[i].platform)
			add_tree(document, guide, &guide->tree[i]);
	text_clear(&title);
}

static void add_start(struct document *document, const struct guide *guide)
{
	struct text line = {0};

	document_heading(document, 2, NULL, guide->start_title);
	for (size_t i = 0; i < guide->symptom_count; i++) {
		const struct node *to = guide->symptom[i].to.node;
		const struct node *first = to && !to->code ? edges_first_shown(to, NULL) : to;
		text_cut(&line, 0);
		text_addf(&line, "%s → %s", guide->symptom[i].title, first && first->code ? first->code : "");
		document_item(document, text_str(&line));
	}
	text_clear(&line);
}

static bool in_section(const struct guide *guide, int id)
{
	for (size_t i = 0; i < guide->section_count; i++)
		if (guide->section[i].id == id)
			return true;
	return false;
}

void booklet_write(const struct guide *guide, enum document_format format, struct text *out)
{
	struct document document;
	struct text version = {0};

	document_begin(&document, format, out, "Sync Fix Guide, step by step");
	text_addf(&version,
	          "Data %s. Begin at what is going wrong, go where the arrow behind the answer points. "
	          "A code in front of a step is what to say on the phone.",
	          guide->data_version ? guide->data_version : "");
	document_text(&document, "", text_str(&version));
	add_start(&document, guide);
	for (size_t i = 0; i < guide->section_count; i++)
		add_section(&document, guide, &guide->section[i]);
	for (size_t i = 0; i < guide->tree_count; i++) {
		const struct tree *tree = &guide->tree[i];
		if (!tree->platform && in_section(guide, tree->section))
			continue;
		document_heading(&document, 2, NULL, tree->platform ? tree->platform->name : tree->name);
		add_tree(&document, guide, tree);
	}
	document_end(&document);
	text_clear(&version);
}
