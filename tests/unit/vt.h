/*
 * A small terminal for tests: takes the bytes a program writes and keeps the screen they make.
 * Knows what xterm-256color's terminfo uses; anything else is counted as unknown.
 */
#ifndef SYNCFIX_TESTS_VT_H
#define SYNCFIX_TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

enum { VT_MAX_ROWS = 100, VT_MAX_COLS = 300 };

struct vt {
	int rows, cols;
	uint32_t cell[VT_MAX_ROWS][VT_MAX_COLS]; /* 0: right half of a wide character */
	int row, col;
	bool wrap;       /* the cursor stands behind the last column */
	int top, bottom; /* scroll region */
	uint32_t last;   /* for REP */
	bool alternate;  /* the full screen is on */
	bool paste;      /* bracketed paste is on */
	bool hidden;     /* the cursor is */
	size_t unknown;  /* sequences not understood */
	/* the parser */
	int state;
	char sequence[64];
	size_t len;
	char rest[4]; /* bytes of an unfinished character */
	size_t rest_len;
};

void vt_init(struct vt *vt, int rows, int cols);
void vt_resize(struct vt *vt, int rows, int cols);
void vt_feed(struct vt *vt, const char *bytes, size_t len);
/* The screen as text, blanks at line ends left out. */
void vt_dump(const struct vt *vt, struct text *out);
bool vt_has(const struct vt *vt, const char *words);

#endif
