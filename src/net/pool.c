#include "net/pool.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "net/ending.h"
#include "net/grant.h"
#include "net/kept.h"
#include "net/pace.h"
#include "net/secret_form.h"

/* Each request under way needs a descriptor, and at its start perhaps two more. */
enum { RUNNING_MAX = 2000, SPARE_DESCRIPTORS = 64, SHARE_WAIT_MS = 1000 };

struct pool {
	CURLM *multi;
	struct vault *vault;
	pool_tell_fn *tell;
	void *ctx;
	struct jobs waiting; /* for their time, their turn, an answer or a secret */
	struct jobs running; /* a request is under way */
	size_t running_max;
	struct pace pace;
	struct kept kept;
	struct shelf shelf;
	struct grants grants;
};

static size_t descriptors(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return RUNNING_MAX;
	limit.rlim_cur = limit.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > RUNNING_MAX + SPARE_DESCRIPTORS)
		return RUNNING_MAX;
	return limit.rlim_cur > 2 * SPARE_DESCRIPTORS ? limit.rlim_cur - SPARE_DESCRIPTORS
	                                              : SPARE_DESCRIPTORS / 2;
}

struct pool *pool_new(struct vault *vault, pool_tell_fn *tell, void *ctx)
{
	CURLM *multi = curl_multi_init();
	if (!multi)
		return NULL;
	struct pool *pool = xcalloc(1, sizeof *pool);
	pool->multi = multi;
	pool->vault = vault;
	pool->tell = tell;
	pool->ctx = ctx;
	pool->running_max = descriptors();
	curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)pool->running_max);
	return pool;
}

CURLM *pool_multi(struct pool *pool)
{
	return pool->multi;
}

size_t pool_count(const struct pool *pool)
{
	return pool->waiting.count + pool->running.count;
}

/* Whatever it is at: the job is gone. */
static void drop(struct pool *pool, struct job *job)
{
	if (job->transfer)
		curl_multi_remove_handle(pool->multi, transfer_handle(job->transfer));
	jobs_take_out(job);
	job_free(job);
}

void pool_free(struct pool *pool)
{
	if (!pool)
		return;
	while (pool->waiting.first)
		drop(pool, pool->waiting.first);
	while (pool->running.first)
		drop(pool, pool->running.first);
	grants_clear(&pool->grants, pool->multi);
	kept_clear(&pool->kept);
	shelf_clear(&pool->shelf);
	pace_clear(&pool->pace);
	curl_multi_cleanup(pool->multi);
	free(pool);
}

void pool_add_take(struct pool *pool, struct task *task)
{
	jobs_put(&pool->waiting, job_new_take(task, clock_monotonic()));
}

/* ---- endings ---- */

static void end_refused(struct pool *pool, struct job *job, const struct refusal *refusal)
{
	struct ending ending = {.task = job->task, .vault = pool->vault, .refusal = refusal};
	ending_tell(&ending, pool->tell, pool->ctx);
	drop(pool, job);
}

/* The answer is kept: the probes that share it come behind. */
static void end_with(struct pool *pool, struct job *job, const struct exchange *exchange,
                     const struct judgement *judgement)
{
	struct ending ending = {.task = job->task,
	                        .vault = pool->vault,
	                        .exchange = exchange,
	                        .judgement = judgement};
	ending_tell(&ending, pool->tell, pool->ctx);
	if (exchange == &job->exchange)
		kept_put_take(&pool->kept, job->task->ask.profile, job->task->ask.name, &job->exchange,
		              clock_monotonic());
	drop(pool, job);
}

/* The exchange it is judged on; NULL: the shared one is gone meanwhile. */
static const struct exchange *exchange_of(const struct pool *pool, const struct job *job)
{
	const struct task *task = job->task;
	return job->shares ? kept_find(&pool->kept, task->ask.profile, task->probe->same_answer, 0)
	                   : &job->exchange;
}

/* True: the job is over; else it goes on with a contrast. */
static bool judge_job(struct pool *pool, struct job *job)
{
	struct refusal gone;
	const struct exchange *exchange = exchange_of(pool, job);
	if (!exchange) {
		refuse(&gone, OUTCOME_SKIPPED, "The answer that it shares is too old: try again.");
		end_refused(pool, job, &gone);
		return true;
	}
	struct arena arena;
	struct judgement judgement;
	arena_init(&arena);
	enum job_next next = job_judge(job, &exchange->answer, &judgement, &arena);
	if (next == JOB_TELL) {
		end_with(pool, job, exchange, &judgement);
		judgement_clear(&judgement);
	}
	arena_clear(&arena);
	return next == JOB_TELL;
}

static struct job *find(const struct jobs *jobs, int64_t id)
{
	struct job *job = jobs->first;
	while (job && job->task->ask.id != id)
		job = job->next;
	return job;
}

void pool_cancel(struct pool *pool, int64_t id)
{
	struct refusal refusal;
	struct job *job = find(&pool->running, id);
	job = job ? job : find(&pool->waiting, id);
	refuse(&refusal, OUTCOME_SKIPPED, "It was stopped.");
	if (job)
		end_refused(pool, job, &refusal);
}

void pool_forget(struct pool *pool, const char *profile)
{
	grants_forget(&pool->grants, profile);
	kept_forget(&pool->kept, profile);
}

/* ---- starting ---- */

static bool compile(struct pool *pool, struct job *job, struct refusal *refusal)
{
	struct error err = {0};
	if (task_compile(job->task, &pool->shelf, &err))
		return true;
	return refuse(refusal, OUTCOME_SKIPPED, "The probe cannot be read (%s): %s", err.where, err.message);
}

static bool has_needs(const struct pool *pool, const struct job *job, struct refusal *refusal)
{
	const struct task *task = job->task;
	for (size_t i = 0; i < task->probe->need_count; i++) {
		const char *need = task->probe->needs[i];
		if (task_value(task, task_fact_id(task, need)).kind != VALUE_UNKNOWN ||
		    vault_find(pool->vault, task->ask.profile, need))
			continue;
		struct text label = {0};
		secret_add_label(&label, need);
		refuse(refusal, OUTCOME_SKIPPED, "The %s is not known.", text_str(&label));
		text_clear(&label);
		return false;
	}
	return true;
}

static bool has_probe(const struct jobs *jobs, const struct job *asking, const char *probe)
{
	for (const struct job *job = jobs->first; job; job = job->next)
		if (job != asking && !(job->compiled && job->task->probe->same_answer) &&
		    strcmp(job->task->ask.name, probe) == 0 &&
		    strcmp(job->task->ask.profile, asking->task->ask.profile) == 0)
			return true;
	return false;
}

/* Is the probe that this one shares an answer with still on its way? One that shares itself does not count.
 */
static bool is_coming(const struct pool *pool, const struct job *job, const char *probe)
{
	return has_probe(&pool->running, job, probe) || has_probe(&pool->waiting, job, probe);
}

enum shared { SHARED_DONE, SHARED_WAIT, SHARED_ALONE };

static enum shared use_shared(struct pool *pool, struct job *job, int64_t now)
{
	const char *probe = job->task->probe->same_answer;
	if (!probe)
		return SHARED_ALONE;
	if (is_coming(pool, job, probe))
		return SHARED_WAIT;
	const struct exchange *shared = kept_find(&pool->kept, job->task->ask.profile, probe, now);
	if (!shared)
		return now - job->since < SHARE_WAIT_MS ? SHARED_WAIT : SHARED_ALONE;
	if (!shared->arrival.answered) {
		end_with(pool, job, shared, NULL);
		return SHARED_DONE;
	}
	job->shares = true;
	return judge_job(pool, job) ? SHARED_DONE : SHARED_ALONE;
}

/* The first request says nothing new. */
static void send_progress(const struct pool *pool, const struct job *job)
{
	if (!job_progress(job))
		return;
	struct wire_tell tell = {.kind = WIRE_TELL_PROGRESS, .id = job->task->ask.id, .text = job_progress(job)};
	pool->tell(pool->ctx, &tell);
}

/* A contrast that must not be sent is one that never came. */
static int64_t give_up(struct pool *pool, struct job *job, const struct refusal *refusal)
{
	if (job->making == CONTRAST_NONE) {
		end_refused(pool, job, refusal);
		return 0;
	}
	job->making = CONTRAST_NONE;
	judge_job(pool, job);
	return 0;
}

/* Probes of one profile share what is got: one of them gets it, the others wait. In a session each waits. */
static bool has_to_wait(const struct pool *pool, const struct job *asking)
{
	bool turns = grant_takes_turns(asking->task);
	for (const struct job *job = pool->running.first; job; job = job->next)
		if ((turns ? grant_takes_turns(job->task)
		           : asking->fetching && (job->fetching || grant_is_exchange(job->task))) &&
		    strcmp(job->task->ask.profile, asking->task->ask.profile) == 0)
			return true;
	return false;
}

static int64_t send_request(struct pool *pool, struct job *job, int64_t now)
{
	struct refusal refusal;
	job->fetching = grant_is_due(&pool->grants, job->task, now);
	if (has_to_wait(pool, job)) {
		job->fetching = false;
		return SHARE_WAIT_MS;
	}
	if (!job_request(job, pool->vault, &refusal))
		return give_up(pool, job, &refusal);
	/* A simulated store needs no pause. */
	int64_t gap = job->task->ask.connect_to ? 0 : job->task->ask.gap_ms;
	int64_t wait = pace_claim(&pool->pace, job->request.to.host, job->request.to.port, gap, now);
	if (wait > 0) {
		job->not_before = now + wait;
		return wait;
	}
	job->transfer = transfer_new(&job->request, job->task, job);
	curl_multi_add_handle(pool->multi, transfer_handle(job->transfer));
	jobs_put(&pool->running, job);
	send_progress(pool, job);
	return -1;
}

/* Milliseconds until it is worth trying again, 0: the job is over or under way, -1: somebody else wakes it.
 */
static int64_t start(struct pool *pool, struct job *job, int64_t now)
{
	struct refusal refusal;
	if (job->not_before > now)
		return job->not_before - now;
	if (!job->compiled && !(compile(pool, job, &refusal) && has_needs(pool, job, &refusal))) {
		end_refused(pool, job, &refusal);
		return 0;
	}
	job->compiled = true;
	if (vault_is_coming(pool->vault, job->task->ask.profile) &&
	    now - job->since < job->task->probe->timeout_ms)
		return job->task->probe->timeout_ms - (now - job->since);
	if (job->making == CONTRAST_NONE && job->runs == 0) {
		enum shared shared = use_shared(pool, job, now);
		if (shared != SHARED_ALONE)
			return shared == SHARED_WAIT ? SHARE_WAIT_MS : 0;
	}
	return send_request(pool, job, now);
}

static int64_t start_all(struct pool *pool)
{
	int64_t soonest = -1;
	int64_t now = clock_monotonic();
	struct job *next;
	for (struct job *job = pool->waiting.first; job && pool->running.count < pool->running_max; job = next) {
		next = job->next;
		int64_t wait = start(pool, job, now);
		if (wait >= 0 && (soonest < 0 || wait < soonest))
			soonest = wait;
	}
	return soonest;
}

/* ---- arriving ---- */

/* With it the job goes on as if just asked for; without, the exchange's own probe says more. */
static void arrive_grant(struct pool *pool, struct job *job, CURLcode code)
{
	struct answer answer;
	struct arrival arrival;
	struct refusal refusal;
	job_arrived_grant(job, code, &answer, &arrival);
	bool taken =
		arrival.answered && grant_take(&pool->grants, pool->vault, job->task, &answer, clock_monotonic());
	if (!arrival.answered)
		refuse(&refusal, arrival.outcome, "%s", arrival.message);
	else
		grant_explain(job->task, &answer, &refusal);
	answer_clear(&answer);
	if (!taken)
		end_refused(pool, job, &refusal);
}

/* What died early is got anew, once; what was good a moment ago, in the same probe, has not grown old. */
static bool renews(struct pool *pool, struct job *job)
{
	struct task *task = job->task;
	if (grant_is_exchange(task))
		grant_take(&pool->grants, pool->vault, task, &job->exchange.answer, clock_monotonic());
	if (job->renewed || job->runs > 0 || !grant_is_refused(task, &job->exchange.answer))
		return false;
	job->renewed = true;
	grant_forget(&pool->grants, task);
	return true;
}

static void arrive(struct pool *pool, struct job *job, CURLcode code)
{
	curl_multi_remove_handle(pool->multi, transfer_handle(job->transfer));
	jobs_put(&pool->waiting, job);
	if (job->fetching) {
		arrive_grant(pool, job, code);
		return;
	}
	enum job_next next = job_arrived(job, code, clock_monotonic());
	if (next == JOB_JUDGE && job->making == CONTRAST_NONE && renews(pool, job))
		return;
	if (next == JOB_JUDGE)
		judge_job(pool, job);
	else if (next == JOB_TELL)
		end_with(pool, job, &job->exchange, NULL);
}

int64_t pool_step(struct pool *pool, pool_guest_fn *guest, void *ctx)
{
	int left = 0;
	CURLMsg *message;
	while ((message = curl_multi_info_read(pool->multi, &left))) {
		if (message->msg != CURLMSG_DONE)
			continue;
		CURLcode code = message->data.result;
		if (!guest(ctx, message->easy_handle, code))
			arrive(pool, transfer_owner(message->easy_handle), code);
	}
	return start_all(pool);
}
