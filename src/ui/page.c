#include "ui/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

/* A text without its marks, and the style of each of its bytes. */
struct rich {
	struct text plain;
	unsigned char *style;
};

static void rich_push(struct rich *rich, char byte, enum style style)
{
	rich->style[rich->plain.len] = (unsigned char)style;
	text_add_char(&rich->plain, byte);
}

static void rich_init(struct rich *rich, const char *marked, enum style base)
{
	enum style now = base;

	*rich = (struct rich){0};
	rich->style = xcalloc(strlen(marked) + 1, 1);
	for (const char *at = marked; *at; at++) {
		if (at[0] == '*' && at[1] == '*') {
			now = now == STYLE_BOLD ? base : STYLE_BOLD;
			at++;
		} else if (*at == '`') {
			now = now == STYLE_LABEL ? base : STYLE_LABEL;
		} else {
			rich_push(rich, *at, now);
		}
	}
}

static void rich_free(struct rich *rich)
{
	text_clear(&rich->plain);
	free(rich->style);
}

void page_init(struct page *page, int cols, bool ascii)
{
	surface_init(&page->sheet, 16, cols, ascii);
	page->used = 0;
}

void page_free(struct page *page)
{
	surface_free(&page->sheet);
}

static int page_row(struct page *page)
{
	if (page->used >= page->sheet.rows && page->sheet.rows < SURFACE_MAX)
		surface_resize(&page->sheet, page->sheet.rows * 2, page->sheet.cols);
	return page->used++;
}

/* Draws one wrapped line in runs of one style. */
static void draw_line(struct page *page, int row, int col, const struct rich *rich,
                      const struct utf8_line *line)
{
	size_t start = (size_t)(line->at - text_str(&rich->plain));

	for (size_t at = 0, run; at < line->len; at += run) {
		enum style style = (enum style)rich->style[start + at];

		for (run = 1; at + run < line->len && rich->style[start + at + run] == (unsigned char)style;)
			run++;
		col += surface_put_n(&page->sheet, row, col, page->sheet.cols - col, style, line->at + at, run);
	}
}

int page_add(struct page *page, int indent, enum style style, const char *marked)
{
	int width = page->sheet.cols - indent, first = page->used;
	struct utf8_lines lines = {0};
	struct rich rich;

	rich_init(&rich, marked, style);
	utf8_wrap(&lines, text_str(&rich.plain), width > 0 ? (size_t)width : 1);
	for (size_t i = 0; i < lines.count; i++)
		draw_line(page, page_row(page), indent, &rich, &lines.line[i]);
	if (lines.count == 0)
		page_row(page);
	utf8_lines_clear(&lines);
	rich_free(&rich);
	return first;
}

int page_pair(struct page *page, int width, const char *label, enum style style, const char *marked)
{
	int first = page_add(page, width, style, marked);

	surface_put_cut(&page->sheet, first, 0, width - 1, STYLE_DIM, label);
	return first;
}

static int row_used(const struct surface *sheet, int row)
{
	int col = sheet->cols;

	while (col > 0 && surface_at(sheet, row, col - 1)->code == ' ')
		col--;
	return col;
}

static bool fits_beside(const struct page *page, int width)
{
	return page->used > 0 && row_used(&page->sheet, page->used - 1) + 2 + width <= page->sheet.cols;
}

void page_right(struct page *page, enum style style, const char *text)
{
	int width = (int)utf8_width(text);
	int row = fits_beside(page, width) ? page->used - 1 : page_row(page);

	if (width > page->sheet.cols)
		width = page->sheet.cols;
	surface_put_cut(&page->sheet, row, page->sheet.cols - width, width, style, text);
}

void page_beside(struct page *page, enum style style, const char *text)
{
	if (fits_beside(page, (int)utf8_width(text)))
		page_right(page, style, text);
}

void page_gap(struct page *page)
{
	page_row(page);
}

void page_show(const struct page *page, struct surface *surface, const struct rect *rect, int *top)
{
	int last = page->used - rect->rows;
	int right = rect->col + rect->cols; /* the margin, where there is one */

	if (*top > last)
		*top = last;
	if (*top < 0)
		*top = 0;
	if (right >= surface->cols)
		right = surface->cols - 1;
	surface_copy(surface, rect, &page->sheet, *top);
	if (*top > 0)
		surface_put(surface, rect->row, right, 1, STYLE_DIM, "↑");
	if (*top < last)
		surface_put(surface, rect->row + rect->rows - 1, right, 1, STYLE_DIM, "↓");
}

int page_height(const char *marked, int cols, bool ascii)
{
	struct page page;
	int used;

	page_init(&page, cols, ascii);
	page_add(&page, 0, STYLE_PLAIN, marked);
	used = page.used;
	page_free(&page);
	return used;
}

bool page_scroll(int *top, enum action action)
{
	static const int by[ACTIONS] = {
		[ACTION_UP] = -1,       [ACTION_DOWN] = 1,       [ACTION_PAGE_UP] = -8,
		[ACTION_PAGE_DOWN] = 8, [ACTION_FIRST] = -10000, [ACTION_LAST] = 10000,
	};

	*top += by[action];
	return by[action] != 0;
}

void page_plain(struct page *page, enum style style, const char *text)
{
	struct utf8_lines lines = {0};

	utf8_wrap(&lines, text, (size_t)page->sheet.cols);
	for (size_t i = 0; i < lines.count; i++) {
		int row = page_add(page, 0, style, "");

		surface_put_n(&page->sheet, row, 0, page->sheet.cols, style, lines.line[i].at, lines.line[i].len);
	}
	utf8_lines_clear(&lines);
}
