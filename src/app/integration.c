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

static bool is_known_key(const struct platform *platform, const char *name)
{
	char form[128];

	for (size_t i = 0; i < sizeof general_keys / sizeof *general_keys; i++) {
		if (strcmp(general_keys[i], name) == 0)
			return true;
	}
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

/* The key itself is not repeated: a piece of a secret may stand in its place. */
static bool check_keys(struct making *making)
{
	const struct profile *profile = making->profile;

	for (size_t i = 0; i < profile->value.count; i++) {
		const char *key = profile->value.at[i].key;
		if (!is_known_key(making->integration->platform, key))
			return refuse(making, key, "%s has no key of this name: syncfix profile show lists them.",
			              making->integration->platform->name);
	}
	return true;
}

static bool add_secret(struct making *making, const struct profile_key *key)
{
	struct integration_secret secret = {.key = key};
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

static bool add_key(struct making *making, const struct profile_key *key)
{
	const char *value = profile_get(making->profile, key->name);

	if (key->type == FACT_SECRET)
		return add_secret(making, key);
	if (value == NULL)
		value = key->fallback;
	if (value == NULL)
		return !key->required || refuse(making, key->name, "%s is missing in this profile.", key->label);
	if (key->type == FACT_URL)
		return add_address(making, key, value);
	add_fact(making, key->name, value);
	return true;
}

static const char *general(struct making *making, const char *key)
{
	const char *value = profile_get(making->profile, key);

	return value != NULL ? arena_strdup(&making->integration->arena, value) : NULL;
}

bool integration_make(struct integration *integration, const struct guide *guide, const char *config_path,
                      const struct profile *profile, struct error *err)
{
	struct making making = {integration, profile, config_path, err};
	const char *platform;
	bool ok = true;

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
	if (integration->platform == NULL)
		return refuse(&making, "platform", "There is no platform %.40s.", platform);
	add_fact(&making, "platform", platform);
	if (profile_get(profile, "integration") != NULL)
		add_fact(&making, "integration", profile_get(profile, "integration"));
	integration->ca_file = general(&making, "ca_file");
	integration->proxy = general(&making, "proxy");
	ok = check_keys(&making);
	for (size_t i = 0; ok && i < integration->platform->key_count; i++)
		ok = add_key(&making, &integration->platform->key[i]);
	return ok;
}

void integration_clear(struct integration *integration)
{
	array_clear(&integration->fact);
	array_clear(&integration->secret);
	arena_clear(&integration->arena);
}
