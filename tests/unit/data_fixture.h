/* Folders of wizard-data for the tests of the loader, made from tests/bad-data/good. */
#ifndef SYNCFIX_TESTS_DATA_FIXTURE_H
#define SYNCFIX_TESTS_DATA_FIXTURE_H

#include "base/text.h"
#include "declare/declare.h"

enum { FIXTURE_FILES = 5 };
extern const struct fixture_file {
	const char *kind; /* what the name of a bad file begins with */
	const char *name; /* the good file that it stands for */
} fixture_files[FIXTURE_FILES];

/* A path below the sources; the caller frees. */
char *fixture_path(const char *name);
/* "code file path: message" a line; file without dir. */
void fixture_say(const struct findings *findings, const char *dir, struct text *said);
void fixture_folders(const char *dir); /* trees, platforms */
void fixture_put(const char *dir, const char *name, const char *from);
void fixture_put_good(const char *dir);
/* The good file, or the one that is there, with the first find changed. */
void fixture_put_changed(const char *dir, const char *name, const char *find, const char *change);
void fixture_change(const char *dir, const char *name, const char *find, const char *change);

#endif
