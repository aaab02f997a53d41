#include "app/plain.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/plain_state.h"
#include "app/signals.h"
#include "base/utf8.h"
#include "report/final_scan.h"
#include "ui/frame.h"

enum { LINE_LIMIT = 16384 };

/* The step in front is the same afterwards: it is not said again. */
static bool stays(enum intent_kind kind)
{
	return kind == INTENT_NOTE || kind == INTENT_HOLD || kind == INTENT_FAULT || kind == INTENT_QUIZ ||
	       kind == INTENT_GUESS || (kind >= INTENT_TICKET_SAVE && kind <= INTENT_TICKET_SEND);
}

bool plain_do(struct plain_run *run, const struct intent *intent)
{
	struct error err = {0};
	enum desk_answer answer;

	desk_quiet(run->desk);
	answer = desk_do(run->desk, intent, &err);
	if (answer == DESK_REFUSED)
		plain_say(run, "%s", err.message);
	else if (desk_notice(run->desk)[0])
		plain_say(run, "%s", desk_notice(run->desk));
	if (answer == DESK_DONE)
		run->shown = stays(intent->kind);
	return answer == DESK_DONE;
}

/* ---- input ---- */

static bool read_more(struct plain_run *run)
{
	char piece[4096];
	ssize_t got = read(run->plain->in, piece, sizeof piece);

	if (got > 0)
		text_add_n(&run->input, piece, (size_t)got);
	else if (got == 0 || errno != EINTR)
		run->ended = true;
	return got > 0;
}

/* Takes one line out of what was read; a last line needs no newline. The caller frees. */
static char *take_line(struct plain_run *run)
{
	const char *text = text_str(&run->input);
	const char *end = memchr(text, '\n', run->input.len);
	struct text line = {0};
	size_t len;

	if (!end && !(run->ended && run->input.len > 0) && run->input.len < LINE_LIMIT)
		return NULL;
	len = end ? (size_t)(end - text) : run->input.len;
	text_safe(&line, text, len, TEXT_SAFE_LINE, 0);
	text_trim(&line);
	len += end ? 1 : 0;
	memmove(run->input.data, run->input.data + len, run->input.len - len + 1);
	run->input.len -= len;
	return text_take(&line);
}

/* ---- signals ---- */

static void on_signal(struct plain_run *run, int number)
{
	if (number == SIGINT) {
		struct intent cancel = {.kind = INTENT_CANCEL};

		if (desk_do(run->desk, &cancel, NULL) == DESK_DONE) {
			plain_say(run, "Stopped.");
			return;
		}
		run->over = true;
		run->code = 130;
	} else if (number == SIGTERM || number == SIGHUP) {
		run->over = true;
		run->code = 128 + number;
	} else if (number == SIGTSTP) {
		raise(SIGSTOP);
	}
}

static void take_signals(struct plain_run *run)
{
	int number;

	while (signals_next(&number))
		on_signal(run, number);
}

/* ---- waiting ---- */

/* Waits for input (unless only probes are waited for), probes and signals. */
static void wait_and_read(struct plain_run *run, bool input)
{
	struct driver *driver = desk_driver(run->desk);
	struct pollfd poll_fd[3] = {
		{.fd = input ? run->plain->in : -1, .events = POLLIN},
		{.fd = run->signals, .events = POLLIN},
		{.fd = driver ? driver_fd(driver) : -1, .events = POLLIN},
	};

	if (poll(poll_fd, 3, desk_wait_ms(run->desk, false)) < 0 && errno != EINTR)
		return;
	take_signals(run);
	if (poll_fd[0].revents && !run->over)
		read_more(run);
	if (!run->over && desk_read(run->desk))
		run->shown = false;
}

/* A probe that the step needs: it is said once, and waited for. */
static bool probe_in_the_way(struct plain_run *run, struct step_view *view)
{
	*view = walk_view(desk_walk(run->desk), desk_now(run->desk));
	if (desk_looks_back(run->desk)) {
		view->offer = false;
		return false;
	}
	return view->running || view->state == WALK_PROBE || view->state == WALK_VERIFY;
}

static void wait_for_probes(struct plain_run *run)
{
	struct step_view view;
	const struct probe *said = NULL;

	while (!run->over && probe_in_the_way(run, &view)) {
		if (!view.running) { /* nothing can answer it: by hand */
			plain_do(run, &(struct intent){.kind = INTENT_UNKNOWN});
			continue;
		}
		if (view.running != said)
			plain_say(run, "Looking: %s.", view.running->title);
		said = view.running;
		fflush(run->out);
		wait_and_read(run, false);
	}
	if (!run->over && view.offer) {
		plain_say(run, "A probe has found the answer.");
		plain_do(run, &(struct intent){.kind = INTENT_ACCEPT});
	}
}

/* ---- the loop ---- */

static void begin_step(struct plain_run *run, const struct ui_model *model)
{
	struct step_view view = walk_view(model->walk, model->now);
	const struct walk_stop *stop;
	size_t stops = walk_path(model->walk, &stop);

	if (view.node == run->node && view.state == run->state && stops == run->stops)
		return;
	run->node = view.node;
	run->state = view.state;
	run->stops = stops;
	run->item = run->row = run->also = 0;
	run->column = 0;
	text_clear(&run->held);
	run->shown = false;
}

static void show(struct plain_run *run)
{
	struct ui_model model;

	desk_model(run->desk, &model);
	begin_step(run, &model);
	if (!run->shown)
		plain_step(run, &model);
	run->shown = true;
	plain_prompt(run, &model);
}

void plain_line(struct plain_run *run, const char *line)
{
	struct ui_model model;

	if (run->asked_consent) {
		struct intent intent = {.kind = INTENT_CONSENT,
		                        .number = text_same_fold(line, "yes") || strcmp(line, "1") == 0};

		run->asked_consent = false;
		plain_do(run, &intent);
		return;
	}
	desk_model(run->desk, &model);
	if (!plain_command(run, &model, line))
		plain_answer(run, &model, line);
}

static void ask_consent(struct plain_run *run)
{
	struct ui_model model;

	desk_model(run->desk, &model);
	plain_say(
		run,
		"Probes of %s read from %s with the key of this profile. They only ever read. May they? 1 Yes. 2 No, "
		"I answer by hand.",
		model.profile, model.store[0] ? model.store : "your store");
	fprintf(run->out, "Answer: ");
	fflush(run->out);
	run->asked_consent = true;
}

/* The time of a wait has come while nobody typed: what stands there now has not been said yet. */
static bool went_on(const struct plain_run *run)
{
	struct step_view view = walk_view(desk_walk(run->desk), desk_now(run->desk));

	return !run->asked_consent && (view.node != run->node || view.state != run->state);
}

static void next_line(struct plain_run *run)
{
	char *line = take_line(run);
	struct scan_hit hit;

	while (!line && !run->ended && !run->over) {
		wait_and_read(run, true);
		line = take_line(run);
		if (!line && !run->ended && went_on(run)) {
			fprintf(run->out, "\n");
			return;
		}
	}
	if (!line) {
		run->over = true;
		return;
	}
	if (!isatty(run->plain->in)) /* a transcript shows what was answered */
		fprintf(run->out, "%s\n", scan_secret(line, strlen(line), &hit) ? "(not shown)" : line);
	plain_line(run, line);
	free(line);
}

static void connect_if_due(struct plain_run *run)
{
	bool asks;

	if (!desk_wants_connect(run->desk, &asks))
		return;
	desk_quiet(run->desk);
	desk_connect(run->desk);
	if (desk_notice(run->desk)[0])
		plain_say(run, "%s", desk_notice(run->desk));
}

static void loop(struct plain_run *run)
{
	if (desk_needs_consent(run->desk))
		ask_consent(run);
	else
		connect_if_due(run);
	while (!run->over) {
		if (!run->asked_consent) {
			desk_read(run->desk); /* a wait may be over since the case was left */
			connect_if_due(run);
			wait_for_probes(run);
			if (run->over)
				break;
			show(run);
		}
		desk_sync(run->desk);
		next_line(run);
	}
	desk_sync(run->desk);
}

/* What of the case could not be read is said before anything else. */
static bool resume(struct plain_run *run, const char *id, struct error *err)
{
	if (!desk_resume(run->desk, id, err))
		return false;
	if (desk_notice(run->desk)[0])
		plain_say(run, "%s", desk_notice(run->desk));
	desk_quiet(run->desk);
	return true;
}

/* To a terminal only: elsewhere a sequence would stand among the text. */
static bool pass_on(void *front, const char *bytes)
{
	struct plain_run *run = front;

	if (!isatty(fileno(run->out)))
		return false;
	fprintf(run->out, "%s", bytes);
	return fflush(run->out) == 0;
}

static bool begin(struct plain_run *run, struct error *err)
{
	const struct plain *plain = run->plain;
	struct desk_options options = plain->desk;

	options.pass = pass_on;
	options.front = run;
	run->desk = desk_new(&options, err);
	if (!run->desk)
		return false;
	if (plain->resume)
		return resume(run, plain->resume, err);
	if (plain->start && !desk_start(run->desk, plain->start, err))
		return false;
	if (desk_notice(run->desk)[0])
		plain_say(run, "%s", desk_notice(run->desk));
	return true;
}

int plain_run(const struct plain *plain, struct error *err)
{
	struct plain_run run = {.plain = plain, .out = plain->out, .code = -1};

	run.signals = signals_open();
	if (begin(&run, err)) {
		loop(&run);
		fprintf(run.out, "\n");
		if (run.code < 0)
			run.code = desk_exit_code(run.desk);
	} else {
		run.code = (int)err->kind;
	}
	fflush(run.out);
	desk_free(run.desk);
	signals_close();
	text_clear(&run.input);
	text_clear(&run.good);
	text_clear(&run.held);
	return run.code;
}
