#include "data/lint.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "data/lint_parts.h"

/* place: the file as messages show it. */
static void say_in(struct lint *lint, const char *code, const char *place, const char *path,
                   const char *format, va_list args)
{
	const struct lint_rule *rule = lint_rule(code);
	struct text message = {0};

	assert(rule != NULL);
	text_addv(&message, format, args);
	findings_add_at(lint->findings, rule->code, (int)rule->level, place, path, "%s", text_str(&message));
	text_clear(&message);
}

static void say(struct lint *lint, const char *code, const char *file, const char *path, const char *format,
                va_list args)
{
	char *place = lint->options->dir != NULL ? file_join(lint->options->dir, file) : NULL;

	say_in(lint, code, place != NULL ? place : file, path, format, args);
	free(place);
}

void lint_at(struct lint *lint, const char *code, const char *file, const char *path, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(lint, code, file, path, format, args);
	va_end(args);
}

void lint_outside(struct lint *lint, const char *code, const char *file, const char *path, const char *format,
                  ...)
{
	va_list args;

	va_start(args, format);
	say_in(lint, code, file, path, format, args);
	va_end(args);
}

void lint_at_node(struct lint *lint, const char *code, const struct node *node, const char *field,
                  const char *format, ...)
{
	struct text path = {0};
	va_list args;

	text_addf(&path, "$.nodes[\"%s\"]%s", node->name, field);
	va_start(args, format);
	say(lint, code, node->tree->file, text_str(&path), format, args);
	va_end(args);
	text_clear(&path);
}

void lint_at_fact(struct lint *lint, const char *code, const struct fact *fact, const char *field,
                  const char *format, ...)
{
	struct text path = {0};
	va_list args;

	text_addf(&path, "$.facts.%s%s", fact->name, field);
	va_start(args, format);
	say(lint, code, "facts.json", text_str(&path), format, args);
	va_end(args);
	text_clear(&path);
}

static const char *file_of(const struct guide *guide, const struct probe *probe)
{
	const struct platform *platform = guide_platform_of(guide, probe);

	for (size_t i = 0; i < guide->tree_count; i++)
		if (guide->tree[i].platform != NULL && guide->tree[i].platform == platform)
			return guide->tree[i].file;
	return "";
}

void lint_at_probe(struct lint *lint, const char *code, const struct probe *probe, const char *field,
                   const char *format, ...)
{
	struct text path = {0};
	va_list args;

	text_addf(&path, "$.probes[\"%s\"]%s", probe->name, field);
	va_start(args, format);
	say(lint, code, file_of(lint->guide, probe), text_str(&path), format, args);
	va_end(args);
	text_clear(&path);
}

void lint_conflicts(struct lint *lint)
{
	const struct guide *guide = lint->guide;

	for (size_t i = 0; i < guide->conflict_count; i++) {
		bool shown = false;
		char path[64];

		for (size_t j = 0; j < guide->node_count && !shown; j++)
			for (size_t k = 0; k < guide->node[j].conflict_count; k++)
				shown = shown || guide->node[j].conflict[k] == &guide->conflict[i];
		snprintf(path, sizeof path, "$.conflicts[%zu].nodes", i);
		if (!shown)
			lint_at(lint, "conflict-not-shown", "guide.json", path,
			        "No step shows conflict %s; name here the steps where the guide disagrees with itself.",
			        guide->conflict[i].id);
	}
}

void lint_run(const struct guide *guide, struct findings *findings, const struct lint_options *options)
{
	struct lint lint = {guide, findings, options};

	lint_graph(&lint);
	lint_branches(&lint);
	lint_ranges(&lint);
	lint_messages(&lint);
	lint_names(&lint);
	lint_facts(&lint);
	lint_conflicts(&lint);
	lint_texts(&lint);
	lint_sizes(&lint);
	lint_lock(&lint);
	lint_told(&lint);
}
