/*
 * syncfix-sim FILE: plays a scenario on loopback. Prints "ready URL CA-FILE" ("-" over http),
 * then reads commands from standard input, one a line:
 *   fix LABEL   the fix with that label was done
 *   now MS      the scenario's clock is moved there (ms since 1970 UTC)
 *   report      prints one line of JSON: routes used, unused, requests nothing fitted
 * answers each ("ok", or the report), and leaves at the end of its input. `syncfix sim` and `syncfix demo`
 * start it.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "data/load.h"
#include "data/scenario.h"
#include "sim/server.h"

struct options {
	const char *file;
	int port;
};

static bool read_options(struct options *options, int argc, char **argv)
{
	int option;

	while ((option = getopt(argc, argv, "p:")) != -1) {
		if (option != 'p')
			return false;
		options->port = atoi(optarg);
	}
	if (optind + 1 != argc || options->port < 0 || options->port > 65535)
		return false;
	options->file = argv[optind];
	return true;
}

static struct scenario *load(const char *path)
{
	struct findings findings = {0};
	struct scenario *scenario = scenario_load(path, NULL, &findings);

	for (size_t i = 0; i < findings.finding.count; i++) {
		const struct finding *finding = &findings.finding.at[i];
		fprintf(stderr, "%s: %s: %s\n", finding->file, finding->path, finding->message);
	}
	if (scenario != NULL && findings_errors(&findings) > 0) {
		scenario_free(scenario);
		scenario = NULL;
	}
	findings_clear(&findings);
	return scenario;
}

/* Writes the private authority's certificate to a file of its own; NULL over http. */
static char *write_authority(const struct server *server, struct error *err)
{
	const char *pem = server_ca_pem(server);
	const char *folder = getenv("TMPDIR");
	char *path;
	int fd;

	if (pem == NULL)
		return xstrdup("-");
	path = file_join(folder != NULL && *folder == '/' ? folder : "/tmp", "syncfix-ca-XXXXXX");
	fd = mkstemp(path);
	if (fd < 0 || write(fd, pem, strlen(pem)) != (ssize_t)strlen(pem)) {
		error_set(err, ERROR_CANNOT_CREATE, path, "The authority's certificate cannot be written.");
		free(path);
		path = NULL;
	}
	if (fd >= 0)
		close(fd);
	return path;
}

static void obey(struct server *server, char *line)
{
	struct text out = {0};

	line[strcspn(line, "\n")] = '\0';
	if (strncmp(line, "fix ", 4) == 0) {
		server_fix(server, line + 4);
		printf("ok\n");
	} else if (strncmp(line, "now ", 4) == 0) {
		server_set_now(server, strtoll(line + 4, NULL, 10));
		printf("ok\n");
	} else if (strcmp(line, "report") == 0) {
		server_report(server, &out);
		printf("%s\n", text_str(&out));
	} else {
		fprintf(stderr, "syncfix-sim: commands are: fix LABEL, now MS, report.\n");
	}
	fflush(stdout);
	text_clear(&out);
}

static void serve(struct server *server)
{
	char line[1024];

	while (fgets(line, sizeof line, stdin) != NULL)
		obey(server, line);
}

static int play(const struct scenario *scenario, int port)
{
	struct error err = {0};
	struct server *server = server_start(scenario, port, &err);
	char *authority = server != NULL ? write_authority(server, &err) : NULL;

	if (authority == NULL) {
		fprintf(stderr, "syncfix-sim: %s\n", err.message);
		server_stop(server);
		return (int)err.kind;
	}
	printf("ready %s://127.0.0.1:%d %s\n", server_is_https(server) ? "https" : "http", server_port(server),
	       authority);
	fflush(stdout);
	serve(server);
	if (strcmp(authority, "-") != 0)
		unlink(authority);
	free(authority);
	server_stop(server);
	return 0;
}

int main(int argc, char **argv)
{
	struct options options = {0};
	struct scenario *scenario;
	int code;

	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, SIG_IGN); /* the terminal's Ctrl-C is the face's to judge; we leave with our input */
	if (!read_options(&options, argc, argv)) {
		fprintf(stderr, "usage: syncfix-sim [-p PORT] SCENARIO-FILE\n");
		return ERROR_USAGE;
	}
	scenario = load(options.file);
	if (scenario == NULL)
		return ERROR_DATA;
	code = play(scenario, options.port);
	scenario_free(scenario);
	return code;
}
