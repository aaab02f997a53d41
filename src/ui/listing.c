#include "ui/listing.h"

#include <stdio.h>

void listing_init(struct listing *list, const char *title, const char *text, const char *empty)
{
	*list = (struct listing){.title = title, .text = text, .empty = empty};
	arena_init(&list->arena);
}

void listing_clear(struct listing *list)
{
	array_clear(&list->item);
	array_clear(&list->intent);
	arena_clear(&list->arena);
}

struct menu_item *listing_add(struct listing *list, const char *label, const char *right,
                              struct intent intent)
{
	struct menu_item *item = array_add(&list->item);

	item->key = "";
	item->label = arena_strdup(&list->arena, label);
	item->right = right ? arena_strdup(&list->arena, right) : NULL;
	array_push(&list->intent, intent);
	return item;
}

void listing_number(struct listing *list)
{
	for (size_t i = 0; i < list->item.count && i < 9; i++) {
		char key[4];

		snprintf(key, sizeof key, "%d", (int)i + 1);
		list->item.at[i].key = arena_strdup(&list->arena, key);
	}
}

/* Rows for the list, when there is a text about the focused line below it. */
static int list_rows(const struct listing *list, int rows)
{
	int half = rows / 2;

	if (!list->detail || list->detail->used == 0)
		return rows;
	if (list->detail->used < half)
		return rows - list->detail->used - 1;
	return rows - half;
}

static void draw_detail(const struct listing *list, struct surface *surface, const struct rect *rect)
{
	struct rect below = *rect;
	int top = 0;

	if (!list->detail || rect->rows < 2)
		return;
	below.row++;
	below.rows--;
	page_show(list->detail, surface, &below, &top);
}

/* Highest digit that chooses a line. */
static int digits_of(const struct listing *list)
{
	if (list->item.count == 0 || list->item.at[0].key[0] != '1')
		return 0;
	return list->item.count < 9 ? (int)list->item.count : 9;
}

void listing_draw(struct listing *list, struct menu *menu, const struct ui_model *model,
                  struct surface *surface, unsigned context)
{
	struct frame frame = frame_draw(surface, model, list->title, NULL, context, digits_of(list), 0);
	struct rect rect = frame.main, rest;
	struct page page;
	int top = 0;

	page_init(&page, rect.cols, surface->ascii);
	if (!frame.boxed)
		page_add(&page, 0, STYLE_TITLE, list->title);
	if (list->text[0])
		page_add(&page, 0, STYLE_PLAIN, list->text);
	if (list->item.count == 0)
		page_add(&page, 0, STYLE_PLAIN, list->empty);
	if (page.used > 0 && rect.rows > 8 && list->item.count > 0)
		page_gap(&page);
	rest = rect;
	rect.rows = page.used < rect.rows / 2 || list->item.count == 0 ? page.used : rect.rows / 2;
	page_show(&page, surface, &rect, &top);
	surface_cursor(surface, rect.row, rect.col);
	rest.row += rect.rows;
	rest.rows -= rect.rows;
	rect = rest;
	rect.rows = list_rows(list, rest.rows);
	if (list->item.count > 0)
		menu_draw(menu, list->item.at, list->item.count, surface, &rect, MENU_FOCUSED);
	rest.row += rect.rows;
	rest.rows -= rect.rows;
	draw_detail(list, surface, &rest);
	page_free(&page);
}

struct intent listing_press(const struct listing *list, struct menu *menu, const struct ui_model *model,
                            unsigned context, const struct press *press)
{
	enum action action = keymap_action(context, screen_role(model), press);
	int found = menu_find(list->item.at, list->item.count, press);

	if (found >= 0)
		return list->intent.at[found];
	if (menu_move(menu, list->item.count, press, 10))
		return (struct intent){0};
	if (action == ACTION_ENTER && menu->focus < list->intent.count)
		return list->intent.at[menu->focus];
	return screen_common(action);
}
