/* profile: integrations and where their secrets are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/profile_add.h"
#include "cli/prompt.h"
#include "cli/session.h"

static const char *form_words(enum secret_form form)
{
	static const char *const words[] = {
		[SECRET_MISSING] = "asked for when it is needed",
		[SECRET_FILE] = "file",
		[SECRET_COMMAND] = "command",
	};

	return words[form];
}

static int list(struct setup *setup)
{
	const struct config *config = &setup->config;

	if (config->profile.count == 0)
		printf("No profile yet: syncfix profile add makes one.\n");
	for (size_t i = 0; i < config->profile.count; i++) {
		const struct profile *profile = &config->profile.at[i];
		const char *platform = profile_get(profile, "platform");
		const char *store = profile_get(profile, "store");
		printf("%-20s %-12s %s\n", profile->name, platform != NULL ? platform : "-",
		       store != NULL ? store : "");
	}
	return 0;
}

static void list_keys(const struct platform *platform)
{
	printf("\nKeys of %s%s:\n", platform->name, platform->service ? " (none needed)" : "");
	for (size_t i = 0; i < platform->key_count; i++) {
		const struct profile_key *key = &platform->key[i];
		printf("  %-16s %s%s%s\n", key->name, key->label, key->where != NULL ? ": " : "",
		       key->where != NULL ? key->where : "");
	}
}

static int show_one(struct setup *setup, const struct profile *profile)
{
	struct integration integration;
	struct error err = {0};
	bool ok = integration_make(&integration, setup->guide, setup->paths.config, profile, &err);

	if (ok) {
		printf("[profile %s] in %s, line %d\n", profile->name, setup->paths.config, profile->line);
		for (size_t i = 0; i < integration.fact.count; i++) {
			const struct fact *fact = guide_fact(setup->guide, integration.fact.at[i].fact);
			if (fact == NULL || fact->type != FACT_SECRET)
				printf("%-18s %s\n", integration.fact.at[i].fact, integration.fact.at[i].value);
		}
		for (size_t i = 0; i < integration.secret.count; i++) {
			const struct integration_secret *secret = &integration.secret.at[i];
			printf("%-18s %s%s%s\n", secret->key->name, form_words(secret->form),
			       secret->value != NULL ? ": " : "", secret->value != NULL ? secret->value : "");
		}
		for (const struct platform *platform = integration.platform; platform != NULL;
		     platform = guide_asked_next(setup->guide, integration.platform, platform))
			list_keys(platform);
	}
	integration_clear(&integration);
	return ok ? 0 : setup_fail(&err);
}

/* Starts every probe that applies and says what each found. */
static int test(struct session *session)
{
	const struct probe_state *state;
	struct error err = {0};
	size_t count;
	int code = 0;

	if (!session_connect(session, &err))
		return setup_fail(&err);
	session_catch_interrupt();
	driver_settle(session->driver, session_interrupted());
	count = walk_probes(session->walk, &state);
	for (size_t i = 0; i < count; i++) {
		static const char *const marks[VERDICTS] = {[VERDICT_OK] = "ok",
		                                            [VERDICT_PROBLEM] = "problem",
		                                            [VERDICT_UNKNOWN] = "?",
		                                            [VERDICT_SKIPPED] = "-"};
		if (state[i].outcome == NULL)
			continue;
		if (state[i].message != NULL && *state[i].message != '\0')
			printf("%-8s %s\n", marks[state[i].verdict], state[i].message);
		else
			printf("%-8s %s: %s\n", marks[state[i].verdict], state[i].probe->title, state[i].outcome);
		if (state[i].verdict == VERDICT_PROBLEM)
			code = 1;
	}
	if (count == 0)
		printf("There is nothing to look at live for %s.\n", session->integration.platform->name);
	return code;
}

int profile_test(struct setup *setup)
{
	struct session session;
	int code = session_open(&session, setup);

	if (code == 0)
		code = session_begin(&session);
	if (code == 0)
		code = test(&session);
	session_close(&session);
	return code;
}

static int remove_one(struct setup *setup, const char *name)
{
	struct error err = {0};
	char question[120];

	snprintf(question, sizeof question, "Remove the profile %s?", name);
	if (setup->options.value[OPTION_YES] == NULL) {
		if (!prompt_possible(setup->options.value[OPTION_NO_INPUT] != NULL))
			return setup_refuse(ERROR_USAGE, "Nobody is there to confirm: say --yes.");
		if (!prompt_yes(question, false))
			return 0;
	}
	if (!config_remove_profile(setup->paths.config, name, &err))
		return setup_fail(&err);
	printf("Removed. Files with its secrets stay where they are.\n");
	return 0;
}

/* edit NAME KEY=VALUE; an empty VALUE takes the key away. */
static int edit(struct setup *setup, const char *name, const char *change)
{
	const char *equals = strchr(change, '=');
	struct error err = {0};
	char *key;
	bool ok;

	if (equals == NULL)
		return setup_refuse(ERROR_USAGE,
		                    "profile edit NAME KEY=VALUE, for example store=https://www.yourstore.com.");
	key = strndup(change, (size_t)(equals - change));
	ok = config_set_key(setup->paths.config, name, key, equals[1] != '\0' ? equals + 1 : NULL, &err);
	free(key);
	return ok ? 0 : setup_fail(&err);
}

static int on_profile(struct setup *setup, const char *verb, const char *name)
{
	const struct profile *profile = config_profile(&setup->config, name);
	struct error err = {0};
	int code;

	if (profile == NULL)
		return setup_refuse(ERROR_CONFIG, "There is no profile of the name %.60s.", name);
	if (strcmp(verb, "remove") == 0)
		return remove_one(setup, name);
	code = setup_guide(setup);
	if (code != 0)
		return code;
	if (strcmp(verb, "show") == 0)
		return show_one(setup, profile);
	if (!settings_set(&setup->config.settings, SETTING_PROFILE, name, FROM_COMMAND_LINE, "", &err))
		return setup_fail(&err);
	return profile_test(setup);
}

int cmd_profile(struct setup *setup)
{
	const struct options *options = &setup->options;
	const char *verb = options->word_count > 0 ? options->word[0] : "list";
	const char *name = options->word_count > 1 ? options->word[1] : NULL;

	if (strcmp(verb, "list") == 0)
		return list(setup);
	if (strcmp(verb, "add") == 0)
		return profile_add(setup, name);
	if (strcmp(verb, "edit") == 0 && options->word_count == 3)
		return edit(setup, name, options->word[2]);
	if (name == NULL && setup->config.profile.count == 1)
		name = setup->config.profile.at[0].name;
	if (strcmp(verb, "show") == 0 || strcmp(verb, "test") == 0 || strcmp(verb, "remove") == 0)
		return name != NULL ? on_profile(setup, verb, name)
		                    : setup_refuse(ERROR_USAGE, "profile %s NAME: which one?", verb);
	return setup_refuse(ERROR_USAGE, "profile add, edit NAME KEY=VALUE, list, show, test or remove.");
}
