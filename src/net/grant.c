#include "net/grant.h"

#include <string.h>

#include "net/soap.h"

enum { FAULT_SESSION_EXPIRED = 5 };

enum grant_kind { GRANT_NONE, GRANT_TOKEN, GRANT_SESSION };

static enum grant_kind kind_of(const struct task *task)
{
	const struct probe *probe = task->probe;
	if (probe->kind == PROBE_SOAP)
		return GRANT_SESSION;
	return probe->kind == PROBE_TOKEN || (probe->auth && text_starts(probe->auth, "oauth2-")) ? GRANT_TOKEN
	                                                                                          : GRANT_NONE;
}

void grants_clear(struct grants *grants, CURLM *multi)
{
	sessions_end(&grants->sessions, multi);
	sessions_clear(&grants->sessions);
	tokens_clear(&grants->tokens);
}

void grants_forget(struct grants *grants, const char *profile)
{
	tokens_forget(&grants->tokens, profile);
	sessions_leave(&grants->sessions, profile);
}

bool grant_is_exchange(const struct task *task)
{
	return task->probe->kind == PROBE_TOKEN ||
	       (task->probe->kind == PROBE_SOAP && strcmp(task->probe->call, "login") == 0);
}

bool grant_is_due(const struct grants *grants, const struct task *task, int64_t now)
{
	if (grant_is_exchange(task))
		return false;
	if (kind_of(task) == GRANT_SESSION)
		return session_is_due(&grants->sessions, task);
	return kind_of(task) == GRANT_TOKEN && token_is_due(&grants->tokens, task, now);
}

bool grant_takes_turns(const struct task *task)
{
	return kind_of(task) == GRANT_SESSION;
}

bool grant_request_make(struct request *request, const struct task *task, const struct vault *vault,
                        struct refusal *refusal)
{
	return kind_of(task) == GRANT_SESSION ? session_request_make(request, task, vault, refusal)
	                                      : token_request_make(request, task, vault, refusal);
}

bool grant_take(struct grants *grants, struct vault *vault, struct task *task, const struct answer *answer,
                int64_t now)
{
	return kind_of(task) == GRANT_SESSION ? session_take(&grants->sessions, vault, task, answer)
	                                      : token_take(&grants->tokens, vault, task, answer, now);
}

bool grant_is_refused(const struct task *task, const struct answer *answer)
{
	if (grant_is_exchange(task))
		return false;
	if (kind_of(task) == GRANT_SESSION)
		return soap_fault_number(answer) == FAULT_SESSION_EXPIRED;
	return kind_of(task) == GRANT_TOKEN && token_is_stale(task, answer);
}

void grant_forget(struct grants *grants, const struct task *task)
{
	if (kind_of(task) == GRANT_SESSION)
		session_forget(&grants->sessions, task->ask.profile);
	else
		token_forget(&grants->tokens, task);
}

void grant_explain(const struct task *task, const struct answer *answer, struct refusal *refusal)
{
	refuse(refusal, OUTCOME_SKIPPED,
	       kind_of(task) == GRANT_SESSION ? "The login gave no session (status %d)."
	                                      : "No access token was given (status %d).",
	       answer->status);
}
