#include "pty.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "base/clock.h"

enum { WAIT_MS = 5000, PIECE = 4096 };

struct exec_ctx {
	const char *const *argv;
};

static int exec_run(void *ctx)
{
	const struct exec_ctx *exec = ctx;

	execv(exec->argv[0], (char *const *)exec->argv);
	return 127;
}

bool pty_run(struct pty *pty, int rows, int cols, const char *term, int (*run)(void *ctx), void *ctx)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	int inside;

	*pty = (struct pty){.fd = -1};
	vt_init(&pty->vt, rows, cols);
	if (openpty(&pty->fd, &inside, NULL, NULL, &size) != 0)
		return false;
	tcgetattr(inside, &pty->before); /* the program may be quick to change it */
	pty->pid = fork();
	if (pty->pid == 0) {
		close(pty->fd);
		login_tty(inside);
		if (term)
			setenv("TERM", term, 1);
		else
			unsetenv("TERM");
		unsetenv("LINES");
		unsetenv("COLUMNS");
		_exit(run(ctx));
	}
	close(inside);
	return pty->pid > 0;
}

bool pty_exec(struct pty *pty, int rows, int cols, const char *term, const char *const *argv)
{
	struct exec_ctx ctx = {argv};

	return pty_run(pty, rows, cols, term, exec_run, &ctx);
}

void pty_send(struct pty *pty, const char *bytes)
{
	size_t len = strlen(bytes);

	while (len > 0) {
		ssize_t done = write(pty->fd, bytes, len);

		if (done <= 0)
			return;
		bytes += done;
		len -= (size_t)done;
	}
}

/* False: nothing came in ms, or it is over. */
static bool read_piece(struct pty *pty, int ms)
{
	struct pollfd poll_fd = {.fd = pty->fd, .events = POLLIN};
	char piece[PIECE];
	ssize_t got;

	if (pty->fd < 0 || poll(&poll_fd, 1, ms) <= 0)
		return false;
	got = read(pty->fd, piece, sizeof piece);
	if (got <= 0)
		return false;
	pty->bytes += (size_t)got;
	pty->reads++;
	vt_feed(&pty->vt, piece, (size_t)got);
	return true;
}

void pty_drain(struct pty *pty, int ms)
{
	while (read_piece(pty, ms))
		continue;
}

bool pty_wait_for(struct pty *pty, const char *words)
{
	int64_t end = clock_monotonic() + WAIT_MS;

	while (!vt_has(&pty->vt, words)) {
		int64_t left = end - clock_monotonic();

		if (left <= 0 || (!read_piece(pty, (int)left) && errno == EIO))
			return vt_has(&pty->vt, words);
	}
	return true;
}

void pty_resize(struct pty *pty, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	vt_resize(&pty->vt, rows, cols);
	ioctl(pty->fd, TIOCSWINSZ, &size);
}

static bool is_restored(const struct pty *pty)
{
	struct termios now;

	if (tcgetattr(pty->fd, &now) != 0)
		return false;
	return !pty->vt.alternate && !pty->vt.paste && !pty->vt.hidden &&
	       (now.c_lflag & (ECHO | ICANON | ISIG)) == (pty->before.c_lflag & (ECHO | ICANON | ISIG)) &&
	       (now.c_oflag & OPOST) == (pty->before.c_oflag & OPOST);
}

bool pty_restored(struct pty *pty)
{
	int64_t end = clock_monotonic() + WAIT_MS;

	pty_drain(pty, 20);
	while (!is_restored(pty) && clock_monotonic() < end)
		pty_drain(pty, 20);
	return is_restored(pty);
}

int pty_end(struct pty *pty)
{
	int64_t end = clock_monotonic() + WAIT_MS;
	int status = 0;
	pid_t done;

	while ((done = waitpid(pty->pid, &status, WNOHANG)) == 0 && clock_monotonic() < end)
		pty_drain(pty, 10);
	if (done == 0) {
		kill(pty->pid, SIGKILL);
		waitpid(pty->pid, &status, 0);
	}
	if (pty->fd >= 0)
		close(pty->fd);
	pty->fd = -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
