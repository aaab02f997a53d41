/* guide.json: what belongs to the whole. */
#include <string.h>

#include "data/loader.h"

#define ROWS(table) (table), sizeof(table) / sizeof *(table)
#define AT(member)  offsetof(struct guide, member)

/* ---- sections ---- */

static const struct field section_fields[] = {
	{.key = "id", .kind = FIELD_INT, .at = offsetof(struct section, id), .min = 1, .max = 99, .needs = 1},
	{.key = "title", .kind = FIELD_TEXT, .at = offsetof(struct section, title), .needs = 1},
	{.key = "tree", .kind = FIELD_TEXT, .at = offsetof(struct section, tree), .needs = 1},
};

static void check_file(struct declare *declare, const struct json_at *at, const char *name)
{
	struct loader *loader = loader_of(declare);
	ARRAY(const char *) names = {0};
	const char *nearest;
	bool found = false;

	for (size_t i = 0; i < loader->source.count; i++) {
		array_push(&names, loader->source.at[i].name);
		found = found || strcmp(loader->source.at[i].name, name) == 0;
	}
	found = found || source_is_lost(loader, name);
	nearest = text_nearest(name, names.at, names.count);
	if (!found && nearest != NULL)
		field_fail(declare, at, "bad-file", "There is no file \"%.100s\"; did you mean \"%s\"?", name,
		           nearest);
	else if (!found)
		field_fail(declare, at, "bad-file", "There is no file \"%.100s\".", name);
	array_clear(&names);
}

static void read_sections(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct section *list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct json_at tree = json_get(&item, "tree");
		struct section *section = &list[(*count)++];

		if (fields_read(declare, &item, ROWS(section_fields), 1, "A section", section))
			check_file(declare, &tree, section->tree);
	}
	*(struct section **)out = list;
}

static void read_areas(struct declare *declare, const struct json_at *at, void *out)
{
	struct json_at member;
	void *state = NULL;

	(void)out;
	if (!field_is(declare, at, JSON_OBJECT))
		return;
	while (json_next(at, &state, &member)) {
		const char *file = field_text(declare, &member);

		if (file != NULL)
			check_file(declare, &member, file);
	}
}

/* ---- start ---- */

static const struct field symptom_fields[] = {
	{.key = "name", .kind = FIELD_TEXT, .at = offsetof(struct symptom, name), .needs = 1},
	{.key = "title", .kind = FIELD_TEXT, .at = offsetof(struct symptom, title), .needs = 1},
	{.key = "say", .kind = FIELD_TEXT, .at = offsetof(struct symptom, say), .needs = 1},
	{.key = "set",
     .kind = FIELD_LIST,
     .at = offsetof(struct symptom, set),
     .count_at = offsetof(struct symptom, set_count),
     .read_list = read_presets},
	{.key = "to", .kind = FIELD_BY, .at = offsetof(struct symptom, to), .read = read_target, .needs = 1},
	{.key = "guide",
     .kind = FIELD_TEXTS,
     .at = offsetof(struct symptom, guide),
     .count_at = offsetof(struct symptom, guide_count),
     .needs = 1},
};

/* The list itself was made the first time. */
static void read_symptoms(struct declare *declare, const struct json_at *at, void *out)
{
	struct guide *guide = out;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	if (json_count(at) < 1 || json_count(at) > 9)
		field_fail(declare, at, "wrong-value", "There are 1 to 9 symptoms, one for each digit.");
	for (size_t i = 0; i < guide->symptom_count; i++) {
		struct json_at item = json_item(at, i);

		fields_read(declare, &item, ROWS(symptom_fields), 1, "A symptom", &guide->symptom[i]);
		if (guide_symptom(guide, guide->symptom[i].name) != &guide->symptom[i])
			field_fail(declare, &item, "duplicate-name", "There is a symptom \"%s\" already.",
			           guide->symptom[i].name);
	}
}

static const struct field start_fields[] = {
	{.key = "title", .kind = FIELD_TEXT, .at = AT(start_title), .needs = 1},
	{.key = "say", .kind = FIELD_TEXT, .at = AT(start_say), .needs = 1},
	{.key = "symptoms", .kind = FIELD_BY, .read = read_symptoms, .needs = 1},
};

static void read_start(struct declare *declare, const struct json_at *at, void *out)
{
	fields_read(declare, at, ROWS(start_fields), 1, "The start", out);
}

/* ---- outcomes ---- */

static void read_on_outcome(struct declare *declare, const struct json_at *at, void *out)
{
	struct guide *guide = out;

	read_outcome_targets(declare, at, &guide->on_outcome, &guide->on_outcome_count);
	for (int i = 0; at->type == JSON_OBJECT && i < COMMON_OUTCOMES; i++) {
		const char *name = common_outcome((enum common_outcome)i)->name;
		struct json_at member = json_get(at, name);

		if (member.type == JSON_MISSING)
			field_fail(declare, at, "missing-field", "\"on_outcome\" must have \"%s\".", name);
	}
}

/* ---- conflicts ---- */

static const struct field reading_fields[] = {
	{.key = "guide", .kind = FIELD_TEXT, .at = offsetof(struct reading, guide), .needs = 1},
	{.key = "text", .kind = FIELD_TEXT, .at = offsetof(struct reading, text), .needs = 1},
};

static void read_readings(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct reading *list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);

		fields_read(declare, &item, ROWS(reading_fields), 1, "A reading", &list[(*count)++]);
	}
	*(struct reading **)out = list;
}

/* Nodes that show the conflict: listed here, they need not name it themselves. */
static void read_conflict_nodes(struct declare *declare, const struct json_at *at, void *out)
{
	struct loader *loader = loader_of(declare);
	const struct conflict *conflict = out;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct target target = {0};

		read_target(declare, &item, &target);
		if (target.node != NULL)
			array_push(&loader->shown, ((struct shown_conflict){target.node->index, conflict}));
	}
}

static const struct field conflict_fields[] = {
	{.key = "id", .kind = FIELD_TEXT, .at = offsetof(struct conflict, id), .needs = 1},
	{.key = "title", .kind = FIELD_TEXT, .at = offsetof(struct conflict, title), .needs = 1},
	{.key = "readings",
     .kind = FIELD_LIST,
     .at = offsetof(struct conflict, reading),
     .count_at = offsetof(struct conflict, reading_count),
     .read_list = read_readings,
     .needs = 1},
	{.key = "taken", .kind = FIELD_TEXT, .at = offsetof(struct conflict, taken), .needs = 1},
	{.key = "why", .kind = FIELD_TEXT, .at = offsetof(struct conflict, why), .needs = 1},
	{.key = "nodes", .kind = FIELD_BY, .read = read_conflict_nodes, .needs = 1},
};

static void read_conflicts(struct declare *declare, const struct json_at *at, void *out)
{
	struct guide *guide = out;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	for (size_t i = 0; i < guide->conflict_count; i++) {
		struct json_at item = json_item(at, i);

		fields_read(declare, &item, ROWS(conflict_fields), 1, "A conflict", &guide->conflict[i]);
		if (guide_conflict(guide, guide->conflict[i].id) != &guide->conflict[i])
			field_fail(declare, &item, "duplicate-name", "There is a conflict \"%s\" already.",
			           guide->conflict[i].id);
	}
}

/* ---- contacts, links, steps ---- */

static const struct field contact_fields[] = {
	{.key = "text", .kind = FIELD_TEXT, .at = offsetof(struct contact, text), .needs = 1},
	{.key = "setting", .kind = FIELD_TEXT, .at = offsetof(struct contact, setting)},
	{.key = "number", .kind = FIELD_TEXT, .at = offsetof(struct contact, number)},
	{.key = "press", .kind = FIELD_TEXT, .at = offsetof(struct contact, press)},
	{.key = "use", .kind = FIELD_TEXT, .at = offsetof(struct contact, use)},
	{.key = "path",
     .kind = FIELD_TEXTS,
     .at = offsetof(struct contact, path),
     .count_at = offsetof(struct contact, path_count)},
	{.key = "guide",
     .kind = FIELD_TEXTS,
     .at = offsetof(struct contact, guide),
     .count_at = offsetof(struct contact, guide_count),
     .needs = 1},
};

static void read_contacts(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	static const char *const names[] = {"phone", "ticket", "email", "account", NULL};
	struct contact *list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	for (size_t i = 0; names[i] != NULL; i++) {
		struct json_at member = json_get(at, names[i]);

		if (member.type == JSON_MISSING) {
			field_fail(declare, at, "missing-field", "Contacts must have \"%s\".", names[i]);
			continue;
		}
		list[*count].name = names[i];
		*count += fields_read(declare, &member, ROWS(contact_fields), 1, "A contact", &list[*count]);
	}
	*(struct contact **)out = list;
}

static const struct field link_fields[] = {
	{.key = "id", .kind = FIELD_TEXT, .at = offsetof(struct link, id), .needs = 1},
	{.key = "text", .kind = FIELD_TEXT, .at = offsetof(struct link, text), .needs = 1},
	{.key = "url", .kind = FIELD_TEXT, .at = offsetof(struct link, url), .needs = 1},
	{.key = "guide",
     .kind = FIELD_TEXTS,
     .at = offsetof(struct link, guide),
     .count_at = offsetof(struct link, guide_count),
     .needs = 1},
};

static void read_links(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct link *list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct json_at url = json_get(&item, "url");
		struct link *link = &list[(*count)++];

		if (fields_read(declare, &item, ROWS(link_fields), 1, "A link", link) &&
		    !text_starts(link->url, "https://") && !text_starts(link->url, "http://"))
			field_fail(declare, &url, "wrong-value", "A link begins with https:// or http://.");
	}
	*(struct link **)out = list;
}

/* The lists were read the first time; errors in them were found then. */
static void read_shared_steps(struct declare *declare, const struct json_at *at, void *out)
{
	static const struct field fields[] = {
		{.key = "steps", .kind = FIELD_KNOWN, .needs = 1},
		{.key = "undo", .kind = FIELD_KNOWN},
		{.key = "guide", .kind = FIELD_KNOWN, .needs = 1},
	};
	struct json_at member;
	void *state = NULL;

	(void)out;
	if (!field_is(declare, at, JSON_OBJECT))
		return;
	while (json_next(at, &state, &member))
		fields_read(declare, &member, ROWS(fields), 1, "A list of steps", NULL);
}

static const struct field guide_fields[] = {
	{.key = "format", .kind = FIELD_BY, .read = read_format, .needs = 1},
	{.key = "data", .kind = FIELD_TEXT, .at = AT(data_version), .needs = 1},
	{.key = "guide_sha256", .kind = FIELD_TEXT, .at = AT(guide_sha256), .needs = 1},
	{.key = "sections",
     .kind = FIELD_LIST,
     .at = AT(section),
     .count_at = AT(section_count),
     .read_list = read_sections,
     .needs = 1},
	{.key = "areas", .kind = FIELD_BY, .read = read_areas},
	{.key = "start", .kind = FIELD_BY, .read = read_start, .needs = 1},
	{.key = "unattended", .kind = FIELD_BY, .at = AT(unattended), .read = read_target},
	{.key = "issues", .kind = FIELD_BY, .at = AT(issues), .read = read_target},
	{.key = "on_outcome", .kind = FIELD_BY, .read = read_on_outcome, .needs = 1},
	{.key = "steps", .kind = FIELD_BY, .read = read_shared_steps},
	{.key = "conflicts", .kind = FIELD_BY, .read = read_conflicts, .needs = 1},
	{.key = "contacts",
     .kind = FIELD_LIST,
     .at = AT(contact),
     .count_at = AT(contact_count),
     .read_list = read_contacts,
     .needs = 1},
	{.key = "links",
     .kind = FIELD_LIST,
     .at = AT(link),
     .count_at = AT(link_count),
     .read_list = read_links,
     .needs = 1},
};

static bool shows(const struct node *node, const struct conflict *conflict)
{
	for (size_t i = 0; i < node->conflict_count; i++)
		if (node->conflict[i] == conflict)
			return true;
	return false;
}

void show_conflicts(struct loader *loader)
{
	for (size_t i = 0; i < loader->shown.count; i++) {
		struct node *node = &loader->guide->node[loader->shown.at[i].node];
		const struct conflict **list;

		if (shows(node, loader->shown.at[i].conflict))
			continue;
		list = arena_alloc(&loader->guide->arena, (node->conflict_count + 1) * sizeof *list);
		for (size_t j = 0; j < node->conflict_count; j++)
			list[j] = node->conflict[j];
		list[node->conflict_count++] = loader->shown.at[i].conflict;
		node->conflict = list;
	}
}

void load_guide_file(struct loader *loader, const struct source *source)
{
	struct json_at root = source_open(loader, source);

	fields_read(&loader->declare, &root, ROWS(guide_fields), 1, "guide.json", loader->guide);
}
