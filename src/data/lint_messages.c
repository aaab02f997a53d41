/* Rules over errors.json: one message under two entries of which only the first is ever found. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "data/lint_parts.h"

static bool same_platform(const struct known_error *a, const struct known_error *b)
{
	return a->platform == NULL || b->platform == NULL ? a->platform == b->platform
	                                                  : strcmp(a->platform, b->platform) == 0;
}

static bool has_words(const struct known_error *error, const char *words)
{
	if (strcasecmp(error->text, words) == 0)
		return true;
	for (size_t i = 0; i < error->alias_count; i++)
		if (strcasecmp(error->alias[i], words) == 0)
			return true;
	return false;
}

/* The words that both have, or NULL. */
static const char *shared_words(const struct known_error *a, const struct known_error *b)
{
	if (has_words(a, b->text))
		return b->text;
	for (size_t i = 0; i < b->alias_count; i++)
		if (has_words(a, b->alias[i]))
			return b->alias[i];
	return NULL;
}

void lint_messages(struct lint *lint)
{
	const struct guide *guide = lint->guide;

	for (size_t i = 0; i < guide->error_count; i++) {
		for (size_t j = 0; j < i; j++) {
			const struct known_error *first = &guide->error[j];
			const struct known_error *error = &guide->error[i];
			const char *words = NULL;
			char path[64];

			if (first->direction == error->direction && same_platform(first, error) &&
			    first->node.node != error->node.node)
				words = shared_words(first, error);
			snprintf(path, sizeof path, "$.errors[%zu]", i);
			if (words != NULL)
				lint_at(
					lint, "ambiguous-message", "errors.json", path,
					"\"%s\" stands in entry %zu (%s) already, for the same direction and platform, and leads "
					"elsewhere.",
					words, j, first->id);
		}
	}
}
