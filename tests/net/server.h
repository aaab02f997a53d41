/*
 * A small server for tests, on loopback, plain or TLS, in threads of its own. A handler gets each
 * request and writes the bytes of the answer as it likes: late, broken, endless. One request a
 * connection.
 */
#ifndef SYNCFIX_TESTS_NET_SERVER_H
#define SYNCFIX_TESTS_NET_SERVER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "sign/certificate.h"

struct server;
struct connection;

struct server_request {
	char method[8];
	char target[2048];
	const char *head; /* all of it, NUL-terminated */
	const char *body;
};

typedef void server_fn(void *ctx, const struct server_request *request, struct connection *to);

/* tls: NULL for plain http. The handler is called from several threads, one at a time. */
struct server *server_start(const struct certificate *tls, server_fn *handler, void *ctx);
void server_stop(struct server *server);
int server_port(const struct server *server);
/* A GnuTLS priority string instead of its own, to be an old server. */
void server_set_priority(struct server *server, const char *priority);
/* Requests answered so far. */
int server_count(const struct server *server);

/* False: the client is gone. */
bool connection_write(struct connection *to, const char *bytes, size_t len);
bool connection_print(struct connection *to, const char *text);
/* Ends with RST instead of FIN. */
void connection_reset(struct connection *to);
/* Sleeps; returns early, and false, when the server is being stopped. */
bool connection_wait(struct connection *to, int ms);

/* Value of a header of the request; false when it has none. */
bool server_request_header(const struct server_request *request, const char *name, struct text *out);

#endif
