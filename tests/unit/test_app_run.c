/* The full screen on a real terminal: start, keys, sizes, signals, and that every end saves. */
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/run.h"
#include "check.h"
#include "pty.h"
#include "stage.h"
#include "store/case_list.h"

struct program {
	const char *state;
	const char *start;
	bool early; /* paint the start screen before the rest is loaded */
	struct stage stage;
};

static bool load(void *ctx, struct desk_options *out, struct error *err)
{
	struct program *program = ctx;

	(void)err;
	*out = stage_options(&program->stage);
	return true;
}

static int run_app(void *ctx)
{
	struct program *program = ctx;
	struct error err = {0};
	struct app app = {.terminal = {.color = true}, .load = load, .ctx = program, .start = program->start};

	setlocale(LC_CTYPE, "C.UTF-8");
	program->stage = (struct stage){.state = program->state};
	if (!stage_load(&program->stage))
		return 99;
	app.first = program->early ? program->stage.guide : NULL;
	return app_run(&app, &err);
}

static bool begin(struct pty *pty, struct program *program)
{
	return CHECK("a terminal can be made", pty_run(pty, 24, 80, "xterm-256color", run_app, program));
}

static size_t cases_in(const char *state)
{
	struct case_list list = {0};
	size_t count;

	case_list_read(&list, state, 0);
	count = list.entry.count;
	case_list_clear(&list);
	return count;
}

static void test_walk(void)
{
	struct program program = {.early = true};
	struct pty pty;

	if (!begin(&pty, &program))
		return;
	CHECK("the start screen comes", pty_wait_for(&pty, "What is going wrong?"));
	pty_send(&pty, "1");
	CHECK("a digit leads on", pty_wait_for(&pty, "Which orders don't arrive?"));
	pty_send(&pty, "\033[B");
	pty_drain(&pty, 50);
	pty_send(&pty, "\r");
	CHECK("Down and Enter too", pty_wait_for(&pty, "Is Order Sync switched on?"));
	CHECK("what was chosen stands in the panel", vt_has(&pty.vt, "Some of"));
	pty_send(&pty, "?");
	CHECK("help comes", pty_wait_for(&pty, "Keys where you were"));
	pty_send(&pty, "\033");
	CHECK("Esc closes it", pty_wait_for(&pty, "Is Order Sync switched on?"));
	pty_send(&pty, "q");
	CHECK_NUMBER("q leaves with the code of the table", pty_end(&pty), 2);
	CHECK_NUMBER("no sequence was unknown to the terminal", (int64_t)pty.vt.unknown, 0);
}

static void test_typed_ahead(void)
{
	struct program program = {.early = true};
	struct pty pty;

	if (!begin(&pty, &program))
		return;
	pty_send(&pty, "112");
	CHECK("keys typed before the first frame are not lost", pty_wait_for(&pty, "ORD-40"));
	pty_send(&pty, "q");
	CHECK_NUMBER("a fix that was not verified", pty_end(&pty), 1);
}

static void test_paste(void)
{
	struct program program = {0};
	struct pty pty;

	if (!begin(&pty, &program))
		return;
	pty_wait_for(&pty, "What is going wrong?");
	pty_send(&pty, "1");
	pty_wait_for(&pty, "Which orders don't arrive?");
	pty_send(&pty, "\033[200~1\r1\rq\r\033[201~");
	pty_send(&pty, "\033[1;2;99Z");
	pty_drain(&pty, 100);
	CHECK("neither a paste nor an unknown sequence answers", vt_has(&pty.vt, "Which orders don't arrive?"));
	pty_send(&pty, "q");
	CHECK_NUMBER("and the program goes on", pty_end(&pty), 2);
}

static void test_sizes(void)
{
	static const int sizes[][2] = {{10, 40}, {100, 300}, {3, 10}, {24, 80}};
	struct program program = {0};
	struct pty pty;

	if (!begin(&pty, &program))
		return;
	pty_wait_for(&pty, "What is going wrong?");
	pty_send(&pty, "1");
	pty_wait_for(&pty, "Which orders don't arrive?");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		pty_resize(&pty, sizes[i][0], sizes[i][1]);
		CHECK("every size shows the step, or that it is too small",
		      pty_wait_for(&pty, sizes[i][1] >= 40 ? "Which orders don't arrive?" : "Too small"));
	}
	CHECK("the answers are in sight again", pty_wait_for(&pty, "3  One order only"));
	pty_send(&pty, "q");
	CHECK_NUMBER("q leaves", pty_end(&pty), 2);
}

/* A signal at a question with one answer given: the case is saved, the terminal as before. */
static void check_signal(int number, int code, const char *sentence)
{
	char *state = strdup(check_folder());
	struct program program = {.state = state};
	struct pty pty;

	if (begin(&pty, &program)) {
		pty_wait_for(&pty, "What is going wrong?");
		pty_send(&pty, "11");
		pty_wait_for(&pty, "Is Order Sync switched on?");
		kill(pty.pid, number);
		CHECK(sentence, pty_restored(&pty));
		CHECK_NUMBER(sentence, pty_end(&pty), code);
		CHECK_NUMBER("the case is saved", (int64_t)cases_in(state), 1);
	}
	free(state);
}

static void test_signals(void)
{
	check_signal(SIGTERM, 128 + SIGTERM, "TERM restores the terminal and ends as it should");
	check_signal(SIGHUP, 128 + SIGHUP, "so does HUP");
	check_signal(SIGINT, 130, "INT leaves when nothing runs");
	check_signal(SIGSEGV, 128 + SIGSEGV, "a crash restores it too");
	check_signal(SIGABRT, 128 + SIGABRT, "and a failed assertion");
}

static void test_hang_up(void)
{
	char *state = strdup(check_folder());
	struct program program = {.state = state};
	struct pty pty;

	if (begin(&pty, &program)) {
		pty_wait_for(&pty, "What is going wrong?");
		pty_send(&pty, "11");
		pty_wait_for(&pty, "Is Order Sync switched on?");
		close(pty.fd);
		pty.fd = -1;
		CHECK("a terminal that is gone ends the program", pty_end(&pty) != 128 + SIGKILL);
		CHECK_NUMBER("and the case is saved", (int64_t)cases_in(state), 1);
	}
	free(state);
}

/* As a shell does it: the program in a process group of its own, taken up again after a stop. */
static int run_under_shell(void *ctx)
{
	int status = 0;
	pid_t pid = fork();

	signal(SIGTTOU, SIG_IGN);
	if (pid == 0) {
		setpgid(0, 0);
		tcsetpgrp(0, getpid());
		signal(SIGTTOU, SIG_DFL);
		_exit(run_app(ctx));
	}
	while (waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status)) {
		tcsetpgrp(0, getpgrp());
		if (write(1, "stopped here", 12) != 12)
			return 98;
		usleep(300000);
		tcsetpgrp(0, pid);
		kill(-pid, SIGCONT);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 97;
}

static void test_suspend(void)
{
	struct program program = {0};
	struct pty pty;

	if (!CHECK("a terminal can be made", pty_run(&pty, 24, 80, "xterm-256color", run_under_shell, &program)))
		return;
	CHECK("the program comes", pty_wait_for(&pty, "What is going wrong?"));
	pty_send(&pty, "\032");
	CHECK("Ctrl-Z gives the shell back", pty_wait_for(&pty, "stopped here"));
	CHECK("with the terminal as before", pty_restored(&pty));
	CHECK("going on paints everything", pty_wait_for(&pty, "3  The store refuses the key"));
	CHECK("on the full screen", pty.vt.alternate && pty.vt.paste);
	pty_send(&pty, "1");
	CHECK("and keys work", pty_wait_for(&pty, "Which orders don't arrive?"));
	pty_send(&pty, "q");
	CHECK_NUMBER("q leaves", pty_end(&pty), 2);
}

static void test_interrupt(void)
{
	struct program program = {.start = "orders"};
	struct pty pty;

	if (!begin(&pty, &program))
		return;
	CHECK("it may begin at a symptom", pty_wait_for(&pty, "Which orders don't arrive?"));
	pty_send(&pty, "\003");
	CHECK_NUMBER("Ctrl-C leaves when no probe runs", pty_end(&pty), 130);
}

static void test_idle(void)
{
	struct program program = {0};
	struct pty pty;
	size_t before;

	if (!begin(&pty, &program))
		return;
	pty_wait_for(&pty, "What is going wrong?");
	pty_drain(&pty, 100);
	before = pty.bytes;
	pty_drain(&pty, 1200);
	CHECK_NUMBER("at rest nothing is written", (int64_t)(pty.bytes - before), 0);
	pty_send(&pty, "q");
	CHECK_NUMBER("q leaves", pty_end(&pty), 0);
}

static void test_no_screen(void)
{
	struct program program = {0};
	struct pty pty;

	if (!CHECK("a terminal can be made", pty_run(&pty, 24, 80, "dumb", run_app, &program)))
		return;
	CHECK_NUMBER("a terminal without a full screen is refused, not painted", pty_end(&pty), ERROR_USAGE);
	CHECK_NUMBER("with nothing written", (int64_t)pty.bytes, 0);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"a walk", test_walk},
		{"keys typed ahead", test_typed_ahead},
		{"pastes and unknown sequences", test_paste},
		{"sizes", test_sizes},
		{"signals", test_signals},
		{"hanging up", test_hang_up},
		{"suspending", test_suspend},
		{"Ctrl-C", test_interrupt},
		{"at rest", test_idle},
		{"a terminal that cannot", test_no_screen},
		{0},
	};

	return check_run("app: full screen", tests);
}
