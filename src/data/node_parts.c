/* The other parts of a node. */
#include "data/node_parts.h"

#include <string.h>

#define ROWS(table) (table), sizeof(table) / sizeof *(table)

static const char *const logins[] = {"none", "is2", "fcp", "store", "host", NULL};
static const char *const risks[] = {"none", "low", "high", NULL};

static const struct field cost_fields[] = {
	{.key = "seconds", .kind = FIELD_INT, .at = offsetof(struct node, cost_seconds), .max = 36000},
	{.key = "login", .kind = FIELD_WORD, .at = offsetof(struct node, cost_login), .words = logins},
	{.key = "risk", .kind = FIELD_WORD, .at = offsetof(struct node, cost_risk), .words = risks},
};

void read_cost(struct declare *declare, const struct json_at *at, void *out)
{
	fields_read(declare, at, ROWS(cost_fields), 1, "A cost", out);
}

/* One id, or a list of them. */
void read_conflicts(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	size_t given = at->type == JSON_ARRAY ? json_count(at) : 1;
	const struct conflict **list = arena_alloc(declare->arena, (given + 1) * sizeof *list);

	for (size_t i = 0; i < given; i++) {
		struct json_at item = at->type == JSON_ARRAY ? json_item(at, i) : *at;
		const char *id = field_text(declare, &item);

		if (id == NULL)
			continue;
		list[*count] = guide_conflict(loader_of(declare)->guide, id);
		if (list[*count] != NULL)
			++*count;
		else
			field_fail(declare, &item, "unknown-conflict", "guide.json has no conflict \"%.60s\".", id);
	}
	*(const struct conflict ***)out = list;
}

void read_items(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	const struct node **list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct target target = {0};

		read_target(declare, &item, &target);
		if (target.kind == TARGET_RETURN)
			field_fail(declare, &item, "wrong-value", "An item is the name of an ask node.");
		list[*count] = target.node;
		*count += target.node != NULL;
	}
	*(const struct node ***)out = list;
}

/* ---- wait ---- */

/* "slots", or how often. */
static void read_look_at(struct declare *declare, const struct json_at *at, void *out)
{
	struct wait_look *look = out;
	const char *text = json_string(at, NULL);

	if (text != NULL && strcmp(text, "slots") == 0)
		look->every_ms = 0;
	else if (field_duration(declare, at, &look->every_ms) && look->every_ms < 10000)
		field_fail(declare, at, "wrong-value", "Looking more often than every 10s is too often.");
}

static const struct field look_fields[] = {
	{.key = "probe",
     .kind = FIELD_BY,
     .at = offsetof(struct wait_look, probe),
     .read = read_probe_name,
     .needs = 1},
	{.key = "found",
     .kind = FIELD_TEXTS,
     .at = offsetof(struct wait_look, found),
     .count_at = offsetof(struct wait_look, found_count),
     .needs = 1},
	{.key = "to", .kind = FIELD_BY, .at = offsetof(struct wait_look, to), .read = read_target, .needs = 1},
	{.key = "at", .kind = FIELD_BY, .read = read_look_at, .needs = 1},
};

void read_look(struct declare *declare, const struct json_at *at, void *out)
{
	struct wait_look *look = arena_alloc(declare->arena, sizeof *look);

	fields_read(declare, at, ROWS(look_fields), 1, "A look", look);
	*(struct wait_look **)out = look;
}

/* ---- compare ---- */

static const struct field orders_fields[] = {
	{.key = "good", .kind = FIELD_TEXT, .at = offsetof(struct node, order_good), .needs = 1},
	{.key = "bad", .kind = FIELD_TEXT, .at = offsetof(struct node, order_bad), .needs = 1},
};

void read_orders(struct declare *declare, const struct json_at *at, void *out)
{
	fields_read(declare, at, ROWS(orders_fields), 1, "The orders", out);
}

static const char *const sames[] = {"exact", "fold", "set", NULL};

static const struct field row_fields[] = {
	{.key = "key", .kind = FIELD_TEXT, .at = offsetof(struct compare_row, key), .needs = 1},
	{.key = "label", .kind = FIELD_TEXT, .at = offsetof(struct compare_row, label), .needs = 1},
	{.key = "where", .kind = FIELD_TEXT, .at = offsetof(struct compare_row, where), .needs = 1},
	{.key = "type",
     .kind = FIELD_ENUM,
     .at = offsetof(struct compare_row, type),
     .words = loader_fact_types,
     .needs = 1},
	{.key = "values",
     .kind = FIELD_LIST,
     .at = offsetof(struct compare_row, value),
     .count_at = offsetof(struct compare_row, value_count),
     .read_list = read_named_texts},
	{.key = "same", .kind = FIELD_WORD, .at = offsetof(struct compare_row, same), .words = sames, .needs = 1},
	{.key = "from",
     .kind = FIELD_LIST,
     .at = offsetof(struct compare_row, from),
     .count_at = offsetof(struct compare_row, from_count),
     .read_list = read_facts},
	{.key = "to", .kind = FIELD_BY, .at = offsetof(struct compare_row, to), .read = read_target, .needs = 1},
};

void read_rows(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct compare_row *list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct compare_row *row = &list[(*count)++];

		if (fields_read(declare, &item, ROWS(row_fields), 1, "A row", row) && row->type == FACT_CHOICE &&
		    row->value_count == 0)
			field_fail(declare, &item, "missing-field", "A row of type choice must have \"values\".");
	}
	*(struct compare_row **)out = list;
}

/* ---- fix ---- */

static const struct field step_fields[] = {
	{.key = "text", .kind = FIELD_TEXT, .at = offsetof(struct step, text), .needs = 1},
	{.key = "say", .kind = FIELD_TEXT, .at = offsetof(struct step, say)},
};

/* Each a text, or { "text": …, "say": … }. */
bool load_steps(struct declare *declare, const struct json_at *at, struct step **step, size_t *count)
{
	size_t before = findings_errors(declare->findings);

	if (!field_is(declare, at, JSON_ARRAY))
		return false;
	*step = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof **step);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct step *one = &(*step)[*count];

		if (item.type == JSON_OBJECT)
			fields_read(declare, &item, ROWS(step_fields), 1, "A step", one);
		else
			one->text = field_text(declare, &item);
		*count += one->text != NULL;
	}
	return findings_errors(declare->findings) == before;
}

void read_steps(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	load_steps(declare, at, out, count);
}

void read_use(struct declare *declare, const struct json_at *at, void *out)
{
	const struct loader *loader = loader_of(declare);
	const char *name = field_text(declare, at);
	struct node *node = out;

	for (size_t i = 0; name != NULL && i < loader->steps.count; i++) {
		if (strcmp(loader->steps.at[i].name, name) != 0)
			continue;
		node->step = loader->steps.at[i].step;
		node->step_count = loader->steps.at[i].step_count;
		if (node->undo == NULL)
			node->undo = loader->steps.at[i].undo;
		return;
	}
	if (name != NULL)
		field_fail(declare, at, "unknown-steps", "guide.json has no \"steps\" of the name \"%.60s\".", name);
}

static void read_verify_probe(struct declare *declare, const struct json_at *at, void *out)
{
	const char *name = json_string(at, NULL);
	struct verify *verify = out;

	verify->last_probe = name != NULL && strcmp(name, "@last") == 0;
	if (!verify->last_probe)
		read_probe_name(declare, at, &verify->probe);
}

static const struct field verify_fields[] = {
	{.key = "probe", .kind = FIELD_BY, .read = read_verify_probe},
	{.key = "ok", .kind = FIELD_EXPR, .at = offsetof(struct verify, ok)},
	{.key = "fact", .kind = FIELD_BY, .at = offsetof(struct verify, fact), .read = read_fact, .needs = 1},
	{.key = "wait", .kind = FIELD_DURATION, .at = offsetof(struct verify, wait_ms)},
	{.key = "reask",
     .kind = FIELD_TEXTS,
     .at = offsetof(struct verify, reask),
     .count_at = offsetof(struct verify, reask_count)},
	{.key = "new_only", .kind = FIELD_YESNO, .at = offsetof(struct verify, new_only)},
};

/* "ok" is over the outcome of this probe. */
void read_verify(struct declare *declare, const struct json_at *at, void *out)
{
	struct loader *loader = loader_of(declare);
	struct json_at probe = json_get(at, "probe");
	struct verify *verify = out;
	const struct expr_names *before;
	struct expr_names own;

	verify->fact = -1;
	before = loader_self(loader, &own, guide_probe(loader->guide, json_string(&probe, NULL)));
	if (fields_read(declare, at, ROWS(verify_fields), 1, "A verify", verify) && verify->ok == NULL &&
	    loader->guide->fact[verify->fact].type != FACT_YESNO)
		field_fail(declare, at, "missing-field",
		           "A verify must have \"ok\", because its fact is not answered by yes or no.");
	declare->names = before;
}

/* ---- end ---- */

static const char *const urgencies[] = {"low", "normal", "high", NULL};

static const struct field urgency_fields[] = {
	{.key = "if", .kind = FIELD_EXPR, .at = offsetof(struct urgency_rule, when)},
	{.key = "is",
     .kind = FIELD_WORD,
     .at = offsetof(struct urgency_rule, is),
     .words = urgencies,
     .needs = 1},
	{.key = "why", .kind = FIELD_TEXT, .at = offsetof(struct urgency_rule, why), .needs = 1},
};

void read_urgency(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct urgency_rule *list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);

		fields_read(declare, &item, ROWS(urgency_fields), 1, "An urgency", &list[(*count)++]);
	}
	*(struct urgency_rule **)out = list;
}

static const char *const receivers[] = {"efs", "host", "platform", NULL};

static const struct field ticket_fields[] = {
	{.key = "to", .kind = FIELD_WORD, .at = offsetof(struct node, ticket_to), .words = receivers},
	{.key = "summary", .kind = FIELD_TEXT, .at = offsetof(struct node, ticket_summary), .needs = 1},
	{.key = "request", .kind = FIELD_TEXT, .at = offsetof(struct node, ticket_request), .needs = 1},
	{.key = "need",
     .kind = FIELD_LIST,
     .at = offsetof(struct node, ticket_need),
     .count_at = offsetof(struct node, ticket_need_count),
     .read_list = read_facts,
     .needs = 1},
};

void read_ticket(struct declare *declare, const struct json_at *at, void *out)
{
	struct node *node = out;

	node->ticket_to = "efs";
	fields_read(declare, at, ROWS(ticket_fields), 1, "A ticket", node);
}
