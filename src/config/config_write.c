#include "config/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "config/ini.h"

enum { CONFIG_MAX_BYTES = 4 << 20, CONFIG_MODE = 0600 };

static bool read_whole(const char *path, struct text *text, struct error *err)
{
	if (access(path, F_OK) != 0)
		return true;
	return file_read(path, CONFIG_MAX_BYTES, text, err);
}

static bool write_whole(const char *path, const struct text *text, struct error *err)
{
	char *folder = xstrdup(path);
	char *slash = strrchr(folder, '/');
	bool ok = true;

	if (slash != NULL && slash != folder) {
		*slash = '\0';
		ok = file_make_dirs(folder, 0700, err);
	}
	free(folder);
	return ok && file_write(path, text_str(text), text->len, CONFIG_MODE, err);
}

static bool value_writable(const char *path, const char *key, const char *value, struct error *err)
{
	if (ini_value_ok(key, value))
		return true;
	return error_set(
		err, ERROR_CONFIG, path,
		"The value of %s cannot stand in the config file: it is too long or holds \" ;\", a line end or "
		"outer spaces.",
		key);
}

/* The line at *at of text: its length without the newline; moves *at behind it. False at the end. */
static bool next_line(const char **at, const char **line, size_t *len)
{
	if (**at == '\0')
		return false;
	*line = *at;
	*len = strcspn(*at, "\n");
	*at += *len + ((*at)[*len] == '\n');
	return true;
}

static bool is_section(const char *line, size_t len, const char *name)
{
	char head[64];
	size_t head_len = (size_t)snprintf(head, sizeof head, "[profile %s]", name);

	return len >= head_len && memcmp(line, head, head_len) == 0;
}

static bool is_key(const char *line, size_t len, const char *key)
{
	size_t key_len = strlen(key);
	size_t blank;

	if (len <= key_len || memcmp(line, key, key_len) != 0)
		return false;
	blank = strspn(line + key_len, " \t");
	return key_len + blank < len && line[key_len + blank] == '=';
}

bool config_add_profile(const char *path, const struct profile *profile, struct error *err)
{
	struct config old;
	struct text text = {0};
	bool ok;

	for (size_t i = 0; i < profile->value.count; i++) {
		if (!value_writable(path, profile->value.at[i].key, profile->value.at[i].value, err))
			return false;
	}
	config_init(&old);
	ok = config_load(&old, path, false, err);
	if (ok && config_profile(&old, profile->name) != NULL)
		ok = error_set(err, ERROR_CONFIG, path, "There is already a profile of the name %s.", profile->name);
	config_clear(&old);
	if (ok && read_whole(path, &text, err)) {
		if (text.len > 0)
			text_add(&text, text_str(&text)[text.len - 1] == '\n' ? "\n" : "\n\n");
		text_addf(&text, "[profile %s]\n", profile->name);
		for (size_t i = 0; i < profile->value.count; i++)
			text_addf(&text, "%s = %s\n", profile->value.at[i].key, profile->value.at[i].value);
		ok = write_whole(path, &text, err);
	} else {
		ok = false;
	}
	text_wipe(&text);
	return ok;
}

/* Copies text, leaving out or changing lines of one profile's section. */
struct edit {
	const char *name;
	const char *key;   /* NULL: the whole section goes */
	const char *value; /* NULL: the key goes */
	bool found;        /* the section was there */
	bool done;         /* the key was written */
};

static void put_key(struct edit *edit, struct text *out)
{
	if (edit->value != NULL && !edit->done)
		text_addf(out, "%s = %s\n", edit->key, edit->value);
	edit->done = true;
}

static void edit_copy(struct edit *edit, const char *at, struct text *out)
{
	const char *line;
	size_t len;
	size_t after_last = 0; /* where a new key of the section belongs */
	bool inside = false;

	while (next_line(&at, &line, &len)) {
		if (*line == '[') {
			inside = is_section(line, len, edit->name);
			edit->found |= inside;
		}
		if (inside && edit->key == NULL)
			continue;
		if (inside && is_key(line, len, edit->key)) {
			put_key(edit, out);
			continue;
		}
		text_add_n(out, line, len);
		text_add_char(out, '\n');
		if (inside && len > 0)
			after_last = out->len;
	}
	if (edit->found && edit->key != NULL && !edit->done) {
		char *tail = xstrdup(text_str(out) + after_last);
		text_cut(out, after_last);
		put_key(edit, out);
		text_add(out, tail);
		free(tail);
	}
}

static bool edit_file(const char *path, struct edit *edit, struct error *err)
{
	struct text old = {0};
	struct text new = {0};
	bool ok = read_whole(path, &old, err);

	if (ok) {
		edit_copy(edit, text_str(&old), &new);
		ok = edit->found
		         ? write_whole(path, &new, err)
		         : error_set(err, ERROR_CONFIG, path, "There is no profile of the name %s.", edit->name);
	}
	text_wipe(&old);
	text_wipe(&new);
	return ok;
}

bool config_remove_profile(const char *path, const char *name, struct error *err)
{
	struct edit edit = {.name = name};

	return edit_file(path, &edit, err);
}

bool config_set_key(const char *path, const char *name, const char *key, const char *value, struct error *err)
{
	struct edit edit = {.name = name, .key = key, .value = value};

	if (value != NULL && !value_writable(path, key, value, err))
		return false;
	return edit_file(path, &edit, err);
}
