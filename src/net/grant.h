/*
 * What must be got from a service before a probe can sign in: an access token (token.h) or a session
 * (session.h). One row per kind; the pool knows no more of them than this.
 */
#ifndef SYNCFIX_NET_GRANT_H
#define SYNCFIX_NET_GRANT_H

#include "net/session.h"
#include "net/token.h"

struct grants {
	struct tokens tokens;
	struct sessions sessions;
};
/* Gives back at the services what can be given back. */
void grants_clear(struct grants *grants, CURLM *multi);

/* Nothing that was got for the profile is used again. */
void grants_forget(struct grants *grants, const char *profile);

/* Is the probe itself the exchange: judged on it, and what comes is kept? */
bool grant_is_exchange(const struct task *task);
/* Must one be got first? now: monotonic ms. */
bool grant_is_due(const struct grants *grants, const struct task *task, int64_t now);
/* Do two probes of this profile wait for each other? A session is locked while a call is made in it. */
bool grant_takes_turns(const struct task *task);
bool grant_request_make(struct request *request, const struct task *task, const struct vault *vault,
                        struct refusal *refusal);
bool grant_take(struct grants *grants, struct vault *vault, struct task *task, const struct answer *answer,
                int64_t now);
/* Does the answer say that what was got is good no more? */
bool grant_is_refused(const struct task *task, const struct answer *answer);
void grant_forget(struct grants *grants, const struct task *task);
/* Why there is none. */
void grant_explain(const struct task *task, const struct answer *answer, struct refusal *refusal);

#endif
