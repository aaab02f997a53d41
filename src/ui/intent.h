/*
 * Everything a person can want, as data. A screen (or the line mode) makes an intent and does
 * nothing itself; the app floor carries it out, the same way for both front ends.
 * Texts are borrowed from the screen's state: they hold until its next press.
 */
#ifndef SYNCFIX_UI_INTENT_H
#define SYNCFIX_UI_INTENT_H

#include "case/walk.h"
#include "guide/model.h"

enum intent_kind {
	INTENT_NONE, /* the press changed what is drawn, or nothing */
	/* the walk */
	INTENT_SYMPTOM, /* number: index in the guide */
	INTENT_CHOOSE,  /* number: key of the choice */
	INTENT_TYPE,    /* words; fact: a further fact of the page, else NULL for its own */
	INTENT_UNKNOWN, /* "I can't see it" */
	INTENT_SKIP,    /* words: why */
	INTENT_GO_ON,   /* after a note, a checklist, a comparison */
	INTENT_ACCEPT,  /* what a probe found meanwhile */
	INTENT_BACK,
	INTENT_JUMP,    /* node */
	INTENT_TICK,    /* number: item; words: value in written form, NULL for unknown */
	INTENT_COMPARE, /* number: row; words, other: value of the good and the bad order, or NULL */
	INTENT_FIX,     /* number: enum fix_answer */
	INTENT_WAIT,    /* number: enum wait_answer */
	INTENT_RECHECK, /* fact */
	INTENT_DISMISS, /* contradiction */
	INTENT_NOTE,    /* words */
	/* probes */
	INTENT_CONSENT, /* number: 1 yes, 0 no */
	INTENT_CANCEL,  /* the running probes */
	INTENT_AGAIN,   /* probe: run it again */
	INTENT_REVEAL,  /* let held probes run (a lesson) */
	/* the case */
	INTENT_TICKET_SAVE,
	INTENT_TICKET_EDIT,
	INTENT_TICKET_COPY,
	INTENT_TICKET_LINK, /* a mailto: link into the clipboard */
	INTENT_TICKET_MAIL, /* makes a mail ready, or writes one; words: recipient, or path */
	INTENT_TICKET_POST, /* makes a post ready */
	INTENT_TICKET_SEND, /* what is ready */
	INTENT_COPY,        /* words: for the clipboard */
	INTENT_SAVE_DATE,   /* calendar file of a wait or a routine */
	INTENT_RESUME,      /* number: index of the saved case */
	INTENT_PROFILE,     /* number: index of the profile, -1 for none */
	INTENT_RESTART,     /* a new case with the same profile */
	INTENT_HOLD,        /* the call timer */
	INTENT_NEXT_CASE,   /* the next open case of those saved */
	INTENT_HANDOFF,     /* words: a code told on the phone; opens its case */
	INTENT_FAULT,       /* of a lesson */
	INTENT_QUIZ,        /* on or off */
	INTENT_GUESS,       /* words: code of the step that the class says comes next */
	INTENT_REWIND,      /* looks at the case as it stood before */
	INTENT_STEP_ON,
	INTENT_PLAY,
	/* the screens */
	INTENT_OPEN,  /* number: enum screen_id */
	INTENT_CLOSE, /* the top layer */
	INTENT_QUIT,  /* save and leave */
	INTENT_SUSPEND,
	INTENT_REPAINT,
	INTENT_KINDS
};

struct intent {
	enum intent_kind kind;
	bool close; /* close the layer it came from when it was carried out */
	bool more;  /* the screen has another one: press PRESS_NONE to get it */
	int number;
	const char *words;
	const char *other;
	const struct node *node;
	const struct fact *fact;
	const struct probe *probe;
	const struct contradiction *contradiction;
};

const char *intent_name(enum intent_kind kind);

#endif
