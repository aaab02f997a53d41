/*
 * The preventive routines (guide section 8): what of a checklist was answered when, what that means,
 * and when it is due again. Pure: answers and time come in. Days are counted from 1970-01-01 by the
 * local calendar, so that a routine is due on a day and not at an hour.
 */
#ifndef SYNCFIX_CASE_ROUTINE_H
#define SYNCFIX_CASE_ROUTINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include "case/walk.h"
#include "guide/model.h"

enum routine_period { ROUTINE_WEEKLY, ROUTINE_MONTHLY, ROUTINE_QUARTERLY, ROUTINE_PERIODS };
const char *routine_period_name(
	enum routine_period period); /* "weekly" "monthly" "quarterly", as in the data */
bool routine_period_find(const char *name, enum routine_period *out);
/* The first checklist of that period; NULL when the data has none. */
const struct node *routine_node(const struct guide *guide, enum routine_period period);

/* What somebody said to an item, of any routine; the latest of an item counts. */
struct routine_answer {
	const char *item;  /* name of the ask node */
	const char *value; /* of its fact, in written form; NULL: "I don't know" */
	int64_t at;        /* ms since 1970 UTC */
};

enum routine_state {
	ROUTINE_NEVER,   /* nobody looked yet */
	ROUTINE_UNKNOWN, /* somebody looked and could not say */
	ROUTINE_FINE,
	ROUTINE_PROBLEM,
};
const char *routine_state_name(enum routine_state state); /* "never" "unknown" "fine" "problem" */

struct routine_item {
	const struct node *node;
	enum routine_state state;
	const char *value;          /* of the latest answer; NULL: none, or not known */
	int64_t at;                 /* of the latest answer; 0: none */
	int64_t due;                /* day */
	const struct node *problem; /* the step its answer leads to, one with a code; else NULL */
};

struct routine {
	struct arena arena;
	const struct node *node;
	enum routine_period period;
	ARRAY(struct routine_item) item;
	int64_t done; /* the last day on which all of it had an answer; -1: never */
	int64_t due;  /* day */
	size_t problems;
	size_t open; /* items without an answer that is still good */
};

/* utc_offset: minutes east, of the person's calendar. platform may be NULL. */
void routine_make(struct routine *routine, const struct guide *guide, const struct node *node,
                  const struct routine_answer *answer, size_t count, const struct platform *platform,
                  int64_t now, int utc_offset);
void routine_clear(struct routine *routine);

/* The routine that the walk goes through or went through last; NULL: none. */
const struct node *routine_of_walk(const struct walk *walk);

int64_t routine_day(int64_t at, int utc_offset);
/* The day one period later; the 31st becomes the last day of a shorter month. */
int64_t routine_next(enum routine_period period, int64_t day);
/* The day months later. */
int64_t routine_add_months(int64_t day, int months);
void routine_add_day(struct text *out, int64_t day);     /* "23 Nov 2026" */
void routine_add_iso_day(struct text *out, int64_t day); /* "2026-11-23" */

#endif
