#include "cli/profile_add.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/integration.h"
#include "base/file.h"
#include "base/memory.h"
#include "cli/prompt.h"

enum { SECRET_FILE_MODE = 0600, TRIES = 3 };

/* What has been answered so far. */
struct adding {
	struct setup *setup;
	struct profile profile;
	const struct platform *platform;
	struct text answer;
};

static void put(struct adding *adding, const char *key, const char *value)
{
	array_push(&adding->profile.value, ((struct profile_value){xstrdup(key), xstrdup(value), 0}));
}

static bool line(struct adding *adding, const char *question, const char *fallback)
{
	return prompt_line(question, fallback, &adding->answer);
}

/* The one platform whose name or id begins with the words, in any case; NULL for none or several. */
static const struct platform *match_platform(const struct guide *guide, const char *words)
{
	const struct platform *found = NULL;
	size_t len = strlen(words);

	for (size_t i = 0; i < guide->platform_count; i++) {
		const struct platform *platform = &guide->platform[i];
		if (platform->service || len == 0)
			continue;
		if (text_same_fold(platform->name, words) || text_same_fold(platform->id, words))
			return platform;
		if (strncasecmp(platform->name, words, len) == 0 || strncasecmp(platform->id, words, len) == 0) {
			if (found != NULL)
				return NULL;
			found = platform;
		}
	}
	return found;
}

static bool ask_platform(struct adding *adding)
{
	const struct guide *guide = adding->setup->guide;

	fprintf(stderr, "Where is your store?\n");
	for (size_t i = 0; i < guide->platform_count; i++) {
		if (!guide->platform[i].service)
			fprintf(stderr, "  %s\n", guide->platform[i].name);
	}
	for (int i = 0; i < TRIES && line(adding, "Its name, or the first letters:", NULL); i++) {
		adding->platform = match_platform(guide, text_str(&adding->answer));
		if (adding->platform != NULL) {
			put(adding, "platform", adding->platform->id);
			return true;
		}
		fprintf(stderr, "That fits none of them, or several.\n");
	}
	return false;
}

static bool name_free(const struct adding *adding, const char *name)
{
	if (!profile_name_ok(name))
		fprintf(stderr, "Small letters, digits, - and _, at most 40.\n");
	else if (config_profile(&adding->setup->config, name) != NULL)
		fprintf(stderr, "There is a profile of this name already.\n");
	else
		return true;
	return false;
}

static bool ask_name(struct adding *adding, const char *given)
{
	if (given != NULL) {
		adding->profile.name = xstrdup(given);
		return name_free(adding, given);
	}
	for (int i = 0; i < TRIES && line(adding, "A short name for it here:", "main"); i++) {
		if (name_free(adding, text_str(&adding->answer))) {
			adding->profile.name = xstrdup(text_str(&adding->answer));
			return true;
		}
	}
	return false;
}

static bool ask_address(struct adding *adding, const struct profile_key *key, const char *question)
{
	struct text address = {0};
	bool ok = false;

	for (int i = 0; i < TRIES && !ok && line(adding, question, NULL); i++) {
		struct error err = {0};
		bool left_out = adding->answer.len == 0 && !key->required;
		ok = left_out || integration_address(key, text_str(&adding->answer), &address, &err);
		if (ok && !left_out)
			put(adding, key->name, text_str(&address));
		else if (!ok)
			fprintf(stderr, "%s\n", err.message);
	}
	text_clear(&address);
	return ok;
}

/* A typed secret goes into a file of its own that only its owner can read. */
static bool store_secret(struct adding *adding, const struct profile_key *key, const struct text *secret)
{
	char *folder = xstrdup(adding->setup->paths.config);
	struct text path = {0};
	struct text name = {0};
	struct error err = {0};
	bool ok;

	*strrchr(folder, '/') = '\0';
	text_addf(&path, "%s/secrets", folder);
	ok = file_make_dirs(text_str(&path), 0700, &err);
	text_addf(&path, "/%s-%s", adding->profile.name, key->name);
	ok = ok && file_write(text_str(&path), text_str(secret), secret->len, SECRET_FILE_MODE, &err);
	if (ok) {
		text_addf(&name, "%s_file", key->name);
		put(adding, text_str(&name), text_str(&path));
		fprintf(stderr, "Kept in %s, for you alone.\n", text_str(&path));
	} else {
		setup_fail(&err);
	}
	free(folder);
	text_clear(&path);
	text_clear(&name);
	return ok;
}

/* "It does not look like one: ck_… with 43 characters." */
static void say_form(const struct profile_key *key)
{
	fprintf(stderr, "It does not look like one: %s…", key->prefix != NULL ? key->prefix : "");
	if (key->length > 0)
		fprintf(stderr, " with %d characters", key->length);
	fprintf(stderr, ". Kept all the same.\n");
}

static bool ask_secret(struct adding *adding, const struct profile_key *key, const char *question)
{
	struct text secret = {0};
	struct text hint = {0};
	bool ok = true;

	text_addf(&hint, "%s (not shown; empty: ask me each time):", question);
	if (prompt_secret(text_str(&hint), &secret) && secret.len > 0) {
		text_trim(&secret);
		if ((key->prefix != NULL && !text_starts(text_str(&secret), key->prefix)) ||
		    (key->length > 0 && secret.len != (size_t)key->length))
			say_form(key);
		ok = store_secret(adding, key, &secret);
	}
	text_wipe(&secret);
	text_clear(&hint);
	return ok;
}

static bool ask_value(struct adding *adding, const struct profile_key *key, const char *question)
{
	struct text value = {0};
	bool ok = false;

	for (int i = 0; i < TRIES && !ok && line(adding, question, key->fallback != NULL ? key->fallback : "");
	     i++) {
		struct error err = {0};
		text_cut(&value, 0);
		ok = adding->answer.len == 0 ||
		     integration_value(adding->setup->guide, key, text_str(&adding->answer), &value, &err);
		if (!ok)
			fprintf(stderr, "%s\n", err.message);
	}
	if (ok && value.len > 0)
		put(adding, key->name, text_str(&value));
	text_clear(&value);
	return ok;
}

static bool ask_key(struct adding *adding, const struct profile_key *key)
{
	char question[300];

	if (key->where != NULL)
		fprintf(stderr, "%s: %s.\n", key->label, key->where);
	snprintf(question, sizeof question, "%s:", key->label);
	if (key->type == FACT_SECRET)
		return ask_secret(adding, key, key->label);
	if (key->type == FACT_URL)
		return ask_address(adding, key, question);
	return ask_value(adding, key, question);
}

/* A service's address comes first; without one nothing more is asked about it. */
static bool ask_service(struct adding *adding, const struct platform *service)
{
	const char *address = platform_address_key(service);
	size_t i = 0;

	while (i < service->key_count && address != NULL && strcmp(service->key[i].name, address) != 0)
		i++;
	if (address == NULL || i == service->key_count)
		return true;
	fprintf(stderr, "%s, if you have one: %s.\n", service->name, service->key[i].where);
	for (int tries = 0; tries < TRIES; tries++) {
		struct text base = {0};
		struct error err = {0};
		bool ok;
		if (!line(adding, "Its address (empty: none):", NULL) || adding->answer.len == 0)
			return true;
		ok = integration_address(&service->key[i], text_str(&adding->answer), &base, &err);
		if (ok)
			put(adding, address, text_str(&base));
		else
			fprintf(stderr, "%s\n", err.message);
		text_clear(&base);
		for (size_t k = 0; ok && k < service->key_count; k++)
			ok = k == i || ask_key(adding, &service->key[k]);
		if (ok)
			return true;
	}
	return false;
}

static int write_profile(struct adding *adding)
{
	struct setup *setup = adding->setup;
	struct error err = {0};
	char *path = xstrdup(setup->paths.config);

	if (!config_add_profile(path, &adding->profile, &err)) {
		free(path);
		return setup_fail(&err);
	}
	fprintf(stderr, "Written to %s. Trying it now:\n\n", path);
	config_clear(&setup->config);
	config_init(&setup->config);
	if (!config_load(&setup->config, path, true, &err) ||
	    !settings_set(&setup->config.settings, SETTING_PROFILE, adding->profile.name, FROM_COMMAND_LINE, "",
	                  &err)) {
		free(path);
		return setup_fail(&err);
	}
	free(path);
	return profile_test(setup);
}

static int ask_all(struct adding *adding, const char *name)
{
	const struct guide *guide = adding->setup->guide;

	if (!ask_platform(adding) || !ask_name(adding, name))
		return setup_refuse(ERROR_USAGE, "Nothing was written.");
	if (!line(adding, "Name of the integration in IS2:", adding->profile.name))
		return setup_refuse(ERROR_USAGE, "Nothing was written.");
	put(adding, "integration", text_str(&adding->answer));
	for (size_t i = 0; i < adding->platform->key_count; i++) {
		if (!ask_key(adding, &adding->platform->key[i]))
			return setup_refuse(ERROR_USAGE, "Nothing was written.");
	}
	for (const struct platform *service = guide_asked_next(guide, adding->platform, adding->platform);
	     service != NULL; service = guide_asked_next(guide, adding->platform, service)) {
		if (!ask_service(adding, service))
			return setup_refuse(ERROR_USAGE, "Nothing was written.");
	}
	return write_profile(adding);
}

int profile_add(struct setup *setup, const char *name)
{
	struct adding adding = {.setup = setup};
	int code;

	if (setup->options.value[OPTION_NO_INPUT] != NULL)
		return setup_refuse(ERROR_USAGE,
		                    "profile add asks questions; with --no-input write the section into %s.",
		                    setup->paths.config != NULL ? setup->paths.config : "the config file");
	if (setup->paths.config == NULL)
		return setup_refuse(ERROR_CANNOT_CREATE,
		                    "There is no home folder to keep a profile in: name a file with --config.");
	code = setup_guide(setup);
	if (code == 0)
		code = ask_all(&adding, name);
	for (size_t i = 0; i < adding.profile.value.count; i++) {
		free(adding.profile.value.at[i].key);
		free(adding.profile.value.at[i].value);
	}
	array_clear(&adding.profile.value);
	free(adding.profile.name);
	text_wipe(&adding.answer);
	return code;
}
