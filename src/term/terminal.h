/*
 * The terminal: shows surfaces and reads presses, through ncurses. There is one at a time.
 * Whatever ends the program, the terminal is as it was before: terminal_close, a crash signal and
 * running out of memory all restore it. Handlers of the caller's signals must be set before
 * terminal_open, else ncurses sets its own.
 */
#ifndef SYNCFIX_TERM_TERMINAL_H
#define SYNCFIX_TERM_TERMINAL_H

#include <stdbool.h>

#include "base/error.h"
#include "term/theme.h"
#include "ui/press.h"
#include "ui/surface.h"

struct terminal;

struct terminal_options {
	const char *name; /* type of the terminal; NULL: TERM */
	bool color;       /* term_color_wanted */
	enum theme theme;
};

/*
 * Starts on the terminal of fds 0 and 1. An unknown type is tried as a near one (xterm-256color,
 * xterm, ansi, vt100). NULL and err when none will do: the line mode is left then.
 * Nothing is written before the first terminal_show.
 */
struct terminal *terminal_open(const struct terminal_options *options, struct error *err);
/* The type that terminal_open would use for this one; NULL: it has no full screen. Not while one is open. */
const char *terminal_type(const char *wanted);
void terminal_close(struct terminal *term); /* NULL does nothing */

/* Rows and columns now, at least 1; looks at the terminal again after a change of size. */
void terminal_size(const struct terminal *term, int *rows, int *cols);
void terminal_resize(struct terminal *term);

/* Shows the surface: only what changed, in one write. */
void terminal_show(struct terminal *term, const struct surface *surface);
void terminal_repaint(struct terminal *term); /* the next show paints everything */

/* The next press; false when there is none now. Never waits longer than ESCDELAY (25 ms). */
bool terminal_read(struct terminal *term, struct press *press);
/* Milliseconds after which terminal_read must be called again without new input; -1: not needed. */
int terminal_wait(const struct terminal *term);
/* The terminal hung up: readable, but nothing comes. */
bool terminal_gone(const struct terminal *term);

/* Gives the terminal to another program and takes it back (an editor, a password prompt). */
void terminal_leave(struct terminal *term);
void terminal_return(struct terminal *term);
/* Ctrl-Z: restores, stops this process, and takes the terminal back when it goes on. */
void terminal_suspend(struct terminal *term);

/* Rings the bell and, where wanted, nothing else. */
void terminal_bell(struct terminal *term);
/* Passes a sequence on as it is (the clipboard's): it must leave cursor and screen alone. */
void terminal_pass(struct terminal *term, const char *bytes);

#endif
