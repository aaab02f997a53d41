/*
 * The journal: an append-only list of events from which everything else of a case is derived.
 * Events own nothing; their texts live in the journal's arena.
 */
#ifndef SYNCFIX_CASE_EVENT_H
#define SYNCFIX_CASE_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/memory.h"
#include "guide/model.h"

enum event_kind {
	EVENT_OPEN,
	EVENT_VISIT,
	EVENT_ANSWER,
	EVENT_PROBE,
	EVENT_TAKE,
	EVENT_BACK,
	EVENT_NOTE,
	EVENT_SKIP,
	EVENT_WAIT,
	EVENT_FIX,
	EVENT_END,
	EVENT_TICKET,
	EVENT_KINDS
};
const char *event_kind_name(enum event_kind kind);
bool event_kind_find(const char *name, enum event_kind *out);

enum role { ROLE_MERCHANT, ROLE_AGENT, ROLE_TRAINER, ROLES };
const char *role_name(enum role role);
bool role_find(const char *name, enum role *out);

/* Who established a fact. */
enum source {
	SOURCE_PERSON,
	SOURCE_PROBE,
	SOURCE_PROFILE,
	SOURCE_IMPORT,
	SOURCE_COMPUTED,
	SOURCE_ASSUMED,
	SOURCES
};
const char *source_name(enum source source);
bool source_find(const char *name, enum source *out);

/* A fact set (or, with value NULL, cleared) by an event. */
struct event_fact {
	const char *fact;
	const char *value; /* written form (value_write); NULL: no longer known */
};

struct event {
	enum event_kind kind;
	uint64_t n;          /* 1, 2, 3 … */
	int64_t at;          /* ms since 1970 UTC */
	const char *node;    /* visit answer take back(to) skip wait fix end: its name; else NULL */
	const char *text;    /* note: the words; skip: the reason, or (without node) the contradiction put
	                        aside; answer: as typed, or the label, or (without node) the symptom;
	                        probe: its message; take: the known error that set facts; back: "recheck";
	                        wait: "begin" "leave" "reached" "other-time"; fix: "before" (done),
	                        "confounded" (done before the verdict on another), "cannot" "no-match" "after" */
	const char *probe;   /* probe, take */
	const char *outcome; /* probe, take; fix: outcome or value before or after; answer: "unknown", "also"
	                        (a further fact of the page), or the key of a compared row ("orders") */
	enum verdict verdict;
	enum source source;  /* of its facts */
	const char *vantage; /* "this computer", "read in IS2 by the merchant" */
	const struct event_fact *fact;
	size_t fact_count;
	bool ticked;              /* visit: passed without asking */
	const char *const *stack; /* visit: call nodes entered, outermost first */
	size_t stack_count;
	int64_t until;            /* wait */
	enum ending ending;       /* end */
	const char *data_version; /* open */
	enum role role;           /* open */
	const char *profile;      /* open; "" for none */
	double total_ms;          /* probe: time it took */
};

struct journal {
	struct arena arena;
	ARRAY(struct event) event;
};
void journal_init(struct journal *journal);
void journal_clear(struct journal *journal);
/* Copies the event with all its texts, numbers it, gives the stored one (valid until the next add). */
const struct event *journal_add(struct journal *journal, const struct event *event);

#endif
