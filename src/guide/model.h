/*
 * The model of wizard-data: everything the loader reads, as plain structs. One guide owns all
 * of it in one arena; immutable after load, every pointer lives as long as the guide.
 * Shapes follow design/wizard-data-reference.md, one member per field.
 */
#ifndef SYNCFIX_GUIDE_MODEL_H
#define SYNCFIX_GUIDE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "guide/expr.h"
#include "guide/fact.h"
#include "guide/probe.h"

struct node;

enum node_kind {
	NODE_ASK,
	NODE_NOTE,
	NODE_PROBE,
	NODE_DECIDE,
	NODE_CHECKLIST,
	NODE_WAIT,
	NODE_COMPARE,
	NODE_FIX,
	NODE_CALL,
	NODE_END,
	NODE_KINDS
};
/* One row per kind: its name, whether a person ever sees it, what it must have. */
struct node_kind_row {
	const char *name;
	bool shown;
};
const struct node_kind_row *node_kind(enum node_kind kind);

enum ending {
	ENDING_NONE,
	ENDING_FIXED,
	ENDING_WAIT,
	ENDING_NO_ACTION,
	ENDING_NOT_OURS,
	ENDING_ESCALATE,
	ENDINGS
};
const char *ending_name(enum ending ending); /* "none" "fixed" "wait" "no-action" "not-ours" "escalate" */

/* A place to go: a node, or back to the caller, or the way for "I don't know". */
enum target_kind { TARGET_NONE, TARGET_NODE, TARGET_RETURN, TARGET_UNKNOWN };
struct target {
	enum target_kind kind;
	const char *name;
	const struct node *node; /* resolved when TARGET_NODE */
};

struct branch {
	const struct expr *when;
	const char *const *is; /* outcomes, for probe nodes */
	size_t is_count;
	int error_fact; /* fact with a message to match against errors.json; -1: none */
	struct target to;
};

/* { "value": …, "label": …, "set": {…}, "to": …, "if": … } */
struct answer {
	bool has_value;
	struct value value;
	const char *label;
	const char *say;
	struct preset {
		int fact;
		struct value value;
	} * set;
	size_t set_count;
	struct target to; /* TARGET_NONE: by go */
	const struct expr *when;
};

struct step {
	const char *text;
	const char *say; /* or NULL */
};

struct urgency_rule {
	const struct expr *when;
	const char *is; /* low normal high */
	const char *why;
};

struct compare_row {
	const char *key, *label, *where;
	enum fact_type type;
	struct fact_value *value;
	size_t value_count;
	const char *same; /* exact fold set */
	const int *from;  /* facts of an order that are this row's value, the first that is known */
	size_t from_count;
	struct target to;
};

enum fix_who { WHO_MERCHANT, WHO_HOST, WHO_PLATFORM, WHO_EFS };

struct node {
	const char *name;
	const char *code; /* NULL for decide and call */
	int index;        /* in guide->node */
	enum node_kind kind;
	const struct tree *tree;
	const char *const *guide;
	size_t guide_count;
	const struct conflict *const *conflict;
	size_t conflict_count;
	const char *title, *text, *say, *agent, *teach;
	const char *const *where;
	size_t where_count;
	const char *const *where_guide;
	size_t where_guide_count;
	const char *const *issue; /* headings of the guide that lead here */
	size_t issue_count;
	int cost_seconds;
	const char *cost_login; /* "none", "is2", … */
	const char *cost_risk;
	struct branch *go;
	size_t go_count;
	struct target unknown;

	int fact; /* ask; else -1 */
	const int *also;
	size_t also_count;
	struct answer *answer;
	size_t answer_count;
	const char *unknown_label;
	const char *probe_name; /* ask, probe; "@slot" stays as written */
	const struct probe *probe;
	bool fresh;

	const struct node *const *item; /* checklist */
	size_t item_count;
	const char *routine; /* weekly monthly quarterly or NULL */

	const struct expr *until; /* wait */
	struct target early, late;
	const int *recheck;
	size_t recheck_count;
	struct wait_look {
		const struct probe *probe;
		const char *const *found;
		size_t found_count;
		struct target to;
		int64_t every_ms; /* 0: at the :20 and :50 slots */
	} * look;

	const char *order_good, *order_bad; /* compare */
	struct compare_row *row;
	size_t row_count;

	const char *label; /* fix, wait, end: the catalogue's outcome label it explains, or NULL */
	const char *cause;
	struct step *step;
	size_t step_count;
	const char *undo, *copy;
	enum fix_who who;
	struct verify {
		const struct probe *probe;
		bool last_probe; /* "@last": the probe whose outcome led to this fix */
		const struct expr *ok;
		int fact;
		int64_t wait_ms;
		const char *const *reask;
		size_t reask_count;
		bool new_only;
	} verify;
	struct target then, otherwise, cannot; /* fix; call uses then */

	struct target call; /* call: node */
	const char *slot;   /* call: slot */

	enum ending ending; /* end */
	struct urgency_rule *urgency;
	size_t urgency_count;
	const char *ticket_to, *ticket_summary, *ticket_request;
	const int *ticket_need;
	size_t ticket_need_count;
};

struct tree {
	const char *name; /* file's tree name */
	const char *file;
	int section;
	const char *prefix;
	const struct platform *platform; /* NULL for guide trees */
};

struct profile_key {
	const char *name, *label, *where;
	enum fact_type type;
	bool required;
	const char *fallback;
	const char *const *values;
	size_t value_count;
	const char *prefix; /* of a secret */
	int length;         /* of a secret; 0: any */
	const char *group;
	bool exact;                 /* a url as typed: its query and its last slash count */
	const char *const *schemes; /* of a url */
	size_t scheme_count;
	const char *const *strip; /* tails cut off a pasted url */
	size_t strip_count;
};

struct outcome_target {
	const char *outcome;
	struct target to;
};

struct platform {
	const char *id, *name, *prefix;
	bool service; /* beside every merchant's platform: no slots, asked where its address is known */
	int place;    /* in lists of platforms, from 1; 0: behind those that have one */
	const char *connects_by; /* oauth key ask */
	struct word {
		const char *name, *text;
	} * word;
	size_t word_count;
	struct slot {
		const char *name;
		struct target to;          /* TARGET_NONE: declined */
		const char *declined;      /* why, or NULL */
		const struct probe *probe; /* a slot may be a probe */
	} * slot;
	size_t slot_count;
	struct profile_key *key;
	size_t key_count;
	const char *const *hosts;
	size_t host_count;
	const char *http_auth; /* or NULL */
	int64_t gap_ms;
	int per_minute;          /* 0: no limit */
	int64_t clock_tolerance; /* ms */
	struct outcome_rule *outcome;
	size_t outcome_count;
	const char *outcomes_declaration; /* JSON array, travels to syncfix-net */
	struct outcome_target *on_outcome;
	size_t on_outcome_count;
	const char *token_declaration; /* JSON or NULL */
	struct probe *probe;
	size_t probe_count;
};

enum direction { DIRECTION_ANY, DIRECTION_ORDER, DIRECTION_TRACKING, DIRECTION_INVENTORY };
const char *direction_name(enum direction direction);

struct known_error {
	const char *id, *text;
	enum direction direction;
	const char *platform; /* or NULL */
	const char *const *alias;
	size_t alias_count;
	int captures;                /* fact taken from the end of the message; -1 */
	const char *captures_before; /* text before the placeholder */
	const char *cause;
	struct preset *set;
	size_t set_count;
	struct target node;
	const char *const *guide;
	size_t guide_count;
};

struct conflict {
	const char *id, *title, *taken, *why;
	struct reading {
		const char *guide, *text;
	} * reading;
	size_t reading_count;
};

/* All readings, and which one the trees take; appends a sentence each. */
void conflict_words(const struct conflict *conflict, struct text *out);

struct symptom {
	const char *name, *title, *say;
	struct preset *set;
	size_t set_count;
	struct target to;
	const char *const *guide;
	size_t guide_count;
};

struct guide {
	struct arena arena;
	const char *data_version;
	const char *guide_sha256;
	struct section {
		int id;
		const char *title;
		const char *tree;
	} * section;
	size_t section_count;
	const char *start_title, *start_say;
	struct symptom *symptom;
	size_t symptom_count;
	struct target unattended;
	struct target issues; /* the issues of one platform, from the start screen; may be TARGET_NONE */
	struct outcome_target *on_outcome;
	size_t on_outcome_count;
	struct conflict *conflict;
	size_t conflict_count;
	struct contact {
		const char *name; /* phone ticket email account */
		const char *text;
		const char *setting; /* of email: the setting that holds the address */
		const char *number, *press, *use;
		const char *const *path;
		size_t path_count;
		const char *const *guide;
		size_t guide_count;
	} * contact;
	size_t contact_count;
	struct link {
		const char *id, *text, *url;
		const char *const *guide;
		size_t guide_count;
	} * link;
	size_t link_count;
	struct fact *fact;
	size_t fact_count;
	struct node *node;
	size_t node_count;
	struct tree *tree;
	size_t tree_count;
	struct platform *platform;
	size_t platform_count;
	struct known_error *error;
	size_t error_count;
	struct name_table *names; /* by guide_index */
};

struct guide *guide_new(void);
void guide_free(struct guide *guide);
/* Builds the look-up tables; the loader calls it when names are in place. */
void guide_index(struct guide *guide);

/* Look-ups by name; NULL (or -1) when there is none. */
int guide_fact_id(const struct guide *guide, const char *name);
const struct fact *guide_fact(const struct guide *guide, const char *name);
const struct node *guide_node(const struct guide *guide, const char *name);
const struct node *guide_node_by_code(const struct guide *guide, const char *code); /* any case */
const struct platform *guide_platform(const struct guide *guide, const char *id);
const struct probe *guide_probe(const struct guide *guide, const char *name_or_ref);
const struct platform *guide_platform_of(const struct guide *guide, const struct probe *probe);
const struct symptom *guide_symptom(const struct guide *guide, const char *name);
const struct conflict *guide_conflict(const struct guide *guide, const char *id);
/* What a case of the platform `own` (or of none) may ask: own, then every service. Start with NULL. */
const struct platform *guide_asked_next(const struct guide *guide, const struct platform *own,
                                        const struct platform *before);
/* The profile key with its base address: "store"; of a service its first url. NULL: a service without one. */
const char *platform_address_key(const struct platform *platform);
const struct slot *platform_slot(const struct platform *platform, const char *name);
const char *platform_word(const struct platform *platform, const char *name);

/* Names to compile expressions with: all facts, choices and probes of the guide. */
struct expr_names guide_names(const struct guide *guide, bool in_answer);

#endif
