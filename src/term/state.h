/* What the files of this floor share about the terminal. */
#ifndef SYNCFIX_TERM_STATE_H
#define SYNCFIX_TERM_STATE_H

#include <curses.h>
#include <termios.h>

#include "base/array.h"
#include "term/keys.h"
#include "term/terminal.h"

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct terminal {
	SCREEN *screen;
	WINDOW *pad; /* keys are read from here: wgetch on a window repaints it */
	struct surface last;
	bool shown;
	struct keys keys;
	ARRAY(struct key_code) queue; /* read from ncurses, not yet taken */
	size_t queue_at;
	bool marks_pastes; /* the terminal says where a paste begins and ends */
	bool had_code;     /* since the last time nothing came */
	int empty_reads;   /* in a row, with the terminal readable */
	bool gone;
	attr_t attribute[STYLES];
	short pair[STYLES];
	cchar_t *row;
	int row_room;
	struct termios before;
};

void terminal_send(const char *bytes);

#endif
