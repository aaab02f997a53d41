/*
 * The keys, one row an action: footer, help, line mode and manual read the same rows.
 * A key means the same wherever it is bound; what no row names does nothing.
 */
#ifndef SYNCFIX_UI_KEYMAP_H
#define SYNCFIX_UI_KEYMAP_H

#include "ui/press.h"
#include "ui/surface.h"

/* Where a row counts: one bit each, so that a row can name several. */
enum context {
	CONTEXT_START = 1 << 0,
	CONTEXT_ASK = 1 << 1,
	CONTEXT_READ = 1 << 2,
	CONTEXT_RUNNING = 1 << 3, /* a probe node waits for its answer */
	CONTEXT_CHECKLIST = 1 << 4,
	CONTEXT_COMPARE = 1 << 5,
	CONTEXT_WAIT = 1 << 6,
	CONTEXT_FIX = 1 << 7,
	CONTEXT_END = 1 << 8,
	CONTEXT_FIELD = 1 << 9, /* a text is being typed */
	CONTEXT_TICKET = 1 << 10,
	CONTEXT_HELP = 1 << 11,
	CONTEXT_SEARCH = 1 << 12,
	CONTEXT_EVIDENCE = 1 << 13,
	CONTEXT_PATH = 1 << 14,
	CONTEXT_NOTE = 1 << 15,
	CONTEXT_LIST = 1 << 16, /* cases, profiles, routines */
	CONTEXT_PROBES = 1 << 17,
	CONTEXT_CONSENT = 1 << 18,
	CONTEXT_CODE = 1 << 19,
	CONTEXT_CONFLICT = 1 << 20,
	CONTEXT_SHEET = 1 << 21, /* a page to read: read back, score, map */
	CONTEXT_SEND = 1 << 22,  /* a mail or a post before it goes */
	CONTEXT_FILM = 1 << 23,  /* the case as it stood */
};
enum {
	CONTEXT_STEPS = CONTEXT_ASK | CONTEXT_READ | CONTEXT_RUNNING | CONTEXT_CHECKLIST | CONTEXT_COMPARE |
	                CONTEXT_WAIT | CONTEXT_FIX | CONTEXT_END,
	CONTEXT_PAGES = CONTEXT_TICKET | CONTEXT_HELP | CONTEXT_EVIDENCE | CONTEXT_PATH | CONTEXT_PROBES |
	                CONTEXT_CODE | CONTEXT_SHEET | CONTEXT_SEND,
	CONTEXT_ALL = (1 << 24) - 1,
};

enum action {
	ACTION_NONE,
	ACTION_ANSWER, /* a digit */
	ACTION_ENTER,
	ACTION_UP,
	ACTION_DOWN,
	ACTION_PAGE_UP,
	ACTION_PAGE_DOWN,
	ACTION_FIRST,
	ACTION_LAST,
	ACTION_NEXT_PART,
	ACTION_PREVIOUS_PART,
	ACTION_UNKNOWN,
	ACTION_BACK,
	ACTION_CLOSE,
	ACTION_NOTE,
	ACTION_TICKET,
	ACTION_CODE,
	ACTION_EVIDENCE,
	ACTION_SEARCH,
	ACTION_HELP,
	ACTION_QUIT,
	ACTION_PATH,
	ACTION_PROBES,
	ACTION_ACCEPT,
	ACTION_CONFLICT,
	ACTION_SKIP,
	ACTION_COPY,
	ACTION_SAVE,
	ACTION_MAIL,
	ACTION_POST,
	ACTION_LINK,
	ACTION_SEND,
	ACTION_EDIT,
	ACTION_LEFT_OUT,
	ACTION_CHECK,
	ACTION_RESUME,
	ACTION_ROUTINE,
	ACTION_ISSUES,
	ACTION_PROFILE,
	ACTION_AGAIN,
	ACTION_RECHECK,
	ACTION_HOLD,
	ACTION_NEXT_CASE,
	ACTION_READ_BACK,
	ACTION_FAULT,
	ACTION_SCORE,
	ACTION_MAP,
	ACTION_QUIZ,
	ACTION_REWIND,
	ACTION_STEP_ON,
	ACTION_PLAY,
	ACTION_REVEAL,
	ACTION_RESTART,
	ACTION_COMMANDS,
	ACTION_SUSPEND,
	ACTION_REPAINT,
	ACTION_INTERRUPT,
	ACTIONS
};

/* Whom a row is for: everybody, or one role more. */
enum keymap_role { KEYMAP_EVERYBODY, KEYMAP_AGENT, KEYMAP_TRAINER };

struct keymap_row {
	enum action action;
	unsigned context;
	enum keymap_role role;
	const char *presses; /* names, separated by spaces; the first stands in the footer */
	const char *label;   /* in the footer; NULL: only in the help */
	const char *word;    /* the command's name in line mode; NULL: none there */
	const char *help;    /* one sentence */
};

const struct keymap_row *keymap_rows(size_t *count);
/* The action of a press, ACTION_NONE when it has none there. */
enum action keymap_action(unsigned context, enum keymap_role role, const struct press *press);
/*
 * The footer: as many "key label" pairs as fit, in the table's order; help and quit stay.
 */
struct footer {
	unsigned context;
	enum keymap_role role;
	int digits;       /* highest answer key shown ("1-3"), 0 for none */
	uint64_t without; /* bits of actions that mean nothing just now: FOOTER_BIT */
};
#define FOOTER_BIT(action) (UINT64_C(1) << (action))
void keymap_footer(struct surface *surface, int row, const struct footer *footer);

#endif
