/*
 * syncfix-sim FILE: plays a scenario on loopback. Prints "ready URL CA-FILE" ("-" over http),
 * then reads commands from standard input, one a line:
 *   fix LABEL   the fix with that label was done
 *   now MS      the scenario's clock is moved there (ms since 1970 UTC)
 *   report      prints one line of JSON: routes used, unused, requests nothing fitted
 * answers each ("ok", the report, or "unknown"), and leaves at the end of its input or when it is
 * told to terminate. `syncfix sim`, `syncfix demo` and `syncfix test` start it.
 */
#include <config.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "data/load.h"
#include "data/scenario.h"
#include "sim/server.h"

static char authority_path[PATH_MAX]; /* of the certificate's file while there is one; "" */

static void on_leave(int number)
{
	if (authority_path[0] != '\0')
		unlink(authority_path);
	_exit(128 + number);
}

static void catch_signals(void)
{
	struct sigaction leave = {.sa_handler = on_leave};

	sigaction(SIGTERM, &leave, NULL);
	sigaction(SIGHUP, &leave, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, SIG_IGN); /* the terminal's Ctrl-C is the face's to judge; we leave with our input */
}

struct options {
	const char *file;
	int port;
};

static bool read_port(const char *text, int *out)
{
	char *end;
	long number = strtol(text, &end, 10);

	*out = (int)number;
	return end != text && *end == '\0' && number >= 0 && number <= 65535;
}

static bool read_options(struct options *options, int argc, char **argv)
{
	int option;

	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		printf("syncfix-sim %s\n", PACKAGE_VERSION);
		exit(0);
	}
	while ((option = getopt(argc, argv, "p:")) != -1) {
		if (option != 'p')
			return false;
		if (!read_port(optarg, &options->port))
			return false;
	}
	if (optind + 1 != argc)
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

/* Writes the private authority's certificate to a file of its own. */
static bool write_authority(const char *pem, struct error *err)
{
	const char *folder = getenv("TMPDIR");
	bool ok;
	int fd;

	if (folder == NULL || *folder != '/' || strlen(folder) > PATH_MAX - 32)
		folder = "/tmp";
	snprintf(authority_path, sizeof authority_path, "%s/syncfix-ca-XXXXXX", folder);
	fd = mkstemp(authority_path);
	ok = fd >= 0 && write(fd, pem, strlen(pem)) == (ssize_t)strlen(pem);
	if (fd >= 0)
		close(fd);
	if (!ok)
		error_set(err, ERROR_CANNOT_CREATE, authority_path,
		          "The authority's certificate cannot be written: %s.", strerror(errno));
	if (fd < 0)
		authority_path[0] = '\0';
	return ok;
}

static void remove_authority(void)
{
	if (authority_path[0] != '\0')
		unlink(authority_path);
	authority_path[0] = '\0';
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
		printf("unknown\n");
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

static int serve_until_end(struct server *server)
{
	const char *pem = server_ca_pem(server);
	struct error err = {0};

	if (pem != NULL && !write_authority(pem, &err)) {
		fprintf(stderr, "syncfix-sim: %s: %s\n", err.where, err.message);
		remove_authority();
		return (int)err.kind;
	}
	printf("ready %s://127.0.0.1:%d %s\n", server_is_https(server) ? "https" : "http", server_port(server),
	       pem != NULL ? authority_path : "-");
	fflush(stdout);
	serve(server);
	remove_authority();
	return 0;
}

static int play(const struct scenario *scenario, int port)
{
	struct error err = {0};
	struct server *server = server_start(scenario, port, &err);
	int code;

	if (server == NULL) {
		fprintf(stderr, "syncfix-sim: %s\n", err.message);
		return (int)err.kind;
	}
	code = serve_until_end(server);
	server_stop(server);
	return code;
}

int main(int argc, char **argv)
{
	struct options options = {0};
	struct scenario *scenario;
	int code;

	catch_signals();
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
