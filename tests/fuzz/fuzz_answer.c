/*
 * An answer of a server, judged: a head ("HTTP/1.1 200 OK", lines, an empty line) and any body. The
 * probe's rules use every function, so that every reader sees the bytes.
 */
#include "fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "net/judge.h"
#include "net/message.h"
#include "net/soap.h"
#include "net/trace.h"

static const struct wire_value facts[] = {
	{.name = "store", .type = "url", .value = "https://store.example.test"},
	{.name = "pull_status", .type = "text", .value = "processing"},
	{.name = "found", .type = "text"},
	{.name = "seen", .type = "list"},
	{.name = "rest_root", .type = "url"},
	{.name = "at", .type = "time"},
	{.name = "many", .type = "number"},
};

static const char declaration[] =
	"{\"title\":\"t\",\"guide\":[\"1.01\"],\"proves\":\"p\",\"does_not_prove\":\"d\",\"kind\":\"http\",\"url\":\"{store}/\","
	"\"auth\":\"none\",\"outcomes\":["
	"{\"if\":\"status == 599 and header('x') == body and dirty\",\"is\":\"a\",\"verdict\":\"ok\"},"
	"{\"if\":\"link('next') has 'page' and asked_url starts 'https'\",\"is\":\"b\",\"verdict\":\"ok\"},"
	"{\"if\":\"is_array('/list') and any('/list/*', item('/s') == pull_status)\",\"is\":\"c\",\"verdict\":\"ok\"},"
	"{\"if\":\"all('/*', item_number('') > 3) or bool('/b') == yes\",\"is\":\"d\",\"verdict\":\"ok\"},"
	"{\"if\":\"newest('/*/at') - oldest('/*/at', item_bool('/x') == no) > 1h\",\"is\":\"e\",\"verdict\":\"ok\"},"
	"{\"if\":\"list('/*~') contains 'code' and text('/code') == contrast('wrong_secret', '/code')\",\"is\":\"f\","
	"\"verdict\":\"problem\"},"
	"{\"if\":\"number('/Envelope/Body/n') > 1 or count('/a/*/b') > 2\",\"is\":\"g\",\"verdict\":\"ok\"},"
	"{\"if\":\"missing('/Envelope/Body/*/item/*/path', 'a.list b.info') == trim(body)\",\"is\":\"j\",\"verdict\":\"ok\"},"
	"{\"if\":\"is_html(body) or is_empty('/x') or is_object(body)\",\"is\":\"h\",\"verdict\":\"unknown\"},"
	"{\"if\":\"date_skew > 15min or n('open') > 1 or time_first_byte > 1s\",\"is\":\"i\",\"verdict\":\"ok\"}],"
	"\"each\":{\"in\":\"/list/*\",\"label\":[{\"if\":\"item('/s') == 'open'\",\"is\":\"open\"},{\"is\":\"other\"}],"
	"\"take\":{\"found\":{\"from\":\"item('/n')\"}},\"sample\":{\"fact\":\"seen\",\"from\":\"item('/n')\",\"max\":3}},"
	"\"set\":{\"rest_root\":{\"from\":\"link('https://api.w.org/')\",\"pin\":\"store\"},"
	"\"at\":{\"from\":\"time('/at')\"},\"many\":{\"from\":\"count('/*')\"}}}";

static struct task *make_task(void)
{
	struct arena arena;
	struct error err = {0};
	struct wire_ask ask = {
		.kind = WIRE_ASK_PROBE,
		.profile = "main",
		.name = "fuzz.answer",
		.origin = "https://store.example.test:443",
		.declaration = declaration,
		.value = facts,
		.value_count = sizeof facts / sizeof *facts,
		.now = INT64_C(1795399931000),
	};

	arena_init(&arena);
	struct task *task = task_new_take(&ask, &arena);
	static struct shelf shelf;
	if (!task_compile(task, &shelf, &err))
		abort();
	return task;
}

static void read_answer(struct answer *answer, const char *data, size_t size)
{
	const char *end = data + size;

	answer_init(answer);
	answer->status = size > 12 ? 100 + (unsigned char)data[9] % 5 * 100 : 200;
	answer->asked_url = xstrdup("https://store.example.test/");
	const char *line = memchr(data, '\n', size);
	while (line && line + 1 < end && line[1] != '\n') {
		const char *next = memchr(line + 1, '\n', (size_t)(end - line - 1));
		answer_add_header(answer, line + 1, (size_t)((next ? next : end) - line - 1));
		line = next;
	}
	if (line && line + 2 < end)
		text_add_n(&answer->body, line + 2, (size_t)(end - line - 2));
	answer_parse(answer);
}

static void check_clean(const char *text)
{
	assert(utf8_valid(text, strlen(text)));
	for (; *text; text++)
		assert((unsigned char)*text >= ' ' && *text != 0x7f);
}

static void check_judgement(const struct task *task, const struct answer *answer, const struct answer *other)
{
	struct reading reading;
	struct judgement judgement;
	struct arena arena;
	struct text message = {0};

	arena_init(&arena);
	reading_init(&reading, task, answer);
	if (!judge(&judgement, &reading, &arena)) {
		assert(reading.wanted == CONTRAST_WRONG_SECRET);
		reading.contrast[CONTRAST_WRONG_SECRET].asked = true;
		reading.contrast[CONTRAST_WRONG_SECRET].answer = other;
		assert(judge(&judgement, &reading, &arena));
	}
	assert(judgement.outcome && judgement.rule.count > 0);
	for (size_t i = 0; i < judgement.found.fact.count; i++)
		check_clean(judgement.found.fact.at[i].value);
	message_add(&message, task, &judgement, answer);
	check_clean(text_str(&message));
	text_clear(&message);
	judgement_clear(&judgement);
	arena_clear(&arena);
}

/* A session's id is one word that the answer holds; a Fault's number is small. */
static void check_soap(const struct answer *answer)
{
	const char *id = soap_session_of(answer);

	assert(!id || (*id && *id != ' '));
	assert(soap_fault_number(answer) >= -1 && soap_fault_number(answer) <= 999999);
}

static void check_trace(const struct answer *answer)
{
	struct trace trace;
	struct scan scan = {0};

	trace_init(&trace);
	trace_note_answer(&trace, answer, &scan);
	if (trace.excerpt)
		check_clean(trace.excerpt);
	for (size_t i = 0; i < trace.response.count; i++)
		check_clean(trace.response.at[i].value);
	trace_clear(&trace);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct task *task;
	struct answer answer;

	if (!task)
		task = make_task();
	read_answer(&answer, (const char *)data, size);
	check_judgement(task, &answer, &answer);
	check_trace(&answer);
	check_soap(&answer);
	answer_clear(&answer);
	return 0;
}
