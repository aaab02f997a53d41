/* The running syncfix-net: its talk, its secrets, and the requests that one probe takes. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "../unit/check.h"
#include "base/clock.h"
#include "plan.h"

static const char key[] = "ck_0123456789abcdef0123456789abcdef01234567";

/* ---- a store that says what it was asked ---- */

static int requests;
static char last_authorization[512];

static void say(struct connection *to, const char *status, const char *headers, const char *body)
{
	struct text answer = {0};
	text_addf(
		&answer,
		"HTTP/1.1 %s\r\nContent-Length: %zu\r\nContent-Type: application/json\r\n%sConnection: close\r\n\r\n%s",
		status, strlen(body), headers, body);
	connection_print(to, text_str(&answer));
	text_clear(&answer);
}

static void on_request(void *ctx, const struct server_request *request, struct connection *to)
{
	(void)ctx;
	struct text header = {0};
	requests++;
	server_request_header(request, "Authorization", &header);
	snprintf(last_authorization, sizeof last_authorization, "%s", text_str(&header));
	text_clear(&header);
	if (strstr(request->target, "/no-head") && strcmp(request->method, "HEAD") == 0)
		connection_print(to, "HTTP/1.1 405 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
	else if (strstr(request->target, "/redirect"))
		say(to, "302 Found", "Location: /there?token=12345678\r\n", "{}");
	else if (strstr(request->target, "/slow"))
		connection_wait(to, 5000);
	else if (strstr(request->target, "/break") && requests % 2 == 1)
		connection_reset(to);
	else if (strstr(request->target, "/list"))
		say(to, "200 OK", "",
		    "{\"list\":[{\"n\":\"a\",\"s\":\"open\"},{\"n\":\"b\",\"s\":\"shut\"},{\"n\":\"c\",\"s\":\"open\"}]}");
	else
		say(to, "200 OK", "Link: <http://evil.example/wp-json/?x=1>; rel=\"root\"\r\n",
		    "{\"name\":\"Shop\"}");
}

static struct talk talk;
static struct server *server;
static struct arena arena;

static void begin(void)
{
	arena_init(&arena);
	talk_start(&talk);
	server = server_start(NULL, on_request, NULL);
	requests = 0;
}

static void finish(void)
{
	CHECK_NUMBER("it leaves cleanly", talk_stop(&talk), 0);
	server_stop(server);
	arena_clear(&arena);
}

static void run(const char *declaration, struct wire_tell *tell)
{
	plan_run(&talk, server, &(struct plan){.declaration = declaration, .trace = true}, 8000, &arena, tell);
}

/* ---- tests ---- */

static void test_one_probe(void)
{
	struct wire_tell tell;
	begin();
	run("\"set\":{\"found\":{\"from\":\"text('/name')\"}}", &tell);
	CHECK_TEXT("its outcome", tell.outcome, "ok");
	CHECK_NUMBER("its verdict", tell.verdict, VERDICT_OK);
	CHECK_TEXT("its fact", plan_fact(&tell, "found"), "Shop");
	CHECK_NUMBER("its status", tell.status, 200);
	CHECK("its time", tell.total_ms > 0 && tell.total_ms < 5000 && tell.first_byte_ms >= 0);
	CHECK("no TLS", tell.tls_ms < 0);
	CHECK_TEXT("its message", tell.message, "It answers: yes.");
	CHECK("its rule", tell.rule_count == 1 && tell.rule[0].held);
	CHECK_TEXT("its excerpt", tell.excerpt, "{\"name\":\"Shop\"}");
	run("\"outcomes\":[{\"if\":\"status == 200\",\"is\":\"too_few\",\"verdict\":\"problem\"}]", &tell);
	CHECK_TEXT("a problem denies the title", tell.message, "It answers? No: too few.");
	plan_run(&talk, server, &(struct plan){0}, 5000, &arena, &tell);
	CHECK("without trace there is none", !tell.excerpt && !tell.url && tell.response_count == 0);
	finish();
}

static void test_steps(void)
{
	struct wire_tell tell;
	begin();
	run("\"url\":\"{store}/no-head\",\"method\":\"HEAD\",\"fallback\":\"GET\"", &tell);
	CHECK_TEXT("HEAD is refused, GET answers", tell.outcome, "ok");
	CHECK_TEXT("the trace shows the last", tell.method, "GET");
	CHECK_NUMBER("two requests", requests, 2);
	run("\"repeat\":3,\"set\":{\"pace\":{\"from\":\"time_first_byte\"}}", &tell);
	CHECK_NUMBER("three more", requests, 5);
	CHECK("the median is a fact", plan_fact(&tell, "pace") != NULL);
	requests = 0;
	run("\"url\":\"{store}/break\"", &tell);
	CHECK_TEXT("a broken connection is tried once more", tell.outcome, "ok");
	CHECK_NUMBER("and not oftener", requests, 2);
	finish();
}

static void test_redirect(void)
{
	struct wire_tell tell;
	begin();
	run("\"url\":\"{store}/redirect\"", &tell);
	CHECK_TEXT("it is told, not followed", tell.outcome, "redirected");
	CHECK_NUMBER("one request", requests, 1);
	const char *to = plan_fact(&tell, "redirect_to");
	CHECK("the target is absolute", to && text_starts(to, "http://127.0.0.1:") && text_ends(to, "/there"));
	CHECK("its query is not told", !memmem(talk.heard.data, talk.heard.len, "12345678", 8));
	finish();
}

static void test_facts(void)
{
	struct wire_tell tell;
	struct text root = {0};
	begin();
	run("\"set\":{\"rest_root\":{\"from\":\"link('root')\",\"pin\":\"store\"}}", &tell);
	text_addf(&root, "http://127.0.0.1:%d/wp-json/?x=1", server_port(server));
	CHECK_TEXT("pinned to the store", plan_fact(&tell, "rest_root"), text_str(&root));
	text_clear(&root);
	run("\"url\":\"{store}/list\",\"each\":{\"in\":\"/list/*\",\"label\":[{\"if\":\"item('/s') == 'open'\",\"is\":\"open\"},"
	    "{\"is\":\"shut\"}],\"take\":{\"found\":{\"from\":\"item('/n')\"}},\"sample\":{\"fact\":\"seen\",\"from\":"
	    "\"item('/n')\",\"max\":5,\"of\":\"open\"}},\"outcomes\":[{\"if\":\"n() == 3 and n('open') == 2\",\"is\":\"some\","
	    "\"verdict\":\"problem\"}]",
	    &tell);
	CHECK_TEXT("labels are counted", tell.outcome, "some");
	CHECK_TEXT("the first element's", plan_fact(&tell, "found"), "a");
	CHECK_TEXT("samples of one label", plan_fact(&tell, "seen"), "a, c");
	run("\"url\":\"{store}/list\",\"each\":{\"in\":\"/list/*\",\"label\":[{\"if\":\"item('/s') == 'shut'\",\"is\":\"shut\"}]},"
	    "\"outcomes\":[{\"worst\":[{\"is\":\"lost\",\"verdict\":\"problem\"},{\"is\":\"shut\",\"verdict\":\"unknown\"}]}]",
	    &tell);
	CHECK_TEXT("the worst there is", tell.outcome, "shut");
	finish();
}

static void test_same_answer(void)
{
	struct wire_tell tell;
	static const char shares[] =
		"\"same_answer\":\"test.first\",\"outcomes\":[{\"if\":\"text('/name') == 'Shop'\",\"is\":\"shared\",\"verdict\":\"ok\"}]";
	begin();
	int64_t second = plan_ask(&talk, server, &(struct plan){.name = "test.second", .declaration = shares});
	plan_run(&talk, server, &(struct plan){.name = "test.first"}, 5000, &arena, &tell);
	CHECK("the sharer waited", talk_hear(&talk, WIRE_TELL_OUTCOME, second, 5000, &arena, &tell));
	CHECK_TEXT("judged on the other's answer", tell.outcome, "shared");
	CHECK_NUMBER("one request for both", requests, 1);
	plan_run(&talk, server, &(struct plan){.name = "test.third", .declaration = shares}, 5000, &arena, &tell);
	CHECK_TEXT("later too", tell.outcome, "shared");
	CHECK_NUMBER("without a request", requests, 1);
	plan_run(&talk, server,
	         &(struct plan){.name = "test.alone", .declaration = "\"same_answer\":\"test.never\""}, 5000,
	         &arena, &tell);
	CHECK_NUMBER("with nobody to share it asks itself", requests, 2);
	CHECK_TEXT("and is judged", tell.outcome, "ok");
	finish();
}

static void test_cancel(void)
{
	struct wire_tell tell;
	begin();
	int64_t id = plan_ask(&talk, server, &(struct plan){.declaration = "\"url\":\"{store}/slow\""});
	CHECK("it runs", !talk_hear(&talk, WIRE_TELL_OUTCOME, id, 100, &arena, &tell));
	struct wire_ask cancel = {.kind = WIRE_ASK_CANCEL, .id = id};
	int64_t begun = clock_monotonic();
	talk_ask(&talk, &cancel, -1);
	CHECK("it ends", talk_hear(&talk, WIRE_TELL_OUTCOME, id, 2000, &arena, &tell));
	CHECK_TEXT("as skipped", tell.outcome, "skipped");
	CHECK("at once", clock_monotonic() - begun < 500);
	CHECK_NUMBER("it leaves although a request runs", talk_stop(&talk), 0);
	server_stop(server);
	arena_clear(&arena);
}

static void test_pace(void)
{
	struct wire_tell tell;
	int64_t id[3];
	begin();
	int64_t begun = clock_monotonic();
	for (int i = 0; i < 3; i++)
		id[i] = plan_ask(&talk, server, &(struct plan){.gap_ms = 200});
	for (int i = 0; i < 3; i++)
		CHECK("it answers", talk_hear(&talk, WIRE_TELL_OUTCOME, id[i], 5000, &arena, &tell));
	CHECK("two gaps", clock_monotonic() - begun >= 400);
	CHECK("not three", clock_monotonic() - begun < 600);
	finish();
}

static int64_t ask_again(const char *name, const char *declaration, const char *extra)
{
	static int64_t id = 5000;
	char origin[64];
	snprintf(origin, sizeof origin, "http://127.0.0.1:%d", server_port(server));
	const struct wire_value value[] = {{.name = "store", .type = "url", .value = origin},
	                                   {.name = extra ? extra : "", .type = "text"}};
	struct wire_ask ask = {
		.kind = WIRE_ASK_PROBE,
		.id = ++id,
		.profile = "main",
		.name = name,
		.origin = origin,
		.declaration = declaration,
		.value = value,
		.value_count = extra ? 2 : 1,
	};
	talk_ask(&talk, &ask, -1);
	return id;
}

/* A declaration travels once. */
static void test_declared_once(void)
{
	static const char declaration[] =
		"{\"title\":\"t\",\"guide\":[\"1.01\"],\"proves\":\"p\",\"does_not_prove\":\"d\",\"kind\":\"http\",\"url\":"
		"\"{store}/\",\"auth\":\"none\",\"outcomes\":[{\"if\":\"status == 200\",\"is\":\"first\",\"verdict\":\"ok\"}]}";
	struct wire_tell tell;
	begin();
	int64_t id = ask_again("test.once", NULL, NULL);
	CHECK("never declared", talk_hear(&talk, WIRE_TELL_OUTCOME, id, 3000, &arena, &tell));
	CHECK_TEXT("is skipped", tell.outcome, "skipped");
	for (int round = 0; round < 3; round++) {
		id = ask_again("test.once", round == 0 ? declaration : NULL, round == 2 ? "another_fact" : NULL);
		CHECK("declared before", talk_hear(&talk, WIRE_TELL_OUTCOME, id, 3000, &arena, &tell));
		CHECK_TEXT("is the same", tell.outcome, "first");
	}
	finish();
}

/* ---- secrets ---- */

static void test_secret_by_file(void)
{
	struct wire_tell tell;
	char path[512], origin[64];
	begin();
	snprintf(path, sizeof path, "%s/key", check_folder());
	FILE *file = fopen(path, "w");
	if (!CHECK("a file", file != NULL))
		return;
	fprintf(file, "%s\n", key);
	fclose(file);
	snprintf(origin, sizeof origin, "http://127.0.0.1:%d", server_port(server));
	struct wire_ask secret = {.kind = WIRE_ASK_SECRET, .profile = "main", .key = "token", .origin = origin};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	talk_ask(&talk, &secret, fd);
	close(fd);
	struct wire_ask ready = {.kind = WIRE_ASK_READY};
	talk_ask(&talk, &ready, -1);
	run("\"auth\":\"bearer\",\"secret\":\"token\"", &tell);
	CHECK_TEXT("it answers", tell.outcome, "ok");
	CHECK_NUMBER("it gains no rights any more", talk_status(&talk, "NoNewPrivs"), 1);
	CHECK("the server got the key", text_starts(last_authorization, "Bearer ck_"));
	CHECK("the face did not", !memmem(talk.heard.data, talk.heard.len, key, strlen(key)));
	finish();
}

static void test_secret_by_pipe(void)
{
	struct wire_tell tell;
	char origin[64];
	int pipe_fd[2];
	begin();
	snprintf(origin, sizeof origin, "http://127.0.0.1:%d", server_port(server));
	struct wire_ask secret = {.kind = WIRE_ASK_SECRET, .profile = "main", .key = "token", .origin = origin};
	CHECK("a pipe", pipe2(pipe_fd, O_CLOEXEC) == 0);
	talk_ask(&talk, &secret, pipe_fd[0]);
	close(pipe_fd[0]);
	int64_t id =
		plan_ask(&talk, server, &(struct plan){.declaration = "\"auth\":\"bearer\",\"secret\":\"token\""});
	int64_t other = plan_ask(&talk, server, &(struct plan){0});
	bool came[2] = {false, false}; /* in either order, the second even before the command has written */
	came[1] = talk_hear(&talk, WIRE_TELL_OUTCOME, -1, 300, &arena, &tell);
	CHECK("the probe waits for the command", !came[1] || tell.id == other);
	CHECK("it has written", write(pipe_fd[1], "tok-123456\n", 11) == 11);
	close(pipe_fd[1]);
	for (int i = came[1]; i < 2; i++) {
		CHECK("now they come", talk_hear(&talk, WIRE_TELL_OUTCOME, -1, 3000, &arena, &tell));
		came[tell.id == other] = tell.id == id || tell.id == other;
		if (tell.id == id)
			CHECK_TEXT("and it is well", tell.outcome, "ok");
	}
	CHECK("both came", came[0] && came[1]);
	finish();
}

static void test_scan(void)
{
	struct wire_tell tell;
	begin();
	talk_secret(&talk, "main", "token", "https://a:443", "tok-1234567890abc");
	struct wire_ask scan = {.kind = WIRE_ASK_SCAN,
	                        .id = 900,
	                        .text = "a ticket with tok-1234567890abc in it"};
	talk_ask(&talk, &scan, -1);
	CHECK("an answer", talk_hear(&talk, WIRE_TELL_SCANNED, 900, 2000, &arena, &tell));
	CHECK_TEXT("names the secret", tell.text, "main/token");
	scan.id = 901;
	scan.text = "a ticket";
	talk_ask(&talk, &scan, -1);
	CHECK("an answer", talk_hear(&talk, WIRE_TELL_SCANNED, 901, 2000, &arena, &tell));
	CHECK("nothing in it", !tell.text);
	finish();
}

int main(void)
{
	static const struct check_test tests[] = {
		{"one probe", test_one_probe},
		{"fallback, repeats, one more try", test_steps},
		{"redirects are told", test_redirect},
		{"facts, labels, the worst", test_facts},
		{"answers are shared", test_same_answer},
		{"cancel", test_cancel},
		{"pace", test_pace},
		{"a declaration travels once", test_declared_once},
		{"a secret from a file", test_secret_by_file},
		{"a secret from a command", test_secret_by_pipe},
		{"scan by value", test_scan},
		{0},
	};
	return check_run("hands", tests);
}
