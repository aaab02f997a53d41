/* Deleting cases, with what was kept aside of damaged ones. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "store/case_folder.h"
#include "store/case_glance.h"

/* "ID.jsonl.damaged", "ID.jsonl.damaged-2" */
static void delete_aside(const char *state, const char *id)
{
	char *folder = case_folder(state);
	size_t count;
	char **names = file_list(folder, "", &count);
	struct text prefix = {0};

	text_addf(&prefix, "%s" CASE_SUFFIX CASE_ASIDE, id);
	for (size_t i = 0; i < count; i++) {
		char *path = file_join(folder, names[i]);

		if (text_starts(names[i], text_str(&prefix)))
			(void)unlink(path);
		free(path);
	}
	file_list_free(names, count);
	text_clear(&prefix);
	free(folder);
}

static bool is_locked(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

static bool delete_file(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
	bool locked = fd >= 0 && is_locked(fd);
	bool gone = !locked && unlink(path) == 0;
	int why = errno;

	if (fd >= 0)
		close(fd);
	if (locked)
		return error_set(err, ERROR_REFUSED, path,
		                 "This case is open in another syncfix: close it there first.");
	if (!gone && why == ENOENT)
		return error_set(err, ERROR_NO_INPUT, path,
		                 "There is no such case: `syncfix case list` shows those there are.");
	return gone || error_set(err, ERROR_CANNOT_CREATE, path,
	                         "This case cannot be deleted (%s): check who owns its folder.", strerror(why));
}

bool case_delete(const char *state, const char *id, struct error *err)
{
	char *path = case_path(state, id);
	bool gone;

	if (!path)
		return error_set(err, ERROR_NO_INPUT, id,
		                 "There is no such case: `syncfix case list` shows those there are.");
	gone = delete_file(path, err);
	if (gone)
		delete_aside(state, id);
	free(path);
	return gone;
}

bool case_delete_all(const char *state, size_t *count, size_t *skipped, struct error *err)
{
	struct case_list list;
	size_t open = 0;
	bool good = true;

	*count = 0;
	case_list_read(&list, state, 0);
	for (size_t i = 0; i < list.entry.count; i++) {
		struct error why = {.kind = ERROR_NONE};
		bool gone = case_delete(state, list.entry.at[i].id, &why);

		*count += gone;
		open += why.kind == ERROR_REFUSED;
		if (!gone && why.kind == ERROR_CANNOT_CREATE) {
			good = false;
			if (err)
				*err = why;
		}
	}
	case_list_clear(&list);
	if (skipped)
		*skipped = open;
	return good;
}

/* An id begins with the day of the first event: no file of a later day need be read. */
static bool may_be_older(const char *id, const char *limit)
{
	return strncmp(id, limit, strlen("20261123")) <= 0;
}

/* An old case that came from elsewhere lately is not old here. */
static bool is_older(const struct case_entry *entry, int64_t before)
{
	struct stat status;

	return entry->last != 0 && entry->last < before && lstat(entry->path, &status) == 0 &&
	       (int64_t)status.st_mtim.tv_sec * 1000 < before;
}

size_t case_delete_older(const char *state, int64_t before)
{
	struct text limit = {0};
	char *folder;
	char **names;
	size_t names_count, count = 0;

	if (!state)
		return 0;
	folder = case_folder(state);
	names = file_list(folder, CASE_SUFFIX, &names_count);
	case_id_add(&limit, before);
	for (size_t i = 0; i < names_count; i++) {
		struct case_entry entry;

		if (!may_be_older(names[i], text_str(&limit)))
			break; /* names are sorted */
		names[i][strlen(names[i]) - strlen(CASE_SUFFIX)] = '\0';
		if (!case_id_ok(names[i]))
			continue;
		case_glance(&entry, state, names[i]);
		if (is_older(&entry, before) && case_delete(state, entry.id, NULL))
			count++;
		case_glance_clear(&entry);
	}
	file_list_free(names, names_count);
	text_clear(&limit);
	free(folder);
	return count;
}
