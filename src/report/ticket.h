/*
 * The support ticket of a case: what section 9 of the guide asks for, made from a walk alone, at its
 * end or at any time before. Nothing is guessed: a field that nobody knows stays blank and says why.
 * A ticket owns all its texts; the walk it was made from must outlive it (facts and probes are
 * borrowed from the guide). Make it anew when the walk changed.
 */
#ifndef SYNCFIX_REPORT_TICKET_H
#define SYNCFIX_REPORT_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include "case/walk.h"

struct ticket_field {
	const char *name;    /* "platform", "started" …, or the name of a fact; stable, the member in JSON */
	const char *label;   /* as it stands in the ticket */
	const char *value;   /* in words; times with their zone. NULL: blank */
	const char *written; /* for machines: value_write's form, times in RFC 3339. NULL: blank */
	enum source source;  /* who said so, when known */
	const char *vantage; /* "read in IS2 by the merchant"; "" when not known */
	const char *missing; /* why it is blank; NULL when it is not */
	bool needed;         /* the ticket is not complete without it (or its reason) */
	int fact;            /* what to ask to fill it in (walk_recheck, walk_jump to its node); -1: nothing */
};

/* One thing that was tried or looked at, in order. */
struct ticket_step {
	const char *text; /* a sentence without its number */
	const char *who;  /* "you", "the wizard" …: who did or said it */
	int64_t at;
	bool change; /* a fix that was done, against a look */
};

struct ticket_proof {
	const struct probe *probe;
	const char *text;    /* its outcome in words */
	const char *outcome; /* label */
	enum verdict verdict;
	int64_t at;
	const char *when; /* the same, as people write it, with the zone */
	double ms;        /* time it took; < 0: none */
	const char *vantage;
	const char *asked;          /* "GET https://…", "" where it cannot be said without guessing */
	const char *does_not_prove; /* "" when the data says nothing */
};

/* What the case knows and the ticket leaves out. */
struct ticket_left_out {
	const char *what;
	const char *why;
};

struct ticket {
	struct arena arena;
	const struct node *node; /* the end it is written for */
	const char *to;          /* "efs", "host", "platform" */
	const char *title; /* "Sync Issue – Shopify – Orders not arriving since 14 Nov 2026, 11:30 AM" */
	const char *summary;
	const char *urgency; /* low normal high */
	const char *urgency_why;
	const char *request;
	const char *cause; /* what is to blame, as far as the case has come; NULL: nothing yet */
	enum role role;
	int64_t at; /* when it was made */
	const char *when;
	ARRAY(struct ticket_field) field; /* section 9's, in its order; then what nobody looked at in a step */
	size_t main_count;                /* so many of them are section 9's */
	ARRAY(struct ticket_field) fact;  /* every further fact for a ticket, seen in a step or not */
	ARRAY(struct ticket_step) step;
	ARRAY(struct ticket_proof) proof;
	ARRAY(const char *) against; /* contradictions between facts that stand */
	ARRAY(const char *) note;    /* the person's own words */
	ARRAY(struct ticket_left_out) left_out;
	size_t missing_count; /* needed fields that are blank */
};

/* NULL only when the data has no end that writes a ticket. The caller frees. */
struct ticket *ticket_new(const struct walk *walk, int64_t now);
void ticket_free(struct ticket *ticket);

bool ticket_is_letter(const struct ticket *ticket); /* to the host or the platform, not to EFS */

/* A field by its name, or by that of a fact which is in it ("started_at", "order_number"); then a fact. */
const struct ticket_field *ticket_field(const struct ticket *ticket, const char *name);
/* Text of a part by name, for checks: a field's value, "title", "urgency", "request", "summary", "to",
 * "cause", "tried", "evidence". Appends and returns true; false when there is no such part or it is blank. */
bool ticket_part(const struct ticket *ticket, const char *name, struct text *out);

enum ticket_format { TICKET_TEXT, TICKET_MARKDOWN, TICKET_JSON, TICKET_FORMATS };
const char *ticket_format_name(enum ticket_format format); /* "text" "markdown" "json" */
bool ticket_format_find(const char *name, enum ticket_format *out);
/* Appends the ticket, ending in a newline. JSON: docs/schemas/ticket.schema.json. */
void ticket_write(const struct ticket *ticket, enum ticket_format format, struct text *out);

#endif
