/*
 * Expected failures: functions return false and fill a struct error with the
 * place and one sentence that says what to do. Bugs assert; failing services
 * are outcomes, not errors.
 */
#ifndef SYNCFIX_BASE_ERROR_H
#define SYNCFIX_BASE_ERROR_H

#include <stdbool.h>

/* Each kind has one exit code (design: exit codes of the program). */
enum error_kind {
	ERROR_NONE = 0,
	ERROR_USAGE = 64,
	ERROR_DATA = 65,
	ERROR_NO_INPUT = 66,
	ERROR_UNAVAILABLE = 69,
	ERROR_INTERNAL = 70,
	ERROR_CANNOT_CREATE = 73,
	ERROR_IO = 74,
	ERROR_REFUSED = 77,
	ERROR_CONFIG = 78,
};

struct error {
	enum error_kind kind;
	char where[512];    /* "file:line", "file: $.nodes.x", or "" */
	char message[1024]; /* one sentence, ends with a full stop */
};

/* Fills err (may be NULL) and returns false, so that callers can return it. */
bool error_set(struct error *err, enum error_kind kind, const char *where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* "where: message" into a static-size buffer; where is left out when empty. */
void error_print(const struct error *err, char *buffer, unsigned long size);

#endif
