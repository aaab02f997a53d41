/* The keys of the screen one came from first, then all others. */
#include <stdlib.h>

#include "ui/frame.h"
#include "ui/page.h"
#include "ui/screen.h"

struct help_state {
	unsigned from;
	int top;
};

enum { KEY_COLS = 20 };

static void enter(void *at, const struct ui_model *model, unsigned from)
{
	struct help_state *state = at;

	(void)model;
	state->from = from;
}

static unsigned context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_HELP;
}

static void add_rows(struct page *page, enum keymap_role role, unsigned from, bool here, int indent)
{
	size_t count;
	const struct keymap_row *row = keymap_rows(&count);

	for (size_t i = 0; i < count; i++) {
		bool is_here = (row[i].context & from) != 0;

		if (is_here != here || (row[i].role != KEYMAP_EVERYBODY && row[i].role != role))
			continue;
		if (page->sheet.cols > 2 * indent) {
			page_pair(page, indent, row[i].presses, STYLE_PLAIN, row[i].help);
		} else {
			page_add(page, 0, STYLE_KEY, row[i].presses);
			page_add(page, 2, STYLE_PLAIN, row[i].help);
		}
	}
}

static void add_glyphs(struct page *page)
{
	page_add(page, 0, STYLE_PLAIN,
	         "✓ known or in order   ✗ a problem   ? not known or unclear   … running   – not run");
	page_add(page, 0, STYLE_PLAIN, "A pasted text never acts as keys. Every answer is saved at once.");
}

static void draw(void *at, const struct ui_model *model, struct surface *surface)
{
	struct help_state *state = at;
	struct frame frame = frame_draw(surface, model, "Help", NULL, CONTEXT_HELP, 0, 0);
	struct page page;

	page_init(&page, frame.main.cols - 1, surface->ascii);
	page_add(&page, 0, STYLE_TITLE, "Keys where you were");
	add_rows(&page, screen_role(model), state->from, true, KEY_COLS);
	page_gap(&page);
	add_glyphs(&page);
	page_gap(&page);
	page_add(&page, 0, STYLE_TITLE, "Keys elsewhere");
	add_rows(&page, screen_role(model), state->from, false, KEY_COLS);
	page_show(&page, surface, &frame.main, &state->top);
	surface_cursor(surface, frame.main.row, frame.main.col);
	page_free(&page);
}

static struct intent press_help(void *at, const struct ui_model *model, const struct press *press)
{
	static const int by[ACTIONS] = {
		[ACTION_UP] = -1,        [ACTION_DOWN] = 1,        [ACTION_PAGE_UP] = -10,
		[ACTION_PAGE_DOWN] = 10, [ACTION_FIRST] = -100000, [ACTION_LAST] = 100000,
	};
	struct help_state *state = at;
	enum action action = keymap_action(CONTEXT_HELP, screen_role(model), press);

	state->top += by[action];
	if (action == ACTION_HELP)
		return (struct intent){.kind = INTENT_CLOSE};
	return screen_common(action);
}

const struct screen screen_help = {
	.title = "Help",
	.size = sizeof(struct help_state),
	.enter = enter,
	.draw = draw,
	.press = press_help,
	.context = context,
};
