#include "app/integration.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Keys that every profile may have, whatever its platform. */
static const char *const general_keys[] = {"platform", "integration", "ca_file", "proxy"};

/* What is being made, and from what. */
struct making {
	struct integration *integration;
	const struct guide *guide;
	const struct profile *profile;
	const char *path;
	struct error *err;
};

__attribute__((format(printf, 3, 4))) static bool refuse(const struct making *making, const char *key,
                                                         const char *format, ...)
{
	char where[600];
	char message[400];
	int line = profile_line(making->profile, key);
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	snprintf(where, sizeof where, "%s:%d", making->path, line > 0 ? line : making->profile->line);
	return error_set(making->err, ERROR_CONFIG, where, "%s", message);
}

static void add_fact(struct making *making, const char *fact, const char *value)
{
	struct arena *arena = &making->integration->arena;

	array_push(&making->integration->fact,
	           ((struct event_fact){arena_strdup(arena, fact), arena_strdup(arena, value)}));
}

static bool is_key_of(const struct platform *platform, const char *name)
{
	char form[128];

	for (size_t i = 0; i < platform->key_count; i++) {
		const struct profile_key *key = &platform->key[i];
		if (strcmp(key->name, name) == 0)
			return true;
		if (key->type != FACT_SECRET)
			continue;
		snprintf(form, sizeof form, "%s_file", key->name);
		if (strcmp(form, name) == 0)
			return true;
		snprintf(form, sizeof form, "%s_command", key->name);
		if (strcmp(form, name) == 0)
			return true;
	}
	return false;
}

static bool is_known_key(const struct making *making, const char *name)
{
	const struct platform *own = making->integration->platform;

	for (size_t i = 0; i < sizeof general_keys / sizeof *general_keys; i++) {
		if (strcmp(general_keys[i], name) == 0)
			return true;
	}
	for (const struct platform *platform = guide_asked_next(making->guide, own, NULL); platform != NULL;
	     platform = guide_asked_next(making->guide, own, platform)) {
		if (is_key_of(platform, name))
			return true;
	}
	return false;
}

/* The key itself is not repeated: a piece of a secret may stand in its place. */
static bool check_keys(struct making *making)
{
	const struct profile *profile = making->profile;

	for (size_t i = 0; i < profile->value.count; i++) {
		const char *key = profile->value.at[i].key;
		if (!is_known_key(making, key))
			return refuse(making, key, "%s has no key of this name: syncfix profile show lists them.",
			              making->integration->platform->name);
	}
	return true;
}

static bool add_secret(struct making *making, const struct platform *platform, const struct profile_key *key)
{
	struct integration_secret secret = {.key = key, .platform = platform};
	const char *value = NULL;

	if (!secret_form(making->profile, key->name, making->path, &secret.form, &value, making->err))
		return false;
	if (value != NULL) {
		secret.value = arena_strdup(&making->integration->arena, value);
		add_fact(making, key->name, "known");
	}
	array_push(&making->integration->secret, secret);
	return true;
}

static bool add_address(struct making *making, const struct profile_key *key, const char *typed)
{
	struct text address = {0};
	struct error err = {0};
	bool ok = integration_address(key, typed, &address, &err);

	if (ok) {
		add_fact(making, key->name, text_str(&address));
		if (strcmp(key->name, "store") == 0)
			making->integration->store = arena_strdup(&making->integration->arena, text_str(&address));
	} else {
		refuse(making, key->name, "%s", err.message);
	}
	text_clear(&address);
	return ok;
}

static bool add_value(struct making *making, const struct profile_key *key, const char *typed)
{
	struct text value = {0};
	struct error err = {0};
	bool ok = integration_value(making->guide, key, typed, &value, &err);

	if (ok)
		add_fact(making, key->name, text_str(&value));
	else
		refuse(making, key->name, "%s", err.message);
	text_clear(&value);
	return ok;
}

static bool add_key(struct making *making, const struct platform *platform, const struct profile_key *key)
{
	const char *value = profile_get(making->profile, key->name);

	if (key->type == FACT_SECRET)
		return add_secret(making, platform, key);
	if (value == NULL)
		value = key->fallback;
	if (value == NULL)
		return !key->required || refuse(making, key->name, "%s is missing in this profile.", key->label);
	if (key->type == FACT_URL)
		return add_address(making, key, value);
	return add_value(making, key, value);
}

/* A service is asked when the profile has its address; its other keys are of no use without it. */
static bool add_service(struct making *making, const struct platform *service)
{
	const char *address = platform_address_key(service);
	bool ok = true;

	if (address == NULL)
		return true;
	for (size_t i = 0; profile_get(making->profile, address) == NULL && i < making->profile->value.count;
	     i++) {
		const char *key = making->profile->value.at[i].key;
		if (is_key_of(service, key))
			return refuse(making, key, "This is for %s, and its address is missing: add %s.", service->name,
			              address);
	}
	for (size_t i = 0; ok && profile_get(making->profile, address) != NULL && i < service->key_count; i++)
		ok = add_key(making, service, &service->key[i]);
	return ok;
}

static bool add_keys(struct making *making)
{
	struct integration *integration = making->integration;
	const struct platform *own = integration->platform;
	struct text asked = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < own->key_count; i++)
		ok = add_key(making, own, &own->key[i]);
	for (const struct platform *platform = own; ok && platform != NULL;
	     platform = guide_asked_next(making->guide, own, platform)) {
		const char *base;
		ok = platform == own || add_service(making, platform);
		base = ok ? integration_base(integration, platform) : NULL;
		if (base != NULL)
			text_addf(&asked, "%s%s", asked.len > 0 ? " and " : "", base);
	}
	integration->asked = asked.len > 0 ? arena_strdup(&integration->arena, text_str(&asked)) : NULL;
	text_clear(&asked);
	return ok;
}

static const char *general(struct making *making, const char *key)
{
	const char *value = profile_get(making->profile, key);

	return value != NULL ? arena_strdup(&making->integration->arena, value) : NULL;
}

bool integration_make(struct integration *integration, const struct guide *guide, const char *config_path,
                      const struct profile *profile, struct error *err)
{
	struct making making = {integration, guide, profile, config_path, err};
	const char *platform;

	memset(integration, 0, sizeof *integration);
	arena_init(&integration->arena);
	integration->name = "";
	if (profile == NULL)
		return true;
	integration->name = arena_strdup(&integration->arena, profile->name);
	platform = profile_get(profile, "platform");
	if (platform == NULL)
		return refuse(&making, "platform", "The profile does not say its platform: platform = woocommerce.");
	integration->platform = guide_platform(guide, platform);
	if (integration->platform == NULL || integration->platform->service)
		return refuse(&making, "platform", "There is no platform %.40s.", platform);
	add_fact(&making, "platform", platform);
	if (profile_get(profile, "integration") != NULL)
		add_fact(&making, "integration", profile_get(profile, "integration"));
	integration->ca_file = general(&making, "ca_file");
	integration->proxy = general(&making, "proxy");
	return check_keys(&making) && add_keys(&making);
}

const char *integration_base(const struct integration *integration, const struct platform *platform)
{
	const char *key = platform_address_key(platform);

	if (!platform->service)
		return integration->store;
	for (size_t i = 0; key != NULL && i < integration->fact.count; i++) {
		if (strcmp(integration->fact.at[i].fact, key) == 0)
			return integration->fact.at[i].value;
	}
	return NULL;
}

bool integration_can_probe(const struct integration *integration, const struct guide *guide)
{
	const struct platform *own = integration->platform;

	for (const struct platform *platform = own; platform != NULL;
	     platform = guide_asked_next(guide, own, platform)) {
		if (platform->probe_count > 0 && integration_base(integration, platform) != NULL)
			return true;
	}
	return false;
}

const struct integration_secret *integration_secret_named(const struct integration *integration,
                                                          const char *key)
{
	for (size_t i = 0; i < integration->secret.count; i++) {
		if (strcmp(integration->secret.at[i].key->name, key) == 0)
			return &integration->secret.at[i];
	}
	return NULL;
}

void integration_clear(struct integration *integration)
{
	array_clear(&integration->fact);
	array_clear(&integration->secret);
	arena_clear(&integration->arena);
}
