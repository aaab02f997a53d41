/* Answers of the line mode: what a line means to the step in front. */
#include <stdlib.h>
#include <string.h>

#include "app/plain_state.h"
#include "ui/frame.h"
#include "ui/step.h"

int plain_number(const char *line)
{
	char *end;
	long number = strtol(line, &end, 10);

	return line[0] >= '0' && line[0] <= '9' && *end == '\0' && number < 1000 ? (int)number : -1;
}

static void do_numbered(struct plain_run *run, const struct ui_model *model, const struct step_view *view,
                        const char *line)
{
	struct step_items items;
	struct intent intent = {0};

	step_items_make(&items, model, view, "");
	for (size_t i = 0; i < items.item.count; i++)
		if (items.item.at[i].key[0] && strcmp(items.item.at[i].key, line) == 0)
			intent = items.intent.at[i];
	step_items_clear(&items);
	if (intent.kind == INTENT_OPEN)
		plain_command(run, (struct ui_model *)model, ":ticket");
	else if (intent.kind == INTENT_QUIT)
		run->over = true;
	else if (intent.kind != INTENT_NONE)
		plain_do(run, &intent);
	else
		plain_say(run, "\"%s\" is none of the answers; ? lists what can be typed.", line);
}

/* ---- questions ---- */

/* Number of a choice that the line means: "2", or ":2" where a number may be the answer; -1 for none. */
static int choice_number(const struct step_view *view, const char *line)
{
	if (line[0] == ':')
		return plain_number(line + 1);
	return step_number_is_value(view) ? -1 : plain_number(line);
}

static size_t also_count(const struct step_view *view)
{
	return view->typed && view->node && view->node->kind == NODE_ASK ? view->node->also_count : 0;
}

/* The own answer leads on, so it goes last; a refused one is asked again. */
static void send_held(struct plain_run *run)
{
	char *words = text_take(&run->held);
	struct intent intent = {.kind = INTENT_TYPE, .words = words};

	run->also = 0;
	plain_do(run, &intent);
	free(words);
}

static void answer_also(struct plain_run *run, const struct ui_model *model, const struct step_view *view,
                        const char *line)
{
	struct intent intent = {.kind = INTENT_TYPE, .words = line};

	if (line[0]) {
		intent.fact = &model->guide->fact[view->node->also[run->also]];
		if (!plain_do(run, &intent))
			return;
	}
	if (++run->also >= also_count(view))
		send_held(run);
}

static void answer_ask(struct plain_run *run, const struct ui_model *model, const struct step_view *view,
                       const char *line)
{
	int number = choice_number(view, line);
	struct intent intent = {.kind = INTENT_TYPE, .words = line};

	if (run->held.len > 0) {
		answer_also(run, model, view, line);
		return;
	}
	if (number > 0)
		intent = (struct intent){.kind = INTENT_CHOOSE, .number = number};
	else if (number == 0)
		intent = (struct intent){.kind = INTENT_UNKNOWN};
	if (intent.kind == INTENT_TYPE && also_count(view) > 0) {
		text_add(&run->held, line);
		run->also = 0;
		return;
	}
	plain_do(run, &intent);
}

/* ---- checklists and comparisons ---- */

static void answer_checklist(struct plain_run *run, const struct ui_model *model,
                             const struct step_view *view, const char *line)
{
	const struct node *item = view->node->item[run->item];
	struct step_answer answer[10];
	size_t count = step_checklist_answers(model, item, answer, 9);
	int number = plain_number(line);
	struct intent intent = {.kind = INTENT_TICK, .number = (int)run->item};

	if (number < 0)
		number = text_same_fold(line, "yes") ? 1 : text_same_fold(line, "no") ? 2 : -1;
	if (number < 0 || (size_t)number > count) {
		plain_say(run, "Answer with one of the numbers.");
		return;
	}
	intent.words = number == 0 ? NULL : answer[number - 1].value;
	if (!plain_do(run, &intent))
		return;
	if (++run->item < view->node->item_count)
		return;
	plain_do(run, &(struct intent){.kind = INTENT_GO_ON});
}

static const char *row_value(const struct step_view *view, size_t row, const char *line)
{
	const struct compare_row *from = row > 0 ? &view->node->row[row - 1] : NULL;
	int number = plain_number(line);

	if (!line[0] || strcmp(line, "0") == 0)
		return NULL;
	if (from && number >= 1 && (size_t)number <= from->value_count)
		return from->value[number - 1].name;
	return line;
}

static void answer_compare(struct plain_run *run, const struct step_view *view, const char *line)
{
	struct intent intent = {.kind = INTENT_COMPARE};
	const char *good;

	if (run->column == 0) {
		text_clear(&run->good);
		text_add(&run->good, line);
		run->column = 1;
		return;
	}
	good = text_str(&run->good);
	intent.number = run->row == 0 ? (int)view->node->row_count : (int)run->row - 1;
	intent.words = row_value(view, run->row, good);
	intent.other = row_value(view, run->row, line);
	run->column = 0;
	if (plain_do(run, &intent) && ++run->row > view->node->row_count)
		plain_do(run, &(struct intent){.kind = INTENT_GO_ON});
}

/* ---- the start ---- */

static void answer_start(struct plain_run *run, const struct ui_model *model, const char *line)
{
	struct intent intent = {.kind = INTENT_SYMPTOM, .number = plain_number(line) - 1};
	const struct symptom *symptom = guide_symptom(model->guide, line);

	if (symptom)
		intent.number = (int)(symptom - model->guide->symptom);
	if (intent.number >= 0)
		plain_do(run, &intent);
	else
		plain_find(run, (struct ui_model *)model, line); /* words or a message, at any time */
}

void plain_answer(struct plain_run *run, const struct ui_model *model, const char *line)
{
	struct step_view view = walk_view(model->walk, model->now);

	switch (view.state) {
	case WALK_START:
		answer_start(run, model, line);
		break;
	case WALK_ASK:
		if (line[0] || run->held.len > 0)
			answer_ask(run, model, &view, line);
		break;
	case WALK_READ:
		plain_do(run, &(struct intent){.kind = INTENT_GO_ON});
		break;
	case WALK_CHECKLIST:
		answer_checklist(run, model, &view, line);
		break;
	case WALK_COMPARE:
		answer_compare(run, &view, line);
		break;
	default:
		do_numbered(run, model, &view, line);
	}
}
