#include "sim/play.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/memory.h"
#include "sign/hash.h"
#include "sim/soap.h"
#include "json/json.h"

enum { UNEXPECTED_MAX = 100 };

struct play {
	const struct scenario *scenario;
	int64_t started_at; /* real */
	int64_t moved;      /* the scenario's clock went ahead by this */
	int *used;          /* by route */
	ARRAY(char *) done; /* labels of fixes */
	ARRAY(char *) unexpected;
	ARRAY(char *) session;
};

struct play *play_new(const struct scenario *scenario, int64_t started_at)
{
	struct play *play = xcalloc(1, sizeof *play);

	play->scenario = scenario;
	play->started_at = started_at;
	play->used = xcalloc(scenario->route_count + 1, sizeof *play->used);
	return play;
}

void play_free(struct play *play)
{
	if (play == NULL)
		return;
	for (size_t i = 0; i < play->done.count; i++)
		free(play->done.at[i]);
	for (size_t i = 0; i < play->unexpected.count; i++)
		free(play->unexpected.at[i]);
	array_clear(&play->done);
	array_clear(&play->unexpected);
	for (size_t i = 0; i < play->session.count; i++)
		free(play->session.at[i]);
	array_clear(&play->session);
	free(play->used);
	free(play);
}

int64_t play_now(const struct play *play, int64_t real_now)
{
	return play->scenario->now + (real_now - play->started_at) + play->moved;
}

void play_set_now(struct play *play, int64_t now, int64_t real_now)
{
	play->moved += now - play_now(play, real_now);
}

void play_fix(struct play *play, const char *label)
{
	array_push(&play->done, xstrdup(label));
}

static bool is_done(const struct play *play, const char *label)
{
	for (size_t i = 0; i < play->done.count; i++) {
		if (strcmp(play->done.at[i], label) == 0)
			return true;
	}
	return false;
}

static bool has_come(const struct play *play, const struct moment *moment, int64_t now)
{
	return moment->kind == MOMENT_FIX ? is_done(play, moment->fix) : now >= moment->at;
}

static bool in_time(const struct play *play, const struct scenario_route *route, int64_t now)
{
	if (route->from.kind != MOMENT_NONE && !has_come(play, &route->from, now))
		return false;
	return route->until.kind == MOMENT_NONE || !has_come(play, &route->until, now);
}

/* Each wanted pair is there: same value, or any value where none is wanted. */
static bool pairs_fit(const struct scenario_pair *wanted, size_t count, const struct scenario_pair *got,
                      size_t got_count, bool fold)
{
	for (size_t i = 0; i < count; i++) {
		bool found = false;
		for (size_t k = 0; k < got_count && !found; k++) {
			bool same = fold ? strcasecmp(wanted[i].name, got[k].name) == 0
			                 : strcmp(wanted[i].name, got[k].name) == 0;
			found = same && (wanted[i].value == NULL || strcmp(wanted[i].value, got[k].value) == 0);
		}
		if (!found)
			return false;
	}
	return true;
}

static bool path_fits(const char *wanted, const char *path)
{
	size_t len = strlen(wanted);

	if (len > 0 && wanted[len - 1] == '*')
		return strncmp(wanted, path, len - 1) == 0;
	return strcmp(wanted, path) == 0;
}

static bool body_fits(const char *wanted, const struct sim_request *request)
{
	return wanted == NULL || (request->body != NULL &&
	                          memmem(request->body, request->body_len, wanted, strlen(wanted)) != NULL);
}

static bool credentials_fit(const struct scenario *scenario, const char *auth,
                            const struct sim_request *request)
{
	enum sim_credentials got;

	if (auth == NULL)
		return true;
	if (text_starts(auth, "unknown:"))
		return sim_credentials(scenario, auth + strlen("unknown:"), request) == CREDENTIALS_UNKNOWN;
	if (!text_starts(auth, "wrong:"))
		return sim_credentials(scenario, auth, request) == CREDENTIALS_RIGHT;
	got = sim_credentials(scenario, auth + strlen("wrong:"), request);
	return got == CREDENTIALS_WRONG || got == CREDENTIALS_UNKNOWN;
}

static bool fits(const struct play *play, size_t index, const struct sim_request *request, int64_t now)
{
	const struct scenario_route *route = &play->scenario->route[index];

	if (route->times > 0 && play->used[index] >= route->times)
		return false;
	if (route->method != NULL && strcmp(route->method, "*") != 0 &&
	    strcmp(route->method, request->method) != 0)
		return false;
	if (route->call != NULL && !sim_soap_is(request, route->call))
		return false;
	return (route->path == NULL || path_fits(route->path, request->path)) && in_time(play, route, now) &&
	       pairs_fit(route->query, route->query_count, request->query, request->query_count, false) &&
	       pairs_fit(route->request_header, route->request_header_count, request->header,
	                 request->header_count, true) &&
	       body_fits(route->contains, request) && credentials_fit(play->scenario, route->auth, request);
}

static void note_unexpected(struct play *play, const struct sim_request *request)
{
	struct text line = {0};

	if (play->unexpected.count >= UNEXPECTED_MAX)
		return;
	text_addf(&line, "%s %s", request->method, request->path);
	for (size_t i = 0; i < request->query_count; i++) /* names only: a value may be a secret */
		text_addf(&line, "%c%s", i == 0 ? '?' : '&', request->query[i].name);
	array_push(&play->unexpected, text_take(&line));
}

/* Ids look as Magento's do. */
static void open_session(struct play *play)
{
	unsigned char random[16];
	struct text id = {0};

	sign_random(random, sizeof random);
	sign_add_hex(&id, random, sizeof random);
	array_push(&play->session, text_take(&id));
}

const char *play_session(const struct play *play)
{
	return play->session.count > 0 ? play->session.at[play->session.count - 1] : NULL;
}

const struct scenario_route *play_route(struct play *play, const struct sim_request *request,
                                        int64_t real_now)
{
	int64_t now = play_now(play, real_now);
	struct sim_request whole = *request;

	whole.session = (const char *const *)play->session.at;
	whole.session_count = play->session.count;
	for (size_t i = 0; i < play->scenario->route_count; i++) {
		const struct scenario_route *route = &play->scenario->route[i];

		if (!fits(play, i, &whole, now))
			continue;
		play->used[i]++;
		if (route->auth != NULL && strcmp(route->auth, "soap-login") == 0)
			open_session(play);
		return route;
	}
	note_unexpected(play, request);
	return NULL;
}

static bool may_stay_unused(const struct scenario *scenario, const struct scenario_route *route)
{
	if (route->from_scenario != NULL && strcmp(route->from_scenario, scenario->name) != 0)
		return true;
	for (size_t i = 0; i < scenario->expect.unused_count; i++) {
		if (strcmp(scenario->expect.unused[i], route->name) == 0)
			return true;
	}
	return false;
}

void play_report(const struct play *play, struct text *out)
{
	const struct scenario *scenario = play->scenario;
	struct json_writer writer;

	json_write_init(&writer, out, false);
	json_open_object(&writer, NULL);
	json_open_object(&writer, "used");
	for (size_t i = 0; i < scenario->route_count; i++) {
		if (play->used[i] > 0)
			json_put_integer(&writer, scenario->route[i].name, play->used[i]);
	}
	json_close_object(&writer);
	json_open_array(&writer, "unused");
	for (size_t i = 0; i < scenario->route_count; i++) {
		if (play->used[i] == 0 && !may_stay_unused(scenario, &scenario->route[i]))
			json_put_string(&writer, NULL, scenario->route[i].name);
	}
	json_close_array(&writer);
	json_open_array(&writer, "unexpected");
	for (size_t i = 0; i < play->unexpected.count; i++)
		json_put_string(&writer, NULL, play->unexpected.at[i]);
	json_close_array(&writer);
	json_close_object(&writer);
}
