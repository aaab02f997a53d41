/* The ticket as one JSON object: docs/schemas/ticket.schema.json. Times are RFC 3339, values as in the
 * journal. */
#include "base/clock.h"
#include "report/ticket_parts.h"

static void put_time(struct json_writer *writer, const char *key, int64_t at)
{
	struct text time = {0};

	time_add_iso(&time, at);
	json_put_string(writer, key, text_str(&time));
	text_clear(&time);
}

static void put_field(struct json_writer *writer, const struct ticket_field *field)
{
	json_open_object(writer, field->name);
	json_put_string(writer, "label", field->label);
	json_put_string(writer, "value", field->written);
	json_put_string(writer, "text", field->value);
	json_put_string(writer, "source", field->value ? source_name(field->source) : NULL);
	json_put_string(writer, "vantage", field->value ? field->vantage : NULL);
	json_put_string(writer, "missing", field->missing);
	json_put_bool(writer, "needed", field->needed);
	json_close_object(writer);
}

/* Those of section 9 first, then the other facts, each once. */
static void put_fields(struct json_writer *writer, const struct ticket *ticket)
{
	for (size_t i = 0; i < ticket->main_count; i++)
		put_field(writer, &ticket->field.at[i]);
	json_open_object(writer, "facts");
	for (size_t i = 0; i < ticket->fact.count; i++)
		put_field(writer, &ticket->fact.at[i]);
	json_close_object(writer);
}

static void put_steps(struct json_writer *writer, const struct ticket *ticket)
{
	json_open_array(writer, "tried");
	for (size_t i = 0; i < ticket->step.count; i++) {
		const struct ticket_step *step = &ticket->step.at[i];

		json_open_object(writer, NULL);
		json_put_string(writer, "text", step->text);
		json_put_string(writer, "who", step->who);
		put_time(writer, "at", step->at);
		json_put_bool(writer, "change", step->change);
		json_close_object(writer);
	}
	json_close_array(writer);
}

static void put_proof(struct json_writer *writer, const struct ticket_proof *proof)
{
	json_open_object(writer, NULL);
	json_put_string(writer, "probe", proof->probe->name);
	json_put_string(writer, "ref", proof->probe->ref);
	json_put_string(writer, "outcome", proof->outcome);
	json_put_string(writer, "verdict", verdict_name(proof->verdict));
	json_put_string(writer, "text", proof->text);
	put_time(writer, "at", proof->at);
	if (proof->ms >= 0)
		json_put_number(writer, "ms", proof->ms);
	else
		json_put_null(writer, "ms");
	json_put_string(writer, "vantage", proof->vantage);
	json_put_string(writer, "asked", *proof->asked ? proof->asked : NULL);
	json_put_string(writer, "does_not_prove", *proof->does_not_prove ? proof->does_not_prove : NULL);
	json_close_object(writer);
}

static void put_strings(struct json_writer *writer, const char *key, const char *const *at, size_t count)
{
	json_open_array(writer, key);
	for (size_t i = 0; i < count; i++)
		json_put_string(writer, NULL, at[i]);
	json_close_array(writer);
}

void ticket_put_json(const struct ticket *ticket, struct json_writer *writer, const char *key)
{
	json_open_object(writer, key);
	json_put_string(writer, "schema", "syncfix-ticket/1");
	json_put_string(writer, "to", ticket->to);
	json_put_string(writer, "title", ticket->title);
	json_put_string(writer, "summary", ticket->summary);
	put_fields(writer, ticket);
	json_put_string(writer, "cause", ticket->cause);
	put_steps(writer, ticket);
	json_open_array(writer, "evidence");
	for (size_t i = 0; i < ticket->proof.count; i++)
		put_proof(writer, &ticket->proof.at[i]);
	json_close_array(writer);
	put_strings(writer, "contradictions", ticket->against.at, ticket->against.count);
	put_strings(writer, "notes", ticket->note.at, ticket->note.count);
	json_put_string(writer, "request", ticket->request);
	json_put_string(writer, "urgency", ticket->urgency);
	json_put_string(writer, "urgency_why", ticket->urgency_why);
	json_put_string(writer, "role", role_name(ticket->role));
	json_put_string(writer, "node", ticket->node->name);
	json_put_string(writer, "code", ticket->node->code);
	put_time(writer, "at", ticket->at);
	json_put_integer(writer, "blank", (int64_t)ticket->missing_count);
	json_close_object(writer);
}
