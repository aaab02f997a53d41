/*
 * The same walk with nobody there: every question nobody answered counts as "I don't know".
 * Pure: works on a copy of what the case knows, starts no probe.
 */
#ifndef SYNCFIX_CASE_DIAGNOSE_H
#define SYNCFIX_CASE_DIAGNOSE_H

#include "case/walk.h"

enum { DIAGNOSIS_MAX_OTHERS = 8 };

struct diagnosis {
	const struct node *cause; /* a fix, wait or end with a label; NULL: nothing proven */
	const struct node *others[DIAGNOSIS_MAX_OTHERS]; /* also possible, best first */
	size_t other_count;
	enum ending ending;
	size_t asked;      /* questions nobody answered */
	struct walk *walk; /* as it stands at the end; owned, diagnosis_clear frees */
};

/* from: a symptom, or NULL for the data's unattended entry. */
void diagnosis_make(struct diagnosis *diagnosis, const struct walk *known, const struct symptom *from,
                    int64_t now);
void diagnosis_clear(struct diagnosis *diagnosis);

#endif
