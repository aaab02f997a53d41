/*
 * How an integration was over time (guide section 8, "Track metrics", "Identify trends"): one entry for
 * each check and for each thing that a person read in IS2, and what they say together. Pure.
 */
#ifndef SYNCFIX_CASE_HISTORY_H
#define SYNCFIX_CASE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"

/* What is followed; one row each in the table. NAN: this entry does not know it. */
enum history_metric {
	HISTORY_ORDERS,   /* a day */
	HISTORY_SUCCESS,  /* % of orders without errors */
	HISTORY_TRACKING, /* % of orders with tracking */
	HISTORY_MINUTES,  /* from the store to FCP, on average */
	HISTORY_ANSWER,   /* ms that the store takes to answer, on average */
	HISTORY_WELL,     /* % of checks without a problem: 100 or 0 for one check */
	HISTORY_METRICS
};
struct history_row {
	const char *name; /* "orders" */
	const char *label;
	const char *unit;
	bool more_is_better;
};
const struct history_row *history_row(enum history_metric metric);

struct history_entry {
	int64_t at;
	const char *from;   /* "check", "person", "watch" */
	const char *state;  /* of a check: "ok" "unknown" "problem"; else "" */
	const char *cause;  /* step code, or "" */
	const char *errors; /* labels of the problems found, "a b c" */
	double metric[HISTORY_METRICS];
};
void history_entry_init(struct history_entry *entry, int64_t at, const char *from);

struct history {
	struct arena arena;
	ARRAY(struct history_entry) entry; /* oldest first */
};
void history_clear(struct history *history);

/* The last days against those before. */
enum history_change { HISTORY_TOO_LITTLE, HISTORY_STEADY, HISTORY_MORE, HISTORY_LESS };
struct history_trend {
	size_t count, count_before;
	double now, before; /* means; NAN where there is none */
	enum history_change change;
};
enum { HISTORY_RECENT_DAYS = 7, HISTORY_LEAST = 3, HISTORY_NOTABLE = 20 /* % */ };
struct history_trend history_trend(const struct history *history, enum history_metric metric, int64_t now);

/* Means of equal stretches of time from the first entry to now; NAN for one without. */
void history_stretch(const struct history *history, enum history_metric metric, int64_t now, double *out,
                     size_t count);

/* Labels of the last days that were not there before, "a b c" into out; false when nothing came before. */
bool history_new_errors(const struct history *history, int64_t now, struct text *out);

#endif
