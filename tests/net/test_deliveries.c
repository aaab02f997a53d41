/* The running syncfix-net and what it is asked to deliver: what it refuses, and what it says of nobody there.
 */
#include <string.h>

#include "../unit/check.h"
#include "talk.h"

static struct talk talk;
static struct arena arena;

/* Asks for a delivery and gives what is told of it; "" when it arrived. */
static const char *deliver(const char *text, const char *to)
{
	static int64_t id = 900;
	struct wire_ask ask = {.kind = WIRE_ASK_DELIVER, .id = ++id, .text = text, .to = to};
	struct wire_tell tell = {0};
	talk_ask(&talk, &ask, -1);
	CHECK("an answer", talk_hear(&talk, WIRE_TELL_DELIVERED, ask.id, 5000, &arena, &tell));
	return tell.text ? tell.text : "";
}

static void begin(void)
{
	arena_init(&arena);
	talk_start(&talk);
	talk_secret(&talk, "main", "token", "https://a:443", "tok-1234567890abc");
}

static void finish(void)
{
	CHECK_NUMBER("it leaves cleanly", talk_stop(&talk), 0);
	arena_clear(&arena);
}

/* What a face must not get through, whatever it says. */
static const struct {
	const char *sentence, *to, *words;
} rows[] = {
	{"no way", "{}", "no such way"},
	{"another way", "{\"by\":\"fax\"}", "no such way"},
	{"mail without a server", "{\"by\":\"mail\",\"from\":\"a@b.example\"}", "address is none"},
	{"a file for a server", "{\"by\":\"mail\",\"url\":\"file:///etc/passwd\"}", "address is none"},
	{"mail over http", "{\"by\":\"mail\",\"url\":\"https://a.example\"}", "address is none"},
	{"a user name in the address", "{\"by\":\"mail\",\"url\":\"smtps://u:p@a.example\"}", "address is none"},
	{"a sender with a command behind it",
     "{\"by\":\"mail\",\"url\":\"smtps://127.0.0.1:9\",\"from\":\"a@b\\r\\nRCPT TO:<c@d>\"}",
     "sender's address is none"},
	{"nobody to send it to", "{\"by\":\"mail\",\"url\":\"smtps://127.0.0.1:9\",\"from\":\"a@b\"}", "nobody"},
	{"two recipients in one",
     "{\"by\":\"mail\",\"url\":\"smtps://127.0.0.1:9\",\"from\":\"a@b\",\"recipients\":[\"c@d> <e@f\"]}",
     "recipients is none"},
	{"a post in the open", "{\"by\":\"post\",\"url\":\"http://desk.example/\"}", "over https"},
	{"a post to a file", "{\"by\":\"post\",\"url\":\"file:///etc/passwd\"}", "address is none"},
	{"a header with another behind it",
     "{\"by\":\"post\",\"url\":\"https://127.0.0.1:9\",\"header\":\"A: b\\r\\nC\"}", "no name of a header"},
	{"a header that ends the body",
     "{\"by\":\"post\",\"url\":\"https://127.0.0.1:9\",\"header\":\"Content-Length\"}",
     "no name of a header"},
	{"the secret of another server",
     "{\"by\":\"post\",\"url\":\"https://127.0.0.1:9\",\"profile\":\"main\",\"key\":\"token\"}",
     "belongs to another server"},
};

static void test_refused(void)
{
	begin();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(rows[i].sentence, strstr(deliver("a", rows[i].to), rows[i].words));
	finish();
}

static void test_secret_in_the_text(void)
{
	begin();
	CHECK("a secret in the text is refused and named",
	      strstr(deliver("with tok-12345=\n67890abc in it",
	                     "{\"by\":\"post\",\"url\":\"https://127.0.0.1:9\"}"),
	             "the secret \"token\""));
	finish();
}

static void test_nobody_there(void)
{
	static const char *const to[] = {
		"{\"by\":\"post\",\"url\":\"https://127.0.0.1:9\",\"once\":\"x\"}",
		"{\"by\":\"mail\",\"url\":\"smtps://127.0.0.1:9\",\"from\":\"a@b\",\"user\":\"a\",\"recipients\":[\"c@d\"]}",
	};
	begin();
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		CHECK("nobody there is told", strstr(deliver("a\r\n", to[i]), "does not accept connections"));
	finish();
}

int main(void)
{
	static const struct check_test tests[] = {
		{"refused", test_refused},
		{"a secret in the text", test_secret_in_the_text},
		{"nobody there", test_nobody_there},
		{0},
	};
	return check_run("net deliveries", tests);
}
