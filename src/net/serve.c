#include "net/serve.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/array.h"
#include "base/error.h"
#include "net/inbox.h"
#include "net/landlock.h"
#include "net/mailroom.h"
#include "net/pool.h"
#include "net/scan.h"
#include "net/watch.h"

/* With that many probes waiting, or bytes unread by the face, nothing more is taken in. */
enum { WAITING_MAX = 4096, OUTBOX_MAX = 4 << 20, PIPES_MAX = 64 };

struct serve {
	struct inbox inbox;
	struct text out;
	size_t sent;
	struct vault *vault;
	struct pool *pool;
	struct mailroom *mailroom;
	struct watch *watch;
	bool greeted;
	bool closed; /* the file system */
	bool leaving;
	int code;
};

static void leave(struct serve *serve, int code)
{
	serve->leaving = true;
	serve->code = code;
}

/* ---- out ---- */

static void on_tell(void *ctx, const struct wire_tell *tell)
{
	wire_write_tell(&((struct serve *)ctx)->out, tell);
}

static void flush(struct serve *serve)
{
	while (serve->sent < serve->out.len) {
		ssize_t sent = send(serve->inbox.fd, serve->out.data + serve->sent, serve->out.len - serve->sent,
		                    MSG_DONTWAIT | MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0) {
			if (errno != EAGAIN)
				leave(serve, 0); /* the face is gone */
			return;
		}
		serve->sent += (size_t)sent;
	}
	text_cut(&serve->out, 0);
	serve->sent = 0;
}

/* ---- in ---- */

static void take_secret(struct serve *serve, const struct wire_ask *ask)
{
	if (ask->typed) {
		vault_put(serve->vault, ask->profile, ask->key, ask->origin, ask->typed, strlen(ask->typed));
		memory_wipe((char *)ask->typed, strlen(ask->typed));
		return;
	}
	int fd = inbox_descriptor(&serve->inbox);
	if (fd < 0)
		leave(serve, ERROR_DATA);
	else
		vault_put_fd(serve->vault, ask->profile, ask->key, ask->origin, fd);
}

static void scan(struct serve *serve, const struct wire_ask *ask)
{
	struct scan needles;
	struct text name = {0};
	scan_init(&needles, serve->vault, NULL);
	const struct secret *secret = scan_find_leaving(&needles, ask->text, strlen(ask->text));
	if (secret)
		text_addf(&name, "%s/%s", secret->profile, secret->key);
	struct wire_tell tell = {.kind = WIRE_TELL_SCANNED,
	                         .id = ask->id,
	                         .text = secret ? text_str(&name) : NULL};
	on_tell(serve, &tell);
	text_clear(&name);
	scan_clear(&needles);
}

static void take_ask(struct serve *serve, const struct wire_ask *ask, struct arena *arena)
{
	switch (ask->kind) {
	case WIRE_ASK_SECRET:
		take_secret(serve, ask);
		break;
	case WIRE_ASK_READY:
		if (!serve->closed)
			landlock_close(curl_version_info(CURLVERSION_NOW)->cainfo);
		serve->closed = true;
		break;
	case WIRE_ASK_PROBE:
		pool_add_take(serve->pool, task_new_take(ask, arena));
		break;
	case WIRE_ASK_CANCEL:
		pool_cancel(serve->pool, ask->id);
		mailroom_cancel(serve->mailroom, ask->id);
		break;
	case WIRE_ASK_SCAN:
		scan(serve, ask);
		break;
	case WIRE_ASK_DELIVER:
		mailroom_add(serve->mailroom, ask);
		break;
	case WIRE_ASK_FORGET:
		pool_forget(serve->pool, ask->profile);
		vault_forget(serve->vault, ask->profile);
		break;
	case WIRE_ASK_QUIT:
		leave(serve, 0);
		break;
	default: /* a second greeting says nothing new */
		break;
	}
}

/* A probe that cannot be read has an outcome all the same: the face waits for it. */
static void answer_unreadable(struct serve *serve, const struct wire_ask *ask, const struct error *err)
{
	if (ask->kind == WIRE_ASK_DELIVER) {
		struct wire_tell failed = {.kind = WIRE_TELL_DELIVERED, .id = ask->id, .text = err->message};
		on_tell(serve, &failed);
	}
	if (ask->kind != WIRE_ASK_PROBE)
		return;
	struct wire_tell tell = {
		.kind = WIRE_TELL_OUTCOME,
		.id = ask->id,
		.outcome = common_outcome(OUTCOME_SKIPPED)->name,
		.verdict = VERDICT_SKIPPED,
		.message = err->message,
	};
	on_tell(serve, &tell);
}

static void take_line(struct serve *serve, const char *line, size_t len)
{
	struct arena arena;
	struct wire_ask ask;
	struct error err = {0};
	arena_init(&arena);
	bool read = wire_read_ask(line, len, &arena, &ask, &err);
	if (!serve->greeted && (!read || ask.kind != WIRE_ASK_HELLO))
		leave(serve, ERROR_DATA);
	else if (read)
		take_ask(serve, &ask, &arena);
	else
		answer_unreadable(serve, &ask, &err);
	serve->greeted = true;
	arena_clear(&arena);
}

static void take_input(struct serve *serve)
{
	char *line;
	size_t len;
	enum inbox_state state = inbox_read(&serve->inbox);
	while (!serve->leaving && (line = inbox_line(&serve->inbox, &len)))
		take_line(serve, line, len);
	if (!serve->leaving && state != INBOX_OPEN)
		leave(serve, state == INBOX_GARBAGE ? ERROR_DATA : 0);
}

/* ---- the loop ---- */

static bool is_full(const struct serve *serve)
{
	return pool_count(serve->pool) > WAITING_MAX || serve->out.len - serve->sent > OUTBOX_MAX;
}

static void wait_for_news(struct serve *serve, int64_t wait)
{
	struct pollfd watched[1 + PIPES_MAX] = {{.fd = serve->inbox.fd}};
	int pipe[PIPES_MAX];
	size_t pipes = vault_coming(serve->vault, pipe, PIPES_MAX);
	watched[0].events = (short)((is_full(serve) ? 0 : POLLIN) | (serve->out.len ? POLLOUT : 0));
	for (size_t i = 0; i < pipes; i++)
		watched[1 + i] = (struct pollfd){.fd = pipe[i], .events = POLLIN};
	watch_wait(serve->watch, watched, 1 + pipes, wait);
	for (size_t i = 0; i < pipes; i++)
		if (watched[1 + i].revents)
			vault_read(serve->vault, pipe[i]);
	if (watched[0].revents & (POLLIN | POLLHUP | POLLERR))
		take_input(serve);
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

static void run(struct serve *serve)
{
	struct wire_tell hello = {.kind = WIRE_TELL_HELLO};
	on_tell(serve, &hello);
	flush(serve);
	while (!serve->leaving) {
		int64_t wait =
			sooner(mailroom_step(serve->mailroom), pool_step(serve->pool, mailroom_arrived, serve->mailroom));
		flush(serve);
		if (!serve->leaving)
			wait_for_news(serve, wait);
	}
	flush(serve);
}

int serve(int fd)
{
	struct serve serve = {0};
	inbox_init(&serve.inbox, fd);
	serve.vault = vault_new();
	serve.pool = pool_new(serve.vault, on_tell, &serve);
	serve.mailroom = serve.pool ? mailroom_new(pool_multi(serve.pool), serve.vault, on_tell, &serve) : NULL;
	serve.watch = serve.pool ? watch_new(pool_multi(serve.pool)) : NULL;
	if (serve.watch)
		run(&serve);
	else
		serve.code = ERROR_INTERNAL;
	mailroom_free(serve.mailroom);
	watch_free(serve.watch);
	pool_free(serve.pool);
	vault_free(serve.vault);
	inbox_clear(&serve.inbox);
	text_clear(&serve.out);
	return serve.code;
}
