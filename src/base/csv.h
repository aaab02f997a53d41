/*
 * Tables as text (RFC 4180), as stores export them: quoted fields with line breaks in them, a byte
 * order mark, any line ending, and commas, semicolons or tabs between the fields, told by the first
 * line. The one rule: a row has as many fields as it has, not as many as the header.
 */
#ifndef SYNCFIX_BASE_CSV_H
#define SYNCFIX_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/error.h"
#include "base/memory.h"

struct csv_row {
	const char **field;
	size_t count;
	size_t line; /* on which it begins, from 1 */
};

struct csv {
	struct arena arena;
	ARRAY(struct csv_row) row; /* the header too; empty lines are left out */
};

/* name is for messages. False when a quote is not closed (ERROR_DATA), or a NUL stands in it. The caller
 * clears, on failure too. */
bool csv_read(struct csv *csv, const char *text, size_t len, const char *name, struct error *err);
void csv_clear(struct csv *csv);

#endif
