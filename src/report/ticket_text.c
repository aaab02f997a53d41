/* The ticket as plain text, in the order of the guide's example; for pasting, mail and line mode. */
#include <string.h>

#include "report/names.h"
#include "report/ticket_parts.h"
#include "report/wording.h"

/* Lines after the first are indented, so that no value can pass for a line of the ticket's own. */
static void add_value(struct text *out, const char *value)
{
	for (; *value; value++) {
		text_add_char(out, *value);
		if (*value == '\n')
			text_add(out, "    ");
	}
}

static const char *source_of(const struct ticket_field *field, const struct ticket *ticket)
{
	return *field->vantage ? field->vantage : names_source(field->source, ticket->role);
}

static void add_field(struct text *out, const struct ticket_field *field, const struct ticket *ticket)
{
	text_addf(out, "%s: ", field->label);
	if (field->value) {
		add_value(out, field->value);
		text_addf(out, " [%s]\n", source_of(field, ticket));
	} else {
		text_addf(out, "(blank: ");
		add_value(out, field->missing);
		text_add(out, ")\n");
	}
}

static void add_fields(struct text *out, const struct ticket *ticket, size_t from, size_t to)
{
	if (from < to)
		text_add_char(out, '\n');
	for (size_t i = from; i < to; i++)
		add_field(out, &ticket->field.at[i], ticket);
}

static void add_steps(struct text *out, const struct ticket *ticket)
{
	if (ticket->step.count > 0)
		text_add(out, "\nSteps Already Tried:\n");
	for (size_t i = 0; i < ticket->step.count; i++) {
		text_addf(out, "%zu. ", i + 1);
		add_value(out, ticket->step.at[i].text);
		text_addf(out, "%s%s%s\n", *ticket->step.at[i].who ? " [" : "", ticket->step.at[i].who,
		          *ticket->step.at[i].who ? "]" : "");
	}
}

/* "- The store accepts the key (WOO-2): … [key_unknown; this computer; 23 Nov 2026, 2:02 PM UTC; 182 ms]" */
static void add_proof(struct text *out, const struct ticket_proof *proof)
{
	text_addf(out, "- %s%s%s%s: %s", proof->probe->title ? proof->probe->title : proof->probe->name,
	          proof->probe->ref ? " (" : "", proof->probe->ref ? proof->probe->ref : "",
	          proof->probe->ref ? ")" : "", proof->text);
	text_addf(out, " [%s; %s; %s", proof->outcome, proof->vantage, proof->when);
	if (proof->ms >= 0) {
		text_add(out, "; ");
		wording_took(out, proof->ms);
	}
	text_add(out, "]\n");
	if (*proof->asked)
		text_addf(out, "    Asked: %s\n", proof->asked);
	if (*proof->does_not_prove)
		text_addf(out, "    Does not prove: %s\n", proof->does_not_prove);
}

static void add_list(struct text *out, const char *heading, const char *const *line, size_t count)
{
	if (count > 0)
		text_addf(out, "\n%s:\n", heading);
	for (size_t i = 0; i < count; i++) {
		text_add(out, "- ");
		add_value(out, line[i]);
		text_add_char(out, '\n');
	}
}

void ticket_add_author(const struct ticket *ticket, struct text *out)
{
	static const char *const by[ROLES] = {
		[ROLE_MERCHANT] = "the merchant",
		[ROLE_AGENT] = "a support agent on the phone",
		[ROLE_TRAINER] = "a trainer in a lesson: no real shop",
	};

	text_addf(out, "Written with syncfix by %s, %s.", by[ticket->role], ticket->when);
}

void ticket_write_text(const struct ticket *ticket, struct text *out)
{
	text_addf(out, "Title: %s\n", ticket->title);
	add_fields(out, ticket, 0, ticket->main_count);
	add_fields(out, ticket, ticket->main_count, ticket->field.count);
	if (ticket->cause)
		text_addf(out, "\nCause Found: %s\n", ticket->cause);
	add_steps(out, ticket);
	if (ticket->proof.count > 0)
		text_add(out, "\nEvidence:\n");
	for (size_t i = 0; i < ticket->proof.count; i++)
		add_proof(out, &ticket->proof.at[i]);
	add_list(out, "These do not fit together", ticket->against.at, ticket->against.count);
	add_list(out, "In their own words", ticket->note.at, ticket->note.count);
	text_addf(out, "\nRequest: %s\n", ticket->request);
	text_addf(out, "Urgency: %s – %s\n\n", ticket_urgency_word(ticket), ticket->urgency_why);
	ticket_add_author(ticket, out);
	text_add_char(out, '\n');
}
