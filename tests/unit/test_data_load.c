/*
 * Loading: the shipped data, files that lie over others, and one file in tests/bad-data for each
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

static char *tree_path(const char *name)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");

	return file_join(source != NULL ? source : ".", name);
}

/* "code file path: message" a line; file without dir. */
static void say(const struct findings *findings, const char *dir, struct text *said)
{
	for (size_t i = 0; i < findings->finding.count; i++) {
		const struct finding *finding = &findings->finding.at[i];
		const char *file = finding->file;

		if (text_starts(file, dir))
			file += strlen(dir) + (file[strlen(dir)] == '/');
		text_addf(said, "%s %s%s%s: %s\n", finding->code, file, *finding->path != '\0' ? " " : "",
		          finding->path, finding->message);
	}
}

static void put(const char *dir, const char *name, const char *from)
{
	char *to = file_join(dir, name);
	struct text text = {0};

	CHECK(from, file_read(from, DATA_MAX_FILE, &text, NULL));
	unlink(to);
	CHECK(to, file_write(to, text_str(&text), text.len, 0600, NULL));
	text_clear(&text);
	free(to);
}

static const struct {
	const char *kind; /* what a bad file's name begins with */
	const char *name;
} files[] = {
	{"guide", "guide.json"},
	{"facts", "facts.json"},
	{"errors", "errors.json"},
	{"tree", "trees/orders.json"},
	{"platform", "platforms/shop.json"},
};
enum { FILES = sizeof files / sizeof *files };

static void make_folders(const char *dir)
{
	static const char *const folders[] = {"trees", "platforms"};

	for (size_t i = 0; i < 2; i++) {
		char *folder = file_join(dir, folders[i]);

		mkdir(folder, 0700);
		free(folder);
	}
}

static void put_good(const char *dir)
{
	char *good = tree_path("tests/bad-data/good");

	make_folders(dir);
	for (size_t i = 0; i < FILES; i++) {
		char *from = file_join(good, files[i].name);

		put(dir, files[i].name, from);
		free(from);
	}
	free(good);
}

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

	for (size_t i = 0; i < FILES; i++)
		if (text_starts(bad, files[i].kind))
			put(dir, files[i].name, from);
	guide = data_load(&sources, &findings);
	say(&findings, dir, &said);
	memcpy(strrchr(expected, '/') + 1 + stem, ".txt", sizeof ".txt");
	CHECK("something is found", findings_errors(&findings) > 0);
	for (size_t i = 0; i < findings.finding.count; i++)
		CHECK("its code can be explained", lint_rule(findings.finding.at[i].code) != NULL);
	check_expected(bad, expected, &said);
	findings_clear(&findings);
	guide_free(guide);
	text_clear(&said);
	put_good(dir);
	free(from);
	free(expected);
}

static void each_message(void)
{
	char *folder = tree_path("tests/bad-data");
	char *dir = xstrdup(check_folder());
	size_t count;
	char **names = file_list(folder, ".json", &count);

	put_good(dir);
	CHECK("there are bad files", count > 100);
	for (size_t i = 0; i < count; i++)
		check_bad(dir, folder, names[i]);
	file_list_free(names, count);
	free(folder);
	free(dir);
}

static void the_shipped_data(void)
{
	char *dir = tree_path("wizard-data");
	struct data_sources sources = {.dir = dir};
	struct findings findings = {0};
	struct guide *guide = data_load(&sources, &findings);
	struct text said = {0};

	say(&findings, dir, &said);
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
	char *dir = tree_path("tests/bad-data/good");
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

/* ---- files over files ---- */

static struct guide *load_over(const char *overlay, struct text *said)
{
	char *dir = tree_path("tests/bad-data/good");
	struct data_sources sources = {.dir = dir, .overlay = overlay};
	struct findings findings = {0};
	struct guide *guide = data_load(&sources, &findings);

	say(&findings, overlay, said);
	findings_clear(&findings);
	free(dir);
	return guide;
}

static void put_changed(const char *dir, const char *name, const char *find, const char *change)
{
	char *good = tree_path("tests/bad-data/good");
	char *from = file_join(good, name);
	char *to = file_join(dir, name);
	struct text text = {0};
	struct text changed = {0};
	const char *at;

	file_read(from, DATA_MAX_FILE, &text, NULL);
	at = strstr(text_str(&text), find);
	if (CHECK(find, at != NULL)) {
		text_add_n(&changed, text_str(&text), (size_t)(at - text_str(&text)));
		text_add(&changed, change);
		text_add(&changed, at + strlen(find));
		file_write(to, text_str(&changed), changed.len, 0600, NULL);
	}
	text_clear(&text);
	text_clear(&changed);
	free(good);
	free(from);
	free(to);
}

static void check_title(const struct guide *guide, const char *sentence, const char *want)
{
	if (CHECK("there is a guide", guide != NULL))
		CHECK_TEXT(sentence, guide_node(guide, "orders.toggle")->title, want);
}

static void a_file_over_another(void)
{
	char *dir = xstrdup(check_folder());
	struct text said = {0};
	struct guide *guide;

	make_folders(dir);
	guide = load_over(dir, &said);
	check_title(guide, "an empty folder changes nothing", "Is Order Sync ON?");
	guide_free(guide);
	put_changed(dir, "trees/orders.json", "Is Order Sync ON?", "Is it blue?");
	guide = load_over(dir, &said);
	check_title(guide, "a file of the same name stands before the other", "Is it blue?");
	CHECK_TEXT("without a word", text_str(&said), "");
	guide_free(guide);
	put_changed(dir, "trees/orders.json", "\"title\": \"Is Order Sync ON?\"", "\"titel\": \"Is it blue?\"");
	guide = load_over(dir, &said);
	check_title(guide, "a file with errors makes way", "Is Order Sync ON?");
	CHECK_TEXT(
		"and they are told, once", text_str(&said),
		"unknown-key trees/orders.json $.nodes[\"orders.toggle\"].titel: An ask node has no \"titel\"; did you "
		"mean \"title\"?\n"
		"missing-field trees/orders.json $.nodes[\"orders.toggle\"]: An ask node must have \"title\".\n");
	guide_free(guide);
	text_clear(&said);
	free(dir);
}

static void broken_files_over_good_ones(void)
{
	char *dir = xstrdup(check_folder());
	struct text said = {0};
	struct guide *guide;

	make_folders(dir);
	put_changed(dir, "trees/orders.json", "{", "{,");
	put_changed(dir, "guide.json", "\"Portal\"", "\"Our portal\"");
	guide = load_over(dir, &said);
	check_title(guide, "a file that is no JSON makes way", "Is Order Sync ON?");
	CHECK_TEXT("the others stay", guide != NULL ? guide->link[0].text : NULL, "Our portal");
	CHECK("it is told", text_starts(text_str(&said), "bad-json trees/orders.json 1:2: "));
	CHECK_NUMBER("once", (int64_t)strcspn(text_str(&said), "\n"), (int64_t)said.len - 1);
	guide_free(guide);
	text_clear(&said);
	free(dir);
}

/* The file itself is right, but what others refer to is gone. */
static void a_file_that_does_not_fit(void)
{
	char *dir = xstrdup(check_folder());
	struct text said = {0};
	struct guide *guide;

	make_folders(dir);
	put_changed(dir, "errors.json", "\"node\": \"orders.ticket\"", "\"node\": \"end.wait\"");
	put_changed(dir, "platforms/shop.json", "\"ref\": \"SHO-1\"", "\"ref\": \"ORD-1\"");
	guide = load_over(dir, &said);
	CHECK("there is a guide", guide != NULL);
	if (guide != NULL) {
		CHECK_TEXT("all of the folder makes way", guide->error[0].node.name, "orders.ticket");
		CHECK("the probe too", guide_probe(guide, "SHO-1") != NULL);
	}
	CHECK("and it is said why", strstr(text_str(&said), "The files here do not fit") != NULL);
	guide_free(guide);
	text_clear(&said);
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
	say(&findings, "/nonexistent", &said);
	CHECK_TEXT("which is said", text_str(&said),
	           "bad-file : There is no guide.json that can be read in this folder.\n"
	           "bad-file : There is no facts.json that can be read in this folder.\n");
	findings_clear(&findings);
	text_clear(&said);
	put_good(dir);
	unlink(pipe);
	CHECK("a pipe", mkfifo(pipe, 0600) == 0);
	sources.dir = dir;
	guide = data_load(&sources, &findings);
	say(&findings, dir, &said);
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
		{"a file over another", a_file_over_another},
		{"broken files over good ones", broken_files_over_good_ones},
		{"a file that does not fit", a_file_that_does_not_fit},
		{"what cannot be read", what_cannot_be_read},
		{0},
	};

	return check_run("loading", tests);
}
