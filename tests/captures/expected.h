/* The rows of tests/captures/PLATFORM/expected.tsv. */
#ifndef SYNCFIX_TESTS_CAPTURES_EXPECTED_H
#define SYNCFIX_TESTS_CAPTURES_EXPECTED_H

#include <stdbool.h>

#include "base/array.h"

struct expected_row {
	char *file, *probe, *auth, *label, *note;
};
/* "# ladders": several answers in turn, and the cause they prove together. */
struct expected_ladder {
	char *name, *files, *label;
};
struct expected {
	ARRAY(struct expected_row) row; /* those with a probe and a label */
	ARRAY(struct expected_ladder) ladder;
};

bool expected_load(struct expected *expected, const char *platform);
void expected_clear(struct expected *expected);
/* "id=21" in a note: what stands behind key, up to ';' or ','. False when it is not there. */
bool expected_note(const struct expected_row *row, const char *key, char *out, size_t size);

#endif
