/* The way as a picture. Sizes are pixels of a drawing as wide as a phone, which scales. */
#include <stdlib.h>

#include "base/utf8.h"
#include "report/case_page_parts.h"
#include "report/wording.h"

enum {
	WIDTH = 340,
	EDGE = 4,     /* from the side to the box */
	INSIDE = 10,  /* from the box to its text */
	LINE = 18,    /* from line to line */
	GAP = 26,     /* from box to box */
	COLUMNS = 42, /* of a line: 13 pixels a letter, half of that wide */
};

/* One step: its lines, and the place of its box. */
struct box {
	struct text text; /* title, then the answer on a line of its own */
	struct utf8_lines lines;
	bool ticked;
	int top, height;
};

static int lay_out(struct box *box, struct arena *arena, const struct walk *walk,
                   const struct walk_stop *stop, int top)
{
	if (stop->node->code != NULL)
		text_addf(&box->text, "%s ", stop->node->code);
	text_add(&box->text, wording_template(arena, walk, stop->node->title));
	if (stop->answer != NULL)
		text_addf(&box->text, "\n→ %s", wording_template(arena, walk, stop->answer));
	if (stop->ticked)
		text_add(&box->text, stop->answer != NULL ? " (known)" : "\n(passed without asking)");
	utf8_wrap(&box->lines, text_str(&box->text), COLUMNS);
	box->ticked = stop->ticked;
	box->top = top;
	box->height = (int)box->lines.count * LINE + INSIDE;
	return top + box->height;
}

static void draw_box(struct text *out, const struct box *box, bool last)
{
	text_addf(
		out,
		"<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"none\" stroke=\"currentColor\"%s%s/>\n",
		EDGE, box->top, WIDTH - 2 * EDGE, box->height, box->ticked ? " stroke-dasharray=\"5 4\"" : "",
		last ? " stroke-width=\"3\"" : "");
	for (size_t i = 0; i < box->lines.count; i++) {
		text_addf(out, "<text x=\"%d\" y=\"%d\">", EDGE + INSIDE, box->top + LINE * ((int)i + 1));
		html_add_n(out, box->lines.line[i].at, box->lines.line[i].len);
		text_add(out, "</text>\n");
	}
}

static void draw_arrow(struct text *out, const struct box *from)
{
	int begin = from->top + from->height, end = begin + GAP;

	text_addf(out, "<path d=\"M%d %dV%dm-5 -8l5 8 5-8\" fill=\"none\" stroke=\"currentColor\"/>\n", WIDTH / 2,
	          begin + 2, end - 2);
}

void case_page_picture(struct text *out, const struct walk *walk)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);
	struct box *box = xcalloc(count + 1, sizeof *box);
	struct arena arena;
	int bottom = EDGE;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++)
		bottom = lay_out(&box[i], &arena, walk, &stop[i], i > 0 ? bottom + GAP : bottom);
	text_addf(
		out,
		"<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"The way as a picture: %zu steps, told in words beside it\" "
		"font-family=\"system-ui,sans-serif\" font-size=\"13\" fill=\"currentColor\">\n",
		WIDTH, bottom + EDGE, count);
	for (size_t i = 0; i < count; i++) {
		draw_box(out, &box[i], i + 1 == count);
		if (i + 1 < count)
			draw_arrow(out, &box[i]);
		utf8_lines_clear(&box[i].lines);
		text_clear(&box[i].text);
	}
	text_add(out, "</svg>\n");
	arena_clear(&arena);
	free(box);
}
