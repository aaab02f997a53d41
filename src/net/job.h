/*
 * One probe from being asked for to its outcome: the requests it takes (a HEAD that becomes GET,
 * repeats, contrasts, one more try), and the judgement. Pure bookkeeping: the pool moves the bytes.
 */
#ifndef SYNCFIX_NET_JOB_H
#define SYNCFIX_NET_JOB_H

#include "net/judge.h"
#include "net/transfer.h"
#include "net/vault.h"

enum { REPEAT_MAX = 10 };

/* An answer that other probes may be judged on (same_answer), and how it was got. */
struct exchange {
	struct answer answer;
	struct arrival arrival;
	struct timing timing;
	struct request request; /* as last sent */
};
void exchange_clear(struct exchange *exchange);

struct job {
	struct task *task;
	struct job *next, *before;
	struct jobs *list;
	int64_t since;             /* monotonic ms */
	int64_t not_before;        /* a further request waits until then */
	struct transfer *transfer; /* NULL: waits */
	enum contrast making;      /* CONTRAST_NONE: the request itself */
	struct request request;    /* the one under way */
	struct exchange exchange;
	struct {
		bool asked;
		bool came;
		struct answer answer;
	} contrast[CONTRASTS];
	double first_byte[REPEAT_MAX];
	int runs;
	bool tried_again;
	bool fell_back;
	bool compiled; /* and all it needs is known */
	bool fetching; /* the request under way gets what it signs in with (grant.h) */
	bool renewed;  /* it was refused, and got anew */
	bool shares;   /* judged on the answer of task->probe.same_answer */
};

/* In the order in which they were put; a job is in one list. */
struct jobs {
	struct job *first, *last;
	size_t count;
};
void jobs_put(struct jobs *jobs, struct job *job); /* takes it out of its list before */
void jobs_take_out(struct job *job);

struct job *job_new_take(struct task *task, int64_t now);
void job_free(struct job *job);

/* What the next step is, after job_begin, job_arrived or job_judge. */
enum job_next {
	JOB_SEND,  /* make and send a request (job_request) */
	JOB_JUDGE, /* the answers are there */
	JOB_TELL,  /* it is over: *refusal, or the exchange's arrival, or the judgement says how */
};

/* The request to send now; false: it must not be sent, see refusal. */
bool job_request(struct job *job, const struct vault *vault, struct refusal *refusal);
/* Takes over what came of an exchange for a token or a session; arrival says whether it was answered. */
void job_arrived_grant(struct job *job, CURLcode code, struct answer *answer, struct arrival *arrival);
/* Takes over what came. */
enum job_next job_arrived(struct job *job, CURLcode code, int64_t now);
/* Judges an answer, its own or one that it shares. JOB_TELL, or JOB_SEND when a rule wants a contrast. */
enum job_next job_judge(struct job *job, const struct answer *answer, struct judgement *judgement,
                        struct arena *arena);
const char *job_progress(const struct job *job); /* NULL for the first request */

#endif
