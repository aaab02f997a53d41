#include "store/journal_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "store/case_folder.h"
#include "store/case_list.h"
#include "store/event_line.h"
#include "store/journal_repair.h"

enum { MOST_NAMES = 100 };

struct journal_file {
	char *folder; /* NULL: nowhere to save */
	char *id, *path;
	int fd;              /* -1: no file (yet) */
	struct text pending; /* lines that are not known to be on the disk */
	size_t written;      /* bytes of them that are in the file */
	uint64_t next;       /* number of the next event */
	off_t good;          /* bytes of the file that are on the disk */
	bool ragged;         /* what stands behind them is to be cut */
	bool begun;          /* there was an answer or a taken outcome */
	bool hopeless;       /* cannot be saved at all */
	bool defer;
	struct error trouble; /* kind ERROR_NONE: none */
	bool tell_place, tell_trouble, tell_again;
};

/* ---- trouble ---- */

static void set_trouble(struct journal_file *file, const char *where, const char *why)
{
	file->tell_trouble = file->tell_trouble || file->trouble.kind == ERROR_NONE;
	file->tell_again = false;
	error_set(&file->trouble, ERROR_CANNOT_CREATE, where,
	          "This case is not saved (%s): put that right, and the next step saves all of it.", why);
}

static void set_hopeless(struct journal_file *file, const char *where, const char *why)
{
	set_trouble(file, where, why);
	error_set(&file->trouble, ERROR_CANNOT_CREATE, where,
	          "This case is not saved (%s): all works, but it is gone at the end; --state DIR names "
	          "another folder.",
	          why);
	file->hopeless = true;
	text_clear(&file->pending);
}

static void end_trouble(struct journal_file *file)
{
	if (file->trouble.kind == ERROR_NONE)
		return;
	file->tell_again = !file->tell_trouble;
	file->tell_trouble = false;
	file->trouble = (struct error){.kind = ERROR_NONE};
}

/* ---- the file appears ---- */

static void sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	(void)fsync(fd);
	close(fd);
}

/* The first free name of that time. False with errno. */
static bool create_named(struct journal_file *file, int64_t at)
{
	struct text id = {0}, path = {0};

	for (int i = 1; file->fd < 0 && i <= MOST_NAMES; i++) {
		text_cut(&id, 0);
		text_cut(&path, 0);
		case_id_add(&id, at);
		if (i > 1)
			text_addf(&id, "-%d", i);
		text_addf(&path, "%s/%s" CASE_SUFFIX, file->folder, text_str(&id));
		file->fd = open(text_str(&path), O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (file->fd < 0 && errno != EEXIST)
			break;
	}
	if (file->fd >= 0) {
		file->id = text_take(&id);
		file->path = text_take(&path);
	}
	text_clear(&id);
	text_clear(&path);
	return file->fd >= 0;
}

static bool create(struct journal_file *file, int64_t at)
{
	bool first_case = access(file->folder, F_OK) != 0;

	if (!file_make_dirs(file->folder, 0700, NULL) || !create_named(file, at)) {
		set_trouble(file, file->folder, strerror(errno));
		return false;
	}
	/* A file system without locks only means that nothing warns of a second syncfix. */
	(void)flock(file->fd, LOCK_EX | LOCK_NB);
	sync_folder(file->folder);
	file->tell_place = first_case;
	return true;
}

/* ---- writing ---- */

static bool write_all(int fd, const char *data, size_t len)
{
	while (len > 0) {
		ssize_t put = write(fd, data, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		data += put;
		len -= (size_t)put;
	}
	return true;
}

/* A piece of a line that a full disk left behind goes first. False with errno. */
static bool write_pending(struct journal_file *file)
{
	int why;

	if (file->ragged && ftruncate(file->fd, file->good) != 0)
		return false;
	if (file->ragged)
		file->written = 0;
	file->ragged = false;
	if (write_all(file->fd, text_str(&file->pending) + file->written, file->pending.len - file->written)) {
		file->written = file->pending.len;
		return true;
	}
	why = errno;
	file->ragged = ftruncate(file->fd, file->good + (off_t)file->written) != 0;
	errno = why;
	return false;
}

static void flush(struct journal_file *file, int64_t at)
{
	if (file->hopeless || (file->fd < 0 && !create(file, at)))
		return;
	if (!write_pending(file)) {
		set_trouble(file, file->path, strerror(errno));
		return;
	}
	if (!file->defer)
		journal_file_sync(file);
}

void journal_file_sync(struct journal_file *file)
{
	if (file->written == 0)
		return;
	/* A file system that cannot sync has nothing to say. */
	if (fdatasync(file->fd) != 0 && errno != EINVAL && errno != ENOTSUP) {
		file->ragged = true; /* what was written may be lost: it is written anew */
		set_trouble(file, file->path, strerror(errno));
		return;
	}
	file->good += (off_t)file->written;
	file->pending.len -= file->written;
	memmove(file->pending.data, file->pending.data + file->written, file->pending.len + 1);
	file->written = 0;
	if (file->pending.len == 0)
		end_trouble(file);
}

void journal_file_hear(void *ctx, const struct event *event)
{
	struct journal_file *file = ctx;

	assert(event->n == file->next);
	file->next++;
	if (file->hopeless)
		return;
	event_line_write(&file->pending, event);
	file->begun = file->begun || event->kind == EVENT_ANSWER || event->kind == EVENT_TAKE;
	if (file->begun)
		flush(file, event->at);
}

void journal_file_defer(struct journal_file *file, bool defer)
{
	file->defer = defer;
}

/* ---- new, resume, close ---- */

static struct journal_file *file_new(const char *state)
{
	struct journal_file *file = xcalloc(1, sizeof *file);

	file->fd = -1;
	file->next = 1;
	file->folder = state ? case_folder(state) : NULL;
	return file;
}

struct journal_file *journal_file_new(const char *state)
{
	struct journal_file *file = file_new(state);

	if (!file->folder)
		set_hopeless(file, "", "there is no home folder");
	return file;
}

void journal_file_close(struct journal_file *file)
{
	if (!file)
		return;
	journal_file_sync(file);
	if (file->fd >= 0)
		close(file->fd);
	text_clear(&file->pending);
	free(file->folder);
	free(file->id);
	free(file->path);
	free(file);
}

/* What keeps a folder or a disk from being written still lets a case be read and gone on with. */
static bool is_read_only(int number)
{
	return number == EACCES || number == EROFS || number == EPERM;
}

static bool open_saved(struct journal_file *file, struct error *err)
{
	int flags = O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK;

	file->fd = open(file->path, O_RDWR | O_APPEND | flags);
	if (file->fd < 0 && is_read_only(errno)) {
		set_hopeless(file, file->path, strerror(errno));
		file->fd = open(file->path, O_RDONLY | flags);
	}
	if (file->fd < 0)
		return error_set(err, ERROR_NO_INPUT, file->path,
		                 "This case cannot be opened (%s): `syncfix case list` shows those there are.",
		                 strerror(errno));
	return true;
}

static bool lock_saved(const struct journal_file *file, struct error *err)
{
	struct stat status;

	if (flock(file->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		return error_set(err, ERROR_REFUSED, file->path,
		                 "This case is open in another syncfix: go on there, or close it there first.");
	if (fstat(file->fd, &status) != 0 || status.st_nlink == 0 || !S_ISREG(status.st_mode))
		return error_set(err, ERROR_NO_INPUT, file->path,
		                 "This case is gone: `syncfix case list` shows those there are.");
	return true;
}

/* Reads the events; puts the file right where it can be written. */
static bool load_saved(struct journal_file *file, struct journal *journal, struct text *lost,
                       struct error *err)
{
	struct text bytes = {0};
	struct journal_lines lines;
	bool good = journal_load(file->fd, file->path, &bytes, journal, &lines, err);

	if (good) {
		file->good = (off_t)lines.good;
		file->next = journal->event.count + 1;
		file->begun = true;
		if (!file->hopeless && !journal_repair(file->fd, file->path, &bytes, &lines, &file->good, lost))
			set_hopeless(file, file->path, strerror(errno));
		else if (file->hopeless)
			journal_tell(&lines, NULL, lost);
	}
	text_clear(&bytes);
	return good;
}

struct journal_file *journal_file_resume(const char *state, const char *id, struct journal *journal,
                                         struct text *lost, struct error *err)
{
	struct journal_file *file = file_new(state);

	file->path = case_path(state, id);
	file->id = xstrdup(id);
	if (!file->path)
		error_set(err, ERROR_NO_INPUT, id,
		          "There is no such case: `syncfix case list` shows those there are.");
	if (file->path && open_saved(file, err) && lock_saved(file, err) && load_saved(file, journal, lost, err))
		return file;
	journal_file_close(file);
	return NULL;
}

/* ---- queries ---- */

const char *journal_file_id(const struct journal_file *file)
{
	return file->id;
}

const char *journal_file_path(const struct journal_file *file)
{
	return file->path;
}

bool journal_file_saved(const struct journal_file *file, struct error *err)
{
	if (file->trouble.kind != ERROR_NONE && err)
		*err = file->trouble;
	return file->trouble.kind == ERROR_NONE;
}

bool journal_file_tell(struct journal_file *file, struct text *out)
{
	bool said = file->tell_place || file->tell_trouble || file->tell_again;

	if (file->tell_place)
		text_addf(out,
		          "Cases are kept in %s: your answers and notes and what was checked, never a key. "
		          "`syncfix case delete --all` removes them.",
		          file->folder);
	if (file->tell_trouble)
		text_addf(out, "%s%s", file->tell_place ? " " : "", file->trouble.message);
	if (file->tell_again)
		text_addf(out, "%sThis case is saved again.", file->tell_place ? " " : "");
	file->tell_place = file->tell_trouble = file->tell_again = false;
	return said;
}
