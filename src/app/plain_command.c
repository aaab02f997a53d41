/* Commands of the line mode: the words of the key table, and its keys. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/plain_state.h"
#include "base/spoken.h"
#include "case/routine.h"
#include "report/ticket.h"
#include "report/transcript.h"
#include "ui/evidence.h"
#include "ui/frame.h"
#include "ui/screen.h"
#include "ui/step.h"

/* A command as typed: its word, and the rest of the line. */
struct typed {
	char word[24];
	const char *rest;
	bool marked; /* began with ':' */
};

static void split(const char *line, struct typed *typed)
{
	size_t len;

	*typed = (struct typed){.marked = *line == ':'};
	line += typed->marked;
	len = strcspn(line, " ");
	if (len == 0 && *line == '\0')
		return;
	if (line[0] == '/' && line[1] != '\0') { /* "/words" */
		strcpy(typed->word, "/");
		typed->rest = line + 1;
		return;
	}
	if (len < sizeof typed->word) {
		memcpy(typed->word, line, len);
		typed->word[len] = '\0';
	}
	typed->rest = line + len + strspn(line + len, " ");
}

static bool names_action(const struct keymap_row *row, const char *word)
{
	struct press press, one;
	char name[16];

	if (row->word && strcmp(row->word, word) == 0)
		return true;
	if (!press_parse(word, &press) || press.kind != PRESS_CHAR || (press.code >= '0' && press.code <= '9'))
		return false;
	for (const char *at = row->presses; *at;) {
		size_t len = strcspn(at, " ");

		memcpy(name, at, len);
		name[len] = '\0';
		if (press_parse(name, &one) && press_same(&press, &one))
			return true;
		at += len + (at[len] == ' ');
	}
	return false;
}

/* Letters mean what they mean on the screen of the step; words mean the same everywhere. */
static const struct keymap_row *find_row(unsigned context, enum keymap_role role, const char *word)
{
	size_t count;
	const struct keymap_row *row = keymap_rows(&count);

	for (size_t i = 0; i < count; i++)
		if ((row[i].context & context) && row[i].word &&
		    (row[i].role == KEYMAP_EVERYBODY || row[i].role == role) && names_action(&row[i], word))
			return &row[i];
	for (size_t i = 0; i < count; i++)
		if (row[i].word && row[i].action != ACTION_ENTER && strcmp(row[i].word, word) == 0)
			return &row[i];
	return NULL;
}

typedef void command_fn(struct plain_run *run, struct ui_model *model, const char *rest);

static void do_kind(struct plain_run *run, enum intent_kind kind, const char *words)
{
	struct intent intent = {.kind = kind, .words = words && words[0] ? words : NULL};

	plain_do(run, &intent);
}

static void say_handoff(struct plain_run *run, const char *code)
{
	struct text said = {0};

	spoken_spell(&said, code);
	plain_say(run, "Handoff code %s. In words:", code);
	plain_say(run, "%s", text_str(&said));
	plain_say(run, "The other side types code and this code, and has the same step with the same answers.");
	text_clear(&said);
}

static void cmd_code(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct step_view view = walk_view(model->walk, model->now);

	if (rest[0]) {
		do_kind(run, INTENT_HANDOFF, rest);
		return;
	}
	plain_say(run, "Step %s.", view.node && view.node->code ? view.node->code : "none");
	if (model->handoff[0])
		say_handoff(run, model->handoff);
	else
		plain_say(run, "Type code and a code that was told: its case opens.");
	plain_say(run, "Saved: %s", model->saved);
}

static void cmd_path(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct text text = {0};

	(void)rest;
	transcript_path(model->walk, &text);
	plain_put(run, text_str(&text), text.len);
	text_clear(&text);
}

static void cmd_conflict(struct plain_run *run, struct ui_model *model, const char *rest)
{
	const struct contradiction *from[1];
	struct intent intent = {.kind = INTENT_DISMISS};
	int number = plain_number(rest);
	struct text text = {0};

	if (walk_contradictions(model->walk, from, 1) == 0) {
		plain_say(run, "All that is known fits together.");
		return;
	}
	if (strcmp(rest, "0") == 0) {
		intent.contradiction = from[0];
		plain_do(run, &intent);
	} else if (number >= 1 && (size_t)number <= from[0]->recheck_count) {
		intent = (struct intent){.kind = INTENT_RECHECK,
		                         .fact = &model->guide->fact[from[0]->recheck[number - 1]]};
		plain_do(run, &intent);
	} else {
		frame_expand(&text, model, from[0]->text);
		plain_say(run, "%s", text_str(&text));
		for (size_t i = 0; i < from[0]->recheck_count; i++)
			plain_say(run, "disagrees %zu: look again at %s.", i + 1,
			          model->guide->fact[from[0]->recheck[i]].label);
		plain_say(run, "disagrees 0: leave it as it is.");
	}
	text_clear(&text);
}

static void cmd_probes(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct evidence_lines lines;

	(void)rest;
	evidence_collect(&lines, model, EVIDENCE_PROBES);
	for (size_t i = 0; i < lines.line.count; i++)
		plain_say(run, "%s: %s %s", evidence_look(lines.line.at[i].state)->word, lines.line.at[i].text,
		          lines.line.at[i].right);
	if (lines.line.count == 0)
		plain_say(run, "No probe has run.");
	evidence_clear(&lines);
}

static void cmd_evidence(struct plain_run *run, struct ui_model *model, const char *rest)
{
	(void)rest;
	plain_evidence(run, model);
}

static void cmd_quick_check(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct driver *driver = desk_driver(run->desk);

	if (!driver || !driver_started(driver)) {
		plain_say(run, "Nothing can be looked at: no integration is set up, or probes wait for your yes.");
		return;
	}
	plain_say(run, "Looking at everything.");
	fflush(run->out);
	driver_settle(driver, NULL);
	desk_read(run->desk);
	cmd_probes(run, model, rest);
}

static void cmd_note(struct plain_run *run, struct ui_model *model, const char *rest)
{
	(void)model;
	if (rest[0])
		do_kind(run, INTENT_NOTE, rest);
	else
		plain_say(run, "Type note and the words.");
}

static void cmd_copy(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct step_view view = walk_view(model->walk, model->now);

	(void)rest;
	if (view.node && view.node->copy)
		fprintf(run->out, "%s\n", view.node->copy);
	else if (view.state != WALK_START)
		do_kind(run, INTENT_TICKET_COPY, NULL);
	else
		plain_say(run, "What stands above can be copied from here.");
}

static void cmd_recheck(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct intent intent = {.kind = INTENT_RECHECK, .fact = guide_fact(model->guide, rest)};

	for (size_t i = 0; !intent.fact && rest[0] && i < model->guide->fact_count; i++)
		if (text_same_fold(model->guide->fact[i].label, rest))
			intent.fact = &model->guide->fact[i];
	if (intent.fact)
		plain_do(run, &intent);
	else
		plain_say(run,
		          "Type recheck and what stands in the evidence, such as \"recheck Last successful sync\".");
}

static void cmd_skip(struct plain_run *run, struct ui_model *model, const char *rest)
{
	(void)model;
	do_kind(run, INTENT_SKIP, rest[0] ? rest : "skipped by hand");
}

static void cmd_save(struct plain_run *run, struct ui_model *model, const char *rest)
{
	bool ended = walk_view(model->walk, model->now).state == WALK_END;
	bool dated = walk_wait_until(model->walk, &(int64_t){0}) || (ended && routine_of_walk(model->walk));

	do_kind(run, dated ? INTENT_SAVE_DATE : INTENT_TICKET_SAVE, rest);
}

static void cmd_issues(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct intent intent = {.kind = INTENT_JUMP, .node = model->guide->issues.node};

	(void)rest;
	if (intent.node)
		plain_do(run, &intent);
}

static void cmd_help(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct step_view view = walk_view(model->walk, model->now);

	(void)rest;
	plain_help(run, model, step_context(&view));
}

static void cmd_quit(struct plain_run *run, struct ui_model *model, const char *rest)
{
	(void)model;
	(void)rest;
	run->over = true;
}

static command_fn *const commands[ACTIONS] = {
	[ACTION_SKIP] = cmd_skip,           [ACTION_SAVE] = cmd_save,
	[ACTION_NOTE] = cmd_note,           [ACTION_TICKET] = plain_ticket,
	[ACTION_LEFT_OUT] = plain_left_out, [ACTION_LINK] = plain_link,
	[ACTION_MAIL] = plain_mail,         [ACTION_POST] = plain_post,
	[ACTION_SEND] = plain_send,         [ACTION_CODE] = cmd_code,
	[ACTION_EVIDENCE] = cmd_evidence,   [ACTION_RECHECK] = cmd_recheck,
	[ACTION_SEARCH] = plain_find,       [ACTION_PATH] = cmd_path,
	[ACTION_PROBES] = cmd_probes,       [ACTION_CONFLICT] = cmd_conflict,
	[ACTION_CHECK] = cmd_quick_check,   [ACTION_RESUME] = plain_resume,
	[ACTION_ROUTINE] = plain_routines,  [ACTION_PROFILE] = plain_profile,
	[ACTION_COPY] = cmd_copy,           [ACTION_READ_BACK] = plain_read_back,
	[ACTION_QUIT] = cmd_quit,           [ACTION_HELP] = cmd_help,
	[ACTION_SCORE] = plain_score,       [ACTION_MAP] = plain_map,
	[ACTION_QUIZ] = plain_quiz,         [ACTION_ISSUES] = cmd_issues,
};

/* Commands that are one intent and nothing else. */
static const enum intent_kind intents[ACTIONS] = {
	[ACTION_UNKNOWN] = INTENT_UNKNOWN,  [ACTION_BACK] = INTENT_BACK,
	[ACTION_CLOSE] = INTENT_BACK,       [ACTION_ACCEPT] = INTENT_ACCEPT,
	[ACTION_ENTER] = INTENT_GO_ON,      [ACTION_HOLD] = INTENT_HOLD,
	[ACTION_REVEAL] = INTENT_REVEAL,    [ACTION_RESTART] = INTENT_RESTART,
	[ACTION_EDIT] = INTENT_TICKET_EDIT, [ACTION_FAULT] = INTENT_FAULT,
	[ACTION_REWIND] = INTENT_REWIND,    [ACTION_STEP_ON] = INTENT_STEP_ON,
	[ACTION_PLAY] = INTENT_PLAY,        [ACTION_NEXT_CASE] = INTENT_NEXT_CASE,
};

/* An answer that is shown may be typed by its first words, whatever else they mean. */
static bool begins_answer(const struct ui_model *model, const struct step_view *view, const char *line)
{
	bool begins = false;

	for (size_t i = 0; i < view->choice_count && !begins && strlen(line) > 1; i++) {
		struct text label = {0};

		frame_expand(&label, model, view->choice[i].label);
		begins = strncasecmp(text_str(&label), line, strlen(line)) == 0;
		text_clear(&label);
	}
	return begins;
}

/* Where a text is asked for, only what is marked with ':' (or '?' alone) is a command. */
static bool may_be_command(const struct typed *typed, const struct step_view *view)
{
	enum fact_type type = view->fact ? view->fact->type : FACT_CHOICE;
	bool text = view->typed && (type == FACT_TEXT || type == FACT_LIST || type == FACT_URL);

	return typed->marked || !text || strcmp(typed->word, "?") == 0;
}

bool plain_command(struct plain_run *run, struct ui_model *model, const char *line)
{
	struct step_view view = walk_view(model->walk, model->now);
	const struct keymap_row *row;
	struct typed typed;

	split(line, &typed);
	if (typed.marked && typed.word[0] >= '0' && typed.word[0] <= '9')
		return false; /* the number of a choice */
	if (!typed.word[0] || !may_be_command(&typed, &view))
		return false;
	if (!typed.marked && view.state == WALK_ASK && begins_answer(model, &view, line))
		return false;
	if (strcmp(typed.word, "go") == 0) {
		plain_go(run, model, typed.rest);
		return true;
	}
	row = find_row(step_context(&view), screen_role(model), typed.word);
	if (!row) {
		if (typed.marked)
			plain_say(run, "There is no command \"%s\"; ? lists them.", typed.word);
		return typed.marked;
	}
	if (intents[row->action] != INTENT_NONE)
		do_kind(run, intents[row->action], typed.rest);
	else if (commands[row->action])
		commands[row->action](run, model, typed.rest);
	return true;
}
