/*
 * What a handoff code holds, between a case and its bits; private to this folder. The layout stands in
 * handoff_bits.c alone; handoff.c takes it from a case, handoff_open.c makes a case of it.
 */
#ifndef SYNCFIX_CASE_HANDOFF_PARTS_H
#define SYNCFIX_CASE_HANDOFF_PARTS_H

#include "base/spoken.h"
#include "case/handoff.h"
#include "case/state.h"

enum { HANDOFF_FACTS = 300 };

/* A step as the code names it: its code, or (where it has none) a check of its name. */
struct handoff_place {
	const struct node *node; /* NULL: not in the data here */
	char code[16];           /* as told; "" for one without */
};

/* How the step stands in front of the person. */
enum handoff_phase { HANDOFF_STAND, HANDOFF_LEAVE, HANDOFF_VERIFY, HANDOFF_PHASES };

struct handoff_fact {
	uint32_t n;      /* the fact's stable number */
	uint32_t value;  /* 0: "I can't see it"; else 1 + its place among the values; yes 1, no 2 */
	bool in_between; /* value 0: said to a question that a step put in between */
};

struct handoff {
	const struct guide *guide;
	uint32_t data; /* check of the data it was written with */
	enum handoff_phase phase;
	enum way way;                  /* HANDOFF_LEAVE */
	int answer;                    /* HANDOFF_LEAVE: index of an answer without value, or -1 */
	int64_t until;                 /* of a wait under way, to the minute; 0: none */
	bool reached;                  /* VERIFY: the wait is over */
	bool gave_up;                  /* VERIFY: the probe was not waited for */
	uint32_t recheck[RECHECK_MAX]; /* numbers of facts to ask again first */
	size_t recheck_count;
	uint32_t message_fact; /* number of the fact that holds a known message; 0: none */
	uint32_t message;      /* check of its text */
	struct handoff_place at;
	struct handoff_place frame[FRAMES_MAX];
	size_t frame_count;
	char prefix[5]; /* of the platform's codes; "" for none */
	struct handoff_fact fact[HANDOFF_FACTS];
	size_t fact_count;
	/* what reading adds */
	const struct platform *platform;
	const struct known_error *known; /* of the message; NULL: none, or not in the data here */
	ARRAY(struct handoff_answer) answers;
	struct text changes;
};

/* A number that differs, all but surely, when codes, facts or values of the data differ. */
uint32_t handoff_data_check(const struct guide *guide);
const struct fact *handoff_fact(const struct guide *guide, uint32_t n); /* NULL: there is none */

/* A check of a message's words, 16 bits. */
uint32_t handoff_message_check(const char *text);

void handoff_put(const struct handoff *handoff, struct spoken *out);
/* False when the bits are no handoff of this kind. Fills changes with what the data does not have. */
bool handoff_take(struct handoff *handoff, struct spoken *in);

#endif
