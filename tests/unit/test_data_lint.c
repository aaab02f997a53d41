/*
 * The rules of lint, one file each in tests/lint: rows that fire and rows that hold. A row is a JSON
 * Merge Patch (RFC 7396) over the files of base.json, in which nothing is to be found. A row that fires
 * gives only findings of its rule and those it names in "also"; a row that holds gives none at all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"
#include "check.h"
#include "data/lint.h"
#include "data/load.h"
#include "json/json.h"

static char *tree_path(const char *name)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");

	return file_join(source != NULL ? source : ".", name);
}

static struct json_doc *read_json(const char *path)
{
	struct text text = {0};
	struct json_doc *doc = NULL;
	struct error err = {0};

	if (CHECK(path, file_read(path, 1 << 20, &text, &err)))
		doc = json_parse(text_str(&text), text.len, path, 0, &err);
	CHECK_TEXT(path, err.message, "");
	text_clear(&text);
	return doc;
}

/* ---- a guide from base and patch ---- */

static void merge(struct text *out, const struct json_at *base, const struct json_at *patch);

static void add_member(struct text *out, const char *key, const struct json_at *base,
                       const struct json_at *patch)
{
	if (patch->type == JSON_NULL)
		return;
	if (text_str(out)[out->len - 1] != '{')
		text_add_char(out, ',');
	json_quote(out, key, strlen(key));
	text_add_char(out, ':');
	if (patch->type == JSON_MISSING)
		json_dump(base, out);
	else
		merge(out, base, patch);
}

static void merge(struct text *out, const struct json_at *base, const struct json_at *patch)
{
	struct json_at member;
	void *state = NULL;

	if (patch->type != JSON_OBJECT) {
		json_dump(patch, out);
		return;
	}
	text_add_char(out, '{');
	while (json_next(base, &state, &member)) {
		struct json_at change = json_get(patch, member.key);

		add_member(out, member.key, &member, &change);
	}
	state = NULL;
	while (json_next(patch, &state, &member)) {
		struct json_at before = json_get(base, member.key);

		if (before.type == JSON_MISSING)
			add_member(out, member.key, &before, &member);
	}
	text_add_char(out, '}');
}

static void write_file(const char *dir, const char *name, const struct json_at *base,
                       const struct json_at *patch)
{
	char *path = file_join(dir, name);
	struct text text = {0};
	FILE *out;

	if (patch->type == JSON_STRING)
		text_add(&text, json_string(patch, NULL));
	else if (patch->type == JSON_MISSING)
		json_dump(base, &text);
	else
		merge(&text, base, patch);
	out = fopen(path, "w"); /* file_write would wait for the disk, hundreds of times */
	if (CHECK(path, out != NULL)) {
		fwrite(text_str(&text), 1, text.len, out);
		fclose(out);
	}
	text_clear(&text);
	free(path);
}

static void write_guide(const char *dir, const struct json_at *base, const struct json_at *patch)
{
	static const char *const folders[] = {"trees", "platforms"};
	struct json_at member;
	void *state = NULL;

	for (size_t i = 0; i < 2; i++) {
		char *folder = file_join(dir, folders[i]);

		file_make_dirs(folder, 0700, NULL);
		free(folder);
	}
	while (json_next(base, &state, &member)) {
		struct json_at change = json_get(patch, member.key);

		write_file(dir, member.key, &member, &change);
	}
	state = NULL;
	while (json_next(patch, &state, &member)) {
		struct json_at before = json_get(base, member.key);

		if (before.type == JSON_MISSING)
			write_file(dir, member.key, &before, &member);
	}
}

/* Path of a file that the patch brings, for an option of lint; NULL when it brings none. */
static char *brought(const char *dir, const struct json_at *patch, const char *name)
{
	struct json_at at = json_get(patch, name);

	return at.type == JSON_MISSING ? NULL : file_join(dir, name);
}

static void run(const char *dir, const struct json_at *patch, struct findings *findings)
{
	char *inventory = brought(dir, patch, "inventory.tsv");
	char *text = brought(dir, patch, "guide.txt");
	struct lint_options options = {.dir = dir, .inventory = inventory, .guide = text};
	struct data_sources sources = {.dir = dir};
	struct guide *guide = data_load(&sources, findings);

	if (CHECK("there is a guide", guide != NULL))
		lint_run(guide, findings, &options);
	guide_free(guide);
	free(inventory);
	free(text);
}

/* ---- rows ---- */

struct row {
	const char *rule;
	const char *kind; /* "fires" or "holds" */
	const char *when;
	struct json_at at;
};

static bool is_meant(const struct row *row, const char *code)
{
	struct json_at also = json_get(&row->at, "also");

	for (size_t i = 0; i < json_count(&also); i++) {
		struct json_at item = json_item(&also, i);

		if (strcmp(json_string(&item, NULL), code) == 0)
			return true;
	}
	return strcmp(row->rule, code) == 0;
}

static void judge(const struct row *row, const struct findings *findings)
{
	bool fires = strcmp(row->kind, "fires") == 0;
	const struct lint_rule *rule = lint_rule(row->rule);
	struct text sentence = {0};
	struct text others = {0};
	size_t found = 0;

	text_addf(&sentence, "%s %s: %s", row->rule, row->kind, row->when);
	for (size_t i = 0; i < findings->finding.count; i++) {
		const struct finding *finding = &findings->finding.at[i];

		if (strcmp(finding->code, row->rule) == 0) {
			found++;
			CHECK_NUMBER(text_str(&sentence), finding->level, rule != NULL ? (int)rule->level : -1);
			CHECK(text_str(&sentence), text_ends(finding->message, ".") || text_ends(finding->message, "?"));
		}
		if (!fires || !is_meant(row, finding->code))
			text_addf(&others, "%s %s %s: %s\n", finding->code, finding->file, finding->path,
			          finding->message);
	}
	CHECK(text_str(&sentence), (found > 0) == fires);
	CHECK_TEXT(text_str(&sentence), text_str(&others), "");
	text_clear(&sentence);
	text_clear(&others);
}

static void check_rows(const struct json_at *base, const struct json_at *root, const char *rule,
                       const char *kind)
{
	struct json_at rows = json_get(root, kind);

	CHECK(rule, json_count(&rows) > 0);
	for (size_t i = 0; i < json_count(&rows); i++) {
		struct json_at at = json_item(&rows, i);
		struct json_at when = json_get(&at, "when");
		struct json_at patch = json_get(&at, "patch");
		struct row row = {rule, kind, json_string(&when, NULL), at};
		struct findings findings = {0};
		char *dir = xstrdup(check_folder());

		write_guide(dir, base, &patch);
		run(dir, &patch, &findings);
		judge(&row, &findings);
		findings_clear(&findings);
		free(dir);
	}
}

static void each_rule(void)
{
	char *folder = tree_path("tests/lint");
	char *base_path = file_join(folder, "base.json");
	struct json_doc *base = read_json(base_path);
	size_t count;
	char **names = file_list(folder, ".json", &count);

	CHECK("there are rules to test", count > 25);
	for (size_t i = 0; i < count && base != NULL; i++) {
		struct json_at base_root = json_root(base);
		char *path = file_join(folder, names[i]);
		char *rule = xstrndup(names[i], strlen(names[i]) - strlen(".json"));
		struct json_doc *doc = strcmp(rule, "base") != 0 ? read_json(path) : NULL;

		if (doc != NULL) {
			struct json_at root = json_root(doc);

			check_rows(&base_root, &root, rule, "fires");
			check_rows(&base_root, &root, rule, "holds");
		}
		json_free(doc);
		free(path);
		free(rule);
	}
	json_free(base);
	file_list_free(names, count);
	free(base_path);
	free(folder);
}

/* ---- the table ---- */

static void the_table_is_in_order(void)
{
	size_t count;
	const struct lint_rule *rules = lint_rules(&count);

	CHECK_TEXT("what does not exist has no row", lint_rule("no-such-code") ? "row" : "none", "none");
	for (size_t i = 0; i < count; i++) {
		const char *code = rules[i].code;

		CHECK(code, i == 0 || strcmp(rules[i - 1].code, code) < 0);
		CHECK(code, lint_rule(code) == &rules[i]);
		CHECK(code, strspn(code, "abcdefghijklmnopqrstuvwxyz-") == strlen(code));
		CHECK(code, strlen(rules[i].title) > 10 && !text_ends(rules[i].title, "."));
		CHECK(code, strlen(rules[i].explain) > 30 && text_ends(rules[i].explain, "."));
	}
}

/* Codes of the loader that need two folders or 200,001 nodes, or that no field of the data can give yet. */
static bool is_tested_elsewhere(const char *code)
{
	static const char *const codes[] = {"overlay", "too-long", "too-many-nodes"};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (strcmp(codes[i], code) == 0)
			return true;
	return false;
}

/* What the loader's bad files give, a finding a line that begins with its code. */
static void read_expected(struct text *out)
{
	char *folder = tree_path("tests/bad-data");
	size_t count;
	char **names = file_list(folder, ".txt", &count);

	for (size_t i = 0; i < count; i++) {
		char *path = file_join(folder, names[i]);

		text_add_char(out, '\n');
		CHECK(path, file_read(path, 1 << 20, out, NULL));
		free(path);
	}
	file_list_free(names, count);
	free(folder);
}

static void each_row_is_tested(void)
{
	struct text expected = {0};
	size_t count;
	const struct lint_rule *rules = lint_rules(&count);

	read_expected(&expected);
	for (size_t i = 0; i < count; i++) {
		struct text name = {0};
		struct text line = {0};
		char *path;
		struct stat status;

		text_addf(&name, "tests/lint/%s.json", rules[i].code);
		text_addf(&line, "\n%s ", rules[i].code);
		path = tree_path(text_str(&name));
		CHECK(rules[i].code, stat(path, &status) == 0 || is_tested_elsewhere(rules[i].code) ||
		                         strstr(text_str(&expected), text_str(&line)) != NULL);
		free(path);
		text_clear(&name);
		text_clear(&line);
	}
	text_clear(&expected);
}

/* The first text in the parentheses of each call is its code. */
static void check_codes(const char *file, const char *source, const char *call)
{
	size_t len = strlen(call);

	for (const char *at = strstr(source, call); at != NULL; at = strstr(at + len, call)) {
		const char *quote = strchr(at, '"');
		const char *end = strchr(at, ';');
		char *code;

		if (quote == NULL || end == NULL || quote > end)
			continue;
		code = xstrndup(quote + 1, strcspn(quote + 1, "\""));
		if (strchr(code, '%') == NULL)
			CHECK(code, lint_rule(code) != NULL);
		free(code);
	}
	(void)file;
}

static void each_code_has_a_row(void)
{
	static const char *const folders[] = {"src/declare", "src/data"};

	for (size_t i = 0; i < 2; i++) {
		char *folder = tree_path(folders[i]);
		size_t count;
		char **names = file_list(folder, ".c", &count);

		CHECK(folders[i], count > 5);
		for (size_t j = 0; j < count; j++) {
			char *path = file_join(folder, names[j]);
			struct text text = {0};

			CHECK(path, file_read(path, 1 << 20, &text, NULL));
			check_codes(names[j], text_str(&text), "field_fail(");
			check_codes(names[j], text_str(&text), "findings_add(");
			check_codes(names[j], text_str(&text), "findings_add_at(");
			check_codes(names[j], text_str(&text), "lint_at");
			text_clear(&text);
			free(path);
		}
		file_list_free(names, count);
		free(folder);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"each rule fires and holds", each_rule},
		{"the table of rules is in order", the_table_is_in_order},
		{"each row of the table is tested", each_row_is_tested},
		{"each code in the sources has a row", each_code_has_a_row},
		{0},
	};

	return check_run("data: lint", tests);
}
