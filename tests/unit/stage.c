#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { NOW_SECONDS = 1795442520 }; /* 23 Nov 2026, 14:02 UTC */

static bool use(void *ctx, int profile, struct desk_case *out, struct error *err)
{
	static const struct event_fact given[] = {{"platform", "shop"},
	                                          {"integration", "MainStore"},
	                                          {"store", "https://shop.example"},
	                                          {"consumer_key", "known"}};
	static const enum source from[] = {SOURCE_PROFILE, SOURCE_PROFILE, SOURCE_PROFILE, SOURCE_PROFILE};
	struct stage *stage = ctx;
	bool with = stage->with_profile && profile >= 0;

	(void)err;
	*out = (struct desk_case){
		.walk = {.role = stage->role, .profile = ""},
		.signs = stage->signs,
	};
	if (!with)
		return true;
	out->store = "https://shop.example";
	out->walk = (struct walk_options){
		.role = stage->role,
		.profile = "main",
		.platform = guide_platform(stage->guide, "shop"),
		.can_probe = true,
		.given = given,
		.given_source = from,
		.given_count = 4,
	};
	stage->integration.name = "main";
	stage->integration.store = "https://shop.example";
	stage->integration.platform = out->walk.platform;
	out->driver = (struct driver_options){
		.program = stage->program,
		.integration = &stage->integration,
		.clock = &stage->clock,
	};
	return true;
}

static bool connect_nothing(void *ctx, struct driver *driver, struct error *err)
{
	(void)ctx;
	(void)driver;
	return error_set(err, ERROR_UNAVAILABLE, "", "No network here.");
}

static bool note_copy(void *front, const char *bytes)
{
	struct stage *stage = front;

	text_add(&stage->rest, text_starts(bytes, "\033]52;c;") ? "copy " : "");
	return true;
}

struct desk_options stage_options(struct stage *stage)
{
	static const struct ui_profile profiles[] = {
		{.name = "main", .platform = "Shop", .store = "https://shop.example"}};

	return (struct desk_options){
		.guide = stage->guide,
		.clock = &stage->clock,
		.state = stage->state,
		.profiles = stage->with_profile ? profiles : NULL,
		.profile_count = stage->with_profile ? 1 : 0,
		.profile = stage->with_profile ? 0 : -1,
		.lesson = stage->lesson ? &stage->lesson_is : NULL,
		.use = use,
		.clipboard = "terminal",
		.pass = note_copy,
		.front = stage,
		.connect = stage->connect ? stage->connect : connect_nothing,
		.ctx = stage,
	};
}

static struct guide *load_guide(void)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");
	struct findings findings = {0};
	struct data_sources sources = {0};
	struct text dir = {0};
	struct guide *guide;

	text_addf(&dir, "%s/tests/screens/guide", source ? source : ".");
	sources.dir = text_str(&dir);
	guide = data_load(&sources, &findings);
	for (size_t i = 0; i < findings.finding.count; i++)
		CHECK(findings.finding.at[i].message, findings.finding.at[i].level != 0);
	findings_clear(&findings);
	text_clear(&dir);
	return guide;
}

bool stage_load(struct stage *stage)
{
	stage->clock = (struct clock){.frozen = true, .frozen_at = NOW_SECONDS * INT64_C(1000)};
	stage->lesson_is =
		(struct ui_lesson){.title = "refused-key", .fault = "refused_key", .par = 3, .held = true};
	stage->guide = load_guide();
	return CHECK("the guide of the tests can be loaded", stage->guide != NULL);
}

bool stage_open(struct stage *stage)
{
	struct desk_options options;
	struct error err = {0};

	if (!stage_load(stage))
		return false;
	options = stage_options(stage);
	stage->scene.desk = desk_new(&options, &err);
	if (!CHECK(err.message, stage->scene.desk != NULL))
		return false;
	scene_init(&stage->scene, stage->scene.desk, NULL);
	return true;
}

void stage_close(struct stage *stage)
{
	if (stage->scene.desk)
		scene_clear(&stage->scene);
	guide_free(stage->guide);
	text_clear(&stage->rest);
}

static void keep_rest(void *ctx, const struct intent *intent)
{
	struct stage *stage = ctx;

	text_addf(&stage->rest, "%s ", intent_name(intent->kind));
}

void stage_press(struct stage *stage, const struct press *press)
{
	scene_press(&stage->scene, press, keep_rest, stage);
}

static void unescape(struct text *out, const char *text)
{
	for (; *text; text++)
		text_add_char(out, *text == '_' ? ' ' : *text == '~' ? '_' : *text);
}

static void type(struct stage *stage, const char *text)
{
	for (; *text; text++) {
		struct press press = press_char((unsigned char)*text);

		stage_press(stage, &press);
	}
}

/* The code of the case in front, as if it had been told. */
static void type_handoff(struct stage *stage)
{
	struct ui_model model;
	char *code;

	desk_model(stage->scene.desk, &model);
	code = strdup(model.handoff);
	type(stage, code);
	free(code);
}

static void give_result(struct stage *stage, const char *what)
{
	const char *equals = strchr(what, '=');
	char name[64] = "";
	const struct probe *probe;
	const struct outcome_rule *rule;
	struct probe_result result = {.verdict = VERDICT_UNKNOWN, .total_ms = 182};

	snprintf(name, sizeof name, "%.*s", (int)(equals - what), what);
	probe = guide_probe(stage->guide, name);
	if (!CHECK("the script names a probe", probe != NULL))
		return;
	rule = probe_rule_of(probe, equals + 1);
	result.probe = probe;
	result.outcome = equals + 1;
	result.verdict = rule ? rule->verdict : VERDICT_UNKNOWN;
	result.message =
		rule && rule->verdict == VERDICT_OK ? "All is well." : "The store answers 401 to this key.";
	walk_probe_result(desk_walk(stage->scene.desk), &result, desk_now(stage->scene.desk));
}

static void play_word(struct stage *stage, const char *word)
{
	struct text text = {0};
	struct press press;

	unescape(&text, strchr(word, ':') ? strchr(word, ':') + 1 : "");
	if (text_starts(word, "type:")) {
		type(stage, text_str(&text));
	} else if (text_starts(word, "paste:")) {
		press = (struct press){.kind = PRESS_PASTE, .text = text_str(&text)};
		stage_press(stage, &press);
	} else if (strcmp(word, "handoff") == 0) {
		type_handoff(stage);
	} else if (text_starts(word, "run:")) {
		walk_probe_started(desk_walk(stage->scene.desk), guide_probe(stage->guide, word + 4));
		desk_read(stage->scene.desk);
	} else if (text_starts(word, "probe:")) {
		give_result(stage, word + 6);
		desk_read(stage->scene.desk);
	} else if (CHECK(word, press_parse(word, &press))) {
		stage_press(stage, &press);
	}
	text_clear(&text);
}

void stage_play(struct stage *stage, const char *script)
{
	char *copy = strdup(script), *save = NULL;

	for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
		play_word(stage, word);
	free(copy);
}

void stage_dump(struct stage *stage, int rows, int cols, bool ascii, struct text *out)
{
	struct surface surface;

	surface_init(&surface, rows, cols, ascii);
	scene_draw(&stage->scene, &surface);
	text_addf(out, "== %dx%d, cursor %d,%d\n", surface.cols, surface.rows, surface.cursor_row,
	          surface.cursor_col);
	surface_dump(&surface, out);
	surface_free(&surface);
}
