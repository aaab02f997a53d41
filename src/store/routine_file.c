#include "store/routine_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "json/json.h"

enum { LINE_VERSION = 1, LARGEST = 16 << 20 };

/* No profile can have this name. */
#define WITHOUT_PROFILE "_none"

static char *folder_of(const char *state)
{
	return file_join(state, "routines");
}

char *routine_file_path(const char *state, const char *profile)
{
	struct text name = {0};
	char *folder = folder_of(state), *path;

	text_addf(&name, "%s.jsonl", profile[0] ? profile : WITHOUT_PROFILE);
	path = file_join(folder, text_str(&name));
	text_clear(&name);
	free(folder);
	return path;
}

/* ---- reading ---- */

static bool read_members(struct routine_file *file, const struct json_at *root)
{
	struct json_at version = json_get(root, "v"), at = json_get(root, "at");
	struct json_at item = json_get(root, "item"), value = json_get(root, "value");
	const char *when = json_string(&at, NULL), *name = json_string(&item, NULL);
	const char *said = json_string(&value, NULL);
	struct routine_answer answer = {0};
	int64_t number;

	if (!json_integer(&version, &number) || number != LINE_VERSION || !when || !name ||
	    !time_parse_iso(when, false, &answer.at) || (!said && value.type != JSON_NULL))
		return false;
	answer.item = arena_strdup(&file->arena, name);
	answer.value = said ? arena_strdup(&file->arena, said) : NULL;
	array_push(&file->answer, answer);
	return true;
}

static bool read_line(struct routine_file *file, const char *line, size_t len)
{
	struct json_doc *doc = json_parse(line, len, "routine", 0, NULL);
	bool ok = false;

	if (doc) {
		struct json_at root = json_root(doc);

		ok = root.type == JSON_OBJECT && read_members(file, &root);
	}
	json_free(doc);
	return ok;
}

static void read_lines(struct routine_file *file, const char *at)
{
	for (size_t len; *at; at += len + (at[len] == '\n')) {
		len = strcspn(at, "\n");
		if (len > 0 && !read_line(file, at, len))
			file->unread++;
	}
}

bool routine_file_read(struct routine_file *file, const char *state, const char *profile, struct error *err)
{
	struct text bytes = {0};
	char *path;
	bool ok = true;

	*file = (struct routine_file){.unread = 0};
	arena_init(&file->arena);
	if (!state)
		return true;
	path = routine_file_path(state, profile);
	if (access(path, F_OK) == 0)
		ok = file_read(path, LARGEST, &bytes, err);
	if (ok)
		read_lines(file, text_str(&bytes));
	text_clear(&bytes);
	free(path);
	return ok;
}

void routine_file_clear(struct routine_file *file)
{
	array_clear(&file->answer);
	arena_clear(&file->arena);
}

/* ---- adding ---- */

static void write_line(struct text *out, const struct routine_answer *answer)
{
	struct json_writer writer;
	struct text at = {0};

	time_add_iso(&at, answer->at);
	json_write_init(&writer, out, false);
	json_open_object(&writer, NULL);
	json_put_integer(&writer, "v", LINE_VERSION);
	json_put_string(&writer, "at", text_str(&at));
	json_put_string(&writer, "item", answer->item);
	json_put_string(&writer, "value", answer->value);
	json_close_object(&writer);
	text_add_char(out, '\n');
	text_clear(&at);
}

/* A line that a full disk or a crash cut off must not swallow the next one. */
static bool ends_torn(int fd)
{
	off_t size = lseek(fd, 0, SEEK_END);
	char last = '\n';

	return size > 0 && pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

static bool append(int fd, const struct text *line)
{
	const char *at = text_str(line);
	size_t len = line->len;

	while (len > 0) {
		ssize_t put = write(fd, at, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		at += put;
		len -= (size_t)put;
	}
	/* A file system that cannot sync has nothing to say. */
	return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
}

static bool add_to(const char *path, const struct routine_answer *answer, struct error *err)
{
	int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	struct text line = {0};
	bool ok = fd >= 0;

	if (ok && ends_torn(fd))
		text_add_char(&line, '\n');
	write_line(&line, answer);
	ok = ok && append(fd, &line);
	if (!ok)
		error_set(err, fd < 0 ? ERROR_CANNOT_CREATE : ERROR_IO, path,
		          "The answer cannot be kept (%s): put that right, or name another folder with --state DIR.",
		          strerror(errno));
	if (fd >= 0)
		close(fd);
	text_clear(&line);
	return ok;
}

bool routine_file_add(const char *state, const char *profile, const struct routine_answer *answer,
                      struct error *err)
{
	char *folder, *path;
	bool ok;

	if (!state)
		return error_set(err, ERROR_CANNOT_CREATE, "",
		                 "There is no home folder to keep the answer in: name one with --state DIR.");
	folder = folder_of(state);
	path = routine_file_path(state, profile);
	ok = file_make_dirs(folder, 0700, err) && add_to(path, answer, err);
	free(folder);
	free(path);
	return ok;
}
