/* "each": elements of the answer labelled one by one. */
#include <string.h>

#include "declare/parts.h"

static const struct field label_fields[] = {
	{.key = "if", .kind = FIELD_EXPR, .at = offsetof(struct probe_label, when)},
	{.key = "is", .kind = FIELD_TEXT, .at = offsetof(struct probe_label, is), .needs = 1},
};

static void read_labels(struct declare *declare, const struct json_at *at, void *out)
{
	struct probe_each *each = out;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	each->label = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *each->label);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);

		fields_read(declare, &item, label_fields, sizeof label_fields / sizeof *label_fields, 1, "A label",
		            &each->label[each->label_count++]);
	}
}

static void read_take(struct declare *declare, const struct json_at *at, void *out)
{
	struct probe_each *each = out;

	declare_sets(declare, at, &each->take, &each->take_count);
}

static void read_from(struct declare *declare, const struct json_at *at, void *out)
{
	struct probe_sample *sample = out;

	sample->from = field_expr(declare, at, VALUE_UNKNOWN);
}

static const struct field sample_fields[] = {
	{.key = "fact", .kind = FIELD_TEXT, .at = offsetof(struct probe_sample, fact), .needs = 1},
	{.key = "from", .kind = FIELD_BY, .read = read_from, .needs = 1},
	{.key = "max", .kind = FIELD_INT, .at = offsetof(struct probe_sample, max), .min = 1, .max = 100},
	{.key = "of", .kind = FIELD_TEXT, .at = offsetof(struct probe_sample, of)},
};

static void read_sample(struct declare *declare, const struct json_at *at, struct probe_sample *sample)
{
	struct json_at fact = json_get(at, "fact");
	enum value_kind kind;

	sample->max = 3;
	sample->fact_id = -1;
	if (!fields_read(declare, at, sample_fields, sizeof sample_fields / sizeof *sample_fields, 1, "A sample",
	                 sample))
		return;
	sample->fact_id = field_fact(declare, &fact, sample->fact, &kind);
	if (sample->fact_id >= 0 && kind != VALUE_LIST && kind != VALUE_TEXT)
		field_fail(declare, &fact, "wrong-type", "A sample fills a list or a text, but \"%s\" is a %s.",
		           sample->fact, value_kind_name(kind));
}

/* One object, or a list of them. */
static void read_samples(struct declare *declare, const struct json_at *at, void *out)
{
	struct probe_each *each = out;
	size_t count = at->type == JSON_ARRAY ? json_count(at) : 1;

	each->sample = arena_alloc(declare->arena, (count + 1) * sizeof *each->sample);
	for (size_t i = 0; i < count; i++) {
		struct json_at item = at->type == JSON_ARRAY ? json_item(at, i) : *at;

		read_sample(declare, &item, &each->sample[each->sample_count++]);
	}
}

static const struct field each_fields[] = {
	{.key = "in", .kind = FIELD_TEXT, .at = offsetof(struct probe_each, in), .needs = 1},
	{.key = "with", .kind = FIELD_TEXT, .at = offsetof(struct probe_each, with)},
	{.key = "if", .kind = FIELD_EXPR, .at = offsetof(struct probe_each, when)},
	{.key = "label", .kind = FIELD_BY, .read = read_labels, .needs = 1},
	{.key = "take", .kind = FIELD_BY, .read = read_take},
	{.key = "sample", .kind = FIELD_BY, .read = read_samples},
};

static void check_pointer(struct declare *declare, const struct json_at *at, const char *key,
                          const char *pointer)
{
	struct json_at member = json_get(at, key);

	if (pointer != NULL && (*pointer != '/' || strchr(pointer, '*') == NULL))
		field_fail(declare, &member, "wrong-value",
		           "This must be a JSON Pointer with '*' for the elements, such as /orders/*.");
}

void declare_each(struct declare *declare, const struct json_at *at, struct probe *probe)
{
	struct expr_names names = *declare->names;
	struct declare inner = *declare;
	struct probe_each *each = arena_alloc(declare->arena, sizeof *each);

	names.in_element = true;
	inner.names = &names;
	probe->each = each;
	if (!fields_read(&inner, at, each_fields, sizeof each_fields / sizeof *each_fields, 1, "Each", each))
		return;
	check_pointer(declare, at, "in", each->in);
	check_pointer(declare, at, "with", each->with);
}
