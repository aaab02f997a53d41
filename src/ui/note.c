/* A note in the person's own words. */
#include "ui/entry.h"
#include "ui/frame.h"
#include "ui/page.h"
#include "ui/screen.h"

struct note_state {
	struct entry field;
};

static unsigned context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_NOTE;
}

static void leave(void *at)
{
	struct note_state *state = at;

	entry_clear(&state->field);
}

static void draw(void *at, const struct ui_model *model, struct surface *surface)
{
	struct note_state *state = at;
	struct frame frame = frame_draw(surface, model, "Note", NULL, CONTEXT_NOTE, 0, 0);
	struct rect rect = frame.main;
	int used = 0;

	surface_put_cut(surface, rect.row, rect.col, rect.cols, STYLE_TITLE,
	                model->role == ROLE_AGENT ? "What did they say, in their words?"
	                                          : "Write it in your own words");
	used = rect.rows > 6 ? 2 : 1;
	rect.row += used;
	rect.rows -= used;
	entry_draw_lines(&state->field, surface, &rect);
	if (!model->notice[0])
		surface_put_cut(surface, frame.news, 1, surface->cols - 2, STYLE_DIM,
		                "It goes into the ticket. No passwords or keys: they are refused.");
}

static struct intent press_note(void *at, const struct ui_model *model, const struct press *press)
{
	struct note_state *state = at;
	enum action action = keymap_action(CONTEXT_NOTE, screen_role(model), press);

	if (action == ACTION_ENTER && entry_empty(&state->field))
		return (struct intent){.kind = INTENT_CLOSE};
	if (action == ACTION_ENTER)
		return (struct intent){.kind = INTENT_NOTE, .words = entry_text(&state->field), .close = true};
	if (action == ACTION_NONE && entry_press(&state->field, press))
		return (struct intent){0};
	return screen_common(action);
}

const struct screen screen_note = {
	.title = "Note",
	.size = sizeof(struct note_state),
	.leave = leave,
	.draw = draw,
	.press = press_note,
	.context = context,
};
