#include "sim/reply.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/memory.h"

enum { RECORDING_MAX = 4 << 20, STATUS_OK = 200, STATUS_NO_ROUTE = 599 };

/* Headers that belong to one connection, not to the answer: the server makes its own. */
static const char *const of_connection[] = {"Connection", "Content-Length", "Date", "Keep-Alive",
                                            "Transfer-Encoding"};

void reply_clear(struct reply *reply)
{
	for (size_t i = 0; i < reply->header.count; i++) {
		free(reply->header.at[i].name);
		free(reply->header.at[i].value);
	}
	array_clear(&reply->header);
	text_clear(&reply->body);
	reply->status = 0;
}

static void add_header(struct reply *reply, char *name, char *value)
{
	for (size_t i = 0; i < sizeof of_connection / sizeof *of_connection; i++) {
		if (strcasecmp(name, of_connection[i]) == 0) {
			free(name);
			free(value);
			return;
		}
	}
	array_push(&reply->header, ((struct reply_header){name, value}));
}

static bool has_header(const struct reply *reply, const char *name)
{
	for (size_t i = 0; i < reply->header.count; i++) {
		if (strcasecmp(reply->header.at[i].name, name) == 0)
			return true;
	}
	return false;
}

static char *expanded(const struct scenario *scenario, const char *text, int64_t now)
{
	struct text out = {0};

	scenario_expand(scenario, text, strlen(text), now, &out);
	return text_take(&out);
}

/* One header line at *at, moves behind it; false at the empty line. */
static bool read_header(struct reply *reply, const char **at, const char *end)
{
	const char *stop = memchr(*at, '\n', (size_t)(end - *at));
	const char *line = *at;
	size_t len = stop != NULL ? (size_t)(stop - line) : (size_t)(end - line);
	const char *colon;

	*at = stop != NULL ? stop + 1 : end;
	if (len > 0 && line[len - 1] == '\r')
		len--;
	if (len == 0)
		return false;
	colon = memchr(line, ':', len);
	if (colon != NULL) {
		const char *value = colon + 1;
		while (value < line + len && *value == ' ')
			value++;
		add_header(reply, xstrndup(line, (size_t)(colon - line)),
		           xstrndup(value, (size_t)(line + len - value)));
	}
	return *at < end;
}

/* "HTTP/1.1 401 Unauthorized" */
static bool read_status(struct reply *reply, const char *line)
{
	const char *space = strncmp(line, "HTTP/", 5) == 0 ? strchr(line, ' ') : NULL;
	char *end;
	long number = space != NULL ? strtol(space, &end, 10) : 0;

	reply->status = (int)number;
	return number >= 200 && number <= 599;
}

/* A recording as curl -i writes it: status line, headers, empty line, body. */
static bool read_recording(struct reply *reply, const char *path, struct error *err)
{
	struct text file = {0};
	const char *at;
	const char *end;

	if (!file_read(path, RECORDING_MAX, &file, err))
		return false;
	at = text_str(&file);
	end = at + file.len;
	if (!read_status(reply, at)) {
		text_clear(&file);
		return error_set(err, ERROR_DATA, path, "A recording begins with its status line: HTTP/1.1 200 OK.");
	}
	at += strcspn(at, "\n") + 1;
	while (at < end && read_header(reply, &at, end))
		continue;
	if (at < end)
		text_add_n(&reply->body, at, (size_t)(end - at));
	text_clear(&file);
	return true;
}

static void no_route(struct reply *reply)
{
	reply->status = STATUS_NO_ROUTE;
	add_header(reply, xstrdup("Content-Type"), xstrdup("text/plain; charset=utf-8"));
	text_add(&reply->body, "The scenario has no route for this request.\n");
}

static void put_session(struct text *body, const char *session)
{
	static const char mark[] = "{session}";
	const char *at = strstr(text_str(body), mark);
	struct text out = {0};

	if (at == NULL || session == NULL)
		return;
	text_add_n(&out, body->data, (size_t)(at - body->data));
	text_addf(&out, "%s%s", session, at + strlen(mark));
	text_clear(body);
	*body = out;
}

bool reply_make(struct reply *reply, const struct scenario *scenario, const struct scenario_route *route,
                int64_t now, const char *session, struct error *err)
{
	memset(reply, 0, sizeof *reply);
	if (route == NULL) {
		no_route(reply);
		return true;
	}
	if (route->file != NULL && !read_recording(reply, route->file, err))
		return false;
	if (route->status != 0 || reply->status == 0)
		reply->status = route->status != 0 ? route->status : STATUS_OK;
	for (size_t i = 0; i < route->header_count; i++)
		add_header(reply, xstrdup(route->header[i].name), expanded(scenario, route->header[i].value, now));
	if (route->body != NULL)
		scenario_expand(scenario, route->body, route->body_len, now, &reply->body);
	put_session(&reply->body, session);
	if (route->body_is_json && !has_header(reply, "Content-Type"))
		add_header(reply, xstrdup("Content-Type"), xstrdup("application/json; charset=UTF-8"));
	return true;
}
