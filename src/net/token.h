/*
 * Access tokens got live (RFC 6749, sections 4.4 and 6): how they are asked for, and until when they
 * hold. They live in the vault of this process only, bound to the platform's hosts, and are never told;
 * the caller asks for one when token_is_due, and gives what came to token_take.
 */
#ifndef SYNCFIX_NET_TOKEN_H
#define SYNCFIX_NET_TOKEN_H

#include "net/answer.h"
#include "net/request.h"

/* The vault's keys of live tokens, a person's and an app's own; no profile key has a '-'. */
#define TOKEN_KEY     "live-token"
#define APP_TOKEN_KEY "live-app-token"

struct tokens {
	ARRAY(struct token_term {
		char *profile;
		const char *key; /* TOKEN_KEY or APP_TOKEN_KEY */
		int64_t until;   /* monotonic ms */
	})
	term;
};
void tokens_clear(struct tokens *tokens);

/* Does the probe sign in with a live token, and is there none that still holds? now: monotonic ms. */
bool token_is_due(const struct tokens *tokens, const struct task *task, int64_t now);
/* Does the answer refuse the token? 401, or what the platform declares as "stale". */
bool token_is_stale(const struct task *task, const struct answer *answer);
/* The token is refused: the next request gets another one. */
void token_forget(struct tokens *tokens, const struct task *task);
/* All of a profile that is done with. */
void tokens_forget(struct tokens *tokens, const char *profile);

/* The exchange that the platform declares ("token"). False and refusal when it must not be sent. */
bool token_request_make(struct request *request, const struct task *task, const struct vault *vault,
                        struct refusal *refusal);
/* Keeps the token of an answer; false when it holds none. */
bool token_take(struct tokens *tokens, struct vault *vault, const struct task *task,
                const struct answer *answer, int64_t now);

#endif
