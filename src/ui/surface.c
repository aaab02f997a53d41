#include "ui/surface.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

static const char *const style_names[STYLES] = {
	[STYLE_PLAIN] = "plain",     [STYLE_BOLD] = "bold",   [STYLE_TITLE] = "title",
	[STYLE_LABEL] = "label",     [STYLE_DIM] = "dim",     [STYLE_FRAME] = "frame",
	[STYLE_HEAD] = "head",       [STYLE_KEY] = "key",     [STYLE_MARK] = "mark",
	[STYLE_OK] = "ok",           [STYLE_BAD] = "bad",     [STYLE_UNSURE] = "unsure",
	[STYLE_RUNNING] = "running", [STYLE_INPUT] = "input", [STYLE_NOTICE] = "notice",
};

static const struct cell blank = {.code = ' '};

const char *style_name(enum style style)
{
	return style_names[style];
}

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

static struct cell *cells_new(int rows, int cols)
{
	size_t count = (size_t)rows * (size_t)cols;
	struct cell *cell = xcalloc(count, sizeof *cell);

	for (size_t i = 0; i < count; i++)
		cell[i] = blank;
	return cell;
}

void surface_init(struct surface *surface, int rows, int cols, bool ascii)
{
	rows = clamp(rows, 1, SURFACE_MAX);
	cols = clamp(cols, 1, SURFACE_MAX);
	*surface = (struct surface){.rows = rows, .cols = cols, .ascii = ascii};
	surface->cell = cells_new(rows, cols);
}

void surface_free(struct surface *surface)
{
	free(surface->cell);
	*surface = (struct surface){0};
}

void surface_resize(struct surface *surface, int rows, int cols)
{
	struct surface next;
	int shared_rows, shared_cols;

	surface_init(&next, rows, cols, surface->ascii);
	shared_rows = next.rows < surface->rows ? next.rows : surface->rows;
	shared_cols = next.cols < surface->cols ? next.cols : surface->cols;
	for (int row = 0; row < shared_rows; row++)
		memcpy(&next.cell[row * next.cols], &surface->cell[row * surface->cols],
		       (size_t)shared_cols * sizeof(struct cell));
	next.cursor_row = surface->cursor_row;
	next.cursor_col = surface->cursor_col;
	surface_free(surface);
	*surface = next;
}

void surface_clear(struct surface *surface)
{
	for (int i = 0; i < surface->rows * surface->cols; i++)
		surface->cell[i] = blank;
	surface->cursor_row = surface->cursor_col = 0;
}

struct rect surface_all(const struct surface *surface)
{
	return (struct rect){.rows = surface->rows, .cols = surface->cols};
}

const struct cell *surface_at(const struct surface *surface, int row, int col)
{
	assert(row >= 0 && row < surface->rows && col >= 0 && col < surface->cols);
	return &surface->cell[row * surface->cols + col];
}

static struct cell *cell_at(struct surface *surface, int row, int col)
{
	if (row < 0 || row >= surface->rows || col < 0 || col >= surface->cols)
		return NULL;
	return &surface->cell[row * surface->cols + col];
}

/* Overwriting one half of a wide character blanks the other. */
static void break_wide(struct surface *surface, int row, int col)
{
	struct cell *cell = cell_at(surface, row, col);
	struct cell *left = cell_at(surface, row, col - 1);

	if (cell && cell->code == 0 && left)
		*left = blank;
	cell = cell_at(surface, row, col + 1);
	if (cell && cell->code == 0)
		*cell = blank;
}

static void set_cell(struct surface *surface, int row, int col, uint32_t code, enum style style)
{
	struct cell *cell = cell_at(surface, row, col);

	if (!cell)
		return;
	break_wide(surface, row, col);
	*cell = (struct cell){.code = code, .style = style};
}

static void add_mark(struct surface *surface, int row, int col, uint32_t code)
{
	struct cell *cell = cell_at(surface, row, col);

	if (cell && cell->code == 0)
		cell = cell_at(surface, row, col - 1);
	for (int i = 0; cell && i < SURFACE_MARKS; i++) {
		if (cell->mark[i] == 0) {
			cell->mark[i] = code;
			return;
		}
	}
}

static uint32_t shown_code(const struct surface *surface, uint32_t code)
{
	if (code < 0x20 || (code >= 0x7F && code < 0xA0))
		code = 0xFFFD;
	return surface->ascii ? glyph_ascii(code) : code;
}

/* Most of all text is ASCII, and needs no tables. */
static uint32_t next_code(const char *at, size_t len, size_t *size, int *columns)
{
	unsigned char byte = (unsigned char)*at;
	uint32_t code = byte;

	*size = 1;
	*columns = 1;
	if (byte >= 0x20 && byte < 0x7F)
		return code;
	code = utf8_decode(at, len, size);
	*columns = utf8_width_of(code);
	return code;
}

int surface_put_n(struct surface *surface, int row, int col, int width, enum style style, const char *text,
                  size_t len)
{
	int used = 0;

	for (size_t at = 0, size; at < len && text[at] != '\0' && text[at] != '\n'; at += size) {
		int columns;
		uint32_t code = next_code(text + at, len - at, &size, &columns);

		if (columns == 0) {
			if (used > 0 && !surface->ascii)
				add_mark(surface, row, col + used - 1, code);
			continue;
		}
		code = shown_code(surface, code);
		if (surface->ascii)
			columns = 1;
		if (used + columns > width || col + used + columns > surface->cols)
			break;
		set_cell(surface, row, col + used, code, style);
		if (columns == 2)
			set_cell(surface, row, col + used + 1, ' ', style);
		if (columns == 2 && cell_at(surface, row, col + used + 1))
			cell_at(surface, row, col + used + 1)->code = 0;
		used += columns;
	}
	return used;
}

int surface_put(struct surface *surface, int row, int col, int width, enum style style, const char *text)
{
	return surface_put_n(surface, row, col, width, style, text, strlen(text));
}

int surface_put_cut(struct surface *surface, int row, int col, int width, enum style style, const char *text)
{
	struct text cut = {0};
	int used;

	utf8_add_cut(&cut, text, width > 0 ? (size_t)width : 0, surface->ascii);
	used = surface_put(surface, row, col, width, style, text_str(&cut));
	text_clear(&cut);
	return used;
}

void surface_line(struct surface *surface, int row, int col, int width, enum style style)
{
	uint32_t code = shown_code(surface, 0x2500); /* ─ */

	for (int i = 0; i < width; i++)
		set_cell(surface, row, col + i, code, style);
}

void surface_cursor(struct surface *surface, int row, int col)
{
	surface->cursor_row = clamp(row, 0, surface->rows - 1);
	surface->cursor_col = clamp(col, 0, surface->cols - 1);
}

static void edge(struct surface *surface, int row, const struct rect *rect, const char *left,
                 const char *right)
{
	int end = rect->col + rect->cols - 1;

	surface_put(surface, row, rect->col, 1, STYLE_FRAME, left);
	surface_line(surface, row, rect->col + 1, rect->cols - 2, STYLE_FRAME);
	surface_put(surface, row, end, 1, STYLE_FRAME, right);
}

static void sides(struct surface *surface, const struct rect *rect, int col)
{
	uint32_t code = shown_code(surface, 0x2502); /* │ */

	for (int row = rect->row + 1; row < rect->row + rect->rows - 1; row++)
		set_cell(surface, row, col, code, STYLE_FRAME);
}

static void edge_title(struct surface *surface, int row, int col, int width, const char *title)
{
	struct text padded = {0};

	if (!title || !title[0] || width < 6)
		return;
	text_addf(&padded, " %s", title);
	surface_put(surface, row,
	            col + surface_put_cut(surface, row, col, width - 2, STYLE_FRAME, text_str(&padded)), 1,
	            STYLE_FRAME, " ");
	text_clear(&padded);
}

void surface_box(struct surface *surface, const struct rect *rect, const char *title)
{
	if (rect->rows < 2 || rect->cols < 2)
		return;
	edge(surface, rect->row, rect, "┌", "┐");
	edge(surface, rect->row + rect->rows - 1, rect, "└", "┘");
	sides(surface, rect, rect->col);
	sides(surface, rect, rect->col + rect->cols - 1);
	edge_title(surface, rect->row, rect->col + 1, rect->cols - 2, title);
}

void surface_box_split(struct surface *surface, const struct rect *rect, int split, const char *left,
                       const char *right)
{
	int col = rect->col + split;

	surface_box(surface, rect, NULL);
	sides(surface, rect, col);
	surface_put(surface, rect->row, col, 1, STYLE_FRAME, "┬");
	surface_put(surface, rect->row + rect->rows - 1, col, 1, STYLE_FRAME, "┴");
	edge_title(surface, rect->row, rect->col + 1, split - 1, left);
	edge_title(surface, rect->row, col + 1, rect->cols - split - 2, right);
}

void surface_copy(struct surface *surface, const struct rect *rect, const struct surface *from, int top)
{
	int cols = rect->cols < from->cols ? rect->cols : from->cols;

	if (rect->col < 0 || rect->row < 0)
		return;
	if (cols > surface->cols - rect->col)
		cols = surface->cols - rect->col;
	for (int row = 0; row < rect->rows && top + row < from->rows && rect->row + row < surface->rows; row++)
		if (cols > 0 && top + row >= 0)
			memcpy(cell_at(surface, rect->row + row, rect->col), surface_at(from, top + row, 0),
			       (size_t)cols * sizeof(struct cell));
}

bool surface_row_same(const struct surface *a, const struct surface *b, int row)
{
	if (a->cols != b->cols || row >= a->rows || row >= b->rows)
		return false;
	return memcmp(&a->cell[row * a->cols], &b->cell[row * b->cols], (size_t)a->cols * sizeof(struct cell)) ==
	       0;
}

static void dump_cell(const struct cell *cell, struct text *out)
{
	char bytes[4];

	if (cell->code == 0)
		return;
	text_add_n(out, bytes, utf8_encode(cell->code, bytes));
	for (int i = 0; i < SURFACE_MARKS && cell->mark[i]; i++)
		text_add_n(out, bytes, utf8_encode(cell->mark[i], bytes));
}

void surface_dump(const struct surface *surface, struct text *out)
{
	for (int row = 0; row < surface->rows; row++) {
		size_t start = out->len;

		for (int col = 0; col < surface->cols; col++)
			dump_cell(surface_at(surface, row, col), out);
		while (out->len > start && out->data[out->len - 1] == ' ')
			text_cut(out, out->len - 1);
		text_add_char(out, '\n');
	}
}
