/* The codes to say on the phone: of the step, and of the whole case with its answers. */
#include <string.h>

#include "base/spoken.h"
#include "ui/frame.h"
#include "ui/page.h"
#include "ui/screen.h"

enum { LABEL = 10 };

struct code_state {
	int top;
};

static unsigned context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_CODE;
}

static const char *step_code(const struct ui_model *model)
{
	struct step_view view = walk_view(model->walk, model->now);

	return view.node && view.node->code ? view.node->code : "";
}

/* "ORD-2" as "Oscar Romeo Delta dash two". */
static void add_step(struct page *page, const char *code)
{
	struct text said = {0}, out = {0};

	spoken_spell(&said, code);
	for (const char *at = text_str(&said); *at; at++) {
		if (*at == '\n')
			text_add(&out, " dash ");
		else
			text_add_char(&out, *at);
	}
	page_pair(page, LABEL, "Step", STYLE_BOLD, code);
	page_pair(page, LABEL, "", STYLE_DIM, text_str(&out));
	page_gap(page);
	text_clear(&said);
	text_clear(&out);
}

static void add_handoff(struct page *page, const char *code)
{
	struct text said = {0};

	spoken_spell(&said, code);
	page_pair(page, LABEL, "Handoff", STYLE_BOLD, code);
	page_pair(page, LABEL, "", STYLE_DIM, text_str(&said));
	page_gap(page);
	text_clear(&said);
}

static void add_help(struct page *page, const struct ui_model *model)
{
	if (step_code(model)[0])
		page_add(page, 0, STYLE_PLAIN,
		         "Say the step code on the phone: the other side types it after / and sees the same step.");
	if (model->handoff[0])
		page_add(
			page, 0, STYLE_PLAIN,
			"The handoff code opens the same step with the same answers: typed after /, or with "
			"**syncfix start CODE**. A wrong letter is noticed. Times, numbers and words are not in it.");
	else
		page_add(page, 0, STYLE_PLAIN, "Were you told a code? Enter, and type it: its case opens.");
}

static void draw(void *at, const struct ui_model *model, struct surface *surface)
{
	struct frame frame = frame_draw(surface, model, "Code", NULL, CONTEXT_CODE, 0, 0);
	struct code_state *state = at;
	struct page page;

	page_init(&page, frame.main.cols, surface->ascii);
	if (step_code(model)[0])
		add_step(&page, step_code(model));
	if (model->handoff[0])
		add_handoff(&page, model->handoff);
	add_help(&page, model);
	if (model->saved && model->saved[0]) {
		page_gap(&page);
		page_pair(&page, LABEL, "Saved", STYLE_DIM, model->saved);
	}
	page_show(&page, surface, &frame.main, &state->top);
	surface_cursor(surface, frame.main.row, frame.main.col + (step_code(model)[0] ? LABEL : 0));
	page_free(&page);
}

static struct intent press_code(void *at, const struct ui_model *model, const struct press *press)
{
	struct code_state *state = at;
	enum action action = keymap_action(CONTEXT_CODE, screen_role(model), press);

	if (page_scroll(&state->top, action))
		return (struct intent){0};
	if (action == ACTION_COPY)
		return (struct intent){.kind = INTENT_COPY,
		                       .words = model->handoff[0] ? model->handoff : step_code(model)};
	return screen_common(action == ACTION_ENTER ? ACTION_SEARCH : action);
}

const struct screen screen_code = {
	.title = "Code",
	.size = sizeof(struct code_state),
	.draw = draw,
	.press = press_code,
	.context = context,
};
