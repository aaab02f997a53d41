#include "app/hands.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"

enum { READ_PIECE = 16384, FIRST_FD = 3, LAST_FD = 256, SEND_PATIENCE_MS = 5000, LEAVE_MS = 2500 };

struct hands {
	char *program;
	pid_t pid;
	int fd;
	struct text incoming;
	bool greeted;
	int64_t ids;            /* given out */
	ARRAY(char *) declared; /* probes whose declaration it has */
};

struct hands *hands_new(const char *program)
{
	struct hands *hands = xcalloc(1, sizeof *hands);

	hands->program = xstrdup(program);
	hands->fd = -1;
	return hands;
}

/* It gives sessions back to the stores before it leaves; one that hangs is not waited for. */
static void wait_until_left(const struct hands *hands)
{
	static const struct timespec moment = {.tv_nsec = 1000000};
	int64_t until = clock_monotonic() + LEAVE_MS;
	siginfo_t left = {0};

	shutdown(hands->fd, SHUT_RDWR);
	while (clock_monotonic() < until && left.si_pid == 0) {
		if (waitid(P_PID, (id_t)hands->pid, &left, WEXITED | WNOHANG | WNOWAIT) != 0 && errno != EINTR)
			return;
		if (left.si_pid == 0)
			nanosleep(&moment, NULL);
	}
}

void hands_free(struct hands *hands)
{
	if (hands == NULL)
		return;
	if (hands_running(hands))
		wait_until_left(hands);
	hands_stop(hands);
	free(hands->program);
	free(hands);
}

int64_t hands_next_id(struct hands *hands, unsigned seat)
{
	return ++hands->ids * HANDS_SEATS + seat;
}

unsigned hands_seat_of(int64_t id)
{
	return (unsigned)(id % HANDS_SEATS);
}

bool hands_running(const struct hands *hands)
{
	return hands->fd >= 0;
}

int hands_fd(const struct hands *hands)
{
	return hands->fd;
}

void hands_stop(struct hands *hands)
{
	if (hands->fd < 0)
		return;
	close(hands->fd);
	hands->fd = -1;
	text_wipe(&hands->incoming);
	hands->greeted = false;
	for (size_t i = 0; i < hands->declared.count; i++)
		free(hands->declared.at[i]);
	array_clear(&hands->declared);
	kill(hands->pid, SIGKILL);
	while (waitpid(hands->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
}

/* It gets the socket as its input, no terminal and nothing else of ours. */
static _Noreturn void run_child(const char *program, int socket)
{
	int null = open("/dev/null", O_RDWR);
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setsid();
	if (null < 0 || dup2(socket, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
		_exit(127);
	for (int fd = FIRST_FD; fd < LAST_FD; fd++)
		close(fd);
	execl(program, program, (char *)NULL);
	_exit(127);
}

bool hands_start(struct hands *hands, struct error *err)
{
	struct wire_ask hello = {.kind = WIRE_ASK_HELLO};
	int ends[2];

	if (hands->fd >= 0)
		return true;
	if (access(hands->program, X_OK) != 0)
		return error_set(err, ERROR_UNAVAILABLE, hands->program,
		                 "The program that asks the network is missing: install syncfix again.");
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return error_set(err, ERROR_INTERNAL, "", "No socket for syncfix-net: %s.", strerror(errno));
	hands->pid = fork();
	if (hands->pid == 0)
		run_child(hands->program, ends[1]);
	close(ends[1]);
	if (hands->pid < 0) {
		close(ends[0]);
		return error_set(err, ERROR_INTERNAL, "", "syncfix-net cannot be started: %s.", strerror(errno));
	}
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	hands->fd = ends[0];
	log_line("hands: started %s", hands->program);
	return hands_ask(hands, &hello, -1);
}

/* The descriptor goes with the first byte of the line that names it. */
static ssize_t send_piece(int socket, const char *at, size_t len, int fd)
{
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(sizeof fd)];
	} control = {0};
	struct iovec piece = {(void *)at, len};
	struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};

	if (fd >= 0) {
		message.msg_control = control.room;
		message.msg_controllen = sizeof control.room;
		struct cmsghdr *header = CMSG_FIRSTHDR(&message);
		header->cmsg_level = SOL_SOCKET;
		header->cmsg_type = SCM_RIGHTS;
		header->cmsg_len = CMSG_LEN(sizeof fd);
		memcpy(CMSG_DATA(header), &fd, sizeof fd);
	}
	return sendmsg(socket, &message, MSG_NOSIGNAL);
}

static bool send_all(int socket, const char *at, size_t len, int fd)
{
	while (len > 0) {
		struct pollfd wait = {.fd = socket, .events = POLLOUT};
		ssize_t sent = send_piece(socket, at, len, fd);
		if (sent > 0) {
			at += sent;
			len -= (size_t)sent;
			fd = -1;
		} else if (errno == EAGAIN) {
			if (poll(&wait, 1, SEND_PATIENCE_MS) == 0)
				return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

/* A declaration travels once: it is the longest part of the message. */
static bool is_declared(struct hands *hands, const char *probe)
{
	for (size_t i = 0; i < hands->declared.count; i++) {
		if (strcmp(hands->declared.at[i], probe) == 0)
			return true;
	}
	array_push(&hands->declared, xstrdup(probe));
	return false;
}

bool hands_ask(struct hands *hands, const struct wire_ask *ask, int fd)
{
	struct text line = {0};
	struct wire_ask brief = *ask;
	bool ok;

	if (hands->fd < 0)
		return false;
	if (ask->kind == WIRE_ASK_PROBE && is_declared(hands, ask->name))
		brief.declaration = brief.platform_outcomes = NULL;
	wire_write_ask(&line, &brief);
	ok = send_all(hands->fd, text_str(&line), line.len, fd);
	text_wipe(&line);
	return ok;
}

static bool take_line(struct hands *hands, const char *at, size_t len, hands_tell_fn *each, void *ctx,
                      struct error *err)
{
	struct wire_tell tell = {0};
	struct arena arena;
	bool ok;

	arena_init(&arena);
	ok = wire_read_tell(at, len, &arena, &tell, err);
	if (ok && !hands->greeted) {
		hands->greeted = tell.kind == WIRE_TELL_HELLO;
		ok = hands->greeted ||
		     error_set(err, ERROR_UNAVAILABLE, "syncfix-net", "It did not greet: is it of this version?");
	} else if (ok) {
		each(ctx, &tell);
	}
	arena_clear(&arena);
	return ok;
}

static bool take_lines(struct hands *hands, hands_tell_fn *each, void *ctx, struct error *err)
{
	size_t done = 0;
	bool ok = true;

	while (ok && done < hands->incoming.len) {
		const char *at = hands->incoming.data + done;
		const char *end = memchr(at, '\n', hands->incoming.len - done);
		if (end == NULL)
			break;
		ok = take_line(hands, at, (size_t)(end - at), each, ctx, err);
		done += (size_t)(end - at) + 1;
	}
	if (done > 0) {
		hands->incoming.len -= done;
		memmove(hands->incoming.data, hands->incoming.data + done, hands->incoming.len + 1);
	}
	if (ok && hands->incoming.len > WIRE_MAX_LINE)
		ok = error_set(err, ERROR_UNAVAILABLE, "syncfix-net", "It sent a line without end.");
	return ok;
}

bool hands_read(struct hands *hands, hands_tell_fn *each, void *ctx, struct error *err)
{
	char piece[READ_PIECE];
	bool ok = true;

	while (ok && hands->fd >= 0) {
		ssize_t got = recv(hands->fd, piece, sizeof piece, 0);
		if (got > 0) {
			text_add_n(&hands->incoming, piece, (size_t)got);
			ok = take_lines(hands, each, ctx, err);
		} else if (got < 0 && errno == EAGAIN) {
			return true;
		} else if (got == 0 || errno != EINTR) {
			ok = error_set(err, ERROR_UNAVAILABLE, "syncfix-net", "It ended without an answer.");
		}
	}
	if (!ok)
		hands_stop(hands);
	return ok;
}
