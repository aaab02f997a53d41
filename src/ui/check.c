/* The quick check: every probe as a checklist that fills by itself. */
#include "base/clock.h"
#include "report/checklist.h"
#include "ui/evidence.h"
#include "ui/listing.h"

struct check_state {
	struct menu menu;
};

static unsigned context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_PROBES;
}

static int64_t longest_left(const struct ui_model *model)
{
	int64_t longest = 0;

	for (size_t i = 0; i < model->running_count; i++) {
		int64_t left = model->running[i].limit_ms - model->running[i].passed_ms;
		longest = left > longest ? left : longest;
	}
	return longest;
}

static void summary(struct text *out, const struct ui_model *model, const struct evidence_lines *lines)
{
	size_t problems = 0;

	for (size_t i = 0; i < lines->line.count; i++)
		problems += lines->line.at[i].state == EVIDENCE_PROBLEM;
	text_addf(out, "%zu of %zu done", lines->line.count - model->running_count, lines->line.count);
	if (model->running_count > 0)
		text_addf(out, ", at most %lld s left", (long long)((longest_left(model) + 999) / 1000));
	text_addf(out, ", %zu problem%s. ", problems, problems == 1 ? "" : "s");
	if (model->likely && model->likely->cause) {
		text_add(out, "**Most likely: ");
		frame_expand(out, model, model->likely->cause->title);
		text_add(out, "**");
	}
}

/* The step that a finding leads to; NULL: all is well, or there is none. */
static const struct node *step_of(const struct ui_model *model, const struct probe *probe)
{
	const struct probe_state *state = probe && model->walk ? walk_probe(model->walk, probe) : NULL;

	if (!state || !state->outcome || state->verdict == VERDICT_OK || state->verdict == VERDICT_SKIPPED)
		return NULL;
	return walk_leads_to(model->walk, probe, state->outcome);
}

static void add_probes(struct listing *list, const struct ui_model *model, const struct evidence_lines *lines)
{
	for (size_t i = 0; i < lines->line.count; i++) {
		const struct evidence_line *line = &lines->line.at[i];
		const struct node *step = step_of(model, line->probe);
		struct menu_item *item = listing_add(list, line->text, step && step->code ? step->code : line->right,
		                                     (struct intent){.kind = INTENT_AGAIN, .probe = line->probe});

		item->key = evidence_look(line->state)->glyph;
	}
}

/* What only a person can see, and nobody has looked at. */
static void add_asks(struct listing *list, const struct ui_model *model)
{
	const struct node *page = checklist_page(model->guide);

	for (size_t i = 0; page && model->walk && i < page->item_count; i++) {
		const struct node *item = page->item[i];
		if (!walk_fact(model->walk, item->fact))
			listing_add(list, item->title, "ask me",
			            (struct intent){.kind = INTENT_JUMP, .node = item, .close = true})
				->key = "▸";
	}
}

static void fill(struct listing *list, const struct ui_model *model)
{
	struct evidence_lines lines;
	struct text text = {0};

	listing_init(list, "Quick check", "",
	             "No probe applies: no integration is set up, or probes wait for your yes.");
	evidence_collect(&lines, model, EVIDENCE_PROBES);
	if (model->likely && model->likely->cause) {
		text_add(&text, "Go on there: ");
		frame_expand(&text, model, model->likely->cause->title);
		listing_add(list, text_str(&text), model->likely->cause->code,
		            (struct intent){.kind = INTENT_JUMP, .node = model->likely->cause, .close = true})
			->key = "▸";
		text_cut(&text, 0);
	}
	add_probes(list, model, &lines);
	add_asks(list, model);
	if (lines.line.count > 0)
		summary(&text, model, &lines);
	list->text = arena_strdup(&list->arena, text_str(&text));
	text_clear(&text);
	evidence_clear(&lines);
}

static void draw(void *at, const struct ui_model *model, struct surface *surface)
{
	struct check_state *state = at;
	struct listing list;

	fill(&list, model);
	listing_draw(&list, &state->menu, model, surface, CONTEXT_PROBES);
	listing_clear(&list);
}

/* Enter on a finding goes to its step. */
static struct intent go_on(const struct ui_model *model, const struct intent *intent)
{
	const struct node *step = intent->kind == INTENT_AGAIN ? step_of(model, intent->probe) : NULL;

	if (intent->kind == INTENT_JUMP)
		return *intent;
	return step ? (struct intent){.kind = INTENT_JUMP, .node = step, .close = true} : (struct intent){0};
}

static struct intent press_check(void *at, const struct ui_model *model, const struct press *press)
{
	struct check_state *state = at;
	enum action action = keymap_action(CONTEXT_PROBES, screen_role(model), press);
	struct intent intent = {0};
	struct listing list;

	fill(&list, model);
	if (menu_move(&state->menu, list.item.count, press, 10))
		intent.kind = INTENT_NONE;
	else if (action == ACTION_ENTER && state->menu.focus < list.intent.count)
		intent = go_on(model, &list.intent.at[state->menu.focus]);
	else if (action == ACTION_AGAIN && state->menu.focus < list.intent.count &&
	         list.intent.at[state->menu.focus].kind == INTENT_AGAIN)
		intent = list.intent.at[state->menu.focus];
	else
		intent = screen_common(action);
	listing_clear(&list);
	return intent;
}

const struct screen screen_check = {
	.title = "Quick check",
	.size = sizeof(struct check_state),
	.draw = draw,
	.press = press_check,
	.context = context,
};
