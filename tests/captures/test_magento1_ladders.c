/*
 * The ladders of magento1/expected.tsv: a store that answers each address and each call as recorded, the
 * probes that the walk wants one after another, and the one cause that they prove together.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../net/talk.h"
#include "../unit/check.h"
#include "app/probe_ask.h"
#include "base/clock.h"
#include "case/diagnose.h"
#include "data/load.h"
#include "expected.h"
#include "magento1.h"
#include "recording.h"

enum { ROUNDS_MAX = 60, PROBES_MAX = 64, FILES_MAX = 8 };

static struct {
	char names[512];
	const char *file[FILES_MAX];
	size_t count;
	struct text store;
	bool impolite;
	int sessions, ended; /* given out and not forgotten by the store; ended by their call */
} now;

static struct guide *guide;
static struct expected expected;
static struct talk talk;
static struct server *server;
static int64_t next_id = 1;
static int64_t case_now;

/* ---- the store ---- */

/* Path and query of the address that was asked for the recording; "?wsdl=1" however it was written. */
static bool is_address_of(const char *file, const char *target)
{
	char address[256];
	magento1_address(file, address, sizeof address);
	const char *path = strchr(strstr(address, "://") + 3, '/');
	size_t len = strcspn(path, "?");
	return strncmp(path, target, len) == 0 && strncmp(target + len, "?wsdl", 5) == 0;
}

static const char *file_of_get(const struct server_request *request)
{
	for (size_t i = 0; i < now.count; i++)
		if (strstr(now.file[i], "wsdl") && !text_starts(now.file[i], "wsi_login") &&
		    is_address_of(now.file[i], request->target))
			return now.file[i];
	return "wsdl_wrong_action";
}

static const char *file_beginning(const char *const *beginning, size_t count)
{
	for (size_t i = 0; i < now.count; i++)
		for (size_t k = 0; k < count; k++)
			if (text_starts(now.file[i], beginning[k]))
				return now.file[i];
	return NULL;
}

static const char *file_of_call(const char *call)
{
	static const char *const login[] = {"login", "wsi_login"};
	static const char *const any[] = {"session_", "orders_no_permission"};
	static const char *const orders[] = {"session_", "orders_"};
	static const char *const info[] = {"session_", "magento_info"};
	if (strcmp(call, "login") == 0)
		return file_beginning(login, 2);
	if (strcmp(call, "salesOrderList") == 0)
		return file_beginning(orders, 2);
	return strcmp(call, "magentoInfo") == 0 ? file_beginning(info, 2) : file_beginning(any, 2);
}

/* No recording has the list of what a role may do: written as the WSDL's types say. */
static void print_resources(struct connection *to)
{
	static const char *const path[] = {"sales_order.list",
	                                   "sales_order.info",
	                                   "sales_order_shipment.create",
	                                   "sales_order_shipment.addTrack",
	                                   "cataloginventory_stock_item.list",
	                                   "cataloginventory_stock_item.update",
	                                   "catalog_product.list"};
	connection_print(to, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n<E:Envelope "
	                     "xmlns:E=\"e\"><E:Body><r:resourcesResponse xmlns:r=\"r\"><resourcesReturn>");
	for (size_t i = 0; i < sizeof path / sizeof *path; i++) {
		struct text item = {0};
		text_addf(&item, "<item><name>%.*s</name><methods><item><path>%s</path></item></methods></item>",
		          (int)strcspn(path[i], "."), path[i], path[i]);
		connection_print(to, text_str(&item));
		text_clear(&item);
	}
	connection_print(to, "</resourcesReturn></r:resourcesResponse></E:Body></E:Envelope>");
}

static void answer(void *ctx, const struct server_request *request, struct connection *to)
{
	struct recording recording;
	struct text bytes = {0};
	char call[64];
	(void)ctx;
	magento1_call(request, call, sizeof call);
	now.impolite = now.impolite || !magento1_is_polite(request);
	const char *file = *call ? file_of_call(call) : file_of_get(request);
	if (!file && strcmp(call, "resources") == 0) {
		print_resources(to);
		return;
	}
	bool ending = strcmp(call, "endSession") == 0;
	file = ending ? "session_ended" : file ? file : "orders_status_unknown";
	now.ended += ending;
	bool given = strcmp(file, "login_ok") == 0 || strcmp(file, "login_at_v1_url") == 0;
	static const char *const forgotten[] = {"session_"};
	now.sessions += given && !file_beginning(forgotten, 1);
	if (!recording_load(&recording, "magento1", file))
		fprintf(stderr, "there is no recording %s\n", file);
	recording_print(&recording, false, 0, false, &bytes);
	connection_write(to, bytes.data, bytes.len);
	text_clear(&bytes);
	recording_clear(&recording);
}

/* ---- the walk ---- */

static struct walk *new_walk(const char *profile)
{
	const struct event_fact fact[] = {{"store", text_str(&now.store)},
	                                  {"api_user", MAGENTO1_USER},
	                                  {"api_key", "known"},
	                                  {"platform", "magento1"},
	                                  {"pull_status", "processing"}};
	static const enum source source[] = {SOURCE_PROFILE, SOURCE_PROFILE, SOURCE_PROFILE, SOURCE_PROFILE,
	                                     SOURCE_PROFILE};
	struct walk_options options = {
		.platform = guide_platform(guide, "magento1"),
		.profile = profile,
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

static bool run_probe(struct walk *walk, const struct probe *probe, const char *profile)
{
	struct arena arena;
	struct wire_ask ask;
	struct wire_tell tell;
	char way[64];
	struct integration integration = {.name = profile,
	                                  .platform = guide_platform(guide, "magento1"),
	                                  .store = text_str(&now.store)};
	arena_init(&arena);
	snprintf(way, sizeof way, "127.0.0.1:%d", server_port(server));
	probe_ask_make(&ask, walk, probe, &integration, case_now, &arena);
	ask.id = next_id++;
	ask.gap_ms = 0;
	ask.connect_to = way;
	walk_probe_started(walk, probe);
	talk_secret(&talk, profile, "api_key", ask.origin, MAGENTO1_KEY);
	talk_ask(&talk, &ask, -1);
	bool heard = talk_hear(&talk, WIRE_TELL_OUTCOME, ask.id, 10000, &arena, &tell);
	if (heard)
		take(walk, probe, &tell);
	arena_clear(&arena);
	return heard;
}

static void run_all(struct walk *walk, const char *profile)
{
	const struct probe *wanted[PROBES_MAX];
	for (int round = 0; round < ROUNDS_MAX; round++) {
		size_t count = walk_wanted(walk, wanted, PROBES_MAX, case_now);
		if (count == 0)
			return;
		for (size_t i = 0; i < count; i++)
			if (!CHECK(wanted[i]->name, run_probe(walk, wanted[i], profile)))
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

static void place_all(const struct expected_ladder *ladder)
{
	char address[256];
	snprintf(now.names, sizeof now.names, "%s", ladder->files);
	char *rest = now.names;
	now.count = 0;
	for (char *file = strsep(&rest, ","); file && now.count < FILES_MAX; file = strsep(&rest, ","))
		now.file[now.count++] = file;
	magento1_address(now.file[0], address, sizeof address);
	magento1_typed(guide, address, &now.store);
}

static void check_ladder(const struct expected_ladder *ladder)
{
	struct diagnosis diagnosis;
	place_all(ladder);
	struct walk *walk = new_walk(ladder->name);
	run_all(walk, ladder->name);
	diagnosis_make(&diagnosis, walk, NULL, case_now);
	const char *label = diagnosis.cause ? diagnosis.cause->label : "ok";
	if (!CHECK_TEXT(ladder->name, label, ladder->label))
		explain(walk);
	diagnosis_clear(&diagnosis);
	walk_free(walk);
}

static void test_ladders(void)
{
	CHECK("there are ladders", expected.ladder.count > 15);
	for (size_t i = 0; i < expected.ladder.count; i++)
		check_ladder(&expected.ladder.at[i]);
}

static void test_farewell(void)
{
	CHECK("sessions were given out", now.sessions > 5);
	CHECK_NUMBER("the hands leave", talk_stop(&talk), 0);
	CHECK("each that holds is ended", now.ended >= now.sessions);
	CHECK("every request is one that a store may be asked", !now.impolite);
}

/* ---- start ---- */

static bool load(void)
{
	struct text dir = {0};
	struct findings findings = {0};
	struct recording orders;
	text_addf(&dir, "%s/wizard-data", getenv("SYNCFIX_TEST_SOURCE"));
	struct data_sources sources = {.dir = text_str(&dir)};
	guide = data_load(&sources, &findings);
	if (recording_load(&orders, "magento1", "orders_processing"))
		case_now = orders.date;
	recording_clear(&orders);
	text_clear(&dir);
	findings_clear(&findings);
	return guide && case_now && expected_load(&expected, "magento1");
}

int main(void)
{
	static const struct check_test tests[] = {
		{"every ladder proves its cause", test_ladders},
		{"no session is left open", test_farewell},
		{0},
	};
	if (!load()) {
		fputs("wizard-data or expected.tsv cannot be read\n", stderr);
		return EXIT_FAILURE;
	}
	talk_start(&talk);
	server = server_start(NULL, answer, NULL);
	int result = check_run("ladders of Magento 1", tests);
	server_stop(server);
	text_clear(&now.store);
	expected_clear(&expected);
	guide_free(guide);
	return result;
}
