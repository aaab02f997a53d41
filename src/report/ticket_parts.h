/* How a ticket is put together, split over ticket*.c; private to this floor. */
#ifndef SYNCFIX_REPORT_TICKET_PARTS_H
#define SYNCFIX_REPORT_TICKET_PARTS_H

#include "report/ticket.h"
#include "json/json.h"

struct ticket_maker {
	const struct walk *walk;
	struct ticket *ticket;
	struct arena *arena; /* the ticket's */
	bool *told;          /* by fact id: stands in a field of section 9, or is no look of its own */
	bool *seen;          /* by fact id: stands among the steps */
	bool unattended;     /* nobody was there: "don't know" was said by the diagnosis itself */
};

/* As ticket_new; unattended: of a walk that a diagnosis went alone. */
struct ticket *ticket_make(const struct walk *walk, bool unattended, int64_t now);

/* ticket_fields.c */
void ticket_add_fields(struct ticket_maker *maker);
void ticket_add_facts(struct ticket_maker *maker); /* after the steps */

/* ticket_cause.c */
void ticket_add_cause(struct ticket_maker *maker);

/* ticket_missing.c: why nobody knows the fact, a clause without full stop */
const char *ticket_missing_reason(struct ticket_maker *maker, const struct fact *fact);

/* ticket_steps.c */
void ticket_add_steps(struct ticket_maker *maker);
/* ticket_fix_steps.c: what the event of that index says of a fix, a wait, a skip, a compared row; NULL:
 * nothing */
const char *ticket_fix_step(struct ticket_maker *maker, size_t index);
const char *ticket_compare_step(struct ticket_maker *maker, const struct event *event);

/* ticket_proof.c */
void ticket_add_proof(struct ticket_maker *maker);
void ticket_add_notes(struct ticket_maker *maker);
void ticket_add_left_out(struct ticket_maker *maker);

/* ticket_text.c, ticket_markdown.c, ticket_json.c */
void ticket_write_text(const struct ticket *ticket, struct text *out);
void ticket_write_markdown(const struct ticket *ticket, struct text *out);
/* As a member of an object (key) or, with key NULL, as the whole. */
void ticket_put_json(const struct ticket *ticket, struct json_writer *writer, const char *key);
/* "High", "Normal", "Low" */
const char *ticket_urgency_word(const struct ticket *ticket);
/* Who wrote it and when, a sentence. */
void ticket_add_author(const struct ticket *ticket, struct text *out);

#endif
