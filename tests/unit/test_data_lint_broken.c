/* Lint over data that the loader found wrong or too many: it says more, but never falls over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "check.h"
#include "data/lint.h"
#include "data/load.h"

static char *tree_path(const char *name)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");

	return file_join(source != NULL ? source : ".", name);
}

static void put(const char *dir, const char *name, const char *data, size_t len)
{
	char *path = file_join(dir, name);
	FILE *out = fopen(path, "w"); /* file_write would wait for the disk, hundreds of times */

	if (CHECK(path, out != NULL)) {
		fwrite(data, 1, len, out);
		fclose(out);
	}
	free(path);
}

static void copy(const char *dir, const char *name, const char *folder, const char *from)
{
	char *path = file_join(folder, from);
	struct text text = {0};

	CHECK(path, file_read(path, DATA_MAX_FILE + 1, &text, NULL));
	put(dir, name, text_str(&text), text.len);
	text_clear(&text);
	free(path);
}

static void make_folder(const char *dir, const char *name)
{
	char *folder = file_join(dir, name);

	file_make_dirs(folder, 0700, NULL);
	free(folder);
}

/* ---- one bad file ---- */

/* What a bad file's name begins with, and which good file it stands for. */
static const char *const files[][2] = {
	{"guide", "guide.json"},
	{"facts", "facts.json"},
	{"errors", "errors.json"},
	{"tree", "trees/orders.json"},
	{"platform", "platforms/shop.json"},
};
enum { FILES = sizeof files / sizeof *files };

static void check_broken(const char *folder, const char *bad)
{
	char *dir = xstrdup(check_folder());
	char *good = file_join(folder, "good");
	struct data_sources sources = {.dir = dir};
	struct lint_options options = {.dir = dir};
	struct findings findings = {0};
	struct guide *guide;
	size_t before;

	make_folder(dir, "trees");
	make_folder(dir, "platforms");
	for (size_t i = 0; i < FILES; i++) {
		bool is_bad = text_starts(bad, files[i][0]);

		copy(dir, files[i][1], is_bad ? folder : good, is_bad ? bad : files[i][1]);
	}
	guide = data_load(&sources, &findings);
	before = findings.finding.count;
	CHECK(bad, findings_errors(&findings) > 0);
	if (guide != NULL)
		lint_run(guide, &findings, &options);
	CHECK(bad, findings.finding.count >= before);
	for (size_t i = 0; i < findings.finding.count; i++)
		CHECK(bad, lint_rule(findings.finding.at[i].code) != NULL);
	guide_free(guide);
	findings_clear(&findings);
	free(good);
	free(dir);
}

static void each_bad_file(void)
{
	char *folder = tree_path("tests/bad-data");
	size_t count;
	char **names = file_list(folder, ".json", &count);

	CHECK("there are bad files", count > 100);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < FILES; j++)
			if (text_starts(names[i], files[j][0]))
				check_broken(folder, names[i]);
	file_list_free(names, count);
	free(folder);
}

/* ---- too many nodes ---- */

static void put_many(const char *dir, const char *area, int count)
{
	struct text text = {0};
	struct text name = {0};

	text_addf(&text, "{\"tree\":\"%s\",\"section\":1,\"prefix\":\"ORD\",\"nodes\":{", area);
	for (int i = 0; i < count; i++)
		text_addf(&text, "%s\"%s.n%d\":{\"kind\":\"decide\",\"go\":[{\"to\":\"return\"}]}", i > 0 ? "," : "",
		          area, i);
	text_add(&text, "}}");
	text_addf(&name, "trees/%s.json", area);
	put(dir, text_str(&name), text_str(&text), text.len);
	text_clear(&text);
	text_clear(&name);
}

static void too_many_nodes(void)
{
	static const char guide_file[] = "{\"format\":1,\"areas\":{\"a\":\"trees/a.json\",\"b\":\"trees/b.json\","
									 "\"c\":\"trees/c.json\",\"d\":\"trees/d.json\"}}";
	static const char facts_file[] = "{\"format\":1,\"facts\":{}}";
	char *dir = xstrdup(check_folder());
	struct data_sources sources = {.dir = dir};
	struct findings findings = {0};
	struct guide *guide;
	size_t found = 0;

	make_folder(dir, "trees");
	put(dir, "guide.json", guide_file, strlen(guide_file));
	put(dir, "facts.json", facts_file, strlen(facts_file));
	put_many(dir, "a", 50001);
	put_many(dir, "b", 50000);
	put_many(dir, "c", 50000);
	put_many(dir, "d", 50000);
	guide = data_load(&sources, &findings);
	for (size_t i = 0; i < findings.finding.count; i++)
		found += strcmp(findings.finding.at[i].code, "too-many-nodes") == 0;
	CHECK_NUMBER("one node over the limit is said once", (int64_t)found, 1);
	CHECK("the rest is there", guide != NULL);
	if (guide != NULL)
		CHECK_NUMBER("up to the limit", (int64_t)guide->node_count, DATA_MAX_NODES);
	guide_free(guide);
	findings_clear(&findings);
	free(dir);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"each bad file", each_bad_file},
		{"too many nodes", too_many_nodes},
		{0},
	};

	return check_run("data: lint over broken data", tests);
}
