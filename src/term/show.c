/* Surface → terminal: only the rows that changed, in one write. */
#include "term/terminal.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/memory.h"
#include "term/gather.h"
#include "term/state.h"

/* A character the C library measures otherwise would shift the rest of the line. */
static void set_cell(struct terminal *term, cchar_t *out, const struct cell *cell, bool wide)
{
	wchar_t text[SURFACE_MARKS + 2] = {(wchar_t)cell->code};
	int marks = 0;

	if (cell->code >= 0x80 && wcwidth((wchar_t)cell->code) != (wide ? 2 : 1))
		text[0] = wide ? 0xFF1F : '?'; /* a question mark of the same width */
	for (int i = 0; i < SURFACE_MARKS && cell->mark[i]; i++)
		if (wcwidth((wchar_t)cell->mark[i]) == 0)
			text[++marks] = (wchar_t)cell->mark[i];
	setcchar(out, text, term->attribute[cell->style], term->pair[cell->style], NULL);
}

static void show_row(struct terminal *term, const struct surface *surface, int row)
{
	int count = 0;
	bool foreign = false;

	for (int col = 0; col < surface->cols; col++) {
		const struct cell *cell = surface_at(surface, row, col);
		bool wide = col + 1 < surface->cols && surface_at(surface, row, col + 1)->code == 0;

		if (cell->code == 0)
			continue;
		foreign = foreign || wide || cell->mark[0];
		set_cell(term, &term->row[count++], cell, wide);
	}
	mvwadd_wchnstr(stdscr, row, 0, term->row, count);
	if (foreign) /* the terminal may measure it otherwise: the rest of the line is sent anew */
		wredrawln(stdscr, row, 1);
}

static void make_room(struct terminal *term, int cols)
{
	if (term->row_room >= cols)
		return;
	term->row = xreallocarray(term->row, (size_t)cols, sizeof *term->row);
	memset(term->row, 0, (size_t)cols * sizeof *term->row);
	term->row_room = cols;
}

static void remember(struct terminal *term, const struct surface *surface)
{
	size_t bytes = (size_t)surface->rows * (size_t)surface->cols * sizeof(struct cell);

	if (!term->last.cell || term->last.rows != surface->rows || term->last.cols != surface->cols) {
		if (term->last.cell)
			surface_free(&term->last);
		surface_init(&term->last, surface->rows, surface->cols, surface->ascii);
	}
	memcpy(term->last.cell, surface->cell, bytes);
}

void terminal_show(struct terminal *term, const struct surface *surface)
{
	bool all = !term->shown || !term->last.cell || term->last.rows != surface->rows ||
	           term->last.cols != surface->cols;

	gather_begin(STDOUT_FILENO);
	make_room(term, surface->cols);
	if (all)
		werase(stdscr);
	for (int row = 0; row < surface->rows; row++)
		if (all || !surface_row_same(&term->last, surface, row))
			show_row(term, surface, row);
	wmove(stdscr, surface->cursor_row, surface->cursor_col);
	wnoutrefresh(stdscr);
	doupdate();
	gather_end();
	term->shown = true;
	remember(term, surface);
}

void terminal_repaint(struct terminal *term)
{
	term->shown = false;
	clearok(curscr, TRUE);
}

void terminal_bell(struct terminal *term)
{
	(void)term;
	beep();
}

void terminal_pass(struct terminal *term, const char *bytes)
{
	(void)term;
	gather_begin(STDOUT_FILENO);
	terminal_send(bytes);
	gather_end();
}
