/* errors.json: the messages that people see, and where each leads. */
#include <string.h>

#include "data/loader.h"

#define ROWS(table) (table), sizeof(table) / sizeof *(table)
#define AT(member)  offsetof(struct known_error, member)

static const char *const directions[] = {"any", "order", "tracking", "inventory", NULL};

/* "SKU not found: {sku}": what stands before the placeholder, and the fact it fills. */
static void read_captures(struct declare *declare, const struct json_at *at, void *out)
{
	struct known_error *error = out;
	const char *text = field_text(declare, at);
	const char *open = text == NULL ? NULL : strchr(text, '{');
	size_t len = open == NULL ? 0 : strlen(open);
	enum value_kind kind;

	if (text == NULL)
		return;
	if (open == NULL || open == text || len < 3 || open[len - 1] != '}' || strchr(open + 1, '{') != NULL ||
	    strcspn(open, "}") != len - 1) {
		field_fail(declare, at, "wrong-value",
		           "This is a text with one {fact} at its end, such as \"SKU not found: {sku}\".");
		return;
	}
	error->captures_before = arena_strndup(declare->arena, text, (size_t)(open - text));
	error->captures = field_fact(declare, at, arena_strndup(declare->arena, open + 1, len - 2), &kind);
	if (error->captures >= 0 && kind != VALUE_TEXT && kind != VALUE_LIST)
		field_fail(declare, at, "wrong-type", "A message fills a text or a list, not a %s.",
		           value_kind_name(kind));
}

static void fail_platform(struct declare *declare, const struct json_at *at, const char *id)
{
	const struct guide *guide = loader_of(declare)->guide;
	ARRAY(const char *) ids = {0};
	const char *nearest;

	for (size_t i = 0; i < guide->platform_count; i++)
		array_push(&ids, guide->platform[i].id);
	nearest = text_nearest(id, ids.at, ids.count);
	if (nearest != NULL)
		field_fail(declare, at, "wrong-value", "There is no platform \"%.60s\"; did you mean \"%s\"?", id,
		           nearest);
	else
		field_fail(declare, at, "wrong-value", "There is no platform \"%.60s\".", id);
	array_clear(&ids);
}

static void read_platform(struct declare *declare, const struct json_at *at, void *out)
{
	struct known_error *error = out;

	error->platform = field_text(declare, at);
	if (error->platform != NULL && guide_platform(loader_of(declare)->guide, error->platform) == NULL)
		fail_platform(declare, at, error->platform);
}

static const struct field error_fields[] = {
	{.key = "id", .kind = FIELD_TEXT, .at = AT(id), .needs = 1},
	{.key = "text", .kind = FIELD_TEXT, .at = AT(text), .needs = 1},
	{.key = "direction", .kind = FIELD_ENUM, .at = AT(direction), .words = directions, .needs = 1},
	{.key = "platform", .kind = FIELD_BY, .read = read_platform},
	{.key = "aliases", .kind = FIELD_TEXTS, .at = AT(alias), .count_at = AT(alias_count)},
	{.key = "captures", .kind = FIELD_BY, .read = read_captures},
	{.key = "cause", .kind = FIELD_TEXT, .at = AT(cause), .needs = 1},
	{.key = "set", .kind = FIELD_LIST, .at = AT(set), .count_at = AT(set_count), .read_list = read_presets},
	{.key = "node", .kind = FIELD_BY, .at = AT(node), .read = read_target, .needs = 1},
	{.key = "guide", .kind = FIELD_TEXTS, .at = AT(guide), .count_at = AT(guide_count), .needs = 1},
};

static bool same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* One id may stand for a message in each direction and of each platform. */
static void check_id(struct declare *declare, const struct json_at *at, const struct known_error *list,
                     size_t index)
{
	const struct known_error *error = &list[index];

	for (size_t i = 0; error->id != NULL && i < index; i++)
		if (same_text(list[i].id, error->id) && list[i].direction == error->direction &&
		    same_text(list[i].platform, error->platform))
			field_fail(declare, at, "duplicate-name",
			           "\"%s\" stands here already for this direction and platform.", error->id);
}

static void read_errors(struct declare *declare, const struct json_at *at, void *out)
{
	struct guide *guide = out;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	guide->error = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *guide->error);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct known_error *error = &guide->error[guide->error_count];

		error->captures = -1;
		if (!fields_read(declare, &item, ROWS(error_fields), 1, "An error", error))
			continue;
		check_id(declare, &item, guide->error, guide->error_count++);
	}
}

void load_errors(struct loader *loader, const struct source *source)
{
	static const struct field fields[] = {
		{.key = "format", .kind = FIELD_BY, .read = read_format},
		{.key = "data", .kind = FIELD_KNOWN},
		{.key = "errors", .kind = FIELD_BY, .read = read_errors, .needs = 1},
	};
	struct json_at root = source_open(loader, source);

	fields_read(&loader->declare, &root, ROWS(fields), 1, "errors.json", loader->guide);
}
