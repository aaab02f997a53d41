#include "net/job.h"

#include <stdlib.h>
#include <string.h>

#include "net/grant.h"

enum { AGAIN_AFTER_MS = 300 };

void exchange_clear(struct exchange *exchange)
{
	answer_clear(&exchange->answer);
	request_clear(&exchange->request);
	memset(exchange, 0, sizeof *exchange);
}

void jobs_take_out(struct job *job)
{
	struct jobs *jobs = job->list;
	if (!jobs)
		return;
	*(job->before ? &job->before->next : &jobs->first) = job->next;
	*(job->next ? &job->next->before : &jobs->last) = job->before;
	jobs->count--;
	job->list = NULL;
}

void jobs_put(struct jobs *jobs, struct job *job)
{
	jobs_take_out(job);
	job->list = jobs;
	job->next = NULL;
	job->before = jobs->last;
	*(jobs->last ? &jobs->last->next : &jobs->first) = job;
	jobs->last = job;
	jobs->count++;
}

struct job *job_new_take(struct task *task, int64_t now)
{
	struct job *job = xcalloc(1, sizeof *job);
	job->task = task;
	job->since = now;
	job->making = CONTRAST_NONE;
	return job;
}

void job_free(struct job *job)
{
	if (!job)
		return;
	transfer_free(job->transfer);
	request_clear(&job->request);
	exchange_clear(&job->exchange);
	for (int i = 0; i < CONTRASTS; i++)
		answer_clear(&job->contrast[i].answer);
	task_free(job->task);
	free(job);
}

bool job_request(struct job *job, const struct vault *vault, struct refusal *refusal)
{
	request_clear(&job->request);
	if (job->fetching || grant_is_exchange(job->task))
		return grant_request_make(&job->request, job->task, vault, refusal);
	struct variant variant = {.contrast = job->making, .get = job->fell_back};
	return request_make(&job->request, job->task, vault, &variant, refusal);
}

const char *job_progress(const struct job *job)
{
	if (job->making != CONTRAST_NONE)
		return "comparing";
	return job->runs > 0 || job->tried_again || job->fell_back ? "asking again" : NULL;
}

/* ---- after a request ---- */

static void keep_exchange(struct job *job, struct answer *answer, const struct arrival *arrival,
                          const struct timing *timing)
{
	exchange_clear(&job->exchange);
	job->exchange.answer = *answer;
	job->exchange.arrival = *arrival;
	job->exchange.timing = *timing;
	job->exchange.request = job->request;
	memset(&job->request, 0, sizeof job->request);
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

/* The median is not moved by one cold cache. */
static double median(double *value, int count)
{
	qsort(value, (size_t)count, sizeof *value, compare);
	return count % 2 ? value[count / 2] : (value[count / 2 - 1] + value[count / 2]) / 2;
}

/* A server that has no HEAD, or answers it with an error page that only GET shows. */
static bool falls_back(struct job *job)
{
	const struct exchange *exchange = &job->exchange;
	bool refused = exchange->arrival.answered ? exchange->answer.status >= 400 : exchange->arrival.again;
	if (!job->task->probe->fallback_get || job->fell_back || !refused)
		return false;
	job->fell_back = true;
	return true;
}

static bool tries_again(struct job *job, int64_t now)
{
	if (job->exchange.arrival.answered || !job->exchange.arrival.again || job->tried_again)
		return false;
	job->tried_again = true;
	job->not_before = now + AGAIN_AFTER_MS;
	return true;
}

static bool repeats(struct job *job)
{
	struct answer *answer = &job->exchange.answer;
	if (!job->exchange.arrival.answered || job->task->probe->repeat < 2 || job->runs >= REPEAT_MAX ||
	    grant_is_refused(job->task, answer))
		return false;
	job->first_byte[job->runs++] = answer->first_byte_ms;
	if (answer->status < 400 && job->runs < job->task->probe->repeat)
		return true;
	answer->first_byte_ms = median(job->first_byte, job->runs);
	return false;
}

static enum job_next arrived_contrast(struct job *job, struct answer *answer, bool answered)
{
	answer_clear(&job->contrast[job->making].answer);
	job->contrast[job->making].answer = *answer;
	job->contrast[job->making].came = answered;
	job->making = CONTRAST_NONE;
	return JOB_JUDGE;
}

void job_arrived_grant(struct job *job, CURLcode code, struct answer *answer, struct arrival *arrival)
{
	struct timing timing;
	answer_init(answer);
	transfer_finish(job->transfer, code, answer, arrival, &timing);
	transfer_free(job->transfer);
	job->transfer = NULL;
	job->fetching = false;
}

enum job_next job_arrived(struct job *job, CURLcode code, int64_t now)
{
	struct answer answer;
	struct arrival arrival;
	struct timing timing;
	answer_init(&answer);
	transfer_finish(job->transfer, code, &answer, &arrival, &timing);
	transfer_free(job->transfer);
	job->transfer = NULL;
	if (job->making != CONTRAST_NONE)
		return arrived_contrast(job, &answer, arrival.answered);
	keep_exchange(job, &answer, &arrival, &timing);
	if (falls_back(job) || tries_again(job, now) || repeats(job))
		return JOB_SEND;
	return arrival.answered ? JOB_JUDGE : JOB_TELL;
}

enum job_next job_judge(struct job *job, const struct answer *answer, struct judgement *judgement,
                        struct arena *arena)
{
	struct reading reading;
	reading_init(&reading, job->task, answer);
	for (int i = 0; i < CONTRASTS; i++) {
		reading.contrast[i].asked = job->contrast[i].asked;
		reading.contrast[i].answer = job->contrast[i].came ? &job->contrast[i].answer : NULL;
	}
	if (judge(judgement, &reading, arena))
		return JOB_TELL;
	job->making = reading.wanted;
	job->contrast[reading.wanted].asked = true;
	return JOB_SEND;
}
