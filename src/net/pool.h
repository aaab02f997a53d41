/*
 * All probes that were asked for and are not over: which may start, which are under way, over one
 * libcurl multi handle. The caller waits and drives libcurl (net/watch.h); pool_step takes what has
 * arrived, starts and tells. Each probe ends in exactly one outcome.
 */
#ifndef SYNCFIX_NET_POOL_H
#define SYNCFIX_NET_POOL_H

#include <curl/curl.h>

#include "net/task.h"
#include "net/vault.h"
#include "wire/wire.h"

struct pool;
typedef void pool_tell_fn(void *ctx, const struct wire_tell *tell);

/* The vault must outlive the pool. NULL when libcurl cannot be had. */
struct pool *pool_new(struct vault *vault, pool_tell_fn *tell, void *ctx);
void pool_free(struct pool *pool);
CURLM *pool_multi(struct pool *pool);

void pool_add_take(struct pool *pool, struct task *task);
void pool_cancel(struct pool *pool, int64_t id);
/* What is kept of a profile for its further probes goes. */
void pool_forget(struct pool *pool, const char *profile);
size_t pool_count(const struct pool *pool);

/* Whose the handles are that others put into the multi handle; guest gives false for those it does not know.
 */
typedef bool pool_guest_fn(void *ctx, CURL *handle, CURLcode code);
/* Milliseconds until something may start by itself; -1: nothing waits for the time. */
int64_t pool_step(struct pool *pool, pool_guest_fn *guest, void *ctx);

#endif
