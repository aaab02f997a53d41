/* A few facts, a probe and an answer for the tests of expressions. */
#ifndef SYNCFIX_TESTS_EXPR_FIXTURE_H
#define SYNCFIX_TESTS_EXPR_FIXTURE_H

#include "guide/expr.h"

struct expr_names fixture_names(bool in_answer);
extern const struct expr_scope fixture_scope; /* now is 1970-01-01T10:00:00Z */
const char *fixture_fact(int id);             /* its name */

struct row {
	const char *sentence;
	const char *text;
	const char *want; /* written form, "" for unknown, or the message */
};
/* Each row's text gives what it wants; the last row has no sentence. */
void fixture_check(const struct row *row, const struct expr_names *of);

#endif
