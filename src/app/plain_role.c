/* What agents and trainers have more, in the line mode. */
#include <string.h>

#include "app/plain_state.h"
#include "case/score.h"
#include "report/readback.h"

static void put(struct plain_run *run, struct text *text)
{
	plain_put(run, text_str(text), text->len);
	text_clear(text);
}

void plain_read_back(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct text text = {0};

	(void)rest;
	readback_write(model->walk, model->now, &text);
	put(run, &text);
}

void plain_score(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct text text = {0};
	struct score score;

	(void)rest;
	score_make(&score, model->walk, model->lesson ? model->lesson->par : -1);
	score_write(&score, &text);
	if (model->quiz_asked > 0)
		text_addf(&text, "Quiz: %d of %d told before they were shown.\n", model->quiz_right,
		          model->quiz_asked);
	score_clear(&score);
	put(run, &text);
}

void plain_map(struct plain_run *run, struct ui_model *model, const char *rest)
{
	(void)rest;
	desk_prepare(run->desk, SCREEN_MAP);
	desk_model(run->desk, model);
	for (size_t i = 0; i < model->map_count; i++) {
		const struct ui_map_line *line = &model->map[i];

		plain_say(run, "%s%s%s%s", line->way ? "    " : "", line->here ? "Here: " : "", line->text,
		          line->taken ? " (taken)" : "");
	}
}

/* "quiz" turns it on and off, "quiz ORD-4" is what the class says. */
void plain_quiz(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct intent intent = {.kind = rest[0] ? INTENT_GUESS : INTENT_QUIZ, .words = rest};

	(void)model;
	plain_do(run, &intent);
}
