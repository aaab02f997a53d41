/* The answers of routines on the disk: what comes back, and what a damaged file costs. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"
#include "store/routine_file.h"
#include "store_kit.h"

static void add(const char *state, const char *profile, const char *item, const char *value, int64_t at)
{
	struct error err = {0};

	CHECK("an answer is kept",
	      routine_file_add(state, profile, &(struct routine_answer){item, value, at}, &err));
}

/* "item=value@seconds …" */
static void check_read(const char *sentence, const char *state, const char *profile, const char *want)
{
	struct routine_file file;
	struct text said = {0};

	CHECK(sentence, routine_file_read(&file, state, profile, NULL));
	for (size_t i = 0; i < file.answer.count; i++)
		text_addf(&said, "%s%s=%s@%d", i > 0 ? " " : "", file.answer.at[i].item,
		          file.answer.at[i].value ? file.answer.at[i].value : "?",
		          (int)((file.answer.at[i].at - STORE_NOW) / 1000));
	if (file.unread > 0)
		text_addf(&said, " unread %zu", file.unread);
	CHECK_TEXT(sentence, text_str(&said), want);
	text_clear(&said);
	routine_file_clear(&file);
}

static void answers_come_back(void)
{
	const char *state = check_folder();
	char *path = routine_file_path(state, "main");
	struct stat status = {0};

	check_read("no folder is no answer", state, "main", "");
	check_read("no state neither", NULL, "main", "");
	add(state, "main", "week.errors", "yes", STORE_NOW);
	add(state, "main", "week.errors", NULL, STORE_NOW + 60000);
	add(state, "main", "week.odd", "\"quoted\"\n\u00e9", STORE_NOW);
	check_read("all of them, in their order", state, "main",
	           "week.errors=yes@0 week.errors=?@60 week.odd=\"quoted\"\n\u00e9@0");
	check_read("another profile has its own", state, "other", "");
	add(state, "", "week.errors", "no", STORE_NOW);
	check_read("and so have those without one", state, "", "week.errors=no@0");
	CHECK("readable by its owner alone", stat(path, &status) == 0 && (status.st_mode & 0777) == 0600);
	free(path);
}

static void damage(void)
{
	static const char good[] = "{\"v\":1,\"at\":\"2026-11-23T14:00:00Z\",\"item\":\"a\",\"value\":\"yes\"}";
	static const struct {
		const char *sentence, *before, *after, *want;
	} rows[] = {
		{"a torn last line costs itself alone", "", "\n{\"v\":1,\"at\":\"2026", "a=yes@0 b=no@1 unread 1"},
		{"a last line without its end is whole", "", "", "a=yes@0 b=no@1"},
		{"a damaged line in between", "x\x01\xff\n", "\n", "a=yes@0 b=no@1 unread 1"},
		{"a line of a newer version",
	     "{\"v\":2,\"at\":\"2026-11-23T14:00:00Z\",\"item\":\"a\",\"value\":{}}\n", "\n",
	     "a=yes@0 b=no@1 unread 1"},
		{"what is no object, lacks a member, or is of another kind",
	     "[]\n{\"v\":1}\n{\"v\":1,\"at\":\"yesterday\",\"item\":\"a\",\"value\":null}\n"
	     "{\"v\":1,\"at\":\"2026-11-23T14:00:00Z\",\"item\":\"a\",\"value\":7}\n",
	     "\n", "a=yes@0 b=no@1 unread 4"},
		{"empty lines are nothing", "\n\n", "\n\n", "a=yes@0 b=no@1"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *state = check_folder();
		char *path = routine_file_path(state, "main");
		struct text bytes = {0};

		add(state, "main", "week.errors", "yes", STORE_NOW); /* makes the folder */
		text_addf(&bytes, "%s%s%s", rows[i].before, good, rows[i].after);
		store_put(path, text_str(&bytes), bytes.len);
		add(state, "main", "b", "no", STORE_NOW + 1000);
		check_read(rows[i].sentence, state, "main", rows[i].want);
		text_clear(&bytes);
		free(path);
	}
}

static void trouble(void)
{
	struct routine_answer answer = {"a", "yes", STORE_NOW};
	const char *state = check_folder();
	struct error err = {0};
	struct routine_file file;
	char *path = file_join(state, "routines");

	CHECK("no home folder is told",
	      !routine_file_add(NULL, "", &answer, &err) && strstr(err.message, "--state"));
	store_put(path, "x", 1);
	CHECK("a file where the folder should be is told",
	      !routine_file_add(state, "", &answer, &err) && err.kind == ERROR_CANNOT_CREATE);
	unlink(path);
	free(path);
	path = routine_file_path(state, "main");
	file_make_dirs(path, 0700, NULL);
	CHECK("a folder where the file should be is told",
	      !routine_file_add(state, "main", &answer, &err) && err.kind == ERROR_CANNOT_CREATE);
	CHECK("and cannot be read", !routine_file_read(&file, state, "main", &err) && err.kind == ERROR_NO_INPUT);
	routine_file_clear(&file);
	free(path);
}

static void links_are_not_followed(void)
{
	struct routine_answer answer = {"a", "yes", STORE_NOW};
	const char *state = check_folder();
	struct error err = {0};
	char *folder = file_join(state, "routines"), *path = routine_file_path(state, "main");
	char *other = file_join(state, "other");

	file_make_dirs(folder, 0700, NULL);
	store_put(other, "mine\n", 5);
	CHECK("a link can be made", symlink(other, path) == 0);
	CHECK("it is not written through", !routine_file_add(state, "main", &answer, &err));
	free(folder);
	free(path);
	free(other);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"answers come back", answers_come_back},
		{"damage", damage},
		{"trouble", trouble},
		{"links are not followed", links_are_not_followed},
		{0},
	};

	return check_run("store: routine", tests);
}
