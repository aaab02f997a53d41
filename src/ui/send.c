/* A mail or a post as it goes, for a look and a yes. */
#include "ui/frame.h"
#include "ui/page.h"
#include "ui/screen.h"

struct send_state {
	int top;
};

static unsigned context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_SEND;
}

static void draw(void *at, const struct ui_model *model, struct surface *surface)
{
	struct send_state *state = at;
	const struct ui_sending *sending = model->sending;
	struct frame frame =
		frame_draw(surface, model, sending ? sending->who : "Nothing to send", NULL, CONTEXT_SEND, 0, 0);
	struct page page;

	page_init(&page, frame.main.cols, surface->ascii);
	if (sending) {
		if (!frame.boxed)
			page_plain(&page, STYLE_BOLD, sending->who);
		page_plain(&page, STYLE_DIM, sending->head);
		page_gap(&page);
		page_plain(&page, STYLE_PLAIN, sending->body);
	}
	page_show(&page, surface, &frame.main, &state->top);
	surface_cursor(surface, frame.main.row, frame.main.col);
	page_free(&page);
}

static struct intent press_send(void *at, const struct ui_model *model, const struct press *press)
{
	struct send_state *state = at;
	enum action action = keymap_action(CONTEXT_SEND, screen_role(model), press);

	if (page_scroll(&state->top, action))
		return (struct intent){0};
	if (action == ACTION_SEND && model->sending)
		return (struct intent){.kind = INTENT_TICKET_SEND, .close = true};
	return screen_common(action);
}

const struct screen screen_send = {
	.title = "Send",
	.size = sizeof(struct send_state),
	.draw = draw,
	.press = press_send,
	.context = context,
};
