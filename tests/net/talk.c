#include "talk.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"

static void run_program(int fd)
{
	char path[4096];
	const char *build = getenv("SYNCFIX_TEST_BUILD");
	snprintf(path, sizeof path, "%s/syncfix-net", build ? build : ".");
	dup2(fd, 0);
	execl(path, "syncfix-net", (char *)NULL);
	perror(path);
	_exit(127);
}

void talk_start_silent(struct talk *talk)
{
	int pair[2];
	memset(talk, 0, sizeof *talk);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		abort();
	talk->pid = fork();
	if (talk->pid == 0)
		run_program(pair[1]);
	close(pair[1]);
	talk->fd = pair[0];
}

void talk_start(struct talk *talk)
{
	talk_start_silent(talk);
	struct wire_ask hello = {.kind = WIRE_ASK_HELLO};
	talk_ask(talk, &hello, -1);
}

static int status_code(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int talk_stop(struct talk *talk)
{
	int status = 0;
	if (talk->fd >= 0)
		close(talk->fd);
	if (talk->pid > 0)
		waitpid(talk->pid, &status, 0);
	text_clear(&talk->in);
	text_clear(&talk->heard);
	talk->pid = 0;
	return status_code(status);
}

void talk_send(struct talk *talk, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t sent = send(talk->fd, bytes, len, MSG_NOSIGNAL);
		if (sent <= 0)
			return;
		bytes += sent;
		len -= (size_t)sent;
	}
}

static void send_with(struct talk *talk, const struct text *line, int fd)
{
	union {
		struct cmsghdr align;
		char space[CMSG_SPACE(sizeof(int))];
	} control = {0};
	struct iovec part = {.iov_base = line->data, .iov_len = line->len};
	struct msghdr message = {.msg_iov = &part,
	                         .msg_iovlen = 1,
	                         .msg_control = &control,
	                         .msg_controllen = sizeof control};
	struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
	rights->cmsg_level = SOL_SOCKET;
	rights->cmsg_type = SCM_RIGHTS;
	rights->cmsg_len = CMSG_LEN(sizeof fd);
	memcpy(CMSG_DATA(rights), &fd, sizeof fd);
	if (sendmsg(talk->fd, &message, MSG_NOSIGNAL) != (ssize_t)line->len)
		abort();
}

void talk_ask(struct talk *talk, const struct wire_ask *ask, int fd)
{
	struct text line = {0};
	wire_write_ask(&line, ask);
	if (fd >= 0)
		send_with(talk, &line, fd);
	else
		talk_send(talk, line.data, line.len);
	text_wipe(&line);
}

void talk_secret(struct talk *talk, const char *profile, const char *key, const char *origin,
                 const char *value)
{
	struct wire_ask ask = {.kind = WIRE_ASK_SECRET,
	                       .profile = profile,
	                       .key = key,
	                       .origin = origin,
	                       .typed = value};
	talk_ask(talk, &ask, -1);
}

/* Waits for a whole line and takes it out; false: none came. */
static bool next_line(struct talk *talk, int64_t until, struct text *line)
{
	for (;;) {
		char *end = talk->in.len ? memchr(talk->in.data, '\n', talk->in.len) : NULL;
		if (end) {
			size_t len = (size_t)(end - talk->in.data);
			text_add_n(line, talk->in.data, len);
			memmove(talk->in.data, end + 1, talk->in.len - len - 1);
			text_cut(&talk->in, talk->in.len - len - 1);
			return true;
		}
		char bytes[65536];
		int64_t left = until - clock_monotonic();
		struct pollfd watch = {.fd = talk->fd, .events = POLLIN};
		if (left <= 0 || poll(&watch, 1, (int)left) <= 0)
			return false;
		ssize_t got = recv(talk->fd, bytes, sizeof bytes, 0);
		if (got <= 0)
			return false;
		text_add_n(&talk->in, bytes, (size_t)got);
		text_add_n(&talk->heard, bytes, (size_t)got);
	}
}

bool talk_hear(struct talk *talk, enum wire_tell_kind kind, int64_t id, int ms, struct arena *arena,
               struct wire_tell *out)
{
	int64_t until = clock_monotonic() + ms;
	struct text line = {0};
	bool found = false;
	while (!found && next_line(talk, until, &line)) {
		struct error err = {0};
		if (!wire_read_tell(text_str(&line), line.len, arena, out, &err))
			fprintf(stderr, "unreadable message: %s\n", err.message);
		else
			found = out->kind == kind && (id < 0 || out->id == id);
		text_cut(&line, 0);
	}
	text_clear(&line);
	return found;
}

bool talk_ended(struct talk *talk, int ms)
{
	int status;
	for (; ms > 0; ms -= 10) {
		if (waitpid(talk->pid, &status, WNOHANG) == talk->pid) {
			talk->pid = 0;
			return true;
		}
		usleep(10000);
	}
	return false;
}

long talk_status(const struct talk *talk, const char *name)
{
	char path[64], line[256];
	long value = -1;
	size_t len = strlen(name);
	snprintf(path, sizeof path, "/proc/%d/status", (int)talk->pid);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, name, len) == 0 && line[len] == ':')
			value = strtol(line + len + 1, NULL, 10);
	if (file)
		fclose(file);
	return value;
}
