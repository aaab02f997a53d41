/* Where a node leads: branches and answers. */
#include <string.h>

#include "data/node_parts.h"

#define ROWS(table) (table), sizeof(table) / sizeof *(table)

/* ---- go ---- */

/* One outcome, or a list of them. */
static void read_is(struct declare *declare, const struct json_at *at, void *out)
{
	struct branch *branch = out;
	const char **one;

	if (at->type == JSON_ARRAY) {
		field_texts(declare, at, &branch->is, &branch->is_count);
		return;
	}
	one = arena_alloc(declare->arena, sizeof *one);
	*one = field_text(declare, at);
	branch->is = one;
	branch->is_count = *one != NULL;
}

enum { PLAIN = 1, OF_PROBE = 2, BY_ERROR = 4 };

static const struct field branch_fields[] = {
	{.key = "if", .kind = FIELD_EXPR, .at = offsetof(struct branch, when)},
	{.key = "is", .kind = FIELD_BY, .read = read_is, .allows = OF_PROBE},
	{.key = "error",
     .kind = FIELD_BY,
     .at = offsetof(struct branch, error_fact),
     .read = read_fact,
     .needs = BY_ERROR,
     .allows = BY_ERROR},
	{.key = "to",
     .kind = FIELD_BY,
     .at = offsetof(struct branch, to),
     .read = read_target,
     .needs = PLAIN | OF_PROBE,
     .allows = BY_ERROR},
};

/* declare->names->self is the node's probe, if it has one. */
static void check_outcomes(struct declare *declare, const struct json_at *at, const struct branch *branch)
{
	const struct expr_names *names = declare->names;
	struct json_at is = json_get(at, "is");
	const char *nearest = NULL;

	for (size_t i = 0; i < branch->is_count; i++) {
		if (names->has_outcome(names->ctx, names->self, branch->is[i], &nearest))
			continue;
		if (nearest != NULL)
			field_fail(declare, &is, "unknown-outcome",
			           "Probe \"%s\" has no outcome \"%.60s\"; did you mean \"%s\"?", names->self,
			           branch->is[i], nearest);
		else
			field_fail(declare, &is, "unknown-outcome", "Probe \"%s\" has no outcome \"%.60s\".", names->self,
			           branch->is[i]);
	}
}

void read_go(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	bool of_probe = declare->names->self != NULL;
	struct branch *list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct json_at error = json_get(&item, "error");
		unsigned bits = error.type != JSON_MISSING ? BY_ERROR : of_probe ? OF_PROBE : PLAIN;
		struct branch *branch = &list[(*count)++];

		branch->error_fact = -1;
		if (fields_read(declare, &item, ROWS(branch_fields), bits, "A branch", branch))
			check_outcomes(declare, &item, branch);
	}
	*(struct branch **)out = list;
}

/* ---- answers ---- */

struct answer_reading {
	struct answer answer;
	const struct fact *fact; /* the node's; NULL: unknown, and spoken of */
};

static void read_answer_value(struct declare *declare, const struct json_at *at, void *out)
{
	struct answer_reading *reading = out;

	reading->answer.has_value = true;
	if (reading->fact != NULL)
		read_value(declare, at, reading->fact, &reading->answer.value);
}

static const struct field answer_fields[] = {
	{.key = "value", .kind = FIELD_BY, .read = read_answer_value},
	{.key = "label", .kind = FIELD_TEXT, .at = offsetof(struct answer_reading, answer.label), .needs = 1},
	{.key = "say", .kind = FIELD_TEXT, .at = offsetof(struct answer_reading, answer.say)},
	{.key = "set",
     .kind = FIELD_LIST,
     .at = offsetof(struct answer_reading, answer.set),
     .count_at = offsetof(struct answer_reading, answer.set_count),
     .read_list = read_presets},
	{.key = "to", .kind = FIELD_BY, .at = offsetof(struct answer_reading, answer.to), .read = read_target},
	{.key = "if", .kind = FIELD_EXPR, .at = offsetof(struct answer_reading, answer.when)},
};

void read_answers(struct declare *declare, const struct json_at *at, void *out)
{
	const struct guide *guide = loader_of(declare)->guide;
	struct node *node = out;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	node->answer = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *node->answer);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct answer_reading reading = {.fact = node->fact < 0 ? NULL : &guide->fact[node->fact]};

		fields_read(declare, &item, ROWS(answer_fields), 1, "An answer", &reading);
		if (!reading.answer.has_value && reading.answer.to.kind == TARGET_NONE &&
		    reading.answer.set_count == 0)
			field_fail(declare, &item, "missing-field", "An answer must have \"value\", \"set\" or \"to\".");
		node->answer[node->answer_count++] = reading.answer;
	}
}

/* ---- the probe of an ask or probe node ---- */

/* "@sku": what the platform has in that slot. */
static void check_slot(struct declare *declare, const struct json_at *at, const char *slot)
{
	const char *nearest;
	size_t count = 0;

	for (; loader_slots[count] != NULL; count++)
		if (strcmp(loader_slots[count], slot) == 0)
			return;
	nearest = text_nearest(slot, loader_slots, count);
	if (nearest != NULL)
		field_fail(declare, at, "unknown-probe", "There is no slot \"@%.60s\"; did you mean \"@%s\"?", slot,
		           nearest);
	else
		field_fail(declare, at, "unknown-probe", "There is no slot \"@%.60s\".", slot);
}

void read_node_probe(struct declare *declare, const struct json_at *at, void *out)
{
	struct node *node = out;

	node->probe_name = field_text(declare, at);
	if (node->probe_name != NULL && *node->probe_name == '@')
		check_slot(declare, at, node->probe_name + 1);
	else if (node->probe_name != NULL)
		read_probe_name(declare, at, &node->probe);
}
