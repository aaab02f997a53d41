#include "base/csv.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

struct reader {
	struct csv *csv;
	const char *at, *end;
	char between;
	size_t line;
	struct text field;
	ARRAY(const char *) fields;
};

/* What stands most often in the first line, outside quotes; a comma when none does. */
static char find_separator(const char *at, const char *end)
{
	static const char candidates[] = ",;\t";
	size_t count[3] = {0};
	bool quoted = false;
	size_t best = 0;

	for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++) {
		const char *candidate = *at == '\0' ? NULL : strchr(candidates, *at);

		if (*at == '"')
			quoted = !quoted;
		else if (candidate && !quoted)
			count[candidate - candidates]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (count[i] > count[best])
			best = i;
	return candidates[best];
}

static bool at_line_end(const struct reader *reader)
{
	return reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r';
}

static void skip_line_end(struct reader *reader)
{
	if (reader->at < reader->end && *reader->at == '\r')
		reader->at++;
	if (reader->at < reader->end && *reader->at == '\n')
		reader->at++;
	reader->line++;
}

/* At the opening quote. False when it is not closed. */
static bool read_quoted(struct reader *reader)
{
	for (reader->at++; reader->at < reader->end; reader->at++) {
		if (*reader->at == '"') {
			if (reader->at + 1 == reader->end || reader->at[1] != '"')
				break;
			reader->at++;
		}
		reader->line += *reader->at == '\n';
		text_add_char(&reader->field, *reader->at);
	}
	if (reader->at == reader->end)
		return false;
	reader->at++;
	return true;
}

static bool read_field(struct reader *reader)
{
	text_cut(&reader->field, 0);
	if (reader->at < reader->end && *reader->at == '"' && !read_quoted(reader))
		return false;
	/* what follows a closing quote belongs to the field all the same */
	while (!at_line_end(reader) && *reader->at != reader->between)
		text_add_char(&reader->field, *reader->at++);
	text_trim(&reader->field);
	array_push(&reader->fields, arena_strdup(&reader->csv->arena, text_str(&reader->field)));
	return true;
}

static void add_row(struct reader *reader, size_t line)
{
	struct csv_row *row;
	size_t count = reader->fields.count;

	if (count == 0 || (count == 1 && reader->fields.at[0][0] == '\0'))
		return;
	row = array_add(&reader->csv->row);
	row->count = count;
	row->line = line;
	row->field = arena_alloc(&reader->csv->arena, count * sizeof *row->field);
	memcpy(row->field, reader->fields.at, count * sizeof *row->field);
}

static bool read_row(struct reader *reader)
{
	size_t line = reader->line;

	reader->fields.count = 0;
	if (!read_field(reader))
		return false;
	while (reader->at < reader->end && *reader->at == reader->between) {
		reader->at++;
		if (!read_field(reader))
			return false;
	}
	add_row(reader, line);
	skip_line_end(reader);
	return true;
}

static bool fail(const char *name, size_t line, const char *what, struct error *err)
{
	char where[300];

	snprintf(where, sizeof where, "%.250s:%zu", name, line);
	return error_set(err, ERROR_DATA, where, "%s", what);
}

bool csv_read(struct csv *csv, const char *text, size_t len, const char *name, struct error *err)
{
	struct reader reader = {.csv = csv, .at = text, .end = text + len, .line = 1};
	bool ok = true;

	*csv = (struct csv){.row = {0}};
	arena_init(&csv->arena);
	if (memchr(text, '\0', len) != NULL)
		return fail(name, 1, "This is no table of text: save it as CSV.", err);
	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		reader.at += 3;
	reader.between = find_separator(reader.at, reader.end);
	while (ok && reader.at < reader.end) {
		size_t line = reader.line;

		ok = read_row(&reader) ||
		     fail(name, line, "A quote in this row is not closed: export the table again.", err);
	}
	text_clear(&reader.field);
	array_clear(&reader.fields);
	return ok;
}

void csv_clear(struct csv *csv)
{
	array_clear(&csv->row);
	arena_clear(&csv->arena);
}
