#include "cli/playing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/session.h"
#include "data/load.h"
#include "json/json.h"

/* ---- scenarios: the simulated store, the real probes ---- */

static void check_routes(struct session *session, struct text *differences)
{
	struct text report = {0};
	struct error err = {0};
	struct json_doc *doc = NULL;

	if (simulation_report(session->simulation, &report))
		doc = json_parse(text_str(&report), report.len, "report of syncfix-sim", 0, &err);
	if (doc == NULL) {
		text_add(differences, "the simulated store gave no report\n");
	} else {
		static const struct {
			const char *key;
			const char *words;
		} lists[] = {{"unexpected", "no route for"}, {"unused", "route never used"}};
		struct json_at root = json_root(doc);
		for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
			struct json_at list = json_get(&root, lists[i].key);
			for (size_t k = 0; k < json_count(&list); k++) {
				struct json_at item = json_item(&list, k);
				text_addf(differences, "%s: %s\n", lists[i].words, json_string(&item, NULL));
			}
		}
	}
	json_free(doc);
	text_clear(&report);
}

static void hear_event(void *ctx, const struct event *event)
{
	struct session *session = ctx;

	if (session->driver != NULL)
		driver_hear(session->driver, event);
}

static void play(struct session *session, struct player *player, struct text *differences)
{
	struct error err = {0};

	if (integration_can_probe(&session->integration, session->setup->guide) &&
	    !session_connect(session, &err)) {
		text_addf(differences, "%s\n", err.message);
		return;
	}
	player->walk = session->walk;
	player->driver = session->driver;
	player->scenario = session->scenario;
	player->simulation = session->simulation;
	player->clock = &session->setup->clock;
	player->stop = session_interrupted();
	player->again = session_walk_options(session);
	player->again.listen = NULL;
	if (!player_run(player, &err))
		text_addf(differences, "%s\n", err.message);
	text_add(differences, text_str(&player->handoff));
	player_compare(player, differences);
	check_routes(session, differences);
}

static void play_scenario(struct setup *setup, const char *name, played_fn *each, void *ctx)
{
	struct session session;
	struct player player = {0};
	struct text differences = {0};
	int code = session_open_scenario(&session, setup, name);

	session.listen = hear_event;
	session.ctx = &session;
	if (code == 0)
		code = session_begin(&session);
	if (code == 0)
		play(&session, &player, &differences);
	else
		text_add(&differences, "it cannot be played\n");
	each(ctx, &(struct played){name, &player, text_str(&differences)});
	player_clear(&player);
	text_clear(&differences);
	session_close(&session);
}

/* ---- tours: by hand, without a store ---- */

struct given {
	ARRAY(struct event_fact) fact;
	ARRAY(enum source) source;
};

static void give(struct given *given, const char *fact, const char *value, enum source source)
{
	if (value == NULL)
		return;
	array_push(&given->fact, ((struct event_fact){fact, value}));
	array_push(&given->source, source);
}

static bool is_secret(const struct guide *guide, const char *name)
{
	const struct fact *fact = guide_fact(guide, name);

	return fact != NULL && fact->type == FACT_SECRET;
}

static void give_all(struct given *given, const struct guide *guide, const struct scenario *walk)
{
	/* without probes it is the walk of somebody who has no profile */
	for (size_t i = 0; walk->told_count > 0 && i < walk->profile_count; i++) {
		const struct scenario_pair *pair = &walk->profile[i];

		if (guide_fact(guide, pair->name) != NULL)
			give(given, pair->name, is_secret(guide, pair->name) ? "known" : pair->value, SOURCE_PROFILE);
	}
	for (size_t i = 0; i < walk->fact_count; i++)
		give(given, walk->fact[i].name, walk->fact[i].value, SOURCE_IMPORT);
}

static void play_walk(struct setup *setup, const struct tour *tour, const struct scenario *scenario,
                      played_fn *each, void *ctx)
{
	struct given given = {0};
	struct clock clock = setup->clock;
	struct error err = {0};
	struct text differences = {0};
	char name[160];

	give_all(&given, setup->guide, scenario);
	clock_set(&clock, scenario->now);
	struct walk_options options = {
		.role = ROLE_MERCHANT,
		.platform = guide_platform(setup->guide, scenario->platform != NULL ? scenario->platform : ""),
		.can_probe = scenario->told_count > 0,
		.given = given.fact.at,
		.given_source = given.source.at,
		.given_count = given.fact.count,
	};
	struct player player = {
		.walk = walk_new(setup->guide, &options, scenario->now),
		.scenario = scenario,
		.clock = &clock,
		.stop = session_interrupted(),
		.again = options,
	};
	if (!player_run(&player, &err))
		text_addf(&differences, "%s\n", err.message);
	text_add(&differences, text_str(&player.handoff));
	player_compare(&player, &differences);
	snprintf(name, sizeof name, "%s/%s", tour->name, scenario->name);
	each(ctx, &(struct played){name, &player, text_str(&differences)});
	walk_free(player.walk);
	player_clear(&player);
	text_clear(&differences);
	array_clear(&given.fact);
	array_clear(&given.source);
}

static struct tour *load_tour(const struct setup *setup, const char *path)
{
	struct findings findings = {0};
	struct tour *tour = tour_load(path, setup->guide, &findings);

	for (size_t i = 0; i < findings.finding.count; i++) {
		const struct finding *finding = &findings.finding.at[i];
		fprintf(stderr, "syncfix: %s: %s: %s\n", finding->file, finding->path, finding->message);
	}
	findings_clear(&findings);
	return tour;
}

static void play_tour(struct setup *setup, const char *path, const char *name, const char *only,
                      played_fn *each, void *ctx)
{
	struct tour *tour = load_tour(setup, path);
	struct player nobody = {0};
	size_t played = 0;

	for (size_t i = 0; tour != NULL && i < tour->count && !*session_interrupted(); i++) {
		if (only != NULL && strcmp(only, tour->walk[i].name) != 0)
			continue;
		play_walk(setup, tour, &tour->walk[i], each, ctx);
		played++;
	}
	if (played == 0)
		each(ctx, &(struct played){name, &nobody, "it cannot be played\n"});
	tour_free(tour);
}

/* ---- by name ---- */

/* Path of the tour's file; NULL when there is none. The caller frees. */
static char *tour_file(const struct setup *setup, const char *name, size_t len)
{
	const char *const dirs[] = {setup->paths.data_overlay, setup->paths.data};

	for (size_t i = 0; i < 2; i++) {
		struct text path = {0};

		if (dirs[i] == NULL)
			continue;
		text_addf(&path, "%s/tours/%.*s.json", dirs[i], (int)len, name);
		if (access(text_str(&path), R_OK) == 0)
			return text_take(&path);
		text_clear(&path);
	}
	return NULL;
}

static void play_named(struct setup *setup, const char *name, played_fn *each, void *ctx)
{
	size_t len = strcspn(name, "/");
	char *tour = *name != '/' && *name != '.' ? tour_file(setup, name, len) : NULL;

	if (tour != NULL)
		play_tour(setup, tour, name, name[len] == '/' ? name + len + 1 : NULL, each, ctx);
	else
		play_scenario(setup, name, each, ctx);
	free(tour);
}

/* Does a file of that name lie over it? */
static bool is_overlaid(const struct setup *setup, const char *folder, const char *file)
{
	struct text path = {0};
	bool there;

	if (setup->paths.data_overlay == NULL)
		return false;
	text_addf(&path, "%s/%s/%s", setup->paths.data_overlay, folder, file);
	there = access(text_str(&path), R_OK) == 0;
	text_clear(&path);
	return there;
}

static void play_files(struct setup *setup, const char *data, const char *folder, played_fn *each, void *ctx)
{
	char *dir = file_join(data, folder);
	size_t count;
	char **names = file_list(dir, ".json", &count);

	for (size_t i = 0; i < count && !*session_interrupted(); i++) {
		if (data != setup->paths.data_overlay && is_overlaid(setup, folder, names[i]))
			continue;
		names[i][strlen(names[i]) - strlen(".json")] = '\0';
		play_named(setup, names[i], each, ctx);
	}
	file_list_free(names, count);
	free(dir);
}

static void play_folder(struct setup *setup, const char *folder, played_fn *each, void *ctx)
{
	if (setup->paths.data_overlay != NULL)
		play_files(setup, setup->paths.data_overlay, folder, each, ctx);
	play_files(setup, setup->paths.data, folder, each, ctx);
}

void playing_wanted(struct setup *setup, played_fn *each, void *ctx)
{
	for (size_t i = 0; i < setup->options.word_count && !*session_interrupted(); i++)
		play_named(setup, setup->options.word[i], each, ctx);
	if (setup->options.word_count == 0)
		playing_all(setup, each, ctx);
}

void playing_all(struct setup *setup, played_fn *each, void *ctx)
{
	play_folder(setup, "scenarios", each, ctx);
	play_folder(setup, "tours", each, ctx);
}
