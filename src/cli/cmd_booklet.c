/* booklet: the guide on paper, or a scenario as a handout. */
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/session.h"
#include "report/booklet.h"
#include "report/handout.h"

static const char *value_words(const struct fact *fact, const char *value)
{
	const struct fact_value *named = value != NULL ? fact_value_named(fact, value) : NULL;

	return named != NULL ? named->text : value;
}

/* What is known at the start and what people answer. */
static size_t make_lines(const struct guide *guide, const struct scenario *scenario,
                         struct handout_line *line)
{
	size_t count = 0;

	for (size_t i = 0; i < scenario->fact_count + scenario->people_count; i++) {
		const struct scenario_pair *pair =
			i < scenario->fact_count ? &scenario->fact[i] : &scenario->people[i - scenario->fact_count];
		const struct fact *fact = guide_fact(guide, pair->name);
		if (fact != NULL && fact->label != NULL)
			line[count++] = (struct handout_line){fact->label, value_words(fact, pair->value)};
	}
	return count;
}

static size_t make_way(const struct guide *guide, const struct scenario *scenario, const struct node **way)
{
	size_t count = 0;

	for (size_t i = 0; i < scenario->expect.visited_count; i++) {
		const struct node *node = guide_node(guide, scenario->expect.visited[i]);
		if (node != NULL)
			way[count++] = node;
	}
	return count;
}

static const char *begins(const struct guide *guide, const char *start)
{
	const struct symptom *symptom = guide_symptom(guide, start);
	const struct node *node = guide_node(guide, start);

	if (symptom != NULL)
		return symptom->title;
	if (node == NULL)
		node = guide_node_by_code(guide, start);
	return node != NULL && node->title != NULL ? node->title : start;
}

static void write_handout(const struct setup *setup, const struct scenario *scenario,
                          enum document_format format, struct text *out)
{
	const struct guide *guide = setup->guide;
	const struct platform *platform = guide_platform(guide, scenario->platform);
	struct handout_line *line = xcalloc(scenario->fact_count + scenario->people_count + 1, sizeof *line);
	const struct node **way = xcalloc(scenario->expect.visited_count + 1, sizeof(struct node *));
	struct handout handout = {
		.title = scenario->title,
		.lesson = scenario->lesson,
		.platform = platform != NULL ? platform->name : scenario->platform,
		.difficulty = scenario->difficulty,
		.begins = begins(guide, scenario->start),
		.line = line,
		.line_count = make_lines(guide, scenario, line),
		.way = way,
		.way_count = make_way(guide, scenario, way),
		.par = scenario->expect.par,
	};

	handout_write(&handout, guide, format, out);
	free(line);
	free(way);
}

static int add_handout(const struct setup *setup, const char *name, enum document_format format,
                       struct text *out)
{
	struct findings findings = {0};
	char *path = session_scenario_file(setup, name);
	struct scenario *scenario;

	if (path == NULL)
		return ERROR_NO_INPUT;
	scenario = scenario_load(path, setup->guide, &findings);
	free(path);
	findings_clear(&findings);
	if (scenario == NULL)
		return setup_refuse(ERROR_DATA, "The scenario %s cannot be used: syncfix test %s says why.", name,
		                    name);
	write_handout(setup, scenario, format, out);
	scenario_free(scenario);
	return 0;
}

int cmd_booklet(struct setup *setup)
{
	const char *name = setup->options.word_count > 0 ? setup->options.word[0] : NULL;
	const char *word = setup->options.value[OPTION_FORMAT];
	enum document_format format = DOCUMENT_MARKDOWN;
	struct text out = {0};
	int code = setup_guide(setup);

	if (word != NULL)
		document_format_find(word, &format);
	if (code == 0 && name != NULL)
		code = add_handout(setup, name, format, &out);
	else if (code == 0)
		booklet_write(setup->guide, format, &out);
	if (code == 0)
		code = output_write(setup, &out);
	text_clear(&out);
	return code;
}
