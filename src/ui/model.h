/*
 * What a screen may look at while it draws: the case, the time, and what the app floor knows
 * about the machine. All borrowed and read only; it is made anew for each frame.
 */
#ifndef SYNCFIX_UI_MODEL_H
#define SYNCFIX_UI_MODEL_H

#include "case/diagnose.h"
#include "case/walk.h"
#include "guide/search.h"

struct ticket; /* report/ticket.h */

/* A probe that runs now. */
struct ui_running {
	const struct probe *probe;
	int64_t passed_ms;
	int64_t limit_ms; /* its time-out */
};

/* A saved case, one line of the list. */
struct ui_case {
	const char *title; /* what is going wrong */
	const char *step;  /* code and title of where it stands */
	const char *profile;
	int64_t at; /* last event */
	bool closed;
};

struct ui_profile {
	const char *name;
	const char *platform; /* as shown */
	const char *store;    /* address, or "" */
	const char *lesson;   /* of a lesson: what may be told of it; else NULL */
	const char *fault;    /* of a lesson */
};

/* What may be sent where, asked once for each profile. */
enum ui_consent { CONSENT_NOT_NEEDED, CONSENT_ASKED, CONSENT_GIVEN, CONSENT_REFUSED };

/* A lesson: a simulated store with one fault. */
struct ui_lesson {
	const char *title; /* tells the fault: not for the class */
	const char *fault; /* what is to be found, in words */
	int par;           /* the most answers it takes; -1: nobody counted */
	bool held;         /* probes wait for the reveal */
};

/* A mail or a post that waits for a look and a yes. */
struct ui_sending {
	const char *who;  /* "Mail to help@efs.example" */
	const char *head; /* lines before the text */
	const char *body;
};

/* The map of a class: a step of the way, or (way) one of its answers and where that leads. */
struct ui_map_line {
	const char *text;
	bool way, taken, here;
};

struct ui_model {
	const struct guide *guide;
	const struct walk *walk; /* NULL until all data is read: only the start screen may be shown */
	struct search *search;   /* NULL: searching is not possible yet */
	int64_t now;             /* ms since 1970 UTC */
	int utc_offset;          /* minutes east, of this computer */
	enum role role;
	bool ascii;

	const char *profile;  /* name, "" for none */
	const char *platform; /* as shown, "" when not known */
	const char *store;    /* its address, "" */
	enum ui_consent consent;
	const struct ui_profile *profiles;
	size_t profile_count;
	const struct ui_case *cases;
	size_t case_count;

	const struct ui_running *running;
	size_t running_count;
	const struct diagnosis *likely; /* NULL: not known, or held back */
	const struct diagnosis
		*led; /* to whose cause the person went at the start; NULL: chose a way of their own */
	const struct ticket *ticket;      /* as it stands; NULL before the first step */
	const char *edited;               /* the person's own version of the ticket; "": none */
	const struct ui_sending *sending; /* NULL: nothing is ready to be sent */
	const struct ui_lesson *lesson;   /* NULL: not a lesson */
	bool fault_shown;
	size_t film_at, film_count;    /* looked at as it stood: frame from 0; count 0: as it stands */
	const struct ui_map_line *map; /* made when the map is shown */
	size_t map_count;
	bool quiz; /* the next step is not told before the class said one */
	int quiz_asked, quiz_right;
	const char *const *leads; /* trainer: where each choice would lead; NULL: not known */
	size_t lead_count;

	const char *handoff; /* code of the whole position, "" for none */
	int64_t call_ms;     /* agent: length of the call */
	bool call_held;
	size_t call_number, call_count; /* which of the calls of this session, from 1 */
	const char *notice;             /* what the last action did, "" for nothing */
	const char *saved;              /* where the case is kept, or why it is not */
};

#endif
