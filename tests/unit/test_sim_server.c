/* The program: started on a scenario, it speaks https to curl(1), obeys, reports and cleans up. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "check.h"

enum { ANSWER_MAX = 1 << 16 };

static const char scenario_json[] =
	"{\"scenario\":\"sim-test\",\"title\":\"A store for a test\",\"lesson\":\"None.\","
	"\"platform\":\"woocommerce\",\"difficulty\":\"easy\",\"now\":\"2026-11-23T14:00:00Z\","
	"\"origin\":\"%s://store.example.test\",\"start\":\"orders\","
	"\"profile\":{\"store\":\"%s://store.example.test\",\"consumer_key\":\"ck_1\","
	"\"consumer_secret\":\"cs_2\"},"
	"\"routes\":["
	"{\"name\":\"front\",\"request\":\"HEAD /\",\"status\":200,"
	"\"header\":{\"Link\":\"<{origin}/wp-json/>; rel=\\\"https://api.w.org/\\\"\"}},"
	"{\"name\":\"refused\",\"request\":\"GET /orders\",\"until\":\"fix:cure\",\"status\":401,"
	"\"json\":{\"code\":\"no\"}},"
	"{\"name\":\"orders\",\"request\":\"GET /orders\",\"auth\":\"basic\",\"status\":200,"
	"\"json\":[{\"at\":\"{now-2h:gmt}\"}]},"
	"{\"name\":\"half\",\"request\":\"GET /half\",\"status\":200,\"text\":\"0123456789\",\"close\":\"half\"},"
	"{\"name\":\"gone\",\"request\":\"GET /gone\",\"status\":200,\"text\":\"x\",\"close\":true},"
	"{\"name\":\"slow\",\"request\":\"GET /slow\",\"status\":200,\"text\":\"late\",\"delay\":\"1s\"},"
	"{\"name\":\"asleep\",\"request\":\"GET /asleep\",\"status\":200,\"text\":\"x\",\"delay\":\"10min\"}],"
	"\"expect\":{}}";

struct sim {
	pid_t pid;
	FILE *to, *from;
	char url[128];
	char ca[512];
};

static char *program(void)
{
	return file_join(getenv("SYNCFIX_TEST_BUILD") != NULL ? getenv("SYNCFIX_TEST_BUILD") : ".",
	                 "syncfix-sim");
}

static _Noreturn void run_child(const char *file, int in, int out)
{
	char *path = program();

	dup2(in, 0);
	dup2(out, 1);
	execl(path, path, file, (char *)NULL);
	_exit(127);
}

static bool sim_start(struct sim *sim, const char *scheme)
{
	char *file = file_join(check_folder(), "sim-test.json");
	struct text json = {0};
	struct error err = {0};
	int in[2];
	int out[2];
	char line[1024] = "";

	text_addf(&json, scenario_json, scheme, scheme);
	CHECK("the scenario is written", file_write(file, json.data, json.len, 0600, &err));
	text_clear(&json);
	if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || (sim->pid = fork()) < 0)
		return false;
	if (sim->pid == 0)
		run_child(file, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	free(file);
	sim->to = fdopen(in[1], "w");
	sim->from = fdopen(out[0], "r");
	return CHECK("it says where it is", fgets(line, sizeof line, sim->from) != NULL &&
	                                        sscanf(line, "ready %127s %511s", sim->url, sim->ca) == 2);
}

static int sim_stop(struct sim *sim)
{
	int status = 0;

	fclose(sim->to);
	while (waitpid(sim->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	fclose(sim->from);
	return status;
}

static void order(struct sim *sim, const char *words, struct text *answer)
{
	char line[4096] = "";

	fprintf(sim->to, "%s\n", words);
	fflush(sim->to);
	if (fgets(line, sizeof line, sim->from) != NULL)
		text_add(answer, line);
	text_trim(answer);
}

static void check_order(struct sim *sim, const char *sentence, const char *words, const char *want)
{
	struct text answer = {0};

	order(sim, words, &answer);
	CHECK_TEXT(sentence, text_str(&answer), want);
	text_clear(&answer);
}

struct request_row {
	const char *sentence;
	const char *options; /* of curl */
	const char *host, *path;
	int code;         /* curl's exit code */
	const char *want; /* what it prints, or NULL */
};

/* The words are this file's own, so a shell may read them. */
static void command_line(const struct sim *sim, const struct request_row *row, bool trust, struct text *out)
{
	const char *port = strrchr(sim->url, ':') + 1;
	const char *scheme = strncmp(sim->url, "https:", 6) == 0 ? "https" : "http";

	text_addf(out, "curl -sS --max-time 20 --noproxy '*' --resolve %s:%s:127.0.0.1", row->host, port);
	if (trust && strcmp(sim->ca, "-") != 0)
		text_addf(out, " --cacert %s", sim->ca);
	text_addf(out, " %s '%s://%s:%s%s' 2>/dev/null", row->options, scheme, row->host, port, row->path);
}

static void check_curl(const struct sim *sim, const struct request_row *row, bool trust)
{
	struct text line = {0};
	struct text out = {0};
	char piece[1024];
	size_t got;
	FILE *pipe;
	int status;

	command_line(sim, row, trust, &line);
	pipe = popen(text_str(&line), "r");
	while (pipe != NULL && (got = fread(piece, 1, sizeof piece, pipe)) > 0 && out.len < ANSWER_MAX)
		text_add_n(&out, piece, got);
	status = pipe != NULL ? pclose(pipe) : -1;
	CHECK_NUMBER(row->sentence, WIFEXITED(status) ? WEXITSTATUS(status) : -1, row->code);
	if (row->want != NULL)
		CHECK_TEXT(row->sentence, text_str(&out), row->want);
	text_clear(&line);
	text_clear(&out);
}

static void check_rows(const struct sim *sim, const struct request_row *row)
{
	for (; row->sentence != NULL; row++)
		check_curl(sim, row, true);
}

static bool has_curl(void)
{
	bool has = system("curl --version >/dev/null 2>&1") == 0;

	if (!has)
		printf("\n    skipped: curl is missing ");
	return has;
}

#define PRINT_STATUS "-o /dev/null -w '%{http_code}'"

static const struct request_row before_fix[] = {
	{"the certificate is good for 127.0.0.1", "-I " PRINT_STATUS, "127.0.0.1", "/", 0, "200"},
	{"and for localhost", "-I " PRINT_STATUS, "localhost", "/", 0, "200"},
	{"and for the scenario's host", "-I " PRINT_STATUS, "store.example.test", "/", 0, "200"},
	{"but for no other", "-I", "other.example.test", "/", 60, ""},
	{"before the fix the key is refused", "-u ck_1:cs_2", "store.example.test", "/orders", 0,
     "{\"code\":\"no\"}"},
	{NULL},
};

static const struct request_row after_fix[] = {
	{"after the fix it is accepted", "-u ck_1:cs_2 " PRINT_STATUS, "store.example.test", "/orders", 0, "200"},
	{"a wrong secret has no route here", "-u ck_1:no " PRINT_STATUS, "store.example.test", "/orders", 0,
     "599"},
	{"a path may be asked with a query", "-u ck_1:cs_2 -o /dev/null -w '%{content_type}'",
     "store.example.test", "/orders?per_page=1&_fields=id", 0, "application/json; charset=UTF-8"},
	{"an answer may break in its middle", "", "store.example.test", "/half", 18, "01234"},
	{"or never begin", "", "store.example.test", "/gone", 52, ""},
	{"or be late", "-w ' %{time_starttransfer}' -o /dev/null -m 1 ", "store.example.test", "/slow", 28, NULL},
	{NULL},
};

static void test_https(void)
{
	static const struct request_row untrusted =
		{"without the authority it is refused", "-I", "127.0.0.1", "/", 60, ""};
	struct sim sim = {0};
	struct text report = {0};

	if (!has_curl() || !sim_start(&sim, "https"))
		return;
	check_rows(&sim, before_fix);
	check_curl(&sim, &untrusted, false);
	check_order(&sim, "a fix is taken", "fix cure", "ok");
	check_order(&sim, "an order that is none is said to be none", "jump", "unknown");
	check_rows(&sim, after_fix);
	order(&sim, "report", &report);
	CHECK("what was used is reported", strstr(text_str(&report), "\"refused\":1,\"orders\":2") != NULL);
	CHECK("what was not is, too", strstr(text_str(&report), "\"unused\":[\"asleep\"]") != NULL);
	CHECK("and what had no route", strstr(text_str(&report), "\"unexpected\":[\"GET /orders\"]") != NULL);
	text_clear(&report);
	CHECK_NUMBER("its end is orderly", sim_stop(&sim), 0);
	CHECK("and it takes the certificate's file away", access(sim.ca, F_OK) != 0);
}

static void test_http(void)
{
	static const struct request_row row = {"http where the scenario says so",
	                                       "-u ck_1:cs_2",
	                                       "store.example.test",
	                                       "/orders",
	                                       0,
	                                       "[{\"at\":\"2026-11-23T18:00:00\"}]"};
	struct sim sim = {0};

	if (!has_curl() || !sim_start(&sim, "http"))
		return;
	CHECK_TEXT("without a certificate", sim.ca, "-");
	check_order(&sim, "a fix is taken", "fix cure", "ok");
	check_order(&sim, "the clock is moved", "now 1795464000000", "ok"); /* 2026-11-23T20:00:00Z */
	check_curl(&sim, &row, true);
	CHECK_NUMBER("its end is orderly", sim_stop(&sim), 0);
}

/* While a store thinks for ten minutes, its end is not put off. */
static void test_end_while_asked(void)
{
	struct sim sim = {0};
	struct text line = {0};
	int64_t began;

	if (!has_curl() || !sim_start(&sim, "http"))
		return;
	text_addf(&line, "curl -s --noproxy '*' %s/asleep >/dev/null 2>&1 &", sim.url);
	CHECK_NUMBER("asked in the background", system(text_str(&line)), 0);
	text_clear(&line);
	nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
	began = clock_monotonic();
	CHECK_NUMBER("its end is orderly", sim_stop(&sim), 0);
	CHECK("and at once", clock_monotonic() - began < SECONDS(5));
}

static void test_terminated(void)
{
	struct sim sim = {0};

	if (!sim_start(&sim, "https"))
		return;
	CHECK("the certificate's file is there", access(sim.ca, F_OK) == 0);
	kill(sim.pid, SIGTERM);
	CHECK_NUMBER("told to terminate it goes", WEXITSTATUS(sim_stop(&sim)), 128 + SIGTERM);
	CHECK("and takes the file away", access(sim.ca, F_OK) != 0);
}

static void test_refusals(void)
{
	static const struct {
		const char *sentence, *words;
		int code;
	} rows[] = {
		{"no scenario", "", ERROR_USAGE},
		{"an option that is none", "-x a.json", ERROR_USAGE},
		{"a port out of range", "-p 70000 a.json", ERROR_USAGE},
		{"a port that is no number", "-p http a.json", ERROR_USAGE},
		{"a file that is not there", "/nowhere/a.json", ERROR_DATA},
	};
	char *path = program();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text line = {0};
		int status;
		text_addf(&line, "%s %s </dev/null >/dev/null 2>&1", path, rows[i].words);
		status = system(text_str(&line));
		CHECK_NUMBER(rows[i].sentence, WEXITSTATUS(status), rows[i].code);
		text_clear(&line);
	}
	free(path);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"https", test_https},
		{"http", test_http},
		{"end while asked", test_end_while_asked},
		{"terminated", test_terminated},
		{"refusals", test_refusals},
		{0},
	};

	signal(SIGPIPE, SIG_IGN);
	alarm(120); /* a program that does not answer fails the test, and does not hold up the others */
	return check_run("sim: the program", tests);
}
