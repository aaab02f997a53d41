#include "config/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "config/ini.h"

enum { CONFIG_MAX_BYTES = 64 << 20, PROFILE_NAME_MAX = 40 };

void config_init(struct config *config)
{
	memset(config, 0, sizeof *config);
	settings_init(&config->settings);
}

static void profile_clear(struct profile *profile)
{
	for (size_t i = 0; i < profile->value.count; i++) {
		free(profile->value.at[i].key);
		free(profile->value.at[i].value);
	}
	array_clear(&profile->value);
	free(profile->name);
}

void config_clear(struct config *config)
{
	for (size_t i = 0; i < config->profile.count; i++)
		profile_clear(&config->profile.at[i]);
	array_clear(&config->profile);
	lookup_clear(&config->by_name);
	settings_clear(&config->settings);
	free(config->path);
	memset(config, 0, sizeof *config);
}

bool profile_name_ok(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > PROFILE_NAME_MAX || strchr("-_", name[0]) != NULL)
		return false;
	return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == len;
}

static struct profile *find_profile(const struct config *config, const char *name)
{
	size_t index;

	return lookup_find(&config->by_name, name, &index) ? &config->profile.at[index] : NULL;
}

static bool add_to_profile(struct config *config, const char *name, const char *key, const char *value,
                           int line, const char *where, struct error *err)
{
	struct profile *profile = find_profile(config, name);

	if (!profile_name_ok(name))
		return error_set(
			err, ERROR_CONFIG, where,
			"A profile's name has small letters, digits, - and _, at most 40: [profile main-store].");
	if (profile == NULL) {
		profile = array_add(&config->profile);
		profile->name = xstrdup(name);
		profile->line = line;
		lookup_put(&config->by_name, profile->name, config->profile.count - 1);
	}
	array_push(&profile->value, ((struct profile_value){xstrdup(key), xstrdup(value), line}));
	return true;
}

/* "mail_password", where "mail_password_file" is a setting. */
static bool is_secret_name(const char *key)
{
	struct text name = {0};
	bool is;

	text_addf(&name, "%s_command", key);
	is = setting_find(text_str(&name)) != SETTINGS;
	text_clear(&name);
	return is;
}

static bool on_setting(void *ctx, const char *section, const char *key, const char *value, int line,
                       struct error *err)
{
	struct config *config = ctx;
	enum setting setting = setting_find(key);
	char where[400];

	snprintf(where, sizeof where, "%s:%d", config->path, line);
	if (text_starts(section, "profile "))
		return add_to_profile(config, section + strlen("profile "), key, value, line, where, err);
	if (*section != '\0')
		return error_set(err, ERROR_CONFIG, where,
		                 "This line belongs to a section that is not known: only [profile NAME] is.");
	if (setting == SETTINGS && is_secret_name(key))
		return error_set(
			err, ERROR_CONFIG, where,
			"A secret does not stand in the config file: write it into a file that only you can read and name "
			"that with %s_file = PATH, or use %s_command.",
			key, key);
	if (setting == SETTINGS)
		return error_set(err, ERROR_CONFIG, where,
		                 "There is no setting of this name: syncfix config lists them.");
	return settings_set(&config->settings, setting, value, FROM_FILE, where, err);
}

bool config_load(struct config *config, const char *path, bool must_exist, struct error *err)
{
	struct text text = {0};
	bool ok;

	free(config->path);
	config->path = xstrdup(path);
	config->exists = access(path, F_OK) == 0;
	if (!config->exists && !must_exist)
		return true;
	if (!file_read(path, CONFIG_MAX_BYTES, &text, err)) {
		text_clear(&text);
		return false;
	}
	ok = ini_read(text_str(&text), text.len, path, on_setting, config, err);
	text_wipe(&text);
	return ok;
}

const struct profile *config_profile(const struct config *config, const char *name)
{
	return find_profile(config, name);
}

static const struct profile_value *find_value(const struct profile *profile, const char *key)
{
	for (size_t i = 0; i < profile->value.count; i++) {
		if (strcmp(profile->value.at[i].key, key) == 0)
			return &profile->value.at[i];
	}
	return NULL;
}

const char *profile_get(const struct profile *profile, const char *key)
{
	const struct profile_value *value = find_value(profile, key);

	return value != NULL ? value->value : NULL;
}

int profile_line(const struct profile *profile, const char *key)
{
	const struct profile_value *value = find_value(profile, key);

	return value != NULL ? value->line : 0;
}
