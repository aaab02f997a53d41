/* diagnose: the walk with nobody there, for scripts, tests and support centres. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "case/diagnose.h"
#include "cli/command.h"
#include "cli/session.h"
#include "guide/template.h"
#include "report/diagnose_json.h"

static int exit_code(const struct diagnosis *diagnosis)
{
	static const int codes[ENDINGS] = {
		[ENDING_NONE] = 2,      [ENDING_FIXED] = 0,    [ENDING_WAIT] = 2,
		[ENDING_NO_ACTION] = 0, [ENDING_NOT_OURS] = 1, [ENDING_ESCALATE] = 4,
	};

	if (diagnosis->cause != NULL && diagnosis->cause->kind == NODE_FIX)
		return 1;
	return codes[diagnosis->ending];
}

/* A text of the data in plain words, wrapped behind a label. */
static void put(const struct walk *walk, const char *label, const char *text)
{
	struct text expanded = {0};
	struct text plain = {0};
	struct utf8_lines lines = {0};

	if (text == NULL)
		return;
	walk_expand(walk, text, &expanded);
	template_plain(&plain, text_str(&expanded));
	utf8_wrap(&lines, text_str(&plain), 66);
	for (size_t i = 0; i < lines.count; i++)
		printf("%-9s %.*s\n", i == 0 ? label : "", (int)lines.line[i].len, lines.line[i].at);
	utf8_lines_clear(&lines);
	text_clear(&plain);
	text_clear(&expanded);
}

static void put_cause(const struct diagnosis *diagnosis)
{
	const struct node *cause = diagnosis->cause;
	char number[32];

	printf("%-9s %s", "Cause", cause->code != NULL ? cause->code : cause->name);
	printf("%s%s\n", cause->label != NULL ? "  " : "", cause->label != NULL ? cause->label : "");
	put(diagnosis->walk, "", cause->title);
	put(diagnosis->walk, "", cause->cause != NULL ? cause->cause : cause->text);
	for (size_t i = 0; i < cause->step_count; i++) {
		snprintf(number, sizeof number, "%s%zu", i == 0 ? "Do      " : "        ", i + 1);
		put(diagnosis->walk, number, cause->step[i].text);
	}
}

static void put_evidence(const struct walk *walk)
{
	static const char *const marks[VERDICTS] = {
		[VERDICT_OK] = "ok", [VERDICT_PROBLEM] = "problem", [VERDICT_UNKNOWN] = "?", [VERDICT_SKIPPED] = "-"};
	const struct probe_state *state;
	size_t count = walk_probes(walk, &state);

	for (size_t i = 0; i < count; i++) {
		if (state[i].outcome != NULL)
			printf("%-9s %s: %s\n", marks[state[i].verdict], state[i].probe->title, state[i].outcome);
	}
}

static void print_text(const struct diagnosis *diagnosis)
{
	if (diagnosis->cause != NULL)
		put_cause(diagnosis);
	else
		printf("Nothing is proven to be wrong at the store.\n");
	printf("\n");
	put_evidence(diagnosis->walk);
	for (size_t i = 0; i < diagnosis->other_count; i++)
		put(diagnosis->walk, i == 0 ? "\nAlso" : "", diagnosis->others[i]->title);
	if (diagnosis->asked > 0)
		printf("\n%zu question%s had nobody to answer: syncfix start asks.\n", diagnosis->asked,
		       diagnosis->asked == 1 ? "" : "s");
}

static void print_json(const struct diagnosis *diagnosis, int64_t now)
{
	struct text out = {0};

	diagnose_json_write(diagnosis, now, &out);
	printf("%s", text_str(&out));
	text_clear(&out);
}

static int run(struct session *session, const struct symptom *from)
{
	struct setup *setup = session->setup;
	struct diagnosis diagnosis = {0};
	struct error err = {0};
	int code;

	if (session->integration.platform != NULL && session_connect(session, &err)) {
		session_catch_interrupt();
		driver_settle(session->driver, session_interrupted());
		if (*session_interrupted())
			return 130;
	} else if (err.kind != ERROR_NONE) {
		setup_fail(&err);
	}
	diagnosis_make(&diagnosis, session->walk, from, setup_now(setup));
	if (setup->json)
		print_json(&diagnosis, setup_now(setup));
	else
		print_text(&diagnosis);
	code = exit_code(&diagnosis);
	diagnosis_clear(&diagnosis);
	return code;
}

int cmd_diagnose(struct setup *setup)
{
	const char *word = setup->options.word_count > 0 ? setup->options.word[0] : NULL;
	const struct symptom *from = NULL;
	struct session session;
	int code = session_open(&session, setup);

	if (code == 0 && word != NULL) {
		from = guide_symptom(setup->guide, word);
		if (from == NULL)
			code =
				setup_refuse(ERROR_USAGE, "There is no symptom %.40s: orders, tracking, inventory …", word);
	}
	if (code == 0)
		code = session_add_facts(&session);
	if (code == 0)
		code = session_begin(&session);
	if (code == 0)
		code = run(&session, from);
	session_close(&session);
	return code;
}
