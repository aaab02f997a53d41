#include "app/edit.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/outbox.h"
#include "base/file.h"

enum { EDITED_MAX = 1 << 20 };

static const char *editor_of(const char *wished)
{
	const char *const from[] = {wished, getenv("VISUAL"), getenv("EDITOR")};

	for (size_t i = 0; i < sizeof from / sizeof from[0]; i++)
		if (from[i] && from[i][0])
			return from[i];
	return access("/usr/bin/editor", X_OK) == 0 ? "editor" : "vi";
}

/* An editor's command may have options ("code --wait"), so the shell reads it; the path is "$1". */
static bool run_editor(const char *editor, const char *path)
{
	struct text command = {0};
	int status = 0;
	pid_t pid;

	text_addf(&command, "%s \"$1\"", editor);
	pid = fork();
	if (pid == 0) {
		signal(SIGINT, SIG_DFL);
		signal(SIGTSTP, SIG_DFL);
		signal(SIGPIPE, SIG_DFL);
		signal(SIGXFSZ, SIG_DFL);
		execl("/bin/sh", "sh", "-c", text_str(&command), "sh", path, (char *)NULL);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	text_clear(&command);
	return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The version before comes back when the editor failed, or when the new one may not be kept. */
static bool take_edited(struct desk *desk, const char *editor, const char *path, const struct text *before,
                        struct error *err)
{
	struct text edited = {0};
	bool ok;

	if (!run_editor(editor, path))
		ok = error_set(err, ERROR_UNAVAILABLE, "",
		               "The editor \"%.60s\" did not end well; the ticket is as it was.", editor);
	else if (!file_read(path, EDITED_MAX, &edited, err) || edited.len == 0)
		ok = error_set(err, ERROR_IO, "", "The edited ticket is gone or empty; it is as it was.");
	else
		ok = outbox_write(desk, path, &edited, err);
	if (!ok)
		file_write(path, text_str(before), before->len, 0600, NULL);
	text_clear(&edited);
	return ok;
}

bool edit_ticket_text(struct desk *desk, const char *editor, struct text *path, struct error *err)
{
	struct text before = {0};
	char *file = NULL;
	bool ok = outbox_ticket(desk, &before, err);

	if (ok) {
		file = outbox_path(desk, "ticket", ".txt", err);
		ok = file && file_write(file, text_str(&before), before.len, 0600, err) &&
		     take_edited(desk, editor_of(editor), file, &before, err);
	}
	if (ok)
		text_add(path, file);
	free(file);
	text_clear(&before);
	return ok;
}
