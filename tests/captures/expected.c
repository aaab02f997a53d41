#include "expected.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

enum { COLUMNS = 5 };

static char *take_column(char **line)
{
	char *column = strsep(line, "\t");
	return xstrdup(column ? column : "");
}

static void add_line(struct expected *expected, char *line, bool ladder)
{
	char *column[COLUMNS];
	for (int i = 0; i < COLUMNS; i++)
		column[i] = take_column(&line);
	if (ladder) {
		struct expected_ladder one = {column[0], column[1], column[2]};
		array_push(&expected->ladder, one);
		free(column[3]);
		free(column[4]);
	} else if (strcmp(column[1], "-") != 0 && strcmp(column[3], "-") != 0) {
		struct expected_row one = {column[0], column[1], column[2], column[3], column[4]};
		array_push(&expected->row, one);
	} else {
		for (int i = 0; i < COLUMNS; i++)
			free(column[i]);
	}
}

bool expected_load(struct expected *expected, const char *platform)
{
	struct text path = {0}, all = {0};
	bool ladder = false;
	memset(expected, 0, sizeof *expected);
	text_addf(&path, "%s/tests/captures/%s/expected.tsv", getenv("SYNCFIX_TEST_SOURCE"), platform);
	bool read = file_read(text_str(&path), 1 << 20, &all, NULL);
	char *rest = read ? all.data : NULL;
	for (char *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n")) {
		ladder = ladder || strcmp(line, "# ladders") == 0;
		if (*line && *line != '#')
			add_line(expected, line, ladder);
	}
	text_clear(&path);
	text_clear(&all);
	return read;
}

void expected_clear(struct expected *expected)
{
	for (size_t i = 0; i < expected->row.count; i++) {
		struct expected_row *row = &expected->row.at[i];
		free(row->file);
		free(row->probe);
		free(row->auth);
		free(row->label);
		free(row->note);
	}
	for (size_t i = 0; i < expected->ladder.count; i++) {
		free(expected->ladder.at[i].name);
		free(expected->ladder.at[i].files);
		free(expected->ladder.at[i].label);
	}
	array_clear(&expected->row);
	array_clear(&expected->ladder);
}

bool expected_note(const struct expected_row *row, const char *key, char *out, size_t size)
{
	const char *at = strstr(row->note, key);
	if (!at)
		return false;
	at += strlen(key);
	snprintf(out, size, "%.*s", (int)strcspn(at, ";,"), at);
	return true;
}
