/*
 * Handoff codes: any position of a case as something to say on the phone. A code holds the step, the
 * calls entered, the platform, a check of the data, and every answer of a closed set by its stable
 * number (about two characters each). Words, times and order numbers are not in it. Opened on another
 * machine it is a case of its own whose journal says so; no server is asked.
 */
#ifndef SYNCFIX_CASE_HANDOFF_H
#define SYNCFIX_CASE_HANDOFF_H

#include "case/walk.h"

/* Appends the code of where the case stands; false at the start, where there is nothing to hand over. */
bool handoff_write(const struct walk *walk, struct text *out);

struct handoff;

/*
 * Reads a code; NULL and err when a character is wrong or it is of another kind. What the data here
 * does not have is named in handoff_changes.
 */
struct handoff *handoff_read(const struct guide *guide, const char *code, struct error *err);
void handoff_free(struct handoff *handoff);

/* The step it stands for; NULL when the data here no longer has it. */
const struct node *handoff_node(const struct handoff *handoff);
const struct platform *handoff_platform(const struct handoff *handoff); /* NULL: not known */
/* The answers, in the order of their numbers. value: as shown, NULL for "I can't see it". */
struct handoff_answer {
	const struct fact *fact;
	const char *value;
};
size_t handoff_answers(const struct handoff *handoff, const struct handoff_answer **answer);
/* How the data here differ from those it was written with, one line each; "" when they are the same. */
const char *handoff_changes(const struct handoff *handoff);

/*
 * Goes to the position in a new case (walk_new, nothing done yet). A step that is gone leads to the
 * start with the same answers known. False and err when not even that is possible.
 */
bool handoff_open(struct walk *walk, const struct handoff *handoff, int64_t now, struct error *err);

#endif
