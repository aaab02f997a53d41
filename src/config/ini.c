#include "config/ini.h"

#include <stdio.h>
#include <string.h>

#include <ini.h>

#include "base/lookup.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"

/* What the scan has seen, to find doubles. */
struct scan {
	const char *name;
	struct arena arena;
	const char *section;
	struct lookup seen; /* "section" or "section\nkey" to its line */
	struct error *err;
};

static bool refuse(struct scan *scan, int line, const char *message)
{
	char where[400];

	snprintf(where, sizeof where, "%s:%d", scan->name, line);
	return error_set(scan->err, ERROR_CONFIG, where, "%s", message);
}

static bool note(struct scan *scan, const char *section, const char *key, int line)
{
	struct text name = {0};
	char message[120];
	size_t before;

	text_addf(&name, "%s%s%s", section, key != NULL ? "\n" : "", key != NULL ? key : "");
	if (!lookup_find(&scan->seen, text_str(&name), &before)) {
		lookup_put(&scan->seen, arena_strdup(&scan->arena, text_str(&name)), (size_t)line);
		text_clear(&name);
		return true;
	}
	text_clear(&name);
	snprintf(message, sizeof message, "This %s stands already on line %zu: keep one of them.",
	         key == NULL ? "section" : "setting", before);
	return refuse(scan, line, message);
}

static bool scan_section(struct scan *scan, const char *at, size_t len, int line)
{
	const char *close = memchr(at, ']', len);

	if (close == NULL)
		return refuse(scan, line, "A section needs its closing bracket: [profile NAME].");
	for (const char *rest = close + 1; rest < at + len; rest++) {
		if (*rest == ';' || *rest == '#')
			break;
		if (*rest != ' ' && *rest != '\t')
			return refuse(scan, line, "Nothing may stand behind a section's closing bracket.");
	}
	scan->section = arena_strndup(&scan->arena, at + 1, (size_t)(close - at - 1));
	return note(scan, scan->section, NULL, line);
}

static bool scan_setting(struct scan *scan, const char *at, size_t len, int line)
{
	const char *equals = memchr(at, '=', len);
	const char *colon = memchr(at, ':', len);
	size_t key_len;

	if (equals == NULL || (colon != NULL && colon < equals))
		return refuse(scan, line, "A setting is written: name = value.");
	key_len = (size_t)(equals - at);
	while (key_len > 0 && (at[key_len - 1] == ' ' || at[key_len - 1] == '\t'))
		key_len--;
	if (key_len == 0)
		return refuse(scan, line, "The name is missing before \"=\".");
	for (const char *c = equals + 1; c < at + len; c++) {
		if (*c == ';' && (c[-1] == ' ' || c[-1] == '\t'))
			return refuse(scan, line,
			              "A value cannot hold \" ;\" (it would be cut there): write a comment on "
			              "a line of its own, and put a secret with it into a file (…_file).");
	}
	return note(scan, scan->section, arena_strndup(&scan->arena, at, key_len), line);
}

static bool scan_line(struct scan *scan, const char *at, size_t len, int line)
{
	if (memchr(at, '\0', len) != NULL)
		return refuse(scan, line, "The line holds a NUL byte: save the file as plain text.");
	if (!utf8_valid(at, len))
		return refuse(scan, line, "The line is not UTF-8: save the file as UTF-8.");
	if (len > 0 && at[len - 1] == '\r')
		len--;
	if (len > INI_LONGEST_LINE) {
		char message[200];
		snprintf(message, sizeof message,
		         "The line has %zu characters, at most %d can be read: put a long secret into a file and "
		         "name it with …_file.",
		         len, INI_LONGEST_LINE);
		return refuse(scan, line, message);
	}
	if (len == 0 || *at == ';' || *at == '#')
		return true;
	if (*at == ' ' || *at == '\t') {
		size_t blank = strspn(at, " \t");
		if (blank >= len)
			return true;
		return refuse(scan, line,
		              "The line begins with a space: it would be taken for more of the line above.");
	}
	return *at == '[' ? scan_section(scan, at, len, line) : scan_setting(scan, at, len, line);
}

bool ini_scan(const char *text, size_t len, const char *name, struct error *err)
{
	struct scan scan = {.name = name, .section = "", .err = err};
	const char *end = text + len;
	bool ok = true;
	int line = 1;

	arena_init(&scan.arena);
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	for (const char *at = text; ok && at < end; line++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t part = stop != NULL ? (size_t)(stop - at) : (size_t)(end - at);
		ok = scan_line(&scan, at, part, line);
		at += part + 1;
	}
	lookup_clear(&scan.seen);
	arena_clear(&scan.arena);
	return ok;
}

bool ini_value_ok(const char *key, const char *value)
{
	size_t len = strlen(value);

	if (strlen(key) + 3 + len > INI_LONGEST_LINE || strpbrk(value, "\r\n") != NULL)
		return false;
	if (len > 0 && (value[0] == ' ' || value[0] == '\t' || value[len - 1] == ' ' || value[len - 1] == '\t'))
		return false;
	return strstr(value, " ;") == NULL && strstr(value, "\t;") == NULL && value[0] != ';';
}

/* inih reads line by line through this, so that the callback knows the line. */
struct reader {
	const char *at;
	const char *end;
	int line;
	ini_each *each;
	void *ctx;
	struct error *err;
	bool ok;
};

static char *next_line(char *out, int room, void *ctx)
{
	struct reader *reader = ctx;
	size_t len = 0;

	if (reader->at >= reader->end)
		return NULL;
	reader->line++;
	while (reader->at < reader->end && len + 1 < (size_t)room) {
		out[len] = *reader->at++;
		if (out[len++] == '\n')
			break;
	}
	out[len] = '\0';
	return out;
}

static int on_value(void *ctx, const char *section, const char *key, const char *value)
{
	struct reader *reader = ctx;

	if (reader->ok)
		reader->ok = reader->each(reader->ctx, section, key, value, reader->line, reader->err);
	return reader->ok;
}

bool ini_read(const char *text, size_t len, const char *name, ini_each *each, void *ctx, struct error *err)
{
	struct reader reader = {.at = text, .end = text + len, .each = each, .ctx = ctx, .err = err, .ok = true};
	int bad;

	if (!ini_scan(text, len, name, err))
		return false;
	bad = ini_parse_stream(next_line, &reader, on_value, &reader);
	if (!reader.ok)
		return false;
	if (bad != 0) {
		char where[400];
		snprintf(where, sizeof where, "%s:%d", name, bad);
		return error_set(err, ERROR_CONFIG, where, "This line cannot be read: write name = value.");
	}
	return true;
}
