#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/memory.h"

enum { CHUNK = 65536 };

bool file_read_fd(int fd, const char *name, size_t max, struct text *out, struct error *err)
{
	size_t start = out->len;
	char *chunk = xmalloc(CHUNK);
	ssize_t got;

	while ((got = read(fd, chunk, CHUNK)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || (size_t)got > max - (out->len - start))
			break;
		text_add_n(out, chunk, (size_t)got);
	}
	memory_wipe(chunk, CHUNK); /* secrets are read here too */
	free(chunk);
	if (got == 0)
		return true;
	text_cut(out, start);
	if (got < 0)
		return error_set(err, ERROR_NO_INPUT, name, "It cannot be read (%s): check what it is.",
		                 strerror(errno));
	return error_set(err, ERROR_NO_INPUT, name, "It is longer than the %zu bytes allowed here.", max);
}

bool file_read(const char *path, size_t max, struct text *out, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool good;

	if (fd < 0)
		return error_set(err, ERROR_NO_INPUT, path,
		                 "It cannot be opened (%s): check the name and its permissions.", strerror(errno));
	good = file_read_fd(fd, path, max, out, err);
	close(fd);
	return good;
}

static bool write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t put = write(fd, data, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		data += put;
		len -= (size_t)put;
	}
	return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP; /* a device has nothing to sync */
}

/* The folder of path, so that the rename itself is on the disk; where that cannot be asked, so be it. */
static void sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? xstrndup(path, slash == path ? 1 : (size_t)(slash - path)) : xstrdup(".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(folder);
}

/* A new file beside path; its name goes to out. */
static int open_beside(const char *path, mode_t mode, struct text *out)
{
	for (int try = 0; try < 100; try++) {
		int fd;

		text_cut(out, 0);
		text_addf(out, "%s.new-%ld-%d", path, (long)getpid(), try);
		fd = open(text_str(out), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static bool refuse_taken(const char *path, struct error *err)
{
	return error_set(err, ERROR_CANNOT_CREATE, path,
	                 "There is a file of this name already, and it was left as it is: choose another name.");
}

/* In one step: the name is there with all of the bytes, or as it was. */
static bool put_in_place(const char *from, const char *path, bool only_new)
{
	if (!only_new)
		return rename(from, path) == 0;
	return link(from, path) == 0 && unlink(from) == 0;
}

static bool put_file(const char *path, const char *data, size_t len, mode_t mode, bool only_new,
                     struct error *err)
{
	struct text beside = {0};
	int fd = open_beside(path, mode, &beside);
	bool good = fd >= 0;
	bool written;

	if (!good) {
		error_set(err, ERROR_CANNOT_CREATE, path,
		          "It cannot be written (%s): check the folder and its permissions.", strerror(errno));
		text_clear(&beside);
		return false;
	}
	written = write_all(fd, data, len);
	good = close(fd) == 0 && written && put_in_place(text_str(&beside), path, only_new);
	if (!good && errno == EEXIST) {
		unlink(text_str(&beside));
		refuse_taken(path, err);
	} else if (!good) {
		error_set(err, ERROR_IO, path, "It could not be written in full (%s); what was there is unchanged.",
		          strerror(errno));
		unlink(text_str(&beside));
	}
	text_clear(&beside);
	return good;
}

/* A terminal, a pipe or a device is written to, never replaced by a file. */
static bool is_special(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static bool write_special(const char *path, const char *data, size_t len, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	bool good = fd >= 0 && write_all(fd, data, len);
	int reason = errno;

	if (fd >= 0)
		close(fd);
	return good || error_set(err, ERROR_IO, path, "It could not be written (%s).", strerror(reason));
}

bool file_write(const char *path, const char *data, size_t len, mode_t mode, struct error *err)
{
	char *real;
	bool good;

	if (is_special(path))
		return write_special(path, data, len, err);
	real = realpath(path, NULL); /* a link stays a link: people keep settings elsewhere */
	good = put_file(real ? real : path, data, len, mode, false, err);
	if (good)
		sync_folder(real ? real : path);
	free(real);
	return good;
}

bool file_write_new(const char *path, const char *data, size_t len, mode_t mode, struct error *err)
{
	struct stat status;
	bool good;

	if (is_special(path))
		return write_special(path, data, len, err);
	if (lstat(path, &status) == 0)
		return refuse_taken(path, err);
	good = put_file(path, data, len, mode, true, err);
	if (good)
		sync_folder(path);
	return good;
}

static bool is_dir(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Asks before making: a read-only file system refuses mkdir even for what is there. */
static bool make_dir(const char *path, mode_t mode, struct error *err)
{
	if (is_dir(path) || mkdir(path, mode) == 0 || (errno == EEXIST && is_dir(path)))
		return true;
	return error_set(err, ERROR_CANNOT_CREATE, path,
	                 "This folder cannot be made (%s): check the folder above it.", strerror(errno));
}

bool file_make_dirs(const char *path, mode_t mode, struct error *err)
{
	char *part = xstrdup(path);
	bool good = true;

	for (char *at = part; good && *at; at++) {
		if (*at != '/' || at == part)
			continue;
		*at = '\0';
		good = make_dir(part, mode, err);
		*at = '/';
	}
	good = good && make_dir(part, mode, err);
	free(part);
	return good;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **file_list(const char *dir, const char *suffix, size_t *count)
{
	ARRAY(char *) names = {0};
	DIR *stream = opendir(dir);
	struct dirent *entry;

	while (stream && (entry = readdir(stream))) {
		if (entry->d_name[0] != '.' && text_ends(entry->d_name, suffix))
			array_push(&names, xstrdup(entry->d_name));
	}
	if (stream)
		closedir(stream);
	if (names.count)
		qsort(names.at, names.count, sizeof *names.at, compare_names);
	*count = names.count;
	return names.at;
}

void file_list_free(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

char *file_join(const char *dir, const char *name)
{
	struct text path = {0};

	text_add(&path, dir);
	if (!path.len || path.data[path.len - 1] != '/')
		text_add_char(&path, '/');
	text_add(&path, name);
	return text_take(&path);
}
