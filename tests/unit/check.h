/*
 * What every unit test shares: a row is held against a sentence that says what
 * should be so, and the failure report prints that sentence with both values.
 * check_run returns the exit status of main: CUnit's own return value hides failures.
 */
#ifndef SYNCFIX_TESTS_CHECK_H
#define SYNCFIX_TESTS_CHECK_H

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stdint.h>

struct check_test {
	const char *name;
	void (*run)(void);
};

/* tests ends with {0}. May be called once. */
int check_run(const char *suite, const struct check_test *tests);

/* A fresh empty folder, removed with all in it when check_run ends. Borrowed until the next call. */
const char *check_folder(void);

#define CHECK(sentence, held)             check_true((sentence), (held), __FILE__, __LINE__)
#define CHECK_TEXT(sentence, got, want)   check_text((sentence), (got), (want), __FILE__, __LINE__)
#define CHECK_NUMBER(sentence, got, want) check_number((sentence), (got), (want), __FILE__, __LINE__)

/* Each gives whether it held, to leave a test that cannot go on. */
bool check_true(const char *sentence, bool held, const char *file, unsigned int line);
bool check_text(const char *sentence, const char *got, const char *want, const char *file, unsigned int line);
bool check_number(const char *sentence, int64_t got, int64_t want, const char *file, unsigned int line);

#endif
