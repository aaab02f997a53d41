/* A platform file: how it connects, its profile keys, slots, limits and probes. */
#include <string.h>

#include "data/loader.h"

#define ROWS(table) (table), sizeof(table) / sizeof *(table)
#define AT(member)  offsetof(struct platform, member)

static const char *const connections[] = {"oauth", "key", "ask", NULL};
static const char *const exchanges[] = {"oauth2-refresh", "oauth2-client", "soap-session", NULL};
static const char *const clients[] = {"basic", "body", "public", NULL};
static const char *const schemes[] = {"none", "basic", "bearer", "header", "query-key", "oauth1", NULL};

/* ---- profile keys ---- */

static const struct field key_fields[] = {
	{.key = "label", .kind = FIELD_TEXT, .at = offsetof(struct profile_key, label), .needs = 1},
	{.key = "where", .kind = FIELD_TEXT, .at = offsetof(struct profile_key, where)},
	{.key = "type",
     .kind = FIELD_ENUM,
     .at = offsetof(struct profile_key, type),
     .words = loader_fact_types,
     .needs = 1},
	{.key = "required", .kind = FIELD_YESNO, .at = offsetof(struct profile_key, required)},
	{.key = "default", .kind = FIELD_TEXT, .at = offsetof(struct profile_key, fallback)},
	{.key = "values",
     .kind = FIELD_TEXTS,
     .at = offsetof(struct profile_key, values),
     .count_at = offsetof(struct profile_key, value_count)},
	{.key = "prefix", .kind = FIELD_TEXT, .at = offsetof(struct profile_key, prefix)},
	{.key = "length", .kind = FIELD_INT, .at = offsetof(struct profile_key, length), .min = 1, .max = 4096},
	{.key = "group", .kind = FIELD_TEXT, .at = offsetof(struct profile_key, group)},
	{.key = "exact", .kind = FIELD_YESNO, .at = offsetof(struct profile_key, exact)},
	{.key = "schemes",
     .kind = FIELD_TEXTS,
     .at = offsetof(struct profile_key, schemes),
     .count_at = offsetof(struct profile_key, scheme_count)},
	{.key = "strip",
     .kind = FIELD_TEXTS,
     .at = offsetof(struct profile_key, strip),
     .count_at = offsetof(struct profile_key, strip_count)},
};

/* A key is a fact of its name, for all platforms that have it: of one type. */
static void check_key(struct declare *declare, const struct json_at *at, const struct profile_key *key)
{
	const struct fact *fact = guide_fact(loader_of(declare)->guide, key->name);

	if (fact != NULL && fact->type != key->type && (fact->type == FACT_SECRET || key->type == FACT_SECRET))
		field_fail(declare, at, "wrong-type",
		           "\"%s\" is a %s as a fact or on another platform, but a %s here.", key->name,
		           fact_type_name(fact->type), fact_type_name(key->type));
	if (key->type != FACT_SECRET && (key->prefix != NULL || key->length != 0))
		field_fail(declare, at, "wrong-value", "\"prefix\" and \"length\" are for secrets only.");
	if (key->type == FACT_SECRET && key->fallback != NULL)
		field_fail(declare, at, "secret", "A secret has no default; take it out.");
}

static void read_profile(struct declare *declare, const struct json_at *at, void *out)
{
	struct platform *platform = out;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	platform->key = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *platform->key);
	while (json_next(at, &state, &member)) {
		struct profile_key *key = &platform->key[platform->key_count++];

		key->name = field_name(declare, &member);
		if (fields_read(declare, &member, ROWS(key_fields), 1, "A profile key", key))
			check_key(declare, &member, key);
	}
}

/* ---- slots ---- */

static void read_slot(struct declare *declare, const struct json_at *at, const struct json_at *declined,
                      struct slot *slot)
{
	struct json_at why = json_get(declined, slot->name);
	const char *name = json_string(at, NULL);

	if (at->type == JSON_NULL) {
		if (why.type == JSON_MISSING)
			field_fail(declare, at, "missing-field",
			           "An empty slot needs a line in \"declined\" that says why.");
		else
			slot->declined = field_text(declare, &why);
		return;
	}
	if (name != NULL)
		slot->probe = guide_probe(loader_of(declare)->guide, name);
	if (slot->probe == NULL)
		read_target(declare, at, &slot->to);
}

static bool is_slot(const char *name)
{
	for (size_t i = 0; loader_slots[i] != NULL; i++)
		if (strcmp(loader_slots[i], name) == 0)
			return true;
	return false;
}

/* declined stands beside slots, so both are read from the platform's object. */
static void read_slots(struct declare *declare, const struct json_at *root, struct platform *platform)
{
	struct json_at slots = json_get(root, "slots");
	struct json_at declined = json_get(root, "declined");
	struct json_at member;
	void *state = NULL;

	platform->slot = arena_alloc(declare->arena, (json_count(&slots) + 1) * sizeof *platform->slot);
	while (json_next(&slots, &state, &member)) {
		struct slot *slot = &platform->slot[platform->slot_count];

		if (!is_slot(member.key)) {
			field_fail(declare, &member, "unknown-key", "There is no slot \"%.60s\".", member.key);
			continue;
		}
		platform->slot_count++;
		slot->name = field_name(declare, &member);
		read_slot(declare, &member, &declined, slot);
	}
	for (size_t i = 0; !platform->service && slots.type == JSON_OBJECT && loader_slots[i] != NULL; i++)
		if (platform_slot(platform, loader_slots[i]) == NULL)
			field_fail(declare, &slots, "missing-field",
			           "\"slots\" must have \"%s\"; null if there is nothing.", loader_slots[i]);
}

/* ---- the rest ---- */

static const struct field limit_fields[] = {
	{.key = "gap", .kind = FIELD_DURATION, .at = AT(gap_ms)},
	{.key = "per_minute", .kind = FIELD_INT, .at = AT(per_minute), .min = 1, .max = 100000},
	{.key = "clock", .kind = FIELD_DURATION, .at = AT(clock_tolerance)},
};

static void read_limits(struct declare *declare, const struct json_at *at, void *out)
{
	fields_read(declare, at, ROWS(limit_fields), 1, "Limits", out);
}

static const char *dump(struct declare *declare, const struct json_at *at)
{
	struct text json = {0};
	const char *copy;

	json_dump(at, &json);
	copy = arena_strndup(declare->arena, text_str(&json), json.len);
	text_clear(&json);
	return copy;
}

static void read_outcomes(struct declare *declare, const struct json_at *at, void *out)
{
	struct loader *loader = loader_of(declare);
	struct expr_names names = guide_names(loader->guide, true);
	const struct expr_names *before = declare->names;
	struct platform *platform = out;

	declare->names = &names;
	declare_outcomes(declare, at, &platform->outcome, &platform->outcome_count);
	platform->outcomes_declaration = dump(declare, at);
	declare->names = before;
}

struct token_reading {
	const struct expr *when;
	const char *unused;
	bool rotates;
};

/* Checked here, used in syncfix-net, where it travels to as it is written. */
static const struct field token_fields[] = {
	{.key = "when", .kind = FIELD_EXPR, .at = offsetof(struct token_reading, when)},
	{.key = "path", .kind = FIELD_TEXT, .at = offsetof(struct token_reading, unused)},
	{.key = "url", .kind = FIELD_TEXT, .at = offsetof(struct token_reading, unused)},
	{.key = "auth",
     .kind = FIELD_WORD,
     .at = offsetof(struct token_reading, unused),
     .words = exchanges,
     .needs = 1},
	{.key = "client", .kind = FIELD_WORD, .at = offsetof(struct token_reading, unused), .words = clients},
	{.key = "client_id", .kind = FIELD_TEXT, .at = offsetof(struct token_reading, unused)},
	{.key = "client_secret", .kind = FIELD_TEXT, .at = offsetof(struct token_reading, unused)},
	{.key = "scope", .kind = FIELD_TEXT, .at = offsetof(struct token_reading, unused)},
	{.key = "stale", .kind = FIELD_TEXT, .at = offsetof(struct token_reading, unused)},
	{.key = "rotates", .kind = FIELD_YESNO, .at = offsetof(struct token_reading, rotates)},
};

static void read_token(struct declare *declare, const struct json_at *at, void *out)
{
	struct token_reading reading = {0};
	struct platform *platform = out;

	if (fields_read(declare, at, ROWS(token_fields), 1, "A token", &reading))
		platform->token_declaration = dump(declare, at);
}

static void read_probes(struct declare *declare, const struct json_at *at, void *out)
{
	if (field_is(declare, at, JSON_OBJECT))
		load_probes(loader_of(declare), at, out);
}

static const struct field platform_fields[] = {
	{.key = "platform", .kind = FIELD_TEXT, .at = AT(id), .needs = 1},
	{.key = "name", .kind = FIELD_TEXT, .at = AT(name), .needs = 1},
	{.key = "prefix", .kind = FIELD_TEXT, .at = AT(prefix), .needs = 1},
	{.key = "service", .kind = FIELD_YESNO, .at = AT(service)},
	{.key = "place", .kind = FIELD_INT, .at = AT(place), .min = 1, .max = 1000},
	{.key = "words",
     .kind = FIELD_LIST,
     .at = AT(word),
     .count_at = AT(word_count),
     .read_list = read_named_texts,
     .needs = 1},
	{.key = "connects_by", .kind = FIELD_WORD, .at = AT(connects_by), .words = connections, .needs = 1},
	{.key = "slots", .kind = FIELD_KNOWN, .needs = 1},
	{.key = "declined", .kind = FIELD_KNOWN},
	{.key = "profile", .kind = FIELD_BY, .read = read_profile, .needs = 1},
	{.key = "hosts", .kind = FIELD_TEXTS, .at = AT(hosts), .count_at = AT(host_count), .needs = 1},
	{.key = "http_auth", .kind = FIELD_WORD, .at = AT(http_auth), .words = schemes},
	{.key = "limits", .kind = FIELD_BY, .read = read_limits},
	{.key = "outcomes", .kind = FIELD_BY, .read = read_outcomes},
	{.key = "on_outcome",
     .kind = FIELD_LIST,
     .at = AT(on_outcome),
     .count_at = AT(on_outcome_count),
     .read_list = read_outcome_targets},
	{.key = "token", .kind = FIELD_BY, .read = read_token},
	{.key = "probes", .kind = FIELD_BY, .read = read_probes, .needs = 1},
	{.key = "nodes", .kind = FIELD_KNOWN, .needs = 1},
	{.key = "retired", .kind = FIELD_KNOWN},
};

static void check_platform(struct loader *loader, const struct json_at *root, const struct platform *platform)
{
	const struct platform *first = guide_platform(loader->guide, platform->id);
	struct json_at id = json_get(root, "platform");
	struct json_at prefix = json_get(root, "prefix");
	const char *slash = strrchr(json_name(loader->declare.doc), '/');
	const char *file = slash != NULL ? slash + 1 : json_name(loader->declare.doc);
	size_t len = strlen(platform->id);

	if (first != platform && first != NULL)
		field_fail(&loader->declare, &id, "duplicate-name", "Another file is platform \"%s\" already.",
		           platform->id);
	if (strncmp(file, platform->id, len) != 0 || strcmp(file + len, ".json") != 0)
		field_fail(&loader->declare, &id, "bad-name", "The file of platform \"%s\" is called %s.json.",
		           platform->id, platform->id);
	if (platform->prefix != NULL &&
	    (strlen(platform->prefix) != 4 || strspn(platform->prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 4))
		field_fail(&loader->declare, &prefix, "bad-code", "A platform's prefix has four capital letters.");
}

static struct tree *tree_of(struct guide *guide, const struct platform *platform)
{
	size_t i = 0;

	while (guide->tree[i].platform != platform)
		i++;
	return &guide->tree[i];
}

void load_platform(struct loader *loader, const struct source *source, struct platform *platform)
{
	struct json_at root = source_open(loader, source);
	struct tree *tree;

	fields_read(&loader->declare, &root, ROWS(platform_fields), 1, "A platform file", platform);
	if (platform->id == NULL || root.type != JSON_OBJECT) {
		platform->id = platform->id != NULL ? platform->id : "";
		return;
	}
	check_platform(loader, &root, platform);
	read_slots(&loader->declare, &root, platform);
	tree = tree_of(loader->guide, platform);
	tree->name = platform->id;
	tree->prefix = platform->prefix;
	tree->section = 6;
}
