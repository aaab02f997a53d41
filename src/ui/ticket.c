/* The ticket as it stands: fields to fill, what was tried, the evidence, what was left out. */
#include "report/ticket.h"

#include <stdlib.h>

#include "base/memory.h"
#include "report/names.h"
#include "ui/evidence.h"
#include "ui/frame.h"
#include "ui/page.h"
#include "ui/screen.h"

enum { LABEL_COLS = 22, NARROW_LABEL_COLS = 12 };

struct ticket_state {
	size_t focus;
	int top;
	bool left_out;
};

static unsigned context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_TICKET;
}

static int label_cols(const struct page *page)
{
	return page->sheet.cols < 60 ? NARROW_LABEL_COLS : LABEL_COLS;
}

static void add_pair(struct page *page, const char *label, enum style style, const char *text)
{
	struct text padded = {0};

	text_addf(&padded, "  %s", label);
	page_pair(page, label_cols(page), text_str(&padded), style, text);
	text_clear(&padded);
}

static void add_head(struct page *page, const struct ticket *ticket)
{
	struct text urgency = {0};

	add_pair(page, "Title", STYLE_BOLD, ticket->title);
	text_addf(&urgency, "%s: %s", ticket->urgency, ticket->urgency_why ? ticket->urgency_why : "");
	add_pair(page, "Urgency", STYLE_PLAIN, text_str(&urgency));
	text_clear(&urgency);
	if (ticket->cause)
		add_pair(page, "Cause", STYLE_PLAIN, ticket->cause);
}

/* Gives the row of the field with the focus. */
static int add_fields(struct page *page, const struct ui_model *model, size_t focus)
{
	const struct ticket *ticket = model->ticket;
	int at = 0;

	for (size_t i = 0; i < ticket->field.count; i++) {
		const struct ticket_field *field = &ticket->field.at[i];
		struct text missing = {0};
		int first = page->used;

		text_addf(&missing, "? (blank: %s)", field->missing ? field->missing : "");
		if (field->value)
			add_pair(page, field->label, STYLE_PLAIN, field->value);
		else
			add_pair(page, field->label, field->needed ? STYLE_UNSURE : STYLE_DIM, text_str(&missing));
		if (field->value)
			page_right(page, STYLE_DIM, names_source(field->source, model->role));
		if (i == focus) {
			surface_put(&page->sheet, first, 0, 1, STYLE_MARK, "▸");
			at = first;
		}
		text_clear(&missing);
	}
	return at;
}

static void add_limit(struct page *page, const char *does_not_prove)
{
	struct text line = {0};

	text_addf(&line, "Does not prove: %s", does_not_prove);
	add_pair(page, "", STYLE_DIM, text_str(&line));
	text_clear(&line);
}

static void add_rest(struct page *page, const struct ticket *ticket)
{
	for (size_t i = 0; i < ticket->step.count; i++) {
		struct text line = {0};

		text_addf(&line, "%zu %s", i + 1, ticket->step.at[i].text);
		add_pair(page, i == 0 ? "Tried" : "", STYLE_PLAIN, text_str(&line));
		page_right(page, STYLE_DIM, ticket->step.at[i].who);
		text_clear(&line);
	}
	for (size_t i = 0; i < ticket->proof.count; i++) {
		add_pair(page, i == 0 ? "Evidence" : "", STYLE_PLAIN, ticket->proof.at[i].text);
		if (ticket->proof.at[i].does_not_prove[0])
			add_limit(page, ticket->proof.at[i].does_not_prove);
	}
	for (size_t i = 0; i < ticket->note.count; i++)
		add_pair(page, i == 0 ? "Said" : "", STYLE_PLAIN, ticket->note.at[i]);
	if (ticket->request)
		add_pair(page, "Request", STYLE_PLAIN, ticket->request);
}

static void add_left_out(struct page *page, const struct ticket *ticket)
{
	page_add(page, 0, STYLE_TITLE, "Known, and not in the ticket");
	for (size_t i = 0; i < ticket->left_out.count; i++) {
		page_add(page, 0, STYLE_PLAIN, ticket->left_out.at[i].what);
		page_add(page, 2, STYLE_DIM, ticket->left_out.at[i].why);
	}
	if (ticket->left_out.count == 0)
		page_add(page, 0, STYLE_PLAIN, "Nothing was left out.");
}

static void box_title(struct text *out, const struct ticket *ticket)
{
	static const struct {
		const char *to, *words;
	} letters[] = {{"host", "Letter to the host"}, {"platform", "Letter to the platform"}};
	const char *words = "Ticket";

	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (ticket->to && text_same_fold(ticket->to, letters[i].to))
			words = letters[i].words;
	text_add(out, words);
	if (ticket->missing_count > 0)
		text_addf(out, " · complete but for %zu field%s", ticket->missing_count,
		          ticket->missing_count == 1 ? "" : "s");
	else
		text_add(out, " · complete");
}

static void scroll_to(int *top, int row, int rows)
{
	if (*top > row)
		*top = row;
	if (row >= *top + rows)
		*top = row - rows + 1;
}

static void draw_ticket(struct ticket_state *state, const struct ui_model *model, struct surface *surface)
{
	struct text title = {0};
	struct frame frame;
	struct page page;
	int row = 0;

	box_title(&title, model->ticket);
	if (model->edited && model->edited[0])
		text_add(&title, " · your version");
	frame = frame_draw(surface, model, text_str(&title), NULL, CONTEXT_TICKET, 0, 0);
	page_init(&page, frame.main.cols, surface->ascii);
	if (state->left_out) {
		add_left_out(&page, model->ticket);
	} else if (model->edited && model->edited[0]) {
		page_plain(&page, STYLE_PLAIN, model->edited);
	} else {
		add_head(&page, model->ticket);
		row = add_fields(&page, model, state->focus);
		add_rest(&page, model->ticket);
		scroll_to(&state->top, row, frame.main.rows);
	}
	page_show(&page, surface, &frame.main, &state->top);
	surface_cursor(surface, frame.main.row + row - state->top, frame.main.col);
	page_free(&page);
	text_clear(&title);
}

static void draw(void *at, const struct ui_model *model, struct surface *surface)
{
	struct frame frame;

	if (model->ticket) {
		draw_ticket(at, model, surface);
		return;
	}
	frame = frame_draw(surface, model, "Ticket", NULL, CONTEXT_TICKET, 0, 0);
	surface_put_cut(surface, frame.main.row, frame.main.col, frame.main.cols, STYLE_PLAIN,
	                "There is nothing to report yet: choose what is going wrong first.");
	surface_cursor(surface, frame.main.row, frame.main.col);
}

static bool move(struct ticket_state *state, const struct ticket *ticket, enum action action)
{
	size_t last = ticket->field.count > 0 ? ticket->field.count - 1 : 0;

	switch (action) {
	case ACTION_UP:
		state->focus -= state->focus > 0;
		state->top -= state->focus == 0 || state->left_out;
		return true;
	case ACTION_DOWN:
		state->top += state->focus == last || state->left_out;
		state->focus += state->focus < last;
		return true;
	case ACTION_PAGE_UP:
		state->top -= 10;
		state->focus = state->focus > 10 ? state->focus - 10 : 0;
		return true;
	case ACTION_PAGE_DOWN:
		state->top += 10;
		state->focus = state->focus + 10 < last ? state->focus + 10 : last;
		return true;
	case ACTION_FIRST:
		state->focus = 0;
		return true;
	case ACTION_LAST:
		state->focus = last;
		return true;
	default:
		return false;
	}
}

/* Asks what is blank, or asks again what is there. */
static struct intent fill(const struct ticket_state *state, const struct ui_model *model)
{
	const struct ticket_field *field;

	if (state->focus >= model->ticket->field.count)
		return (struct intent){0};
	field = &model->ticket->field.at[state->focus];
	if (field->fact < 0)
		return (struct intent){.kind = INTENT_OPEN, .number = SCREEN_NOTE};
	return (struct intent){.kind = INTENT_RECHECK, .fact = &model->guide->fact[field->fact], .close = true};
}

static struct intent press_ticket(void *at, const struct ui_model *model, const struct press *press)
{
	struct ticket_state *state = at;
	enum action action = keymap_action(CONTEXT_TICKET, screen_role(model), press);

	if (!model->ticket || move(state, model->ticket, action))
		return model->ticket ? (struct intent){0} : screen_common(action);
	switch (action) {
	case ACTION_LEFT_OUT:
		state->left_out = !state->left_out;
		state->top = 0;
		return (struct intent){0};
	case ACTION_COPY:
		return (struct intent){.kind = INTENT_TICKET_COPY};
	case ACTION_SAVE:
		return (struct intent){.kind = INTENT_TICKET_SAVE};
	case ACTION_MAIL:
		return (struct intent){.kind = INTENT_TICKET_MAIL};
	case ACTION_POST:
		return (struct intent){.kind = INTENT_TICKET_POST};
	case ACTION_LINK:
		return (struct intent){.kind = INTENT_TICKET_LINK};
	case ACTION_EDIT:
		return (struct intent){.kind = INTENT_TICKET_EDIT};
	case ACTION_ENTER:
		return fill(state, model);
	default:
		return screen_common(action);
	}
}

const struct screen screen_ticket = {
	.title = "Ticket",
	.size = sizeof(struct ticket_state),
	.draw = draw,
	.press = press_ticket,
	.context = context,
};
