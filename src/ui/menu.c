#include "ui/menu.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "ui/page.h"

/* Columns before a label: mark, key, and what is between. */
enum { MENU_INDENT = 5 };

static int indent_of(const struct menu_item *item, size_t count)
{
	int widest = 0;

	for (size_t i = 0; i < count; i++) {
		int width = (int)utf8_width(item[i].key);

		if (width > widest)
			widest = width;
	}
	return widest == 0 ? 2 : widest + MENU_INDENT - 1;
}

/* Writes all items onto a page; first[i] is the row of item i, first[count] the end. */
static void lay_out(struct page *page, const struct menu_item *item, size_t count, bool roomy, int *first)
{
	int indent = indent_of(item, count);

	for (size_t i = 0; i < count; i++) {
		struct text label = {0};

		if (item[i].gap && roomy && i > 0)
			page_gap(page);
		text_add(&label, item[i].label);
		if (item[i].picked)
			text_add(&label, "  (your answer before)");
		first[i] = page_add(page, indent, STYLE_PLAIN, text_str(&label));
		surface_put(&page->sheet, first[i], 2, indent, STYLE_KEY, item[i].key);
		if (item[i].right)
			page_right(page, STYLE_DIM, item[i].right);
		text_clear(&label);
	}
	first[count] = page->used;
}

int menu_height(const struct menu_item *item, size_t count, int cols, bool ascii)
{
	int *first = xcalloc(count + 1, sizeof *first), used;
	struct page page;

	page_init(&page, cols, ascii);
	lay_out(&page, item, count, true, first);
	used = page.used;
	page_free(&page);
	free(first);
	return used;
}

static void scroll_to(struct menu *menu, int from, int to, int rows)
{
	if (menu->top + rows < to)
		menu->top = to - rows;
	if (menu->top > from)
		menu->top = from;
}

void menu_draw(struct menu *menu, const struct menu_item *item, size_t count, struct surface *surface,
               const struct rect *rect, enum menu_look look)
{
	int *first = xcalloc(count + 1, sizeof *first);
	struct page page;
	int row;

	if (menu->focus >= count)
		menu->focus = count > 0 ? count - 1 : 0;
	page_init(&page, rect->cols, surface->ascii);
	lay_out(&page, item, count, true, first);
	if (page.used > rect->rows) {
		page_free(&page);
		page_init(&page, rect->cols, surface->ascii);
		lay_out(&page, item, count, false, first);
	}
	if (count > 0)
		scroll_to(menu, first[menu->focus], first[menu->focus + 1], rect->rows);
	row = count > 0 ? first[menu->focus] : 0;
	if (look != MENU_IDLE && count > 0)
		surface_put(&page.sheet, row, 0, 1, STYLE_MARK, "▸");
	page_show(&page, surface, rect, &menu->top);
	if (look == MENU_FOCUSED)
		surface_cursor(surface, rect->row + row - menu->top, rect->col);
	page_free(&page);
	free(first);
}

static size_t moved(size_t focus, size_t count, int by)
{
	long at = (long)focus + by;

	if (at < 0)
		return 0;
	return at >= (long)count ? count - 1 : (size_t)at;
}

bool menu_move(struct menu *menu, size_t count, const struct press *press, int page)
{
	static const struct {
		enum press_kind kind;
		int by, pages;
	} moves[] = {
		{PRESS_UP, -1, 0},       {PRESS_DOWN, 1, 0},        {PRESS_PAGE_UP, 0, -1},
		{PRESS_PAGE_DOWN, 0, 1}, {PRESS_HOME, -1000000, 0}, {PRESS_END, 1000000, 0},
	};

	for (size_t i = 0; count > 0 && i < sizeof moves / sizeof moves[0]; i++) {
		if (moves[i].kind != press->kind)
			continue;
		menu->focus = moved(menu->focus, count, moves[i].by + moves[i].pages * page);
		return true;
	}
	return false;
}

int menu_find(const struct menu_item *item, size_t count, const struct press *press)
{
	struct text name = {0};
	int found = -1;

	if (press->kind != PRESS_CHAR)
		return -1;
	press_name(&name, press);
	for (size_t i = 0; i < count && found < 0; i++)
		if (item[i].key[0] && strcmp(item[i].key, text_str(&name)) == 0)
			found = (int)i;
	text_clear(&name);
	return found;
}
