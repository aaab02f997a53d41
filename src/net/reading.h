/*
 * What expressions see of an answer (docs/EXPRESSIONS.md, "In an answer"). A reading borrows all it
 * points to; wanted is set when an expression asks for a contrast that was not made yet, and whoever
 * evaluates must then get that answer and judge again.
 */
#ifndef SYNCFIX_NET_READING_H
#define SYNCFIX_NET_READING_H

#include "guide/expr.h"
#include "net/answer.h"
#include "net/spot.h"
#include "net/task.h"

/* The same request with something known to be wrong. */
enum contrast { CONTRAST_WRONG_SECRET, CONTRAST_UNKNOWN_KEY, CONTRASTS, CONTRAST_NONE = CONTRASTS };
const char *contrast_name(enum contrast contrast);

/* How often each label was given, for n(). */
struct tally {
	size_t total;
	struct tally_label {
		const char *name;
		size_t count;
	} * label;
	size_t label_count;
};

struct reading {
	const struct task *task;
	const struct answer *answer;
	struct {
		bool asked;
		const struct answer *answer; /* NULL: it never came */
	} contrast[CONTRASTS];
	enum contrast wanted;
	const struct tally *tally;  /* NULL: nothing was labelled */
	const struct spot *element; /* of a WHERE or of each; NULL: none */
};

void reading_init(struct reading *reading, const struct task *task, const struct answer *answer);
/* The scope borrows the reading. */
struct expr_scope reading_scope(struct reading *reading);
/* The root of the answer, nowhere when it is neither JSON nor XML; at holds it. */
struct spot answer_root(const struct answer *answer, struct json_at *at);

#endif
