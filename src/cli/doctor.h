/*
 * syncfix doctor: is everything in order on this machine? Each check looks at one thing and tells
 * what it saw, with the repair where something is wrong. Nothing is changed, nothing is asked of
 * the network, and no value of a secret is read.
 */
#ifndef SYNCFIX_CLI_DOCTOR_H
#define SYNCFIX_CLI_DOCTOR_H

#include "base/array.h"
#include "base/text.h"
#include "cli/setup.h"

/* NOTE: it works, but differently from what the person may expect. */
enum doctor_verdict { DOCTOR_OK, DOCTOR_NOTE, DOCTOR_PROBLEM, DOCTOR_VERDICTS };

struct doctor {
	struct setup *setup;
	const char *check; /* row that runs now */
	ARRAY(struct doctor_finding {
		const char *check;
		enum doctor_verdict verdict;
		char *told;   /* one sentence, cleaned */
		char *repair; /* what to do or type, cleaned; NULL when nothing is wrong */
	})
	finding;
};

/* Adds a finding of the check that runs now. */
void doctor_tell(struct doctor *doctor, enum doctor_verdict verdict, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The repair of the finding told last. */
void doctor_repair(struct doctor *doctor, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The checks; one row each in cmd_doctor.c. */
void doctor_terminal(struct doctor *doctor);
void doctor_size(struct doctor *doctor);
void doctor_locale(struct doctor *doctor);
void doctor_colors(struct doctor *doctor);
void doctor_config(struct doctor *doctor);
void doctor_secrets(struct doctor *doctor);
void doctor_state(struct doctor *doctor);
void doctor_data(struct doctor *doctor);
void doctor_net(struct doctor *doctor);
void doctor_sim(struct doctor *doctor);
void doctor_tls(struct doctor *doctor);
void doctor_proxy(struct doctor *doctor);
void doctor_clock(struct doctor *doctor);

#endif
