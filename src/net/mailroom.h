/*
 * The deliveries that are not over: each waits until every secret has come, is scanned for all of
 * them by value, and only then sent, over the pool's multi handle. Each ends in exactly one
 * `delivered`.
 */
#ifndef SYNCFIX_NET_MAILROOM_H
#define SYNCFIX_NET_MAILROOM_H

#include <curl/curl.h>

#include "net/vault.h"
#include "wire/wire.h"

struct mailroom;
typedef void mailroom_tell_fn(void *ctx, const struct wire_tell *tell);

/* All three must outlive it. */
struct mailroom *mailroom_new(CURLM *multi, struct vault *vault, mailroom_tell_fn *tell, void *ctx);
void mailroom_free(struct mailroom *mailroom);

void mailroom_add(struct mailroom *mailroom, const struct wire_ask *ask);
void mailroom_cancel(struct mailroom *mailroom, int64_t id);
/* Starts what may start. Milliseconds until something is due by itself; -1: nothing is. */
int64_t mailroom_step(struct mailroom *mailroom);
/* A handle of the multi handle is through. False: it is none of ours. */
bool mailroom_arrived(void *mailroom, CURL *easy, CURLcode code);

#endif
