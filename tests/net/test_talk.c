/* The running syncfix-net is talked to in ways that nobody should: it answers or leaves, cleanly. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../unit/check.h"
#include "plan.h"

static void on_request(void *ctx, const struct server_request *request, struct connection *to)
{
	(void)ctx;
	(void)request;
	connection_print(to, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}");
}

static struct talk talk;
static struct server *server;
static struct arena arena;

static void begin(void)
{
	arena_init(&arena);
	talk_start(&talk);
	server = server_start(NULL, on_request, NULL);
}

static void finish(void)
{
	CHECK_NUMBER("it leaves cleanly", talk_stop(&talk), 0);
	server_stop(server);
	arena_clear(&arena);
}

static void test_garbage_first(void)
{
	static const char *const row[] =
		{"hello\n", "{}\n", "{\"do\":\"quit\"}\n", "{\"syncfix-wire\":9}\n", "\n", "\x00\xff\xfe\n"};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct talk raw;
		talk_start_silent(&raw);
		talk_send(&raw, row[i], i == 5 ? 4 : strlen(row[i]));
		CHECK("it leaves", talk_ended(&raw, 3000));
		talk_stop(&raw);
	}
}

static void test_garbage_later(void)
{
	static const char lines[] =
		"nonsense\n{\"do\":7}\n[]\n{\"do\":\"cancel\",\"id\":99}\n\n{\"do\":\"dance\"}\n";
	static const char probe[] = "{\"do\":\"probe\",\"id\":77,\"profile\":\"p\"}\n";
	static const char broken[] =
		"{\"do\":\"probe\",\"id\":78,\"profile\":\"p\",\"origin\":\"https://a\",\"name\":\"n\","
		"\"declaration\":{\"kind\":\"rm\"}}\n";
	struct wire_tell tell;
	begin();
	talk_send(&talk, lines, strlen(lines));
	talk_send(&talk, probe, strlen(probe));
	CHECK("a probe that cannot be read", talk_hear(&talk, WIRE_TELL_OUTCOME, 77, 3000, &arena, &tell));
	CHECK_TEXT("is skipped", tell.outcome, "skipped");
	talk_send(&talk, broken, strlen(broken));
	CHECK("one whose declaration is none", talk_hear(&talk, WIRE_TELL_OUTCOME, 78, 3000, &arena, &tell));
	CHECK_TEXT("is skipped too", tell.outcome, "skipped");
	CHECK("with the reason", strstr(tell.message, "kind") != NULL);
	plan_run(&talk, server, &(struct plan){0}, 5000, &arena, &tell);
	CHECK_TEXT("and it works on", tell.outcome, "ok");
	finish();
}

static void test_long_line(void)
{
	struct talk raw;
	char *block = xmalloc(65536);
	memset(block, 'x', 65536);
	talk_start(&raw);
	for (int i = 0; i < 20; i++)
		talk_send(&raw, block, 65536);
	CHECK("a line over the limit ends the talk", talk_ended(&raw, 3000));
	talk_stop(&raw);
	free(block);
}

static void test_missing_descriptor(void)
{
	static const char line[] =
		"{\"do\":\"secret\",\"profile\":\"p\",\"key\":\"k\",\"origin\":\"https://a\"}\n";
	struct talk raw;
	talk_start(&raw);
	talk_send(&raw, line, strlen(line));
	CHECK("a secret without descriptor ends the talk", talk_ended(&raw, 3000));
	talk_stop(&raw);
}

static void test_slow_bytes(void)
{
	struct wire_tell tell;
	struct text line = {0};
	begin();
	struct wire_ask scan = {.kind = WIRE_ASK_SCAN, .id = 5, .text = "text"};
	wire_write_ask(&line, &scan);
	for (size_t i = 0; i < line.len; i++) {
		talk_send(&talk, line.data + i, 1);
		usleep(1000);
	}
	CHECK("byte by byte", talk_hear(&talk, WIRE_TELL_SCANNED, 5, 2000, &arena, &tell));
	text_clear(&line);
	finish();
}

static void test_many(void)
{
	struct wire_tell tell;
	enum { MANY = 300 };
	begin();
	for (int i = 0; i < MANY; i++)
		plan_ask(&talk, server, &(struct plan){0});
	for (int i = 0; i < MANY; i++)
		if (!CHECK("each has its outcome", talk_hear(&talk, WIRE_TELL_OUTCOME, -1, 10000, &arena, &tell)))
			break;
	finish();
}

int main(void)
{
	static const struct check_test tests[] = {
		{"garbage instead of a greeting", test_garbage_first},
		{"garbage later", test_garbage_later},
		{"a line without end", test_long_line},
		{"a secret without its descriptor", test_missing_descriptor},
		{"bytes one by one", test_slow_bytes},
		{"three hundred at once", test_many},
		{0},
	};
	return check_run("talk", tests);
}
