/* One file of the test data is replaced by the input; its first byte says which. */
#include "fuzz.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "data/lint.h"
#include "data/load.h"
#include "data/scenario.h"

static const char *const files[] = {"guide.json", "facts.json", "errors.json", "trees/orders.json",
                                    "platforms/shop.json"};
enum { FILES = sizeof files / sizeof *files };

static char folder[] = "/tmp/syncfix-fuzz-XXXXXX";

static void put(const char *name, const char *data, size_t size)
{
	char *path = file_join(folder, name);
	FILE *file = fopen(path, "w");

	assert(file != NULL);
	fwrite(data, 1, size, file);
	fclose(file);
	free(path);
}

static void put_good(const char *name)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");
	char *good = file_join(source != NULL ? source : "..", "tests/bad-data/good");
	char *path = file_join(good, name);
	struct text text = {0};

	if (!file_read(path, DATA_MAX_FILE, &text, NULL)) {
		fprintf(stderr, "%s cannot be read; set SYNCFIX_TEST_SOURCE to the folder of the sources\n", path);
		exit(2);
	}
	put(name, text_str(&text), text.len);
	text_clear(&text);
	free(good);
	free(path);
}

static void remove_all(void)
{
	static const char *const others[] = {"shop-x.json", "trees", "platforms", ""};

	for (size_t i = 0; i < FILES + 4; i++) {
		char *path = file_join(folder, i < FILES ? files[i] : others[i - FILES]);

		remove(path);
		free(path);
	}
}

static void make_folder(void)
{
	static const char *const folders[] = {"trees", "platforms"};

	if (mkdtemp(folder) == NULL)
		abort();
	atexit(remove_all);
	for (size_t i = 0; i < 2; i++) {
		char *path = file_join(folder, folders[i]);

		mkdir(path, 0700);
		free(path);
	}
	for (size_t i = 0; i < FILES; i++)
		put_good(files[i]);
}

static void check(const struct findings *findings)
{
	for (size_t i = 0; i < findings->finding.count; i++) {
		const struct finding *finding = &findings->finding.at[i];

		assert(finding->code != NULL && *finding->message != '\0');
		assert(utf8_valid(finding->message, strlen(finding->message)));
	}
}

static struct guide *load(const char *overlay, struct findings *findings)
{
	struct data_sources sources = {.dir = folder, .overlay = overlay};

	return data_load(&sources, findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool made;
	struct findings findings = {0};
	struct guide *guide;
	size_t which;

	if (!made)
		make_folder();
	made = true;
	if (size == 0)
		return 0;
	which = data[0] % (FILES + 1);
	put(which < FILES ? files[which] : "shop-x.json", (const char *)data + 1, size - 1);
	guide = load(NULL, &findings);
	assert(guide != NULL || findings_errors(&findings) > 0);
	if (which == FILES && guide != NULL) {
		char *path = file_join(folder, "shop-x.json");

		scenario_free(scenario_load(path, guide, &findings));
		free(path);
	}
	if (guide != NULL)
		lint_run(guide, &findings, &(struct lint_options){0});
	check(&findings);
	guide_free(guide);
	findings_clear(&findings);
	if (which < FILES)
		put_good(files[which]);
	return 0;
}
