/*
 * Scenarios and tours. A scenario: one file is a simulated store with one fault, the answers of the people
 * around it and what must come out (design/wizard-data-reference.md, Scenario). Read by the simulator, by
 * `syncfix test` and by the trainer's mode. A struct scenario owns everything in it; routes of
 * `base` follow the file's own routes, so the first route that fits is the right one.
 */
#ifndef SYNCFIX_DATA_SCENARIO_H
#define SYNCFIX_DATA_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/text.h"
#include "declare/declare.h"
#include "guide/model.h"

struct scenario_pair {
	const char *name;
	const char *value; /* written form; NULL: missing ("I can't see it") */
};
/*
 * In "people" a list stands for the answers in turn ("order_sync": ["off", "on"]: off when first
 * asked, on after the fix): as many pairs of the same name, in order. People may also answer in
 * the words of a label, or in their own ("3 hours ago").
 */

/* "from", "until": a moment in the play. */
enum moment_kind {
	MOMENT_NONE, /* not given */
	MOMENT_FIX,  /* "fix:LABEL": when the fix with that label is done */
	MOMENT_TIME, /* a time of the scenario's clock: RFC 3339, or "{now+2h}" */
};
struct moment {
	enum moment_kind kind;
	const char *fix; /* label */
	int64_t at;      /* ms since 1970 UTC, by the scenario's `now` */
};

enum route_close {
	CLOSE_NO,
	CLOSE_BEFORE, /* "close": true or "before": not one byte of an answer */
	CLOSE_HALF,   /* "close": "half": in the middle of the body */
};

struct scenario_route {
	const char *name;
	const char *from_scenario; /* whose file it stands in */
	/* the request it fits; a member that is not given fits everything */
	const char *method;                /* "GET", "HEAD", "POST"; "*" for any */
	const char *path;                  /* exact, decoded, without query; a last "*" stands for any rest */
	const struct scenario_pair *query; /* each must be there; value NULL: present with any value */
	size_t query_count;
	const struct scenario_pair *request_header; /* the same; names in any case */
	size_t request_header_count;
	const char
		*auth; /* scheme whose valid credentials it requires, "wrong:SCHEME" for wrong ones; NULL: any */
	const char *call;          /* SOAP: the call that the request's body makes */
	const char *contains;      /* part of the request's body */
	struct moment from, until; /* fits from then on; fits before then */
	int times;                 /* answers so often, then no more; 0: always */
	/* the answer */
	int status;
	const struct scenario_pair *header;
	size_t header_count;
	const char *body; /* template (scenario_expand), or NULL */
	size_t body_len;
	bool body_is_json; /* "json", "json_file": Content-Type application/json unless header says else */
	const char *file;  /* path of a recorded .http answer (status, headers, body), or NULL */
	int64_t delay_ms;  /* before the first byte */
	enum route_close close;
};

struct scenario_outcomes {
	const char *probe;
	const char *const *outcome; /* one per run */
	size_t count;
};

struct scenario {
	struct arena arena;
	const char *name; /* "scenario": same as the file's name without .json */
	const char *file;
	const char *title, *lesson, *platform, *difficulty; /* easy medium hard */
	int64_t now;
	int64_t skew_ms;    /* the store's clock minus the real one ("skew", decision 14) */
	const char *origin; /* scheme://host[:port][/folder] that the store believes to have */
	const char *start;  /* symptom name, node name or step code */
	const char *base;   /* scenario whose routes were appended, or NULL */

	struct scenario_pair *profile;
	size_t profile_count;
	struct scenario_pair *fact;
	size_t fact_count;
	struct scenario_pair *people;
	size_t people_count;
	struct scenario_do {
		const char *at;     /* node */
		const char *answer; /* done cannot no-match wait leave */
	} * action;
	size_t action_count;
	struct scenario_route *route;
	size_t route_count;

	struct scenario_told {
		const char *probe, *outcome;
		struct scenario_pair *fact; /* that the probe sets */
		size_t fact_count;
	} * told; /* "probes" of a tour: what each finds, run by run; nothing is asked of anybody */
	size_t told_count;
	struct scenario_compared {
		const char *row;        /* key of a compare node's row, or "orders" */
		const char *good, *bad; /* NULL: not known */
	} * compared;
	size_t compared_count;

	struct scenario_expect {
		const char *const *visited;
		size_t visited_count;
		const char *const *not_visited;
		size_t not_visited_count;
		struct scenario_outcomes *outcome;
		size_t outcome_count;
		const char *cause;  /* label or node of the proven cause, or "none"; NULL: not checked */
		const char *ending; /* ending_name; NULL: not checked */
		bool has_asked;
		const char *const *asked; /* facts, exactly */
		size_t asked_count;
		int par;                            /* most answers the person may be asked for; -1: not checked */
		const struct scenario_pair *ticket; /* part of the ticket → text in it; NULL: blank */
		size_t ticket_count;
		const char *const *unused; /* routes that need not be used */
		size_t unused_count;
	} expect;
};

/*
 * Reads DIR/NAME.json (and its base from the same folder). With a guide, facts, values, nodes,
 * probes, outcomes and the platform are checked against it. NULL when it cannot be used; every
 * error is in findings (must not be NULL), with file, JSON path and repair.
 */
struct scenario *scenario_load(const char *path, const struct guide *guide, struct findings *findings);
void scenario_free(struct scenario *scenario);

/*
 * A tour: many walks by hand in one file, without a store. Each is a scenario without routes: who
 * answers what, what the probes found as far as it matters, and what must come out. The head lends
 * platform, profile and time to all. It owns its walks.
 */
struct tour {
	struct arena arena;
	const char *name; /* "tour": same as the file's name without .json */
	const char *file;
	const char *title;
	struct scenario head;
	struct scenario *walk; /* names are unique within the tour */
	size_t count;
};
struct tour *tour_load(const char *path, const struct guide *guide, struct findings *findings);
void tour_free(struct tour *tour);

/*
 * Appends text with its times: {now}, {now-32min}, {now + 1h:iso}. Formats: iso (default,
 * "2026-11-23T14:02:00Z"), gmt (the same without Z), http (IMF-fixdate), unix, ms, date. {origin}
 * gives the origin. Anything else in braces stays as it is, so JSON and GraphQL pass unchanged.
 */
void scenario_expand(const struct scenario *scenario, const char *text, size_t len, int64_t now,
                     struct text *out);
/* Value of a pair list by name; NULL when it is not there or its value is NULL. */
const char *scenario_value(const struct scenario_pair *pair, size_t count, const char *name);
/* What the people answer when asked for the fact the turn-th time, from 0; the last answer holds on. */
const char *scenario_answer(const struct scenario *scenario, const char *fact, size_t turn);

#endif
