/* Files that lie over others (--data DIR): a broken one makes way, and what is wrong is told. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "check.h"
#include "data/load.h"
#include "data_fixture.h"

static struct guide *load_over(const char *overlay, struct text *said)
{
	char *dir = fixture_path("tests/bad-data/good");
	struct data_sources sources = {.dir = dir, .overlay = overlay};
	struct findings findings = {0};
	struct guide *guide = data_load(&sources, &findings);

	fixture_say(&findings, overlay, said);
	findings_clear(&findings);
	free(dir);
	return guide;
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

	fixture_folders(dir);
	guide = load_over(dir, &said);
	check_title(guide, "an empty folder changes nothing", "Is Order Sync ON?");
	guide_free(guide);
	fixture_put_changed(dir, "trees/orders.json", "Is Order Sync ON?", "Is it blue?");
	guide = load_over(dir, &said);
	check_title(guide, "a file of the same name stands before the other", "Is it blue?");
	CHECK_TEXT("without a word", text_str(&said), "");
	guide_free(guide);
	fixture_put_changed(dir, "trees/orders.json", "\"title\": \"Is Order Sync ON?\"",
	                    "\"titel\": \"Is it blue?\"");
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

	fixture_folders(dir);
	fixture_put_changed(dir, "trees/orders.json", "{", "{,");
	fixture_put_changed(dir, "guide.json", "\"Portal\"", "\"Our portal\"");
	guide = load_over(dir, &said);
	check_title(guide, "a file that is no JSON makes way", "Is Order Sync ON?");
	CHECK_TEXT("the others stay", guide != NULL ? guide->link[0].text : NULL, "Our portal");
	CHECK("it is told", text_starts(text_str(&said), "bad-json trees/orders.json 1:2: "));
	CHECK_NUMBER("once", (int64_t)strcspn(text_str(&said), "\n"), (int64_t)said.len - 1);
	guide_free(guide);
	text_clear(&said);
	free(dir);
}

/* What stands in a file beside it, and a host that the profile chooses. */
static void a_probe_of_parts(void)
{
	static const char query[] = "query { orders { id } }";
	static const char kind[] = "\"kind\": \"http\",\n      \"path\": \"/api/orders?n=1\"";
	static const char changed[] = "\"kind\": \"graphql\", \"query_file\": \"orders.graphql\", \"url\": "
								  "\"https://{region:raw}/graphql\"";
	char *dir = xstrdup(check_folder());
	char *file = file_join(dir, "platforms/orders.graphql");
	struct text said = {0};
	struct guide *guide;
	const struct probe *probe;

	fixture_folders(dir);
	fixture_put_changed(dir, "platforms/shop.json", kind, changed);
	fixture_change(
		dir, "platforms/shop.json", "\"api_key\": {",
		"\"region\": {\"label\": \"Region\", \"type\": \"text\", \"values\": [\"api.shop.example\"]}, \"api_key\": {");
	CHECK("the query's file", file_write(file, query, strlen(query), 0600, NULL));
	guide = load_over(dir, &said);
	probe = guide == NULL ? NULL : guide_probe(guide, "SHO-1");
	CHECK_TEXT("nothing is found", text_str(&said), "");
	if (probe != NULL) {
		CHECK_TEXT("the query is the file's text", probe->query, query);
		CHECK("and travels", probe->declaration != NULL && strstr(probe->declaration, query) != NULL &&
		                         strstr(probe->declaration, "query_file") == NULL);
		CHECK_TEXT("the address", probe->url, "https://{region:raw}/graphql");
	}
	guide_free(guide);
	text_clear(&said);
	free(file);
	free(dir);
}

/* The file itself is right, but what others refer to is gone. */
static void a_file_that_does_not_fit(void)
{
	char *dir = xstrdup(check_folder());
	struct text said = {0};
	struct guide *guide;

	fixture_folders(dir);
	fixture_put_changed(dir, "errors.json", "\"node\": \"orders.ticket\"", "\"node\": \"end.wait\"");
	fixture_put_changed(dir, "platforms/shop.json", "\"ref\": \"SHO-1\"", "\"ref\": \"ORD-1\"");
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

int main(void)
{
	static const struct check_test tests[] = {
		{"a file over another", a_file_over_another},
		{"broken files over good ones", broken_files_over_good_ones},
		{"a probe of parts", a_probe_of_parts},
		{"a file that does not fit", a_file_that_does_not_fit},
		{0},
	};

	return check_run("files over files", tests);
}
