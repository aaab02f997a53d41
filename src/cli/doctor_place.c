/* doctor: the person's own files: config, secrets, cases. */
#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "app/integration.h"
#include "base/memory.h"
#include "cli/doctor.h"
#include "config/secret.h"

enum { LEAST_FREE_MIB = 16 };

/* Others who can write here could name a command of theirs as a secret's. True when all is well. */
static bool owned(struct doctor *doctor, const char *path, const char *what)
{
	struct stat info;

	if (stat(path, &info) != 0)
		return true;
	if (info.st_uid != geteuid() && info.st_uid != 0) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "%s %s belongs to somebody else.", what, path);
		doctor_repair(doctor, "chown %d '%s'", (int)geteuid(), path);
		return false;
	}
	if ((info.st_mode & 022) != 0 && (info.st_mode & S_ISVTX) == 0) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "Others can change %s %s.", what, path);
		doctor_repair(doctor, "chmod go-w '%s'", path);
		return false;
	}
	return true;
}

void doctor_config(struct doctor *doctor)
{
	const struct setup *setup = doctor->setup;
	const char *path = setup->paths.config;
	char line[2048];

	if (setup->trouble.kind != ERROR_NONE) {
		error_print(&setup->trouble, line, sizeof line);
		doctor_tell(doctor, DOCTOR_PROBLEM, "%s", line);
		doctor_repair(doctor, "Change that place; syncfix-config(5) has an example of every key.");
		return;
	}
	if (path == NULL) {
		doctor_tell(doctor, DOCTOR_NOTE, "There is no home folder: the settings are the built-in ones.");
		doctor_repair(doctor, "Set HOME, or name a file with --config.");
		return;
	}
	const char *named = settings_text(&setup->config.settings, SETTING_PROFILE);
	if (*named != '\0' && config_profile(&setup->config, named) == NULL) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "The setting profile names %s, and there is no such profile.",
		            named);
		doctor_repair(doctor,
		              "syncfix profile list shows them; syncfix config shows where the setting stands.");
		return;
	}
	char *copy = xstrdup(path);
	bool well = owned(doctor, path, "the config file") && owned(doctor, dirname(copy), "the config folder");
	free(copy);
	if (well && setup->config.exists)
		doctor_tell(doctor, DOCTOR_OK, "%s, profiles: %zu.", path, setup->config.profile.count);
	else if (well)
		doctor_tell(doctor, DOCTOR_OK, "None yet, and none is needed; it would be %s.", path);
}

/* Whether the command's program can be found; it is not run, it may ask something. */
static bool program_found(const char *command)
{
	char **words = secret_split_command(command);
	const char *path = getenv("PATH");
	char *folders = xstrdup(path != NULL ? path : "/usr/bin:/bin");
	bool found =
		words != NULL && words[0] != NULL && strchr(words[0], '/') != NULL && access(words[0], X_OK) == 0;
	char *rest = folders;

	for (char *folder;
	     words != NULL && words[0] != NULL && !found && (folder = strsep(&rest, ":")) != NULL;) {
		struct text file = {0};
		text_addf(&file, "%s/%s", folder, words[0]);
		found = access(text_str(&file), X_OK) == 0;
		text_clear(&file);
	}
	free(folders);
	if (words != NULL)
		secret_free_words(words);
	return found;
}

static void look_at_secret(struct doctor *doctor, const char *profile,
                           const struct integration_secret *secret)
{
	struct error err = {0};
	int fd = -1;

	if (secret->form == SECRET_FILE && !secret_open_file(secret->value, &fd, &err)) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "%s: %s_file = %s: %s", profile, secret->key->name, err.where,
		            err.message);
		doctor_repair(doctor, "As it says; then syncfix profile test %s.", profile);
	} else if (secret->form == SECRET_COMMAND && !program_found(secret->value)) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "%s: the program of %s_command cannot be found.", profile,
		            secret->key->name);
		doctor_repair(doctor, "Install it, or name it with its whole path.");
	} else {
		doctor_tell(doctor, DOCTOR_OK, "%s: %s: %s.", profile, secret->key->name,
		            secret->form == SECRET_FILE      ? "a file that only you can read"
		            : secret->form == SECRET_COMMAND ? "a command"
		                                             : "asked for when it is needed");
	}
	if (fd >= 0)
		close(fd);
}

/* Passwords and tokens of the settings (mail server, help desk): the same two forms. */
static void look_at_settings(struct doctor *doctor)
{
	const struct settings *settings = &doctor->setup->config.settings;

	for (int i = 0; i < SETTINGS; i++) {
		const char *name = setting_row(i)->name, *value = settings_text(settings, i);
		struct error err = {0};
		int fd = -1;

		if (*value == '\0' || (strstr(name, "password") == NULL && strstr(name, "token") == NULL))
			continue;
		if (text_ends(name, "_file") ? secret_open_file(value, &fd, &err) : program_found(value)) {
			doctor_tell(doctor, DOCTOR_OK, "%s: %s.", name,
			            fd >= 0 ? "a file that only you can read" : "a command");
		} else {
			doctor_tell(doctor, DOCTOR_PROBLEM, "%s: %s", name,
			            err.message[0] != '\0' ? err.message : "the program cannot be found.");
			doctor_repair(doctor, "Change it in %s.", doctor->setup->paths.config);
		}
		if (fd >= 0)
			close(fd);
	}
}

static void look_at_profile(struct doctor *doctor, const struct profile *profile)
{
	struct setup *setup = doctor->setup;
	struct integration integration;
	struct error err = {0};

	if (!integration_make(&integration, setup->guide, setup->paths.config, profile, &err)) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "%s: %s: %s", profile->name, err.where, err.message);
		doctor_repair(doctor, "syncfix profile edit %s KEY=VALUE, or change the line.", profile->name);
	}
	for (size_t i = 0; i < integration.secret.count; i++)
		look_at_secret(doctor, profile->name, &integration.secret.at[i]);
	integration_clear(&integration);
}

void doctor_secrets(struct doctor *doctor)
{
	struct setup *setup = doctor->setup;

	if (setup->trouble.kind != ERROR_NONE || setup->guide == NULL)
		return; /* told by config and data */
	if (setup->config.profile.count == 0)
		doctor_tell(doctor, DOCTOR_OK, "No profile yet: syncfix profile add makes one.");
	look_at_settings(doctor);
	for (size_t i = 0; i < setup->config.profile.count; i++)
		look_at_profile(doctor, &setup->config.profile.at[i]);
}

/* The nearest folder above that exists. */
static char *existing_folder(const char *path)
{
	char *folder = xstrdup(path);

	while (access(folder, F_OK) != 0) {
		char *slash = strrchr(folder, '/');
		if (slash == NULL || slash == folder) {
			free(folder);
			return xstrdup(slash == NULL ? "." : "/");
		}
		*slash = '\0';
	}
	return folder;
}

static void look_at_state(struct doctor *doctor, const char *state, const char *folder)
{
	struct statvfs space;
	bool there = strcmp(state, folder) == 0;

	if (access(folder, W_OK | X_OK) != 0) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "Cases cannot be saved: %s: %s.", folder, strerror(errno));
		doctor_repair(doctor, "chown and chmod u+rwx '%s', or name a folder with --state.", folder);
	} else if (statvfs(folder, &space) == 0 &&
	           (space.f_bavail * (space.f_frsize / 1024)) / 1024 < LEAST_FREE_MIB) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "Less than %d MiB are free under %s.", LEAST_FREE_MIB, folder);
		doctor_repair(doctor, "Make room, or syncfix case delete what is not needed.");
	} else if (!there) {
		doctor_tell(doctor, DOCTOR_OK, "%s is made with the first saved case.", state);
	} else if (owned(doctor, state, "the cases in")) {
		doctor_tell(doctor, DOCTOR_OK, "%s.", state);
	}
}

void doctor_state(struct doctor *doctor)
{
	const char *state = doctor->setup->paths.state;

	if (state == NULL) {
		doctor_tell(doctor, DOCTOR_NOTE, "There is no home folder: cases are not kept.");
		doctor_repair(doctor, "Set HOME, or name a folder with --state.");
		return;
	}
	char *folder = existing_folder(state);
	look_at_state(doctor, state, folder);
	free(folder);
}
