#include "app/consent.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

enum { CONSENT_MAX = 1 << 20 };

static void add_line(struct text *out, const char *profile, const char *store)
{
	text_addf(out, "%s %s\n", profile, store);
}

static char *consent_path(const char *state)
{
	return file_join(state, "consent");
}

static bool read_lines(const char *state, struct text *out)
{
	char *path = consent_path(state);
	bool ok = file_read(path, CONSENT_MAX, out, NULL);

	free(path);
	return ok;
}

bool consent_known(const char *state, const char *profile, const char *store)
{
	struct text lines = {0}, line = {0};
	const char *at;
	bool known;

	if (!state || !read_lines(state, &lines)) {
		text_clear(&lines);
		return false;
	}
	add_line(&line, profile, store);
	at = strstr(text_str(&lines), text_str(&line));
	known = at && (at == text_str(&lines) || at[-1] == '\n');
	text_clear(&lines);
	text_clear(&line);
	return known;
}

bool consent_keep(const char *state, const char *profile, const char *store)
{
	struct text lines = {0};
	char *path;
	bool ok;

	if (!state || !file_make_dirs(state, 0700, NULL))
		return false;
	read_lines(state, &lines);
	add_line(&lines, profile, store);
	path = consent_path(state);
	ok = file_write(path, text_str(&lines), lines.len, 0600, NULL);
	free(path);
	text_clear(&lines);
	return ok;
}
