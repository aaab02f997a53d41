#include "deliver/ticket_file.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/file.h"

enum { MOST_NAMES = 100 };

/* A colon may not stand in a file's name everywhere. */
static void add_time(struct text *out, int64_t now)
{
	size_t from = out->len;

	time_add_iso(out, now);
	for (size_t i = from; i < out->len; i++)
		if (out->data[i] == ':')
			out->data[i] = '-';
}

static bool is_there(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

static void find_name(const char *dir, const char *name, const char *ending, int64_t now, struct text *path)
{
	for (int i = 1; i <= MOST_NAMES; i++) {
		text_cut(path, 0);
		text_addf(path, "%s%ssyncfix-%s-", dir ? dir : "", dir ? "/" : "", name);
		add_time(path, now);
		if (i > 1)
			text_addf(path, "-%d", i);
		text_add(path, ending);
		if (!is_there(text_str(path)))
			return;
	}
}

bool ticket_file_save(const char *state, const char *name, const char *ending, int64_t now,
                      const struct text *bytes, struct text *path, struct error *err)
{
	char *dir = state ? file_join(state, "tickets") : NULL;
	bool ok = !dir || file_make_dirs(dir, 0700, err);

	if (ok) {
		find_name(dir, name, ending, now, path);
		ok = file_write_new(text_str(path), text_str(bytes), bytes->len, 0600, err);
	}
	free(dir);
	return ok;
}

bool ticket_file_write(const char *path, const struct text *bytes, bool over, struct error *err)
{
	return over ? file_write(path, text_str(bytes), bytes->len, 0600, err)
	            : file_write_new(path, text_str(bytes), bytes->len, 0600, err);
}
