/*
 * Sessions of SOAP services (Magento 1): got by a login when a probe first needs one, shared by the probes
 * of a profile, ended when the program leaves. A session's id lives in the vault of this process only, bound
 * to the store, and is never told.
 */
#ifndef SYNCFIX_NET_SESSION_H
#define SYNCFIX_NET_SESSION_H

#include <curl/curl.h>

#include "net/answer.h"
#include "net/request.h"

/* The vault's key of a live session; no profile key has a '-'. */
#define SESSION_KEY "live-session"

/* What a profile's login is made of: a value and a secret of the profile. */
#define SESSION_USER_KEY   "api_user"
#define SESSION_SECRET_KEY "api_key"

struct sessions {
	ARRAY(struct session {
		struct task *task; /* how it was got: the way to the store */
		char *profile;
		bool live;             /* the next probe uses it */
		struct request ending; /* the call that ends it */
	})
	session;
};
/* Ends them at the services, for at most two seconds together. */
void sessions_end(struct sessions *sessions, CURLM *multi);
void sessions_clear(struct sessions *sessions);

bool session_is_due(const struct sessions *sessions, const struct task *task);
/* The profile's session is not used again; it is ended with the others. */
void sessions_leave(struct sessions *sessions, const char *profile);
/* The service does not know it any more. */
void session_forget(struct sessions *sessions, const char *profile);
/* The login. False and refusal when it must not be sent. */
bool session_request_make(struct request *request, const struct task *task, const struct vault *vault,
                          struct refusal *refusal);
/* Keeps the session of an answer; false when it holds none. */
bool session_take(struct sessions *sessions, struct vault *vault, struct task *task,
                  const struct answer *answer);

#endif
