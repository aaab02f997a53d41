/*
 * Small guides from rows, and walks from scripts: one line a step, the state after it as one line.
 * A row's texts are little languages so that a test reads like the tree it tests:
 *   go       "order_sync == off -> fix.toggle; is ok,fine -> a.b; error error_text; -> else.node"
 *            targets: a node, "return", "@unknown"
 *   answers  "on=It is blue|=It is empty > other.node + direction:order"
 *   outcomes "ok:ok; refused:problem:fix.key; odd:unknown"
 */
#ifndef SYNCFIX_TESTS_CASE_KIT_H
#define SYNCFIX_TESTS_CASE_KIT_H

#include "case/diagnose.h"
#include "case/walk.h"

struct kit_fact {
	const char *name;
	enum fact_type type;
	const char *values; /* "on=ON (blue)|off=OFF" */
	const char *depends, *per, *from_profile;
	enum fact_zone zone;
	bool past;
	const char *contradiction; /* "name: condition: fact to re-check" */
	bool ticket;
	const char *fallback;
};

struct kit_probe {
	const char *name, *needs, *sets, *when, *after, *outcomes;
	bool contrast;
	const char *same_answer;
	bool service; /* of the service "desk" beside the platform */
};

struct kit_node {
	const char *name;
	enum node_kind kind;
	const char *fact, *go, *unknown, *answers, *probe, *also;
	bool fresh;
	const char *items;
	const char *until, *early, *late, *recheck, *look; /* look: "probe: outcomes: target: every" */
	const char *rows;                                  /* "key same -> target; …" */
	const char *label, *verify_probe, *verify_fact, *ok, *wait, *then, *otherwise, *cannot;
	bool new_only;
	const char *call, *slot;
	enum ending ending;
	const char *urgency, *need; /* "condition = high: why; = low: why" */
	const char *title, *where;
};

struct kit_error {
	const char *id, *text, *direction, *node, *set, *captures, *captures_before;
};

/* Ends of lists: a row without name. */
struct kit {
	const struct kit_fact *fact;
	const struct kit_probe *probe; /* of the one platform "shop", those of "desk" last */
	const struct kit_node *node;
	const struct kit_error *error;
	const char *symptoms; /* "orders > orders.entry + direction:order; …" */
	const char *unattended;
	const char *slots;      /* "keys > shop.keys; sku > -" */
	const char *on_outcome; /* "timeout > @unknown; dns > net.dns" */
};
struct guide *kit_guide(const struct kit *kit);

/* A case run by words; T0 is 2026-11-23 14:00:00 UTC. */
#define KIT_NOW INT64_C(1795442400000)

struct kit_case {
	struct guide *guide;
	struct walk_options options;
	struct walk *walk;
	int64_t now;
	struct kit_mark {
		size_t events;
		char *state;
	} mark[400];
	size_t mark_count;
	char said[256]; /* last refusal */
};
void kit_begin(struct kit_case *kit_case, const struct kit *kit, bool can_probe);
void kit_end(struct kit_case *kit_case);
/*
 * One step: "symptom orders" "jump node" "choose 1" "type words" "also fact words" "unknown" "skip why"
 * "on" "accept" "done" "cannot" "no-match" "leave" "reached" "other-time" "back" "recheck fact" "note …"
 * "tick 1 yes" "compare 0 a|b" "dismiss name" "+2h" (time passes) "hold" "unhold" "start probe"
 * "probe name outcome verdict [fact=value …]". False when the walk refused.
 */
bool kit_do(struct kit_case *kit_case, const char *step);
/* Several, separated by "; ", until one is refused. */
bool kit_steps(struct kit_case *kit_case, const char *steps);
/* "ASK orders.toggle [order_sync?] 1* 2" … : everything a front end can see, in one line. */
const char *kit_state(const struct walk *walk, int64_t now);
/* "order_sync=off(person) …" newest last. */
const char *kit_facts(const struct walk *walk);
const char *kit_path(const struct walk *walk); /* "orders.toggle ~orders.last": ~ passed without asking */
const char *kit_events(const struct walk *walk, size_t from); /* "visit:a ~visit:b take:p=ok" */
const char *kit_wanted(const struct walk *walk, int64_t now);
/* Restores from each prefix of the journal; gives the first length whose state differs, 0 when none. */
size_t kit_check_prefixes(struct kit_case *kit_case);

/* A row: steps separated by "; ", then what must be seen. NULL: not looked at. */
struct kit_row {
	const char *sentence;
	const char *steps;
	const char *state;
	const char *path, *facts, *events, *wanted;
	const char *refused; /* part of the message of the last step, which must be refused */
	bool no_prefixes;    /* what is not in the journal (hold) decided */
};
/* Each on a case of its own, restored from every prefix. rows ends with {0}. */
void kit_rows(const struct kit *kit, bool can_probe, const struct kit_row *rows);
/* Walks of steps drawn from the list (ends with NULL), refused or not: every prefix must restore them. */
void kit_random(const struct kit *kit, bool can_probe, const char *const *steps);

#endif
