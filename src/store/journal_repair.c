#include "store/journal_repair.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "store/case_folder.h"
#include "store/journal_file.h"

enum { LARGEST = 64 << 20, MOST_KEPT = 100 };

bool journal_load(int fd, const char *path, struct text *bytes, struct journal *journal,
                  struct journal_lines *lines, struct error *err)
{
	if (!file_read_fd(fd, path, LARGEST, bytes, err))
		return false;
	journal_lines_read(text_str(bytes), bytes->len, journal, lines);
	if (lines->state == JOURNAL_NEWER)
		return error_set(err, ERROR_DATA, path,
		                 "A newer syncfix wrote this case: update this one to read it.");
	if (journal->event.count == 0)
		return error_set(err, ERROR_DATA, path,
		                 "No event in this file can be read: it is no case, or damaged from its start.");
	return true;
}

void journal_tell(const struct journal_lines *lines, const char *kept, struct text *lost)
{
	if (!lost || lines->state == JOURNAL_WHOLE)
		return;
	if (lines->state == JOURNAL_TORN)
		text_add(lost, "The last line was cut off while it was written; the case stands as before it.");
	else
		text_addf(lost, "Line %zu of the case is damaged; the case stands as before it.", lines->bad_line);
	if (kept)
		text_addf(lost, " The rest is kept in %s.", kept);
	text_add_char(lost, '\n');
}

/* Writes the rest into a file of its own beside the case; *kept is its path. */
static bool keep_rest(const char *path, const char *rest, size_t len, struct text *kept)
{
	int fd = -1;

	for (int i = 1; fd < 0 && i <= MOST_KEPT; i++) {
		text_cut(kept, 0);
		text_addf(kept, "%s" CASE_ASIDE, path);
		if (i > 1)
			text_addf(kept, "-%d", i);
		fd = open(text_str(kept), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			return false;
	}
	if (fd < 0)
		return false;
	close(fd);
	if (file_write(text_str(kept), rest, len, 0600, NULL))
		return true;
	int why = errno;
	(void)unlink(text_str(kept));
	errno = why;
	return false;
}

static bool cut(int fd, off_t good)
{
	return ftruncate(fd, good) == 0 && (fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP);
}

bool journal_repair(int fd, const char *path, const struct text *bytes, const struct journal_lines *lines,
                    off_t *good, struct text *lost)
{
	struct text kept = {0};
	bool done = true;

	*good = (off_t)lines->good;
	if (lines->unended && lines->state == JOURNAL_WHOLE) {
		done = write(fd, "\n", 1) == 1;
		*good += done;
	}
	if (lines->state == JOURNAL_DAMAGED)
		done = keep_rest(path, text_str(bytes) + lines->good, bytes->len - lines->good, &kept);
	if (done && lines->state != JOURNAL_WHOLE)
		done = cut(fd, *good);
	journal_tell(lines, kept.len > 0 && done ? text_str(&kept) : NULL, lost);
	text_clear(&kept);
	return done;
}

bool journal_file_read(const char *path, struct journal *journal, struct text *lost, struct error *err)
{
	struct text bytes = {0};
	struct journal_lines lines;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	bool good;

	if (fd < 0)
		return error_set(err, ERROR_NO_INPUT, path,
		                 "This case cannot be opened (%s): `syncfix case list` shows those there are.",
		                 strerror(errno));
	good = journal_load(fd, path, &bytes, journal, &lines, err);
	close(fd);
	text_clear(&bytes);
	if (good)
		journal_tell(&lines, NULL, lost);
	return good;
}
