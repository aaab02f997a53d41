/* coverage: which facts of the guide the data tell; what of the data scenarios come to. */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/playing.h"
#include "cli/session.h"
#include "data/lint.h"
#include "data/load.h"
#include "report/visited.h"
#include "json/json.h"

/* ---- facts ---- */

static void print_findings(const struct findings *findings)
{
	for (size_t i = 0; i < findings->finding.count; i++) {
		const struct finding *finding = &findings->finding.at[i];
		printf("%s: %s: %s [%s]\n", finding->file, finding->path, finding->message, finding->code);
	}
}

static void print_facts_json(const struct coverage *coverage)
{
	struct text out = {0};
	struct json_writer writer;

	json_write_init(&writer, &out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-coverage/1");
	json_open_array(&writer, "facts");
	for (size_t i = 0; i < coverage->count; i++) {
		const struct coverage_row *row = &coverage->row[i];
		json_open_object(&writer, NULL);
		json_put_string(&writer, "id", row->id);
		json_open_array(&writer, "nodes");
		for (size_t k = 0; k < row->node_count; k++)
			json_put_string(&writer, NULL, row->node[k]);
		json_close_array(&writer);
		json_open_array(&writer, "missing_terms");
		for (size_t k = 0; k < row->missing_count; k++)
			json_put_string(&writer, NULL, row->missing[k]);
		json_close_array(&writer);
		json_close_object(&writer);
	}
	json_close_array(&writer);
	json_put_integer(&writer, "covered", (int64_t)coverage->covered);
	json_put_integer(&writer, "total", (int64_t)coverage->count);
	json_close_object(&writer);
	printf("%s\n", text_str(&out));
	text_clear(&out);
}

static void print_facts(const struct coverage *coverage)
{
	for (size_t i = 0; i < coverage->count; i++) {
		const struct coverage_row *row = &coverage->row[i];
		if (row->node_count > 0 && row->missing_count == 0)
			continue;
		printf("%s %s: ", row->id, row->gist);
		if (row->node_count == 0)
			printf("no step tells it");
		for (size_t k = 0; k < row->missing_count; k++)
			printf("%s%s", k == 0 ? "these terms are missing: " : ", ", row->missing[k]);
		printf("\n");
	}
	printf("%zu of %zu facts covered\n", coverage->covered, coverage->count);
}

static int coverage_facts(struct setup *setup)
{
	const struct options *options = &setup->options;
	struct data_sources sources = {.dir = setup->paths.data};
	struct findings findings = {0};
	struct coverage coverage = {0};
	struct error err = {0};
	struct guide *guide;
	int code = ERROR_DATA;

	if (options->value[OPTION_INVENTORY] == NULL)
		return setup_refuse(ERROR_USAGE,
		                    "coverage needs the guide's facts (--inventory FILE) or --scenarios.");
	if (options->word_count > 0)
		sources.dir = options->word[0];
	guide = data_load(&sources, &findings);
	if (guide == NULL) {
		print_findings(&findings);
	} else if (!coverage_make(&coverage, guide, options->value[OPTION_INVENTORY], &err)) {
		code = setup_fail(&err);
	} else {
		if (setup->json)
			print_facts_json(&coverage);
		else
			print_facts(&coverage);
		code = coverage.covered == coverage.count && coverage.count > 0 ? 0 : 1;
	}
	coverage_clear(&coverage);
	guide_free(guide);
	findings_clear(&findings);
	return code;
}

/* ---- scenarios ---- */

struct tour_of_all {
	struct visited visited;
	size_t played, failed;
};

static void hear(void *ctx, const struct played *played)
{
	struct tour_of_all *all = ctx;

	all->played++;
	if (*played->differences != '\0') {
		all->failed++;
		fprintf(stderr, "syncfix: %s does not come out as it should; syncfix test %s tells.\n", played->name,
		        played->name);
	}
	if (played->player->walk != NULL)
		visited_add(&all->visited, played->player->walk);
}

static void put_missing(struct json_writer *writer, const struct visited *visited, enum visited_kind kind)
{
	struct text words = {0};

	json_open_array(writer, "missing");
	for (size_t i = 0; i < visited->row.count; i++) {
		const struct visited_row *row = &visited->row.at[i];

		if (row->kind != kind || row->times > 0)
			continue;
		text_cut(&words, 0);
		visited_words(visited, row, &words);
		json_open_object(writer, NULL);
		if (row->way.node != NULL)
			json_put_string(writer, "node", row->way.node->name);
		if (kind == VISITED_BRANCH)
			json_put_string(writer, "way", taken_name(row->way.kind));
		if (kind == VISITED_BRANCH)
			json_put_integer(writer, "index", (int64_t)row->way.index);
		json_put_string(writer, "words", text_str(&words));
		json_close_object(writer);
	}
	json_close_array(writer);
	text_clear(&words);
}

static void print_visited_json(const struct tour_of_all *all)
{
	struct text out = {0};
	struct json_writer writer;

	json_write_init(&writer, &out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-visited/1");
	json_put_integer(&writer, "played", (int64_t)all->played);
	json_put_integer(&writer, "failed", (int64_t)all->failed);
	for (int kind = 0; kind < VISITED_KINDS; kind++) {
		json_open_object(&writer, visited_name((enum visited_kind)kind));
		json_put_integer(&writer, "visited", (int64_t)visited_marked(&all->visited, (enum visited_kind)kind));
		json_put_integer(&writer, "total", (int64_t)visited_total(&all->visited, (enum visited_kind)kind));
		put_missing(&writer, &all->visited, (enum visited_kind)kind);
		json_close_object(&writer);
	}
	json_close_object(&writer);
	printf("%s\n", text_str(&out));
	text_clear(&out);
}

static void print_visited(const struct tour_of_all *all)
{
	struct text words = {0};

	for (size_t i = 0; i < all->visited.row.count; i++) {
		const struct visited_row *row = &all->visited.row.at[i];

		if (row->times > 0)
			continue;
		text_cut(&words, 0);
		visited_words(&all->visited, row, &words);
		printf("never: %s\n", text_str(&words));
	}
	for (int kind = 0; kind < VISITED_KINDS; kind++)
		printf("%zu of %zu %s visited\n", visited_marked(&all->visited, (enum visited_kind)kind),
		       visited_total(&all->visited, (enum visited_kind)kind), visited_name((enum visited_kind)kind));
	printf("%zu played, %zu failed\n", all->played, all->failed);
	text_clear(&words);
}

static int coverage_scenarios(struct setup *setup)
{
	struct tour_of_all all = {0};
	bool whole = true;
	int code = setup_guide(setup);

	if (code != 0)
		return code;
	session_catch_interrupt();
	visited_make(&all.visited, setup->guide);
	playing_all(setup, hear, &all);
	if (setup->json)
		print_visited_json(&all);
	else
		print_visited(&all);
	for (size_t i = 0; i < all.visited.row.count; i++)
		whole = whole && all.visited.row.at[i].times > 0;
	visited_clear(&all.visited);
	return whole && all.failed == 0 && all.played > 0 ? 0 : 1;
}

int cmd_coverage(struct setup *setup)
{
	if (setup->options.value[OPTION_SCENARIOS] == NULL)
		return coverage_facts(setup);
	if (setup->options.word_count > 0) {
		free(setup->paths.data);
		setup->paths.data = xstrdup(setup->options.word[0]);
	}
	return coverage_scenarios(setup);
}
