/* A scenario being played: which route answers, what is counted; and what an answer is made of. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "check.h"
#include "sim/play.h"
#include "sim/reply.h"

enum { NOW = 1000000, STARTED = 500 };

static struct scenario_pair profile[] = {{"consumer_key", "ck_1"}, {"consumer_secret", "cs_2"}};
static const struct scenario_pair wants_page[] = {{"page", NULL}, {"status", "any"}};
static const struct scenario_pair wants_agent[] = {{"USER-AGENT", "syncfix"}};
static const char *const may_be_unused[] = {"spare"};

static struct scenario_route routes[] = {
	{.name = "head", .method = "HEAD", .path = "/"},
	{.name = "broken", .method = "GET", .path = "/orders", .until = {.kind = MOMENT_FIX, .fix = "cure"}},
	{.name = "twice", .method = "GET", .path = "/limited", .times = 2},
	{.name = "then", .method = "GET", .path = "/limited"},
	{.name = "page", .method = "GET", .path = "/orders", .query = wants_page, .query_count = 2},
	{.name = "orders", .method = "GET", .path = "/orders", .auth = "basic"},
	{.name = "unknown", .method = "GET", .path = "/orders", .auth = "unknown:basic"},
	{.name = "wrong", .method = "GET", .path = "/orders", .auth = "wrong:basic"},
	{.name = "later", .path = "/timed", .from = {.kind = MOMENT_TIME, .at = NOW + 1000}},
	{.name = "early", .path = "/timed", .until = {.kind = MOMENT_TIME, .at = NOW + 1000}},
	{.name = "agent", .path = "/agent", .request_header = wants_agent, .request_header_count = 1},
	{.name = "body", .method = "POST", .path = "/graphql", .contains = "orders"},
	{.name = "files", .method = "*", .path = "/files/*"},
	{.name = "spare", .path = "/spare"},
	{.name = "based", .path = "/based", .from_scenario = "base"},
};

static const struct scenario scenario = {
	.name = "test",
	.now = NOW,
	.profile = profile,
	.profile_count = 2,
	.route = routes,
	.route_count = sizeof routes / sizeof *routes,
	.expect = {.unused = may_be_unused, .unused_count = 1},
};

static const struct scenario_pair page_any[] = {{"status", "any"}, {"page", "7"}};
static const struct scenario_pair status_other[] = {{"status", "processing"}, {"page", "7"}};
static const struct scenario_pair agent_header[] = {{"User-Agent", "syncfix"}};
static const struct scenario_pair other_agent[] = {{"User-Agent", "curl"}};
static const struct scenario_pair right_key[] = {{"Authorization", "Basic Y2tfMTpjc18y"}}; /* ck_1:cs_2 */
static const struct scenario_pair wrong_key[] = {{"Authorization", "Basic Y2tfMTpjc185"}}; /* ck_1:cs_9 */
static const struct scenario_pair other_key[] = {{"Authorization", "Basic Y2tfOTpjc18y"}}; /* ck_9:cs_2 */

/* In this order: a row sees what the rows before it did. */
static const struct play_row {
	const char *sentence;
	const char *fix; /* done before the request */
	int64_t at;      /* ms after the start */
	const char *method, *path;
	const struct scenario_pair *query;
	size_t query_count;
	const struct scenario_pair *header;
	const char *body;
	const char *want; /* NULL: no route */
} rows[] = {
	{"the method decides", .method = "HEAD", .path = "/", .want = "head"},
	{"GET is not HEAD", .method = "GET", .path = "/", .want = NULL},
	{"a path is compared whole", .method = "HEAD", .path = "/x", .want = NULL},
	{"before the fix the fault answers", .method = "GET", .path = "/orders", .header = right_key,
     .want = "broken"},
	{"another fix changes nothing", .fix = "other", .method = "GET", .path = "/orders", .header = right_key,
     .want = "broken"},
	{"after the fix the next route answers", .fix = "cure", .method = "GET", .path = "/orders",
     .header = right_key, .want = "orders"},
	{"a query in any order, with any value", .method = "GET", .path = "/orders", .query = page_any,
     .query_count = 2, .want = "page"},
	{"a query with another value does not fit", .method = "GET", .path = "/orders", .query = status_other,
     .query_count = 2, .want = NULL},
	{"a wrong secret fits wrong:", .method = "GET", .path = "/orders", .header = wrong_key, .want = "wrong"},
	{"an unknown key fits unknown:", .method = "GET", .path = "/orders", .header = other_key,
     .want = "unknown"},
	{"no key at all fits neither", .method = "GET", .path = "/orders", .want = NULL},
	{"once", .method = "GET", .path = "/limited", .want = "twice"},
	{"twice", .method = "GET", .path = "/limited", .want = "twice"},
	{"and no third time", .method = "GET", .path = "/limited", .want = "then"},
	{"before its time", .method = "GET", .path = "/timed", .at = 999, .want = "early"},
	{"from its time on", .method = "GET", .path = "/timed", .at = 1000, .want = "later"},
	{"header names in any case", .method = "GET", .path = "/agent", .header = agent_header, .want = "agent"},
	{"header values exactly", .method = "GET", .path = "/agent", .header = other_agent, .want = NULL},
	{"part of a body", .method = "POST", .path = "/graphql", .body = "{ orders { id } }", .want = "body"},
	{"another body", .method = "POST", .path = "/graphql", .body = "{ shop }", .want = NULL},
	{"no body", .method = "POST", .path = "/graphql", .want = NULL},
	{"a star stands for any rest", .method = "DELETE", .path = "/files/a/b", .want = "files"},
	{"but not for the part before it", .method = "GET", .path = "/file", .want = NULL},
};

static const struct scenario_route *ask(struct play *play, const struct play_row *row)
{
	struct sim_request request = {.method = row->method,
	                              .path = row->path,
	                              .raw_url = "http://x/",
	                              .query = row->query,
	                              .query_count = row->query_count,
	                              .header = row->header,
	                              .header_count = row->header != NULL ? 1 : 0,
	                              .body = row->body,
	                              .body_len = row->body != NULL ? strlen(row->body) : 0};

	if (row->fix != NULL)
		play_fix(play, row->fix);
	return play_route(play, &request, STARTED + row->at);
}

static void test_routes(void)
{
	struct play *play = play_new(&scenario, STARTED);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct scenario_route *route = ask(play, &rows[i]);
		CHECK_TEXT(rows[i].sentence, route != NULL ? route->name : NULL, rows[i].want);
	}
	play_free(play);
}

static void test_clock(void)
{
	struct play *play = play_new(&scenario, STARTED);

	CHECK_NUMBER("the clock starts at now", play_now(play, STARTED), NOW);
	CHECK_NUMBER("and goes on", play_now(play, STARTED + 20), NOW + 20);
	play_set_now(play, NOW + 7200000, STARTED + 20);
	CHECK_NUMBER("a wait that was sat out moves it", play_now(play, STARTED + 20), NOW + 7200000);
	CHECK_NUMBER("from where it goes on", play_now(play, STARTED + 30), NOW + 7200010);
	play_free(play);
}

static void test_report(void)
{
	static const struct scenario_pair secret[] = {{"api_key", "cs_2"}, {"page", "1"}};
	static const struct play_row head = {.method = "HEAD", .path = "/"};
	static const struct play_row none = {.method = "GET",
	                                     .path = "/nowhere",
	                                     .query = secret,
	                                     .query_count = 2};
	struct play *play = play_new(&scenario, STARTED);
	struct text out = {0};

	ask(play, &head);
	ask(play, &head);
	ask(play, &none);
	play_report(play, &out);
	CHECK_TEXT("used are counted; unused are named but for those of the base and those that may be; "
	           "unexpected ones show no value of the query",
	           text_str(&out),
	           "{\"used\":{\"head\":2},\"unused\":[\"broken\",\"twice\",\"then\",\"page\",\"orders\","
	           "\"unknown\",\"wrong\",\"later\",\"early\",\"agent\",\"body\",\"files\"],"
	           "\"unexpected\":[\"GET /nowhere?api_key&page\"]}");
	text_clear(&out);
	play_free(play);
}

static const char *header_of(const struct reply *reply, const char *name)
{
	for (size_t i = 0; i < reply->header.count; i++) {
		if (strcmp(reply->header.at[i].name, name) == 0)
			return reply->header.at[i].value;
	}
	return NULL;
}

static void test_made_reply(void)
{
	static const struct scenario_pair header[] = {{"X-When", "{now-1s}"}};
	static const char body[] = "{\"at\":\"{now-1000s:iso}\",\"q\":{}}";
	struct scenario_route route = {.header = header,
	                               .header_count = 1,
	                               .body = body,
	                               .body_len = sizeof body - 1,
	                               .body_is_json = true};
	struct reply reply;
	struct error err = {0};

	CHECK("an answer can be made", reply_make(&reply, &scenario, &route, NOW, NULL, &err));
	CHECK_NUMBER("its status is 200 unless the route says else", reply.status, 200);
	CHECK_TEXT("times in the body are the scenario's", text_str(&reply.body),
	           "{\"at\":\"1970-01-01T00:00:00Z\",\"q\":{}}");
	CHECK_TEXT("and in headers", header_of(&reply, "X-When"), "1970-01-01T00:16:39Z");
	CHECK_TEXT("JSON says so", header_of(&reply, "Content-Type"), "application/json; charset=UTF-8");
	reply_clear(&reply);
	route.body = "a{session}b";
	route.body_len = strlen(route.body);
	CHECK("once more", reply_make(&reply, &scenario, &route, NOW, "0f1e", &err));
	CHECK_TEXT("a session's id is put in", text_str(&reply.body), "a0f1eb");
	reply_clear(&reply);
	CHECK("nothing fits", reply_make(&reply, &scenario, NULL, NOW, NULL, &err));
	CHECK_NUMBER("which is 599", reply.status, 599);
	reply_clear(&reply);
}

static void test_recording(void)
{
	static const char recorded[] =
		"HTTP/1.1 401 Unauthorized\r\nServer: nginx\r\nTransfer-Encoding: chunked\r\n"
		"Date: Mon, 23 Nov 2026 03:11:43 GMT\r\nX-Empty:\r\n\r\n\r\n{\"code\":\"x\"}\n";
	char *path = file_join(check_folder(), "one.http");
	struct scenario_route route = {.file = path};
	struct reply reply;
	struct error err = {0};

	CHECK("a recording is written", file_write(path, recorded, sizeof recorded - 1, 0600, &err));
	CHECK("and read", reply_make(&reply, &scenario, &route, NOW, NULL, &err));
	CHECK_NUMBER("with its status", reply.status, 401);
	CHECK_TEXT("with its headers", header_of(&reply, "Server"), "nginx");
	CHECK_TEXT("empty ones too", header_of(&reply, "X-Empty"), "");
	CHECK("without those of that connection",
	      header_of(&reply, "Date") == NULL && header_of(&reply, "Transfer-Encoding") == NULL);
	CHECK_TEXT("its body begins behind the first empty line", text_str(&reply.body),
	           "\r\n{\"code\":\"x\"}\n");
	reply_clear(&reply);
	route.status = 500;
	CHECK("again", reply_make(&reply, &scenario, &route, NOW, NULL, &err));
	CHECK_NUMBER("a status in the route wins", reply.status, 500);
	reply_clear(&reply);
	free(path);
}

static void test_bad_recording(void)
{
	static const char *const bad[] = {"", "HTTP/1.1", "<html>\n", "HTTP/1.1 OK\n\n", "HTTP/1.1 99\n\n"};
	char *path = file_join(check_folder(), "bad.http");
	struct scenario_route route = {.file = path};
	struct reply reply;
	struct error err = {0};

	CHECK("a recording that is not there is an error",
	      !reply_make(&reply, &scenario, &route, NOW, NULL, &err));
	CHECK_NUMBER("of its kind", err.kind, ERROR_NO_INPUT);
	reply_clear(&reply);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		CHECK("written", file_write(path, bad[i], strlen(bad[i]), 0600, &err));
		CHECK("what has no status line is refused", !reply_make(&reply, &scenario, &route, NOW, NULL, &err));
		CHECK_NUMBER("as bad data", err.kind, ERROR_DATA);
		reply_clear(&reply);
	}
	free(path);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"routes", test_routes},
		{"clock", test_clock},
		{"report", test_report},
		{"made reply", test_made_reply},
		{"recording", test_recording},
		{"bad recording", test_bad_recording},
		{0},
	};

	return check_run("sim", tests);
}
