/*
 * How well a case was worked on, by the rules of the guide's section 13: simple things first, evidence
 * before a change, one change at a time, verified, written down, help asked in time. Read from the
 * journal alone, so that a lesson, a replay and a real case are judged the same.
 */
#ifndef SYNCFIX_CASE_SCORE_H
#define SYNCFIX_CASE_SCORE_H

#include "base/array.h"
#include "base/text.h"
#include "case/walk.h"

enum score_rule {
	SCORE_SIMPLE,
	SCORE_EVIDENCE,
	SCORE_ONE_CHANGE,
	SCORE_VERIFIED,
	SCORE_WRITTEN,
	SCORE_HELP,
	SCORE_RULES
};
enum score_state { SCORE_OPEN, SCORE_KEPT, SCORE_BROKEN };

/* A moment that cost something, or broke a rule. */
struct score_moment {
	const struct node *node; /* or NULL */
	int64_t after_ms;        /* since the case began */
	const char *what;        /* "went back", "skipped" … */
};

struct score {
	enum score_state rule[SCORE_RULES];
	struct score_moment broken[SCORE_RULES]; /* the first time, where BROKEN */
	int kept;                                /* rules */
	int answers;                             /* given to steps; the symptom is not counted */
	int par;                                 /* -1: nobody counted */
	bool ended;                              /* the case did */
	ARRAY(struct score_moment) detour;
};

void score_make(struct score *score, const struct walk *walk, int par);
void score_clear(struct score *score);
/* "Simple things first", and the step that teaches it (section 13). */
const char *score_rule_name(enum score_rule rule);
const char *score_state_name(enum score_state state); /* "open" "kept" "broken" */
/* One line for each rule, the answers against par, the detours with their moments. */
void score_write(const struct score *score, struct text *out);

#endif
