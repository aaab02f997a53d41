#include "store/history_file.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "json/json.h"

enum { LINE_VERSION = 1, LARGEST = 4 << 20, TAIL = 8192, RUN_LONGEST = 100 };

static char *path_of(const char *state, const char *name, const char *suffix)
{
	struct text path = {0};

	text_addf(&path, "%s/history/%s%s", state, name, suffix);
	return text_take(&path);
}

/* ---- reading ---- */

static const char *kept(struct history *history, const struct json_at *root, const char *key)
{
	struct json_at at = json_get(root, key);
	const char *text = json_string(&at, NULL);

	return text ? arena_strdup(&history->arena, text) : "";
}

static bool read_members(struct history *history, const struct json_at *root, int64_t since)
{
	struct json_at version = json_get(root, "v"), at = json_get(root, "at");
	const char *when = json_string(&at, NULL);
	struct history_entry entry;
	int64_t number, moment;

	if (!json_integer(&version, &number) || number != LINE_VERSION || !when ||
	    !time_parse_iso(when, false, &moment))
		return false;
	if (moment < since)
		return true;
	history_entry_init(&entry, moment, kept(history, root, "from"));
	entry.state = kept(history, root, "state");
	entry.cause = kept(history, root, "cause");
	entry.errors = kept(history, root, "errors");
	for (int i = 0; i < HISTORY_METRICS; i++) {
		struct json_at value = json_get(root, history_row((enum history_metric)i)->name);
		double known;
		if (json_number(&value, &known))
			entry.metric[i] = known;
	}
	array_push(&history->entry, entry);
	return true;
}

static void read_lines(struct history *history, const char *at, int64_t since)
{
	for (size_t len; *at; at += len + (at[len] == '\n')) {
		len = strcspn(at, "\n");
		struct json_doc *doc = len > 0 ? json_parse(at, len, "history", 0, NULL) : NULL;
		if (!doc)
			continue;
		struct json_at root = json_root(doc);
		if (root.type == JSON_OBJECT)
			read_members(history, &root, since);
		json_free(doc);
	}
}

static int by_time(const void *a, const void *b)
{
	const struct history_entry *left = a, *right = b;

	return (left->at > right->at) - (left->at < right->at);
}

bool history_file_read(struct history *history, const char *state, const char *profile, int64_t since,
                       struct error *err)
{
	struct text bytes = {0};
	char *path;
	bool ok = true;

	*history = (struct history){0};
	arena_init(&history->arena);
	if (!state)
		return true;
	path = path_of(state, profile, ".jsonl");
	if (access(path, F_OK) == 0)
		ok = file_read(path, (size_t)LARGEST * 2, &bytes, err);
	if (ok)
		read_lines(history, text_str(&bytes), since);
	if (history->entry.count > 1)
		qsort(history->entry.at, history->entry.count, sizeof *history->entry.at, by_time);
	text_clear(&bytes);
	free(path);
	return ok;
}

bool history_file_last(const char *state, const char *profile, int64_t *at)
{
	char tail[TAIL + 1];
	struct history history = {0};
	char *path = state ? path_of(state, profile, ".jsonl") : NULL;
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	bool found = false;

	free(path);
	if (fd < 0)
		return false;
	off_t size = lseek(fd, 0, SEEK_END);
	ssize_t got = pread(fd, tail, TAIL, size > TAIL ? size - TAIL : 0);
	close(fd);
	arena_init(&history.arena);
	tail[got > 0 ? got : 0] = '\0';
	read_lines(&history, tail, INT64_MIN);
	for (size_t i = 0; i < history.entry.count; i++) {
		if (strcmp(history.entry.at[i].from, "check") != 0 || (found && history.entry.at[i].at < *at))
			continue;
		*at = history.entry.at[i].at;
		found = true;
	}
	history_clear(&history);
	return found;
}

/* ---- adding ---- */

static void put_text(struct json_writer *writer, const char *key, const char *value)
{
	if (value[0])
		json_put_string(writer, key, value);
}

static void write_line(struct text *out, const struct history_entry *entry)
{
	struct json_writer writer;
	struct text at = {0};

	time_add_iso(&at, entry->at);
	json_write_init(&writer, out, false);
	json_open_object(&writer, NULL);
	json_put_integer(&writer, "v", LINE_VERSION);
	json_put_string(&writer, "at", text_str(&at));
	json_put_string(&writer, "from", entry->from);
	put_text(&writer, "state", entry->state);
	put_text(&writer, "cause", entry->cause);
	put_text(&writer, "errors", entry->errors);
	for (int i = 0; i < HISTORY_METRICS; i++)
		if (!isnan(entry->metric[i]))
			json_put_number(&writer, history_row((enum history_metric)i)->name, entry->metric[i]);
	json_close_object(&writer);
	text_add_char(out, '\n');
	text_clear(&at);
}

/* The newer half stays, from the next line's beginning on. */
static void halve(const char *path)
{
	struct text bytes = {0};

	if (file_read(path, (size_t)LARGEST * 2, &bytes, NULL)) {
		const char *middle = strchr(text_str(&bytes) + bytes.len / 2, '\n');
		if (middle)
			(void)file_write(path, middle + 1, strlen(middle + 1), 0600, NULL);
	}
	text_clear(&bytes);
}

/* One write: a line is whole or not there; a line that was cut off must not swallow it. */
static bool append(int fd, const struct history_entry *entry, off_t *size)
{
	struct text line = {0};
	char last = '\n';
	bool ok;

	*size = lseek(fd, 0, SEEK_END);
	if (*size > 0 && pread(fd, &last, 1, *size - 1) == 1 && last != '\n')
		text_add_char(&line, '\n');
	write_line(&line, entry);
	ok = write(fd, text_str(&line), line.len) == (ssize_t)line.len;
	text_clear(&line);
	return ok;
}

static int open_for_adding(const char *path)
{
	return open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

bool history_file_add(const char *state, const char *profile, const struct history_entry *entry,
                      struct error *err)
{
	off_t size = 0;
	char *path, *folder;
	bool ok;
	int fd;

	if (!state)
		return error_set(err, ERROR_CANNOT_CREATE, "",
		                 "There is no home folder to keep it in: name one with --state DIR.");
	path = path_of(state, profile, ".jsonl");
	fd = open_for_adding(path);
	if (fd < 0 && errno == ENOENT) {
		folder = file_join(state, "history");
		fd = file_make_dirs(folder, 0700, NULL) ? open_for_adding(path) : -1;
		free(folder);
	}
	ok = fd >= 0 && append(fd, entry, &size);
	if (!ok)
		error_set(err, fd < 0 ? ERROR_CANNOT_CREATE : ERROR_IO, path,
		          "It cannot be kept (%s): put that right, or name another folder with --state DIR.",
		          strerror(errno));
	if (fd >= 0)
		close(fd);
	if (ok && size > LARGEST)
		halve(path);
	free(path);
	return ok;
}

/* ---- a run under way ---- */

/* No profile has a name that begins with a dot. */
static char *run_path(const char *state, const char *part)
{
	struct text name = {0};
	char *path;

	text_addf(&name, ".run%s%s", part[0] ? "-" : "", part);
	for (size_t i = 0; i < name.len; i++)
		if (name.data[i] == '/')
			name.data[i] = '-';
	path = path_of(state, text_str(&name), "");
	text_clear(&name);
	return path;
}

bool history_run_begin(const char *state, const char *part, int64_t at)
{
	struct text iso = {0};
	char *folder, *path;
	bool ok;

	if (!state)
		return false;
	folder = file_join(state, "history");
	path = run_path(state, part);
	time_add_iso(&iso, at);
	ok = file_make_dirs(folder, 0700, NULL) && file_write(path, text_str(&iso), iso.len, 0600, NULL);
	text_clear(&iso);
	free(path);
	free(folder);
	return ok;
}

bool history_run_find(const char *state, const char *part, int64_t *at)
{
	struct text iso = {0};
	char *path = state ? run_path(state, part) : NULL;
	bool ok = path && file_read(path, RUN_LONGEST, &iso, NULL) && time_parse_iso(text_str(&iso), false, at);

	text_clear(&iso);
	free(path);
	return ok;
}

void history_run_end(const char *state, const char *part)
{
	char *path = state ? run_path(state, part) : NULL;

	if (path)
		(void)unlink(path);
	free(path);
}
