/*
 * The saved cases of a state folder: STATE/cases/ID.jsonl, an ID being the local time of the first
 * answer, "20261123-140205", with "-2" behind it when there was one already. A list owns its entries.
 */
#ifndef SYNCFIX_STORE_CASE_LIST_H
#define SYNCFIX_STORE_CASE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/error.h"
#include "case/event.h"

enum case_health {
	CASE_WHOLE,
	CASE_DAMAGED, /* read up to a damaged line */
	CASE_NEWER,   /* written by a newer syncfix: only id and path are known */
	CASE_UNREAD,  /* cannot be read: only id and path are known */
};

struct case_entry {
	char *id;
	char *path;
	char *profile;       /* "" for none */
	char *symptom;       /* name, "" when the case began at a step */
	char *node;          /* where it stands, "" for the start screen */
	enum ending ending;  /* ENDING_NONE: it has no end yet */
	int64_t began, last; /* ms since 1970 UTC: first and last event */
	int64_t until;       /* the time it waits for; 0: none */
	enum case_health health;
};

struct case_list {
	ARRAY(struct case_entry) entry; /* latest event first */
	size_t more;                    /* older cases that were not read */
};

/* An end is open as long as it can go on: no end, or a wait. */
bool case_entry_open(const struct case_entry *entry);

/* Reads the newest `most` cases (0: all). No folder, or state NULL, is an empty list. */
void case_list_read(struct case_list *list, const char *state, size_t most);
void case_list_clear(struct case_list *list);

/* The id that words mean: an id, the beginning of one, its end, or "last". The caller frees; NULL and
 * err (ERROR_NO_INPUT) when there is none or several fit. */
char *case_find(const char *state, const char *words, struct error *err);
/* STATE/cases/ID.jsonl; the caller frees. NULL when id cannot be one. */
char *case_path(const char *state, const char *id);

/* Deletes a case with what was kept aside of it. A case that is open in a syncfix is refused. */
bool case_delete(const char *state, const char *id, struct error *err);
/* All that are not open elsewhere; count is how many went, skipped (may be NULL) how many are open. False:
 * one of them could not be deleted. */
bool case_delete_all(const char *state, size_t *count, size_t *skipped, struct error *err);
/* Those whose last event is older than before, and their file too (one just imported stays); gives how
 * many. For the age limit of the settings. */
size_t case_delete_older(const char *state, int64_t before);

#endif
