/*
 * What check prints: one format is one row, each integration is written as soon as it is known, so that
 * ten thousand need no more memory than one. begin, then each checklist in any order, then end.
 */
#ifndef SYNCFIX_REPORT_CHECK_REPORT_H
#define SYNCFIX_REPORT_CHECK_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"
#include "report/checklist.h"

struct check_report;

struct check_format {
	const char *name;
	void (*begin)(struct check_report *report); /* these three may be NULL */
	void (*each)(struct check_report *report, struct checklist *list);
	void (*end)(struct check_report *report);
};
/* NULL when there is none of that name. */
const struct check_format *check_format_find(const char *name);
/* The names with a space between, as the command table wants them. */
#define CHECK_FORMATS "text json junit nagios prometheus"

enum { CHECK_FAMILIES = 8, CHECK_TOLD_MAX = 20 };

struct check_report {
	const struct check_format *format;
	FILE *out;
	bool ascii;
	const char *version; /* of the program, for those who want it */
	int64_t at, took_ms; /* of the whole run; set before end */
	size_t of[CHECKLIST_STATES];
	size_t count;
	size_t left; /* integrations for which there was no time */
	/* the format's own */
	struct text text;               /* reused for each integration */
	struct text worst, rest, times; /* nagios: what is told at the end */
	size_t told;
	FILE *family[CHECK_FAMILIES]; /* prometheus: a metric's lines must stand together */
};

/* False: the format needs a temporary file and there is none. */
bool check_report_begin(struct check_report *report, struct error *err);
void check_report_add(struct check_report *report, struct checklist *list);
void check_report_end(struct check_report *report);

/* 0 all well, 1 a problem, 2 not all could be told; nagios: 0 ok, 1 warning, 2 critical, 3 unknown. */
int check_report_code(const struct check_report *report);

#endif
