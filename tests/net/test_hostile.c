/*
 * Servers that mean harm or are broken: every probe ends in a defined outcome within its limits, the
 * program's memory stays flat, and nothing of what they send reaches the face uncleaned.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/check.h"
#include "base/clock.h"
#include "hostile.h"
#include "plan.h"

#ifdef __SANITIZE_ADDRESS__ /* freed memory is kept back to catch late uses */
enum { FLAT_KIB = 512 * 1024, LATE_MS = 2000 };
#else
enum { FLAT_KIB = 12 * 1024, LATE_MS = 700 };
#endif

static void on_request(void *ctx, const struct server_request *request, struct connection *to)
{
	const struct hostile_row *current = ctx;
	(void)request;
	current->serve(to);
}

/* No control characters, no marks that turn the writing direction. */
static bool is_clean(const char *text)
{
	for (const char *c = text ? text : ""; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return false;
	return !text || !strstr(text, "\xe2\x80\xae");
}

static void check_clean(const char *sentence, const struct wire_tell *tell)
{
	CHECK(sentence, is_clean(tell->message) && is_clean(tell->excerpt) && is_clean(tell->url));
	for (size_t i = 0; i < tell->response_count; i++)
		CHECK(sentence, is_clean(tell->response[i].name) && is_clean(tell->response[i].value));
	for (size_t i = 0; i < tell->fact_count; i++)
		CHECK(sentence, is_clean(tell->fact[i].value));
}

static void check_row(struct talk *talk, const struct hostile_row *hostile)
{
	static const char declaration[] = "\"timeout\":\"1s\",\"max_bytes\":100000";
	struct arena arena;
	struct wire_tell tell;
	arena_init(&arena);
	struct server *server = server_start(NULL, on_request, (void *)hostile);
	int64_t begun = clock_monotonic();
	int64_t id = plan_ask(talk, server, &(struct plan){.declaration = declaration, .trace = true});
	if (CHECK(hostile->name, talk_hear(talk, WIRE_TELL_OUTCOME, id, 10000, &arena, &tell))) {
		/* One more try is made where a connection broke before anything came. */
		CHECK(hostile->name, clock_monotonic() - begun < 1000 + LATE_MS);
		CHECK(hostile->name,
		      strcmp(tell.outcome, "ok") == 0 || common_outcome_find(tell.outcome) != COMMON_OUTCOMES);
		if (hostile->outcome)
			CHECK_TEXT(hostile->name, tell.outcome, hostile->outcome);
		CHECK(hostile->name, tell.message && *tell.message);
		check_clean(hostile->name, &tell);
	}
	server_stop(server);
	arena_clear(&arena);
}

static void test_all(void)
{
	struct talk talk;
	size_t count;
	const struct hostile_row *row = hostile_rows(&count);
	talk_start(&talk);
	check_row(&talk, &row[count - 1]); /* so that all has been loaded once */
	long before = talk_status(&talk, "VmRSS");
	for (int round = 0; round < 2; round++)
		for (size_t i = round * 2; i < count; i++)
			check_row(&talk, &row[i]);
	long after = talk_status(&talk, "VmRSS");
	if (!CHECK("memory stays flat", before > 0 && after - before < FLAT_KIB))
		fprintf(stderr, "%ld KiB, then %ld KiB\n", before, after);
	CHECK("no raw escape came through", !memchr(talk.heard.data, 0x1b, talk.heard.len));
	CHECK_NUMBER("it leaves cleanly", talk_stop(&talk), 0);
}

/* One hangs, the others answer at once. */
static void serve_mixed(void *ctx, const struct server_request *request, struct connection *to)
{
	(void)ctx;
	(void)request;
	connection_print(to, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}");
}

static void test_one_hangs(void)
{
	struct talk talk;
	struct arena arena;
	struct wire_tell tell;
	size_t count;
	arena_init(&arena);
	talk_start(&talk);
	struct server *stuck = server_start(NULL, on_request, (void *)hostile_rows(&count));
	struct server *quick = server_start(NULL, serve_mixed, NULL);
	int64_t slow = plan_ask(&talk, stuck, &(struct plan){.declaration = "\"timeout\":\"2s\""});
	int64_t begun = clock_monotonic();
	for (int i = 0; i < 10; i++)
		plan_run(&talk, quick, &(struct plan){0}, 2000, &arena, &tell);
	CHECK("the others are not late", clock_monotonic() - begun < 500);
	CHECK("the hanging one ends too", talk_hear(&talk, WIRE_TELL_OUTCOME, slow, 5000, &arena, &tell));
	CHECK_TEXT("as a timeout", tell.outcome, "timeout");
	server_stop(stuck);
	server_stop(quick);
	talk_stop(&talk);
	arena_clear(&arena);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"every hostile server", test_all},
		{"one that hangs holds nobody up", test_one_hangs},
		{0},
	};
	return check_run("hostile servers", tests);
}
