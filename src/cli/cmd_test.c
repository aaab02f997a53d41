/* test: plays scenarios against the simulator with the real probes, and counts. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/playing.h"
#include "cli/session.h"
#include "json/json.h"

struct tally {
	int passed;
	int failed;
	bool quiet;
	struct json_writer *json; /* NULL: words */
};

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

static void hear(void *ctx, const struct played *played)
{
	struct tally *tally = ctx;

	tally->passed += *played->differences == '\0';
	tally->failed += *played->differences != '\0';
	if (tally->json != NULL)
		put_result(tally->json, played->name, played->player, played->differences);
	else
		print_result(played->name, played->player->walk, played->differences, tally->quiet);
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
	playing_wanted(setup, hear, tally);
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
		playing_wanted(setup, hear, &tally);
		printf("%d passed, %d failed\n", tally.passed, tally.failed);
	}
	return tally.failed > 0 || tally.passed == 0 ? 1 : 0;
}
