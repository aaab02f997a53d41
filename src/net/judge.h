/*
 * From an answer to an outcome: the probe's own rules, the platform's, the common ones, and
 * `unexpected`, which is always true. First match wins.
 */
#ifndef SYNCFIX_NET_JUDGE_H
#define SYNCFIX_NET_JUDGE_H

#include "net/found.h"

struct judgement {
	const char *outcome;
	enum verdict verdict;
	const char *fix;
	ARRAY(struct wire_rule) rule; /* those that were judged */
	struct found found;
};
void judgement_clear(struct judgement *judgement);

/*
 * Texts of the judgement belong to the task or to arena. False when a rule wants a contrast
 * (reading->wanted) that was not made: make it and judge again.
 */
bool judge(struct judgement *judgement, struct reading *reading, struct arena *arena);

/* The first common outcome that fits the answer; OUTCOME_UNEXPECTED when none does. */
enum common_outcome judge_common(const struct answer *answer);

#endif
