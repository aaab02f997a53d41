#include "deliver/feed.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"

enum { FIRST_FD = 3, LAST_FD = 256, NAP_MS = 5 };

bool feed_finds(const char *program, const char *path)
{
	bool found = false;

	if (strchr(program, '/'))
		return access(program, X_OK) == 0;
	while (path && *path && !found) {
		size_t len = strcspn(path, ":");
		struct text file = {0};

		text_add_n(&file, path, len);
		text_addf(&file, "/%s", program);
		found = len > 0 && access(text_str(&file), X_OK) == 0;
		path += len + (path[len] == ':');
		text_clear(&file);
	}
	return found;
}

static _Noreturn void run_child(const char *const *words, int in)
{
	int null = open("/dev/null", O_RDWR);
	sigset_t none;

	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	if (null < 0 || dup2(in, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
		_exit(127);
	for (int fd = FIRST_FD; fd < LAST_FD; fd++)
		close(fd);
	execvp(words[0], (char *const *)words);
	_exit(127);
}

/* Until all is written, it stops reading, or the time is over. */
static void write_all(int fd, const char *at, size_t len, int64_t end)
{
	while (len > 0 && clock_monotonic() < end) {
		struct pollfd wait = {.fd = fd, .events = POLLOUT};
		ssize_t put = write(fd, at, len);

		if (put > 0) {
			at += put;
			len -= (size_t)put;
		} else if (errno == EAGAIN) {
			poll(&wait, 1, (int)(end - clock_monotonic()) + 1);
		} else if (errno != EINTR) {
			return;
		}
	}
}

static bool judge(int status, const char *program, struct error *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return error_set(err, ERROR_UNAVAILABLE, program, "There is no such program here.");
	return error_set(err, ERROR_UNAVAILABLE, program, "It did not take the text: run it by hand to see why.");
}

static bool wait_for(pid_t pid, const char *program, int64_t end, struct error *err)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000 * 1000};
	int status;

	while (clock_monotonic() < end) {
		pid_t got = waitpid(pid, &status, WNOHANG);

		if (got == pid)
			return judge(status, program, err);
		if (got < 0 && errno != EINTR)
			break;
		nanosleep(&nap, NULL);
	}
	kill(-pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return error_set(err, ERROR_UNAVAILABLE, program, "It was not through in time, and was ended.");
}

bool feed_command(const char *const *words, const char *bytes, size_t len, int timeout_ms, struct error *err)
{
	int64_t end = clock_monotonic() + timeout_ms;
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_set(err, ERROR_INTERNAL, "", "No pipe for %s: %s.", words[0], strerror(errno));
	pid = fork();
	if (pid == 0)
		run_child(words, ends[0]);
	close(ends[0]);
	if (pid < 0) {
		close(ends[1]);
		return error_set(err, ERROR_INTERNAL, "", "%s cannot be started: %s.", words[0], strerror(errno));
	}
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	write_all(ends[1], bytes, len, end);
	close(ends[1]);
	return wait_for(pid, words[0], end, err);
}
