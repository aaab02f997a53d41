#include "report/drawing.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "guide/edges.h"
#include "guide/template.h"
#include "report/drawing_parts.h"

struct drawing *drawing_new(const struct guide *guide)
{
	struct drawing *drawing = xcalloc(1, sizeof *drawing);

	drawing->guide = guide;
	drawing->drawn = xcalloc(guide->node_count + 1, sizeof *drawing->drawn);
	arena_init(&drawing->arena);
	return drawing;
}

static void forget_arrows(struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->arrow.count; i++)
		text_clear(&drawing->arrow.at[i].words);
	array_clear(&drawing->arrow);
	array_clear(&drawing->elsewhere);
}

void drawing_free(struct drawing *drawing)
{
	if (!drawing)
		return;
	forget_arrows(drawing);
	arena_clear(&drawing->arena);
	free(drawing->drawn);
	free(drawing);
}

/* ---- which steps ---- */

void drawing_add_all(struct drawing *drawing)
{
	for (size_t i = 0; i < drawing->guide->node_count; i++)
		drawing->drawn[i] = DRAWN_STEP;
	drawing->whole = true;
}

void drawing_add_tree(struct drawing *drawing, const struct tree *tree)
{
	for (size_t i = 0; i < drawing->guide->node_count; i++)
		if (drawing->guide->node[i].tree == tree)
			drawing->drawn[i] = DRAWN_STEP;
}

/* Breadth first: a step is entered once, at its least distance. */
struct reach {
	struct drawing *drawing;
	ARRAY(const struct node *) next;
};

static void reach_to(void *ctx, const struct edge *edge)
{
	struct reach *reach = ctx;

	if (!edge->to || reach->drawing->drawn[edge->to->index] == DRAWN_STEP)
		return;
	reach->drawing->drawn[edge->to->index] = DRAWN_STEP;
	array_push(&reach->next, edge->to);
}

void drawing_add_reach(struct drawing *drawing, const struct node *from, int depth)
{
	struct reach reach = {.drawing = drawing};
	size_t at = 0;

	drawing->drawn[from->index] = DRAWN_STEP;
	array_push(&reach.next, from);
	for (int distance = 0; distance < depth && at < reach.next.count; distance++) {
		size_t end = reach.next.count;

		for (; at < end; at++)
			edges_each(drawing->guide, reach.next.at[at], reach_to, &reach);
	}
	array_clear(&reach.next);
}

/* ---- arrows ---- */

static int elsewhere_index(struct drawing *drawing, const char *name)
{
	for (size_t i = 0; i < drawing->elsewhere.count; i++)
		if (strcmp(drawing->elsewhere.at[i], name) == 0)
			return (int)i;
	array_push(&drawing->elsewhere, arena_strdup(&drawing->arena, name));
	return (int)drawing->elsewhere.count - 1;
}

static void add_arrow(struct drawing *drawing, int from, int to, const char *words)
{
	struct arrow *arrow = NULL;

	for (size_t i = drawing->first; i < drawing->arrow.count && !arrow; i++)
		if (drawing->arrow.at[i].from == from && drawing->arrow.at[i].to == to)
			arrow = &drawing->arrow.at[i];
	if (!arrow) {
		arrow = array_add(&drawing->arrow);
		arrow->from = from;
		arrow->to = to;
	}
	if (words[0])
		text_addf(&arrow->words, "%s%s", arrow->words.len > 0 ? "\n" : "", words);
}

/* In a drawing of everything a slot leads on to what each platform fills it with. */
static void add_slot(struct drawing *drawing, int from, const char *slot)
{
	const struct guide *guide = drawing->guide;

	for (size_t i = 0; drawing->whole && i < guide->platform_count; i++) {
		const struct slot *filled = platform_slot(&guide->platform[i], slot);

		if (filled && filled->to.kind == TARGET_NODE && filled->to.node)
			add_arrow(drawing, from, filled->to.node->index, guide->platform[i].name);
	}
}

struct reader {
	struct drawing *drawing;
	const struct node *from;
};

static void read_edge(void *ctx, const struct edge *edge)
{
	const struct reader *reader = ctx;
	struct drawing *drawing = reader->drawing;
	size_t known = drawing->elsewhere.count;
	int elsewhere;

	if (edge->to) {
		if (drawing->drawn[edge->to->index] == DRAWN_NOT)
			drawing->drawn[edge->to->index] = DRAWN_STUB;
		add_arrow(drawing, reader->from->index, edge->to->index, edge->words);
		return;
	}
	elsewhere = elsewhere_index(drawing, edge->elsewhere);
	add_arrow(drawing, reader->from->index, -1 - elsewhere, edge->words);
	if (edge->slot && drawing->elsewhere.count > known)
		add_slot(drawing, -1 - elsewhere, edge->slot);
}

static void read_arrows(struct drawing *drawing)
{
	forget_arrows(drawing);
	for (size_t i = 0; i < drawing->guide->node_count; i++) {
		struct reader reader = {drawing, &drawing->guide->node[i]};

		drawing->first = drawing->arrow.count;
		if (drawing->drawn[i] == DRAWN_STEP)
			edges_each(drawing->guide, reader.from, read_edge, &reader);
	}
}

/* ---- words ---- */

void drawing_add_wrapped(struct text *out, const char *words, size_t columns)
{
	struct utf8_lines lines = {0};

	utf8_wrap(&lines, words, columns);
	for (size_t i = 0; i < lines.count; i++) {
		if (i > 0)
			text_add_char(out, '\n');
		text_add_n(out, lines.line[i].at, lines.line[i].len);
	}
	utf8_lines_clear(&lines);
}

static void add_name(struct text *out, const struct node *node)
{
	if (node->code)
		text_addf(out, "%s\n", node->code);
	if (node->title)
		template_plain(out, node->title);
	else
		text_add(out, node->name);
}

void drawing_add_label(struct text *out, const struct node *node, size_t columns)
{
	struct text name = {0};

	add_name(&name, node);
	drawing_add_wrapped(out, text_str(&name), columns);
	text_clear(&name);
}

/* ---- writing ---- */

static const struct {
	const char *name;
	void (*write)(const struct drawing *drawing, const char *title, struct text *out);
} formats[DRAWING_FORMATS] = {
	[DRAWING_DOT] = {"dot", drawing_write_dot},
	[DRAWING_MERMAID] = {"mermaid", drawing_write_mermaid},
};

const char *drawing_format_name(enum drawing_format format)
{
	return formats[format].name;
}

bool drawing_format_find(const char *name, enum drawing_format *out)
{
	for (int i = 0; i < DRAWING_FORMATS; i++) {
		if (strcmp(formats[i].name, name) == 0) {
			*out = (enum drawing_format)i;
			return true;
		}
	}
	return false;
}

void drawing_write(struct drawing *drawing, const char *title, enum drawing_format format, struct text *out)
{
	read_arrows(drawing);
	formats[format].write(drawing, title, out);
}
