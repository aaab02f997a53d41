/* doctor: what belongs to the program: data, the two other programs, authorities, proxy, clock. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/timex.h>
#endif

#include "base/civil.h"
#include "base/file.h"
#include "cli/doctor.h"
#include "config.h"

enum { MAX_ABOUT = 64 << 10, FIRST_YEAR = 2025, LAST_YEAR = 2099 };

/* What the program prints about itself; false when it cannot be started or fails. */
static bool ask_version(const char *program, struct text *out)
{
	int pipes[2];
	int status = -1;
	pid_t child;

	if (pipe2(pipes, O_CLOEXEC) != 0)
		return false;
	child = fork();
	if (child == 0) {
		int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
		dup2(nothing, STDIN_FILENO);
		dup2(nothing, STDERR_FILENO);
		dup2(pipes[1], STDOUT_FILENO);
		execl(program, program, "--version", (char *)NULL);
		_exit(127);
	}
	close(pipes[1]);
	bool read = file_read_fd(pipes[0], program, MAX_ABOUT, out, NULL);
	close(pipes[0]);
	return child > 0 && waitpid(child, &status, 0) == child && status == 0 && read;
}

/* "name value" on a line of its own; NULL without such a line. The caller frees. */
static char *value_of(const struct text *about, const char *name)
{
	size_t len = strlen(name);

	for (const char *line = text_str(about); *line != '\0';
	     line += strcspn(line, "\n"), line += *line == '\n') {
		if (strncmp(line, name, len) == 0 && line[len] == ' ')
			return strndup(line + len + 1, strcspn(line + len + 1, "\n"));
	}
	return NULL;
}

static bool same_version(struct doctor *doctor, const char *name, const char *path, struct text *about)
{
	char *version = NULL;
	bool same = false;

	if (!ask_version(path, about)) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "%s cannot be started.", path);
		doctor_repair(doctor, "Install syncfix again: apt install --reinstall syncfix, or make install.");
		return false;
	}
	version = value_of(about, name);
	same = version != NULL && strcmp(version, PACKAGE_VERSION) == 0;
	if (!same) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "%s is of version %s, syncfix of %s.", path,
		            version != NULL ? version : "?", PACKAGE_VERSION);
		doctor_repair(doctor, "Install all parts again together.");
	}
	free(version);
	return same;
}

void doctor_data(struct doctor *doctor)
{
	struct setup *setup = doctor->setup;

	if (setup_guide(setup) != 0) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "The wizard's data in %s cannot be used.", setup->paths.data);
		doctor_repair(doctor, "syncfix lint '%s' names every place; or install syncfix again.",
		              setup->paths.data);
		return;
	}
	doctor_tell(doctor, DOCTOR_OK, "Version %s in %s%s%s, steps: %zu.", setup->guide->data_version,
	            setup->paths.data, setup->paths.data_overlay != NULL ? " under " : "",
	            setup->paths.data_overlay != NULL ? setup->paths.data_overlay : "", setup->guide->node_count);
}

void doctor_net(struct doctor *doctor)
{
	const char *path = doctor->setup->paths.net;
	struct text about = {0};

	if (same_version(doctor, "syncfix-net", path, &about)) {
		char *library = value_of(&about, "libcurl");
		doctor_tell(doctor, DOCTOR_OK, "%s, libcurl %s.", path, library != NULL ? library : "?");
		free(library);
	}
	text_clear(&about);
}

void doctor_sim(struct doctor *doctor)
{
	const char *path = doctor->setup->paths.sim;
	struct text about = {0};

	if (access(path, F_OK) != 0) {
		doctor_tell(doctor, DOCTOR_NOTE, "There is no simulated store: demo, sim and test do not work.");
		doctor_repair(doctor, "Install a syncfix that was built with its simulator.");
	} else if (same_version(doctor, "syncfix-sim", path, &about)) {
		doctor_tell(doctor, DOCTOR_OK, "%s.", path);
	}
	text_clear(&about);
}

/* The authorities that libcurl was built to trust, as syncfix-net tells them. */
void doctor_tls(struct doctor *doctor)
{
	struct text about = {0}, pem = {0};
	char *file = ask_version(doctor->setup->paths.net, &about) ? value_of(&about, "authorities") : NULL;
	struct error err = {0};

	if (file == NULL) {
		doctor_tell(doctor, DOCTOR_NOTE, "Which authorities are trusted cannot be told.");
		doctor_repair(doctor, "See net above.");
	} else if (!file_read(file, 16 << 20, &pem, &err)) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "No store can be trusted: %s: %s", file, err.message);
		doctor_repair(doctor, "apt install ca-certificates");
	} else {
		size_t count = 0;
		for (const char *at = text_str(&pem); (at = strstr(at, "-----BEGIN CERTIFICATE-----")) != NULL; at++)
			count++;
		doctor_tell(doctor, count > 0 ? DOCTOR_OK : DOCTOR_PROBLEM, "%s, authorities: %zu.", file, count);
		if (count == 0)
			doctor_repair(doctor, "apt install --reinstall ca-certificates, then update-ca-certificates.");
	}
	free(file);
	text_clear(&about);
	text_clear(&pem);
}

/* The names of the variables alone: a proxy's address may hold a password. */
void doctor_proxy(struct doctor *doctor)
{
	static const char *const names[] = {"https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"};
	const struct config *config = &doctor->setup->config;
	size_t with = 0;

	for (size_t i = 0; i < config->profile.count; i++)
		with += profile_get(&config->profile.at[i], "proxy") != NULL;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value == NULL || *value == '\0' || with > 0)
			continue;
		doctor_tell(doctor, DOCTOR_NOTE, "%s is set, but only the proxy of a profile is used.", names[i]);
		doctor_repair(doctor, "syncfix profile edit NAME proxy=ADDRESS, where stores are behind it.");
		return;
	}
	doctor_tell(doctor, DOCTOR_OK, "Profiles with a proxy: %zu.", with);
}

/* -1: this system does not tell. */
static int clock_in_step(void)
{
#ifdef __linux__
	struct timex state = {0};
	int told = adjtimex(&state);

	return told < 0 ? -1 : told != TIME_ERROR;
#else
	return -1;
#endif
}

void doctor_clock(struct doctor *doctor)
{
	struct civil now;

	civil_from_time(setup_now(doctor->setup), 0, &now);
	if (now.year < FIRST_YEAR || now.year > LAST_YEAR) {
		doctor_tell(doctor, DOCTOR_PROBLEM,
		            "The clock says %04d-%02d-%02d: certificates and signatures will fail.", now.year,
		            now.month, now.day);
		doctor_repair(doctor, "timedatectl set-ntp true, or date -s.");
	} else if (clock_in_step() == 0) {
		doctor_tell(doctor, DOCTOR_NOTE, "%04d-%02d-%02d %02d:%02d UTC, not held in step by a time service.",
		            now.year, now.month, now.day, now.hour, now.minute);
		doctor_repair(doctor, "Compare it with a watch; timedatectl set-ntp true keeps it right.");
	} else {
		doctor_tell(doctor, DOCTOR_OK, "%04d-%02d-%02d %02d:%02d UTC.", now.year, now.month, now.day,
		            now.hour, now.minute);
	}
}
