/*
 * A page that is a list: a heading, lines to choose from, an intent for each. Cases, profiles,
 * routines, the path, search hits and probes are such pages.
 */
#ifndef SYNCFIX_UI_LISTING_H
#define SYNCFIX_UI_LISTING_H

#include "base/array.h"
#include "ui/frame.h"
#include "ui/menu.h"
#include "ui/page.h"
#include "ui/screen.h"

struct listing {
	struct arena arena;
	ARRAY(struct menu_item) item;
	ARRAY(struct intent) intent;
	const char *title;   /* in the frame */
	const char *text;    /* above the list; "" for none */
	const char *empty;   /* instead of an empty list */
	struct page *detail; /* below the list: about the focused line; NULL: none */
};

void listing_init(struct listing *list, const char *title, const char *text, const char *empty);
void listing_clear(struct listing *list);
/* Lines get the digits 1-9 as keys where numbered. right may be NULL. */
struct menu_item *listing_add(struct listing *list, const char *label, const char *right,
                              struct intent intent);
void listing_number(struct listing *list);
void listing_draw(struct listing *list, struct menu *menu, const struct ui_model *model,
                  struct surface *surface, unsigned context);
/* Moves, digits, Enter, and the keys common to all screens. */
struct intent listing_press(const struct listing *list, struct menu *menu, const struct ui_model *model,
                            unsigned context, const struct press *press);

#endif
