#include "check.h"

#include <CUnit/Basic.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LONGEST_MESSAGE = 2048, LONGEST_PATH = 512, OPEN_FOLDERS = 16 };

/* One folder for the run; those handed out are in it. */
static char run_folder[LONGEST_PATH];
static unsigned int folders_given;

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

static void remove_folders(void)
{
	if (run_folder[0])
		nftw(run_folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
	run_folder[0] = '\0';
}

const char *check_folder(void)
{
	static char folder[LONGEST_PATH + 16];
	const char *base = getenv("TMPDIR");

	if (!run_folder[0]) {
		snprintf(run_folder, sizeof run_folder, "%s/syncfix-test-XXXXXX", base ? base : "/tmp");
		if (!mkdtemp(run_folder)) {
			perror(run_folder);
			exit(2);
		}
	}
	snprintf(folder, sizeof folder, "%s/%u", run_folder, folders_given++);
	if (mkdir(folder, 0700) != 0) {
		perror(folder);
		exit(2);
	}
	return folder;
}

static bool report(bool held, const char *message, const char *file, unsigned int line)
{
	CU_assertImplementation(held, line, message, file, "", CU_FALSE);
	return held;
}

bool check_true(const char *sentence, bool held, const char *file, unsigned int line)
{
	return report(held, sentence, file, line);
}

bool check_text(const char *sentence, const char *got, const char *want, const char *file, unsigned int line)
{
	bool held = got && want ? strcmp(got, want) == 0 : got == want;
	char message[LONGEST_MESSAGE];

	snprintf(message, sizeof message, "%s\n      got  \"%s\"\n      want \"%s\"", sentence,
	         got ? got : "(null)", want ? want : "(null)");
	return report(held, message, file, line);
}

bool check_number(const char *sentence, int64_t got, int64_t want, const char *file, unsigned int line)
{
	char message[LONGEST_MESSAGE];

	snprintf(message, sizeof message, "%s: got %lld, want %lld", sentence, (long long)got, (long long)want);
	return report(got == want, message, file, line);
}

int check_run(const char *suite, const struct check_test *tests)
{
	CU_pSuite registered;
	unsigned int failures;

	if (CU_initialize_registry() != CUE_SUCCESS)
		return 2;
	registered = CU_add_suite(suite, NULL, NULL);
	for (; registered && tests->name; tests++) {
		if (!CU_add_test(registered, tests->name, tests->run))
			return 2;
	}
	CU_basic_set_mode(CU_BRM_VERBOSE);
	CU_basic_run_tests();
	failures = CU_get_number_of_failures();
	if (CU_get_number_of_tests_run() == 0)
		failures = 1;
	CU_cleanup_registry();
	remove_folders();
	return failures ? 1 : 0;
}
