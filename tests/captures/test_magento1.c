/*
 * Recorded answers of a real Magento 1 store, sent once more to the real syncfix-net: each is judged as
 * magento1/expected.tsv says, and so is that of a store with another name, namespace, language, dates and
 * numbers. The login before it is answered as recorded too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../net/talk.h"
#include "../unit/check.h"
#include "app/probe_ask.h"
#include "base/clock.h"
#include "data/load.h"
#include "expected.h"
#include "magento1.h"
#include "recording.h"

/* What the server answers now. */
static struct {
	struct recording answer, login;
	const char *probe; /* ref: M1-2 is judged on the login itself */
	bool varied;
	bool impolite;
	int logins;
} now;

static struct guide *guide;
static struct expected expected;
static struct talk talk;
static struct certificate certificate[2]; /* of the recorded host, of the other */
static struct server *server[3];          /* https, https of the other host, http */
static int64_t next_id = 1;

static void answer(void *ctx, const struct server_request *request, struct connection *to)
{
	struct text bytes = {0};
	char call[64];
	(void)ctx;
	magento1_call(request, call, sizeof call);
	bool login = strcmp(call, "login") == 0;
	now.impolite = now.impolite || !magento1_is_polite(request);
	now.logins += login;
	bool before = login && strcmp(now.probe, "M1-2") != 0;
	recording_print(before ? &now.login : &now.answer, now.varied, 0, false, &bytes);
	connection_write(to, bytes.data, bytes.len);
	text_clear(&bytes);
}

/* ---- one row ---- */

struct run {
	const struct expected_row *row;
	bool varied;
	char origin[128];
	struct text store;
	ARRAY(struct event_fact) fact;
	ARRAY(enum source) source;
	char sku[64], status[64];
};

static void give(struct run *run, const char *name, const char *value)
{
	struct event_fact fact = {name, value};
	array_push(&run->fact, fact);
	array_push(&run->source, SOURCE_PROFILE);
}

/* "sku=ABC-123 + space" */
static void read_sku(struct run *run)
{
	static const char behind[] = " + space";
	char noted[64] = "NO-SUCH-SKU";
	expected_note(run->row, "sku=", noted, sizeof noted);
	bool space = text_ends(noted, behind);
	snprintf(run->sku, sizeof run->sku, "%.*s%s", (int)(strlen(noted) - (space ? strlen(behind) : 0)), noted,
	         space ? " " : "");
	give(run, "sku", run->sku);
}

static void read_row(struct run *run)
{
	char typed[256], *host;
	struct text varied = {0};
	magento1_address(run->row->file, typed, sizeof typed);
	host = strstr(typed, RECORDING_HOST);
	text_addf(&varied, "%.*s%s%s", (int)(host - typed), typed,
	          run->varied ? RECORDING_OTHER_HOST : RECORDING_HOST, host + strlen(RECORDING_HOST));
	magento1_typed(guide, text_str(&varied), &run->store);
	snprintf(run->origin, sizeof run->origin, "%.*s%s", (int)(host - typed), typed,
	         run->varied ? RECORDING_OTHER_HOST : RECORDING_HOST);
	text_clear(&varied);
	give(run, "store", text_str(&run->store));
	give(run, "api_user", MAGENTO1_USER);
	give(run, "api_key", "known");
	give(run, "order_number", "100000099");
	give(run, "shipment_number", "100000001");
	bool status = expected_note(run->row, "P=", run->status, sizeof run->status);
	give(run, "pull_status", status ? run->status : "processing");
	read_sku(run);
}

static int64_t case_time(const struct run *run)
{
	return now.answer.date - (run->varied ? DAYS(365) * RECORDING_YEARS : 0);
}

static void ask(struct run *run, int64_t id, struct arena *arena)
{
	struct text way = {0};
	bool https = text_starts(run->origin, "https");
	text_addf(&way, "127.0.0.1:%d", server_port(server[https ? run->varied : 2]));
	struct integration integration = {.name = run->row->file,
	                                  .platform = guide_platform(guide, "magento1"),
	                                  .store = text_str(&run->store)};
	struct walk_options options = {
		.platform = integration.platform,
		.profile = integration.name,
		.can_probe = true,
		.given = run->fact.at,
		.given_source = run->source.at,
		.given_count = run->fact.count,
	};
	struct walk *walk = walk_new(guide, &options, case_time(run));
	struct wire_ask message;
	probe_ask_make(&message, walk, guide_probe(guide, run->row->probe), &integration, case_time(run), arena);
	message.id = id;
	message.gap_ms = 0;
	message.trace = true;
	message.connect_to = text_str(&way);
	message.ca_pem = text_str(&certificate[run->varied].ca);
	talk_secret(&talk, integration.name, "api_key", message.origin, MAGENTO1_KEY);
	talk_ask(&talk, &message, -1);
	walk_free(walk);
	text_clear(&way);
}

static void check_row(const struct expected_row *row, bool varied)
{
	struct run run = {.row = row, .varied = varied};
	struct arena arena;
	struct wire_tell tell;
	int64_t id = next_id++;
	char sentence[256];
	if (!CHECK(row->file, recording_load(&now.answer, "magento1", row->file)))
		return;
	arena_init(&arena);
	read_row(&run);
	now.varied = varied;
	now.probe = row->probe;
	now.logins = 0;
	ask(&run, id, &arena);
	snprintf(sentence, sizeof sentence, "%s%s (%s)", varied ? "varied " : "", row->file, row->note);
	if (CHECK(sentence, talk_hear(&talk, WIRE_TELL_OUTCOME, id, 10000, &arena, &tell))) {
		if (!CHECK_TEXT(sentence, tell.outcome, row->label))
			fprintf(stderr, "%s: %s\n", row->file, tell.message);
		CHECK("an excerpt holds nothing of a buyer", !tell.excerpt || !strcasestr(tell.excerpt, "jane"));
		CHECK("nor the database's words", !strstr(tell.message, "SQLSTATE"));
	}
	if (strcmp(row->label, "session_expired") == 0)
		CHECK_NUMBER("a session that expired is got anew, once", now.logins, 2);
	array_clear(&run.fact);
	array_clear(&run.source);
	text_clear(&run.store);
	recording_clear(&now.answer);
	arena_clear(&arena);
}

/* ---- tests ---- */

static void start(void)
{
	static const char *const host[2] = {RECORDING_HOST, RECORDING_OTHER_HOST};
	now.impolite = false;
	talk_start(&talk);
	for (int i = 0; i < 2; i++) {
		if (!certificate_make(&certificate[i], host[i], clock_now(NULL), NULL))
			abort();
		server[i] = server_start(&certificate[i], answer, NULL);
	}
	server[2] = server_start(NULL, answer, NULL);
	struct wire_ask ready = {.kind = WIRE_ASK_READY};
	talk_ask(&talk, &ready, -1);
}

static void stop(void)
{
	static const char session[] = "487e96afece9074c6c4e8bcaf0ca1068";
	CHECK("every request is one that a store may be asked", !now.impolite);
	CHECK("no key came back",
	      !memmem(text_str(&talk.heard), talk.heard.len, MAGENTO1_KEY, strlen(MAGENTO1_KEY)));
	CHECK("no session came back", !memmem(text_str(&talk.heard), talk.heard.len, session, strlen(session)));
	now.probe = "M1-2";
	CHECK("the answer to the call that ends a session",
	      recording_load(&now.answer, "magento1", "session_ended"));
	CHECK_NUMBER("the hands leave when the face closes", talk_stop(&talk), 0);
	recording_clear(&now.answer);
	for (int i = 0; i < 3; i++)
		server_stop(server[i]);
	for (int i = 0; i < 2; i++)
		certificate_clear(&certificate[i]);
}

static void check_all(bool varied)
{
	start();
	CHECK("there are rows", expected.row.count > 70);
	for (size_t i = 0; i < expected.row.count; i++)
		check_row(&expected.row.at[i], varied);
	stop();
}

static void test_recorded(void)
{
	check_all(false);
}

static void test_varied(void)
{
	check_all(true);
}

static bool load(void)
{
	struct text dir = {0};
	struct findings findings = {0};
	text_addf(&dir, "%s/wizard-data", getenv("SYNCFIX_TEST_SOURCE"));
	struct data_sources sources = {.dir = text_str(&dir)};
	guide = data_load(&sources, &findings);
	text_clear(&dir);
	findings_clear(&findings);
	return guide && expected_load(&expected, "magento1") &&
	       recording_load(&now.login, "magento1", "login_ok");
}

int main(void)
{
	static const struct check_test tests[] = {
		{"recorded answers are judged as expected.tsv says", test_recorded},
		{"so are those of another store in another language", test_varied},
		{0},
	};
	if (!load()) {
		fputs("wizard-data or expected.tsv cannot be read\n", stderr);
		return EXIT_FAILURE;
	}
	int result = check_run("captures of Magento 1", tests);
	recording_clear(&now.login);
	expected_clear(&expected);
	guide_free(guide);
	return result;
}
