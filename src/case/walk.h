/*
 * The walk: a pure machine over the journal. Input: what the person did, what a probe found,
 * the time. Output: events (through one callback, before the state is shown), the probes it
 * wants, and a state that front ends only read. It knows no terminal, network, file or clock.
 * Rebuilding it from a journal's events gives the same state.
 */
#ifndef SYNCFIX_CASE_WALK_H
#define SYNCFIX_CASE_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "case/event.h"
#include "guide/model.h"

struct walk;

struct walk_options {
	enum role role;
	const char *profile;             /* name, or "" */
	const struct platform *platform; /* of the profile, or NULL */
	bool can_probe;                  /* a profile whose probes may run */
	const struct event_fact *given;  /* facts known at start: profile keys, secrets as "known" */
	enum source const *given_source;
	size_t given_count;
	/* Called with each new event, before the state changes show. NULL: nobody listens. */
	void (*listen)(void *ctx, const struct event *event);
	void *ctx;
};

/* Begins a case (event open); the guide must outlive the walk. */
struct walk *walk_new(const struct guide *guide, const struct walk_options *options, int64_t now);
/*
 * Rebuilds a case from its events (resume, replay); these are not sent to listen. A journal that
 * stops within a step (the program was killed there) is finished: only what that adds is sent. What
 * the data no longer has is left out and named in lost (one line each, may be NULL).
 */
struct walk *walk_restore(const struct guide *guide, const struct walk_options *options,
                          const struct event *event, size_t count, struct text *lost);
void walk_free(struct walk *walk);

/* ---- where it is ---- */

enum walk_state {
	WALK_START,     /* nothing chosen yet: the start screen */
	WALK_ASK,       /* a question stands: answer, unknown, skip */
	WALK_READ,      /* a note: go on */
	WALK_PROBE,     /* a probe node whose probe runs: wait for its result */
	WALK_CHECKLIST, /* several questions on one page */
	WALK_COMPARE,   /* two orders to compare */
	WALK_WAIT,      /* until a time; see walk_wait_until */
	WALK_FIX,       /* a cause and its steps: done, cannot, no-match */
	WALK_VERIFY,    /* after done: the probe runs; then the fact is asked as a WALK_ASK */
	WALK_END,
};

struct choice {
	int key;           /* 1-9 the digit that answers; further ones have 10, 11 … */
	const char *label; /* template text */
	const char *say;   /* or NULL */
	bool picked;       /* what was answered here before "back" */
};

/*
 * What stands in front of the person; texts are templates (walk_expand). Borrowed until the next input.
 * A question that a step puts in between (platform, direction, what verifies a fix) is a WALK_ASK whose
 * node is the ask node of that fact where there is one.
 */
struct step_view {
	enum walk_state state;
	const struct node *node; /* NULL at WALK_START */
	const char *title;
	const char *text;            /* node's text; for a fix its cause */
	const struct fact *fact;     /* asked for, or NULL */
	const struct choice *choice; /* the answers; empty when something is typed */
	size_t choice_count;
	bool typed;                  /* the fact wants text, number, time, duration, list, url */
	const char *unknown_label;   /* the "0" line; NULL: not offered */
	const struct probe *running; /* that would answer this step, or NULL */
	bool offer;                  /* a probe has answered it meanwhile: walk_accept goes on with that */
};
struct step_view walk_view(const struct walk *walk, int64_t now);
const struct guide *walk_guide(const struct walk *walk);
const struct journal *walk_journal(const struct walk *walk);
const struct platform *walk_platform(const struct walk *walk); /* of profile or fact; NULL unknown */
enum role walk_role(const struct walk *walk);
const char *walk_profile(const struct walk *walk);
enum ending walk_ending(const struct walk *walk); /* ENDING_NONE until WALK_END */
/* Expands {fact} and {platform.word} from the case. */
void walk_expand(const struct walk *walk, const char *text, struct text *out);
int walk_utc_offset(const struct walk *walk, const struct fact *fact); /* minutes east, by the fact's zone */

/* The path so far: shown nodes in order, those passed without asking too. */
struct walk_stop {
	const struct node *node;
	bool ticked;
	const char *answer; /* in words, or NULL */
	int64_t at;
};
size_t walk_path(const struct walk *walk, const struct walk_stop **stop);

/* ---- what is known ---- */

struct evidence {
	const struct fact *fact;
	struct value value; /* unknown: cleared */
	enum source source;
	int64_t at;
	const char *vantage;
	const struct probe *probe; /* or NULL */
	uint64_t event;
};
/* Known facts, newest last. */
size_t walk_evidence(const struct walk *walk, const struct evidence **evidence);
const struct evidence *walk_fact(const struct walk *walk, int fact); /* NULL: not known */
struct value walk_value(const struct walk *walk, int fact);          /* with its default */
bool walk_holds(const struct walk *walk, const struct expr *expr, int64_t now);

struct probe_state {
	const struct probe *probe;
	bool running;
	const char *outcome; /* NULL: none yet */
	enum verdict verdict;
	const char *message; /* one plain sentence */
	int64_t at;
	double total_ms;
	bool taken; /* the walk used it */
};
size_t walk_probes(const struct walk *walk, const struct probe_state **state);
const struct probe_state *walk_probe(const struct walk *walk, const struct probe *probe);

/* Contradictions that hold and were not dismissed, cheapest re-check first. */
size_t walk_contradictions(const struct walk *walk, const struct contradiction *out[], size_t room);

/* ---- what the person does ---- (false and err when it does not apply or the value is wrong) */

bool walk_start_symptom(struct walk *walk, const struct symptom *symptom, int64_t now, struct error *err);
/* Goes to a node directly: step code, search hit, "most likely". */
bool walk_jump(struct walk *walk, const struct node *node, int64_t now, struct error *err);
/* Picks a choice by its key, or gives the typed words. */
bool walk_choose(struct walk *walk, int key, int64_t now, struct error *err);
bool walk_type(struct walk *walk, const char *words, int64_t now, struct error *err);
/* Gives a further fact of the same page (node->also) in the person's words; the question still stands. */
bool walk_type_also(struct walk *walk, int fact, const char *words, int64_t now, struct error *err);
/* A checklist's item (index) answered yes, no, or unknown. */
bool walk_tick(struct walk *walk, size_t item, struct value value, int64_t now, struct error *err);
bool walk_ticked(const struct walk *walk, size_t item); /* answered, or known anyway */
/* A compare row: the two orders' values, NULL for unknown. Row node->row_count: the two order numbers. */
bool walk_compare(struct walk *walk, size_t row, const char *good, const char *bad, int64_t now,
                  struct error *err);
bool walk_compared(const struct walk *walk, size_t row, const char **good,
                   const char **bad);              /* false: not given */
bool walk_unknown(struct walk *walk, int64_t now); /* at a running probe: do not wait for it */
bool walk_skip(struct walk *walk, const char *reason, int64_t now);
bool walk_go_on(struct walk *walk, int64_t now);  /* after a note, a checklist, a comparison */
bool walk_accept(struct walk *walk, int64_t now); /* the offer of a finished probe */
enum fix_answer { FIX_DONE, FIX_CANNOT, FIX_NO_MATCH };
bool walk_fix(struct walk *walk, enum fix_answer answer, int64_t now);
/* Another fix than the one in front whose verdict is open, or NULL: DONE here too is recorded as confounded.
 */
const struct node *walk_changing(const struct walk *walk);
enum wait_answer { WAIT_LEAVE, WAIT_REACHED, WAIT_OTHER_TIME };
/* REACHED before the time is refused (walk_skip ends a wait early); it also takes up a wait that was left. */
bool walk_wait(struct walk *walk, enum wait_answer answer, int64_t now);
/* False: not waiting. Also tells it of a wait that was left for later (ending wait). */
bool walk_wait_until(const struct walk *walk, int64_t *until);
bool walk_back(struct walk *walk, int64_t now); /* false at the start */
/* Forgets a fact and what depends on it and asks it again; the rest stays known. */
bool walk_recheck(struct walk *walk, int fact, int64_t now);
void walk_note(struct walk *walk, const char *words, int64_t now);
void walk_ticketed(struct walk *walk, const char *how, int64_t now); /* a ticket went out: "file", "mail" … */
void walk_dismiss(struct walk *walk, const struct contradiction *contradiction);

/* ---- probes ---- */

/* Keeps probes from being wanted (consent not given yet, a lesson that holds them). */
void walk_hold(struct walk *walk, bool hold);
/* Probes to start now: their "when" holds, what they need is known, not yet run; and the one the
 * step needs. Call after every input; tell each start with walk_probe_started. */
size_t walk_wanted(const struct walk *walk, const struct probe *out[], size_t room, int64_t now);
void walk_probe_started(struct walk *walk, const struct probe *probe);
struct probe_result {
	const struct probe *probe;
	const char *outcome;
	enum verdict verdict;
	const char *message;
	const struct event_fact *fact;
	size_t fact_count;
	double total_ms;
};
/* Records a result. Moves on only where nobody is being asked; else it becomes an offer. */
void walk_probe_result(struct walk *walk, const struct probe_result *result, int64_t now);
/* The step that an outcome of the probe leads to; NULL: none of its own. */
const struct node *walk_leads_to(const struct walk *walk, const struct probe *probe, const char *outcome);
bool walk_settled(const struct walk *walk, int64_t now); /* nothing runs, nothing wanted */

#endif
