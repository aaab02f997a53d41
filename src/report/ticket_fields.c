/* The fields of section 9 of the guide ("Include in ticket"), and the further facts of the case. */
#include <string.h>

#include "report/ticket_parts.h"
#include "report/wording.h"

enum { FIELD_FACTS = 2 };

/* One row per line of section 9's list and its example; the facts that may fill it, best first. */
static const struct field_row {
	const char *name, *label;
	const char *fact[FIELD_FACTS];
	bool letter; /* belongs into a letter to a host or platform too */
} field_rows[] = {
	{"platform", "Platform", {"platform"}, true},
	{"integration", "Integration Name", {"integration"}, false},
	{"started", "Issue Started", {"started_at"}, true},
	{"last_sync", "Last Successful Sync", {"last_sync"}, false},
	{"problem", "Problem", {"symptom"}, true},
	{"errors", "Error Messages", {"error_text", "error_messages"}, true},
	{"orders", "Example Orders", {"order_number", "order_numbers"}, false},
	{"screenshots", "Screenshots", {"screenshots"}, false},
};
enum { FIELD_ROWS = sizeof field_rows / sizeof *field_rows };

/* Known facts that say what the case is about: no look of their own, and no field. */
static const char *const about[] = {"direction",     "support_reason", "problem_kind",
                                    "message_about", "message_kind",   "routine_kind",
                                    "connects_by",   "can_probe",      "platform_issue"};

bool ticket_is_letter(const struct ticket *ticket)
{
	return ticket->to && strcmp(ticket->to, "efs") != 0;
}

static const struct fact *fact_named(const struct ticket_maker *maker, const char *name)
{
	return name ? guide_fact(walk_guide(maker->walk), name) : NULL;
}

static bool is_needed(const struct node *node, const struct fact *fact)
{
	for (size_t i = 0; i < node->ticket_need_count; i++)
		if (node->ticket_need[i] == fact->id)
			return true;
	return false;
}

/* ---- values ---- */

static const char *keep_written(struct ticket_maker *maker, const struct evidence *evidence)
{
	struct text written = {0}, out = {0};

	value_write(&written, &evidence->value);
	text_add(&out, wording_clean(maker->arena, text_str(&written)));
	text_clear(&written);
	return wording_keep(maker->arena, &out);
}

/* How a fact reads as an entry of its field. */
static const char *entry_words(struct ticket_maker *maker, const struct evidence *evidence)
{
	bool yes = evidence->value.kind == VALUE_YESNO && evidence->value.yes;

	if (strcmp(evidence->fact->name, "screenshots") == 0)
		return yes ? "at hand, to be attached" : "none at hand";
	return wording_value(maker->arena, maker->walk, evidence);
}

static void add_entry(struct text *out, const char *entry)
{
	if (out->len > 0)
		text_add(out, ", ");
	text_add(out, entry);
}

static void fill(struct ticket_maker *maker, struct ticket_field *field, const struct evidence *evidence,
                 struct text *words, struct text *written)
{
	if (words->len == 0) {
		field->source = evidence->source;
		field->vantage = wording_line(maker->arena, evidence->vantage);
	}
	/* A message is quoted as it stood there; that there is one need not be said beside it. */
	if (strcmp(evidence->fact->name, "error_messages") == 0 && words->len > 0)
		return;
	add_entry(words, entry_words(maker, evidence));
	add_entry(written, keep_written(maker, evidence));
}

static void finish(struct ticket_maker *maker, struct ticket_field *field, struct text *words,
                   struct text *written)
{
	field->value = words->len > 0 ? wording_keep(maker->arena, words) : NULL;
	field->written = written->len > 0 ? wording_keep(maker->arena, written) : NULL;
	text_clear(words);
	text_clear(written);
	if (!field->value)
		field->written = NULL;
	if (!field->value && field->fact >= 0)
		field->missing = ticket_missing_reason(maker, &walk_guide(maker->walk)->fact[field->fact]);
	else if (!field->value)
		field->missing = "not asked";
	if (!field->value && field->needed)
		maker->ticket->missing_count++;
}

/* ---- section 9 ---- */

static void read_row(struct ticket_maker *maker, const struct field_row *row, struct ticket_field *field)
{
	struct text words = {0}, written = {0};

	*field = (struct ticket_field){.name = row->name, .label = row->label, .vantage = "", .fact = -1};
	for (int i = 0; i < FIELD_FACTS; i++) {
		const struct fact *fact = fact_named(maker, row->fact[i]);
		const struct evidence *evidence = fact ? walk_fact(maker->walk, fact->id) : NULL;

		if (!fact)
			continue;
		field->fact = field->fact < 0 ? fact->id : field->fact;
		field->needed = field->needed || is_needed(maker->ticket->node, fact);
		if (evidence)
			fill(maker, field, evidence, &words, &written);
	}
	finish(maker, field, &words, &written);
}

static void add_row(struct ticket_maker *maker, const struct field_row *row)
{
	struct ticket *ticket = maker->ticket;
	struct ticket_field field;
	size_t missing = ticket->missing_count;

	for (int i = 0; i < FIELD_FACTS; i++) {
		const struct fact *fact = fact_named(maker, row->fact[i]);

		/* When it last synced is a look as well as a field: the guide's example lists it twice. */
		if (fact && strcmp(row->name, "last_sync") != 0)
			maker->told[fact->id] = true;
	}
	read_row(maker, row, &field);
	if (ticket_is_letter(ticket) && !field.needed && (!row->letter || !field.value)) {
		ticket->missing_count = missing;
		return;
	}
	array_push(&ticket->field, field);
}

static void add_fact_field(struct ticket_maker *maker, const struct fact *fact, bool needed)
{
	const struct evidence *evidence = walk_fact(maker->walk, fact->id);
	struct ticket_field field = {.name = fact->name, .vantage = "", .fact = fact->id, .needed = needed};
	struct text words = {0}, written = {0};

	field.label = wording_template(maker->arena, maker->walk, fact->label);
	if (evidence)
		fill(maker, &field, evidence, &words, &written);
	finish(maker, &field, &words, &written);
	array_push(&maker->ticket->field, field);
}

void ticket_add_fields(struct ticket_maker *maker)
{
	const struct guide *guide = walk_guide(maker->walk);
	const struct node *node = maker->ticket->node;

	for (int i = 0; i < FIELD_ROWS; i++)
		add_row(maker, &field_rows[i]);
	for (size_t i = 0; i < node->ticket_need_count; i++) {
		const struct fact *fact = &guide->fact[node->ticket_need[i]];
		bool in_row = maker->told[fact->id] || strcmp(fact->name, "last_sync") == 0;

		if (!in_row && fact->type != FACT_SECRET) {
			maker->told[fact->id] = true;
			add_fact_field(maker, fact, true);
		}
	}
	maker->ticket->main_count = maker->ticket->field.count;
	for (size_t i = 0; i < sizeof about / sizeof *about; i++) {
		const struct fact *fact = fact_named(maker, about[i]);

		if (fact)
			maker->told[fact->id] = true;
	}
}

/* ---- further facts ---- */

void ticket_add_facts(struct ticket_maker *maker)
{
	const struct evidence *evidence;
	size_t count = walk_evidence(maker->walk, &evidence);
	struct ticket *ticket = maker->ticket;

	for (size_t i = 0; i < count && !ticket_is_letter(ticket); i++) {
		const struct fact *fact = evidence[i].fact;

		if (!fact->ticket || maker->told[fact->id] || fact->type == FACT_SECRET)
			continue;
		add_fact_field(maker, fact, false);
		array_push(&ticket->fact, ticket->field.at[ticket->field.count - 1]);
		if (maker->seen[fact->id] || strcmp(fact->name, "last_sync") == 0)
			ticket->field.count--;
	}
}
