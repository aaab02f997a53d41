/* The ticket as Markdown: the same parts, every value escaped. */
#include <string.h>

#include "report/names.h"
#include "report/ticket_parts.h"
#include "report/wording.h"

/* What Markdown would act on is escaped; lines after the first stay in the same list item. */
static void add_escaped(struct text *out, const char *value)
{
	for (; *value; value++) {
		if (*value == '\n') {
			text_add(out, "  \n  ");
			continue;
		}
		if (strchr("\\`*_{}[]<>#|~!&", *value))
			text_add_char(out, '\\');
		text_add_char(out, *value);
	}
}

static void add_source(struct text *out, const char *source)
{
	if (*source == '\0')
		return;
	text_add(out, " _(");
	add_escaped(out, source);
	text_add(out, ")_");
}

static void add_field(struct text *out, const struct ticket_field *field, const struct ticket *ticket)
{
	text_add(out, "- **");
	add_escaped(out, field->label);
	text_add(out, ":** ");
	if (field->value) {
		add_escaped(out, field->value);
		add_source(out, *field->vantage ? field->vantage : names_source(field->source, ticket->role));
	} else {
		text_add(out, "_blank: ");
		add_escaped(out, field->missing);
		text_add_char(out, '_');
	}
	text_add_char(out, '\n');
}

static void add_steps(struct text *out, const struct ticket *ticket)
{
	if (ticket->step.count > 0)
		text_add(out, "\n## Steps Already Tried\n\n");
	for (size_t i = 0; i < ticket->step.count; i++) {
		text_addf(out, "%zu. ", i + 1);
		add_escaped(out, ticket->step.at[i].text);
		add_source(out, ticket->step.at[i].who);
		text_add_char(out, '\n');
	}
}

static void add_proof(struct text *out, const struct ticket_proof *proof)
{
	text_add(out, "- **");
	add_escaped(out, proof->probe->title ? proof->probe->title : proof->probe->name);
	text_add(out, ":** ");
	add_escaped(out, proof->text);
	text_addf(out, " (`%s`, ", proof->outcome);
	add_escaped(out, proof->vantage);
	text_addf(out, ", %s", proof->when);
	if (proof->ms >= 0) {
		text_add(out, ", ");
		wording_took(out, proof->ms);
	}
	text_add(out, ")\n");
	if (*proof->asked) {
		text_add(out, "  - Asked: ");
		add_escaped(out, proof->asked);
		text_add_char(out, '\n');
	}
	if (*proof->does_not_prove) {
		text_add(out, "  - Does not prove: ");
		add_escaped(out, proof->does_not_prove);
		text_add_char(out, '\n');
	}
}

static void add_list(struct text *out, const char *heading, const char *const *line, size_t count)
{
	if (count > 0)
		text_addf(out, "\n## %s\n\n", heading);
	for (size_t i = 0; i < count; i++) {
		text_add(out, "- ");
		add_escaped(out, line[i]);
		text_add_char(out, '\n');
	}
}

static void add_paragraph(struct text *out, const char *heading, const char *value)
{
	text_addf(out, "\n## %s\n\n", heading);
	add_escaped(out, value);
	text_add_char(out, '\n');
}

static void add_urgency(struct text *out, const struct ticket *ticket)
{
	struct text line = {0};

	text_addf(&line, "%s – %s", ticket_urgency_word(ticket), ticket->urgency_why);
	add_paragraph(out, "Urgency", text_str(&line));
	text_clear(&line);
}

void ticket_write_markdown(const struct ticket *ticket, struct text *out)
{
	struct text author = {0};

	text_add(out, "# ");
	add_escaped(out, ticket->title);
	text_add(out, "\n\n");
	for (size_t i = 0; i < ticket->field.count; i++)
		add_field(out, &ticket->field.at[i], ticket);
	if (ticket->cause)
		add_paragraph(out, "Cause Found", ticket->cause);
	add_steps(out, ticket);
	if (ticket->proof.count > 0)
		text_add(out, "\n## Evidence\n\n");
	for (size_t i = 0; i < ticket->proof.count; i++)
		add_proof(out, &ticket->proof.at[i]);
	add_list(out, "These do not fit together", ticket->against.at, ticket->against.count);
	add_list(out, "In their own words", ticket->note.at, ticket->note.count);
	add_paragraph(out, "Request", ticket->request);
	add_urgency(out, ticket);
	ticket_add_author(ticket, &author);
	text_addf(out, "\n_%s_\n", text_str(&author));
	text_clear(&author);
}
