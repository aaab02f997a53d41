#include "cli/lessons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/session.h"
#include "data/scenario.h"

static const char *const difficulties[] = {"easy", "medium", "hard"};

static const struct node *first_node(const struct guide *guide, const char *start,
                                     const struct symptom **symptom)
{
	const struct node *node;

	*symptom = guide_symptom(guide, start);
	if (*symptom != NULL)
		return (*symptom)->to.node;
	node = guide_node(guide, start);
	return node != NULL ? node : guide_node_by_code(guide, start);
}

static const char *make_label(struct lessons *lessons, const struct lesson *lesson, const char *platform,
                              const char *begins)
{
	struct text text = {0};
	const char *label;

	text_addf(&text, "%s, %s, section %d: %s", platform, lesson->difficulty, lesson->section, begins);
	label = arena_strdup(&lessons->arena, text_str(&text));
	text_clear(&text);
	return label;
}

/* The number of --section; 0: it is none. */
static int section_wanted(const struct setup *setup)
{
	const char *section = setup->options.value[OPTION_SECTION];
	char *end;
	long number = section != NULL ? strtol(section, &end, 10) : 0;

	return section != NULL && end != section && *end == '\0' && number > 0 && number < 1000 ? (int)number : 0;
}

static bool is_wanted(const struct setup *setup, const struct lesson *lesson)
{
	const char *platform = setup->options.value[OPTION_PLATFORM];
	const char *section = setup->options.value[OPTION_SECTION];
	const char *difficulty = setup->options.value[OPTION_DIFFICULTY];

	return (platform == NULL || strcmp(platform, lesson->platform) == 0) &&
	       (section == NULL || section_wanted(setup) == lesson->section) &&
	       (difficulty == NULL || strcmp(difficulty, lesson->difficulty) == 0);
}

static void add(struct lessons *lessons, const struct setup *setup, const struct scenario *scenario)
{
	const struct guide *guide = setup->guide;
	const struct symptom *symptom;
	const struct node *node = first_node(guide, scenario->start, &symptom);
	const struct platform *platform = guide_platform(guide, scenario->platform);
	struct lesson lesson = {
		.name = arena_strdup(&lessons->arena, scenario->name),
		.title = arena_strdup(&lessons->arena, scenario->title),
		.platform = arena_strdup(&lessons->arena, scenario->platform),
		.difficulty = arena_strdup(&lessons->arena, scenario->difficulty),
		.section = node != NULL && node->tree != NULL ? node->tree->section : 0,
	};

	if (!is_wanted(setup, &lesson))
		return;
	lesson.label = make_label(lessons, &lesson, platform != NULL ? platform->name : scenario->platform,
	                          symptom != NULL                       ? symptom->title
	                          : node != NULL && node->title != NULL ? node->title
	                                                                : scenario->start);
	array_push(&lessons->lesson, lesson);
}

static int rank(const char *difficulty)
{
	int i = 0;

	while (i < 3 && strcmp(difficulties[i], difficulty) != 0)
		i++;
	return i;
}

static int easy_first(const void *a, const void *b)
{
	const struct lesson *one = a, *other = b;
	int by = rank(one->difficulty) - rank(other->difficulty);

	return by != 0 ? by : strcmp(one->name, other->name);
}

static int check_options(const struct setup *setup)
{
	const char *platform = setup->options.value[OPTION_PLATFORM];
	const char *section = setup->options.value[OPTION_SECTION];
	const char *difficulty = setup->options.value[OPTION_DIFFICULTY];

	if (platform != NULL && guide_platform(setup->guide, platform) == NULL)
		return setup_refuse(ERROR_USAGE, "There is no platform %.40s; syncfix sim lists the scenarios.",
		                    platform);
	if (section != NULL &&
	    (section_wanted(setup) < 1 || (size_t)section_wanted(setup) > setup->guide->section_count))
		return setup_refuse(ERROR_USAGE, "--section is a number from 1 to %zu.", setup->guide->section_count);
	if (difficulty != NULL && rank(difficulty) == 3)
		return setup_refuse(ERROR_USAGE, "--difficulty is easy, medium or hard.");
	return 0;
}

int lessons_read(struct lessons *lessons, struct setup *setup)
{
	int code = setup_guide(setup);
	char *dir;
	char **names;
	size_t count;

	*lessons = (struct lessons){0};
	arena_init(&lessons->arena);
	if (code == 0)
		code = check_options(setup);
	if (code != 0)
		return code;
	dir = file_join(setup->paths.data, "scenarios");
	names = file_list(dir, ".json", &count);
	for (size_t i = 0; i < count; i++) {
		struct findings findings = {0};
		char *path = file_join(dir, names[i]);
		struct scenario *scenario = scenario_load(path, NULL, &findings);
		if (scenario != NULL)
			add(lessons, setup, scenario);
		scenario_free(scenario);
		findings_clear(&findings);
		free(path);
	}
	file_list_free(names, count);
	free(dir);
	if (lessons->lesson.count > 0)
		qsort(lessons->lesson.at, lessons->lesson.count, sizeof *lessons->lesson.at, easy_first);
	else
		code = setup_refuse(ERROR_NO_INPUT, "No scenario is of that kind; syncfix sim lists them all.");
	return code;
}

void lessons_clear(struct lessons *lessons)
{
	array_clear(&lessons->lesson);
	arena_clear(&lessons->arena);
}

bool lessons_wanted(const struct setup *setup)
{
	return setup->options.value[OPTION_PLATFORM] != NULL || setup->options.value[OPTION_SECTION] != NULL ||
	       setup->options.value[OPTION_DIFFICULTY] != NULL;
}

int lessons_find(const struct lessons *lessons, const char *name)
{
	for (size_t i = 0; i < lessons->lesson.count; i++)
		if (strcmp(lessons->lesson.at[i].name, name) == 0)
			return (int)i;
	return -1;
}

bool lessons_class(const struct setup *setup)
{
	return strcmp(settings_text(&setup->config.settings, SETTING_ROLE), role_name(ROLE_TRAINER)) == 0;
}

const char *lessons_profile(struct arena *arena, const char *scenario)
{
	struct text name = {0};
	const char *kept;

	text_addf(&name, SESSION_DEMO "%s", scenario);
	kept = arena_strdup(arena, text_str(&name));
	text_clear(&name);
	return kept;
}
