/* lint and coverage: for authors of wizard-data. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "data/lint.h"
#include "data/load.h"
#include "json/json.h"

static const char *level_name(int level)
{
	return level == LINT_ERROR ? "error" : "warning";
}

static int explain(const char *code)
{
	size_t count;
	const struct lint_rule *rules = lint_rules(&count);
	const struct lint_rule *rule = lint_rule(code);

	if (rule != NULL) {
		printf("%s (%s)\n%s\n\n%s\n", rule->code, level_name((int)rule->level), rule->title, rule->explain);
		return 0;
	}
	fprintf(stderr, "syncfix: There is no code %.40s. The codes are:", code);
	for (size_t i = 0; i < count; i++)
		fprintf(stderr, " %s", rules[i].code);
	fprintf(stderr, "\n");
	return ERROR_USAGE;
}

static void print_json(const struct findings *findings)
{
	struct text out = {0};
	struct json_writer writer;

	json_write_init(&writer, &out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-lint/1");
	json_open_array(&writer, "findings");
	for (size_t i = 0; i < findings->finding.count; i++) {
		const struct finding *finding = &findings->finding.at[i];
		json_open_object(&writer, NULL);
		json_put_string(&writer, "code", finding->code);
		json_put_string(&writer, "level", level_name(finding->level));
		json_put_string(&writer, "file", finding->file);
		json_put_string(&writer, "path", finding->path);
		json_put_string(&writer, "message", finding->message);
		json_close_object(&writer);
	}
	json_close_array(&writer);
	json_close_object(&writer);
	printf("%s\n", text_str(&out));
	text_clear(&out);
}

static void print_text(const struct findings *findings)
{
	for (size_t i = 0; i < findings->finding.count; i++) {
		const struct finding *finding = &findings->finding.at[i];
		printf("%s: %s: %s: %s [%s]\n", finding->file, finding->path, level_name(finding->level),
		       finding->message, finding->code);
	}
}

int cmd_lint(struct setup *setup)
{
	const struct options *options = &setup->options;
	struct data_sources sources = {.dir = setup->paths.data};
	struct lint_options lint = {
		.inventory = options->value[OPTION_INVENTORY],
		.guide = options->value[OPTION_GUIDE],
	};
	struct findings findings = {0};
	struct guide *guide;
	size_t errors;
	size_t count;

	if (options->value[OPTION_EXPLAIN] != NULL)
		return explain(options->value[OPTION_EXPLAIN]);
	if (options->word_count > 0)
		sources.dir = options->word[0];
	guide = data_load(&sources, &findings);
	lint.dir = sources.dir;
	if (guide != NULL)
		lint_run(guide, &findings, &lint);
	if (setup->json)
		print_json(&findings);
	else
		print_text(&findings);
	errors = findings_errors(&findings);
	count = findings.finding.count;
	if (!setup->json && options->value[OPTION_QUIET] == NULL)
		printf("%zu nodes, %zu findings, %zu of them errors\n", guide != NULL ? guide->node_count : 0, count,
		       errors);
	guide_free(guide);
	findings_clear(&findings);
	return errors > 0 ? ERROR_DATA : count > 0 ? 1 : 0;
}
