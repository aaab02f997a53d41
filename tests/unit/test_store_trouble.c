/* What must not cost a case: being killed, a full disk, a folder that cannot be written. */
#include "check.h"
#include "store_kit.h"

#include <linux/capability.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "store/case_list.h"

static int read_newest(const char *state)
{
	struct case_list list;
	struct journal journal;
	int count = 0;

	case_list_read(&list, state, 1);
	journal_init(&journal);
	if (list.entry.count > 0)
		count = journal_file_read(list.entry.at[0].path, &journal, NULL, NULL) ? store_count(&journal) : -2;
	journal_clear(&journal);
	case_list_clear(&list);
	return count;
}

/* Runs a check in a child of its own, with its limits and rights; its exit status is the answer. */
static int in_child(int (*run)(const char *state, int number), const char *state, int number)
{
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit(run(state, number));
	if (child < 0 || waitpid(child, &status, 0) != child)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* ---- killed ---- */

static int die_after(const char *state, int number)
{
	struct journal_file *file = journal_file_new(state);

	store_hear(file, 1, (size_t)number);
	return raise(SIGKILL);
}

static void test_killed(void)
{
	for (int n = 1; n <= STORE_EVENTS; n++) {
		const char *state = check_folder();

		CHECK_NUMBER("the child was killed", in_child(die_after, state, n), 128 + SIGKILL);
		CHECK_NUMBER("every event that was heard is there", read_newest(state),
		             n < STORE_FIRST_ANSWER ? 0 : n);
	}
}

static int die_deferred(const char *state, int number)
{
	struct journal_file *file = journal_file_new(state);

	journal_file_defer(file, true);
	store_hear(file, 1, (size_t)number);
	return raise(SIGKILL);
}

/* What was written but not yet synced survives the program, if not the machine. */
static void test_killed_before_sync(void)
{
	const char *state = check_folder();

	in_child(die_deferred, state, 9);
	CHECK_NUMBER("written lines are there without a sync", read_newest(state), 9);
}

/* ---- full disk ---- */

/* Room for so many bytes, then for all: 0 when nothing was lost on the way. */
static int fill_disk(const char *state, int number)
{
	struct rlimit limit = {.rlim_cur = (rlim_t)number, .rlim_max = RLIM_INFINITY};
	struct journal_file *file = journal_file_new(state);
	struct text said = {0};
	bool failed = false;

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 2;
	for (size_t n = 1; n < STORE_EVENTS; n++) {
		int there;

		store_hear(file, n, n);
		failed = failed || !journal_file_saved(file, NULL);
		there = read_newest(state);
		if (there < 0 && there != -2)
			return 3;
		if (!failed && n >= STORE_FIRST_ANSWER && there != (int)n)
			return 4;
	}
	if (failed && (!journal_file_tell(file, &said) || !strstr(text_str(&said), "not saved")))
		return 5;
	limit.rlim_cur = RLIM_INFINITY;
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 2;
	store_hear(file, STORE_EVENTS, STORE_EVENTS);
	text_cut(&said, 0);
	if (failed && (!journal_file_tell(file, &said) || !strstr(text_str(&said), "saved again")))
		return 6;
	text_clear(&said);
	journal_file_close(file);
	return read_newest(state) == STORE_EVENTS ? 0 : 7;
}

static void test_full_disk(void)
{
	char *path = store_case(check_folder(), STORE_EVENTS);
	struct stat status = {0};

	stat(path, &status);
	for (int room = 0; room <= status.st_size + 1; room += 7)
		CHECK_NUMBER("a full disk costs nothing once there is room again",
		             in_child(fill_disk, check_folder(), room), 0);
	free(path);
}

/* ---- folders that cannot be written ---- */

/* Root obeys file modes without these. */
static bool drop_rights(void)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct none[2] = {{0}};

	return syscall(SYS_capset, &header, none) == 0;
}

static int hear_all(const char *state, int number)
{
	struct journal_file *file;
	struct text said = {0};
	struct error err = {0};

	(void)number;
	if (!drop_rights())
		return 2;
	file = journal_file_new(state);
	store_hear(file, 1, STORE_EVENTS);
	if (journal_file_saved(file, &err) || err.kind != ERROR_CANNOT_CREATE)
		return 3;
	if (!journal_file_tell(file, &said) || !strstr(text_str(&said), "not saved") ||
	    journal_file_tell(file, &said))
		return 4;
	text_clear(&said);
	journal_file_close(file);
	return 0;
}

static void test_read_only(void)
{
	const char *state = check_folder();
	char *file = file_join(state, "file"), *in_file;

	chmod(state, 0500);
	CHECK_NUMBER("a folder that cannot be written is said once", in_child(hear_all, state, 0), 0);
	chmod(state, 0700);
	store_put(file, "", 0);
	in_file = file_join(file, "state");
	CHECK_NUMBER("so is a file where a folder should be", in_child(hear_all, in_file, 0), 0);
	CHECK_NUMBER("and no home at all", in_child(hear_all, NULL, 0), 0);
	free(file);
	free(in_file);
}

/* Goes on with a case that can only be read: 0 when that works and is said. */
static int resume_read_only(const char *state, int number)
{
	struct journal journal;
	struct journal_file *file;
	int code = 0;

	(void)number;
	if (!drop_rights())
		return 2;
	journal_init(&journal);
	file = journal_file_resume(state, "20261123-140003", &journal, NULL, NULL);
	if (!file || store_count(&journal) != 6)
		code = 3;
	else if (journal_file_saved(file, NULL))
		code = 4;
	else
		store_hear(file, 7, 8);
	journal_file_close(file);
	journal_clear(&journal);
	return code;
}

static void test_resume_read_only(void)
{
	const char *state = check_folder();
	char *path = store_case(state, 6);

	chmod(path, 0400);
	CHECK_NUMBER("a case that cannot be written can be gone on with", in_child(resume_read_only, state, 0),
	             0);
	CHECK_NUMBER("and stays as it is", read_newest(state), 6);
	free(path);
}

/* The damaged rest finds no room: then nothing of it may be cut off. */
static int resume_damaged_full(const char *state, int number)
{
	struct rlimit limit = {.rlim_cur = 0, .rlim_max = RLIM_INFINITY};
	struct journal journal;
	struct journal_file *file;
	int code;

	(void)number;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	journal_init(&journal);
	file = journal_file_resume(state, "20261123-140003", &journal, NULL, NULL);
	code = file && store_count(&journal) == 3 && !journal_file_saved(file, NULL) ? 0 : 3;
	journal_file_close(file);
	journal_clear(&journal);
	return code;
}

static void test_damaged_full(void)
{
	const char *state = check_folder();
	char *path = store_case(state, 8);
	struct text bytes = {0}, after = {0};
	char *damage;

	store_bytes(path, &bytes);
	damage = strstr(bytes.data, "\"n\":4");
	damage[4] = '9';
	store_put(path, bytes.data, bytes.len);
	CHECK_NUMBER("a damaged case opens although nothing can be written",
	             in_child(resume_damaged_full, state, 0), 0);
	store_bytes(path, &after);
	CHECK("and not a byte of it is lost",
	      after.len == bytes.len && memcmp(after.data, bytes.data, bytes.len) == 0);
	text_clear(&bytes);
	text_clear(&after);
	free(path);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"killed at every event", test_killed},
		{"killed before the sync", test_killed_before_sync},
		{"a full disk", test_full_disk},
		{"a folder that cannot be written", test_read_only},
		{"a case that can only be read", test_resume_read_only},
		{"a damaged case on a full disk", test_damaged_full},
		{0},
	};

	return check_run("store: trouble", tests);
}
