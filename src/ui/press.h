/*
 * One press: a key, or a paste as a whole. Names of presses ("Enter", "F1", "Ctrl-C", "n") are
 * the same in the footer, the help, the manual and the tests.
 * A paste is one press of its own kind, so its bytes can never act as keys.
 */
#ifndef SYNCFIX_UI_PRESS_H
#define SYNCFIX_UI_PRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum press_kind {
	PRESS_NONE, /* nothing that means anything: an unknown escape sequence, swallowed */
	PRESS_CHAR, /* code: the character typed */
	PRESS_CTRL, /* code: the small letter held with Ctrl */
	PRESS_ALT,  /* code: the character after Esc in one go */
	PRESS_ENTER,
	PRESS_ESC,
	PRESS_TAB,
	PRESS_BACKTAB,
	PRESS_BACKSPACE,
	PRESS_DELETE,
	PRESS_UP,
	PRESS_DOWN,
	PRESS_LEFT,
	PRESS_RIGHT,
	PRESS_HOME,
	PRESS_END,
	PRESS_PAGE_UP,
	PRESS_PAGE_DOWN,
	PRESS_FUNCTION, /* code: 1 for F1 … 12 */
	PRESS_PASTE,    /* text: cleaned, may hold newlines */
	PRESS_KINDS
};

struct press {
	enum press_kind kind;
	uint32_t code;
	const char *text; /* borrowed until the next read */
};

struct press press_char(uint32_t code);
struct press press_of(enum press_kind kind);
bool press_same(const struct press *a, const struct press *b);
/* "Enter", "Ctrl-C", "F1", "Alt-b", "n". */
void press_name(struct text *out, const struct press *press);
/* The press of a name; false when there is none. */
bool press_parse(const char *name, struct press *out);

#endif
