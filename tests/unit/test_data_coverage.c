/* The shipped data: nothing to be found, all of the guide told; hashes of known texts. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "check.h"
#include "data/lint.h"
#include "data/lint_parts.h"
#include "data/load.h"

static char *tree_path(const char *name)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");

	return file_join(source != NULL ? source : ".", name);
}

static struct guide *load_shipped(struct findings *findings)
{
	char *dir = tree_path("wizard-data");
	struct data_sources sources = {.dir = dir};
	struct guide *guide = data_load(&sources, findings);

	free(dir);
	return guide;
}

static void nothing_is_found(void)
{
	char *inventory = tree_path("tests/guide/inventory.tsv");
	struct lint_options options = {.dir = "wizard-data", .inventory = inventory};
	struct findings findings = {0};
	struct guide *guide = load_shipped(&findings);
	struct text said = {0};

	if (CHECK("the data load", guide != NULL))
		lint_run(guide, &findings, &options);
	for (size_t i = 0; i < findings.finding.count; i++)
		text_addf(&said, "%s: %s: %s [%s]\n", findings.finding.at[i].file, findings.finding.at[i].path,
		          findings.finding.at[i].message, findings.finding.at[i].code);
	CHECK_TEXT("lint finds nothing in the shipped data", text_str(&said), "");
	text_clear(&said);
	guide_free(guide);
	findings_clear(&findings);
	free(inventory);
}

static void all_is_told(void)
{
	char *inventory = tree_path("tests/guide/inventory.tsv");
	struct findings findings = {0};
	struct coverage coverage = {0};
	struct error err = {0};
	struct guide *guide = load_shipped(&findings);

	if (CHECK("the data load", guide != NULL))
		CHECK(err.message, coverage_make(&coverage, guide, inventory, &err));
	CHECK_NUMBER("the inventory has all facts of the guide", (int64_t)coverage.count, 290);
	CHECK_NUMBER("each of them is told", (int64_t)coverage.covered, 290);
	if (coverage.row != NULL) {
		CHECK_TEXT("rows are in the file's order", coverage.row[0].id, "1.01");
		CHECK_TEXT("a row knows its section", coverage.row[0].section, "1");
		CHECK("a row knows who tells it", coverage.row[0].node_count > 0);
	}
	coverage_clear(&coverage);
	guide_free(guide);
	findings_clear(&findings);
	free(inventory);
}

static void a_missing_inventory(void)
{
	struct findings findings = {0};
	struct coverage coverage = {0};
	struct error err = {0};
	struct guide *guide = load_shipped(&findings);

	if (CHECK("the data load", guide != NULL))
		CHECK("there is no such file", !coverage_make(&coverage, guide, "/nonexistent/inventory", &err));
	CHECK_NUMBER("input is missing", err.kind, ERROR_NO_INPUT);
	CHECK("nothing is left to free", coverage.row == NULL && coverage.count == 0);
	guide_free(guide);
	findings_clear(&findings);
}

static void terms(void)
{
	static const struct {
		const char *sentence, *term, *text;
		bool stands;
	} rows[] = {
		{"a term is found in any case", "order", "Orders are in", true},
		{"with a capital letter only as written", "Order", "all orders", false},
		{"only from a word's start", "der", "order", false},
		{"a later place will do", "der", "order under der", true},
		{"a digit begins a word too", "30 min", "in 30 minutes", true},
		{"but not in a number", "30", "130", false},
		{"a sign may stand anywhere", "?wsdl", "soap/?wsdl=1", true},
		{"an accented letter is part of a word", "cole", "école", false},
		{"a dash is not", "60",
	     "30\xe2\x80\x93"
	     "60",
	     true},
		{"the whole text", "a", "a", true},
		{"an empty text has nothing", "a", "", false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(rows[i].sentence, term_stands(rows[i].term, rows[i].text) == rows[i].stands);
}

/* FIPS 180-4's examples, and lengths around a block of 64 bytes (by sha256sum). */
static void hashes(void)
{
	static const struct {
		const char *sentence;
		char byte;
		size_t len;
		const char *hash;
	} rows[] = {
		{"nothing", 'a', 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"one byte", 'a', 1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
		{"the length just fits", 'a', 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
		{"the length does not fit", 'a', 56,
	     "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
		{"a whole block", 'a', 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
		{"a million", 'a', 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *data = xmalloc(rows[i].len + 1);
		char hash[65];

		memset(data, rows[i].byte, rows[i].len);
		sha256_hex(data, rows[i].len, hash);
		CHECK_TEXT(rows[i].sentence, hash, rows[i].hash);
		free(data);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"lint finds nothing", nothing_is_found},
		{"all of the guide is told", all_is_told},
		{"an inventory that is not there", a_missing_inventory},
		{"where a term stands", terms},
		{"hashes", hashes},
		{0},
	};

	return check_run("data: coverage", tests);
}
