/* test: plays scenarios against the simulator with the real probes, and counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/player.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/session.h"
#include "json/json.h"

struct tally {
	int passed;
	int failed;
	bool quiet;
};

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

static void hear(void *ctx, const struct event *event)
{
	struct session *session = ctx;

	if (session->driver != NULL)
		driver_hear(session->driver, event);
}

static void play(struct session *session, struct text *differences)
{
	struct error err = {0};
	struct player player = {0};

	if (session->integration.platform != NULL && session->integration.store != NULL &&
	    session->integration.platform->probe_count > 0 && !session_connect(session, &err)) {
		text_addf(differences, "%s\n", err.message);
		return;
	}
	player.walk = session->walk;
	player.driver = session->driver;
	player.scenario = session->scenario;
	player.simulation = session->simulation;
	player.clock = &session->setup->clock;
	player.stop = session_interrupted();
	if (!player_run(&player, &err))
		text_addf(differences, "%s\n", err.message);
	player_compare(&player, differences);
	check_routes(session, differences);
	player_clear(&player);
}

static void print_path(const struct walk *walk)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);

	printf("      path:");
	for (size_t i = 0; i < count; i++)
		printf(" %s%s", stop[i].ticked ? "" : "*", stop[i].node->name);
	printf("\n");
}

static void test_one(struct setup *setup, const char *name, struct tally *tally)
{
	struct session session;
	struct text differences = {0};
	int code = session_open_scenario(&session, setup, name);

	session.listen = hear;
	session.ctx = &session;
	if (code == 0)
		code = session_begin(&session);
	if (code == 0)
		play(&session, &differences);
	if (code == 0 && differences.len == 0) {
		tally->passed++;
		if (!tally->quiet)
			printf("ok    %s\n", name);
	} else {
		tally->failed++;
		printf("FAIL  %s\n", name);
		for (char *line = strtok(differences.data, "\n"); line != NULL; line = strtok(NULL, "\n"))
			printf("      %s\n", line);
		if (code == 0)
			print_path(session.walk);
	}
	fflush(stdout);
	text_clear(&differences);
	session_close(&session);
}

static void test_all(struct setup *setup, struct tally *tally)
{
	char *dir = file_join(setup->paths.data, "scenarios");
	size_t count;
	char **names = file_list(dir, ".json", &count);

	for (size_t i = 0; i < count && !*session_interrupted(); i++) {
		names[i][strlen(names[i]) - strlen(".json")] = '\0';
		test_one(setup, names[i], tally);
	}
	file_list_free(names, count);
	free(dir);
}

int cmd_test(struct setup *setup)
{
	struct tally tally = {.quiet = setup->options.value[OPTION_QUIET] != NULL};
	int code = setup_guide(setup);

	if (code != 0)
		return code;
	session_catch_interrupt();
	for (size_t i = 0; i < setup->options.word_count; i++)
		test_one(setup, setup->options.word[i], &tally);
	if (setup->options.word_count == 0)
		test_all(setup, &tally);
	printf("%d passed, %d failed\n", tally.passed, tally.failed);
	return tally.failed > 0 || tally.passed == 0 ? 1 : 0;
}
