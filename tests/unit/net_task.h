/* Tasks, answers and readings for the tests of net, made from plain texts. */
#ifndef SYNCFIX_TESTS_NET_TASK_H
#define SYNCFIX_TESTS_NET_TASK_H

#include "net/reading.h"
#include "net/task.h"

/* What a test says of a probe; everything else is usual. */
struct task_plan {
	const char *declaration; /* members without braces: "\"auth\":\"none\"" */
	const char *platform;    /* JSON array of outcomes, or NULL */
	const char *origin;      /* NULL: https://store.example.test:443 */
	const char *http_auth;
	const char *host; /* one further host, or NULL */
	const char *connect_to;
	const struct wire_value *value;
	size_t value_count;
	const struct wire_value *outcome;
	size_t outcome_count;
	const struct wire_secret_form *form;
	size_t form_count;
	int64_t now;
};

/* Compiled; fails the running test, and gives NULL, when the declaration is refused. */
struct task *task_of(const struct task_plan *plan);

/* From a whole HTTP answer, as a server would send it; "\n" stands for "\r\n" in the head. */
void answer_of(struct answer *answer, const char *text);

/* The value of an expression over the answer, in written form; "unknown" when it is. */
void read_of(struct text *out, struct reading *reading, const char *expression);

#endif
