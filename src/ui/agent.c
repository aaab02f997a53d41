/* What an agent on the phone has more: the case read back, and why a step is skipped. */
#include <string.h>

#include "report/readback.h"
#include "ui/listing.h"

/* ---- read back ---- */

struct readback_state {
	int top;
};

static unsigned readback_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_SHEET;
}

static void add_lines(struct page *page, const struct ui_model *model)
{
	struct text text = {0};
	char *save = NULL;

	readback_write(model->walk, model->now, &text);
	for (char *line = strtok_r(text.data, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		bool below = *line == ' ';
		page_add(page, below ? 2 : 0, below ? STYLE_PLAIN : STYLE_BOLD, line + (below ? 2 : 0));
	}
	text_clear(&text);
}

static void draw_readback(void *at, const struct ui_model *model, struct surface *surface)
{
	struct frame frame = frame_draw(surface, model, "Read back", NULL, CONTEXT_SHEET, 0, 0);
	struct readback_state *state = at;
	struct page page;

	page_init(&page, frame.main.cols, surface->ascii);
	add_lines(&page, model);
	page_show(&page, surface, &frame.main, &state->top);
	surface_cursor(surface, frame.main.row, frame.main.col);
	page_free(&page);
}

static struct intent press_readback(void *at, const struct ui_model *model, const struct press *press)
{
	struct readback_state *state = at;
	enum action action = keymap_action(CONTEXT_SHEET, screen_role(model), press);

	if (page_scroll(&state->top, action))
		return (struct intent){0};
	return screen_common(action);
}

const struct screen screen_readback = {
	.title = "Read back",
	.size = sizeof(struct readback_state),
	.draw = draw_readback,
	.press = press_readback,
	.context = readback_context,
};

/* ---- why a step is skipped ---- */

struct skip_state {
	struct menu menu;
};

static unsigned skip_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_LIST;
}

static void fill_skip(struct listing *list)
{
	static const char *const reasons[] = {
		"The customer cannot get to that page now",
		"The customer has no access to it",
		"The customer looked before the call",
		"It does not apply to this customer",
		"No time for it on this call",
	};

	listing_init(list, "Why skip this step?", "The reason stands in the ticket.", "");
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		listing_add(list, reasons[i], NULL,
		            (struct intent){.kind = INTENT_SKIP, .words = reasons[i], .close = true});
	listing_number(list);
}

static void draw_skip(void *at, const struct ui_model *model, struct surface *surface)
{
	struct skip_state *state = at;
	struct listing list;

	fill_skip(&list);
	listing_draw(&list, &state->menu, model, surface, CONTEXT_LIST);
	listing_clear(&list);
}

static struct intent press_skip(void *at, const struct ui_model *model, const struct press *press)
{
	struct skip_state *state = at;
	struct listing list;
	struct intent intent;

	fill_skip(&list);
	intent = listing_press(&list, &state->menu, model, CONTEXT_LIST, press);
	listing_clear(&list);
	return intent;
}

const struct screen screen_skip = {
	.title = "Why skip this step?",
	.size = sizeof(struct skip_state),
	.draw = draw_skip,
	.press = press_skip,
	.context = skip_context,
};
