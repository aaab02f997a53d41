#include "cli/start.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/plain.h"
#include "app/run.h"
#include "app/signals.h"
#include "base/file.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/delivery.h"
#include "cli/lessons.h"
#include "cli/look.h"
#include "cli/prompt.h"
#include "cli/reask.h"
#include "cli/saved.h"
#include "cli/session.h"
#include "data/load.h"
#include "store/case_list.h"
#include "store/journal_file.h"
#include "term/theme.h"

/* One run of a front end. Two sessions, because the desk keeps the old one until it has the new. */
struct front {
	struct setup *setup;
	struct session session[2];
	int current; /* -1: none yet */
	const char *scenario;
	struct lessons lessons;       /* to choose from, as the list of profiles; none: the scenario alone */
	bool choose;                  /* the list comes first */
	const struct journal *replay; /* a case that is only looked at; or NULL */
	ARRAY(struct ui_profile) profile;
	struct ui_lesson lesson;
	struct delivery_setup delivery;
	struct guide *first;
	const char *where;
	const char *resume;
	int64_t resume_at; /* when the resumed case of a scenario stood still; 0: no such case */
};

/* A scenario in the trainer's role is a lesson: what is to be found, and in how many answers. */
static int prepare_lesson(struct front *front)
{
	struct findings findings = {0};
	struct scenario *scenario;
	char *path = session_scenario_file(front->setup, front->scenario);

	if (path == NULL)
		return ERROR_NO_INPUT;
	scenario = scenario_load(path, front->setup->guide, &findings);
	free(path);
	findings_clear(&findings);
	if (scenario == NULL)
		return setup_refuse(ERROR_DATA, "The scenario %s cannot be used.", front->scenario);
	struct arena *arena = &front->setup->guide->arena;
	front->lesson = (struct ui_lesson){
		.title = arena_strdup(arena, scenario->title),
		.fault = arena_strdup(arena, scenario->title),
		.par = scenario->expect.par,
		.held =
			strcmp(settings_text(&front->setup->config.settings, SETTING_ROLE), role_name(ROLE_TRAINER)) == 0,
	};
	if (front->setup->options.value[OPTION_NOW] == NULL)
		clock_set(&front->setup->clock, front->resume_at != 0 ? front->resume_at : scenario->now);
	scenario_free(scenario);
	return 0;
}

static bool take_lesson(struct front *front, const char *scenario)
{
	if (front->current < 0) /* the first was made ready with the rest */
		return true;
	front->scenario = scenario;
	front->resume_at = 0;
	return prepare_lesson(front) == 0;
}

/* ---- what the desk asks for ---- */

static bool open_session(struct front *front, struct session *session, int profile)
{
	const char *name = profile >= 0 ? front->profile.at[profile].name : "";

	if (front->scenario != NULL)
		return session_open_scenario(session, front->setup, front->scenario) == 0;
	return session_open_named(session, front->setup, name) == 0;
}

/* The simulated store's day goes on where the saved case left it. */
static void go_on_from(struct front *front, struct session *session)
{
	if (front->resume_at == 0 || front->setup->options.value[OPTION_NOW] != NULL)
		return;
	clock_set(&front->setup->clock, front->resume_at);
	simulation_set_now(session->simulation, front->resume_at);
}

static bool use(void *ctx, int profile, struct desk_case *out, struct error *err)
{
	struct front *front = ctx;
	int next = front->current == 0 ? 1 : 0;
	struct session *session = &front->session[next];

	if (profile >= 0 && (size_t)profile < front->lessons.lesson.count &&
	    !take_lesson(front, front->lessons.lesson.at[profile].name))
		return error_set(err, ERROR_DATA, "", "This scenario cannot be used: the reason stands above.");
	if (!open_session(front, session, profile)) {
		session_close(session);
		return error_set(err, ERROR_CONFIG, "", "This profile cannot be used: the reason stands above.");
	}
	if (front->current >= 0)
		session_close(&front->session[front->current]);
	front->current = next;
	go_on_from(front, session);
	*out = (struct desk_case){
		.walk = session_walk_options(session),
		.driver = session_driver_options(session),
		.store = session->integration.asked,
		.signs = session->integration.secret.count > 0,
	};
	return true;
}

static bool connect_session(void *ctx, struct driver *driver, struct error *err)
{
	struct front *front = ctx;
	struct session *session = &front->session[front->current];
	bool ok;

	session->driver = driver; /* the desk's: lent for the call */
	ok = session_connect(session, err);
	session->driver = NULL;
	return ok;
}

static bool asks(void *ctx)
{
	const struct front *front = ctx;
	const struct integration *integration = &front->session[front->current].integration;

	for (size_t i = 0; front->scenario == NULL && i < integration->secret.count; i++) {
		if (integration->secret.at[i].form != SECRET_FILE)
			return true;
	}
	return false;
}

static void reask(void *ctx, struct driver *driver, const char *const *key, size_t count)
{
	const struct front *front = ctx;
	const struct integration *integration = &front->session[front->current].integration;

	if (!prompt_possible(front->setup->options.value[OPTION_NO_INPUT] != NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		const struct integration_secret *secret = integration_secret_named(integration, key[i]);
		if (secret != NULL)
			reask_secret(driver, secret);
	}
}

/* ---- what the front ends start from ---- */

static void list_lessons(struct front *front)
{
	const struct lessons *lessons = &front->lessons;

	for (size_t i = 0; i < lessons->lesson.count; i++) {
		const struct lesson *lesson = &lessons->lesson.at[i];
		array_push(&front->profile,
		           ((struct ui_profile){.name = lessons_profile(&front->setup->guide->arena, lesson->name),
		                                .platform = "",
		                                .store = "",
		                                .lesson = lesson->label,
		                                .fault = lesson->title}));
	}
	if (lessons->lesson.count == 0)
		array_push(&front->profile,
		           ((struct ui_profile){.name = lessons_profile(&front->setup->guide->arena, front->scenario),
		                                .platform = "",
		                                .store = ""}));
}

static void list_profiles(struct front *front)
{
	const struct config *config = &front->setup->config;

	if (front->scenario != NULL) {
		list_lessons(front);
		return;
	}
	for (size_t i = 0; i < config->profile.count; i++) {
		const struct profile *profile = &config->profile.at[i];
		const char *id = profile_get(profile, "platform");
		const struct platform *platform = id != NULL ? guide_platform(front->setup->guide, id) : NULL;
		const char *store = profile_get(profile, "store");
		array_push(&front->profile, ((struct ui_profile){.name = profile->name,
		                                                 .platform = platform != NULL ? platform->name : "",
		                                                 .store = store != NULL ? store : ""}));
	}
}

static int profile_index(const struct front *front, const struct profile *profile)
{
	for (size_t i = 0; profile != NULL && i < front->profile.count; i++) {
		if (strcmp(front->profile.at[i].name, profile->name) == 0)
			return (int)i;
	}
	if (front->scenario == NULL)
		return -1;
	int lesson = lessons_find(&front->lessons, front->scenario);
	return lesson >= 0 ? lesson : 0;
}

static bool load(void *ctx, struct desk_options *out, struct error *err)
{
	struct front *front = ctx;
	struct setup *setup = front->setup;
	const struct profile *profile = NULL;

	if (setup_guide(setup) != 0 || delivery_setup(&front->delivery, setup) != 0 ||
	    (front->scenario == NULL && setup_profile(setup, &profile) != 0) ||
	    (front->scenario != NULL && prepare_lesson(front) != 0))
		return error_set(err, ERROR_DATA, "", "The wizard cannot begin: the reason stands above.");
	front->delivery.sender.stopped = signals_interrupted;
	if (front->replay == NULL)
		list_profiles(front);
	*out = (struct desk_options){
		.guide = setup->guide,
		.clock = &setup->clock,
		.state = front->replay == NULL ? setup->paths.state : NULL,
		.replay = front->replay,
		.ascii = look_ascii(setup),
		.profiles = front->profile.at,
		.profile_count = front->profile.count,
		.profile = front->replay == NULL ? profile_index(front, profile) : -1,
		.lesson = front->scenario != NULL ? &front->lesson : NULL,
		.sender = &front->delivery.sender,
		.editor = settings_text(&setup->config.settings, SETTING_EDITOR),
		.clipboard = settings_text(&setup->config.settings, SETTING_CLIPBOARD),
		.keep_days = settings_number(&setup->config.settings, SETTING_KEEP_DAYS),
		.use = use,
		.connect = connect_session,
		.asks = asks,
		.reask = front->scenario == NULL ? reask : NULL,
		.ctx = front,
	};
	return true;
}

static int run_lines(struct front *front)
{
	struct plain plain = {.start = front->where, .resume = front->resume, .in = STDIN_FILENO, .out = stdout};
	struct error err = {0};
	int code;

	if (!load(front, &plain.desk, &err))
		return setup_fail(&err);
	code = plain_run(&plain, &err);
	return err.kind != ERROR_NONE ? setup_fail(&err) : code;
}

static int run_screen(struct front *front, struct error *err)
{
	struct setup *setup = front->setup;
	const struct settings *settings = &setup->config.settings;
	struct data_sources sources = {.dir = setup->paths.data, .overlay = setup->paths.data_overlay};
	struct app app = {
		.ascii = look_ascii(setup),
		.profile_name = settings_text(settings, SETTING_PROFILE),
		.load = load,
		.ctx = front,
		.start = front->where,
		.resume = front->resume,
		.choose = front->choose,
	};

	role_find(settings_text(settings, SETTING_ROLE), &app.role);
	theme_find(settings_text(settings, SETTING_THEME), &app.terminal.theme);
	app.terminal.color = look_color(setup);
	front->first = data_load_start(&sources);
	app.first = front->first;
	return app_run(&app, err);
}

static int run(struct front *front)
{
	struct error err = {0};
	int code;

	front->current = -1;
	if (front->setup->options.value[OPTION_NO_INPUT] != NULL)
		return setup_refuse(ERROR_USAGE,
		                    "The wizard asks questions: syncfix diagnose is the walk without them.");
	if (look_plain(front->setup)) {
		code = run_lines(front);
	} else {
		code = run_screen(front, &err);
		if (err.kind == ERROR_USAGE)
			code = run_lines(front);
		else if (err.kind != ERROR_NONE)
			code = setup_fail(&err);
	}
	if (front->current >= 0)
		session_close(&front->session[front->current]);
	array_clear(&front->profile);
	delivery_setup_clear(&front->delivery);
	lessons_clear(&front->lessons);
	guide_free(front->first);
	return code;
}

int start_wizard(struct setup *setup, const char *where)
{
	struct front front = {.setup = setup, .where = where};

	return run(&front);
}

/* A case of a scenario goes on against its simulated store, while there is one of that name. */
static void find_scenario(struct front *front, const struct journal *journal)
{
	const struct event *event = journal->event.at;
	const char *profile = journal->event.count > 0 ? event[0].profile : NULL;
	struct arena *arena = &front->setup->guide->arena;
	char *path;

	if (profile == NULL || !text_starts(profile, SESSION_DEMO))
		return;
	path = session_scenario_file(front->setup, profile + strlen(SESSION_DEMO));
	if (path == NULL)
		return;
	free(path);
	front->scenario = arena_strdup(arena, profile + strlen(SESSION_DEMO));
	front->resume_at = event[journal->event.count - 1].at;
}

int start_case(struct setup *setup, const char *id)
{
	struct front front = {.setup = setup, .resume = id};
	struct error err = {0};
	struct journal journal;
	char *path = case_path(setup->paths.state, id);
	int code = setup_guide(setup);

	journal_init(&journal);
	if (code == 0 && path != NULL && journal_file_read(path, &journal, NULL, &err))
		find_scenario(&front, &journal);
	journal_clear(&journal);
	free(path);
	return code != 0 ? code : run(&front);
}

int start_replay(struct setup *setup, const char *words)
{
	struct front front = {.setup = setup};
	struct saved saved;
	int code = saved_open(&saved, setup, words);

	front.replay = &saved.journal;
	if (code == 0)
		code = run(&front);
	saved_close(&saved);
	return code;
}

int cmd_start(struct setup *setup)
{
	return start_wizard(setup, setup->options.word_count > 0 ? setup->options.word[0] : NULL);
}

/* A trainer may choose another lesson at any time; whoever names a kind gets one of it. */
int cmd_demo(struct setup *setup)
{
	const char *name = setup->options.word_count > 0 ? setup->options.word[0] : NULL;
	struct front front = {.setup = setup, .scenario = name};
	bool many = lessons_class(setup) || lessons_wanted(setup);
	int code = many ? lessons_read(&front.lessons, setup) : 0;

	if (code != 0) {
		lessons_clear(&front.lessons);
		return code;
	}
	front.choose = many && name == NULL;
	if (front.scenario == NULL)
		front.scenario = many ? front.lessons.lesson.at[0].name : "woo-unknown-key";
	char *path = session_scenario_file(setup, front.scenario);
	if (path == NULL) {
		lessons_clear(&front.lessons);
		return ERROR_NO_INPUT;
	}
	free(path);
	return run(&front);
}
