/* The start screen: what is going wrong, and what was looked at already. */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "ui/evidence.h"
#include "ui/listing.h"

struct start_state {
	struct menu menu;
};

static unsigned context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return model->film_count > 0 ? CONTEXT_FILM : CONTEXT_START;
}

static void add_symptoms(struct listing *list, const struct ui_model *model)
{
	for (size_t i = 0; i < model->guide->symptom_count; i++)
		listing_add(list, model->guide->symptom[i].title, NULL,
		            (struct intent){.kind = INTENT_SYMPTOM, .number = (int)i});
	listing_number(list);
}

static void add_more(struct listing *list, const char *label, const char *key, struct intent intent)
{
	struct menu_item *item = listing_add(list, label, NULL, intent);

	item->key = arena_strdup(&list->arena, key);
}

static struct intent open_screen(enum screen_id id)
{
	return (struct intent){.kind = INTENT_OPEN, .number = (int)id};
}

static size_t open_cases(const struct ui_model *model)
{
	size_t count = 0;

	for (size_t i = 0; i < model->case_count; i++)
		count += !model->cases[i].closed;
	return count;
}

static void add_resume(struct listing *list, const struct ui_model *model)
{
	size_t count = open_cases(model);
	char label[48];

	if (model->case_count == 0)
		return;
	if (count > 0)
		snprintf(label, sizeof label, "Resume: %zu open case%s", count, count == 1 ? "" : "s");
	else
		snprintf(label, sizeof label, "Saved cases");
	add_more(list, label, "r", open_screen(SCREEN_CASES));
}

/* A cause that the probes have proven already is one line of the list. */
static void add_likely(struct listing *list, const struct ui_model *model)
{
	struct text label = {0};

	if (!model->likely || !model->likely->cause)
		return;
	text_add(&label, "Go to what is most likely: ");
	frame_expand(&label, model, model->likely->cause->title);
	add_more(list, text_str(&label), "m", (struct intent){.kind = INTENT_JUMP, .node = model->likely->cause});
	list->item.at[list->item.count - 1].gap = true;
	text_clear(&label);
}

static void fill(struct listing *list, const struct ui_model *model)
{
	size_t first;

	listing_init(list, "syncfix", "", "");
	add_symptoms(list, model);
	add_likely(list, model);
	first = list->item.count;
	if (model->profile[0])
		add_more(list, "Quick check of everything", "k", open_screen(SCREEN_CHECK));
	else if (model->profile_count > 0)
		add_more(list, "Choose the integration, so that probes can look", "p", open_screen(SCREEN_PROFILES));
	if (model->consent == CONSENT_ASKED || model->consent == CONSENT_REFUSED)
		add_more(list, "Let it look for itself (it asks first)", "l", open_screen(SCREEN_CONSENT));
	if (model->guide->issues.node)
		add_more(list, "Issues of one platform", "i",
		         (struct intent){.kind = INTENT_JUMP, .node = model->guide->issues.node});
	add_resume(list, model);
	add_more(list, "Preventive routine", "w", open_screen(SCREEN_ROUTINES));
	list->item.at[first].gap = true;
}

static void add_line(struct page *page, const struct evidence_line *line)
{
	const struct evidence_look *look = evidence_look(line->state);
	int row = page_add(page, 2, STYLE_PLAIN, line->text);

	surface_put(&page->sheet, row, 0, 1, look->style, look->glyph);
	if (line->probe && line->state != EVIDENCE_RUNNING)
		page_beside(page, STYLE_DIM, line->right); /* how long it took matters least */
	else if (line->right[0])
		page_right(page, STYLE_DIM, line->right);
}

/* One trouble that stops several probes is told once. */
static bool said_before(const struct evidence_lines *lines, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (lines->line.at[i].state == EVIDENCE_PROBLEM &&
		    strcmp(lines->line.at[i].text, lines->line.at[index].text) == 0)
			return true;
	return false;
}

/* Something is still to be looked at, or was not begun. */
static bool is_looking(const struct ui_model *model)
{
	const struct probe *wanted[1];

	return !model->walk || model->running_count > 0 || walk_wanted(model->walk, wanted, 1, model->now) > 0;
}

static void add_setup(struct page *page, const struct ui_model *model)
{
	if (model->consent == CONSENT_ASKED)
		page_add(page, 0, STYLE_PLAIN, "Probes wait for your yes: **l**.");
	else if (!model->profile[0])
		page_add(
			page, 0, STYLE_PLAIN,
			"No integration is set up, so nothing can be looked at from here. Answer by hand: every step "
			"works without it.\n\nTo let it look for itself: `syncfix profile add`");
	else if (model->lesson && model->lesson->held)
		page_add(page, 0, STYLE_PLAIN, "A lesson: probes wait until **Space** reveals them.");
	else if (is_looking(model))
		page_add(page, 0, STYLE_DIM, "Looking …");
	else
		page_add(page, 0, STYLE_PLAIN,
		         "Nothing could be looked at from here with what is set up. Answer by hand: every step "
		         "works without it.");
}

static void add_cause(struct page *page, const struct ui_model *model)
{
	struct text out = {0};

	if (!model->likely || !model->likely->cause)
		return;
	text_add(&out, "Most likely: ");
	frame_expand(&out, model, model->likely->cause->title);
	page_gap(page);
	page_add(page, 0, STYLE_BOLD, text_str(&out));
	page_right(page, STYLE_DIM, model->likely->cause->code);
	page_add(page, 0, STYLE_DIM,
	         "m goes there; v then shows the steps that led to it, to doubt or to do by hand.");
	text_clear(&out);
}

static void draw_panel(const struct ui_model *model, struct surface *surface, const struct rect *rect)
{
	struct evidence_lines lines;
	struct page page;
	int top = 0;

	if (rect->cols < 1)
		return;
	page_init(&page, rect->cols, surface->ascii);
	evidence_collect(&lines, model, EVIDENCE_PROBES);
	for (size_t i = 0; i < lines.line.count; i++)
		if (lines.line.at[i].state != EVIDENCE_SKIPPED && !said_before(&lines, i))
			add_line(&page, &lines.line.at[i]);
	if (page.used == 0)
		add_setup(&page, model);
	add_cause(&page, model);
	page_show(&page, surface, rect, &top);
	evidence_clear(&lines);
	page_free(&page);
}

/* Keys that do nothing just now. */
static uint64_t meaningless(const struct ui_model *model)
{
	uint64_t without = FOOTER_BIT(ACTION_NOTE);

	if (!model->profile[0])
		without |= FOOTER_BIT(ACTION_CHECK) | FOOTER_BIT(ACTION_PROBES);
	if (model->profile_count == 0)
		without |= FOOTER_BIT(ACTION_PROFILE);
	if (model->case_count == 0)
		without |= FOOTER_BIT(ACTION_RESUME);
	if (!model->guide->issues.node)
		without |= FOOTER_BIT(ACTION_ISSUES);
	return without;
}

static void draw(void *at, const struct ui_model *model, struct surface *surface)
{
	struct start_state *state = at;
	struct listing list;
	struct frame frame;
	struct rect rect;
	int used;

	fill(&list, model);
	frame = frame_draw(surface, model, "Start", "Looked for you", context(state, model),
	                   (int)model->guide->symptom_count, meaningless(model));
	draw_panel(model, surface, &frame.panel);
	rect = frame.main;
	used = surface_put_cut(surface, rect.row, rect.col, rect.cols, STYLE_TITLE, model->guide->start_title);
	used = used > 0 && rect.rows > 12 ? 2 : 1;
	rect.row += used;
	rect.rows -= used;
	menu_draw(&state->menu, list.item.at, list.item.count, surface, &rect, MENU_FOCUSED);
	if (!model->notice[0])
		surface_put_cut(surface, frame.news, 1, surface->cols - 2, STYLE_DIM,
		                "Type a message or words at any time with /");
	listing_clear(&list);
}

static struct intent press_start(void *at, const struct ui_model *model, const struct press *press)
{
	struct start_state *state = at;
	struct listing list;
	struct intent intent;

	fill(&list, model);
	intent = listing_press(&list, &state->menu, model, CONTEXT_START, press);
	listing_clear(&list);
	return intent;
}

const struct screen screen_start = {
	.title = "Start",
	.size = sizeof(struct start_state),
	.draw = draw,
	.press = press_start,
	.context = context,
};
