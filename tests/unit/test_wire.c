/* Messages between the two programs: what is written is read back alike, and nothing else is accepted. */
#include <CUnit/Basic.h>

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "wire/wire.h"

static const char *const hosts[] = {"api.example.test", "{store}"};
static const struct wire_value values[] = {
	{.name = "pull_status", .type = "text", .value = "processing", .assumed = true},
	{.name = "order_number", .type = "text", .value = "10\"01\n\xe2\x82\xac"},
	{.name = "rest_root", .type = "url"},
};
static const struct wire_value outcomes[] = {{.name = "woo.front", .type = "outcome", .value = "ok"}};
static const struct wire_secret_form forms[] = {{.key = "consumer_key", .prefix = "ck_", .length = 43},
                                                {.key = "token"}};

static const struct wire_ask full_probe = {
	.kind = WIRE_ASK_PROBE,
	.id = 7,
	.profile = "main",
	.origin = "https://store.example.test:443",
	.name = "woo.key",
	.declaration = "{ \"kind\": \"http\",\n\t\"auth\": \"basic\" }",
	.platform_outcomes = "[]",
	.http_auth = "oauth1",
	.hosts = hosts,
	.host_count = 2,
	.gap_ms = 300,
	.value = values,
	.value_count = 3,
	.outcome = outcomes,
	.outcome_count = 1,
	.secret_form = forms,
	.secret_form_count = 2,
	.connect_to = "127.0.0.1:8443",
	.ca_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n",
	.proxy = "http://proxy.example.test:3128",
	.trace = true,
	.now = INT64_C(1795399931000),
};

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool ask_again(const struct wire_ask *ask, struct arena *arena, struct wire_ask *out)
{
	struct text line = {0};
	struct error err = {0};
	wire_write_ask(&line, ask);
	CU_ASSERT(line.len > 0 && line.data[line.len - 1] == '\n');
	CU_ASSERT_PTR_EQUAL(strchr(line.data, '\n'), line.data + line.len - 1);
	bool read = wire_read_ask(line.data, line.len - 1, arena, out, &err);
	CU_ASSERT_STRING_EQUAL(err.message, "");
	text_clear(&line);
	return read;
}

static void test_ask_kinds(void)
{
	static const struct wire_ask row[] = {
		{.kind = WIRE_ASK_HELLO},
		{.kind = WIRE_ASK_SECRET,
	     .profile = "p",
	     .key = "k",
	     .origin = "https://a:443",
	     .typed = "s\xc3\xa9"},
		{.kind = WIRE_ASK_SECRET, .profile = "p", .key = "k", .origin = "https://a:443"},
		{.kind = WIRE_ASK_READY},
		{.kind = WIRE_ASK_CANCEL, .id = INT64_C(1) << 53},
		{.kind = WIRE_ASK_SCAN, .id = 3, .text = "line one\nline two\x7f"},
		{.kind = WIRE_ASK_SCAN, .id = 4, .text = ""},
		{.kind = WIRE_ASK_DELIVER, .id = 5, .text = "x", .to = "{\"mail\":\"a\"}"},
		{.kind = WIRE_ASK_QUIT},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct arena arena;
		struct wire_ask got;
		arena_init(&arena);
		CU_ASSERT_TRUE(ask_again(&row[i], &arena, &got));
		CU_ASSERT_EQUAL(got.kind, row[i].kind);
		CU_ASSERT_EQUAL(got.id, row[i].id);
		CU_ASSERT_TRUE(same(got.profile, row[i].profile) && same(got.key, row[i].key));
		CU_ASSERT_TRUE(same(got.origin, row[i].origin) && same(got.typed, row[i].typed));
		CU_ASSERT_TRUE(same(got.text, row[i].text) && same(got.to, row[i].to));
		arena_clear(&arena);
	}
}

static void check_lists(const struct wire_ask *got)
{
	CU_ASSERT_EQUAL_FATAL(got->host_count, 2);
	CU_ASSERT_STRING_EQUAL(got->hosts[1], "{store}");
	CU_ASSERT_EQUAL_FATAL(got->value_count, 3);
	for (size_t i = 0; i < 3; i++) {
		CU_ASSERT_TRUE(same(got->value[i].name, values[i].name) && same(got->value[i].type, values[i].type));
		CU_ASSERT_TRUE(same(got->value[i].value, values[i].value));
		CU_ASSERT_EQUAL(got->value[i].assumed, values[i].assumed);
	}
	CU_ASSERT_EQUAL_FATAL(got->outcome_count, 1);
	CU_ASSERT_STRING_EQUAL(got->outcome[0].value, "ok");
	CU_ASSERT_EQUAL_FATAL(got->secret_form_count, 2);
	CU_ASSERT_STRING_EQUAL(got->secret_form[0].prefix, "ck_");
	CU_ASSERT_EQUAL(got->secret_form[0].length, 43);
	CU_ASSERT_PTR_NULL(got->secret_form[1].prefix);
}

static void test_probe(void)
{
	struct arena arena;
	struct wire_ask got;
	arena_init(&arena);
	CU_ASSERT_TRUE(ask_again(&full_probe, &arena, &got));
	CU_ASSERT_EQUAL(got.kind, WIRE_ASK_PROBE);
	CU_ASSERT_EQUAL(got.id, 7);
	CU_ASSERT_STRING_EQUAL(got.declaration, "{\"kind\":\"http\",\"auth\":\"basic\"}");
	CU_ASSERT_STRING_EQUAL(got.platform_outcomes, "[]");
	CU_ASSERT_TRUE(same(got.profile, "main") && same(got.name, "woo.key"));
	CU_ASSERT_TRUE(same(got.origin, full_probe.origin) && same(got.http_auth, "oauth1"));
	CU_ASSERT_TRUE(same(got.connect_to, full_probe.connect_to) && same(got.proxy, full_probe.proxy));
	CU_ASSERT_TRUE(same(got.ca_pem, full_probe.ca_pem));
	CU_ASSERT_TRUE(got.trace);
	CU_ASSERT_EQUAL(got.gap_ms, 300);
	CU_ASSERT_EQUAL(got.now, full_probe.now);
	check_lists(&got);
	arena_clear(&arena);
}

static bool tell_again(const struct wire_tell *tell, struct arena *arena, struct wire_tell *out)
{
	struct text line = {0};
	struct error err = {0};
	wire_write_tell(&line, tell);
	CU_ASSERT_PTR_EQUAL(strchr(line.data, '\n'), line.data + line.len - 1);
	bool read = wire_read_tell(line.data, line.len - 1, arena, out, &err);
	CU_ASSERT_STRING_EQUAL(err.message, "");
	text_clear(&line);
	return read;
}

static void test_outcome(void)
{
	static const struct wire_fact fact[] = {{"rest_root", "https://s/wp-json/"}, {"cleared", NULL}};
	static const struct wire_rule rule[] = {{"status == 200", "ok", false}, {NULL, "unexpected", true}};
	static const struct wire_header header[] = {{"Accept", "application/json"}};
	const struct wire_tell tell = {
		.kind = WIRE_TELL_OUTCOME,
		.id = 9,
		.outcome = "key_unknown",
		.verdict = VERDICT_PROBLEM,
		.message = "The store does not know this key.",
		.fix = "woo.key-unknown",
		.fact = fact,
		.fact_count = 2,
		.status = 401,
		.dns_ms = -1,
		.connect_ms = 0.25,
		.tls_ms = 12.5,
		.first_byte_ms = 99,
		.total_ms = 100,
		.rule = rule,
		.rule_count = 2,
		.method = "GET",
		.url = "https://s/x",
		.request = header,
		.request_count = 1,
		.response = header,
		.response_count = 1,
		.excerpt = "{\"code\":1}",
	};
	struct arena arena;
	struct wire_tell got;
	arena_init(&arena);
	CU_ASSERT_TRUE(tell_again(&tell, &arena, &got));
	CU_ASSERT_TRUE(got.kind == WIRE_TELL_OUTCOME && got.id == 9 && got.verdict == VERDICT_PROBLEM);
	CU_ASSERT_TRUE(same(got.outcome, tell.outcome) && same(got.message, tell.message));
	CU_ASSERT_TRUE(same(got.fix, tell.fix) && same(got.excerpt, tell.excerpt));
	CU_ASSERT_TRUE(same(got.method, "GET") && same(got.url, tell.url));
	CU_ASSERT_EQUAL(got.status, 401);
	CU_ASSERT_DOUBLE_EQUAL(got.dns_ms, -1, 0);
	CU_ASSERT_DOUBLE_EQUAL(got.connect_ms, 0.25, 0);
	CU_ASSERT_DOUBLE_EQUAL(got.tls_ms, 12.5, 0);
	CU_ASSERT_DOUBLE_EQUAL(got.total_ms, 100, 0);
	CU_ASSERT_EQUAL_FATAL(got.fact_count, 2);
	CU_ASSERT_TRUE(same(got.fact[0].value, fact[0].value) && !got.fact[1].value);
	CU_ASSERT_EQUAL_FATAL(got.rule_count, 2);
	CU_ASSERT_TRUE(same(got.rule[0].when, "status == 200") && !got.rule[0].held);
	CU_ASSERT_TRUE(!got.rule[1].when && same(got.rule[1].is, "unexpected") && got.rule[1].held);
	CU_ASSERT_EQUAL_FATAL(got.response_count, 1);
	CU_ASSERT_STRING_EQUAL(got.response[0].value, "application/json");
	arena_clear(&arena);
}

static void test_tell_kinds(void)
{
	static const struct wire_tell row[] = {
		{.kind = WIRE_TELL_HELLO},
		{.kind = WIRE_TELL_PROGRESS, .id = 1, .text = "asking"},
		{.kind = WIRE_TELL_SCANNED, .id = 2},
		{.kind = WIRE_TELL_SCANNED, .id = 2, .text = "main/consumer_key"},
		{.kind = WIRE_TELL_DELIVERED, .id = 3, .text = "The mail server refused it."},
		{.kind = WIRE_TELL_DELIVERED, .id = 3, .reference = "EFS-1"},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct arena arena;
		struct wire_tell got;
		arena_init(&arena);
		CU_ASSERT_TRUE(tell_again(&row[i], &arena, &got));
		CU_ASSERT_TRUE(got.kind == row[i].kind && got.id == row[i].id && same(got.text, row[i].text) &&
		               same(got.reference, row[i].reference));
		arena_clear(&arena);
	}
}

/* Lines that must be refused, both ways, each with a message. */
static const struct bad {
	const char *why;
	const char *line;
} bad_ask[] =
	{
		{"an empty line", ""},
		{"no JSON", "hello"},
		{"cut off", "{\"do\":\"cancel\",\"id\":1"},
		{"no object", "[1]"},
		{"null", "null"},
		{"two objects", "{\"do\":\"quit\"}{\"do\":\"quit\"}"},
		{"a name twice", "{\"do\":\"quit\",\"do\":\"quit\"}"},
		{"no request", "{}"},
		{"unknown request", "{\"do\":\"format-disk\"}"},
		{"request of wrong type", "{\"do\":7}"},
		{"version of the future", "{\"syncfix-wire\":2}"},
		{"version as text", "{\"syncfix-wire\":\"1\"}"},
		{"id as text", "{\"do\":\"cancel\",\"id\":\"1\"}"},
		{"id with a fraction", "{\"do\":\"cancel\",\"id\":1.5}"},
		{"negative id", "{\"do\":\"cancel\",\"id\":-1}"},
		{"huge id", "{\"do\":\"cancel\",\"id\":1e300}"},
		{"secret without a key", "{\"do\":\"secret\",\"profile\":\"p\",\"origin\":\"https://a\"}"},
		{"secret with NUL",
         "{\"do\":\"secret\",\"profile\":\"p\",\"key\":\"k\",\"origin\":\"o\",\"typed\":\"a\\u0000b\"}"},
		{"declaration as text",
         "{\"do\":\"probe\",\"id\":1,\"profile\":\"\",\"origin\":\"\",\"name\":\"x\",\"declaration\":\"{}\"}"},
		{"hosts that are none", "{\"do\":\"probe\",\"id\":1,\"profile\":\"\",\"origin\":\"\",\"name\":\"x\","
                                "\"declaration\":{},\"hosts\":[1]}"},
		{"values that are none", "{\"do\":\"probe\",\"id\":1,\"profile\":\"\",\"origin\":\"\",\"name\":\"x\","
                                 "\"declaration\":{},\"values\":[\"a\"]}"},
		{"values as object", "{\"do\":\"probe\",\"id\":1,\"profile\":\"\",\"origin\":\"\",\"name\":\"x\","
                             "\"declaration\":{},\"values\":{}}"},
		{"negative gap", "{\"do\":\"probe\",\"id\":1,\"profile\":\"\",\"origin\":\"\",\"name\":\"x\","
                         "\"declaration\":{},\"gap_ms\":-5}"},
		{"scan without text", "{\"do\":\"scan\",\"id\":1}"},
},
  bad_tell[] = {
	  {"an empty line", ""},
	  {"cut off", "{\"tell\":\"outcome\",\"id\":1,\"outcome\":\"ok"},
	  {"unknown message", "{\"tell\":\"joke\",\"id\":1}"},
	  {"outcome without label", "{\"tell\":\"outcome\",\"id\":1,\"verdict\":\"ok\"}"},
	  {"unknown verdict", "{\"tell\":\"outcome\",\"id\":1,\"outcome\":\"ok\",\"verdict\":\"maybe\"}"},
	  {"status as text",
       "{\"tell\":\"outcome\",\"id\":1,\"outcome\":\"ok\",\"verdict\":\"ok\",\"status\":\"200\"}"},
	  {"timing as text",
       "{\"tell\":\"outcome\",\"id\":1,\"outcome\":\"ok\",\"verdict\":\"ok\",\"timing_ms\":{\"dns\":\"1\"}}"},
	  {"facts without names",
       "{\"tell\":\"outcome\",\"id\":1,\"outcome\":\"ok\",\"verdict\":\"ok\",\"facts\":[{}]}"},
	  {"lone surrogate", "{\"tell\":\"progress\",\"id\":1,\"text\":\"\\ud800\"}"},
	  {"bytes that are no UTF-8", "{\"tell\":\"progress\",\"id\":1,\"text\":\"\xc0\xaf\"}"},
};

static void test_refused(void)
{
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof bad_ask / sizeof *bad_ask; i++) {
		struct wire_ask ask;
		struct error err = {0};
		bool read = wire_read_ask(bad_ask[i].line, strlen(bad_ask[i].line), &arena, &ask, &err);
		if (read || !err.message[0])
			CU_FAIL(bad_ask[i].why);
	}
	for (size_t i = 0; i < sizeof bad_tell / sizeof *bad_tell; i++) {
		struct wire_tell tell;
		struct error err = {0};
		bool read = wire_read_tell(bad_tell[i].line, strlen(bad_tell[i].line), &arena, &tell, &err);
		if (read || !err.message[0])
			CU_FAIL(bad_tell[i].why);
	}
	arena_clear(&arena);
}

/* Every way to cut a good line short is refused or reads as something whole, never crashes. */
static void test_truncated(void)
{
	struct text line = {0};
	struct arena arena;
	wire_write_ask(&line, &full_probe);
	arena_init(&arena);
	for (size_t len = 0; len < line.len - 2; len++) {
		struct wire_ask ask;
		if (wire_read_ask(line.data, len, &arena, &ask, NULL))
			CU_FAIL("a cut line was read");
	}
	arena_clear(&arena);
	text_clear(&line);
}

static void test_too_long(void)
{
	struct text line = {0};
	struct arena arena;
	struct wire_ask ask;
	struct error err = {0};
	arena_init(&arena);
	text_add(&line, "{\"do\":\"scan\",\"id\":1,\"text\":\"");
	text_add_repeat(&line, 'x', (size_t)WIRE_MAX_LINE - line.len - 2);
	text_add(&line, "\"}");
	CU_ASSERT_EQUAL(line.len, WIRE_MAX_LINE);
	CU_ASSERT_TRUE(wire_read_ask(line.data, line.len, &arena, &ask, &err));
	text_add(&line, " ");
	CU_ASSERT_FALSE(wire_read_ask(line.data, line.len, &arena, &ask, &err));
	CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "longer than"));
	arena_clear(&arena);
	text_clear(&line);
}

/* A newer face may say more than we know. */
static void test_unknown_members(void)
{
	static const char line[] = "{\"do\":\"cancel\",\"id\":4,\"mood\":[{\"x\":null}]}";
	struct arena arena;
	struct wire_ask ask;
	arena_init(&arena);
	CU_ASSERT_TRUE(wire_read_ask(line, strlen(line), &arena, &ask, NULL));
	CU_ASSERT_TRUE(ask.kind == WIRE_ASK_CANCEL && ask.id == 4);
	arena_clear(&arena);
}

int main(void)
{
	CU_initialize_registry();
	CU_pSuite suite = CU_add_suite("wire", NULL, NULL);
	CU_add_test(suite, "every request is read as it was written", test_ask_kinds);
	CU_add_test(suite, "a probe keeps all its members", test_probe);
	CU_add_test(suite, "an outcome keeps all its members", test_outcome);
	CU_add_test(suite, "every message back is read as it was written", test_tell_kinds);
	CU_add_test(suite, "wrong lines are refused with a message", test_refused);
	CU_add_test(suite, "a line cut anywhere is refused", test_truncated);
	CU_add_test(suite, "one byte over the limit is refused", test_too_long);
	CU_add_test(suite, "unknown members are ignored", test_unknown_members);
	CU_basic_run_tests();
	unsigned failures = CU_get_number_of_failures();
	CU_cleanup_registry();
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
