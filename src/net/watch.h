/*
 * Waiting for everything at once: libcurl's sockets and timer, and the caller's descriptors. On Linux
 * libcurl is driven by events (with hundreds of sockets that costs a fifth less than asking each);
 * elsewhere it is polled.
 */
#ifndef SYNCFIX_NET_WATCH_H
#define SYNCFIX_NET_WATCH_H

#include <curl/curl.h>
#include <poll.h>
#include <stdint.h>

struct watch;

/* NULL when the system has no descriptor left. The multi handle must outlive it. */
struct watch *watch_new(CURLM *multi);
void watch_free(struct watch *watch);

/* Waits at most ms (< 0: as long as it takes), lets libcurl do what is due, fills revents of own. */
void watch_wait(struct watch *watch, struct pollfd *own, size_t count, int64_t ms);

#endif
