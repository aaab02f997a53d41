/*
 * Every recorded answer of a real store, sent once more by a server of ours to the real syncfix-net,
 * must be judged as expected.tsv says; and so must the same answer of a store with another name,
 * other dates, other numbers and another language.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../net/server.h"
#include "../net/talk.h"
#include "../unit/check.h"
#include "app/probe_ask.h"
#include "base/clock.h"
#include "credentials.h"
#include "data/load.h"
#include "expected.h"
#include "recording.h"

/* What the server answers now. */
static struct {
	struct recording answer;
	bool varied;
	int64_t date;
	bool impolite; /* a request lacked what every request must have */
} now;

static struct guide *guide;
static struct expected expected;
static struct talk talk;
static struct certificate certificate[2]; /* of the recorded host, of the other */
static struct server *server[3];          /* https, https of the other host, http */
static int64_t next_id = 1;

/* ---- the store ---- */

static bool is_polite(const struct server_request *request)
{
	return strstr(request->head, "\r\nAccept: application/json\r\n") &&
	       strstr(request->head, "\r\nUser-Agent: syncfix/") && !strcasestr(request->head, "\r\ncookie:");
}

static void print_answer(const struct recording *recording, const struct server_request *request,
                         struct connection *to)
{
	struct text bytes = {0};
	bool head = strcmp(request->method, "HEAD") == 0;
	recording_print(recording, now.varied, now.date, head, &bytes);
	connection_write(to, bytes.data, bytes.len);
	text_clear(&bytes);
}

/* Contrasts get what the store says to a wrong secret or to a key it does not know. */
static void answer(void *ctx, const struct server_request *request, struct connection *to)
{
	(void)ctx;
	struct sent sent;
	credentials_judge(request, &sent);
	now.impolite = now.impolite || !is_polite(request);
	if (sent.credentials == CREDENTIALS_NONE || sent.credentials == CREDENTIALS_RIGHT) {
		print_answer(&now.answer, request, to);
		return;
	}
	bool wrong = sent.credentials == CREDENTIALS_WRONG_SECRET;
	const char *name = sent.basic ? (wrong ? "auth_wrong_secret" : "auth_unknown_key")
	                              : (wrong ? "https_oauth_wrong_secret" : "https_oauth_unknown_key");
	struct recording other;
	if (recording_load(&other, "woocommerce", name))
		print_answer(&other, request, to);
	recording_clear(&other);
}

/* ---- one row ---- */

struct run {
	const struct expected_row *row;
	bool varied;
	bool https;
	const struct probe *probe;
	ARRAY(struct event_fact) fact;
	ARRAY(enum source) source;
	char order[64], sku[64], status[64];
};

static void give(struct run *run, const char *name, const char *value)
{
	struct event_fact fact = {name, value};
	array_push(&run->fact, fact);
	array_push(&run->source, SOURCE_PROFILE);
}

/* Plain http where the recording was made so; a signed https request is the probe behind WOO-2. */
static void choose(struct run *run)
{
	bool oauth = strcmp(run->row->auth, "oauth") == 0;
	bool plain = text_starts(run->row->file, "http_") || text_starts(run->row->file, "redirect_http_") ||
	             strcmp(run->row->file, "index_http_ok") == 0;
	run->https = !plain;
	run->probe = guide_probe(guide, oauth && run->https ? "woocommerce.key-signed" : run->row->probe);
}

static void read_sku(struct run *run)
{
	static const char before[] = "space + ", behind[] = " + space";
	char noted[64];
	if (!expected_note(run->row, "sku=", noted, sizeof noted))
		return;
	if (text_starts(noted, before))
		snprintf(run->sku, sizeof run->sku, " %s", noted + strlen(before));
	else if (text_ends(noted, behind))
		snprintf(run->sku, sizeof run->sku, "%.*s ", (int)(strlen(noted) - strlen(behind)), noted);
	else
		snprintf(run->sku, sizeof run->sku, "%s", noted);
	give(run, "sku", run->sku);
}

static void read_note(struct run *run)
{
	char noted[64];
	if (expected_note(run->row, "id=", noted, sizeof noted)) {
		char *end;
		long id = strtol(noted, &end, 10);
		bool shifted = run->varied && end != noted;
		snprintf(run->order, sizeof run->order, "%s", noted);
		if (shifted)
			snprintf(run->order, sizeof run->order, "%ld", id + RECORDING_ID_SHIFT);
		give(run, "order_number", run->order);
	}
	bool status = expected_note(run->row, " status=", run->status, sizeof run->status) ||
	              expected_note(run->row, "S=", run->status, sizeof run->status);
	give(run, "pull_status", status ? run->status : "processing");
	read_sku(run);
}

static const char *host_of(const struct run *run)
{
	return run->varied ? RECORDING_OTHER_HOST : RECORDING_HOST;
}

/* The time at which orders of the recording are recent. */
static int64_t case_time(const struct run *run)
{
	return now.answer.date - (run->varied ? DAYS(365) * RECORDING_YEARS : 0);
}

static void ask(struct run *run, int64_t id, struct arena *arena)
{
	struct text store = {0}, way = {0};
	text_addf(&store, "%s://%s", run->https ? "https" : "http", host_of(run));
	text_addf(&way, "127.0.0.1:%d", server_port(server[run->https ? run->varied : 2]));
	give(run, "store", text_str(&store));
	give(run, "consumer_key", "known");
	give(run, "consumer_secret", "known");
	struct integration integration = {.name = text_str(&store),
	                                  .platform = guide_platform(guide, "woocommerce"),
	                                  .store = text_str(&store)};
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
	probe_ask_make(&message, walk, run->probe, &integration, case_time(run), arena);
	message.id = id;
	message.gap_ms = 0;
	message.trace = true;
	message.connect_to = text_str(&way);
	message.ca_pem = text_str(&certificate[run->varied].ca);
	talk_ask(&talk, &message, -1);
	walk_free(walk);
	text_clear(&store);
	text_clear(&way);
}

static bool is_old_clock(const struct run *run)
{
	return strcmp(run->row->file, "http_oauth_old_timestamp") == 0;
}

static void check_row(const struct expected_row *row, bool varied)
{
	struct run run = {.row = row, .varied = varied};
	struct arena arena;
	struct wire_tell tell;
	int64_t id = next_id++;
	char sentence[256];
	if (!CHECK(row->file, recording_load(&now.answer, "woocommerce", row->file)))
		return;
	arena_init(&arena);
	choose(&run);
	read_note(&run);
	now.varied = varied;
	now.date = clock_now(NULL) + (is_old_clock(&run) ? MINUTES(20) : 0);
	ask(&run, id, &arena);
	snprintf(sentence, sizeof sentence, "%s%s (%s)", varied ? "varied " : "", row->file, row->note);
	if (CHECK(sentence, talk_hear(&talk, WIRE_TELL_OUTCOME, id, 10000, &arena, &tell)) &&
	    !CHECK_TEXT(sentence, tell.outcome, row->label))
		fprintf(stderr, "%s: %s\n", row->file, tell.message);
	array_clear(&run.fact);
	array_clear(&run.source);
	recording_clear(&now.answer);
	arena_clear(&arena);
}

/* ---- tests ---- */

static void start(void)
{
	static const char *const host[2] = {RECORDING_HOST, RECORDING_OTHER_HOST};
	talk_start(&talk);
	for (int i = 0; i < 2; i++) {
		if (!certificate_make(&certificate[i], host[i], clock_now(NULL), NULL))
			abort();
		server[i] = server_start(&certificate[i], answer, NULL);
		for (int tls = 0; tls < 2; tls++) {
			char profile[128], origin[192];
			snprintf(profile, sizeof profile, "http%s://%s", tls ? "s" : "", host[i]);
			snprintf(origin, sizeof origin, "%s:%d", profile, tls ? 443 : 80);
			talk_secret(&talk, profile, "consumer_key", origin, CREDENTIALS_KEY);
			talk_secret(&talk, profile, "consumer_secret", origin, CREDENTIALS_SECRET);
		}
	}
	server[2] = server_start(NULL, answer, NULL);
	struct wire_ask ready = {.kind = WIRE_ASK_READY};
	talk_ask(&talk, &ready, -1);
}

static void stop(void)
{
	CHECK("no secret came back",
	      !memmem(text_str(&talk.heard), talk.heard.len, CREDENTIALS_SECRET, strlen(CREDENTIALS_SECRET)));
	CHECK("no key came back",
	      !memmem(text_str(&talk.heard), talk.heard.len, CREDENTIALS_KEY, strlen(CREDENTIALS_KEY)));
	CHECK_NUMBER("the hands leave when the face closes", talk_stop(&talk), 0);
	for (int i = 0; i < 3; i++)
		server_stop(server[i]);
	for (int i = 0; i < 2; i++)
		certificate_clear(&certificate[i]);
}

static void test_recorded(void)
{
	start();
	CHECK("there are rows", expected.row.count > 100);
	for (size_t i = 0; i < expected.row.count; i++)
		check_row(&expected.row.at[i], false);
	CHECK("every request has Accept and User-Agent and no cookie", !now.impolite);
	stop();
}

static void test_varied(void)
{
	start();
	for (size_t i = 0; i < expected.row.count; i++)
		check_row(&expected.row.at[i], true);
	stop();
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
	return guide && expected_load(&expected, "woocommerce");
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
	int result = check_run("captures", tests);
	expected_clear(&expected);
	guide_free(guide);
	return result;
}
