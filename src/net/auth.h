/*
 * How a request says who asks: one row per scheme. Secrets are named by the declaration's "secret":
 * a profile key, or two joined by ':' (user and password, key and secret); each row has what is
 * usual where the declaration says nothing. A scheme without a row is refused.
 */
#ifndef SYNCFIX_NET_AUTH_H
#define SYNCFIX_NET_AUTH_H

#include "net/request.h"

struct auth_scheme;
/* NULL: there is none of that name here. */
const struct auth_scheme *auth_find(const char *name);
bool auth_sends_secret(const struct auth_scheme *scheme);

/* Adds to the request what the scheme adds. The URL must be complete. */
bool auth_apply(const struct auth_scheme *scheme, struct request *request, const struct task *task,
                const struct vault *vault, enum contrast contrast, struct refusal *refusal);

/* Appends one value of the profile, as add to a request bound for request->to. */
bool auth_read_key(struct text *out, struct request *request, const struct task *task,
                   const struct vault *vault, const char *key, struct refusal *refusal);

/* A value of the same form that is known to be wrong: its last characters changed. */
void auth_spoil(struct text *secret);

#endif
