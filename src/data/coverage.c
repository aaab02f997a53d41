/*
 * How much of the guide the data tells. The inventory has one fact a line: id, section, kind, terms and
 * gist, tab separated. Terms are joined by ';', their alternatives by '|'. A fact is covered when
 * something that can be reached lists its id, and each of its terms stands in what that prints.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "data/lint_parts.h"

enum { INVENTORY_MAX = 4 << 20, COLUMNS = 5, ID = 0, SECTION = 1, TERMS = 3, GIST = 4 };

static void add_name(struct coverage_row *row, const char *name)
{
	row->node = xreallocarray(row->node, row->node_count + 1, sizeof *row->node);
	row->node[row->node_count++] = xstrdup(name);
}

static void add_missing(struct coverage_row *row, const char *term, size_t len)
{
	row->missing = xreallocarray(row->missing, row->missing_count + 1, sizeof *row->missing);
	row->missing[row->missing_count++] = xstrndup(term, len);
}

/* One of the alternatives "a|b|c" will do. */
static bool any_stands(const char *terms, size_t len, const char *text)
{
	for (const char *at = terms; at < terms + len;) {
		size_t part = strcspn(at, "|;");
		char *term = xstrndup(at, part);
		bool stands = part > 0 && term_stands(term, text);

		free(term);
		if (stands)
			return true;
		at += part + 1;
	}
	return false;
}

static void find_missing(struct coverage_row *row, const char *terms, const char *text)
{
	for (const char *at = terms; *at != '\0';) {
		size_t len = strcspn(at, ";");

		if (len > 0 && !any_stands(at, len, text))
			add_missing(row, at, len);
		at += len + (at[len] == ';');
	}
}

static void tell_row(struct coverage *coverage, const struct tellers *tellers, char *const column[COLUMNS])
{
	struct coverage_row *row;
	struct text text = {0};

	coverage->row = xreallocarray(coverage->row, coverage->count + 1, sizeof *coverage->row);
	row = &coverage->row[coverage->count++];
	*row = (struct coverage_row){
		.id = xstrdup(column[ID]),
		.section = xstrdup(column[SECTION]),
		.gist = xstrdup(column[GIST]),
	};
	for (size_t i = 0; i < tellers->teller.count; i++) {
		const struct teller *teller = &tellers->teller.at[i];

		if (!teller_tells(teller, row->id))
			continue;
		add_name(row, teller->name);
		text_add(&text, text_str(&teller->text));
	}
	find_missing(row, column[TERMS], text_str(&text));
	coverage->covered += row->node_count > 0 && row->missing_count == 0;
	text_clear(&text);
}

static bool split(char *line, char *column[COLUMNS])
{
	for (size_t i = 0; i < COLUMNS; i++) {
		column[i] = line;
		line = strchr(line, '\t');
		if ((line == NULL) != (i == COLUMNS - 1))
			return false;
		if (line != NULL)
			*line++ = '\0';
	}
	return *column[ID] != '\0';
}

static bool read_rows(struct coverage *coverage, const struct tellers *tellers, const char *path, char *text,
                      struct error *err)
{
	size_t number = 0;
	char *rest = text;
	char *line;

	while ((line = strsep(&rest, "\n")) != NULL) {
		char *column[COLUMNS];
		char where[512];

		number++;
		if (*line == '\0' || *line == '#')
			continue;
		if (split(line, column)) {
			tell_row(coverage, tellers, column);
			continue;
		}
		snprintf(where, sizeof where, "%s:%zu", path, number);
		return error_set(err, ERROR_DATA, where,
		                 "A line has %d columns with tabs between: id, section, kind, terms, gist.", COLUMNS);
	}
	if (coverage->count == 0)
		return error_set(err, ERROR_DATA, path, "There is no fact in this file.");
	return true;
}

bool coverage_make(struct coverage *coverage, const struct guide *guide, const char *inventory,
                   struct error *err)
{
	struct tellers tellers;
	struct text text = {0};
	char *lines;
	bool good;

	*coverage = (struct coverage){0};
	if (!file_read(inventory, INVENTORY_MAX, &text, err))
		return false;
	tellers_make(&tellers, guide);
	lines = text_take(&text);
	good = read_rows(coverage, &tellers, inventory, lines, err);
	free(lines);
	tellers_clear(&tellers);
	if (!good)
		coverage_clear(coverage);
	return good;
}

static void clear_list(char **list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(list[i]);
	free(list);
}

void coverage_clear(struct coverage *coverage)
{
	for (size_t i = 0; i < coverage->count; i++) {
		struct coverage_row *row = &coverage->row[i];

		free(row->id);
		free(row->section);
		free(row->gist);
		clear_list(row->node, row->node_count);
		clear_list(row->missing, row->missing_count);
	}
	free(coverage->row);
	*coverage = (struct coverage){0};
}
