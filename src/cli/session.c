#include "cli/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/prompt.h"

enum { CA_MAX = 1 << 20 };

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
	(void)number;
	interrupted = 1;
}

const volatile sig_atomic_t *session_interrupted(void)
{
	return &interrupted;
}

void session_catch_interrupt(void)
{
	struct sigaction action = {.sa_handler = on_interrupt};

	sigaction(SIGINT, &action, NULL);
}

static void give(struct session *session, const char *fact, const char *value, enum source source)
{
	struct arena *arena = &session->integration.arena;
	struct event_fact given = {arena_strdup(arena, fact), arena_strdup(arena, value)};

	array_push(&session->given, given);
	array_push(&session->given_source, source);
}

static void give_integration(struct session *session)
{
	for (size_t i = 0; i < session->integration.fact.count; i++) {
		const struct event_fact *fact = &session->integration.fact.at[i];
		give(session, fact->fact, fact->value, SOURCE_PROFILE);
	}
}

static bool may_ask(const struct session *session)
{
	return prompt_possible(session->setup->options.value[OPTION_NO_INPUT] != NULL);
}

/* A secret that is typed when the probes begin is as good as known. */
static void give_asked(struct session *session)
{
	for (size_t i = 0; may_ask(session) && i < session->integration.secret.count; i++) {
		const struct integration_secret *secret = &session->integration.secret.at[i];
		if (secret->form == SECRET_MISSING)
			give(session, secret->key->name, "known", SOURCE_PROFILE);
	}
}

static bool read_profile(struct session *session, const struct profile *profile, struct error *err)
{
	const struct setup *setup = session->setup;

	if (!integration_make(&session->integration, setup->guide, setup->paths.config, profile, err))
		return false;
	give_integration(session);
	give_asked(session);
	return session->integration.ca_file == NULL ||
	       file_read(session->integration.ca_file, CA_MAX, &session->ca_pem, err);
}

static int open_profile(struct session *session, const struct profile *profile)
{
	struct error err = {0};

	return read_profile(session, profile, &err) ? 0 : setup_fail(&err);
}

int session_open(struct session *session, struct setup *setup)
{
	const struct profile *profile;
	int code;

	memset(session, 0, sizeof *session);
	session->setup = setup;
	code = setup_guide(setup);
	if (code == 0)
		code = setup_profile(setup, &profile);
	return code != 0 ? code : open_profile(session, profile);
}

int session_open_named(struct session *session, struct setup *setup, const char *name)
{
	const struct profile *profile = *name != '\0' ? config_profile(&setup->config, name) : NULL;
	int code;

	memset(session, 0, sizeof *session);
	session->setup = setup;
	code = setup_guide(setup);
	return code != 0 ? code : open_profile(session, profile);
}

/* ---- scenarios ---- */

char *session_scenario_file(const struct setup *setup, const char *name)
{
	const char *const dirs[] = {setup->paths.data_overlay, setup->paths.data};

	for (size_t i = 0; i < 2; i++) {
		struct text path = {0};
		if (dirs[i] == NULL || strchr(name, '/') != NULL)
			continue;
		text_addf(&path, "%s/scenarios/%s.json", dirs[i], name);
		if (access(text_str(&path), R_OK) == 0)
			return text_take(&path);
		text_clear(&path);
	}
	if (text_ends(name, ".json") && access(name, R_OK) == 0)
		return xstrdup(name);
	setup_refuse(ERROR_NO_INPUT, "There is no scenario %.60s: syncfix sim lists them.", name);
	return NULL;
}

static bool is_secret(const struct session *session, const char *name)
{
	const struct fact *fact = guide_fact(session->setup->guide, name);

	return fact != NULL && fact->type == FACT_SECRET;
}

/* The scenario's profile as one of the config file would be, without its secrets. */
static void scenario_profile(const struct session *session, struct profile *profile)
{
	const struct scenario *scenario = session->scenario;

	profile->name = (char *)session->demo;
	array_push(&profile->value, ((struct profile_value){(char *)"platform", (char *)scenario->platform, 0}));
	for (size_t i = 0; i < scenario->profile_count; i++) {
		const struct scenario_pair *pair = &scenario->profile[i];
		if (pair->value != NULL && strcmp(pair->name, "platform") != 0 && !is_secret(session, pair->name))
			array_push(&profile->value, ((struct profile_value){(char *)pair->name, (char *)pair->value, 0}));
	}
}

static int use_scenario(struct session *session, struct error *err)
{
	const struct scenario *scenario = session->scenario;
	struct profile profile = {0};
	bool ok;

	scenario_profile(session, &profile);
	ok = integration_make(&session->integration, session->setup->guide, scenario->file, &profile, err);
	array_clear(&profile.value);
	if (!ok)
		return setup_fail(err);
	give_integration(session);
	for (size_t i = 0; i < scenario->profile_count; i++) {
		if (is_secret(session, scenario->profile[i].name))
			give(session, scenario->profile[i].name, "known", SOURCE_PROFILE);
	}
	for (size_t i = 0; i < scenario->fact_count; i++) {
		if (scenario->fact[i].value != NULL)
			give(session, scenario->fact[i].name, scenario->fact[i].value, SOURCE_IMPORT);
	}
	if (session->setup->options.value[OPTION_NOW] == NULL)
		clock_set(&session->setup->clock, scenario->now);
	else
		simulation_set_now(session->simulation, setup_now(session->setup));
	return 0;
}

static struct scenario *load_scenario(const struct setup *setup, const char *path)
{
	struct findings findings = {0};
	struct scenario *scenario = scenario_load(path, setup->guide, &findings);

	for (size_t i = 0; i < findings.finding.count; i++) {
		const struct finding *finding = &findings.finding.at[i];
		fprintf(stderr, "syncfix: %s: %s: %s\n", finding->file, finding->path, finding->message);
	}
	if (findings_errors(&findings) > 0) {
		scenario_free(scenario);
		scenario = NULL;
	}
	findings_clear(&findings);
	return scenario;
}

int session_open_scenario(struct session *session, struct setup *setup, const char *name)
{
	struct error err = {0};
	char *path;
	int code;

	memset(session, 0, sizeof *session);
	session->setup = setup;
	code = setup_guide(setup);
	if (code != 0)
		return code;
	path = session_scenario_file(setup, name);
	if (path == NULL)
		return ERROR_NO_INPUT;
	snprintf(session->demo, sizeof session->demo, SESSION_DEMO "%s", name);
	session->scenario = load_scenario(setup, path);
	if (session->scenario != NULL) {
		session->simulation = simulation_start(setup->paths.sim, path, 0, &err);
		code = session->simulation != NULL ? use_scenario(session, &err) : setup_fail(&err);
	} else {
		code = setup_refuse(ERROR_DATA, "The scenario %s cannot be used.", path);
	}
	free(path);
	return code;
}

/* ---- walk and probes ---- */

static bool add_fact(struct session *session, const char *given, struct error *err)
{
	const struct guide *guide = session->setup->guide;
	const char *equals = strchr(given, '=');
	struct error why = {0};
	struct value value;
	char *name;

	if (equals == NULL)
		return error_set(err, ERROR_USAGE, "", "--fact is written name=value.");
	name = arena_strndup(&session->integration.arena, given, (size_t)(equals - given));
	const struct fact *fact = guide_fact(guide, name);
	if (fact == NULL)
		return error_set(err, ERROR_USAGE, "", "There is no fact %.60s.", name);
	if (!fact_parse(fact, equals + 1, &session->integration.arena, &value, &why))
		return error_set(err, ERROR_USAGE, "", "--fact %s: %s", name, why.message);
	give(session, name, equals + 1, SOURCE_IMPORT);
	return true;
}

static bool add_facts(struct session *session, struct error *err)
{
	const struct options *options = &session->setup->options;
	bool ok = true;

	for (size_t i = 0; ok && i < options->fact.count; i++)
		ok = add_fact(session, options->fact.at[i], err);
	return ok;
}

int session_add_facts(struct session *session)
{
	struct error err = {0};

	return add_facts(session, &err) ? 0 : setup_fail(&err);
}

bool session_facts_ok(struct setup *setup, struct error *err)
{
	struct session session = {.setup = setup};
	bool ok = add_facts(&session, err);

	session_close(&session);
	return ok;
}

bool session_try(struct session *session, struct setup *setup, const struct profile *profile,
                 struct error *err)
{
	memset(session, 0, sizeof *session);
	session->setup = setup;
	return read_profile(session, profile, err) && add_facts(session, err);
}

struct walk_options session_walk_options(struct session *session)
{
	const struct platform *platform = session->integration.platform;
	enum role role = ROLE_MERCHANT;

	role_find(settings_text(&session->setup->config.settings, SETTING_ROLE), &role);
	return (struct walk_options){
		.role = role,
		.profile = session->integration.name,
		.platform = platform,
		.can_probe = integration_can_probe(&session->integration, session->setup->guide),
		.given = session->given.at,
		.given_source = session->given_source.at,
		.given_count = session->given.count,
		.listen = session->listen,
		.ctx = session->ctx,
	};
}

static bool revive(void *ctx, struct driver *driver, struct error *err)
{
	(void)driver; /* the session's own */
	return session_connect(ctx, err);
}

struct driver_options session_driver_options(struct session *session)
{
	const char *ca_pem = session->ca_pem.len > 0 ? text_str(&session->ca_pem) : NULL;

	return (struct driver_options){
		.program = session->setup->paths.net,
		.integration = &session->integration,
		.ca_pem = session->simulation != NULL ? simulation_ca_pem(session->simulation) : ca_pem,
		.simulation = session->simulation,
		.clock = &session->setup->clock,
		.secret_timeout = settings_number(&session->setup->config.settings, SETTING_SECRET_TIMEOUT),
		.trace = session->trace,
		.tell = session->tell,
		.ctx = session->ctx,
		.revive = revive,
		.revive_ctx = session,
		.hands = session->hands,
		.seat = session->seat,
		.wants = session->pick != NULL ? pick_has : NULL,
		.wants_ctx = session->pick,
	};
}

int session_begin(struct session *session)
{
	struct walk_options options = session_walk_options(session);
	struct driver_options driving = session_driver_options(session);

	session->walk = walk_new(session->setup->guide, &options, setup_now(session->setup));
	session->driver = driver_new(session->walk, &driving);
	return 0;
}

static void type_scenario_secrets(struct session *session)
{
	for (size_t i = 0; i < session->scenario->profile_count; i++) {
		const struct scenario_pair *pair = &session->scenario->profile[i];
		if (pair->value != NULL && is_secret(session, pair->name))
			driver_type_secret(session->driver, pair->name, pair->value);
	}
}

/* Secrets that the profile has no form for are asked for, when somebody is there. */
static void ask_secrets(struct session *session)
{
	for (size_t i = 0; may_ask(session) && i < session->integration.secret.count; i++) {
		const struct integration_secret *secret = &session->integration.secret.at[i];
		struct text typed = {0};
		struct text question = {0};
		if (secret->form != SECRET_MISSING)
			continue;
		text_addf(&question, "%s (not shown):", secret->key->label);
		if (prompt_secret(text_str(&question), &typed) && typed.len > 0)
			driver_type_secret(session->driver, secret->key->name, text_str(&typed));
		text_wipe(&typed);
		text_clear(&question);
	}
}

bool session_connect(struct session *session, struct error *err)
{
	if (session->integration.platform == NULL)
		return error_set(err, ERROR_CONFIG, "",
		                 "There is no profile to look at: syncfix profile add makes one.");
	if (!driver_start(session->driver, err))
		return false;
	if (session->scenario != NULL)
		type_scenario_secrets(session);
	else
		ask_secrets(session);
	return true;
}

void session_close(struct session *session)
{
	driver_free(session->driver);
	walk_free(session->walk);
	simulation_stop(session->simulation);
	scenario_free(session->scenario);
	array_clear(&session->given);
	array_clear(&session->given_source);
	text_clear(&session->ca_pem);
	integration_clear(&session->integration);
}
