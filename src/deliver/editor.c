#include "deliver/editor.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"

const char *editor_command(const char *wished)
{
	const char *const from[] = {wished, getenv("VISUAL"), getenv("EDITOR")};

	for (size_t i = 0; i < sizeof from / sizeof from[0]; i++)
		if (from[i] && from[i][0])
			return from[i];
	return access("/usr/bin/editor", X_OK) == 0 ? "editor" : "vi";
}

/* An editor's command may have options ("code --wait"), so the shell reads it; the path is "$1". */
static _Noreturn void run_child(const char *command, const char *path)
{
	struct text line = {0};

	text_addf(&line, "%s \"$1\"", command);
	signal(SIGINT, SIG_DFL);
	signal(SIGTSTP, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	execl("/bin/sh", "sh", "-c", text_str(&line), "sh", path, (char *)NULL);
	_exit(127);
}

bool editor_run(const char *command, const char *path, struct error *err)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0)
		run_child(command, path);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	return error_set(err, ERROR_UNAVAILABLE, "", "The editor \"%.60s\" did not end well.", command);
}
