/* The panel beside a step: what is known, or, for a class, the tree walked so far. */
#include "ui/step.h"

#include "base/clock.h"
#include "ui/evidence.h"

void step_panel_title(struct text *out, const struct ui_model *model)
{
	static const char *const titles[ROLES] = {[ROLE_MERCHANT] = "What we know", [ROLE_TRAINER] = "Tree"};
	int64_t seconds = model->call_ms / 1000;

	if (model->role != ROLE_AGENT) {
		text_add(out, titles[model->role]);
		return;
	}
	text_addf(out, "Call %02lld:%02lld%s", (long long)(seconds / 60), (long long)(seconds % 60),
	          model->call_held ? " held" : "");
	if (model->call_count > 1)
		text_addf(out, " · %zu of %zu", model->call_number, model->call_count);
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
	if (line->detail[0] && line->state == EVIDENCE_KNOWN)
		page_add(page, 2, STYLE_DIM, line->detail);
}

/* What the newest probe does not prove: the limit that matters for the question at hand. */
static const struct evidence_line *newest_limit(const struct evidence_lines *lines)
{
	for (size_t i = lines->line.count; i-- > 0;)
		if (lines->line.at[i].probe && lines->line.at[i].detail[0])
			return &lines->line.at[i];
	return NULL;
}

static void panel_evidence(struct page *page, const struct ui_model *model)
{
	struct evidence_lines lines;
	const struct evidence_line *limit;

	evidence_collect(&lines, model, EVIDENCE_BRIEF);
	limit = newest_limit(&lines);
	for (size_t i = 0; i < lines.line.count; i++) {
		add_line(page, &lines.line.at[i]);
		if (&lines.line.at[i] == limit)
			page_add(page, 2, STYLE_DIM, limit->detail);
	}
	if (lines.line.count == 0)
		page_add(page, 0, STYLE_DIM, "Nothing yet.");
	evidence_clear(&lines);
	if (model->role == ROLE_AGENT && model->handoff[0]) {
		page_gap(page);
		page_add(page, 0, STYLE_DIM, "Handoff");
		page_add(page, 0, STYLE_BOLD, model->handoff); /* a line of its own keeps its groups whole */
	}
}

/* What the probes found, under the tree: a class sees it when it is revealed. */
static void add_found(struct page *page, const struct ui_model *model)
{
	struct evidence_lines lines;

	evidence_collect(&lines, model, EVIDENCE_PROBES);
	if (lines.line.count > 0)
		page_gap(page);
	for (size_t i = 0; i < lines.line.count; i++)
		if (lines.line.at[i].state != EVIDENCE_SKIPPED)
			add_line(page, &lines.line.at[i]);
	evidence_clear(&lines);
}

/* Gives the row behind the step in front and its ways: that stays in sight. */
static int panel_tree(struct page *page, const struct ui_model *model, const struct step_view *view)
{
	const struct walk_stop *stop;
	size_t count = walk_path(model->walk, &stop);
	int end;

	for (size_t i = 0; i < count; i++) {
		struct text out = {0};
		bool here = i + 1 == count && stop[i].node == view->node;
		int row;

		text_addf(&out, "%s ", stop[i].node->code ? stop[i].node->code : "");
		frame_expand(&out, model, stop[i].node->title);
		if (stop[i].answer)
			text_addf(&out, " – **%s**", stop[i].answer);
		row = page_add(page, 2, stop[i].ticked ? STYLE_DIM : STYLE_PLAIN, text_str(&out));
		surface_put(&page->sheet, row, 0, 1, here ? STYLE_MARK : STYLE_OK, here ? "▸" : "✓");
		text_clear(&out);
	}
	for (size_t i = 0; i < model->lead_count && model->leads && !model->quiz; i++) {
		struct text out = {0};

		if (i >= view->choice_count || !model->leads[i])
			continue;
		frame_expand(&out, model, view->choice[i].label);
		text_addf(&out, " → %s", model->leads[i]);
		page_add(page, 4, STYLE_DIM, text_str(&out));
		text_clear(&out);
	}
	end = page->used;
	add_found(page, model);
	return end;
}

void step_panel(const struct ui_model *model, const struct step_view *view, struct surface *surface,
                const struct rect *rect)
{
	struct page page;
	int top;

	if (rect->cols < 1)
		return;
	page_init(&page, rect->cols, surface->ascii);
	if (model->role == ROLE_TRAINER) {
		top = panel_tree(&page, model, view) - rect->rows;
	} else {
		panel_evidence(&page, model);
		top = page.used - rect->rows; /* the newest stay in sight */
	}
	page_show(&page, surface, rect, &top);
	page_free(&page);
}
