#include "sim/server.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <microhttpd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "sign/certificate.h"
#include "sim/play.h"
#include "sim/reply.h"

enum { BODY_MAX = 256 << 10, IDLE_SECONDS = 60 };

struct server {
	const struct scenario *scenario;
	struct play *play;
	pthread_mutex_t lock; /* of the play and of stopping */
	pthread_cond_t stopped;
	bool stopping;
	struct MHD_Daemon *daemon;
	struct certificate certificate;
	bool https;
};

/* One request while it comes in. */
struct incoming {
	char *raw_url; /* path and query as sent */
	struct text body;
	bool begun;
};

struct pairs {
	struct scenario_pair *at;
	size_t count;
	size_t room;
};

static enum MHD_Result collect_pair(void *ctx, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct pairs *pairs = ctx;

	(void)kind;
	array_push(pairs, ((struct scenario_pair){name, value != NULL ? value : ""}));
	return MHD_YES;
}

static const char *http_date(struct text *out, int64_t at)
{
	time_t seconds = (time_t)(at / 1000);
	struct tm parts;
	char buffer[40];

	gmtime_r(&seconds, &parts);
	strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts);
	text_add(out, buffer);
	return text_str(out);
}

static char *url_before_query(const struct server *server, const char *host, const char *raw)
{
	struct text url = {0};

	text_addf(&url, "%s://%s", server->https ? "https" : "http", host != NULL ? host : "");
	text_add_n(&url, raw, strcspn(raw, "?"));
	return text_take(&url);
}

/* The answer of the play to a whole request; *route tells how it is to be sent. */
static bool answer(struct server *server, struct MHD_Connection *connection, const char *method,
                   const char *path, const struct incoming *incoming, struct reply *reply,
                   const struct scenario_route **route)
{
	struct pairs query = {0};
	struct pairs header = {0};
	struct error err = {0};
	int64_t now = clock_now(NULL);
	char *raw_url;
	bool ok;

	MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, collect_pair, &query);
	MHD_get_connection_values(connection, MHD_HEADER_KIND, collect_pair, &header);
	raw_url = url_before_query(server, MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host"),
	                           incoming->raw_url);
	struct sim_request request = {
		.method = method,
		.path = path,
		.raw_url = raw_url,
		.query = query.at,
		.query_count = query.count,
		.header = header.at,
		.header_count = header.count,
		.body = incoming->body.data,
		.body_len = incoming->body.len,
	};
	pthread_mutex_lock(&server->lock);
	*route = play_route(server->play, &request, now);
	ok = reply_make(reply, server->scenario, *route, play_now(server->play, now), play_session(server->play),
	                &err);
	pthread_mutex_unlock(&server->lock);
	free(raw_url);
	array_clear(&query);
	array_clear(&header);
	return ok;
}

/* A store that thinks; cut short when the server stops. */
static void wait_for(struct server *server, int64_t ms)
{
	struct timespec until;

	if (ms <= 0)
		return;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += (ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&server->lock);
	while (!server->stopping && pthread_cond_timedwait(&server->stopped, &server->lock, &until) == 0)
		continue;
	pthread_mutex_unlock(&server->lock);
}

/* Gives half of the body, then breaks the connection. */
static ssize_t half_of_body(void *ctx, uint64_t at, char *out, size_t room)
{
	struct text *body = ctx;
	size_t half = body->len / 2;
	size_t part = at < half ? half - (size_t)at : 0;

	if (part == 0)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	part = part < room ? part : room;
	memcpy(out, body->data + at, part);
	return (ssize_t)part;
}

static void free_body(void *ctx)
{
	struct text *body = ctx;

	text_clear(body);
	free(body);
}

static struct MHD_Response *make_response(struct reply *reply, const struct scenario_route *route)
{
	if (route != NULL && route->close == CLOSE_HALF) {
		struct text *body = xcalloc(1, sizeof *body);
		text_add_n(body, text_str(&reply->body), reply->body.len);
		return MHD_create_response_from_callback(body->len, 4096, half_of_body, body, free_body);
	}
	return MHD_create_response_from_buffer(reply->body.len, (void *)text_str(&reply->body),
	                                       MHD_RESPMEM_MUST_COPY);
}

static enum MHD_Result send_reply(struct server *server, struct MHD_Connection *connection,
                                  struct reply *reply, const struct scenario_route *route)
{
	struct MHD_Response *response = make_response(reply, route);
	struct text date = {0};
	enum MHD_Result result;

	if (response == NULL)
		return MHD_NO;
	for (size_t i = 0; i < reply->header.count; i++)
		MHD_add_response_header(response, reply->header.at[i].name, reply->header.at[i].value);
	MHD_add_response_header(response, "Date", http_date(&date, clock_now(NULL) + server->scenario->skew_ms));
	result = MHD_queue_response(connection, (unsigned int)reply->status, response);
	MHD_destroy_response(response);
	text_clear(&date);
	return result;
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *connection, const char *path,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_len, void **state)
{
	struct server *server = ctx;
	struct incoming *incoming = *state;
	const struct scenario_route *route;
	struct reply reply;
	enum MHD_Result result = MHD_NO;

	(void)version;
	if (!incoming->begun) {
		incoming->begun = true;
		return MHD_YES;
	}
	if (*upload_len > 0) {
		if (incoming->body.len + *upload_len <= BODY_MAX)
			text_add_n(&incoming->body, upload, *upload_len);
		*upload_len = 0;
		return MHD_YES;
	}
	if (answer(server, connection, method, path, incoming, &reply, &route)) {
		wait_for(server, route != NULL ? route->delay_ms : 0);
		if (route == NULL || route->close != CLOSE_BEFORE)
			result = send_reply(server, connection, &reply, route);
	}
	reply_clear(&reply);
	return result;
}

static void *on_uri(void *ctx, const char *uri, struct MHD_Connection *connection)
{
	struct incoming *incoming = xcalloc(1, sizeof *incoming);

	(void)ctx;
	(void)connection;
	incoming->raw_url = xstrdup(uri);
	return incoming;
}

static void on_done(void *ctx, struct MHD_Connection *connection, void **state,
                    enum MHD_RequestTerminationCode code)
{
	struct incoming *incoming = *state;

	(void)ctx;
	(void)connection;
	(void)code;
	if (incoming == NULL)
		return;
	free(incoming->raw_url);
	text_clear(&incoming->body);
	free(incoming);
	*state = NULL;
}

/* Host of scheme://host[:port][/path]; the caller frees. */
static char *host_of(const char *origin)
{
	const char *host = strstr(origin, "://");

	host = host != NULL ? host + 3 : origin;
	return xstrndup(host, strcspn(host, ":/"));
}

static void add_host(struct text *hosts, char *host)
{
	if (*host != '\0')
		text_addf(hosts, "%s%s", hosts->len > 0 ? " " : "", host);
	free(host);
}

/* The store's, those of the profile's other addresses, and those that routes ask for by name. */
static bool make_certificate(struct server *server, struct error *err)
{
	const struct scenario *scenario = server->scenario;
	struct text hosts = {0};
	bool ok;

	add_host(&hosts, host_of(scenario->origin));
	for (size_t i = 0; i < scenario->profile_count; i++) {
		if (scenario->profile[i].value != NULL && text_starts(scenario->profile[i].value, "https://"))
			add_host(&hosts, host_of(scenario->profile[i].value));
	}
	for (size_t i = 0; i < scenario->route_count; i++) {
		const struct scenario_route *route = &scenario->route[i];
		const char *host = scenario_value(route->request_header, route->request_header_count, "Host");
		if (host != NULL)
			add_host(&hosts, xstrdup(host));
	}
	ok = certificate_make(&server->certificate, text_str(&hosts), clock_now(NULL), err);
	text_clear(&hosts);
	return ok;
}

static bool listen_on(struct server *server, int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	unsigned int flags =
		MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_SUPPRESS_DATE_NO_CLOCK;
	struct MHD_OptionItem https[] = {
		{MHD_OPTION_HTTPS_MEM_KEY, 0, server->certificate.key.data},
		{MHD_OPTION_HTTPS_MEM_CERT, 0, server->certificate.chain.data},
		{MHD_OPTION_END, 0, NULL},
	};
	struct MHD_OptionItem http[] = {{MHD_OPTION_END, 0, NULL}};

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server->daemon = MHD_start_daemon(flags | (server->https ? MHD_USE_TLS : 0), 0, NULL, NULL, on_request,
	                                  server, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
	                                  MHD_OPTION_URI_LOG_CALLBACK, on_uri, NULL, MHD_OPTION_NOTIFY_COMPLETED,
	                                  on_done, NULL, MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS,
	                                  MHD_OPTION_ARRAY, server->https ? https : http, MHD_OPTION_END);
	return server->daemon != NULL;
}

struct server *server_start(const struct scenario *scenario, int port, struct error *err)
{
	struct server *server = xcalloc(1, sizeof *server);
	bool ok;

	server->scenario = scenario;
	server->https = text_starts(scenario->origin, "https://");
	server->play = play_new(scenario, clock_now(NULL));
	pthread_mutex_init(&server->lock, NULL);
	pthread_cond_init(&server->stopped, NULL);
	ok = !server->https || make_certificate(server, err);
	if (ok && !listen_on(server, port))
		ok = error_set(err, ERROR_UNAVAILABLE, "",
		               "The simulated store cannot listen on 127.0.0.1 port %d: is the port taken?", port);
	if (ok)
		return server;
	server_stop(server);
	return NULL;
}

void server_stop(struct server *server)
{
	if (server == NULL)
		return;
	pthread_mutex_lock(&server->lock);
	server->stopping = true;
	pthread_cond_broadcast(&server->stopped);
	pthread_mutex_unlock(&server->lock);
	if (server->daemon != NULL)
		MHD_stop_daemon(server->daemon);
	play_free(server->play);
	pthread_cond_destroy(&server->stopped);
	pthread_mutex_destroy(&server->lock);
	certificate_clear(&server->certificate);
	free(server);
}

int server_port(const struct server *server)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);

	return info != NULL ? info->port : 0;
}

bool server_is_https(const struct server *server)
{
	return server->https;
}

const char *server_ca_pem(const struct server *server)
{
	return server->https ? text_str(&server->certificate.ca) : NULL;
}

void server_fix(struct server *server, const char *label)
{
	pthread_mutex_lock(&server->lock);
	play_fix(server->play, label);
	pthread_mutex_unlock(&server->lock);
}

void server_set_now(struct server *server, int64_t now)
{
	pthread_mutex_lock(&server->lock);
	play_set_now(server->play, now, clock_now(NULL));
	pthread_mutex_unlock(&server->lock);
}

void server_report(struct server *server, struct text *out)
{
	pthread_mutex_lock(&server->lock);
	play_report(server->play, out);
	pthread_mutex_unlock(&server->lock);
}
