/* Rules over the guide itself: each of its facts is told, with its words, by a step that can be reached. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "data/lint_parts.h"

enum { GUIDE_MAX = 16 << 20 };

static bool is_fact(const struct coverage *coverage, const char *id)
{
	for (size_t i = 0; i < coverage->count; i++)
		if (strcmp(coverage->row[i].id, id) == 0)
			return true;
	return false;
}

static void find_strangers(struct lint *lint, const struct coverage *coverage)
{
	struct tellers tellers;

	tellers_make(&tellers, lint->guide);
	for (size_t i = 0; i < tellers.teller.count; i++) {
		const struct teller *teller = &tellers.teller.at[i];

		for (size_t j = 0; j < teller->id_count; j++)
			if (!is_fact(coverage, teller->id[j]))
				lint_at(lint, "unknown-guide-fact", teller->file, text_str(&teller->path),
				        "The inventory has no fact \"%s\".", teller->id[j]);
	}
	tellers_clear(&tellers);
}

static void say_missing(struct lint *lint, const struct coverage_row *row)
{
	struct text terms = {0};
	struct text nodes = {0};

	for (size_t i = 0; i < row->missing_count; i++)
		text_addf(&terms, "%s\"%s\"", i > 0 ? ", " : "", row->missing[i]);
	for (size_t i = 0; i < row->node_count; i++)
		text_addf(&nodes, "%s%s", i > 0 ? ", " : "", row->node[i]);
	lint_outside(lint, "fact-terms-absent", lint->options->inventory, row->id,
	             "\"%s\" is claimed by %s, but %s does not stand there.", row->gist, text_str(&nodes),
	             text_str(&terms));
	text_clear(&terms);
	text_clear(&nodes);
}

static void check_coverage(struct lint *lint)
{
	struct coverage coverage;
	struct error err = {0};

	if (!coverage_make(&coverage, lint->guide, lint->options->inventory, &err)) {
		lint_outside(lint, "bad-inventory", err.where, "", "%s", err.message);
		return;
	}
	find_strangers(lint, &coverage);
	for (size_t i = 0; i < coverage.count; i++) {
		const struct coverage_row *row = &coverage.row[i];

		if (row->node_count == 0)
			lint_outside(lint, "fact-not-told", lint->options->inventory, row->id,
			             "No step that can be reached lists this: %s.", row->gist);
		else if (row->missing_count > 0)
			say_missing(lint, row);
	}
	coverage_clear(&coverage);
}

static void check_guide(struct lint *lint)
{
	const char *known = lint->guide->guide_sha256;
	struct text text = {0};
	struct error err = {0};
	char hash[65];

	if (!file_read(lint->options->guide, GUIDE_MAX, &text, &err)) {
		lint_outside(lint, "bad-inventory", err.where, "", "%s", err.message);
		return;
	}
	sha256_hex(text_str(&text), text.len, hash);
	if (known == NULL || strcmp(known, hash) != 0)
		lint_at(
			lint, "guide-changed", "guide.json", "$.guide_sha256",
			"The guide is another one than the data was written from; hold them together, then write %s here.",
			hash);
	text_clear(&text);
}

void lint_told(struct lint *lint)
{
	if (lint->options->inventory != NULL)
		check_coverage(lint);
	if (lint->options->guide != NULL)
		check_guide(lint);
}
