#include "app/run.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/scene.h"
#include "app/signals.h"

enum { TWICE_MS = 2000 }; /* a second Ctrl-C within it leaves */

struct run {
	const struct app *app;
	struct terminal *terminal;
	struct surface surface;
	struct scene scene;
	struct ui_model early;
	int signals;
	bool over;
	int code;
	int ended_by;        /* signal, 0 for none */
	int64_t interrupted; /* when Ctrl-C was pressed last */
};

/* ---- drawing ---- */

static struct ui_model early_model(const struct app *app)
{
	return (struct ui_model){
		.guide = app->first,
		.role = app->role,
		.ascii = app->ascii,
		.profile = app->profile_name ? app->profile_name : "",
		.platform = "",
		.store = "",
		.handoff = "",
		.notice = "",
		.saved = "",
	};
}

static void draw(struct run *run)
{
	int rows, cols;

	terminal_size(run->terminal, &rows, &cols);
	if (rows != run->surface.rows || cols != run->surface.cols)
		surface_resize(&run->surface, rows, cols);
	scene_draw(&run->scene, &run->surface);
	terminal_show(run->terminal, &run->surface);
}

/* ---- what the front end does itself ---- */

static void leave_with(struct run *run, int code)
{
	run->over = true;
	run->code = code;
}

static bool pass_on(void *front, const char *bytes)
{
	struct run *run = front;

	terminal_pass(run->terminal, bytes);
	return true;
}

static void lend_terminal(void *front, bool away)
{
	struct run *run = front;

	if (away)
		terminal_leave(run->terminal);
	else
		terminal_return(run->terminal);
}

/* Ctrl-C stops what runs; twice, or with nothing running, it leaves. */
static void interrupt(struct run *run)
{
	struct intent cancel = {.kind = INTENT_CANCEL};
	int64_t now = clock_monotonic();
	bool twice = now - run->interrupted < TWICE_MS;

	run->interrupted = now;
	if (!run->scene.desk || twice || desk_do(run->scene.desk, &cancel, NULL) != DESK_DONE)
		leave_with(run, 130);
}

/* What is left of an intent when the desk and the screens did theirs. */
static void do_rest(void *ctx, const struct intent *intent)
{
	struct run *run = ctx;

	switch (intent->kind) {
	case INTENT_CANCEL:
		interrupt(run);
		break;
	case INTENT_QUIT:
		leave_with(run, desk_exit_code(run->scene.desk));
		break;
	case INTENT_SUSPEND:
		terminal_suspend(run->terminal);
		break;
	case INTENT_REPAINT:
		terminal_repaint(run->terminal);
		break;
	default:
		break;
	}
}

/* ---- the loop ---- */

static void on_signal(struct run *run, int number)
{
	switch (number) {
	case SIGWINCH:
		terminal_resize(run->terminal);
		break;
	case SIGINT:
		interrupt(run);
		break;
	case SIGTSTP:
		terminal_suspend(run->terminal);
		break;
	case SIGCONT:
		terminal_repaint(run->terminal);
		break;
	default: /* TERM, HUP */
		run->ended_by = number;
		leave_with(run, 128 + number);
	}
}

static void read_presses(struct run *run)
{
	struct press press;

	while (!run->over && terminal_read(run->terminal, &press))
		scene_press(&run->scene, &press, do_rest, run);
	if (terminal_gone(run->terminal)) {
		run->ended_by = SIGHUP;
		leave_with(run, 128 + SIGHUP);
	}
}

static void connect_if_due(struct run *run)
{
	bool asks;

	if (!desk_wants_connect(run->scene.desk, &asks))
		return;
	if (asks)
		terminal_leave(run->terminal);
	desk_connect(run->scene.desk);
	if (asks)
		terminal_return(run->terminal);
}

static int wait_ms(const struct run *run)
{
	int wait = desk_wait_ms(run->scene.desk, true), keys = terminal_wait(run->terminal);

	if (keys >= 0 && (wait < 0 || keys < wait))
		return keys;
	return wait;
}

static void wait_and_read(struct run *run)
{
	struct driver *driver = desk_driver(run->scene.desk);
	struct pollfd poll_fd[3] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = run->signals, .events = POLLIN},
		{.fd = driver ? driver_fd(driver) : -1, .events = POLLIN},
	};
	int ready = poll(poll_fd, 3, wait_ms(run)), number;

	if (ready < 0 && errno != EINTR)
		return;
	while ((ready < 0 || poll_fd[1].revents) && signals_next(&number))
		on_signal(run, number);
	if (!run->over)
		read_presses(run);
	if (!run->over)
		desk_read(run->scene.desk);
}

static void loop(struct run *run)
{
	while (!run->over) {
		connect_if_due(run);
		draw(run);
		desk_sync(run->scene.desk);
		wait_and_read(run);
	}
}

/* ---- start and end ---- */

static bool load(struct run *run, struct error *err)
{
	struct desk_options options = {.profile = -1};
	const struct app *app = run->app;

	if (!app->load(app->ctx, &options, err))
		return false;
	options.lend = lend_terminal;
	options.pass = pass_on;
	options.front = run;
	run->scene.desk = desk_new(&options, err);
	if (!run->scene.desk)
		return false;
	if (app->resume && !desk_resume(run->scene.desk, app->resume, err))
		return false;
	return !app->start || desk_start(run->scene.desk, app->start, err);
}

static void begin_scene(struct run *run)
{
	int rows, cols;

	run->early = early_model(run->app);
	scene_init(&run->scene, run->scene.desk, &run->early);
	terminal_size(run->terminal, &rows, &cols);
	surface_init(&run->surface, rows, cols, run->app->ascii);
}

/* Where the start screen comes first, it is painted before anything else is read. */
static bool start(struct run *run, struct error *err)
{
	bool early = run->app->first && !run->app->start && !run->app->resume;

	if (!early && !load(run, err))
		return false;
	run->terminal = terminal_open(&run->app->terminal, err);
	if (!run->terminal)
		return false;
	begin_scene(run);
	if (early) {
		draw(run);
		if (!load(run, err))
			return false;
	}
	if (run->app->choose)
		scene_open(&run->scene, SCREEN_PROFILES);
	if (desk_needs_consent(run->scene.desk))
		scene_open(&run->scene, SCREEN_CONSENT);
	return true;
}

static void finish(struct run *run)
{
	terminal_close(run->terminal);
	scene_clear(&run->scene);
	if (run->surface.cell)
		surface_free(&run->surface);
	signals_close();
	if (run->ended_by == SIGTERM)
		raise(SIGTERM);
}

int app_run(const struct app *app, struct error *err)
{
	struct run run = {.app = app, .interrupted = INT64_MIN / 2};

	run.signals = signals_open();
	if (run.signals < 0) {
		error_set(err, ERROR_INTERNAL, "", "No pipe for signals: %s.", strerror(errno));
		return ERROR_INTERNAL;
	}
	if (start(&run, err))
		loop(&run);
	else
		run.code = (int)err->kind;
	finish(&run);
	return run.code;
}
