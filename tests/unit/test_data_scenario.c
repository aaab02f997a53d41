/* Scenarios: what is read, times in texts, bases, and each refusal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "check.h"
#include "data/load.h"
#include "data/scenario.h"

static char *source_path(const char *name)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");
	char *good = file_join(source != NULL ? source : ".", "tests/bad-data/good");
	char *path = file_join(good, name);

	free(good);
	return path;
}

static struct guide *load_good(void)
{
	char *dir = source_path("");
	struct data_sources sources = {.dir = dir};
	struct findings findings = {0};
	struct guide *guide = data_load(&sources, &findings);

	CHECK_NUMBER("the data of the test are good", (int64_t)findings.finding.count, 0);
	findings_clear(&findings);
	free(dir);
	return guide;
}

static void say(const struct findings *findings, struct text *said)
{
	for (size_t i = 0; i < findings->finding.count; i++) {
		const struct finding *finding = &findings->finding.at[i];

		text_addf(said, "%s%s %s: %s", i > 0 ? "\n" : "", finding->code, finding->path, finding->message);
	}
}

static struct scenario *load_named(const char *name, const struct guide *guide, struct text *said)
{
	char *path = source_path(name);
	struct findings findings = {0};
	struct scenario *scenario = scenario_load(path, guide, &findings);

	say(&findings, said);
	findings_clear(&findings);
	free(path);
	return scenario;
}

static void check_routes(const struct scenario *scenario)
{
	const struct scenario_route *route = scenario->route;
	int64_t now = scenario->now;

	CHECK_NUMBER("its own routes and those of its base", (int64_t)scenario->route_count, 5);
	CHECK_TEXT("its own first", route[0].from_scenario, "shop-key-wrong");
	CHECK_TEXT("then the base's", route[3].from_scenario, "shop-fine");
	CHECK_TEXT("a method", route[0].method, "GET");
	CHECK_TEXT("a path", route[0].path, "/api/*");
	CHECK("until the fix", route[0].until.kind == MOMENT_FIX && strcmp(route[0].until.fix, "key_wrong") == 0);
	CHECK_NUMBER("so often", route[0].times, 3);
	CHECK_NUMBER("so late", route[0].delay_ms, 200);
	CHECK_TEXT("a body of JSON", route[0].body, "{\"code\":\"no\"}");
	CHECK("from a time on", route[1].from.kind == MOMENT_TIME && route[1].from.at == now + HOURS(1));
	CHECK("a recording in its folder", route[1].file != NULL && text_ends(route[1].file, "/recorded.http"));
	CHECK_NUMBER("half of it", route[1].close, CLOSE_HALF);
	CHECK_TEXT("GET where no method stands", route[2].method, "GET");
	CHECK("a parameter with any value", route[2].query_count == 1 && route[2].query[0].value == NULL);
	CHECK_NUMBER("no answer at all", route[2].close, CLOSE_BEFORE);
	CHECK_TEXT("wrong credentials", route[4].auth, "wrong:bearer");
}

static void a_scenario_is_read(void)
{
	struct guide *guide = load_good();
	struct text said = {0};
	struct scenario *scenario = load_named("scenarios/shop-key-wrong.json", guide, &said);

	CHECK_TEXT("without a finding", text_str(&said), "");
	text_clear(&said);
	CHECK("it is read", scenario != NULL);
	if (scenario == NULL) {
		guide_free(guide);
		return;
	}
	check_routes(scenario);
	CHECK_NUMBER("the store's clock", scenario->skew_ms, MINUTES(-20));
	CHECK_TEXT("a fact by its time", scenario_value(scenario->fact, scenario->fact_count, "last_sync"),
	           "2026-11-14T11:00:00Z");
	CHECK_TEXT("a number", scenario_value(scenario->fact, scenario->fact_count, "history_days"), "3");
	CHECK_TEXT("a list", scenario_value(scenario->fact, scenario->fact_count, "order_numbers"), "#1, #2");
	CHECK_TEXT("an answer", scenario_answer(scenario, "order_sync", 0), "on");
	CHECK_TEXT("the same when asked again", scenario_answer(scenario, "order_sync", 1), "on");
	CHECK_TEXT("at first no answer", scenario_answer(scenario, "orders_arrive", 0), NULL);
	CHECK_TEXT("then one", scenario_answer(scenario, "orders_arrive", 1), "yes");
	CHECK_TEXT("which holds on", scenario_answer(scenario, "orders_arrive", 9), "yes");
	CHECK_TEXT("a time in a person's words", scenario_answer(scenario, "last_sync", 0), "3 hours ago");
	CHECK_TEXT("no answer", scenario_value(scenario->people, scenario->people_count, "error_text"), NULL);
	CHECK_TEXT("what is done", scenario->action[0].answer, "done");
	CHECK_NUMBER("two runs of a probe", (int64_t)scenario->expect.outcome[0].count, 2);
	CHECK_TEXT("one run of another", scenario->expect.outcome[1].outcome[0], "timeout");
	CHECK("asked exactly", scenario->expect.has_asked && scenario->expect.asked_count == 1);
	CHECK_NUMBER("par", scenario->expect.par, 1);
	scenario_free(scenario);
	scenario = load_named("scenarios/shop-fine.json", NULL, &said);
	CHECK("without a guide too", scenario != NULL);
	CHECK_NUMBER("no par", scenario != NULL ? scenario->expect.par : 0, -1);
	CHECK("nothing about what is asked", scenario != NULL && !scenario->expect.has_asked);
	scenario_free(scenario);
	scenario_free(NULL);
	guide_free(guide);
	text_clear(&said);
}

static void times_are_worked_out(void)
{
	static const struct {
		const char *sentence;
		const char *text;
		const char *want;
	} row[] = {
		{"now", "{now}", "2026-11-14T14:02:03Z"},
		{"before now", "{now-32min}", "2026-11-14T13:30:03Z"},
		{"after now, with spaces", "{now + 2h}", "2026-11-14T16:02:03Z"},
		{"without zone", "{now-1d:gmt}", "2026-11-13T14:02:03"},
		{"iso by its name", "{now:iso}", "2026-11-14T14:02:03Z"},
		{"as in a header", "{now:http}", "Sat, 14 Nov 2026 14:02:03 GMT"},
		{"seconds", "{now:unix}", "1794664923"},
		{"milliseconds", "{now - 500ms:ms}", "1794664922500"},
		{"the day", "{now:date}", "2026-11-14"},
		{"as a database writes it", "{now:sql}", "2026-11-14 14:02:03"},
		{"several", "a{now:date}b{now:date}", "a2026-11-14b2026-11-14"},
		{"the store's address", "{origin}/x", "https://s.example/x"},
		{"JSON stays", "{\"a\":{\"b\":\"{now:date}\"}}", "{\"a\":{\"b\":\"2026-11-14\"}}"},
		{"GraphQL stays", "{ now { id } }", "{ now { id } }"},
		{"another word stays", "{nowhere}", "{nowhere}"},
		{"no duration stays", "{now-soon}", "{now-soon}"},
		{"no form stays", "{now:x}", "{now:x}"},
		{"an open brace stays", "{now", "{now"},
	};
	struct scenario scenario = {.origin = "https://s.example"};
	int64_t now = 0;

	time_parse_iso("2026-11-14T14:02:03Z", false, &now);
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct text got = {0};

		scenario_expand(&scenario, row[i].text, strlen(row[i].text), now, &got);
		CHECK_TEXT(row[i].sentence, text_str(&got), row[i].want);
		text_clear(&got);
	}
}

/* What stands between the marks of the good file is replaced by other text. */
static void change(struct text *json, const char *find, const char *put)
{
	const char *at = strstr(text_str(json), find);
	struct text changed = {0};

	if (!CHECK(find, at != NULL))
		return;
	text_add_n(&changed, text_str(json), (size_t)(at - text_str(json)));
	text_add(&changed, put);
	text_add(&changed, at + strlen(find));
	text_clear(json);
	*json = changed;
}

static void copy(const char *dir, const char *name)
{
	char *from = source_path(name);
	char *to = file_join(dir, strrchr(name, '/') + 1);
	struct text text = {0};

	file_read(from, 1 << 20, &text, NULL);
	CHECK("a copy", file_write(to, text_str(&text), text.len, 0600, NULL));
	text_clear(&text);
	free(from);
	free(to);
}

static void check_change(const struct guide *guide, const char *dir, const char *sentence, const char *find,
                         const char *put, const char *want)
{
	char *from = source_path("scenarios/shop-key-wrong.json");
	char *to = file_join(dir, "shop-key-wrong.json");
	struct findings findings = {0};
	struct text json = {0};
	struct text said = {0};
	struct scenario *scenario;

	file_read(from, 1 << 20, &json, NULL);
	change(&json, find, put);
	file_write(to, text_str(&json), json.len, 0600, NULL);
	scenario = scenario_load(to, guide, &findings);
	say(&findings, &said);
	CHECK(sentence, scenario == NULL);
	CHECK_TEXT(sentence, text_str(&said), want);
	scenario_free(scenario);
	findings_clear(&findings);
	text_clear(&json);
	text_clear(&said);
	free(from);
	free(to);
}

static const struct {
	const char *sentence, *find, *put, *want;
} mistake[] = {
	{"a wrong name", "\"scenario\": \"shop-key-wrong\"", "\"scenario\": \"shop-key\"",
     "bad-name $.scenario: The file of scenario \"shop-key\" is called shop-key.json."},
	{"no such platform", "\"platform\": \"shop\"", "\"platform\": \"shopp\"",
     "wrong-value $.platform: There is no platform \"shopp\"."},
	{"a time without zone", "2026-11-14T14:00:00Z", "2026-11-14T14:00:00",
     "wrong-value $.now: A time is written with its zone, as 2026-11-14T14:02:00Z."},
	{"a wrong skew", "-20min", "early", "wrong-value $.skew: A skew is a duration such as 20min or -20min."},
	{"an origin with a slash", "\"origin\": \"https://shop.example.test\"",
     "\"origin\": \"https://shop.example.test/\"",
     "wrong-value $.origin: An origin is written as https://store.example.test, without '/' at its end."},
	{"a start that is none", "\"start\": \"orders\"", "\"start\": \"order\"",
     "dangling-target $.start: \"order\" is no symptom, no node and no step code."},
	{"a base that is not there", "\"base\": \"shop-fine\"", "\"base\": \"../shop-fine\"",
     "wrong-value $.base: A base is the name of another scenario of this folder, and leads to no circle."},
	{"a base of itself", "\"base\": \"shop-fine\"", "\"base\": \"shop-key-wrong\"",
     "wrong-value $.base: A base is the name of another scenario of this folder, and leads to no circle."},
	{"a key of another profile", "\"api_key\": \"sk", "\"api_kei\": \"sk",
     "unknown-key $.profile.api_kei: The profile of Shop has no \"api_kei\"."},
	{"a fact that is none", "\"history_days\": 3", "\"history_day\": 3",
     "unknown-fact $.facts.history_day: There is no fact \"history_day\"; did you mean \"history_days\"?"},
	{"a value that is none", "\"history_days\": 3", "\"history_days\": 0",
     "wrong-value $.facts.history_days: history_days cannot be '0': it is at least 1 days."},
	{"an answer that is none", "\"order_sync\": \"on\"", "\"order_sync\": \"green\"",
     "wrong-value $.people.order_sync: order_sync cannot be 'green': it is on or off."},
	{"an answer in turn that is none", "      true\n", "      7\n",
     "wrong-value $.people.orders_arrive: orders_arrive cannot be '7': it is yes or no."},
	{"words that are no time", "3 hours ago", "lately",
     "wrong-value $.people.last_sync: last_sync cannot be 'lately': it is a time with its zone, such as "
     "2026-11-14T11:30:00Z."},
	{"an answer that is an object", "      true\n", "      {}\n",
     "wrong-type $.people.orders_arrive[1]: An answer is a text, a number, true, false or null."},
	{"a deed at no node", "\"at\": \"shop.key-wrong\"", "\"at\": \"shop.key-wron\"",
     "dangling-target $.do[0]: There is no node \"shop.key-wron\"."},
	{"a deed that is none", "\"answer\": \"done\"", "\"answer\": \"did\"",
     "wrong-value $.do[0].answer: \"did\" is not known here; it is one of: done, cannot, no-match, wait, leave."},
	{"a request without path", "\"request\": \"/gone\"", "\"request\": \"GET gone\"",
     "wrong-value $.routes[2].request: A request is written as \"GET /wp-json/\": method, space, path."},
	{"a query in the path", "\"request\": \"/gone\"", "\"request\": \"/gone?x=1\"",
     "wrong-value $.routes[2].request: What stands behind '?' belongs into \"query\"."},
	{"a route without status", "\"close\": true", "\"times\": 1",
     "missing-field $.routes[2]: A route must have \"status\", or \"file\" with a recording."},
	{"two bodies", "\"close\": true", "\"status\": 200, \"text\": \"a\", \"json\": 1",
     "wrong-value $.routes[2]: A route has one of json, json_file, text and file."},
	{"a name twice", "\"name\": \"gone\"", "\"name\": \"wrong\"",
     "duplicate-name $.routes[2]: There is a route \"wrong\" already.\n"
     "wrong-value $.expect.unused[0]: There is no route \"gone\"."},
	{"a moment that is none", "\"until\": \"fix:key_wrong\"", "\"until\": \"later\"",
     "wrong-value $.routes[0].until: A moment is \"fix:LABEL\", \"{now+2h}\" or a time with its zone."},
	{"a fix of no label", "\"until\": \"fix:key_wrong\"", "\"until\": \"fix:key_wron\"",
     "dangling-target $.routes[0]: No fix has the label \"key_wron\"."},
	{"a file elsewhere", "recorded.http", "../recorded.http",
     "wrong-value $.routes[1].file: A file stands in the folder of the scenario or below it."},
	{"a file that is no recording", "\"recorded.http\"", "\"shop-fine.json\"",
     "bad-file $.routes[1].file: A recording begins with its status line, as HTTP/1.1 200 OK."},
	{"a visit to no node", "\"shop.key-check\"", "\"shop.kee-check\"",
     "dangling-target $.expect.visited[0]: There is no node \"shop.kee-check\"."},
	{"an outcome that is none", "\"key_wrong\",", "\"key_wrog\",",
     "unknown-outcome $.expect.outcomes[\"shop.key\"]: Probe \"shop.key\" has no outcome \"key_wrog\"."},
	{"a probe that is none", "\"shop.sku\"", "\"shop.skus\"",
     "unknown-probe $.expect.outcomes[\"shop.skus\"]: There is no probe \"shop.skus\"."},
	{"a cause that is none", "\"cause\": \"key_wrong\"", "\"cause\": \"key_bad\"",
     "dangling-target $.expect.cause: No node has the label \"key_bad\"."},
	{"an ending that is none", "\"ending\": \"fixed\"", "\"ending\": \"solved\"",
     "wrong-value $.expect.ending: \"solved\" is not known here; it is one of: none, fixed, wait, no-action, "
     "not-ours, escalate."},
	{"an unknown key", "\"par\": 1", "\"parr\": 1",
     "unknown-key $.expect.parr: What is expected has no \"parr\"; did you mean \"par\"?"},
};

static void mistakes_are_named(void)
{
	const char *folder = check_folder();
	struct guide *guide = load_good();
	char *dir = xstrdup(folder);

	copy(dir, "scenarios/shop-fine.json");
	copy(dir, "scenarios/recorded.http");
	for (size_t i = 0; i < sizeof mistake / sizeof *mistake; i++)
		check_change(guide, dir, mistake[i].sentence, mistake[i].find, mistake[i].put, mistake[i].want);
	guide_free(guide);
	free(dir);
}

static void a_file_that_cannot_be_read(void)
{
	struct text said = {0};

	CHECK("no such file", load_named("scenarios/none.json", NULL, &said) == NULL);
	CHECK("is said", strstr(text_str(&said), "It cannot be opened") != NULL);
	text_clear(&said);
	CHECK("no scenario", load_named("facts.json", NULL, &said) == NULL);
	CHECK("is said too",
	      strstr(text_str(&said), "missing-field $: A scenario must have \"scenario\".") != NULL);
	text_clear(&said);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"a scenario is read", a_scenario_is_read},
		{"times are worked out", times_are_worked_out},
		{"mistakes are named", mistakes_are_named},
		{"a file that cannot be read", a_file_that_cannot_be_read},
		{0},
	};

	return check_run("scenarios", tests);
}
