/* A short case as events, and its file: what the tests of src/store share. */
#ifndef SYNCFIX_TESTS_STORE_KIT_H
#define SYNCFIX_TESTS_STORE_KIT_H

#include "base/text.h"
#include "case/event.h"
#include "store/journal_file.h"

/* T0 is 2026-11-23 14:00:00 UTC; event i is i seconds later. */
#define STORE_NOW INT64_C(1795442400000)

/* Every kind of event, with the odd texts; the first answer is number STORE_FIRST_ANSWER. */
enum { STORE_EVENTS = 14, STORE_FIRST_ANSWER = 3 };
struct event store_event(size_t n); /* 1 … STORE_EVENTS */

void store_hear(struct journal_file *file, size_t from, size_t to);
/* A saved case of the first `count` events in the state folder; its path, the caller frees. */
char *store_case(const char *state, size_t count);
/* Appends the whole file; "" when there is none. */
void store_bytes(const char *path, struct text *out);
void store_put(const char *path, const char *bytes, size_t len);
bool store_same(const struct event *a, const struct event *b);
/* How many events of the journal are those of store_event, from the first on; -1: another is among them. */
int store_count(const struct journal *journal);

#endif
