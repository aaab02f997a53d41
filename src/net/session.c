#include "net/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "net/auth.h"
#include "net/soap.h"
#include "net/transfer.h"

enum { END_MS = 2000, END_AT_ONCE = 100 };

static void drop(struct session *session)
{
	request_clear(&session->ending);
	free(session->profile);
	task_free(session->task);
}

void sessions_clear(struct sessions *sessions)
{
	for (size_t i = 0; i < sessions->session.count; i++)
		drop(&sessions->session.at[i]);
	array_clear(&sessions->session);
}

static struct session *find_live(const struct sessions *sessions, const char *profile)
{
	for (size_t i = 0; i < sessions->session.count; i++)
		if (sessions->session.at[i].live && strcmp(sessions->session.at[i].profile, profile) == 0)
			return &sessions->session.at[i];
	return NULL;
}

bool session_is_due(const struct sessions *sessions, const struct task *task)
{
	return !find_live(sessions, task->ask.profile);
}

void session_forget(struct sessions *sessions, const char *profile)
{
	struct session *session = find_live(sessions, profile);
	if (!session)
		return;
	drop(session);
	*session = sessions->session.at[--sessions->session.count];
}

void sessions_leave(struct sessions *sessions, const char *profile)
{
	struct session *session = find_live(sessions, profile);
	if (session)
		session->live = false;
}

/* ---- login ---- */

static bool write_login(struct request *request, const struct task *task, const struct vault *vault,
                        struct refusal *refusal)
{
	struct text user = {0}, key = {0};
	struct error err = {0};
	bool known = auth_read_key(&user, request, task, vault, SESSION_USER_KEY, refusal) &&
	             auth_read_key(&key, request, task, vault, SESSION_SECRET_KEY, refusal);
	bool done = known && soap_write_login(&request->body, task, text_str(&user), text_str(&key), &err);
	if (known && !done)
		refuse(refusal, OUTCOME_SKIPPED, "%s", err.message);
	text_clear(&user);
	text_wipe(&key);
	return done;
}

bool session_request_make(struct request *request, const struct task *task, const struct vault *vault,
                          struct refusal *refusal)
{
	return request_make_soap(request, task, refusal) && request_check_secrecy(request, task, refusal) &&
	       write_login(request, task, vault, refusal);
}

/* ---- what came ---- */

bool session_take(struct sessions *sessions, struct vault *vault, struct task *task,
                  const struct answer *answer)
{
	const char *id = soap_session_of(answer);
	struct refusal unused;
	struct error err = {0};
	if (!id || strlen(id) > SECRET_MAX)
		return false;
	sessions_leave(sessions, task->ask.profile);
	vault_put(vault, task->ask.profile, SESSION_KEY, task->ask.origin ? task->ask.origin : "", id,
	          strlen(id));
	struct session *session = array_add(&sessions->session);
	session->task = task_keep(task);
	session->profile = xstrdup(task->ask.profile);
	session->live = true;
	if (!request_make_soap(&session->ending, task, &unused) ||
	    !soap_write_end(&session->ending.body, task, id, &err))
		request_clear(&session->ending);
	return true;
}

/* ---- the end ---- */

static void wait_for_all(CURLM *multi, int64_t until)
{
	int running = 1;
	while (running > 0) {
		int64_t left = until - clock_monotonic();
		if (left <= 0 || curl_multi_perform(multi, &running) != CURLM_OK)
			return;
		if (running > 0)
			curl_multi_poll(multi, NULL, 0, (int)left, NULL);
	}
}

void sessions_end(struct sessions *sessions, CURLM *multi)
{
	size_t count = sessions->session.count;
	struct transfer **transfer = xcalloc(count + 1, sizeof *transfer);
	for (size_t i = 0; i < count; i++) {
		struct session *session = &sessions->session.at[i];
		if (session->ending.body.len == 0)
			continue;
		transfer[i] = transfer_new(&session->ending, session->task, NULL);
		curl_easy_setopt(transfer_handle(transfer[i]), CURLOPT_TIMEOUT_MS, (long)END_MS);
		curl_multi_add_handle(multi, transfer_handle(transfer[i]));
	}
	curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)END_AT_ONCE);
	if (count > 0)
		wait_for_all(multi, clock_monotonic() + END_MS);
	for (size_t i = 0; i < count; i++) {
		if (transfer[i])
			curl_multi_remove_handle(multi, transfer_handle(transfer[i]));
		transfer_free(transfer[i]);
	}
	free(transfer);
}
