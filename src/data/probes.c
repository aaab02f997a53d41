/* The probes of a platform: their declarations, and what only the loader can check. */
#include <stdlib.h>
#include <string.h>

#include "data/loader.h"

/* ---- names a probe refers to ---- */

static void check_probes(struct declare *declare, const struct json_at *at, const char *key,
                         const char *const *name, size_t count)
{
	struct json_at list = json_get(at, key);

	for (size_t i = 0; i < count; i++) {
		struct json_at item = list.type == JSON_ARRAY ? json_item(&list, i) : list;
		const struct probe *unused = NULL;

		if (name[i] != NULL)
			read_probe_name(declare, &item, &unused);
	}
}

static void check_needs(struct declare *declare, const struct json_at *at, const struct probe *probe)
{
	struct json_at needs = json_get(at, "needs");

	for (size_t i = 0; i < probe->need_count; i++) {
		struct json_at item = json_item(&needs, i);
		int unused;

		read_fact(declare, &item, &unused);
	}
}

static const struct profile_key *find_key(const struct platform *platform, const char *name)
{
	for (size_t i = 0; i < platform->key_count; i++)
		if (strcmp(platform->key[i].name, name) == 0)
			return &platform->key[i];
	return NULL;
}

/* One key, or several joined by ':' (user:password); one of them at least is a secret. */
static void check_secret(struct declare *declare, const struct json_at *at, const struct platform *platform,
                         const struct probe *probe)
{
	struct json_at secret = json_get(at, "secret");
	const char *name = probe->secret != NULL ? probe->secret : "";
	bool has_secret = false;

	while (*name != '\0') {
		size_t len = strcspn(name, ":");
		char *one = xstrndup(name, len);
		const struct profile_key *key = find_key(platform, one);

		has_secret = has_secret || (key != NULL && key->type == FACT_SECRET);
		if (key == NULL)
			field_fail(declare, &secret, "unknown-secret", "The platform's profile has no secret \"%.60s\".",
			           one);
		free(one);
		if (key == NULL)
			return;
		name += len + (name[len] == ':');
	}
	if (probe->secret != NULL && !has_secret)
		field_fail(declare, &secret, "unknown-secret", "The platform's profile has no secret \"%.60s\".",
		           probe->secret);
}

static void check_fix(struct declare *declare, const struct json_at *at, const struct outcome_rule *rule)
{
	struct json_at fix = json_get(at, "fix");
	struct target target = {0};

	if (rule->fix != NULL)
		read_target(declare, &fix, &target);
}

/* rules: as in the file, in the order of rule. */
static void check_fixes(struct declare *declare, const struct json_at *rules, const struct outcome_rule *rule,
                        size_t count)
{
	for (size_t i = 0; rules->type == JSON_ARRAY && i < count; i++) {
		struct json_at item = json_item(rules, i);
		struct json_at worst = json_get(&item, "worst");

		check_fix(declare, &item, &rule[i]);
		check_fixes(declare, &worst, rule[i].worst, rule[i].worst_count);
	}
}

/* ---- where it goes ---- */

struct placeholders {
	struct declare *declare;
	const struct json_at *at;
};

/* name, name:filter, now - 24h:iso */
static void check_placeholder(const struct placeholders *in, const char *text, size_t len)
{
	const struct guide *guide = loader_of(in->declare)->guide;
	size_t name_len = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
	char *name = xstrndup(text, name_len < len ? name_len : len);
	const struct fact *fact = guide_fact(guide, name);
	enum value_kind kind;

	if (fact != NULL && fact->type == FACT_SECRET)
		field_fail(in->declare, in->at, "secret",
		           "\"%s\" is a secret and cannot stand in an address; name it in "
		           "\"auth\".",
		           name);
	else if (fact == NULL && strcmp(name, "now") != 0 && *name != '\0')
		field_fact(in->declare, in->at, name, &kind);
	free(name);
}

static void check_url_names(struct declare *declare, const struct json_at *at, const char *url)
{
	struct placeholders in = {declare, at};

	for (const char *open = strchr(url, '{'); open != NULL; open = strchr(open + 1, '{')) {
		size_t len = strcspn(open + 1, "}");

		if (open[1 + len] != '}') {
			field_fail(declare, at, "wrong-value", "A '{' in an address has no '}'.");
			return;
		}
		check_placeholder(&in, open + 1, len);
	}
}

static bool in_hosts(const struct platform *platform, const char *host, size_t len)
{
	for (size_t i = 0; i < platform->host_count; i++)
		if (strlen(platform->hosts[i]) == len && strncasecmp(platform->hosts[i], host, len) == 0)
			return true;
	return false;
}

/* What a placeholder in a host may become: the values of a profile key, or those of a choice. */
static size_t list_values(const struct platform *platform, const struct guide *guide, const char *name,
                          struct arena *arena, const char ***out)
{
	const struct profile_key *key = find_key(platform, name);
	const struct fact *fact = guide_fact(guide, name);
	size_t count = key != NULL ? key->value_count : fact != NULL ? fact->value_count : 0;

	*out = arena_alloc(arena, (count + 1) * sizeof **out);
	for (size_t i = 0; i < count; i++)
		(*out)[i] = key != NULL ? key->values[i] : fact->value[i].name;
	return count;
}

/* "https://api.example.com/x", "https://{region_host:raw}/x", "https://api-{region}.example.com/x": a host
 * that is chosen is declared when all that it can become are. */
static bool host_declared(struct declare *declare, const struct platform *platform, const char *url)
{
	const char *host = strstr(url, "://") + 3;
	size_t before = strcspn(host, "{/?#");
	const char **value = NULL;
	bool all = true;

	if (host[before] != '{')
		return in_hosts(platform, host, strcspn(host, ":/?#"));
	size_t inner = strcspn(host + before + 1, "}");
	const char *after = host + before + 1 + inner + (host[before + 1 + inner] == '}');
	char *name = xstrndup(host + before + 1, strcspn(host + before + 1, "}:"));
	size_t count = list_values(platform, loader_of(declare)->guide, name, declare->arena, &value);
	for (size_t i = 0; all && i < count; i++) {
		struct text whole = {0};
		text_addf(&whole, "%.*s%s%.*s", (int)before, host, value[i], (int)strcspn(after, ":/?#"), after);
		all = in_hosts(platform, text_str(&whole), whole.len);
		text_clear(&whole);
	}
	free(name);
	return all && count > 0;
}

/* An address begins with a url fact, or with a host that the platform declares. */
static void check_base(struct declare *declare, const struct json_at *at, const struct platform *platform,
                       const char *url)
{
	const struct guide *guide = loader_of(declare)->guide;
	const struct fact *fact;
	char *name;

	if (*url == '{') {
		name = xstrndup(url + 1, strcspn(url + 1, "}:"));
		fact = guide_fact(guide, name);
		if (fact != NULL && fact->type != FACT_URL)
			field_fail(declare, at, "host-not-declared", "An address begins with a url; \"%s\" is a %s.",
			           name, fact_type_name(fact->type));
		free(name);
	} else if (strncmp(url, "https://", 8) != 0) {
		field_fail(declare, at, "host-not-declared",
		           "An address begins with a url such as {store}, or with https://.");
	} else if (!host_declared(declare, platform, url)) {
		field_fail(declare, at, "host-not-declared", "The host of \"%.100s\" does not stand in \"hosts\".",
		           url);
	}
}

static void check_header_names(struct declare *declare, const struct json_at *at)
{
	struct json_at headers = json_get(at, "headers");
	struct json_at member;
	void *state = NULL;

	while (json_next(&headers, &state, &member))
		if (member.type == JSON_STRING)
			check_url_names(declare, &member, json_string(&member, NULL));
}

/* The first of the members that is given. */
static struct json_at first_of(const struct json_at *at, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct json_at member = json_get(at, keys[i]);

		if (member.type != JSON_MISSING)
			return member;
	}
	return *at;
}

/* What is sent besides the address: no secret stands in it, and every fact exists. */
static void check_texts_sent(struct declare *declare, const struct json_at *at, const struct probe *probe)
{
	const struct {
		const char *key, *text;
	} sent[] = {{"args", probe->args}, {"namespace", probe->namespace}};

	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
		struct json_at member = json_get(at, sent[i].key);

		if (sent[i].text != NULL)
			check_url_names(declare, &member, sent[i].text);
	}
}

static void check_url(struct declare *declare, const struct json_at *at, const struct platform *platform,
                      const struct probe *probe)
{
	static const char *const rest[] = {"path", "url"};
	static const char *const start[] = {"base", "url", "path"};
	struct json_at named = first_of(at, rest, 2);
	struct json_at begun = first_of(at, start, 3);

	if (probe->headers != NULL)
		check_header_names(declare, at);
	if (probe->url == NULL)
		return;
	check_url_names(declare, &named, probe->url);
	check_texts_sent(declare, at, probe);
	check_base(declare, &begun, platform, probe->url);
}

/* ---- */

static void check_reference(struct declare *declare, const struct json_at *at, const struct probe *probe)
{
	const struct guide *guide = loader_of(declare)->guide;
	struct json_at ref = json_get(at, "ref");

	if (probe->ref == NULL)
		return;
	if (guide_probe(guide, probe->ref) != guide_probe(guide, probe->name))
		field_fail(declare, &ref, "duplicate-code", "%s is the reference of \"%s\" already.", probe->ref,
		           guide_probe(guide, probe->ref)->name);
}

static void declare_one(struct loader *loader, const struct json_at *at, struct probe *probe)
{
	struct json_at file = json_get(at, "query_file");
	struct json_doc *doc = load_query_file(loader, at);
	struct json_at inlined;

	if (file.type == JSON_MISSING)
		declare_probe(&loader->declare, at, probe->name, probe);
	if (doc == NULL)
		return; /* declared, or its file is spoken of */
	inlined = json_root(doc);
	inlined.parent = at->parent;
	inlined.key = at->key;
	declare_probe(&loader->declare, &inlined, probe->name, probe);
	json_free(doc);
}

static void load_probe(struct loader *loader, const struct json_at *at, const struct platform *platform,
                       struct probe *probe)
{
	struct declare *declare = &loader->declare;
	struct json_at rules = json_get(at, "outcomes");

	if (strncmp(probe->name, platform->id, strlen(platform->id)) != 0 ||
	    probe->name[strlen(platform->id)] != '.')
		field_fail(declare, at, "bad-name", "A probe of this file is called %s.something.", platform->id);
	if (guide_probe(loader->guide, probe->name) != probe)
		field_fail(declare, at, "duplicate-name", "Another file has a probe \"%s\" already.", probe->name);
	declare_one(loader, at, probe);
	probe->platform = platform->id;
	check_reference(declare, at, probe);
	check_probes(declare, at, "after", probe->after, probe->after_count);
	check_probes(declare, at, "contrast", &probe->contrast, 1);
	check_probes(declare, at, "same_answer", &probe->same_answer, 1);
	check_needs(declare, at, probe);
	check_secret(declare, at, platform, probe);
	check_fixes(declare, &rules, probe->outcome, probe->outcome_count);
	check_url(declare, at, platform, probe);
}

void load_probes(struct loader *loader, const struct json_at *at, struct platform *platform)
{
	struct expr_names names = guide_names(loader->guide, true);
	const struct expr_names *before = loader->declare.names;
	struct probe *probe = platform->probe;
	struct json_at member;
	void *state = NULL;

	loader->declare.names = &names;
	while (json_next(at, &state, &member))
		load_probe(loader, &member, platform, probe++);
	loader->declare.names = before;
}
