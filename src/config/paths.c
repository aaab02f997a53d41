#include "config/paths.h"

#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

static char *find_program_dir(void)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
	char *slash;

	if (len <= 0)
		return xstrdup(".");
	path[len] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return xstrdup(".");
	*slash = '\0';
	return xstrdup(path);
}

static bool exists(const char *dir, const char *name)
{
	char *path = file_join(dir, name);
	bool there = access(path, F_OK) == 0;

	free(path);
	return there;
}

/* The home folder: HOME when it is absolute, else the password file's; NULL when there is none. */
static const char *find_home(void)
{
	const char *home = getenv("HOME");
	const struct passwd *user;

	if (home != NULL && home[0] == '/')
		return home;
	user = getpwuid(geteuid());
	return user != NULL && user->pw_dir != NULL && user->pw_dir[0] == '/' ? user->pw_dir : NULL;
}

/* XDG base directory, spec 0.8: a relative path in the variable is ignored. */
static char *base_dir(const char *variable, const char *below_home)
{
	const char *set = getenv(variable);
	const char *home = find_home();

	if (set != NULL && set[0] == '/')
		return file_join(set, "syncfix");
	if (home == NULL)
		return NULL;
	char *base = file_join(home, below_home);
	char *path = file_join(base, "syncfix");
	free(base);
	return path;
}

static char *find_config(const char *option)
{
	const char *set = getenv("SYNCFIX_CONFIG");
	char *base;
	char *path;

	if (option != NULL)
		return xstrdup(option);
	if (set != NULL && *set != '\0')
		return xstrdup(set);
	base = base_dir("XDG_CONFIG_HOME", ".config");
	path = base != NULL ? file_join(base, "config.ini") : NULL;
	free(base);
	return path;
}

void paths_find(struct paths *paths, const char *libexec, const char *data, const char *config_option,
                const char *state_option, const char *data_option)
{
	memset(paths, 0, sizeof *paths);
	paths->program_dir = find_program_dir();
	paths->in_tree = exists(paths->program_dir, "config.status");
	if (paths->in_tree) {
		libexec = paths->program_dir;
		paths->data = file_join(paths->program_dir, "wizard-data");
	} else {
		paths->data = xstrdup(data);
	}
	paths->net = file_join(libexec, "syncfix-net");
	paths->sim = file_join(libexec, "syncfix-sim");
	paths->config = find_config(config_option);
	paths->state = state_option != NULL ? xstrdup(state_option) : base_dir("XDG_STATE_HOME", ".local/state");
	paths->data_overlay = data_option != NULL ? xstrdup(data_option) : NULL;
}

void paths_clear(struct paths *paths)
{
	free(paths->program_dir);
	free(paths->net);
	free(paths->sim);
	free(paths->data);
	free(paths->config);
	free(paths->state);
	free(paths->data_overlay);
	memset(paths, 0, sizeof *paths);
}
