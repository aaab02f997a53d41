/*
 * A list to choose from: a mark on the focused line, a key before each. What does not fit scrolls
 * with the focus; keys answer whether their line is seen or not. The cursor rests on the focus.
 */
#ifndef SYNCFIX_UI_MENU_H
#define SYNCFIX_UI_MENU_H

#include "ui/press.h"
#include "ui/surface.h"

struct menu_item {
	const char *key; /* "1"; "" for none */
	const char *label;
	const char *right; /* dim, at the right end; NULL: none */
	bool picked;       /* what was chosen here before */
	bool gap;          /* an empty row above it, where there is room */
};

struct menu {
	size_t focus;
	int top; /* first row shown */
};

/* Rows wanted for all items, wrapped, in cols columns. */
int menu_height(const struct menu_item *item, size_t count, int cols, bool ascii);
enum menu_look {
	MENU_IDLE,    /* something else has the focus */
	MENU_MARKED,  /* a field has it, and Enter takes the marked line */
	MENU_FOCUSED, /* the cursor rests on the marked line */
};
void menu_draw(struct menu *menu, const struct menu_item *item, size_t count, struct surface *surface,
               const struct rect *rect, enum menu_look look);
/* Moves the focus; true when the press did that. */
bool menu_move(struct menu *menu, size_t count, const struct press *press, int page);
/* Index of the item that has this key, or -1. */
int menu_find(const struct menu_item *item, size_t count, const struct press *press);

#endif
