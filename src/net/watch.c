#include "net/watch.h"

#include <config.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"

enum { OWN_MAX = 72, REST_MS = 600000 };

#ifdef HAVE_SYS_EPOLL_H

#include <sys/epoll.h>

enum { EVENTS = 128 };

struct watch {
	CURLM *multi;
	int epoll;
	int64_t due; /* libcurl's timer, monotonic ms; < 0: none */
};

static int on_socket(CURL *easy, curl_socket_t socket, int what, void *ctx, void *known)
{
	struct watch *watch = ctx;
	struct epoll_event event = {.data.fd = socket};
	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		(void)epoll_ctl(watch->epoll, EPOLL_CTL_DEL, socket, &event);
		return 0;
	}
	event.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
	if (epoll_ctl(watch->epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event) != 0)
		(void)epoll_ctl(watch->epoll, known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
	curl_multi_assign(watch->multi, socket, watch);
	return 0;
}

static int on_timer(CURLM *multi, long ms, void *ctx)
{
	struct watch *watch = ctx;
	(void)multi;
	/* Our clock has lost its fraction: a call that comes early would find nothing due, and libcurl does not
	 * set the same time twice. */
	watch->due = ms < 0 ? -1 : clock_monotonic() + ms + (ms > 0);
	return 0;
}

struct watch *watch_new(CURLM *multi)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	if (epoll < 0)
		return NULL;
	struct watch *watch = xcalloc(1, sizeof *watch);
	watch->multi = multi;
	watch->epoll = epoll;
	watch->due = -1;
	curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, watch);
	curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
	curl_multi_setopt(multi, CURLMOPT_TIMERDATA, watch);
	return watch;
}

void watch_free(struct watch *watch)
{
	if (!watch)
		return;
	curl_multi_setopt(watch->multi, CURLMOPT_SOCKETFUNCTION, NULL);
	curl_multi_setopt(watch->multi, CURLMOPT_TIMERFUNCTION, NULL);
	close(watch->epoll);
	free(watch);
}

static void drive_sockets(struct watch *watch)
{
	struct epoll_event event[EVENTS];
	int running;
	int count = epoll_wait(watch->epoll, event, EVENTS, 0);
	for (int i = 0; i < count; i++) {
		unsigned bits = event[i].events;
		int what = (bits & (EPOLLIN | EPOLLHUP) ? CURL_CSELECT_IN : 0) |
		           (bits & EPOLLOUT ? CURL_CSELECT_OUT : 0) | (bits & EPOLLERR ? CURL_CSELECT_ERR : 0);
		curl_multi_socket_action(watch->multi, event[i].data.fd, what, &running);
	}
}

static int timeout_of(const struct watch *watch, int64_t ms)
{
	int64_t wait = ms < 0 || ms > REST_MS ? REST_MS : ms;
	int64_t timer = watch->due < 0 ? REST_MS : watch->due - clock_monotonic();
	wait = timer < wait ? timer : wait;
	return wait < 0 ? 0 : (int)wait;
}

void watch_wait(struct watch *watch, struct pollfd *own, size_t count, int64_t ms)
{
	struct pollfd all[OWN_MAX + 1] = {{.fd = watch->epoll, .events = POLLIN}};
	int running;
	count = count < OWN_MAX ? count : OWN_MAX;
	memcpy(all + 1, own, count * sizeof *own);
	bool news = poll(all, (nfds_t)(count + 1), timeout_of(watch, ms)) > 0;
	for (size_t i = 0; i < count; i++)
		own[i].revents = news ? all[i + 1].revents : 0;
	if (news && all[0].revents)
		drive_sockets(watch);
	if (watch->due >= 0 && watch->due <= clock_monotonic()) {
		watch->due = -1;
		curl_multi_socket_action(watch->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	}
}

#else

struct watch {
	CURLM *multi;
};

struct watch *watch_new(CURLM *multi)
{
	struct watch *watch = xcalloc(1, sizeof *watch);
	watch->multi = multi;
	return watch;
}

void watch_free(struct watch *watch)
{
	free(watch);
}

void watch_wait(struct watch *watch, struct pollfd *own, size_t count, int64_t ms)
{
	struct curl_waitfd all[OWN_MAX];
	int running;
	count = count < OWN_MAX ? count : OWN_MAX;
	for (size_t i = 0; i < count; i++)
		all[i] = (struct curl_waitfd){.fd = own[i].fd,
		                              .events = (short)((own[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
		                                                (own[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0))};
	curl_multi_perform(watch->multi, &running);
	curl_multi_poll(watch->multi, all, (unsigned)count, ms < 0 || ms > REST_MS ? REST_MS : (int)ms, NULL);
	for (size_t i = 0; i < count; i++)
		own[i].revents = all[i].revents;
	curl_multi_perform(watch->multi, &running);
}

#endif
