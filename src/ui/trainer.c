/* What a class has more: the score, the map of the tree walked, and what comes next before it is shown. */
#include <stdlib.h>
#include <string.h>

#include "case/score.h"
#include "ui/listing.h"

struct sheet_state {
	int top;
};

static unsigned sheet_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_SHEET;
}

static void show_sheet(struct sheet_state *state, const struct ui_model *model, struct surface *surface,
                       const char *title, void (*fill)(struct page *page, const struct ui_model *model))
{
	struct frame frame = frame_draw(surface, model, title, NULL, CONTEXT_SHEET, 0, 0);
	struct page page;

	page_init(&page, frame.main.cols, surface->ascii);
	fill(&page, model);
	page_show(&page, surface, &frame.main, &state->top);
	surface_cursor(surface, frame.main.row, frame.main.col);
	page_free(&page);
}

static struct intent press_sheet(void *at, const struct ui_model *model, const struct press *press)
{
	struct sheet_state *state = at;
	enum action action = keymap_action(CONTEXT_SHEET, screen_role(model), press);

	return page_scroll(&state->top, action) ? (struct intent){0} : screen_common(action);
}

/* ---- the score ---- */

static void fill_score(struct page *page, const struct ui_model *model)
{
	struct text text = {0};
	struct score score;
	char *save = NULL;

	score_make(&score, model->walk, model->lesson ? model->lesson->par : -1);
	score_write(&score, &text);
	if (model->quiz_asked > 0)
		text_addf(&text, "Quiz: %d of %d told before they were shown.\n", model->quiz_right,
		          model->quiz_asked);
	for (char *line = strtok_r(text.data, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		page_add(page, *line == ' ' ? 2 : 0, STYLE_PLAIN, line + strspn(line, " "));
	score_clear(&score);
	text_clear(&text);
}

static void draw_score(void *at, const struct ui_model *model, struct surface *surface)
{
	show_sheet(at, model, surface, "Score", fill_score);
}

const struct screen screen_score = {
	.title = "Score",
	.size = sizeof(struct sheet_state),
	.draw = draw_score,
	.press = press_sheet,
	.context = sheet_context,
};

/* ---- the map ---- */

static void fill_map(struct page *page, const struct ui_model *model)
{
	for (size_t i = 0; i < model->map_count; i++) {
		const struct ui_map_line *line = &model->map[i];
		int row = page_add(page, line->way ? 4 : 2, line->taken || !line->way ? STYLE_PLAIN : STYLE_DIM,
		                   line->text);

		if (line->here || line->taken)
			surface_put(&page->sheet, row, line->way ? 2 : 0, 1, line->here ? STYLE_MARK : STYLE_OK,
			            line->here ? "▸" : "✓");
	}
	if (model->map_count == 0)
		page_add(page, 0, STYLE_PLAIN, "No step yet.");
}

static void draw_map(void *at, const struct ui_model *model, struct surface *surface)
{
	show_sheet(at, model, surface, "Map: the way so far, and where each answer leads", fill_map);
}

const struct screen screen_map = {
	.title = "Map",
	.size = sizeof(struct sheet_state),
	.draw = draw_map,
	.press = press_sheet,
	.context = sheet_context,
};

/* ---- quiz ---- */

enum { GUESSES = 9 };

struct guess_state {
	struct menu menu;
};

static unsigned guess_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_LIST;
}

static void add_guess(const struct node *guess[], size_t *count, const struct node *node)
{
	for (size_t i = 0; i < *count; i++)
		if (guess[i] == node)
			return;
	if (node && node->code && node->title && *count < GUESSES)
		guess[(*count)++] = node;
}

static int by_code(const void *a, const void *b)
{
	return strcmp((*(const struct node *const *)a)->code, (*(const struct node *const *)b)->code);
}

/* Where the answers lead, and a few neighbours of the step that they do not lead to. */
static size_t make_guesses(const struct ui_model *model, const struct node *guess[])
{
	const struct node *here = walk_view(model->walk, model->now).node;
	size_t count = 0;

	for (size_t i = 0; i < model->lead_count; i++)
		add_guess(guess, &count, guide_node_by_code(model->guide, model->leads[i]));
	for (size_t i = 1, wanted = count + 2; here && count < wanted && i < 9; i++) {
		size_t near = (size_t)here->index + i;
		if (near < model->guide->node_count && model->guide->node[near].kind != NODE_CALL)
			add_guess(guess, &count, &model->guide->node[near]);
	}
	qsort(guess, count, sizeof guess[0], by_code);
	return count;
}

static void fill_guess(struct listing *list, const struct ui_model *model)
{
	const struct node *guess[GUESSES];
	size_t count = model->quiz ? make_guesses(model, guess) : 0;

	listing_init(list, "Quiz", "What comes next? The class says it before the answer is given.",
	             "Nothing can be guessed here: go on.");
	for (size_t i = 0; i < count && model->lead_count > 0; i++)
		listing_add(list, guess[i]->title, guess[i]->code,
		            (struct intent){.kind = INTENT_GUESS, .words = guess[i]->code, .close = true});
	listing_number(list);
	listing_add(list, "No more quiz", NULL, (struct intent){.kind = INTENT_QUIZ, .close = true});
}

static void draw_guess(void *at, const struct ui_model *model, struct surface *surface)
{
	struct guess_state *state = at;
	struct listing list;

	fill_guess(&list, model);
	listing_draw(&list, &state->menu, model, surface, CONTEXT_LIST);
	listing_clear(&list);
}

static struct intent press_guess(void *at, const struct ui_model *model, const struct press *press)
{
	struct guess_state *state = at;
	struct listing list;
	struct intent intent;

	fill_guess(&list, model);
	intent = listing_press(&list, &state->menu, model, CONTEXT_LIST, press);
	listing_clear(&list);
	return intent;
}

const struct screen screen_guess = {
	.title = "Quiz",
	.size = sizeof(struct guess_state),
	.draw = draw_guess,
	.press = press_guess,
	.context = guess_context,
};
