#include "app/simulation.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"

enum { START_MS = 10000, ANSWER_MS = 5000, LINE_MAX_BYTES = 1 << 20, CA_MAX = 64 << 10 };

struct simulation {
	pid_t pid;
	int to, from;
	struct text incoming;
	char *url;
	char *ca_file;
	struct text ca_pem;
};

static _Noreturn void run_child(const char *program, const char *file, int port, int in, int out)
{
	char number[16];

	snprintf(number, sizeof number, "%d", port);
	setpgid(0, 0);
	if (dup2(in, 0) < 0 || dup2(out, 1) < 0)
		_exit(127);
	for (int fd = 3; fd < 256; fd++)
		close(fd);
	execl(program, program, "-p", number, file, (char *)NULL);
	_exit(127);
}

/* One line without its newline within ms; false at its end or when it takes longer. */
static bool read_line(struct simulation *simulation, int ms, struct text *line)
{
	int64_t end = clock_monotonic() + ms;
	char piece[4096];

	for (;;) {
		char *stop = simulation->incoming.len > 0
		                 ? memchr(simulation->incoming.data, '\n', simulation->incoming.len)
		                 : NULL;
		if (stop != NULL) {
			size_t len = (size_t)(stop - simulation->incoming.data);
			text_add_n(line, simulation->incoming.data, len);
			simulation->incoming.len -= len + 1;
			memmove(simulation->incoming.data, stop + 1, simulation->incoming.len + 1);
			return true;
		}
		int64_t left = end - clock_monotonic();
		struct pollfd wait = {.fd = simulation->from, .events = POLLIN};
		if (left <= 0 || simulation->incoming.len > LINE_MAX_BYTES || poll(&wait, 1, (int)left) == 0)
			return false;
		ssize_t got = read(simulation->from, piece, sizeof piece);
		if (got > 0)
			text_add_n(&simulation->incoming, piece, (size_t)got);
		else if (got == 0 || errno != EINTR)
			return false;
	}
}

/* "ready URL CA-FILE" */
static bool take_ready(struct simulation *simulation, const char *line, struct error *err)
{
	const char *url = line + strlen("ready ");
	size_t len;

	if (!text_starts(line, "ready ") || strchr(url, ' ') == NULL)
		return error_set(err, ERROR_UNAVAILABLE, "syncfix-sim",
		                 "The simulated store did not say where it is.");
	len = strcspn(url, " ");
	simulation->url = xstrndup(url, len);
	if (strcmp(url + len + 1, "-") == 0)
		return true;
	simulation->ca_file = xstrdup(url + len + 1);
	return file_read(simulation->ca_file, CA_MAX, &simulation->ca_pem, err);
}

static bool wait_ready(struct simulation *simulation, struct error *err)
{
	struct text line = {0};
	bool ok = read_line(simulation, START_MS, &line);

	if (!ok)
		error_set(err, ERROR_UNAVAILABLE, "syncfix-sim",
		          "The simulated store did not start: its message stands above.");
	ok = ok && take_ready(simulation, text_str(&line), err);
	text_clear(&line);
	return ok;
}

struct simulation *simulation_start(const char *program, const char *file, int port, struct error *err)
{
	struct simulation *simulation;
	int in[2];
	int out[2];

	if (access(program, X_OK) != 0) {
		error_set(err, ERROR_UNAVAILABLE, program, "The simulated store is not installed here.");
		return NULL;
	}
	simulation = xcalloc(1, sizeof *simulation);
	if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || (simulation->pid = fork()) < 0) {
		error_set(err, ERROR_INTERNAL, "", "The simulated store cannot be started: %s.", strerror(errno));
		free(simulation);
		return NULL;
	}
	if (simulation->pid == 0)
		run_child(program, file, port, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	simulation->to = in[1];
	simulation->from = out[0];
	if (wait_ready(simulation, err))
		return simulation;
	simulation_stop(simulation);
	return NULL;
}

void simulation_stop(struct simulation *simulation)
{
	if (simulation == NULL)
		return;
	close(simulation->to); /* its input ends: it leaves and takes its certificate's file away */
	close(simulation->from);
	while (waitpid(simulation->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	free(simulation->url);
	free(simulation->ca_file);
	text_clear(&simulation->ca_pem);
	text_clear(&simulation->incoming);
	free(simulation);
}

const char *simulation_url(const struct simulation *simulation)
{
	return simulation->url;
}

const char *simulation_connect_to(const struct simulation *simulation)
{
	return strstr(simulation->url, "://") + 3;
}

const char *simulation_ca_file(const struct simulation *simulation)
{
	return simulation->ca_file;
}

const char *simulation_ca_pem(const struct simulation *simulation)
{
	return simulation->ca_pem.len > 0 ? text_str(&simulation->ca_pem) : NULL;
}

static bool command(struct simulation *simulation, const char *words, struct text *answer)
{
	size_t len = strlen(words);

	return write(simulation->to, words, len) == (ssize_t)len && read_line(simulation, ANSWER_MS, answer);
}

static bool order(struct simulation *simulation, const char *words)
{
	struct text answer = {0};
	bool ok = command(simulation, words, &answer) && strcmp(text_str(&answer), "ok") == 0;

	text_clear(&answer);
	return ok;
}

bool simulation_fix(struct simulation *simulation, const char *label)
{
	struct text words = {0};
	bool ok;

	text_addf(&words, "fix %s\n", label);
	ok = order(simulation, text_str(&words));
	text_clear(&words);
	return ok;
}

bool simulation_set_now(struct simulation *simulation, int64_t now)
{
	char words[64];

	snprintf(words, sizeof words, "now %lld\n", (long long)now);
	return order(simulation, words);
}

bool simulation_report(struct simulation *simulation, struct text *out)
{
	return command(simulation, "report\n", out);
}
