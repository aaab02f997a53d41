/* What the line mode prints. */
#include <stdarg.h>
#include <string.h>

#include "app/plain_state.h"
#include "base/utf8.h"
#include "guide/template.h"
#include "ui/evidence.h"
#include "ui/frame.h"
#include "ui/screen.h"
#include "ui/step.h"
#include "ui/surface.h"

enum { PLAIN_COLS = 78 };

void plain_put(struct plain_run *run, const char *bytes, size_t len)
{
	size_t size = 0;

	if (!run->plain->desk.ascii) {
		fwrite(bytes, 1, len, run->out);
		return;
	}
	for (size_t at = 0; at < len; at += size)
		fputc((int)glyph_ascii(utf8_decode(bytes + at, len - at, &size)), run->out);
}

static void print_wrapped(struct plain_run *run, const char *text)
{
	struct utf8_lines lines = {0};

	utf8_wrap(&lines, text, PLAIN_COLS);
	for (size_t i = 0; i < lines.count; i++) {
		plain_put(run, lines.line[i].at, lines.line[i].len);
		fputc('\n', run->out);
	}
	utf8_lines_clear(&lines);
}

void plain_say(struct plain_run *run, const char *format, ...)
{
	struct text text = {0}, plain = {0};
	va_list args;

	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	template_plain(&plain, text_str(&text));
	print_wrapped(run, text_str(&plain));
	text_clear(&text);
	text_clear(&plain);
}

static void say_text(struct plain_run *run, const struct ui_model *model, const char *before,
                     const char *text)
{
	struct text out = {0};

	text_add(&out, before);
	frame_expand(&out, model, text);
	if (text && text[0])
		plain_say(run, "%s", text_str(&out));
	text_clear(&out);
}

static void say_path(struct plain_run *run, const struct ui_model *model, const char *before,
                     const char *const *where, size_t count)
{
	struct text out = {0};

	for (size_t i = 0; i < count; i++) {
		text_add(&out, i == 0 ? before : " > ");
		frame_expand(&out, model, where[i]);
	}
	if (count > 0)
		plain_say(run, "%s", text_str(&out));
	text_clear(&out);
}

/* Where a number may be the answer itself, the number of a choice is marked. */
static const char *choice_mark(const struct step_view *view)
{
	return step_number_is_value(view) ? ":" : "";
}

/* "1 Connected. 2 Expired or Disconnected. 0 I can't see it." */
static void say_choices(struct plain_run *run, const struct ui_model *model, const struct step_view *view)
{
	struct text out = {0};

	for (size_t i = 0; i < view->choice_count; i++) {
		text_addf(&out, "%s%s%d ", i > 0 ? " " : "", choice_mark(view), view->choice[i].key);
		frame_expand(&out, model, view->choice[i].label);
		text_add(&out, view->choice[i].picked ? " (your answer before)." : ".");
	}
	if (view->unknown_label) {
		text_addf(&out, "%s%s0 ", out.len > 0 ? " " : "", choice_mark(view));
		frame_expand(&out, model, view->unknown_label);
		text_add(&out, ".");
	}
	plain_say(run, "%s", text_str(&out));
	text_clear(&out);
}

static void say_known(struct plain_run *run, const struct ui_model *model)
{
	struct evidence_lines lines;
	const struct contradiction *contradiction[1];
	size_t known = 0;

	evidence_collect(&lines, model, EVIDENCE_BRIEF);
	for (size_t i = 0; i < lines.line.count; i++)
		known += lines.line.at[i].state != EVIDENCE_MISSING && lines.line.at[i].state != EVIDENCE_RUNNING;
	if (known > 0)
		plain_say(run, "Known so far: %zu fact%s; type e to hear %s.", known, known == 1 ? "" : "s",
		          known == 1 ? "it" : "them");
	evidence_clear(&lines);
	if (model->walk && walk_contradictions(model->walk, contradiction, 1) > 0) {
		say_text(run, model, "Does not fit together: ", contradiction[0]->title);
		plain_say(run, "Type x to look at it.");
	}
}

static void say_head(struct plain_run *run, const struct ui_model *model, const struct step_view *view)
{
	const char *code = view->node && view->node->code ? view->node->code : NULL;
	struct text trail = {0};

	frame_trail(&trail, model, false);
	fprintf(run->out, "\n");
	if (code)
		plain_say(run, "%s. Step %s.", text_str(&trail), code);
	text_clear(&trail);
}

static void say_ask(struct plain_run *run, const struct ui_model *model, const struct step_view *view)
{
	say_text(run, model, "", view->text);
	say_path(run, model, "Where: ", view->node ? view->node->where : NULL,
	         view->node ? view->node->where_count : 0);
	say_path(run, model, "The guide says: ", view->node ? view->node->where_guide : NULL,
	         view->node ? view->node->where_guide_count : 0);
	if (view->choice_count > 0 || view->unknown_label)
		say_choices(run, model, view);
}

static void say_fix(struct plain_run *run, const struct ui_model *model, const struct node *node)
{
	say_text(run, model, "Cause: ", node->cause);
	for (size_t i = 0; i < node->step_count; i++) {
		struct text number = {0};

		text_addf(&number, "%s%zu. ", i == 0 ? "Do: " : "", i + 1);
		say_text(run, model, text_str(&number),
		         model->role == ROLE_AGENT && node->step[i].say ? node->step[i].say : node->step[i].text);
		text_clear(&number);
	}
	say_text(run, model, "Undo: ", node->undo);
	if (walk_changing(model->walk)) {
		say_text(run, model, "Another change is still being judged: ", walk_changing(model->walk)->title);
		plain_say(run, "After a second one nobody can tell which of them helped.");
	} else {
		plain_say(run, "Change only this. It is checked before and after.");
	}
}

static void say_items(struct plain_run *run, const struct ui_model *model, const struct step_view *view)
{
	struct step_items items;
	struct text out = {0};

	step_items_make(&items, model, view, "");
	for (size_t i = 0; i < items.item.count; i++)
		if (items.item.at[i].key[0])
			text_addf(&out, "%s%s %s.", out.len > 0 ? " " : "", items.item.at[i].key, items.item.at[i].label);
	plain_say(run, "%s", text_str(&out));
	step_items_clear(&items);
	text_clear(&out);
}

static void say_start(struct plain_run *run, const struct ui_model *model)
{
	const struct guide *guide = model->guide;

	fprintf(run->out, "\n");
	plain_say(run, "%s", guide->start_title);
	for (size_t i = 0; i < guide->symptom_count; i++)
		plain_say(run, "%zu %s.", i + 1, guide->symptom[i].title);
	if (model->likely && model->likely->cause) {
		say_text(run, model, "Most likely: ", model->likely->cause->title);
		plain_say(run, "Type go %s to go there.",
		          model->likely->cause->code ? model->likely->cause->code : "");
	}
	if (model->lesson && model->lesson->held)
		plain_say(run, "A lesson: probes wait until you type reveal.");
	if (guide->issues.node)
		plain_say(run, "Type issues for those of one platform.");
	if (model->lesson && model->profile_count > 1)
		plain_say(run, "Type profile to choose another lesson.");
	if (model->case_count > 0)
		plain_say(run, "Saved cases: %zu; type resume to see them.", model->case_count);
}

static void say_wait(struct plain_run *run, const struct ui_model *model, const struct step_view *view)
{
	struct text out = {0};
	int64_t until;

	say_text(run, model, "", view->text);
	if (walk_wait_until(model->walk, &until)) {
		text_add(&out, "Not before ");
		time_add_person(&out, until, model->utc_offset);
		text_add(&out, ".");
		plain_say(run, "%s", text_str(&out));
	}
	text_clear(&out);
	say_items(run, model, view);
}

/* Where the guide disagrees with itself: both readings, and which is taken. */
static void say_conflicts(struct plain_run *run, const struct node *node)
{
	for (size_t i = 0; i < node->conflict_count; i++) {
		struct text out = {0};

		conflict_words(node->conflict[i], &out);
		plain_say(run, "%s", text_str(&out));
		text_clear(&out);
	}
}

void plain_step(struct plain_run *run, const struct ui_model *model)
{
	struct step_view view = walk_view(model->walk, model->now);

	if (view.state == WALK_START) {
		say_start(run, model);
		return;
	}
	say_head(run, model, &view);
	if (model->role == ROLE_AGENT && view.node && view.node->say)
		say_text(run, model, "Say: ", view.node->say);
	say_text(run, model, "", view.title);
	if (model->role == ROLE_AGENT && view.node)
		say_text(run, model, "Note: ", view.node->agent);
	if (model->role == ROLE_TRAINER && view.node)
		say_text(run, model, "Why now: ", view.node->teach);
	if (view.state == WALK_FIX)
		say_fix(run, model, view.node);
	else if (view.state == WALK_WAIT)
		say_wait(run, model, &view);
	else if (view.state == WALK_ASK)
		say_ask(run, model, &view);
	else
		say_text(run, model, "", view.text);
	if (view.node)
		say_conflicts(run, view.node);
	if (view.state == WALK_FIX || view.state == WALK_END)
		say_items(run, model, &view);
	say_known(run, model);
}

/* ---- prompts ---- */

static void prompt_checklist(struct plain_run *run, const struct ui_model *model,
                             const struct step_view *view)
{
	const struct node *item = view->node->item[run->item];
	struct step_answer answer[10];
	struct text out = {0};
	size_t count = step_checklist_answers(model, item, answer, 9);

	say_text(run, model, "", item->title);
	say_text(run, model, "", item->text);
	for (size_t i = 0; i < count; i++) {
		text_addf(&out, "%zu ", i + 1);
		frame_expand(&out, model, answer[i].label);
		text_add(&out, ". ");
	}
	plain_say(run, "%s0 I can't see it.", text_str(&out));
	text_clear(&out);
}

static void prompt_compare(struct plain_run *run, const struct ui_model *model, const struct step_view *view)
{
	const struct node *node = view->node;
	struct text out = {0};

	if (run->row == 0) {
		say_text(run, model, "", run->column == 0 ? node->order_good : node->order_bad);
		return;
	}
	text_addf(&out, "%s, %s order (", node->row[run->row - 1].label,
	          run->column == 0 ? "the working" : "the failing");
	frame_expand(&out, model, node->row[run->row - 1].where);
	text_add(&out, "):");
	for (size_t i = 0; i < node->row[run->row - 1].value_count; i++)
		text_addf(&out, " %zu %s.", i + 1, node->row[run->row - 1].value[i].text);
	plain_say(run, "%s", text_str(&out));
	text_clear(&out);
}

/* The hint is said once: who hears the screen hears every prompt. */
static const char *prompt_words(struct plain_run *run, const struct step_view *view)
{
	static const char *const words[][2] = {
		{"Answer, or :? for commands: ", "Answer: "},
		{"Enter goes on, ? for commands: ", "Enter goes on: "},
		{"Answer, or ? for commands: ", "Answer: "},
	};
	int kind = run->held.len > 0 || view->typed ? 0 : view->state == WALK_READ ? 1 : 2;
	bool again = (run->hinted & (1u << kind)) != 0;

	run->hinted |= 1u << kind;
	return words[kind][again];
}

void plain_prompt(struct plain_run *run, const struct ui_model *model)
{
	struct step_view view = walk_view(model->walk, model->now);

	if (view.state == WALK_CHECKLIST && run->item < view.node->item_count)
		prompt_checklist(run, model, &view);
	if (view.state == WALK_COMPARE && run->row <= view.node->row_count)
		prompt_compare(run, model, &view);
	if (run->held.len > 0 && view.node && run->also < view.node->also_count)
		plain_say(run, "%s, if you like (empty to leave it out):",
		          model->guide->fact[view.node->also[run->also]].label);
	fprintf(run->out, "%s", prompt_words(run, &view));
	fflush(run->out);
}

/* ---- lists ---- */

void plain_evidence(struct plain_run *run, const struct ui_model *model)
{
	struct evidence_lines lines;

	evidence_collect(&lines, model, EVIDENCE_ALL);
	for (size_t i = 0; i < lines.line.count; i++) {
		const struct evidence_line *line = &lines.line.at[i];

		plain_say(run, "%s: %s%s%s", evidence_look(line->state)->word, line->text, line->right[0] ? ". " : "",
		          line->right);
		if (line->detail[0])
			plain_say(run, "  %s", line->detail);
	}
	if (lines.line.count == 0)
		plain_say(run, "Nothing is known yet.");
	evidence_clear(&lines);
}

static void say_row(struct plain_run *run, const struct keymap_row *row, unsigned context)
{
	int key = (int)strcspn(row->presses, " ");

	if ((row->context & context) && key == 1)
		plain_say(run, "%s or %.1s: %s", row->word, row->presses, row->help);
	else
		plain_say(run, "%s: %s", row->word, row->help);
}

void plain_help(struct plain_run *run, const struct ui_model *model, unsigned context)
{
	size_t count;
	const struct keymap_row *row = keymap_rows(&count);

	plain_say(
		run,
		"Answer with the number, or with the first words of an answer. Or type a command; a : before it always "
		"works, also where a text is asked for:");
	for (size_t i = 0; i < count; i++)
		if (row[i].word && row[i].action != ACTION_CLOSE && row[i].action != ACTION_AGAIN &&
		    (row[i].role == KEYMAP_EVERYBODY || row[i].role == screen_role(model)))
			say_row(run, &row[i], context);
	plain_say(run, "go: Goes to a step by its code, or by its number in a list.");
}
