/*
 * codes.lock: what was given out and is written in tickets and handoff codes. A line each:
 *   node ORD-1 orders.toggle        a code keeps its step
 *   fact 10 order_sync              a number keeps its fact
 *   value order_sync on off         values of a choice are only added at the end
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "data/lint_parts.h"

enum { LOCK_MAX = 16 << 20 };

static const char lock_name[] = "codes.lock";

struct line {
	struct lint *lint;
	char number[32]; /* of the line, for messages */
	char *rest;
};

static char *next_word(struct line *line)
{
	char *word;

	while ((word = strsep(&line->rest, " ")) != NULL && *word == '\0')
		;
	return word;
}

static void check_node(struct line *line, const char *code, const char *name)
{
	const struct node *node = guide_node_by_code(line->lint->guide, code);

	if (node != NULL && strcmp(node->name, name) != 0)
		lint_at_node(line->lint, "renumbered", node, ".code",
		             "%s was given to \"%s\" (%s, line %s) and is written in tickets; take a new number.",
		             code, name, lock_name, line->number);
}

static const struct fact *fact_numbered(const struct guide *guide, int n)
{
	for (size_t i = 0; i < guide->fact_count; i++)
		if (guide->fact[i].n == n)
			return &guide->fact[i];
	return NULL;
}

static bool check_fact(struct line *line, const char *number, const char *name)
{
	const struct guide *guide = line->lint->guide;
	const struct fact *named = guide_fact(guide, name);
	char *end;
	int n = (int)strtol(number, &end, 10);
	const struct fact *numbered = fact_numbered(guide, n);

	if (*end != '\0' || n < 1)
		return false;
	if (numbered != NULL && strcmp(numbered->name, name) != 0)
		lint_at_fact(line->lint, "renumbered", numbered, ".n",
		             "%d was given to \"%s\" (%s, line %s) and stands in handoff codes; take a new number.",
		             n, name, lock_name, line->number);
	else if (named != NULL && named->n != n)
		lint_at_fact(line->lint, "renumbered", named, ".n", "This was %d (%s, line %s); give it that back.",
		             n, lock_name, line->number);
	return true;
}

static void check_values(struct line *line, const char *name)
{
	const struct fact *fact = guide_fact(line->lint->guide, name);
	const char *value;

	for (size_t i = 0; fact != NULL && (value = next_word(line)) != NULL; i++) {
		if (i < fact->value_count && strcmp(fact->value[i].name, value) == 0)
			continue;
		lint_at_fact(line->lint, "renumbered", fact, ".values",
		             "Value %zu was \"%s\" (%s, line %s); values keep their place, new ones come last.",
		             i + 1, value, lock_name, line->number);
		return;
	}
}

/* False when the line is none of the three. */
static bool check_line(struct line *line)
{
	const char *kind = next_word(line);
	const char *first = next_word(line);
	const char *second;

	if (kind == NULL)
		return true;
	if (first == NULL)
		return false;
	if (strcmp(kind, "value") == 0) {
		check_values(line, first);
		return true;
	}
	second = next_word(line);
	if (second == NULL || next_word(line) != NULL)
		return false;
	if (strcmp(kind, "node") == 0)
		check_node(line, first, second);
	else if (strcmp(kind, "fact") == 0)
		return check_fact(line, first, second);
	else
		return false;
	return true;
}

static void check_lines(struct lint *lint, char *text)
{
	struct line line = {.lint = lint};
	char *at;

	for (size_t number = 1; (at = strsep(&text, "\n")) != NULL; number++) {
		snprintf(line.number, sizeof line.number, "%zu", number);
		line.rest = at;
		if (*at != '#' && !check_line(&line))
			lint_at(lint, "renumbered", lock_name, line.number,
			        "A line is \"node CODE NAME\", \"fact NUMBER NAME\" or \"value FACT VALUES…\".");
	}
}

void lint_lock(struct lint *lint)
{
	char *path = lint->options->dir != NULL ? file_join(lint->options->dir, lock_name) : NULL;
	struct text text = {0};
	struct error err = {0};

	/* data without a lock is new: nothing was given out yet */
	if (path != NULL && access(path, F_OK) == 0) {
		if (file_read(path, LOCK_MAX, &text, &err)) {
			char *lines = text_take(&text);

			check_lines(lint, lines);
			free(lines);
		} else {
			lint_outside(lint, "renumbered", path, "", "%s", err.message);
		}
	}
	text_clear(&text);
	free(path);
}
