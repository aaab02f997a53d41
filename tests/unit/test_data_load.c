/*
 * Loading: the shipped data, and one file in tests/bad-data for each
 * message: NAME.json stands for the good file that its name begins with, NAME.txt says what is found.
 * UPDATE_EXPECTED=1 rewrites the .txt files, to be read before they are kept.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"
#include "data/lint.h"
#include "data/load.h"
#include "data_fixture.h"

static void check_expected(const char *sentence, const char *path, const struct text *said)
{
	struct text want = {0};

	if (getenv("UPDATE_EXPECTED") != NULL)
		file_write(path, text_str(said), said->len, 0644, NULL);
	CHECK(path, file_read(path, 1 << 20, &want, NULL));
	CHECK_TEXT(sentence, text_str(said), text_str(&want));
	text_clear(&want);
}

static void check_bad(const char *dir, const char *folder, const char *bad)
{
	size_t stem = strlen(bad) - strlen(".json");
	char *from = file_join(folder, bad);
	char *expected = file_join(folder, bad);
	struct data_sources sources = {.dir = dir};
	struct findings findings = {0};
	struct text said = {0};
	struct guide *guide;

	for (size_t i = 0; i < FIXTURE_FILES; i++)
		if (text_starts(bad, fixture_files[i].kind))
			fixture_put(dir, fixture_files[i].name, from);
	guide = data_load(&sources, &findings);
	fixture_say(&findings, dir, &said);
	memcpy(strrchr(expected, '/') + 1 + stem, ".txt", sizeof ".txt");
	CHECK("something is found", findings_errors(&findings) > 0);
	for (size_t i = 0; i < findings.finding.count; i++)
		CHECK("its code can be explained", lint_rule(findings.finding.at[i].code) != NULL);
	check_expected(bad, expected, &said);
	findings_clear(&findings);
	guide_free(guide);
	text_clear(&said);
	fixture_put_good(dir);
	free(from);
	free(expected);
}

static void each_message(void)
{
	char *folder = fixture_path("tests/bad-data");
	char *dir = xstrdup(check_folder());
	size_t count;
	char **names = file_list(folder, ".json", &count);

	fixture_put_good(dir);
	CHECK("there are bad files", count > 100);
	for (size_t i = 0; i < count; i++)
		check_bad(dir, folder, names[i]);
	file_list_free(names, count);
	free(folder);
	free(dir);
}

static void the_shipped_data(void)
{
	char *dir = fixture_path("wizard-data");
	struct data_sources sources = {.dir = dir};
	struct findings findings = {0};
	struct guide *guide = data_load(&sources, &findings);
	struct text said = {0};

	fixture_say(&findings, dir, &said);
	CHECK_TEXT("without an error", text_str(&said), "");
	CHECK("they load", guide != NULL);
	if (guide != NULL) {
		CHECK("with their nodes", guide->node_count > 500);
		CHECK_NUMBER("and nine symptoms", (int64_t)guide->symptom_count, 9);
		CHECK("and WooCommerce's probes", guide_probe(guide, "WOO-2") != NULL);
		CHECK("and where to begin unattended", guide->unattended.kind == TARGET_NODE);
	}
	guide_free(guide);
	findings_clear(&findings);
	text_clear(&said);
	free(dir);
}

/* ---- what the structs hold ---- */

static void the_good_data(void)
{
	char *dir = fixture_path("tests/bad-data/good");
	struct data_sources sources = {.dir = dir};
	struct findings findings = {0};
	struct guide *guide = data_load(&sources, &findings);
	const struct node *toggle = guide_node(guide, "orders.toggle");
	const struct node *fix = guide_node(guide, "orders.switch-on");
	const struct node *key = guide_node(guide, "shop.key-wrong");
	const struct fact *platform = guide_fact(guide, "platform");
	const struct fact *secret = guide_fact(guide, "api_key");
	const struct known_error *error = &guide->error[0];

	CHECK_NUMBER("no finding", (int64_t)findings.finding.count, 0);
	CHECK("a branch leads to its node", toggle->go[0].to.node == fix);
	CHECK("an answer without a value",
	      !toggle->answer[2].has_value && toggle->answer[2].to.kind == TARGET_NODE);
	CHECK_TEXT("steps that are shared", fix->step[1].say, "Now wait a moment.");
	CHECK_TEXT("and their undo", fix->undo, "Nothing to undo.");
	CHECK("a return", key->otherwise.kind == TARGET_RETURN);
	CHECK_TEXT("the platforms are values", platform->value[0].text, "Shop");
	CHECK("a key of the profile is a fact", secret != NULL && secret->type == FACT_SECRET && secret->n == 0);
	CHECK_TEXT("from the profile", secret->from_profile, "api_key");
	CHECK("a conflict shows at the node that it names",
	      guide_node(guide, "orders.last-sync")->conflict_count == 1);
	CHECK_TEXT("what stands before what a message captures", error->captures_before, "SKU not found: ");
	CHECK_TEXT("a probe's address", guide_probe(guide, "SHO-1")->url, "{store}/api/orders?n=1");
	CHECK("a slot that is declined",
	      platform_slot(guide_platform(guide, "shop"), "orders")->declined != NULL);
	CHECK("a default that is built from another address",
	      strcmp(guide_fact(guide, "rest_root")->fallback.text, "{store}/api/") == 0);
	CHECK("the unknown way", guide->on_outcome[7].to.kind == TARGET_UNKNOWN);
	guide_free(guide);
	findings_clear(&findings);
	free(dir);
}

static void what_cannot_be_read(void)
{
	struct data_sources sources = {.dir = "/nonexistent"};
	struct findings findings = {0};
	char *dir = xstrdup(check_folder());
	struct text said = {0};
	char *pipe = file_join(dir, "trees/orders.json");
	struct guide *guide;

	CHECK("no folder, no guide", data_load(&sources, &findings) == NULL);
	fixture_say(&findings, "/nonexistent", &said);
	CHECK_TEXT("which is said", text_str(&said),
	           "bad-file : There is no guide.json that can be read in this folder.\n"
	           "bad-file : There is no facts.json that can be read in this folder.\n");
	findings_clear(&findings);
	text_clear(&said);
	fixture_put_good(dir);
	unlink(pipe);
	CHECK("a pipe", mkfifo(pipe, 0600) == 0);
	sources.dir = dir;
	guide = data_load(&sources, &findings);
	fixture_say(&findings, dir, &said);
	CHECK("nobody waits for a pipe",
	      strstr(text_str(&said), "bad-file trees/orders.json: This is no ordinary file") != NULL);
	guide_free(guide);
	findings_clear(&findings);
	text_clear(&said);
	free(pipe);
	free(dir);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"the good data", the_good_data},
		{"each message", each_message},
		{"the shipped data", the_shipped_data},
		{"what cannot be read", what_cannot_be_read},
		{0},
	};

	return check_run("loading", tests);
}
