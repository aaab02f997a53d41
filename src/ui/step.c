/* The step screen: question, note, running probe, checklist, comparison, wait, fix, end. */
#include "ui/step.h"

#include <string.h>

#include "guide/template.h"
#include "ui/evidence.h"

static void clear_fields(struct step_state *state)
{
	for (size_t i = 0; i < STEP_FIELDS; i++)
		entry_clear(&state->field[i]);
	text_clear(&state->good);
}

static void leave(void *at)
{
	clear_fields(at);
}

static size_t fields_wanted(const struct step_view *view)
{
	size_t count;

	if (step_is_picker(view))
		return 1;
	if (view->state != WALK_ASK || !view->typed)
		return 0;
	count = 1 + (view->node && view->node->kind == NODE_ASK ? view->node->also_count : 0);
	return count < STEP_FIELDS ? count : STEP_FIELDS;
}

/* The focus starts on what was answered here before, else on the first answer. */
static void focus_picked(struct step_state *state, const struct step_view *view)
{
	for (size_t i = 0; i < view->choice_count; i++)
		if (view->choice[i].picked)
			state->menu.focus = i;
}

void step_follow(struct step_state *state, const struct ui_model *model, const struct step_view *view)
{
	const struct walk_stop *stop;
	size_t stops = walk_path(model->walk, &stop);

	if (state->node == view->node && state->walk_state == view->state && state->stops == stops)
		return;
	clear_fields(state);
	memset(state, 0, sizeof *state);
	state->node = view->node;
	state->walk_state = view->state;
	state->stops = stops;
	state->field_count = fields_wanted(view);
	if (!step_is_picker(view))
		focus_picked(state, view);
}

bool step_in_field(const struct step_state *state)
{
	return !state->commands && (state->editing || state->field_at < state->field_count);
}

const char *step_filter(const struct step_state *state, const struct step_view *view)
{
	return step_is_picker(view) ? entry_text(&state->field[0]) : "";
}

static unsigned context(const void *at, const struct ui_model *model)
{
	const struct step_state *state = at;
	struct step_view view = walk_view(model->walk, model->now);

	if (model->film_count > 0)
		return CONTEXT_FILM;
	return step_in_field(state) && state->node == view.node ? CONTEXT_FIELD : step_context(&view);
}

static const char *field_label(const struct ui_model *model, const struct step_view *view, size_t index)
{
	if (index == 0)
		return step_is_picker(view) ? "Type a part of it" : view->fact ? view->fact->label : "";
	return model->guide->fact[view->node->also[index - 1]].label;
}

static void draw_field(struct step_state *state, const struct ui_model *model, const struct step_view *view,
                       struct surface *surface, int row, const struct rect *rect, size_t index)
{
	bool here = !state->commands && state->field_at == index;
	int col = rect->col + 2;

	if (state->field_at == index && !step_is_picker(view))
		surface_put(surface, row, rect->col, 1, STYLE_MARK, "▸");
	col +=
		surface_put_cut(surface, row, col, rect->cols / 2 - 2, STYLE_PLAIN, field_label(model, view, index)) +
		1;
	entry_draw(&state->field[index], surface, row, col, rect->col + rect->cols - col, here);
	if (!here && state->field_at == index)
		surface_cursor(surface, row, rect->col);
}

static int draw_fields(struct step_state *state, const struct ui_model *model, const struct step_view *view,
                       struct surface *surface, const struct rect *rect)
{
	int count = (int)state->field_count;

	if (state->editing) {
		entry_draw(&state->field[0], surface, rect->row, rect->col, rect->cols, true);
		return 1;
	}
	for (int i = 0; i < count; i++)
		draw_field(state, model, view, surface, rect->row + i, rect, (size_t)i);
	return count;
}

/* Rows for the answers: they stay in sight, the text scrolls above them. */
static int answer_rows(int wanted, int body, int rows)
{
	int least = rows > 4 ? 2 : 1; /* of the text */

	if (body + wanted <= rows)
		return wanted;
	if (wanted > rows - least)
		return rows - least;
	return wanted;
}

static void draw_answers(struct step_state *state, const struct ui_model *model, const struct step_view *view,
                         struct step_items *items, struct surface *surface, const struct rect *rect)
{
	struct rect list = *rect;
	int fields = draw_fields(state, model, view, surface, rect);
	bool focused = !step_in_field(state) && state->field_at >= state->field_count;
	enum menu_look look = focused ? MENU_FOCUSED : step_is_picker(view) ? MENU_MARKED : MENU_IDLE;

	list.row += fields;
	list.rows -= fields;
	menu_draw(&state->menu, items->item.at, items->item.count, surface, &list, look);
}

static void make_body(struct page *page, const struct ui_model *model, const struct step_view *view,
                      const struct step_state *state, const struct rect *rect, int room)
{
	step_body(page, model, view, rect, room);
	if (view->state == WALK_CHECKLIST)
		step_body_checklist(page, model, view, state);
	if (view->state == WALK_COMPARE)
		step_compare_body(page, model, view, state);
}

static void draw_main(struct step_state *state, const struct ui_model *model, const struct step_view *view,
                      struct step_items *items, struct surface *surface, const struct rect *rect)
{
	struct rect body = *rect, answers = *rect;
	int wanted, gap;
	struct page page;

	page_init(&page, rect->cols, surface->ascii);
	wanted = menu_height(items->item.at, items->item.count, rect->cols, surface->ascii) +
	         (int)state->field_count + (state->editing ? 1 : 0);
	make_body(&page, model, view, state, rect, rect->rows - wanted - 1);
	answers.rows = answer_rows(wanted, page.used, rect->rows);
	body.rows = rect->rows - answers.rows;
	gap = page.used < body.rows ? 1 : 0;
	if (page.used + gap < body.rows)
		body.rows = page.used + gap;
	answers.row = rect->row + body.rows;
	body.rows -= gap;
	if (!state->scrolled && (view->state == WALK_CHECKLIST || view->state == WALK_COMPARE))
		state->top = page.used; /* what is asked stands at the end */
	page_show(&page, surface, &body, &state->top);
	draw_answers(state, model, view, items, surface, &answers);
	page_free(&page);
}

/* How an answer of this type may be written. */
static const char *field_hint(const struct step_view *view)
{
	static const char *const hints[FACT_TYPES] = {
		[FACT_TIME] = "Like 11:30, yesterday 14:00, 14 Nov 2:05 pm, 2 hours ago",
		[FACT_DURATION] = "Like 15 min, 2 hours, half an hour",
		[FACT_NUMBER] = "A number",
		[FACT_LIST] = "Several: with commas between them",
		[FACT_URL] = "An address, as it stands in the browser",
	};

	return view->fact ? hints[view->fact->type] : NULL;
}

static void newest_evidence(struct text *out, const struct ui_model *model)
{
	struct evidence_lines lines;
	size_t count;

	evidence_collect(&lines, model, EVIDENCE_BRIEF);
	count = lines.line.count;
	while (count > 0 && lines.line.at[count - 1].state == EVIDENCE_MISSING)
		count--;
	if (count > 0) {
		const struct evidence_line *last = &lines.line.at[count - 1];

		text_addf(out, "%s ", evidence_look(last->state)->glyph);
		template_plain(out, last->text);
		text_addf(out, "  %s", last->right);
	}
	evidence_clear(&lines);
}

/* One line of news: a hint, an offer, a contradiction, or (without a panel) the newest evidence. */
static enum style news_of(struct text *out, const struct step_state *state, const struct ui_model *model,
                          const struct step_view *view, const struct frame *frame)
{
	const struct contradiction *contradiction[1];

	if (step_in_field(state) && field_hint(view)) {
		text_add(out, field_hint(view));
		return STYLE_DIM;
	}
	if (view->offer) {
		text_add(out, "A probe has found the answer: a goes on with it.");
	} else if (walk_contradictions(model->walk, contradiction, 1) > 0) {
		text_add(out, "≠ ");
		frame_expand(out, model, contradiction[0]->title);
		text_add(out, "  (x)");
	} else if (frame->panel.cols == 0) {
		newest_evidence(out, model);
		return STYLE_DIM;
	}
	return STYLE_NOTICE;
}

static void draw_news(const struct step_state *state, const struct ui_model *model,
                      const struct step_view *view, struct surface *surface, const struct frame *frame)
{
	struct text out = {0};
	enum style style;

	if (model->notice[0])
		return;
	style = news_of(&out, state, model, view, frame);
	surface_put_cut(surface, frame->news, 1, surface->cols - 2, style, text_str(&out));
	text_clear(&out);
}

static void box_title(struct text *out, const struct ui_model *model, const struct step_view *view)
{
	static const char *const kinds[] = {
		[WALK_PROBE] = "looking", [WALK_FIX] = "fix",    [WALK_VERIFY] = "checking the fix",
		[WALK_WAIT] = "wait",     [WALK_END] = "result", [WALK_COMPARE] = "compare",
	};
	const char *kind = (size_t)view->state < sizeof kinds / sizeof kinds[0] ? kinds[view->state] : NULL;

	text_add(out, view->node && view->node->code ? view->node->code : "");
	if (kind)
		text_addf(out, " · %s", kind);
	if (model->film_count > 0)
		text_addf(out, " · as it stood, step %zu of %zu", model->film_at + 1, model->film_count);
	else if (model->lesson && model->role == ROLE_TRAINER)
		text_addf(out, " · lesson, %s", model->fault_shown ? model->lesson->fault : "fault hidden");
}

static int digits_of(const struct step_state *state, const struct ui_model *model,
                     const struct step_view *view, const struct step_items *items)
{
	if (view->state == WALK_CHECKLIST)
		return step_checklist_digits(model, view, state->menu.focus);
	return items->digits;
}

/* Keys that do nothing just now. */
static uint64_t meaningless(const struct ui_model *model, const struct step_view *view)
{
	const struct contradiction *contradiction[1];
	uint64_t without = 0;

	if (!view->offer)
		without |= FOOTER_BIT(ACTION_ACCEPT);
	if (walk_contradictions(model->walk, contradiction, 1) == 0)
		without |= FOOTER_BIT(ACTION_CONFLICT);
	if (!model->lesson || !model->lesson->held)
		without |= FOOTER_BIT(ACTION_REVEAL);
	return without;
}

static void draw(void *at, const struct ui_model *model, struct surface *surface)
{
	struct step_state *state = at;
	struct step_view view = walk_view(model->walk, model->now);
	bool wide = view.state == WALK_FIX || view.state == WALK_END || view.state == WALK_WAIT;
	struct text title = {0}, panel = {0};
	struct step_items items;
	struct frame frame;

	step_follow(state, model, &view);
	step_items_make(&items, model, &view, step_filter(state, &view));
	box_title(&title, model, &view);
	step_panel_title(&panel, model);
	frame =
		frame_draw(surface, model, text_str(&title), wide && surface->cols < 110 ? NULL : text_str(&panel),
	               context(state, model), digits_of(state, model, &view, &items), meaningless(model, &view));
	step_panel(model, &view, surface, &frame.panel);
	draw_main(state, model, &view, &items, surface, &frame.main);
	draw_news(state, model, &view, surface, &frame);
	step_items_clear(&items);
	text_clear(&title);
	text_clear(&panel);
}

const struct screen screen_step = {
	.title = "The step",
	.size = sizeof(struct step_state),
	.leave = leave,
	.draw = draw,
	.press = step_press,
	.context = context,
};
