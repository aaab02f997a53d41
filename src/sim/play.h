/*
 * A scenario being played: which moment it is, which route answers a request, what was asked
 * and what was not expected. Knows no sockets. Calls are serialised by the server.
 */
#ifndef SYNCFIX_SIM_PLAY_H
#define SYNCFIX_SIM_PLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "data/scenario.h"

struct play;

/* One request as it came, decoded; borrowed for the call. */
struct sim_request {
	const char *method;
	const char *path;    /* percent-decoded, without query */
	const char *raw_url; /* scheme://host/path as sent, without query: what a signature covers */
	const struct scenario_pair *query; /* decoded */
	size_t query_count;
	const struct scenario_pair *header;
	size_t header_count;
	const char *body;
	size_t body_len;
	const char *const *session; /* ids that were given out; filled by the play */
	size_t session_count;
};

/* The scenario must outlive the play. started_at: real time at which the scenario's `now` is. */
struct play *play_new(const struct scenario *scenario, int64_t started_at);
void play_free(struct play *play);

/* The route that answers now, and counts it; NULL: none, which is counted as unexpected. */
const struct scenario_route *play_route(struct play *play, const struct sim_request *request,
                                        int64_t real_now);
/* The session that the last right login opened; NULL: there was none. */
const char *play_session(const struct play *play);
/* A fix was done: routes "from fix:LABEL" hold from now on, those "until" it no more. */
void play_fix(struct play *play, const char *label);
/* Moves the scenario's clock to a time (a wait that was sat out). */
void play_set_now(struct play *play, int64_t now, int64_t real_now);
int64_t play_now(const struct play *play, int64_t real_now); /* the scenario's clock */

/*
 * One line of JSON: {"used":{"route":2,…},"unused":["…"],"unexpected":["GET /x",…]}; unused
 * leaves out routes of a base and those that expect.unused names.
 */
void play_report(const struct play *play, struct text *out);

/*
 * What the request brings of a scheme's credentials, judged by the values of the scenario's
 * profile. Schemes: none (neither an Authorization header nor a signature), basic, bearer,
 * header:NAME, query-key:NAME[:NAME], oauth1 (over the URL as it was sent), oauth1-http and oauth1-https
 * (by a store that believes in that scheme, whatever was sent: behind a proxy that ends TLS),
 * soap-login and soap-session (in the body of a SOAP call). A
 * scheme that is none of these is never right.
 */
enum sim_credentials {
	CREDENTIALS_NONE,    /* none of that scheme */
	CREDENTIALS_UNKNOWN, /* the name (user, consumer key, token) is none of the profile's values */
	CREDENTIALS_WRONG,   /* the name is known, secret or signature are not right */
	CREDENTIALS_RIGHT,
};
enum sim_credentials sim_credentials(const struct scenario *scenario, const char *scheme,
                                     const struct sim_request *request);

#endif
