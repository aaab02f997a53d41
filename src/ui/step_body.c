/* What is to be read at a step: the same for all kinds, with the parts that each kind adds. */
#include "ui/step.h"

#include <string.h>

#include "base/clock.h"
#include "ui/evidence.h"

enum { LABEL_COLS = 8 };

static void add_text(struct page *page, const struct ui_model *model, enum style style, const char *text)
{
	struct text out = {0};

	frame_expand(&out, model, text);
	if (out.len > 0)
		page_add(page, 0, style, text_str(&out));
	text_clear(&out);
}

static void add_pair(struct page *page, const struct ui_model *model, const char *label, enum style style,
                     const char *text)
{
	struct text out = {0};

	frame_expand(&out, model, text);
	if (out.len > 0)
		page_pair(page, LABEL_COLS, label, style, text_str(&out));
	text_clear(&out);
}

static void add_gap(struct page *page, const struct rect *rect)
{
	if (rect->rows > 9)
		page_gap(page);
}

static void add_path(struct page *page, const struct ui_model *model, const char *before,
                     const char *const *where, size_t count, enum style style)
{
	struct text out = {0};

	for (size_t i = 0; i < count; i++) {
		text_add(&out, i == 0 ? before : " › ");
		frame_expand(&out, model, where[i]);
	}
	if (count > 0)
		page_add(page, 0, style, text_str(&out));
	text_clear(&out);
}

static void add_where(struct page *page, const struct ui_model *model, const struct node *node,
                      const struct rect *rect)
{
	if (node->where_count + node->where_guide_count == 0)
		return;
	add_gap(page, rect);
	add_path(page, model, "", node->where, node->where_count, STYLE_LABEL);
	add_path(page, model, "The guide says: ", node->where_guide, node->where_guide_count, STYLE_DIM);
}

/* A merchant sees where the guide disagrees with itself only where that pushes nothing away. */
static bool fits(const struct page *page, const struct ui_model *model, const struct text *words, int room)
{
	return model->role != ROLE_MERCHANT ||
	       page->used + 1 + page_height(text_str(words), page->sheet.cols, page->sheet.ascii) <= room;
}

static void add_conflict(struct page *page, const struct ui_model *model, const struct conflict *conflict,
                         int room)
{
	struct text whole = {0}, brief = {0};
	const struct text *shown = &whole;

	conflict_words(conflict, &whole);
	text_addf(&brief, "The guide has more than one reading of \"%s\". Taken here: %s", conflict->title,
	          conflict->taken);
	if (!fits(page, model, &whole, room))
		shown = &brief;
	if (fits(page, model, shown, room)) {
		page_gap(page);
		page_add(page, 0, STYLE_DIM, text_str(shown));
	}
	text_clear(&whole);
	text_clear(&brief);
}

/* For the class: why this step comes now. */
static void add_reason(struct page *page, const struct ui_model *model, const struct node *node,
                       const struct rect *rect)
{
	if (model->role == ROLE_TRAINER && node->teach) {
		add_gap(page, rect);
		add_pair(page, model, "Why now", STYLE_PLAIN, node->teach);
	}
}

static void add_note(struct page *page, const struct ui_model *model, const struct node *node,
                     const struct rect *rect)
{
	if (model->role != ROLE_AGENT || !node->agent)
		return;
	add_gap(page, rect);
	add_pair(page, model, "Note", STYLE_DIM, node->agent);
}

static void add_say(struct page *page, const struct ui_model *model, const struct node *node)
{
	struct text quoted = {0};

	if (model->role != ROLE_AGENT || !node->say)
		return;
	text_addf(&quoted, "\"%s\"", node->say);
	add_pair(page, model, "Say", STYLE_BOLD, text_str(&quoted));
	text_clear(&quoted);
}

static void add_running(struct page *page, const struct ui_model *model, const struct probe *probe)
{
	for (size_t i = 0; probe && i < model->running_count; i++) {
		struct text out = {0};

		if (model->running[i].probe != probe)
			continue;
		text_add(&out, "Looking: ");
		evidence_progress(&out, &model->running[i]);
		page_gap(page);
		page_add(page, 0, STYLE_RUNNING, text_str(&out));
		text_clear(&out);
	}
}

static void add_until(struct page *page, const struct ui_model *model)
{
	struct text out = {0};
	int64_t until;

	if (!walk_wait_until(model->walk, &until))
		return;
	text_add(&out, "Not before ");
	time_add_person(&out, until, model->utc_offset);
	text_add(&out, ". Now ");
	time_add_clock(&out, model->now, model->utc_offset);
	if (until > model->now) {
		text_add(&out, ", still ");
		duration_add(&out, until - model->now + MINUTES(1) - 1 -
		                       (until - model->now + MINUTES(1) - 1) % MINUTES(1));
	}
	text_add(&out, ". It looks by itself when the time has come.");
	page_gap(page);
	page_add(page, 0, STYLE_BOLD, text_str(&out));
	text_clear(&out);
}

static void add_steps(struct page *page, const struct ui_model *model, const struct node *node)
{
	for (size_t i = 0; i < node->step_count; i++) {
		const struct step *step = &node->step[i];
		const char *words = model->role == ROLE_AGENT && step->say ? step->say : step->text;
		struct text out = {0};

		text_addf(&out, "%zu  ", i + 1);
		frame_expand(&out, model, words);
		page_pair(page, LABEL_COLS, i == 0 ? "Do" : "", STYLE_PLAIN, text_str(&out));
		text_clear(&out);
	}
}

static const char *who_line(enum fix_who who)
{
	static const char *const lines[] = {
		[WHO_MERCHANT] = NULL,
		[WHO_HOST] = "Your host does this, not you: copy the steps (y) and send them.",
		[WHO_PLATFORM] = "Your platform's support does this: copy the steps (y) and send them.",
		[WHO_EFS] = "EFS does this: the ticket asks for it.",
	};

	return lines[who];
}

/* One change at a time; who makes a second one knows beforehand what that costs. */
static void add_only_this(struct page *page, const struct ui_model *model)
{
	const struct node *other = walk_changing(model->walk);
	struct text out = {0};

	if (!other) {
		page_add(page, 0, STYLE_DIM,
		         "Change only this. We check before and after, so that you know what helped.");
		return;
	}
	text_add(&out, "Another change is still being judged: **");
	frame_expand(&out, model, other->title);
	text_add(&out, "**. After a second one nobody can tell which of them helped.");
	page_add(page, 0, STYLE_PLAIN, text_str(&out));
	text_clear(&out);
}

static void body_fix(struct page *page, const struct ui_model *model, const struct node *node,
                     const struct rect *rect)
{
	add_pair(page, model, "Cause", STYLE_PLAIN, node->cause);
	add_gap(page, rect);
	if (who_line(node->who))
		page_pair(page, LABEL_COLS, "For", STYLE_BOLD, who_line(node->who));
	add_steps(page, model, node);
	add_gap(page, rect);
	add_pair(page, model, "Undo", STYLE_PLAIN, node->undo);
	add_only_this(page, model);
}

static void body_end(struct page *page, const struct ui_model *model, const struct node *node)
{
	static const char *const words[ENDINGS] = {
		[ENDING_NONE] = "",
		[ENDING_FIXED] = "✓ Fixed.",
		[ENDING_WAIT] = "… Waiting is the right thing to do.",
		[ENDING_NO_ACTION] = "✓ Nothing needs to be done.",
		[ENDING_NOT_OURS] = "– Somebody else has to act; a letter with the proof is written.",
		[ENDING_ESCALATE] = "– EFS Support goes on from here; the ticket is written.",
	};

	add_text(page, model, STYLE_PLAIN, node->text);
	page_gap(page);
	page_add(page, 0, STYLE_BOLD, words[walk_ending(model->walk)]);
}

void step_body(struct page *page, const struct ui_model *model, const struct step_view *view,
               const struct rect *rect, int room)
{
	const struct node *node = view->node;

	if (!node) {
		add_text(page, model, STYLE_TITLE, view->title);
		add_text(page, model, STYLE_PLAIN, view->text);
		return;
	}
	add_say(page, model, node);
	if (model->role == ROLE_AGENT && node->say)
		add_gap(page, rect);
	add_text(page, model, STYLE_TITLE, view->title);
	add_note(page, model, node, rect);
	if (view->state == WALK_FIX) {
		add_gap(page, rect);
		body_fix(page, model, node, rect);
	} else if (view->state == WALK_END) {
		add_gap(page, rect);
		body_end(page, model, node);
	} else if (view->text && (!view->title || strcmp(view->text, view->title) != 0)) {
		add_gap(page, rect);
		add_text(page, model, STYLE_PLAIN, view->text);
	}
	if (view->state == WALK_ASK)
		add_where(page, model, node, rect);
	if (view->state == WALK_WAIT)
		add_until(page, model);
	add_reason(page, model, node, rect);
	for (size_t i = 0; i < node->conflict_count; i++)
		add_conflict(page, model, node->conflict[i], room);
	add_running(page, model, view->running);
}
