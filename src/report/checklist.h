/*
 * The quick checklist of one integration: what every probe found, the cause that is proven, and what
 * only a person can look at (guide section 2). Read by every format of check; texts are in words, and
 * cleaned. It borrows from the diagnosis, which must outlive it.
 */
#ifndef SYNCFIX_REPORT_CHECKLIST_H
#define SYNCFIX_REPORT_CHECKLIST_H

#include <stdint.h>

#include "base/array.h"
#include "base/memory.h"
#include "case/diagnose.h"

struct checklist_line {
	const struct probe *probe;
	const char *outcome;
	enum verdict verdict;
	const char *message;   /* one sentence, "" for none */
	const char *finding;   /* the same without the probe's title */
	double total_ms;       /* < 0: no request of its own */
	const struct node *to; /* where the wizard goes on from this finding; NULL: nowhere of its own */
	bool again;            /* says what an earlier line said already */
	bool unsure;           /* it could not tell; false too for what is seen, and judged by nobody here */
};

/* What a person sees in IS2: an item of the guide's checklist that no probe answers. */
struct checklist_ask {
	const struct node *node;
	const char *title;
	const char *known; /* what is known of it, in words; NULL: nobody has looked */
};

/* What a whole integration comes to, worst last. */
enum checklist_state { CHECKLIST_WELL, CHECKLIST_UNSURE, CHECKLIST_PROBLEM, CHECKLIST_STATES };
const char *checklist_state_name(enum checklist_state state); /* "ok" "unknown" "problem" */

struct checklist {
	struct arena arena;
	const char *profile;
	const struct platform *platform; /* or NULL */
	const struct walk *walk;         /* or NULL */
	ARRAY(struct checklist_line) line;
	size_t of[VERDICTS]; /* lines of each verdict */
	size_t unsure;       /* lines */
	ARRAY(struct checklist_ask) ask;
	const struct node *cause; /* NULL: nothing is proven */
	const char *cause_title;
	const struct node *const *others; /* also possible, best first */
	size_t other_count;
	const char *trouble; /* why nothing or not all could be looked at, "" */
	int64_t at;          /* when it was done */
	int64_t took_ms;
};

/* diagnosis NULL: nothing could be looked at, see trouble. */
void checklist_make(struct checklist *list, const char *profile, const struct platform *platform,
                    const struct diagnosis *diagnosis, const char *trouble, int64_t at, int64_t took_ms);
void checklist_clear(struct checklist *list);
enum checklist_state checklist_state(const struct checklist *list);
/* The page whose items only a person can see: the first of the guide's checklist. NULL: the data has none. */
const struct node *checklist_page(const struct guide *guide);
/* A node's title in the case's words. */
const char *checklist_title(struct checklist *list, const struct node *node);

#endif
