#include "config/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"

/* One word at *at into out; false when a quote is left open. */
static bool read_word(const char **at, struct text *out)
{
	char quote = '\0';

	for (; **at != '\0'; (*at)++) {
		char c = **at;
		if (quote == '\0' && (c == ' ' || c == '\t'))
			break;
		if (c == quote) {
			quote = '\0';
		} else if (quote == '\0' && (c == '\'' || c == '"')) {
			quote = c;
		} else if (c == '\\' && quote != '\'' && (*at)[1] != '\0') {
			text_add_char(out, *++(*at));
		} else {
			text_add_char(out, c);
		}
	}
	return quote == '\0';
}

char **secret_split_command(const char *command)
{
	ARRAY(char *) words = {0};
	bool ok = true;

	for (const char *at = command + strspn(command, " \t"); ok && *at != '\0'; at += strspn(at, " \t")) {
		struct text word = {0};
		ok = read_word(&at, &word);
		array_push(&words, text_take(&word));
	}
	array_push(&words, NULL);
	if (ok)
		return words.at;
	secret_free_words(words.at);
	return NULL;
}

void secret_free_words(char **words)
{
	for (size_t i = 0; words != NULL && words[i] != NULL; i++)
		free(words[i]);
	free(words);
}

static _Noreturn void run_child(char **words, int out)
{
	int null = open("/dev/null", O_RDWR);
	sigset_t none;

	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(null, 2) < 0)
		_exit(127);
	for (int fd = 3; fd < 256; fd++)
		close(fd);
	execvp(words[0], words);
	_exit(127);
}

bool secret_start_command(const char *command, int *fd, pid_t *pid, struct error *err)
{
	char **words = secret_split_command(command);
	int ends[2];

	if (words == NULL || words[0] == NULL) {
		secret_free_words(words);
		return error_set(err, ERROR_CONFIG, "", "The secret's command is empty or leaves a quote open.");
	}
	if (pipe2(ends, O_CLOEXEC) != 0) {
		secret_free_words(words);
		return error_set(err, ERROR_INTERNAL, "", "No pipe for the secret's command: %s.", strerror(errno));
	}
	*pid = fork();
	if (*pid == 0)
		run_child(words, ends[1]);
	close(ends[1]);
	secret_free_words(words);
	if (*pid < 0) {
		close(ends[0]);
		return error_set(err, ERROR_INTERNAL, "", "The secret's command cannot be started: %s.",
		                 strerror(errno));
	}
	*fd = ends[0];
	return true;
}

static bool judge_status(int status, const char *key, struct error *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return error_set(err, ERROR_CONFIG, "",
		                 "The command for %s was not found: name it with its whole path.", key);
	if (WIFEXITED(status))
		return error_set(err, ERROR_CONFIG, "",
		                 "The command for %s failed with exit code %d: run it by hand to see why.", key,
		                 WEXITSTATUS(status));
	return error_set(err, ERROR_CONFIG, "", "The command for %s was ended by a signal.", key);
}

bool secret_wait_command(pid_t pid, int seconds, const char *key, struct error *err)
{
	const struct timespec nap = {.tv_nsec = 5 * 1000 * 1000};
	int64_t end = clock_monotonic() + SECONDS(seconds);
	int status;

	while (clock_monotonic() < end) {
		pid_t ended = waitpid(pid, &status, WNOHANG);
		if (ended == pid)
			return judge_status(status, key, err);
		if (ended < 0 && errno != EINTR)
			return error_set(err, ERROR_INTERNAL, "", "The command for %s was lost.", key);
		nanosleep(&nap, NULL);
	}
	kill(-pid, SIGKILL);
	waitpid(pid, &status, 0);
	return error_set(err, ERROR_CONFIG, "",
	                 "The command for %s took over %d seconds and was ended (secret_timeout).", key, seconds);
}
