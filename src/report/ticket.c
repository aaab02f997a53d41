#include "report/ticket.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/ticket_parts.h"
#include "report/wording.h"

enum { TITLE_COLUMNS = 120 };

/* ---- which ticket ---- */

static bool writes_ticket(const struct node *node)
{
	return node && node->kind == NODE_END && node->ticket_summary;
}

/* Before the end, and at an end that needs none, it is the one to EFS: section 9's own end. */
static const struct node *end_of(const struct walk *walk, int64_t now)
{
	const struct guide *guide = walk_guide(walk);
	const struct node *here = walk_view(walk, now).node;
	const struct node *found = writes_ticket(here) ? here : guide_node(guide, "support.ticket");

	for (size_t i = 0; !writes_ticket(found) && i < guide->node_count; i++)
		if (guide->node[i].ending == ENDING_ESCALATE)
			found = &guide->node[i];
	return writes_ticket(found) ? found : NULL;
}

/* ---- head ---- */

static const char *name_of_platform(const struct walk *walk)
{
	const struct platform *platform = walk_platform(walk);

	return platform && platform->name ? platform->name : "platform not known";
}

/* "Sync Issue – [Platform Name] – [Brief Description]" (guide, section 9); a letter needs no such key. */
static const char *title_of(struct ticket_maker *maker)
{
	struct text title = {0}, cut = {0};

	if (!ticket_is_letter(maker->ticket))
		text_addf(&title, "Sync Issue – %s – ", name_of_platform(maker->walk));
	text_add(&title, maker->ticket->summary);
	text_safe(&cut, text_str(&title), title.len, TEXT_SAFE_LINE, TITLE_COLUMNS);
	text_clear(&title);
	return wording_keep(maker->arena, &cut);
}

static void judge_urgency(struct ticket_maker *maker)
{
	struct ticket *ticket = maker->ticket;
	const struct node *node = ticket->node;

	ticket->urgency = "normal";
	ticket->urgency_why = "";
	for (size_t i = 0; i < node->urgency_count; i++) {
		const struct urgency_rule *rule = &node->urgency[i];

		if (rule->when && !walk_holds(maker->walk, rule->when, ticket->at))
			continue;
		ticket->urgency = rule->is;
		ticket->urgency_why = wording_template(maker->arena, maker->walk, rule->why);
		return;
	}
}

static void make_head(struct ticket_maker *maker)
{
	struct ticket *ticket = maker->ticket;
	const struct node *node = ticket->node;
	struct text when = {0};

	wording_time(&when, maker->walk, NULL, ticket->at);
	ticket->when = wording_keep(maker->arena, &when);
	ticket->to = node->ticket_to ? node->ticket_to : "efs";
	ticket->role = walk_role(maker->walk);
	ticket->summary = wording_template(maker->arena, maker->walk, node->ticket_summary);
	ticket->request = wording_template(maker->arena, maker->walk, node->ticket_request);
	ticket->title = title_of(maker);
	judge_urgency(maker);
}

/* ---- new, free ---- */

struct ticket *ticket_make(const struct walk *walk, bool unattended, int64_t now)
{
	const struct node *node = end_of(walk, now);
	size_t facts = walk_guide(walk)->fact_count + 1;
	struct ticket *ticket;
	struct ticket_maker maker;

	if (!node)
		return NULL;
	ticket = xcalloc(1, sizeof *ticket);
	ticket->node = node;
	ticket->at = now;
	arena_init(&ticket->arena);
	maker = (struct ticket_maker){
		.walk = walk,
		.ticket = ticket,
		.arena = &ticket->arena,
		.told = xcalloc(facts, sizeof(bool)),
		.seen = xcalloc(facts, sizeof(bool)),
		.unattended = unattended,
	};
	make_head(&maker);
	ticket_add_cause(&maker);
	ticket_add_fields(&maker);
	ticket_add_steps(&maker);
	ticket_add_facts(&maker);
	ticket_add_proof(&maker);
	ticket_add_notes(&maker);
	ticket_add_left_out(&maker);
	free(maker.told);
	free(maker.seen);
	return ticket;
}

struct ticket *ticket_new(const struct walk *walk, int64_t now)
{
	return ticket_make(walk, false, now);
}

void ticket_free(struct ticket *ticket)
{
	if (!ticket)
		return;
	array_clear(&ticket->field);
	array_clear(&ticket->fact);
	array_clear(&ticket->step);
	array_clear(&ticket->proof);
	array_clear(&ticket->against);
	array_clear(&ticket->note);
	array_clear(&ticket->left_out);
	arena_clear(&ticket->arena);
	free(ticket);
}

/* ---- queries ---- */

static const struct ticket_field *find(const struct ticket_field *field, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(field[i].name, name) == 0)
			return &field[i];
	return NULL;
}

const struct ticket_field *ticket_field(const struct ticket *ticket, const char *name)
{
	/* The second fact of a field, and the first under its own name. */
	static const struct {
		const char *fact, *field;
	} also[] = {
		{"symptom", "problem"},       {"started_at", "started"},  {"error_text", "errors"},
		{"error_messages", "errors"}, {"order_number", "orders"}, {"order_numbers", "orders"},
	};
	const struct ticket_field *field = find(ticket->field.at, ticket->field.count, name);

	for (size_t i = 0; !field && i < sizeof also / sizeof *also; i++)
		if (strcmp(also[i].fact, name) == 0)
			field = find(ticket->field.at, ticket->field.count, also[i].field);
	return field ? field : find(ticket->fact.at, ticket->fact.count, name);
}

static void add_lines(const struct ticket *ticket, bool tried, struct text *out)
{
	for (size_t i = 0; tried && i < ticket->step.count; i++)
		text_addf(out, "%s\n", ticket->step.at[i].text);
	for (size_t i = 0; !tried && i < ticket->proof.count; i++) {
		const struct ticket_proof *proof = &ticket->proof.at[i];

		text_addf(out, "%s %s, %s: %s\n", proof->probe->name, proof->outcome,
		          proof->probe->title ? proof->probe->title : proof->probe->name, proof->text);
	}
}

bool ticket_part(const struct ticket *ticket, const char *name, struct text *out)
{
	const struct {
		const char *name, *text;
	} parts[] = {
		{"title", ticket->title},     {"summary", ticket->summary}, {"urgency", ticket->urgency},
		{"request", ticket->request}, {"to", ticket->to},           {"cause", ticket->cause},
	};
	const struct ticket_field *field = ticket_field(ticket, name);
	size_t before = out->len;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcmp(parts[i].name, name) == 0 && parts[i].text)
			text_add(out, parts[i].text);
	if (strcmp(name, "tried") == 0 || strcmp(name, "evidence") == 0)
		add_lines(ticket, *name == 't', out);
	else if (field && field->value)
		text_add(out, field->value);
	return out->len > before;
}

const char *ticket_urgency_word(const struct ticket *ticket)
{
	return strcmp(ticket->urgency, "high") == 0  ? "High"
	       : strcmp(ticket->urgency, "low") == 0 ? "Low"
	                                             : "Normal";
}

/* ---- formats ---- */

static const char *const format_names[TICKET_FORMATS] = {
	[TICKET_TEXT] = "text",
	[TICKET_MARKDOWN] = "markdown",
	[TICKET_JSON] = "json",
};

const char *ticket_format_name(enum ticket_format format)
{
	return format_names[format];
}

bool ticket_format_find(const char *name, enum ticket_format *out)
{
	for (int i = 0; i < TICKET_FORMATS; i++) {
		if (strcmp(format_names[i], name) == 0) {
			*out = (enum ticket_format)i;
			return true;
		}
	}
	return false;
}

static void write_json(const struct ticket *ticket, struct text *out)
{
	struct json_writer writer;

	json_write_init(&writer, out, true);
	ticket_put_json(ticket, &writer, NULL);
	text_add_char(out, '\n');
}

void ticket_write(const struct ticket *ticket, enum ticket_format format, struct text *out)
{
	static void (*const write[TICKET_FORMATS])(const struct ticket *, struct text *) = {
		[TICKET_TEXT] = ticket_write_text,
		[TICKET_MARKDOWN] = ticket_write_markdown,
		[TICKET_JSON] = write_json,
	};

	assert(format < TICKET_FORMATS);
	write[format](ticket, out);
}
