#include "ui/frame.h"

#include "base/utf8.h"
#include "guide/template.h"
#include "ui/screen.h"

enum {
	BOX_MIN_COLS = 50,
	BOX_MIN_ROWS = 14,
	PANEL_MIN_COLS = 78,
	PANEL_COLS = 29, /* at 80 columns; the text beside it keeps its 46 */
	PANEL_MAX_COLS = 60,
	NOTICE_ROOMY = 20,
	NOTICE_ROWS = 3,
};

bool frame_too_small(struct surface *surface)
{
	if (surface->rows >= FRAME_MIN_ROWS && surface->cols >= FRAME_MIN_COLS)
		return false;
	surface_put(surface, 0, 0, surface->cols, STYLE_PLAIN, "Too small: enlarge it,");
	surface_put(surface, 1, 0, surface->cols, STYLE_PLAIN, "or q and --plain.");
	return true;
}

void frame_expand(struct text *out, const struct ui_model *model, const char *text)
{
	if (!text)
		return;
	if (model->walk)
		walk_expand(model->walk, text, out);
	else
		text_add(out, text);
}

static const char *section_title(const struct ui_model *model, const struct node *node)
{
	if (node->tree->platform)
		return node->tree->platform->name;
	for (size_t i = 0; i < model->guide->section_count; i++)
		if (model->guide->section[i].id == node->tree->section)
			return model->guide->section[i].title;
	return node->tree->name;
}

/* What the person chose at the start; NULL for a jump. */
static const struct symptom *symptom_of(const struct ui_model *model)
{
	const struct journal *journal = walk_journal(model->walk);

	for (size_t i = journal->event.count; i-- > 0;) {
		const struct event *event = &journal->event.at[i];

		if (event->kind == EVENT_ANSWER && !event->node && event->text)
			return guide_symptom(model->guide, event->text);
	}
	return NULL;
}

void frame_trail(struct text *out, const struct ui_model *model, bool code)
{
	struct step_view view;
	const struct symptom *symptom;

	if (!model->walk)
		return;
	view = walk_view(model->walk, model->now);
	if (!view.node)
		return;
	symptom = symptom_of(model);
	if (symptom)
		text_addf(out, "%s › ", symptom->title);
	text_add(out, section_title(model, view.node));
	if (code && view.node->code)
		text_addf(out, " › %s", view.node->code);
}

static void head_right(struct text *out, const struct ui_model *model)
{
	if (model->lesson) /* not the scenario's name: it tells what is to be found */
		text_add(out, model->role == ROLE_TRAINER ? "LESSON" : "DEMO");
	else if (model->profile[0])
		text_add(out, model->profile);
	if (model->platform[0])
		text_addf(out, "%s%s", out->len ? " · " : "", model->platform);
	if (model->role != ROLE_MERCHANT)
		text_addf(out, "%s%s", out->len ? " · " : "", role_name(model->role));
}

/* On a narrow screen what is said on the phone stands first. */
static void head_left(struct text *out, const struct ui_model *model, bool narrow)
{
	struct step_view view = {0};

	if (model->walk)
		view = walk_view(model->walk, model->now);
	if (narrow && view.node)
		text_addf(out, "%s  %s", view.node->code ? view.node->code : "", section_title(model, view.node));
	else
		frame_trail(out, model, narrow);
	if (out->len == 0)
		text_add(out, "syncfix");
}

static void draw_head(struct surface *surface, const struct ui_model *model)
{
	struct text left = {0}, right = {0};
	int room = surface->cols - 2, width;

	head_left(&left, model, surface->cols < BOX_MIN_COLS);
	head_right(&right, model);
	width = (int)utf8_width(text_str(&right));
	if (width > room / 2)
		width = room / 2;
	if ((int)utf8_width(text_str(&left)) + 2 + width > room && surface->cols < BOX_MIN_COLS)
		width = 0;
	surface_put_cut(surface, 0, 1, room - width - (width ? 2 : 0), STYLE_HEAD, text_str(&left));
	if (width > 0)
		surface_put_cut(surface, 0, surface->cols - 1 - width, width, STYLE_DIM, text_str(&right));
	text_clear(&left);
	text_clear(&right);
}

/* Columns of the panel, 0 for none. */
static int panel_cols(const struct surface *surface)
{
	int cols;

	if (surface->cols < PANEL_MIN_COLS || surface->rows < BOX_MIN_ROWS)
		return 0;
	cols = PANEL_COLS + (surface->cols - 80) * 2 / 5;
	return cols > PANEL_MAX_COLS ? PANEL_MAX_COLS : cols;
}

static void lay_out_boxed(struct surface *surface, struct frame *frame, const char *title, const char *panel)
{
	struct rect box = {.row = 1, .rows = frame->news - 1, .cols = surface->cols};
	int cols = panel ? panel_cols(surface) : 0;
	int split = box.cols - cols - 2;

	frame->boxed = true;
	frame->main = (struct rect){.row = 2, .col = 2, .rows = box.rows - 2, .cols = box.cols - 4};
	if (cols == 0) {
		surface_box(surface, &box, title);
		return;
	}
	surface_box_split(surface, &box, split, title, panel);
	frame->main.cols = split - 3;
	frame->panel = (struct rect){.row = 2, .col = split + 2, .rows = box.rows - 2, .cols = cols - 2};
}

/* What the last action did, as lines. */
static void wrap_notice(struct utf8_lines *lines, struct text *plain, const struct surface *surface,
                        const struct ui_model *model)
{
	template_plain(plain, model->notice);
	utf8_wrap(lines, text_str(plain), (size_t)surface->cols - 2);
}

/* Rows for news: one, or as many as a notice has where they fit. */
static int notice_rows(const struct surface *surface, const struct ui_model *model)
{
	size_t most = surface->rows >= NOTICE_ROOMY ? NOTICE_ROWS : 1;
	struct utf8_lines lines = {0};
	struct text plain = {0};
	int rows;

	wrap_notice(&lines, &plain, surface, model);
	rows = lines.count > 1 && lines.count <= most ? (int)lines.count : 1;
	utf8_lines_clear(&lines);
	text_clear(&plain);
	return rows;
}

struct frame frame_draw(struct surface *surface, const struct ui_model *model, const char *title,
                        const char *panel, unsigned context, int digits, uint64_t without)
{
	struct frame frame = {.news = surface->rows - 1 - notice_rows(surface, model), .foot = surface->rows - 1};
	struct footer footer = {context, screen_role(model), digits, without};

	draw_head(surface, model);
	if (surface->cols >= BOX_MIN_COLS && surface->rows >= BOX_MIN_ROWS)
		lay_out_boxed(surface, &frame, title, panel);
	else
		frame.main = (struct rect){.row = 1, .col = 1, .rows = frame.news - 1, .cols = surface->cols - 2};
	if (frame.panel.cols > 0) /* it stands there already */
		footer.without |= FOOTER_BIT(ACTION_EVIDENCE);
	keymap_footer(surface, frame.foot, &footer);
	return frame;
}

void frame_notice(struct surface *surface, const struct ui_model *model)
{
	int rows = notice_rows(surface, model), first = surface->rows - 1 - rows;
	struct utf8_lines lines = {0};
	struct text plain = {0};

	wrap_notice(&lines, &plain, surface, model);
	if (rows == 1 && plain.len > 0)
		surface_put_cut(surface, first, 1, surface->cols - 2, STYLE_NOTICE, text_str(&plain));
	for (int i = 0; rows > 1 && i < rows; i++)
		surface_put_n(surface, first + i, 1, surface->cols - 2, STYLE_NOTICE, lines.line[i].at,
		              lines.line[i].len);
	utf8_lines_clear(&lines);
	text_clear(&plain);
}
