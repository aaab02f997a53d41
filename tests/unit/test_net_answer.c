/* Answers: what a body is, what can be read in it, and which common outcome it has. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "check.h"
#include "net/dates.h"
#include "net/judge.h"
#include "net/message.h"
#include "net_task.h"

static void test_forms(void)
{
	static const struct {
		const char *sentence;
		const char *text;
		enum answer_form form;
		bool dirty;
		bool like_json;
	} row[] = {
		{"nothing is empty", "HTTP/1.1 200 OK\n\n", ANSWER_EMPTY, false, false},
		{"white space is empty", "HTTP/1.1 200 OK\n\n \r\n\t", ANSWER_EMPTY, false, false},
		{"a byte order mark alone is empty", "HTTP/1.1 200 OK\n\n\xef\xbb\xbf", ANSWER_EMPTY, true, false},
		{"an object", "HTTP/1.1 200 OK\n\n{\"a\":1}", ANSWER_JSON, false, false},
		{"an array with space around it", "HTTP/1.1 200 OK\n\n\n [1] \n", ANSWER_JSON, false, false},
		{"JSON called HTML is JSON", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n[]", ANSWER_JSON, false,
	     false},
		{"a mark before JSON", "HTTP/1.1 200 OK\n\n\xef\xbb\xbf[]", ANSWER_JSON, true, false},
		{"notices before JSON",
	     "HTTP/1.1 200 OK\n\n<br />\n<b>Warning</b>: key [x] {y} in <b>a.php</b><br />\n[{\"a\":\"]\"}]",
	     ANSWER_JSON, true, false},
		{"a comment behind JSON", "HTTP/1.1 200 OK\n\n{}<!-- cached -->", ANSWER_JSON, true, false},
		{"a bare value called JSON", "HTTP/1.1 200 OK\nContent-Type: application/json\n\nnull", ANSWER_JSON,
	     false, false},
		{"a bare word", "HTTP/1.1 200 OK\n\nnull", ANSWER_OTHER, false, false},
		{"JSON cut off", "HTTP/1.1 200 OK\n\n{\"a\":[1,2", ANSWER_OTHER, false, true},
		{"a name twice", "HTTP/1.1 200 OK\n\n{\"a\":1,\"a\":2}", ANSWER_OTHER, false, true},
		{"NaN", "HTTP/1.1 200 OK\n\n{\"a\":NaN}", ANSWER_OTHER, false, true},
		{"a lone surrogate", "HTTP/1.1 200 OK\n\n{\"a\":\"\\ud800\"}", ANSWER_OTHER, false, true},
		{"bytes that are no UTF-8", "HTTP/1.1 200 OK\n\n{\"a\":\"\xff\"}", ANSWER_OTHER, false, true},
		{"a page by its type", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<h1>x</h1>", ANSWER_HTML, false,
	     false},
		{"a page by its first words", "HTTP/1.1 200 OK\n\n  <!DOCTYPE HTML><p>{\"a\":1}", ANSWER_HTML, false,
	     false},
		{"a page that calls itself JSON", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n<html>",
	     ANSWER_HTML, false, false},
		{"XML", "HTTP/1.1 200 OK\n\n<?xml version=\"1.0\"?><a><b>1</b></a>", ANSWER_XML, false, false},
		{"XML by its type", "HTTP/1.1 200 OK\nContent-Type: text/xml\n\n<a/>", ANSWER_XML, false, false},
		{"XML with a DOCTYPE is not read",
	     "HTTP/1.1 200 OK\n\n<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", ANSWER_OTHER, false,
	     false},
		{"plain words", "HTTP/1.1 200 OK\nContent-Type: text/plain\n\nhello", ANSWER_OTHER, false, false},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct answer answer;
		answer_of(&answer, row[i].text);
		CHECK_NUMBER(row[i].sentence, answer.form, row[i].form);
		CHECK(row[i].sentence, answer.dirty == row[i].dirty);
		CHECK(row[i].sentence, answer.looked_like_json == row[i].like_json);
		answer_clear(&answer);
	}
}

/* ---- functions of expressions ---- */

static const char orders[] =
	"HTTP/1.1 200 OK\n"
	"Date: Mon, 23 Nov 2026 03:11:43 GMT\n"
	"link: <https://s/wp-json/>; rel=\"https://api.w.org/\", <https://s/?page=2>; rel=\"next last\"\n"
	"X-Two: one\n"
	"x-two: two\n"
	"\n"
	"{\"orders\":[{\"id\":24,\"status\":\"pending\",\"at\":\"2026-11-23T01:48:00\",\"paid\":false,\"total\":\"5.00\"},"
	"{\"id\":25,\"status\":\"processing\",\"at\":\"2026-11-22T01:48:00Z\",\"paid\":true,\"note\":null}],"
	"\"none\":[],\"unix\":1795399931,\"mail\":\"Mon, 23 Nov 2026 04:11:43 +0100\",\"a/b\":{\"m~n\":\"deep\"},"
	"\"empty\":\"\"}";

static const struct read_row {
	const char *expression;
	const char *value;
} reads[] = {
	{"status", "200"},
	{"header('X-TWO')", "one, two"},
	{"header('x-none')", "unknown"},
	{"link('https://api.w.org/')", "https://s/wp-json/"},
	{"link('last')", "https://s/?page=2"},
	{"link('prev')", "unknown"},
	{"scheme(asked_url)", "https"},
	{"is_object(body)", "yes"},
	{"is_array(body)", "no"},
	{"is_array('/orders')", "yes"},
	{"is_array('/missing')", "no"},
	{"is_empty('/none')", "yes"},
	{"is_empty('/empty')", "yes"},
	{"is_empty('/orders')", "no"},
	{"is_empty('/missing')", "unknown"},
	{"is_html(body)", "no"},
	{"dirty", "no"},
	{"text('/orders/0/status')", "pending"},
	{"text('/orders/0/id')", "24"},
	{"text('/orders/0/paid')", "unknown"},
	{"text('/orders/1/note')", "unknown"},
	{"text('/a~1b/m~0n')", "deep"},
	{"number('/orders/0/id')", "24"},
	{"number('/orders/0/total')", "unknown"},
	{"bool('/orders/1/paid')", "yes"},
	{"bool('/orders/1/id')", "unknown"},
	{"time('/orders/0/at')", "2026-11-23T01:48:00Z"},
	{"time('/mail')", "2026-11-23T03:11:43Z"},
	{"time('/unix')", "2026-11-23T02:12:11Z"},
	{"time('/orders/0/status')", "unknown"},
	{"list('/orders/*/status')", "pending, processing"},
	{"list('/a~1b/*~')", "m~n"},
	{"list('/none/*')", ""},
	{"count('/orders/*')", "2"},
	{"count('/orders/*', item('/status') == 'pending')", "1"},
	{"count('/none/*')", "0"},
	{"count('/missing/*')", "unknown"},
	{"any('/orders/*', item_number('/id') > 24)", "yes"},
	{"any('/orders/*', item_number('/id') > 25)", "no"},
	{"any('/orders/*', item_bool('/paid') == yes)", "yes"},
	{"any('/missing/*', item('') == 'x')", "unknown"},
	{"all('/orders/*', item_number('/id') > 0)", "yes"},
	{"all('/orders/*', item('/note') == 'x')", "no"},
	{"all('/none/*', item('') == 'x')", "no"},
	{"first('/orders/*/id', item_bool('/paid') == yes)", "25"},
	{"first('/orders/*/id', item('/status') == 'gone')", "unknown"},
	{"newest('/orders/*/at')", "2026-11-23T01:48:00Z"},
	{"oldest('/orders/*/at')", "2026-11-22T01:48:00Z"},
	{"oldest('/orders/*/at', item('/status') == 'pending')", "2026-11-23T01:48:00Z"},
	{"newest('/none/*')", "unknown"},
	{"any('/orders/*', item_time('/at') >= now - 24h)", "yes"},
	{"time_first_byte", "120ms"},
	{"n()", "unknown"},
	{"contrast('wrong_secret', '/message')", "unknown"},
};

static void check_reads(const struct read_row *row, size_t count, const char *text)
{
	struct task *task = task_of(&(struct task_plan){.now = INT64_C(1795399931000)});
	struct answer answer;
	struct reading reading;
	struct text got = {0};
	answer_of(&answer, text);
	reading_init(&reading, task, &answer);
	for (size_t i = 0; i < count; i++) {
		read_of(&got, &reading, row[i].expression);
		CHECK_TEXT(row[i].expression, text_str(&got), row[i].value);
	}
	text_clear(&got);
	answer_clear(&answer);
	task_free(task);
}

static void test_reading(void)
{
	check_reads(reads, sizeof reads / sizeof *reads, orders);
}

static void test_reading_page(void)
{
	static const struct read_row row[] = {
		{"is_html(body)", "yes"},
		{"is_array(body)", "no"},
		{"is_empty(body)", "no"},
		{"body has 'Briefly'", "yes"},
		{"text('/code')", "unknown"},
		{"count('/*')", "unknown"},
		{"any('/*', item('') == 'x')", "unknown"},
		{"date_skew", "unknown"},
	};
	check_reads(row, sizeof row / sizeof *row, "HTTP/1.1 503 x\n\n<html><p>Briefly unavailable");
}

/* A list that is named inside a WHERE belongs to the element, not to the answer. */
static void test_reading_nested(void)
{
	static const struct read_row row[] = {
		{"any('/o/*', any('/l/*', item('/s') == 'A'))", "yes"},
		{"count('/o/*', count('/l/*') == 2)", "1"},
		{"count('/o/*', count('/l/*') == 0)", "1"},
		{"first('/o/*/n', any('/l/*', item('/s') == 'B' and count('/t/*') == 2))", "2"},
		{"any('/o/*', any('/o/*', item('/n') == '1'))", "unknown"},
		{"count('/o/*/l/*/t/*')", "3"},
	};
	check_reads(row, sizeof row / sizeof *row,
	            "HTTP/1.1 200 OK\n\n{\"o\":[{\"n\":\"1\",\"l\":[{\"s\":\"A\",\"t\":[1]}]},"
	            "{\"n\":\"2\",\"l\":[{\"s\":\"A\",\"t\":[]},{\"s\":\"B\",\"t\":[1,2]}]},"
	            "{\"n\":\"3\",\"l\":[]}]}");
}

static void test_reading_xml(void)
{
	static const struct read_row row[] = {
		{"is_object(body)", "yes"},
		{"text('/Envelope/Body/Fault/faultcode')", "2"},
		{"number('/Envelope/Body/Fault/faultcode')", "2"},
		{"count('/Envelope/Body/Item')", "2"},
		{"any('/Envelope/Body/*', item('/sku') == 'B')", "yes"},
		{"list('/Envelope/Body/Item/sku')", "A, B"},
		{"missing('/Envelope/Body/Item/sku', 'A C B D')", "C, D"},
		{"missing('/Envelope/Body/Item/sku', 'B A')", ""},
		{"missing('/none', 'A')", "A"},
		{"trim(' A ') == text('/Envelope/Body/Item/sku')", "yes"},
		{"bool('/Envelope/Body/Item/on')", "yes"},
		{"text('/Envelope/missing')", "unknown"},
	};
	check_reads(row, sizeof row / sizeof *row,
	            "HTTP/1.1 200 OK\n\n<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"urn:x\"><s:Body>"
	            "<s:Fault><faultcode> 2 </faultcode></s:Fault><Item><sku>A</sku><on>true</on></Item>"
	            "<Item><sku>B</sku></Item></s:Body></s:Envelope>");
}

/* The server's clock against ours. */
static void test_skew(void)
{
	struct task *task = task_of(&(struct task_plan){0});
	struct answer answer;
	struct reading reading;
	struct text got = {0};
	answer_of(&answer, orders);
	time_parse_http("Mon, 23 Nov 2026 03:01:43 GMT", &answer.at);
	reading_init(&reading, task, &answer);
	read_of(&got, &reading, "date_skew");
	CHECK_TEXT("ten minutes ahead of us", text_str(&got), "600000ms");
	text_clear(&got);
	answer_clear(&answer);
	task_free(task);
}

/* ---- common outcomes ---- */

static void test_common(void)
{
	static const struct {
		const char *text;
		enum common_outcome outcome;
	} row[] = {
		{"HTTP/1.1 301 x\nLocation: https://s/\n\n", OUTCOME_REDIRECTED},
		{"HTTP/1.1 301 x\n\n", OUTCOME_UNEXPECTED},
		{"HTTP/1.1 304 x\nLocation: https://s/\n\n", OUTCOME_UNEXPECTED},
		{"HTTP/1.1 429 x\n\n<html>", OUTCOME_RATE_LIMITED},
		{"HTTP/1.1 503 x\nRetry-After: 5\n\nToo Many Requests", OUTCOME_RATE_LIMITED},
		{"HTTP/1.1 503 x\nRetry-After: 600\n\n<html>", OUTCOME_MAINTENANCE},
		{"HTTP/1.1 503 x\n\n<html>Scheduled MAINTENANCE", OUTCOME_MAINTENANCE},
		{"HTTP/1.1 503 x\n\n<html>", OUTCOME_SERVER_ERROR},
		{"HTTP/1.1 500 x\n\n", OUTCOME_SERVER_ERROR},
		{"HTTP/1.1 503 x\n\n<html><title>Just a moment...</title>", OUTCOME_BOT_CHALLENGE},
		{"HTTP/1.1 403 x\ncf-mitigated: challenge\n\n{}", OUTCOME_BOT_CHALLENGE},
		{"HTTP/1.1 403 x\n\n<html>please solve the CAPTCHA", OUTCOME_BOT_CHALLENGE},
		{"HTTP/1.1 200 x\n\n<html>shop", OUTCOME_NOT_API},
		{"HTTP/1.1 404 x\n\n<html>nothing here", OUTCOME_NOT_API},
		{"HTTP/1.1 200 x\n\n{\"a\":", OUTCOME_MALFORMED},
		{"HTTP/1.1 404 x\n\n{\"a\":", OUTCOME_MALFORMED},
		{"HTTP/1.1 200 x\n\n", OUTCOME_MALFORMED},
		{"HTTP/1.1 200 x\n\nhello", OUTCOME_MALFORMED},
		{"HTTP/1.1 204 x\n\n", OUTCOME_UNEXPECTED},
		{"HTTP/1.1 404 x\n\n{\"code\":\"what\"}", OUTCOME_UNEXPECTED},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct answer answer;
		answer_of(&answer, row[i].text);
		enum common_outcome got = judge_common(&answer);
		CHECK_TEXT(row[i].text, common_outcome(got)->name, common_outcome(row[i].outcome)->name);
		answer_clear(&answer);
	}
	struct answer head;
	answer_of(&head, "HTTP/1.1 200 x\n\n");
	head.head = true;
	CHECK_NUMBER("HEAD has no body to miss", judge_common(&head), OUTCOME_UNEXPECTED);
	answer_clear(&head);
}

static void test_excerpt(void)
{
	static const struct {
		const char *text, *excerpt;
	} row[] = {
		{"HTTP/1.1 200 x\n\n<html><style>p{}</style><script>var a;</script><h1>Shop  is\n</h1><p>away</p>",
	     "Shop is away"},
		{"HTTP/1.1 200 x\n\n{\"a\": \"\x1b[31mred\"", "{\"a\": \"[31mred\""},
		{"HTTP/1.1 200 x\n\n", ""},
		{"HTTP/1.1 200 x\n\n<html><style>never closed", "never closed"},
		{"HTTP/1.1 200 x\n\n<?xml version=\"1.0\"?><S:Envelope xmlns:S=\"s\"><S:Body><n:salesOrderListResponse "
	     "xmlns:n=\"n\"><item><customer_email>a@b</customer_email></item></n:salesOrderListResponse></S:Body></S:Envelope>",
	     "salesOrderListResponse"},
		{"HTTP/1.1 200 x\n\n<?xml version=\"1.0\"?><Envelope><Body><Fault><faultcode>2</faultcode>"
	     "<faultstring>Access denied.</faultstring></Fault></Body></Envelope>",
	     "Fault 2 Access denied."},
		{"HTTP/1.1 500 x\n\n<?xml version=\"1.0\"?><Envelope><Body><Fault><faultcode>1</faultcode>"
	     "<faultstring>SQLSTATE[42S22]: Column not found</faultstring></Fault></Body></Envelope>",
	     "Fault 1"},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct answer answer;
		struct text excerpt = {0};
		answer_of(&answer, row[i].text);
		message_add_excerpt(&excerpt, &answer);
		if (i == 1)
			CHECK("escape sequences lose their escape", !strchr(text_str(&excerpt), 0x1b));
		else
			CHECK_TEXT(row[i].text, text_str(&excerpt), row[i].excerpt);
		text_clear(&excerpt);
		answer_clear(&answer);
	}
}

/* "if" of a set: an answer without the list leaves the fact alone. */
static void test_set_sometimes(void)
{
	static const struct wire_value facts[] = {{.name = "waiting", .type = "number"}};
	static const char declaration[] =
		"\"set\":{\"waiting\":{\"from\":\"count('/r/item')\",\"if\":\"count('/r') > 0\"}}";
	static const struct {
		const char *text, *value; /* NULL: not set */
	} row[] = {
		{"HTTP/1.1 200 x\n\n<?xml version=\"1.0\"?><r><item/><item/></r>", "2"},
		{"HTTP/1.1 200 x\n\n<?xml version=\"1.0\"?><r/>", "0"},
		{"HTTP/1.1 200 x\n\n<?xml version=\"1.0\"?><fault/>", NULL},
	};
	struct task *task =
		task_of(&(struct task_plan){.declaration = declaration, .value = facts, .value_count = 1});
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct answer answer;
		struct reading reading;
		struct found found = {0};
		struct arena arena;
		arena_init(&arena);
		answer_of(&answer, row[i].text);
		reading_init(&reading, task, &answer);
		found_set(&found, &reading, &arena);
		CHECK_NUMBER(row[i].text, (int64_t)found.fact.count, row[i].value != NULL);
		CHECK(row[i].text,
		      !row[i].value || (found.fact.count == 1 && strcmp(found.fact.at[0].value, row[i].value) == 0));
		found_clear(&found);
		answer_clear(&answer);
		arena_clear(&arena);
	}
	task_free(task);
}

static void test_mail_dates(void)
{
	int64_t at;
	CHECK("a zone", time_parse_mail("Tue, 20 Nov 2012 00:00:00 -0130", &at) && at == INT64_C(1353375000000));
	CHECK("no zone", !time_parse_mail("Tue, 20 Nov 2012 00:00:00", &at));
	CHECK("a zone of no clock", !time_parse_mail("Tue, 20 Nov 2012 00:00:00 +9900", &at));
	CHECK("words", !time_parse_mail("yesterday +0000", &at));
	CHECK("nothing", !time_parse_mail("", &at));
}

int main(void)
{
	static const struct check_test tests[] = {
		{"what a body is", test_forms},
		{"every function of an answer", test_reading},
		{"a page has nothing to read by pointer", test_reading_page},
		{"lists below an element", test_reading_nested},
		{"the same functions over XML", test_reading_xml},
		{"the clocks' difference", test_skew},
		{"common outcomes in their order", test_common},
		{"excerpts are cleaned", test_excerpt},
		{"a fact is set only sometimes", test_set_sometimes},
		{"dates as mails write them", test_mail_dates},
		{0},
	};
	return check_run("net answer", tests);
}
