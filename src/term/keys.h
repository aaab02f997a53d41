/*
 * Codes of ncurses → presses: a small machine that knows pastes, Alt, and sequences nobody knows,
 * which it swallows whole (their digits would answer questions).
 */
#ifndef SYNCFIX_TERM_KEYS_H
#define SYNCFIX_TERM_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "ui/press.h"

/* What a read gave: a character or one of ncurses' key codes. */
struct key_code {
	bool is_key;
	uint32_t code;
};

/* Codes for what terminfo does not name; above ncurses' own. */
enum { KEYS_PASTE_START = 0x1000, KEYS_PASTE_END };

enum { KEYS_PASTE_MAX = 64 * 1024 };

struct keys {
	enum { KEYS_PLAIN, KEYS_ESC, KEYS_CSI, KEYS_SS3, KEYS_STRING, KEYS_TAIL, KEYS_PASTE } state;
	int64_t since;    /* when the state was entered, ms */
	int tail;         /* codes that still belong to the sequence */
	char sequence[8]; /* parameters of the sequence so far, when they are few */
	size_t sequence_len;
	struct text paste;
	struct text clean; /* the last paste, as handed out */
};

/* Feeds one code; true when it completes a press (which may be PRESS_NONE: swallowed). */
bool keys_feed(struct keys *keys, struct key_code code, int64_t now, struct press *press);
/* Nothing came: true when what is pending becomes a press (a lone Esc, an unfinished paste). */
bool keys_idle(struct keys *keys, int64_t now, struct press *press);
/* Milliseconds until keys_idle is due; -1: nothing is pending. */
int keys_wait(const struct keys *keys, int64_t now);
void keys_clear(struct keys *keys);
/* The press of a code of ncurses, PRESS_NONE for those without meaning here. */
struct press keys_of_curses(uint32_t code);

#endif
