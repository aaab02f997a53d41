/*
 * A sheet of wrapped text that grows downwards: screens write what they have to say onto it and
 * copy the part that fits, so that scrolling is one number.
 * Texts may hold the spans **bold** and `label`.
 */
#ifndef SYNCFIX_UI_PAGE_H
#define SYNCFIX_UI_PAGE_H

#include "ui/keymap.h"
#include "ui/surface.h"

struct page {
	struct surface sheet;
	int used; /* rows written */
};

void page_init(struct page *page, int cols, bool ascii);
void page_free(struct page *page);
/* Appends the text from column indent on; gives its first row. An empty text adds an empty row. */
int page_add(struct page *page, int indent, enum style style, const char *marked);
/* Somebody's text line by line, wrapped: nothing in it is a span. */
void page_plain(struct page *page, enum style style, const char *text);
/* A label in the first width columns, the text beside it; gives its first row. */
int page_pair(struct page *page, int width, const char *label, enum style style, const char *marked);
/* Text at the right end of the last row if it fits there, else on a row of its own. */
void page_right(struct page *page, enum style style, const char *text);
/* The same, left out where it does not fit beside the last row. */
void page_beside(struct page *page, enum style style, const char *text);
void page_gap(struct page *page);
/* Shows the page in rect from row *top on, which is brought into range; arrows at the right edge
 * say that there is more. */
void page_show(const struct page *page, struct surface *surface, const struct rect *rect, int *top);
/* Moves *top by an action that moves; false for others. page_show brings it into range. */
bool page_scroll(int *top, enum action action);
/* Rows that the text takes in cols columns. */
int page_height(const char *marked, int cols, bool ascii);

#endif
