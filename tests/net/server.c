#include "server.h"

#include <arpa/inet.h>
#include <gnutls/gnutls.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"

enum { HEAD_MAX = 65536, THREADS_MAX = 256 };

struct server {
	int fd;
	int port;
	pthread_t acceptor;
	pthread_mutex_t lock;
	server_fn *handler;
	void *ctx;
	gnutls_certificate_credentials_t credentials;
	const char *priority;
	atomic_int count;
	atomic_int running;
	atomic_bool stopping;
};

struct connection {
	struct server *server;
	int fd;
	gnutls_session_t tls; /* NULL: plain */
};

/* ---- bytes ---- */

static ssize_t raw_read(struct connection *from, char *at, size_t len)
{
	return from->tls ? gnutls_record_recv(from->tls, at, len) : recv(from->fd, at, len, 0);
}

bool connection_write(struct connection *to, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t sent =
			to->tls ? gnutls_record_send(to->tls, bytes, len) : send(to->fd, bytes, len, MSG_NOSIGNAL);
		if (sent == GNUTLS_E_AGAIN || sent == GNUTLS_E_INTERRUPTED)
			continue;
		if (sent <= 0 || to->server->stopping)
			return false;
		bytes += sent;
		len -= (size_t)sent;
	}
	return true;
}

bool connection_print(struct connection *to, const char *text)
{
	return connection_write(to, text, strlen(text));
}

void connection_reset(struct connection *to)
{
	struct linger none = {.l_onoff = 1, .l_linger = 0};
	setsockopt(to->fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

bool connection_wait(struct connection *to, int ms)
{
	for (; ms > 0 && !to->server->stopping; ms -= 10)
		usleep(10000);
	return !to->server->stopping;
}

/* ---- one request ---- */

bool server_request_header(const struct server_request *request, const char *name, struct text *out)
{
	size_t len = strlen(name);
	for (const char *line = strstr(request->head, "\r\n"); line; line = strstr(line + 2, "\r\n")) {
		const char *at = line + 2;
		if (strncasecmp(at, name, len) != 0 || at[len] != ':')
			continue;
		at += len + 1 + strspn(at + len + 1, " ");
		text_add_n(out, at, strcspn(at, "\r"));
		return true;
	}
	return false;
}

static size_t body_len(const char *head)
{
	const char *at = strcasestr(head, "\r\ncontent-length:");
	return at ? strtoul(at + 17, NULL, 10) : 0;
}

/* False: the client left before its request was whole. */
static bool read_request(struct connection *from, char *head, struct server_request *request)
{
	size_t len = 0;
	char *end = NULL;
	while (!end || len < (size_t)(end + 4 - head) + body_len(head)) {
		ssize_t got = len < HEAD_MAX - 1 ? raw_read(from, head + len, HEAD_MAX - 1 - len) : -1;
		if (got <= 0)
			return false;
		len += (size_t)got;
		head[len] = '\0';
		if (head[0] == 0x16) { /* a TLS hello: Apache and nginx answer so too */
			connection_print(from, "HTTP/1.1 400 Bad Request\r\n\r\n");
			return false;
		}
		end = strstr(head, "\r\n\r\n");
	}
	request->head = head;
	request->body = end + 4;
	return sscanf(head, "%7s %2047s", request->method, request->target) == 2;
}

static bool begin_tls(struct connection *connection)
{
	int result;
	if (!connection->server->credentials)
		return true;
	gnutls_init(&connection->tls, GNUTLS_SERVER);
	if (connection->server->priority)
		gnutls_priority_set_direct(connection->tls, connection->server->priority, NULL);
	else
		gnutls_set_default_priority(connection->tls);
	gnutls_credentials_set(connection->tls, GNUTLS_CRD_CERTIFICATE, connection->server->credentials);
	gnutls_transport_set_int(connection->tls, connection->fd);
	do
		result = gnutls_handshake(connection->tls);
	while (result < 0 && !gnutls_error_is_fatal(result));
	return result == 0;
}

static void serve(struct connection *connection)
{
	struct server *server = connection->server;
	struct server_request request = {0};
	char *head = xmalloc(HEAD_MAX);
	if (begin_tls(connection) && read_request(connection, head, &request)) {
		server->count++;
		pthread_mutex_lock(&server->lock);
		server->handler(server->ctx, &request, connection);
		pthread_mutex_unlock(&server->lock);
		if (connection->tls)
			gnutls_bye(connection->tls, GNUTLS_SHUT_WR);
	}
	free(head);
}

static void *run_connection(void *ctx)
{
	struct connection *connection = ctx;
	struct server *server = connection->server;
	serve(connection);
	if (connection->tls)
		gnutls_deinit(connection->tls);
	close(connection->fd);
	free(connection);
	server->running--;
	return NULL;
}

static void *run_acceptor(void *ctx)
{
	struct server *server = ctx;
	while (!server->stopping) {
		struct pollfd watch = {.fd = server->fd, .events = POLLIN};
		if (poll(&watch, 1, 20) <= 0)
			continue;
		struct connection *connection = xcalloc(1, sizeof *connection);
		pthread_t thread;
		connection->server = server;
		connection->fd = accept(server->fd, NULL, NULL);
		server->running++;
		if (connection->fd >= 0 && pthread_create(&thread, NULL, run_connection, connection) == 0) {
			pthread_detach(thread);
			continue;
		}
		server->running--;
		free(connection);
	}
	return NULL;
}

/* ---- the server ---- */

static void set_credentials(struct server *server, const struct certificate *tls)
{
	gnutls_datum_t chain = {(unsigned char *)tls->chain.data, (unsigned)tls->chain.len};
	gnutls_datum_t key = {(unsigned char *)tls->key.data, (unsigned)tls->key.len};
	if (gnutls_certificate_allocate_credentials(&server->credentials) != 0 ||
	    gnutls_certificate_set_x509_key_mem(server->credentials, &chain, &key, GNUTLS_X509_FMT_PEM) != 0)
		abort();
}

struct server *server_start(const struct certificate *tls, server_fn *handler, void *ctx)
{
	struct server *server = xcalloc(1, sizeof *server);
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof address;
	server->handler = handler;
	server->ctx = ctx;
	if (tls)
		set_credentials(server, tls);
	pthread_mutex_init(&server->lock, NULL);
	server->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (bind(server->fd, (struct sockaddr *)&address, size) != 0 || listen(server->fd, 512) != 0 ||
	    getsockname(server->fd, (struct sockaddr *)&address, &size) != 0)
		abort();
	server->port = ntohs(address.sin_port);
	if (pthread_create(&server->acceptor, NULL, run_acceptor, server) != 0)
		abort();
	return server;
}

void server_stop(struct server *server)
{
	server->stopping = true;
	pthread_join(server->acceptor, NULL);
	shutdown(server->fd, SHUT_RDWR);
	close(server->fd);
	for (int i = 0; server->running > 0 && i < 500; i++)
		usleep(10000);
	if (server->credentials)
		gnutls_certificate_free_credentials(server->credentials);
	pthread_mutex_destroy(&server->lock);
	free(server);
}

void server_set_priority(struct server *server, const char *priority)
{
	server->priority = priority;
}

int server_port(const struct server *server)
{
	return server->port;
}

int server_count(const struct server *server)
{
	return server->count;
}
