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
	struct json_writer *json; /* NULL: words */
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

static void print_path(const struct walk *walk)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);

	printf("      path:");
	for (size_t i = 0; i < count; i++)
		printf(" %s%s", stop[i].ticked ? "" : "*", stop[i].node->name);
	printf("\n");
}

/* What both front ends must do alike: one line an event, for the kinds that they share. */
static void put_trace(struct json_writer *json, const struct journal *journal)
{
	struct text line = {0};

	json_open_array(json, "trace");
	for (size_t i = 0; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		text_cut(&line, 0);
		if (event->kind == EVENT_VISIT)
			text_addf(&line, "visit %s", event->node);
		else if (event->kind == EVENT_TAKE && event->probe != NULL)
			text_addf(&line, "take %s=%s", event->probe, event->outcome);
		else if (event->kind == EVENT_END)
			text_addf(&line, "end %s", ending_name(event->ending));
		else if (event->kind == EVENT_ANSWER)
			text_addf(&line, "answer %s", event->node != NULL ? event->node : "");
		for (size_t k = 0; event->kind == EVENT_ANSWER && k < event->fact_count; k++)
			text_addf(&line, " %s=%s", event->fact[k].fact,
			          event->fact[k].value != NULL ? event->fact[k].value : "");
		if (line.len > 0)
			json_put_string(json, NULL, text_str(&line));
	}
	json_close_array(json);
	text_clear(&line);
}

static void put_result(struct json_writer *json, const char *name, const struct player *player,
                       const char *differences)
{
	json_open_object(json, NULL);
	json_put_string(json, "scenario", name);
	json_put_bool(json, "passed", *differences == '\0');
	json_open_array(json, "differences");
	for (const char *at = differences; *at != '\0'; at += strcspn(at, "\n") + 1)
		json_put_string_n(json, NULL, at, strcspn(at, "\n"));
	json_close_array(json);
	json_open_array(json, "inputs");
	for (size_t i = 0; i < player->input.count; i++)
		json_put_string(json, NULL, player->input.at[i]);
	json_close_array(json);
	if (player->walk != NULL)
		put_trace(json, walk_journal(player->walk));
	json_close_object(json);
}

static void print_result(const char *name, const struct walk *walk, const char *differences, bool quiet)
{
	if (*differences == '\0') {
		if (!quiet)
			printf("ok    %s\n", name);
	} else {
		printf("FAIL  %s\n", name);
		for (const char *at = differences; *at != '\0'; at += strcspn(at, "\n") + 1)
			printf("      %.*s\n", (int)strcspn(at, "\n"), at);
		if (walk != NULL)
			print_path(walk);
	}
	fflush(stdout);
}

static void test_one(struct setup *setup, const char *name, struct tally *tally)
{
	struct session session;
	struct player player = {0};
	struct text differences = {0};
	int code = session_open_scenario(&session, setup, name);

	session.listen = hear;
	session.ctx = &session;
	if (code == 0)
		code = session_begin(&session);
	if (code == 0)
		play(&session, &player, &differences);
	else
		text_add(&differences, "it cannot be played\n");
	tally->passed += differences.len == 0;
	tally->failed += differences.len > 0;
	if (tally->json != NULL)
		put_result(tally->json, name, &player, text_str(&differences));
	else
		print_result(name, session.walk, text_str(&differences), tally->quiet);
	player_clear(&player);
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

static void test_wanted(struct setup *setup, struct tally *tally)
{
	for (size_t i = 0; i < setup->options.word_count; i++)
		test_one(setup, setup->options.word[i], tally);
	if (setup->options.word_count == 0)
		test_all(setup, tally);
}

static void test_json(struct setup *setup, struct tally *tally)
{
	struct text out = {0};
	struct json_writer writer;

	tally->json = &writer;
	json_write_init(&writer, &out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-test/1");
	json_open_array(&writer, "scenarios");
	test_wanted(setup, tally);
	json_close_array(&writer);
	json_put_integer(&writer, "passed", tally->passed);
	json_put_integer(&writer, "failed", tally->failed);
	json_close_object(&writer);
	tally->json = NULL;
	printf("%s\n", text_str(&out));
	text_clear(&out);
}

int cmd_test(struct setup *setup)
{
	struct tally tally = {.quiet = setup->options.value[OPTION_QUIET] != NULL};
	int code = setup_guide(setup);

	if (code != 0)
		return code;
	session_catch_interrupt();
	if (setup->json) {
		test_json(setup, &tally);
	} else {
		test_wanted(setup, &tally);
		printf("%d passed, %d failed\n", tally.passed, tally.failed);
	}
	return tally.failed > 0 || tally.passed == 0 ? 1 : 0;
}
