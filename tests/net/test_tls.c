/* The way to a server, when there is none: each failure has its outcome, and a sentence that tells it apart.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/check.h"
#include "base/clock.h"
#include "plan.h"

static void on_request(void *ctx, const struct server_request *request, struct connection *to)
{
	(void)ctx;
	(void)request;
	connection_print(to, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}");
}

static struct talk talk;
static struct arena arena;

/* Asks https://HOST, which stands at that port of loopback. */
static void ask(const char *host, const struct server *server, const char *ca_pem, struct wire_tell *tell)
{
	char origin[128], way[64];
	snprintf(origin, sizeof origin, "https://%s:443", host);
	snprintf(way, sizeof way, "127.0.0.1:%d", server_port(server));
	struct plan plan = {.origin = origin, .connect_to = way, .ca_pem = ca_pem};
	plan_run(&talk, server, &plan, 15000, &arena, tell);
}

/* With the file system closed: names and authorities must be found all the same. */
static void begin(void)
{
	struct wire_ask ready = {.kind = WIRE_ASK_READY};
	arena_init(&arena);
	talk_start(&talk);
	talk_ask(&talk, &ready, -1);
}

static void finish(void)
{
	CHECK_NUMBER("it leaves cleanly", talk_stop(&talk), 0);
	arena_clear(&arena);
}

static void check_certificate(const char *sentence, const char *host, int64_t made, bool known,
                              const char *says)
{
	struct certificate certificate;
	struct wire_tell tell;
	if (!CHECK(sentence, certificate_make(&certificate, "store.example.test", made, NULL)))
		return;
	struct server *server = server_start(&certificate, on_request, NULL);
	ask(host, server, known ? text_str(&certificate.ca) : NULL, &tell);
	CHECK_TEXT(sentence, tell.outcome, says ? "tls" : "ok");
	if (says && !CHECK(sentence, strstr(tell.message, says) != NULL))
		fprintf(stderr, "%s\n", tell.message);
	CHECK("TLS was timed", says || tell.tls_ms > 0);
	CHECK_NUMBER("a broken way is not asked", server_count(server), says ? 0 : 1);
	server_stop(server);
	certificate_clear(&certificate);
}

static void test_certificates(void)
{
	int64_t now = clock_now(NULL);
	begin();
	check_certificate("well", "store.example.test", now, true, NULL);
	check_certificate("expired", "store.example.test", now - DAYS(400), true, "has expired");
	check_certificate("of the future", "store.example.test", now + DAYS(400), true, "not valid yet");
	check_certificate("of another name", "shop.example.test", now, true, "another name");
	check_certificate("of nobody we know", "store.example.test", now, false, "does not know");
	finish();
}

static void test_old_tls(void)
{
	struct certificate certificate;
	struct wire_tell tell;
	begin();
	certificate_make(&certificate, "store.example.test", clock_now(NULL), NULL);
	struct server *server = server_start(&certificate, on_request, NULL);
	server_set_priority(server, "NORMAL:-VERS-ALL:+VERS-TLS1.1:+VERS-TLS1.0:%COMPAT:+SHA1");
	ask("store.example.test", server, text_str(&certificate.ca), &tell);
	CHECK_TEXT("TLS 1.1 is too old", tell.outcome, "tls");
	CHECK("and said to be", strstr(tell.message, "older than 1.2") != NULL);
	server_set_priority(server, "NORMAL:-VERS-ALL:+VERS-TLS1.2");
	ask("store.example.test", server, text_str(&certificate.ca), &tell);
	CHECK_TEXT("TLS 1.2 is not", tell.outcome, "ok");
	server_stop(server);
	certificate_clear(&certificate);
	finish();
}

static void test_wrong_port(void)
{
	struct wire_tell tell;
	struct certificate certificate;
	begin();
	struct server *plain = server_start(NULL, on_request, NULL);
	ask("store.example.test", plain, NULL, &tell);
	CHECK_TEXT("https to a plain port", tell.outcome, "tls");
	CHECK("is told apart", strstr(tell.message, "does not speak TLS") != NULL);
	certificate_make(&certificate, "127.0.0.1", clock_now(NULL), NULL);
	struct server *tls = server_start(&certificate, on_request, NULL);
	plan_run(&talk, tls, &(struct plan){0}, 15000, &arena, &tell);
	CHECK("http to a TLS port gets no answer",
	      strcmp(tell.outcome, "refused") == 0 || strcmp(tell.outcome, "malformed") == 0);
	int port = server_port(plain);
	server_stop(plain);
	char origin[64];
	snprintf(origin, sizeof origin, "http://127.0.0.1:%d", port);
	plan_run(&talk, NULL, &(struct plan){.origin = origin}, 15000, &arena, &tell);
	CHECK_TEXT("nobody listens", tell.outcome, "refused");
	CHECK("and the host is named", strstr(tell.message, "127.0.0.1") != NULL);
	CHECK("nothing came of it", tell.status == 0 && tell.first_byte_ms < 0);
	server_stop(tls);
	certificate_clear(&certificate);
	finish();
}

static void test_names_and_proxies(void)
{
	struct wire_tell tell;
	begin();
	plan_run(&talk, NULL, &(struct plan){.origin = "https://no-such-shop.invalid:443"}, 25000, &arena, &tell);
	CHECK_TEXT("a name that does not exist", tell.outcome, "dns");
	CHECK("is named", strstr(tell.message, "no-such-shop.invalid") != NULL);
	plan_run(&talk, NULL,
	         &(struct plan){.origin = "https://store.example.test:443", .proxy = "http://127.0.0.1:1"}, 15000,
	         &arena, &tell);
	CHECK_TEXT("a proxy that is not there", tell.outcome, "proxy");
	plan_run(&talk, NULL,
	         &(struct plan){.origin = "https://store.example.test:443",
	                        .proxy = "http://no-proxy.invalid:3128"},
	         25000, &arena, &tell);
	CHECK_TEXT("a proxy whose name does not exist", tell.outcome, "proxy");
	struct server *server = server_start(NULL, on_request, NULL);
	char proxy[64];
	snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", server_port(server));
	plan_run(&talk, NULL, &(struct plan){.origin = "https://store.example.test:443", .proxy = proxy}, 15000,
	         &arena, &tell);
	CHECK("a proxy that is none", strcmp(tell.outcome, "proxy") == 0 || strcmp(tell.outcome, "tls") == 0);
	server_stop(server);
	finish();
}

/* A proxy that says no to the tunnel. */
static void on_connect(void *ctx, const struct server_request *request, struct connection *to)
{
	(void)ctx;
	(void)request;
	connection_print(to, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
}

static void test_proxy_refuses(void)
{
	struct wire_tell tell;
	begin();
	struct server *server = server_start(NULL, on_connect, NULL);
	char proxy[64];
	snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", server_port(server));
	plan_run(&talk, NULL, &(struct plan){.origin = "https://store.example.test:443", .proxy = proxy}, 15000,
	         &arena, &tell);
	CHECK_TEXT("a proxy that wants a password", tell.outcome, "proxy");
	server_stop(server);
	finish();
}

int main(void)
{
	static const struct check_test tests[] = {
		{"certificates", test_certificates},
		{"old TLS", test_old_tls},
		{"ports that speak something else", test_wrong_port},
		{"names and proxies", test_names_and_proxies},
		{"a proxy that refuses", test_proxy_refuses},
		{0},
	};
	return check_run("the way there", tests);
}
