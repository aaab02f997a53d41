/* Completion: the words of each kind, from data, config, settings and cases. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/complete.h"
#include "data/lint.h"
#include "data/load.h"
#include "guide/template.h"
#include "report/names.h"
#include "store/case_list.h"

/* NULL without a word when the data cannot be used: the person is typing. */
static const struct guide *guide_of(struct completion *completion)
{
	struct setup *setup = completion->setup;
	struct data_sources sources = {.dir = setup->paths.data, .overlay = setup->paths.data_overlay};
	struct findings findings = {0};

	if (setup->guide == NULL)
		setup->guide = data_load(&sources, &findings);
	findings_clear(&findings);
	return setup->guide;
}

static void add_titled(struct completion *completion, const char *word, const char *title)
{
	struct text plain = {0};

	template_plain(&plain, title != NULL ? title : "");
	complete_add(completion, word, text_str(&plain));
	text_clear(&plain);
}

static void add_symptoms(struct completion *completion)
{
	const struct guide *guide = guide_of(completion);

	for (size_t i = 0; guide != NULL && i < guide->symptom_count; i++)
		add_titled(completion, guide->symptom[i].name, guide->symptom[i].title);
}

static void add_codes(struct completion *completion)
{
	const struct guide *guide = guide_of(completion);

	for (size_t i = 0; guide != NULL && i < guide->node_count; i++)
		if (guide->node[i].code != NULL)
			add_titled(completion, guide->node[i].code, guide->node[i].title);
}

static void add_trees(struct completion *completion)
{
	const struct guide *guide = guide_of(completion);

	for (size_t i = 0; guide != NULL && i < guide->tree_count; i++)
		add_titled(completion, guide->tree[i].name, guide->tree[i].prefix);
}

static void add_probes(struct completion *completion)
{
	const struct guide *guide = guide_of(completion);

	for (size_t i = 0; guide != NULL && i < guide->platform_count; i++) {
		const struct platform *platform = &guide->platform[i];
		for (size_t k = 0; k < platform->probe_count; k++) {
			add_titled(completion, platform->probe[k].name, platform->probe[k].title);
			if (platform->probe[k].ref != NULL)
				add_titled(completion, platform->probe[k].ref, platform->probe[k].title);
		}
	}
}

/* "order_sync=", and behind the sign the values of a choice. */
static void add_facts(struct completion *completion)
{
	const struct guide *guide = guide_of(completion);
	bool valued = strchr(completion->typed, '=') != NULL;

	for (size_t i = 0; guide != NULL && i < guide->fact_count; i++) {
		const struct fact *fact = &guide->fact[i];
		struct text word = {0};
		for (size_t k = 0; k < (valued ? fact->value_count : 1); k++) {
			text_cut(&word, 0);
			text_addf(&word, "%s=%s", fact->name, valued ? fact->value[k].name : "");
			add_titled(completion, text_str(&word), fact->label);
		}
		text_clear(&word);
	}
}

static void add_scenarios(struct completion *completion)
{
	char *dir = file_join(completion->setup->paths.data, "scenarios");
	size_t count;
	char **names = file_list(dir, ".json", &count);

	for (size_t i = 0; i < count; i++) {
		names[i][strlen(names[i]) - strlen(".json")] = '\0';
		complete_add(completion, names[i], NULL);
	}
	file_list_free(names, count);
	free(dir);
}

static void add_profiles(struct completion *completion)
{
	const struct config *config = &completion->setup->config;

	for (size_t i = 0; i < config->profile.count; i++)
		complete_add(completion, config->profile.at[i].name, profile_get(&config->profile.at[i], "store"));
}

static void add_cases(struct completion *completion)
{
	struct case_list cases = {0};

	case_list_read(&cases, completion->setup->paths.state, 0);
	for (size_t i = 0; i < cases.entry.count; i++) {
		const struct case_entry *entry = &cases.entry.at[i];
		struct text told = {0};
		text_addf(&told, "%s %s", entry->symptom != NULL ? entry->symptom : "",
		          case_entry_open(entry) ? "open" : names_ending(entry->ending));
		complete_add(completion, entry->id, text_str(&told));
		text_clear(&told);
	}
	case_list_clear(&cases);
}

static void add_choices(struct completion *completion, const char *choices, char separator)
{
	for (const char *at = choices; *at != '\0';) {
		const char *end = strchr(at, separator);
		char *one = end != NULL ? strndup(at, (size_t)(end - at)) : strdup(at);
		complete_add(completion, one, NULL);
		free(one);
		at = end != NULL ? end + 1 : at + strlen(at);
	}
}

static void add_roles(struct completion *completion)
{
	add_choices(completion, setting_row(SETTING_ROLE)->choices, '|');
}

static void add_colors(struct completion *completion)
{
	add_choices(completion, setting_row(SETTING_COLOR)->choices, '|');
}

static void add_formats(struct completion *completion)
{
	add_choices(completion, completion->formats, ' ');
}

static void add_rules(struct completion *completion)
{
	size_t count;
	const struct lint_rule *rules = lint_rules(&count);

	for (size_t i = 0; i < count; i++)
		complete_add(completion, rules[i].code, rules[i].title);
}

static void ask_files(struct completion *completion)
{
	text_add(completion->out, ":files\n");
}

static void ask_dirs(struct completion *completion)
{
	text_add(completion->out, ":dirs\n");
}

/* The capital words of the command and option tables. */
static const struct {
	const char *kind;
	void (*add)(struct completion *completion);
} kinds[] = {
	{"SYMPTOM", add_symptoms}, {"CODE", add_codes},         {"TREE", add_trees},    {"PROBE", add_probes},
	{"NAME=VALUE", add_facts}, {"SCENARIO", add_scenarios}, {"NAME", add_profiles}, {"PROFILE", add_profiles},
	{"CASE", add_cases},       {"ID", add_cases},           {"ROLE", add_roles},    {"WHEN", add_colors},
	{"FORMAT", add_formats},   {"RULE", add_rules},         {"FILE", ask_files},    {"DIR", ask_dirs},
};

void complete_kind(struct completion *completion, const char *kind)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			kinds[i].add(completion);
}
