#include "store/case_list.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "store/case_folder.h"
#include "store/case_glance.h"

struct found {
	char *id; /* borrowed end of a name: NUL instead of the suffix */
	struct timespec changed;
};

/* ---- the files ---- */

static int later_first(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->changed.tv_sec != y->changed.tv_sec)
		return x->changed.tv_sec < y->changed.tv_sec ? 1 : -1;
	if (x->changed.tv_nsec != y->changed.tv_nsec)
		return x->changed.tv_nsec < y->changed.tv_nsec ? 1 : -1;
	return strcmp(y->id, x->id);
}

/* The cases of the folder, the one changed last first. Each id is the caller's. */
static struct found *find_all(const char *state, size_t *count)
{
	char *folder = case_folder(state);
	char **names = file_list(folder, CASE_SUFFIX, count);
	struct found *found = xcalloc(*count + 1, sizeof *found);
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++) {
		char *path = file_join(folder, names[i]);
		struct stat status;
		char *id = xstrndup(names[i], strlen(names[i]) - strlen(CASE_SUFFIX));

		if (case_id_ok(id) && lstat(path, &status) == 0 && S_ISREG(status.st_mode))
			found[kept++] = (struct found){id, status.st_mtim};
		else
			free(id);
		free(path);
	}
	file_list_free(names, *count);
	free(folder);
	*count = kept;
	qsort(found, kept, sizeof *found, later_first);
	return found;
}

static void free_found(struct found *found, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(found[i].id);
	free(found);
}

/* ---- the list ---- */

bool case_entry_open(const struct case_entry *entry)
{
	bool known = entry->health == CASE_WHOLE || entry->health == CASE_DAMAGED;

	return known && (entry->ending == ENDING_NONE || entry->ending == ENDING_WAIT);
}

static int last_first(const void *a, const void *b)
{
	const struct case_entry *x = a, *y = b;

	if (x->last != y->last)
		return x->last < y->last ? 1 : -1;
	return strcmp(y->id, x->id);
}

void case_list_read(struct case_list *list, const char *state, size_t most)
{
	size_t count;
	struct found *found;

	*list = (struct case_list){.more = 0};
	if (!state)
		return;
	found = find_all(state, &count);
	for (size_t i = 0; i < count && (most == 0 || i < most); i++) {
		struct case_entry *entry = array_add(&list->entry);

		case_glance(entry, state, found[i].id);
	}
	list->more = count - list->entry.count;
	free_found(found, count);
	if (list->entry.count > 1)
		qsort(list->entry.at, list->entry.count, sizeof *list->entry.at, last_first);
}

void case_list_clear(struct case_list *list)
{
	for (size_t i = 0; i < list->entry.count; i++)
		case_glance_clear(&list->entry.at[i]);
	array_clear(&list->entry);
	list->more = 0;
}

/* ---- finding ---- */

enum fit { FIT_BEGIN, FIT_END };

static const char *find_fit(const struct found *found, size_t count, const char *words, enum fit fit,
                            size_t *fits)
{
	const char *id = NULL;

	*fits = 0;
	for (size_t i = 0; i < count; i++) {
		bool is = fit == FIT_BEGIN ? text_starts(found[i].id, words) : text_ends(found[i].id, words);

		if (is && strcmp(found[i].id, words) == 0) {
			*fits = 1;
			return found[i].id;
		}
		if (is)
			id = found[i].id;
		*fits += is;
	}
	return *fits == 1 ? id : NULL;
}

static const char *find_id(const struct found *found, size_t count, const char *words, size_t *fits)
{
	const char *id;

	*fits = 0;
	if (*words == '\0')
		return NULL;
	if (strcmp(words, "last") == 0)
		return count > 0 ? found[0].id : NULL;
	id = find_fit(found, count, words, FIT_BEGIN, fits);
	return *fits > 0 ? id : find_fit(found, count, words, FIT_END, fits);
}

char *case_find(const char *state, const char *words, struct error *err)
{
	size_t count = 0, fits;
	struct found *found = state ? find_all(state, &count) : NULL;
	const char *match = find_id(found, count, words, &fits);
	char *id = match ? xstrdup(match) : NULL;

	free_found(found, count);
	if (!id && count == 0)
		error_set(err, ERROR_NO_INPUT, "", "There are no saved cases: `syncfix` begins one.");
	else if (!id && fits > 1)
		error_set(err, ERROR_NO_INPUT, words, "%zu cases fit: give more of the id (`syncfix case list`).",
		          fits);
	else if (!id)
		error_set(err, ERROR_NO_INPUT, words,
		          "There is no such case: `syncfix case list` shows those there are.");
	return id;
}
