/*
 * A field to type into: one line that scrolls sideways, or several that wrap. A paste goes in
 * as text whatever it holds; in one line its newlines become spaces. Never submits by itself.
 */
#ifndef SYNCFIX_UI_ENTRY_H
#define SYNCFIX_UI_ENTRY_H

#include "ui/press.h"
#include "ui/surface.h"

enum { ENTRY_MAX = 4096 }; /* bytes */

struct entry {
	struct text text;
	size_t at;    /* the cursor: byte offset */
	size_t first; /* first byte shown (one line) */
	bool secret;  /* shown as dots, wiped by entry_clear */
};

void entry_clear(struct entry *field);
void entry_set(struct entry *field, const char *text);
const char *entry_text(const struct entry *field);
bool entry_empty(const struct entry *field);
/* True when the press was one for the field. Enter, Esc, Tab, Up and Down never are. */
bool entry_press(struct entry *field, const struct press *press);
/* Draws and, when focused, puts the cursor there. */
void entry_draw(struct entry *field, struct surface *surface, int row, int col, int width, bool focused);
void entry_draw_lines(const struct entry *field, struct surface *surface, const struct rect *rect);

#endif
