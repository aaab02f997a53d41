/*
 * What the rules of lint share: private to this floor. A rule looks at the whole guide and says
 * what it finds by lint_at…; the level comes from the rule's row. Nothing here changes the guide.
 */
#ifndef SYNCFIX_DATA_LINT_PARTS_H
#define SYNCFIX_DATA_LINT_PARTS_H

#include <stdbool.h>

#include "base/array.h"
#include "data/lint.h"

struct lint {
	const struct guide *guide;
	struct findings *findings;
	const struct lint_options *options;
};

/* ---- findings (lint.c) ---- */

/* file as in the folder of the data: "trees/03-orders.json". */
void lint_at(struct lint *lint, const char *code, const char *file, const char *path, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* The same for a file that is not in that folder. */
void lint_outside(struct lint *lint, const char *code, const char *file, const char *path, const char *format,
                  ...) __attribute__((format(printf, 5, 6)));
/* field: what follows the node's path: "", ".title", ".go[2]". */
void lint_at_node(struct lint *lint, const char *code, const struct node *node, const char *field,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));
void lint_at_fact(struct lint *lint, const char *code, const struct fact *fact, const char *field,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));
void lint_at_probe(struct lint *lint, const char *code, const struct probe *probe, const char *field,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));

/* ---- the rules, one function a group ---- */

void lint_graph(struct lint *lint);     /* unreachable, dead ends, loops */
void lint_branches(struct lint *lint);  /* branches, outcomes of probe nodes, manual twins */
void lint_texts(struct lint *lint);     /* registers, empty texts, what can be said */
void lint_sizes(struct lint *lint);     /* what fits the screen */
void lint_ranges(struct lint *lint);    /* branches over numbers and durations */
void lint_messages(struct lint *lint);  /* messages that two entries claim */
void lint_names(struct lint *lint);     /* placeholders, secrets, links */
void lint_facts(struct lint *lint);     /* facts that nobody sets or reads */
void lint_conflicts(struct lint *lint); /* conflicts that no step shows */
void lint_lock(struct lint *lint);      /* codes, numbers and values that were given out before */
void lint_told(struct lint *lint);      /* what of the guide is told, and the guide's own text */

/* ---- ways on from a node (ways.c) ---- */

typedef void target_fn(void *ctx, const struct target *to);
/* Each target the node can lead to, whatever is known; a call leads into what it calls, and on. */
void ways_each(const struct guide *guide, const struct node *node, target_fn *each, void *ctx);

/* One of the outcomes that a probe may have: by its own rules, its platform's, and the common ones. */
struct way_outcome {
	const char *name;
	enum verdict verdict;
	const char *fix; /* node's name, or NULL */
};
struct way_outcomes {
	ARRAY(struct way_outcome) outcome;
};
void way_outcomes_make(struct way_outcomes *outcomes, const struct guide *guide, const struct probe *probe);
void way_outcomes_clear(struct way_outcomes *outcomes);
/* Calls back for each target that the outcome has in this probe node; false when there is none of its
 * own, so that only "unknown" is left. each may be NULL. */
bool way_of_outcome(const struct guide *guide, const struct node *node, const struct probe *probe,
                    const struct way_outcome *outcome, target_fn *each, void *ctx);
/* The probes of an ask or probe node: one, or those in the platforms' slot. */
typedef void probe_fn(void *ctx, const struct probe *probe);
void ways_each_probe(const struct guide *guide, const struct node *node, probe_fn *each, void *ctx);
/* Each node that can be the first of a way: symptoms, outcomes, slots, messages, routines … */
void ways_each_root(const struct guide *guide, target_fn *each, void *ctx);
/* By node->index: can a walk get there? The caller frees (lint_graph.c). */
bool *ways_reachable(const struct guide *guide);

/* ---- texts of a node (node_text.c) ---- */

enum node_text_kind {
	NODE_TEXT_SHOWN,
	NODE_TEXT_SPOKEN, /* read aloud on the phone */
	NODE_TEXT_COPIED, /* "copy": goes to the clipboard as it is */
};
struct node_text {
	const char *field; /* ".title", ".answers[2].label" */
	const char *text;
	enum node_text_kind kind;
};
typedef void node_text_fn(void *ctx, const struct node_text *text);
/* All texts that stand in the node itself, as written. */
void node_each_text(const struct node *node, node_text_fn *each, void *ctx);

/* ---- who tells what of the guide (tellers.c) ---- */

/* Something that can be reached, lists ids of the guide's facts, and prints text. */
struct teller {
	const char *name; /* node, error, symptom, contact, link or probe */
	const char *file;
	struct text path; /* "$.nodes[…]" */
	const char *const *id;
	size_t id_count;
	struct text text; /* all that it prints, a line each */
};
struct tellers {
	ARRAY(struct teller) teller;
};
void tellers_make(struct tellers *tellers, const struct guide *guide);
void tellers_clear(struct tellers *tellers);
bool teller_tells(const struct teller *teller, const char *id);
/* Does the term stand in the text: from a word's start, in any case unless it has a capital letter? */
bool term_stands(const char *term, const char *text);

/* ---- what a text looks like with its placeholders filled (lint_width.c) ---- */

/* As wide as it plausibly gets, without ** and `. */
void lint_fill(const struct guide *guide, struct text *out, const char *text);
/* Lines of the filled text at that width; 0 for NULL and "". */
size_t lint_lines(const struct guide *guide, const char *text, size_t columns);

/* SHA-256 of the bytes in hexadecimal, small letters (FIPS 180-4). */
void sha256_hex(const void *data, size_t len, char out[65]);

#endif
