/* Everything known, and the probes: lists whose focused line is explained below. */
#include "base/clock.h"
#include "ui/evidence.h"
#include "ui/listing.h"

struct evidence_state_at {
	struct menu menu;
};

static unsigned evidence_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_EVIDENCE;
}

static unsigned probes_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_PROBES;
}

static void fill(struct listing *list, const struct evidence_lines *lines)
{
	for (size_t i = 0; i < lines->line.count; i++) {
		const struct evidence_line *line = &lines->line.at[i];
		struct menu_item *item = listing_add(list, line->text, line->right, (struct intent){0});

		item->key = evidence_look(line->state)->glyph;
	}
}

static void add_vantage(struct page *page, const struct ui_model *model, const struct evidence_line *line)
{
	const struct evidence *known = line->fact ? walk_fact(model->walk, line->fact->id) : NULL;
	struct text out = {0};

	if (!known)
		return;
	text_addf(&out, "%s", evidence_source(known->source, model->role));
	if (known->vantage && known->vantage[0])
		text_addf(&out, ", %s", known->vantage);
	text_add(&out, ", ");
	time_add_person(&out, known->at, model->utc_offset);
	page_pair(page, 8, "From", STYLE_PLAIN, text_str(&out));
	text_clear(&out);
}

static void add_detail(struct page *page, const struct ui_model *model, const struct evidence_line *line)
{
	page_pair(page, 8, "State", STYLE_BOLD, evidence_look(line->state)->word);
	if (line->probe && line->probe->ref)
		page_pair(page, 8, "Probe", STYLE_PLAIN, line->probe->ref);
	if (line->proves[0])
		page_pair(page, 8, "Proves", STYLE_PLAIN, line->proves);
	if (line->detail[0])
		page_add(page, line->probe ? 0 : 8, STYLE_PLAIN, line->detail);
	add_vantage(page, model, line);
}

static void draw_lines(struct evidence_state_at *state, const struct ui_model *model, struct surface *surface,
                       enum evidence_part part, unsigned context)
{
	bool probes = part == EVIDENCE_PROBES;
	struct evidence_lines lines;
	struct listing list;
	struct page detail;

	evidence_collect(&lines, model, part);
	listing_init(&list, probes ? "Probes" : "What we know", "",
	             probes ? "No probe has run yet." : "Nothing is known yet.");
	fill(&list, &lines);
	page_init(&detail, surface->cols - 6, surface->ascii);
	if (state->menu.focus >= lines.line.count)
		state->menu.focus = lines.line.count > 0 ? lines.line.count - 1 : 0;
	if (lines.line.count > 0)
		add_detail(&detail, model, &lines.line.at[state->menu.focus]);
	list.detail = &detail;
	listing_draw(&list, &state->menu, model, surface, context);
	page_free(&detail);
	listing_clear(&list);
	evidence_clear(&lines);
}

static void draw_evidence(void *at, const struct ui_model *model, struct surface *surface)
{
	draw_lines(at, model, surface, EVIDENCE_ALL, CONTEXT_EVIDENCE);
}

static void draw_probes(void *at, const struct ui_model *model, struct surface *surface)
{
	draw_lines(at, model, surface, EVIDENCE_PROBES, CONTEXT_PROBES);
}

static struct intent press_lines(struct evidence_state_at *state, const struct ui_model *model,
                                 enum evidence_part part, unsigned context, const struct press *press)
{
	enum action action = keymap_action(context, screen_role(model), press);
	struct evidence_lines lines;
	const struct evidence_line *line;
	struct intent intent = {0};

	evidence_collect(&lines, model, part);
	line = state->menu.focus < lines.line.count ? &lines.line.at[state->menu.focus] : NULL;
	if (menu_move(&state->menu, lines.line.count, press, 10))
		intent.kind = INTENT_NONE;
	else if (action == ACTION_RECHECK && line && line->fact && line->state == EVIDENCE_KNOWN)
		intent = (struct intent){.kind = INTENT_RECHECK, .fact = line->fact, .close = true};
	else if ((action == ACTION_AGAIN || action == ACTION_RECHECK) && line && line->probe)
		intent = (struct intent){.kind = INTENT_AGAIN, .probe = line->probe};
	else
		intent = screen_common(action);
	evidence_clear(&lines);
	return intent;
}

static struct intent press_evidence(void *at, const struct ui_model *model, const struct press *press)
{
	return press_lines(at, model, EVIDENCE_ALL, CONTEXT_EVIDENCE, press);
}

static struct intent press_probes(void *at, const struct ui_model *model, const struct press *press)
{
	return press_lines(at, model, EVIDENCE_PROBES, CONTEXT_PROBES, press);
}

const struct screen screen_evidence = {
	.title = "What we know",
	.size = sizeof(struct evidence_state_at),
	.draw = draw_evidence,
	.press = press_evidence,
	.context = evidence_context,
};

const struct screen screen_probes = {
	.title = "Probes",
	.size = sizeof(struct evidence_state_at),
	.draw = draw_probes,
	.press = press_probes,
	.context = probes_context,
};
