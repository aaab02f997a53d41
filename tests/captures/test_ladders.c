/*
 * The ladders of expected.tsv: a store that answers each kind of request as recorded, the probes that
 * the walk wants one after another, and the one cause that they prove together.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../net/server.h"
#include "../net/talk.h"
#include "../unit/check.h"
#include "app/probe_ask.h"
#include "base/clock.h"
#include "case/diagnose.h"
#include "credentials.h"
#include "data/load.h"
#include "expected.h"
#include "recording.h"

enum { ROUNDS_MAX = 40, PROBES_MAX = 64 };

/* Kinds of requests that the store tells apart. */
enum ask_role {
	FRONT,
	INDEX,
	REST_ROUTE,
	KEY,
	SIGNED,
	SIGNED_HTTP,
	SECRET_CONTRAST,
	KEY_CONTRAST,
	ROLES_OF_STORE
};

static struct {
	const char *file[ROLES_OF_STORE];
	char files[512]; /* the names that file points into */
	bool https;
} now;

static struct guide *guide;
static struct expected expected;
static struct talk talk;
static struct certificate certificate;
static struct server *server[2]; /* http, https */
static int64_t next_id = 1;
static int64_t case_now;

/* ---- which file answers what ---- */

static void put(enum ask_role role, enum ask_role other, const char *file)
{
	now.file[now.file[role] ? other : role] = file;
}

static void place_of_contrast(const char *file)
{
	if (!now.file[KEY])
		now.file[KEY] = file;
	else if (strstr(file, "unknown_key"))
		now.file[KEY_CONTRAST] = file;
	else
		now.file[SECRET_CONTRAST] = file;
}

static void place(const char *file)
{
	if (strstr(file, "front"))
		put(FRONT, REST_ROUTE, file);
	else if (strstr(file, "rest_route_orders"))
		now.file[KEY] = file;
	else if (strstr(file, "_rest_route"))
		now.file[REST_ROUTE] = file;
	else if (strstr(file, "_index") || text_starts(file, "index_"))
		put(INDEX, REST_ROUTE, file);
	else if (strstr(file, "_oauth_") || text_ends(file, "_oauth"))
		put(SIGNED, SIGNED_HTTP, file);
	else if (!strstr(file, "_followed_"))
		put(KEY, REST_ROUTE, file);
}

static void place_all(const struct expected_ladder *ladder)
{
	memset(&now, 0, sizeof now);
	snprintf(now.files, sizeof now.files, "%s", ladder->files);
	bool contrast = text_starts(ladder->name, "contrast_");
	now.https = !text_starts(ladder->name, "contrast_oauth");
	char *rest = now.files;
	for (char *file = strsep(&rest, ","); file; file = strsep(&rest, ",")) {
		if (contrast)
			place_of_contrast(file);
		else
			place(file);
	}
	/* Where the API is not reached, it is not reached for the index and for orders alike. */
	bool way = now.file[FRONT] || now.file[REST_ROUTE];
	if (!now.file[INDEX])
		now.file[INDEX] = way && now.file[KEY] ? now.file[KEY] : "index_ok";
	if (!now.file[KEY])
		now.file[KEY] = way ? now.file[INDEX] : "orders_ok";
	if (!now.file[FRONT])
		now.file[FRONT] = "front_page_head";
	if (!now.file[REST_ROUTE])
		now.file[REST_ROUTE] = "index_rest_route_ok";
	if (!now.file[SECRET_CONTRAST])
		now.file[SECRET_CONTRAST] = now.https ? "auth_wrong_secret" : "http_oauth_wrong_secret";
	if (!now.file[KEY_CONTRAST])
		now.file[KEY_CONTRAST] = "http_oauth_unknown_key";
}

/* ---- the store ---- */

static enum ask_role role_of(const struct server_request *request, const struct sent *sent)
{
	bool basic = sent->basic || !now.https;
	if (strstr(request->target, "rest_route=/&"))
		return REST_ROUTE;
	if (text_starts(request->target, "/?") || strcmp(request->target, "/") == 0)
		return FRONT;
	if (sent->credentials == CREDENTIALS_NONE)
		return INDEX;
	if (sent->credentials == CREDENTIALS_WRONG_SECRET)
		return SECRET_CONTRAST;
	if (sent->credentials == CREDENTIALS_UNKNOWN_KEY)
		return KEY_CONTRAST;
	return basic ? KEY : sent->as_https ? SIGNED : SIGNED_HTTP;
}

/* Does the recorded answer let the key in? Then the other routes have answers too. */
static bool is_well(void)
{
	const char *file = now.file[KEY];
	return strstr(file, "orders") &&
	       (strstr(file, "_ok") || strstr(file, "right_key") || text_ends(file, "_orders"));
}

static const char *file_of_route(const struct server_request *request, enum ask_role role)
{
	if (role == KEY && is_well() && strstr(request->target, "per_page=50"))
		return "orders_fields_only";
	return now.file[role] ? now.file[role] : "auth_missing";
}

static void print_statuses(struct connection *to)
{
	connection_print(to, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
	                     "[{\"slug\":\"processing\",\"name\":\"Processing\",\"total\":7}]");
}

static void answer(void *ctx, const struct server_request *request, struct connection *to)
{
	(void)ctx;
	struct sent sent;
	struct recording recording;
	struct text bytes = {0};
	credentials_judge(request, &sent);
	if (strstr(request->target, "/reports/") && is_well()) {
		print_statuses(to);
		return;
	}
	const char *file = file_of_route(request, role_of(request, &sent));
	if (!recording_load(&recording, "woocommerce", file))
		fprintf(stderr, "there is no recording %s\n", file);
	int64_t skew = strcmp(now.file[KEY], "http_oauth_old_timestamp") == 0 ? MINUTES(20) : 0;
	recording_print(&recording, false, clock_now(NULL) + skew, strcmp(request->method, "HEAD") == 0, &bytes);
	connection_write(to, bytes.data, bytes.len);
	text_clear(&bytes);
	recording_clear(&recording);
}

/* ---- the walk ---- */

static const char *store_of(void)
{
	return now.https ? "https://" RECORDING_HOST : "http://" RECORDING_HOST;
}

static struct walk *new_walk(void)
{
	const struct event_fact fact[] = {{"store", store_of()},
	                                  {"consumer_key", "known"},
	                                  {"consumer_secret", "known"},
	                                  {"platform", "woocommerce"},
	                                  {"pull_status", "processing"}};
	static const enum source source[] = {SOURCE_PROFILE, SOURCE_PROFILE, SOURCE_PROFILE, SOURCE_PROFILE,
	                                     SOURCE_PROFILE};
	struct walk_options options = {
		.platform = guide_platform(guide, "woocommerce"),
		.profile = store_of(),
		.can_probe = true,
		.given = fact,
		.given_source = source,
		.given_count = sizeof fact / sizeof *fact,
	};
	return walk_new(guide, &options, case_now);
}

static void take(struct walk *walk, const struct probe *probe, const struct wire_tell *tell)
{
	struct event_fact *fact = xcalloc(tell->fact_count + 1, sizeof *fact);
	for (size_t i = 0; i < tell->fact_count; i++)
		fact[i] = (struct event_fact){tell->fact[i].fact, tell->fact[i].value};
	struct probe_result result = {
		.probe = probe,
		.outcome = tell->outcome,
		.verdict = tell->verdict,
		.message = tell->message,
		.fact = fact,
		.fact_count = tell->fact_count,
		.total_ms = tell->total_ms,
	};
	walk_probe_result(walk, &result, case_now);
	free(fact);
}

static bool run_probe(struct walk *walk, const struct probe *probe)
{
	struct arena arena;
	struct wire_ask ask;
	struct wire_tell tell;
	char way[64];
	struct integration integration = {.name = store_of(),
	                                  .platform = guide_platform(guide, "woocommerce"),
	                                  .store = store_of()};
	arena_init(&arena);
	snprintf(way, sizeof way, "127.0.0.1:%d", server_port(server[now.https]));
	probe_ask_make(&ask, walk, probe, &integration, case_now, &arena);
	ask.id = next_id++;
	ask.gap_ms = 0;
	ask.connect_to = way;
	ask.ca_pem = text_str(&certificate.ca);
	walk_probe_started(walk, probe);
	talk_ask(&talk, &ask, -1);
	bool heard = talk_hear(&talk, WIRE_TELL_OUTCOME, ask.id, 10000, &arena, &tell);
	if (heard)
		take(walk, probe, &tell);
	arena_clear(&arena);
	return heard;
}

static void run_all(struct walk *walk)
{
	const struct probe *wanted[PROBES_MAX];
	for (int round = 0; round < ROUNDS_MAX; round++) {
		size_t count = walk_wanted(walk, wanted, PROBES_MAX, case_now);
		if (count == 0)
			return;
		for (size_t i = 0; i < count; i++)
			if (!CHECK(wanted[i]->name, run_probe(walk, wanted[i])))
				return;
	}
	CHECK("the walk comes to rest", false);
}

static void explain(const struct walk *walk)
{
	const struct probe_state *state;
	size_t count = walk_probes(walk, &state);
	for (size_t i = 0; i < count; i++)
		if (state[i].outcome)
			fprintf(stderr, "    %s: %s\n", state[i].probe->name, state[i].outcome);
}

static void check_ladder(const struct expected_ladder *ladder)
{
	struct diagnosis diagnosis;
	place_all(ladder);
	struct walk *walk = new_walk();
	run_all(walk);
	diagnosis_make(&diagnosis, walk, NULL, case_now);
	const char *label = diagnosis.cause ? diagnosis.cause->label : "ok";
	if (!CHECK_TEXT(ladder->name, label, ladder->label))
		explain(walk);
	diagnosis_clear(&diagnosis);
	walk_free(walk);
}

static void test_ladders(void)
{
	CHECK("there are ladders", expected.ladder.count > 30);
	for (size_t i = 0; i < expected.ladder.count; i++)
		check_ladder(&expected.ladder.at[i]);
}

/* ---- start ---- */

static void start(void)
{
	static const char *const origin[2] = {"http://" RECORDING_HOST, "https://" RECORDING_HOST};
	if (!certificate_make(&certificate, RECORDING_HOST, clock_now(NULL), NULL))
		abort();
	talk_start(&talk);
	for (int i = 0; i < 2; i++) {
		server[i] = server_start(i ? &certificate : NULL, answer, NULL);
		talk_secret(&talk, origin[i], "consumer_key", origin[i], CREDENTIALS_KEY);
		talk_secret(&talk, origin[i], "consumer_secret", origin[i], CREDENTIALS_SECRET);
	}
}

static bool load(void)
{
	struct text dir = {0};
	struct findings findings = {0};
	struct recording orders;
	text_addf(&dir, "%s/wizard-data", getenv("SYNCFIX_TEST_SOURCE"));
	struct data_sources sources = {.dir = text_str(&dir)};
	guide = data_load(&sources, &findings);
	if (recording_load(&orders, "woocommerce", "orders_fields_only"))
		case_now = orders.date;
	recording_clear(&orders);
	text_clear(&dir);
	findings_clear(&findings);
	return guide && case_now && expected_load(&expected, "woocommerce");
}

int main(void)
{
	static const struct check_test tests[] = {
		{"every ladder proves its cause", test_ladders},
		{0},
	};
	if (!load()) {
		fputs("wizard-data or expected.tsv cannot be read\n", stderr);
		return EXIT_FAILURE;
	}
	start();
	int result = check_run("ladders", tests);
	talk_stop(&talk);
	for (int i = 0; i < 2; i++)
		server_stop(server[i]);
	certificate_clear(&certificate);
	expected_clear(&expected);
	guide_free(guide);
	return result;
}
