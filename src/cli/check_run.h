/*
 * A run of check: which integrations, over the fleet (app/fleet.h), each as a session of its own, each
 * result to the report as soon as it is there.
 */
#ifndef SYNCFIX_CLI_CHECK_RUN_H
#define SYNCFIX_CLI_CHECK_RUN_H

#include "app/fleet.h"
#include "app/pick.h"
#include "cli/check_progress.h"
#include "cli/setup.h"
#include "report/check_report.h"

struct check_run {
	struct setup *setup;
	ARRAY(const struct profile *) profile;
	struct pick pick;
	bool picked; /* only those of pick */
	struct check_report report;
	struct hands *hands; /* started while the data is read; owned by the caller */
	size_t parallel;
	const char *part;    /* "2/4", or "" for all */
	int64_t deadline_ms; /* 0: none */
	bool watched;        /* somebody looks at standard error */
	struct check_progress progress;
};

/* Looks at all of them and writes the report to run->report.out, begun and ended. An exit code. */
int check_all(struct check_run *run);

#endif
