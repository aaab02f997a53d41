/* The two halves of reading an INI text safely: our scan of its lines, then inih's parse. */
#ifndef SYNCFIX_CONFIG_INI_H
#define SYNCFIX_CONFIG_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Longest line that inih (buffer of 200 with newline and NUL) reads whole. */
enum { INI_LONGEST_LINE = 190 };

/* Refuses, with "name:line", what inih would misread: too long, NUL, " ;" in a value, a continued
 * line, no "=", a key or section twice, text before the first section's settings. */
bool ini_scan(const char *text, size_t len, const char *name, struct error *err);

/* A value as inih can read it back? (no newline, no " ;", no outer spaces, not too long with its key) */
bool ini_value_ok(const char *key, const char *value);

typedef bool ini_each(void *ctx, const char *section, const char *key, const char *value, int line,
                      struct error *err);
bool ini_read(const char *text, size_t len, const char *name, ini_each *each, void *ctx, struct error *err);

#endif
