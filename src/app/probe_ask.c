#include "app/probe_ask.h"

#include <string.h>

/* Which facts and probes a declaration names, while they are being collected. */
struct named {
	const struct guide *guide;
	bool *fact;
	ARRAY(const char *) probe;
};

static void name_fact(void *ctx, int fact)
{
	struct named *named = ctx;

	named->fact[fact] = true;
}

static void name_fact_by_text(void *ctx, const char *name)
{
	struct named *named = ctx;
	char bare[128];
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
	int fact;

	if (len >= sizeof bare)
		return;
	memcpy(bare, name, len);
	bare[len] = '\0';
	fact = guide_fact_id(named->guide, bare);
	if (fact >= 0)
		named->fact[fact] = true;
}

/* Also with a filter ({sku:search}) or as a part of an expression, which texts for people do not have. */
static void name_in_template(struct named *named, const char *template)
{
	for (const char *open = strchr(template, '{'); open != NULL; open = strchr(open + 1, '{'))
		name_fact_by_text(named, open + 1);
}

static void name_probe(void *ctx, const char *probe)
{
	struct named *named = ctx;

	for (size_t i = 0; i < named->probe.count; i++) {
		if (strcmp(named->probe.at[i], probe) == 0)
			return;
	}
	array_push(&named->probe, probe);
}

static void name_in_expr(struct named *named, const struct expr *expr)
{
	if (expr == NULL)
		return;
	expr_each_fact(expr, name_fact, named);
	expr_each_probe(expr, name_probe, named);
}

static void name_in_rules(struct named *named, const struct outcome_rule *rule, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		name_in_expr(named, rule[i].when);
		name_in_rules(named, rule[i].worst, rule[i].worst_count);
	}
}

static void name_in_sets(struct named *named, const struct probe_set *set, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (set[i].fact_id >= 0)
			name_fact(named, set[i].fact_id);
		name_in_expr(named, set[i].from);
		name_in_expr(named, set[i].when);
	}
}

static void name_in_each(struct named *named, const struct probe_each *each)
{
	if (each == NULL)
		return;
	name_in_expr(named, each->when);
	for (size_t i = 0; i < each->label_count; i++)
		name_in_expr(named, each->label[i].when);
	for (size_t i = 0; i < each->sample_count; i++) {
		if (each->sample[i].fact_id >= 0)
			name_fact(named, each->sample[i].fact_id);
		name_in_expr(named, each->sample[i].from);
	}
	name_in_sets(named, each->take, each->take_count);
}

static void name_all(struct named *named, const struct probe *probe, const struct platform *platform)
{
	const char *const templates[] = {probe->url,  probe->query,   probe->variables,
	                                 probe->args, probe->headers, probe->namespace};

	for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
		if (templates[i] != NULL)
			name_in_template(named, templates[i]);
	}
	for (size_t i = 0; i < probe->need_count; i++)
		name_fact_by_text(named, probe->needs[i]);
	for (size_t i = 0; i < platform->host_count; i++)
		name_in_template(named, platform->hosts[i]);
	if (platform_address_key(platform) != NULL)
		name_fact_by_text(named, platform_address_key(platform));
	for (size_t i = 0; platform->token_declaration != NULL && i < platform->key_count; i++)
		name_fact_by_text(named, platform->key[i].name);
	name_in_expr(named, probe->when);
	name_in_rules(named, probe->outcome, probe->outcome_count);
	name_in_rules(named, platform->outcome, platform->outcome_count);
	name_in_sets(named, probe->set, probe->set_count);
	name_in_each(named, probe->each);
}

static const char *written(const struct value *value, struct arena *arena)
{
	struct text text = {0};
	char *copy;

	if (value->kind == VALUE_UNKNOWN)
		return NULL;
	value_write(&text, value);
	copy = arena_strdup(arena, text_str(&text));
	text_clear(&text);
	return copy;
}

static void put_values(struct wire_ask *ask, const struct walk *walk, const struct named *named,
                       struct arena *arena)
{
	const struct guide *guide = named->guide;
	struct wire_value *value = arena_alloc(arena, guide->fact_count * sizeof *value);

	for (size_t i = 0; i < guide->fact_count; i++) {
		const struct fact *fact = &guide->fact[i];
		if (!named->fact[i] || fact->type == FACT_SECRET)
			continue;
		struct value known = walk_value(walk, (int)i);
		value[ask->value_count++] = (struct wire_value){
			.name = fact->name,
			.type = fact_type_name(fact->type),
			.value = written(&known, arena),
			.assumed = walk_fact(walk, (int)i) == NULL,
		};
	}
	ask->value = value;
}

static void put_outcomes(struct wire_ask *ask, const struct walk *walk, const struct named *named,
                         struct arena *arena)
{
	struct wire_value *value = arena_alloc(arena, (named->probe.count + 1) * sizeof *value);

	for (size_t i = 0; i < named->probe.count; i++) {
		const struct probe *probe = guide_probe(named->guide, named->probe.at[i]);
		const struct probe_state *state = probe != NULL ? walk_probe(walk, probe) : NULL;
		const char *outcome = state != NULL ? state->outcome : NULL;
		value[ask->outcome_count++] = (struct wire_value){
			.name = named->probe.at[i],
			.type = "outcome",
			.value = outcome != NULL ? arena_strdup(arena, outcome) : NULL,
		};
	}
	ask->outcome = value;
}

static void put_forms(struct wire_ask *ask, const struct platform *platform, struct arena *arena)
{
	struct wire_secret_form *form = arena_alloc(arena, (platform->key_count + 1) * sizeof *form);

	for (size_t i = 0; i < platform->key_count; i++) {
		const struct profile_key *key = &platform->key[i];
		if (key->type == FACT_SECRET)
			form[ask->secret_form_count++] = (struct wire_secret_form){key->name, key->prefix, key->length};
	}
	ask->secret_form = form;
}

const char *probe_ask_origin(const char *address, struct arena *arena)
{
	const char *host = address != NULL ? strstr(address, "://") : NULL;
	struct text origin = {0};
	char *copy;
	size_t len;

	if (host == NULL)
		return NULL;
	host += 3;
	len = strcspn(host, "/?#");
	text_add_n(&origin, address, (size_t)(host - address) + len);
	if (memchr(host, ':', len) == NULL)
		text_add(&origin, text_starts(address, "https:") ? ":443" : ":80");
	copy = arena_strdup(arena, text_str(&origin));
	text_clear(&origin);
	return copy;
}

void probe_ask_make(struct wire_ask *ask, const struct walk *walk, const struct probe *probe,
                    const struct integration *integration, int64_t now, struct arena *arena)
{
	const struct guide *guide = walk_guide(walk);
	const struct platform *platform = guide_platform_of(guide, probe);
	struct named named = {.guide = guide, .fact = arena_alloc(arena, guide->fact_count * sizeof(bool))};

	*ask = (struct wire_ask){
		.kind = WIRE_ASK_PROBE,
		.profile = integration->name,
		.origin = probe_ask_origin(integration_base(integration, platform), arena),
		.name = probe->name,
		.declaration = probe->declaration,
		.platform_outcomes = platform->outcomes_declaration,
		.http_auth = platform->http_auth,
		.token = platform->token_declaration,
		.hosts = platform->hosts,
		.host_count = platform->host_count,
		.gap_ms = platform->gap_ms,
		.proxy = integration->proxy,
		.now = now,
	};
	name_all(&named, probe, platform);
	put_values(ask, walk, &named, arena);
	put_outcomes(ask, walk, &named, arena);
	put_forms(ask, platform, arena);
	array_clear(&named.probe);
}
