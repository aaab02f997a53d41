/*
 * A grid of cells that screens draw into and that a front end shows: characters, style roles, the
 * place of the cursor. Nothing here knows a terminal.
 * Everything is clipped: drawing outside the grid is allowed and does nothing.
 */
#ifndef SYNCFIX_UI_SURFACE_H
#define SYNCFIX_UI_SURFACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* What a cell is for; a theme gives each role its look. No state is told by a role alone. */
enum style {
	STYLE_PLAIN,
	STYLE_BOLD,
	STYLE_TITLE, /* the question or finding */
	STYLE_LABEL, /* what stands on a page of IS2, FCP or the store */
	STYLE_DIM,   /* source, time, hints */
	STYLE_FRAME,
	STYLE_HEAD, /* top line */
	STYLE_KEY,  /* a key in the footer */
	STYLE_MARK, /* mark of the focused line */
	STYLE_OK,
	STYLE_BAD,
	STYLE_UNSURE,
	STYLE_RUNNING,
	STYLE_INPUT,
	STYLE_NOTICE,
	STYLES
};
const char *style_name(enum style style);

enum { SURFACE_MARKS = 2, SURFACE_MAX = 1000 };

/* One column. The right half of a wide character has code 0. No padding: rows compare by bytes. */
struct cell {
	uint32_t code;
	uint32_t mark[SURFACE_MARKS]; /* combining marks; 0: none */
	uint32_t style;
};

struct surface {
	int rows, cols;
	struct cell *cell; /* rows * cols, row by row */
	int cursor_row, cursor_col;
	bool ascii; /* draw with ASCII alone */
};

/* A part of a surface. */
struct rect {
	int row, col, rows, cols;
};

/* Sizes are clamped to 1 … SURFACE_MAX. */
void surface_init(struct surface *surface, int rows, int cols, bool ascii);
void surface_free(struct surface *surface);                       /* what init took */
void surface_resize(struct surface *surface, int rows, int cols); /* keeps what fits */
void surface_clear(struct surface *surface);
struct rect surface_all(const struct surface *surface);

/*
 * Puts UTF-8 text (cleaned; a newline ends it) at row, col in at most width columns; gives the
 * columns used. What does not fit is cut; a wide character is never halved.
 */
int surface_put(struct surface *surface, int row, int col, int width, enum style style, const char *text);
int surface_put_n(struct surface *surface, int row, int col, int width, enum style style, const char *text,
                  size_t len);
/* The same, ending in "…" when it was cut. */
int surface_put_cut(struct surface *surface, int row, int col, int width, enum style style, const char *text);
void surface_line(struct surface *surface, int row, int col, int width, enum style style);
void surface_cursor(struct surface *surface, int row, int col);

/* A frame with a title in its top edge. */
void surface_box(struct surface *surface, const struct rect *rect, const char *title);
/* A frame split at column split (inside it, from its left edge) with two titles. */
void surface_box_split(struct surface *surface, const struct rect *rect, int split, const char *left,
                       const char *right);
/* Copies rows of another surface: from its row top into rect. Cells beyond it stay. */
void surface_copy(struct surface *surface, const struct rect *rect, const struct surface *from, int top);

bool surface_row_same(const struct surface *a, const struct surface *b, int row);
const struct cell *surface_at(const struct surface *surface, int row, int col);
/* The characters, a line a row, blanks at the ends of lines left out. */
void surface_dump(const struct surface *surface, struct text *out);

/* The ASCII twin of a character: itself, a twin, or '?'. */
uint32_t glyph_ascii(uint32_t code);

#endif
