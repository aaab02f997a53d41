#include "config/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

bool secret_form(const struct profile *profile, const char *key, const char *file, enum secret_form *form,
                 const char **value, struct error *err)
{
	char name[128];
	char where[PATH_MAX];
	const char *of_file;
	const char *of_command;

	snprintf(where, sizeof where, "%s:%d", file, profile_line(profile, key));
	if (profile_get(profile, key) != NULL)
		return error_set(
			err, ERROR_CONFIG, where,
			"A secret does not stand in the config file: write it into a file that only you can read and name "
			"that with %s_file = PATH, or use %s_command.",
			key, key);
	snprintf(name, sizeof name, "%s_file", key);
	of_file = profile_get(profile, name);
	snprintf(where, sizeof where, "%s:%d", file, profile_line(profile, name));
	snprintf(name, sizeof name, "%s_command", key);
	of_command = profile_get(profile, name);
	if (of_file != NULL && of_command != NULL)
		return error_set(err, ERROR_CONFIG, where, "%s_file stands here and %s_command on line %d: keep one.",
		                 key, key, profile_line(profile, name));
	*form = of_file != NULL ? SECRET_FILE : of_command != NULL ? SECRET_COMMAND : SECRET_MISSING;
	*value = of_file != NULL ? of_file : of_command;
	return true;
}

bool secret_form_of_settings(const struct settings *settings, enum setting of_file, enum setting of_command,
                             enum secret_form *form, const char **value, struct error *err)
{
	const char *file = settings_text(settings, of_file), *command = settings_text(settings, of_command);

	if (*file != '\0' && *command != '\0')
		return error_set(err, ERROR_CONFIG, settings->of[of_command].where,
		                 "%s is set too: keep one of the two.", setting_row(of_file)->name);
	*form = *file != '\0' ? SECRET_FILE : *command != '\0' ? SECRET_COMMAND : SECRET_MISSING;
	*value = *file != '\0' ? file : command;
	return true;
}

/* Nobody but root and we may change what stands in the folders above the file. */
static bool check_folders(const char *path, struct error *err)
{
	char folder[PATH_MAX];
	struct stat info;

	if (realpath(path, folder) == NULL)
		return error_set(err, ERROR_CONFIG, path, "The secret's file cannot be found: %s.", strerror(errno));
	for (char *slash = strrchr(folder, '/'); slash != NULL; slash = strrchr(folder, '/')) {
		*slash = '\0';
		const char *at = folder[0] != '\0' ? folder : "/";
		if (stat(at, &info) != 0)
			return error_set(err, ERROR_CONFIG, at, "The folder cannot be looked at: %s.", strerror(errno));
		bool ours = info.st_uid == 0 || info.st_uid == geteuid();
		bool open = (info.st_mode & 022) != 0 && (info.st_mode & S_ISVTX) == 0;
		if (!ours || open)
			return error_set(
				err, ERROR_CONFIG, at,
				"Others can change this folder, so the secret in it is not safe: chmod go-w '%s'.", at);
	}
	return true;
}

static bool check_file(const char *path, const struct stat *info, struct error *err)
{
	if (!S_ISREG(info->st_mode))
		return error_set(err, ERROR_CONFIG, path, "The secret's file is not a regular file.");
	if (info->st_uid != geteuid())
		return error_set(err, ERROR_CONFIG, path, "The secret's file belongs to somebody else: chown it.");
	if ((info->st_mode & 077) != 0)
		return error_set(err, ERROR_CONFIG, path, "Others can read the secret's file: chmod 600 '%s'.", path);
	if (info->st_size > SECRET_MAX_BYTES)
		return error_set(err, ERROR_CONFIG, path, "The secret's file is over %d bytes: is it the right one?",
		                 SECRET_MAX_BYTES);
	return true;
}

bool secret_open_file(const char *path, int *fd, struct error *err)
{
	struct stat info;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
	if (*fd < 0)
		return error_set(err, ERROR_CONFIG, path, "The secret's file cannot be opened: %s.",
		                 errno == ELOOP ? "it is a link, name the file itself" : strerror(errno));
	if (fstat(*fd, &info) == 0 && check_file(path, &info, err) && check_folders(path, err))
		return true;
	close(*fd);
	*fd = -1;
	return false;
}
