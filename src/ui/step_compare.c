/* Two orders side by side: each row is typed once for the good and once for the bad one. */
#include "ui/step.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { GOOD = 1, BAD = 2 };

/* "Standard | Overnight", "?" when nothing was given. */
static void add_given(struct text *out, const struct ui_model *model, size_t row)
{
	const char *good, *bad;

	if (walk_compared(model->walk, row, &good, &bad))
		text_addf(out, "%s | %s", good ? good : "?", bad ? bad : "?");
	else
		text_add(out, "?");
}

void step_compare_items(struct step_items *items, const struct ui_model *model, const struct step_view *view)
{
	const struct node *node = view->node;

	step_items_add(items, "", "The two orders", (struct intent){0});
	for (size_t i = 0; i < node->row_count; i++)
		step_items_add(items, "", node->row[i].label, (struct intent){0});
	for (size_t i = 0; i < items->item.count; i++) {
		struct text words = {0};

		add_given(&words, model, i == 0 ? node->row_count : i - 1);
		items->item.at[i].right = arena_strdup(&items->arena, text_str(&words));
		text_clear(&words);
	}
	step_items_add(items, "", "Go on: show what differs", (struct intent){.kind = INTENT_GO_ON});
	items->item.at[items->item.count - 1].gap = true;
	step_items_add(items, "0", "I can't compare them", (struct intent){.kind = INTENT_UNKNOWN});
}

static void add_options(struct page *page, const struct compare_row *row)
{
	struct text out = {0};

	for (size_t i = 0; i < row->value_count; i++)
		text_addf(&out, "**%zu** %s   ", i + 1, row->value[i].text);
	if (out.len > 0)
		page_add(page, 0, STYLE_PLAIN, text_str(&out));
	text_clear(&out);
}

void step_compare_body(struct page *page, const struct ui_model *model, const struct step_view *view,
                       const struct step_state *state)
{
	const struct node *node = view->node;
	size_t focus = state->menu.focus;
	struct text out = {0};

	if (focus > node->row_count)
		return;
	page_gap(page);
	if (focus == 0) {
		text_add(&out, state->editing == BAD ? node->order_bad : node->order_good);
	} else {
		text_addf(&out, "%s: ", state->editing == BAD ? "The failing order" : "The working order");
		frame_expand(&out, model, node->row[focus - 1].where);
	}
	page_add(page, 0, STYLE_BOLD, text_str(&out));
	if (focus > 0)
		add_options(page, &node->row[focus - 1]);
	text_clear(&out);
}

/* A digit typed for a row with fixed values stands for the value. */
static const char *typed_value(const struct step_view *view, size_t focus, const char *typed)
{
	const struct compare_row *row = focus > 0 ? &view->node->row[focus - 1] : NULL;

	if (!typed[0])
		return NULL;
	if (row && row->value_count > 0 && typed[1] == '\0' && typed[0] >= '1' &&
	    (size_t)(typed[0] - '1') < row->value_count)
		return row->value[typed[0] - '1'].name;
	return typed;
}

static struct intent finish_row(struct step_state *state, const struct step_view *view)
{
	size_t focus = state->menu.focus;

	state->editing = 0;
	state->menu.focus++;
	return (struct intent){
		.kind = INTENT_COMPARE,
		.number = focus == 0 ? (int)view->node->row_count : (int)focus - 1,
		.words = typed_value(view, focus, text_str(&state->good)),
		.other = typed_value(view, focus, entry_text(&state->field[0])),
	};
}

struct intent step_compare_press(struct step_state *state, const struct ui_model *model,
                                 const struct step_view *view, enum action action, const struct press *press)
{
	(void)model;
	(void)press;
	if (action != ACTION_ENTER)
		return (struct intent){0};
	if (state->menu.focus == view->node->row_count + 1)
		return (struct intent){.kind = INTENT_GO_ON};
	if (state->menu.focus > view->node->row_count)
		return (struct intent){.kind = INTENT_UNKNOWN};
	if (state->editing == BAD)
		return finish_row(state, view);
	text_clear(&state->good);
	if (state->editing == GOOD)
		text_add(&state->good, entry_text(&state->field[0]));
	entry_clear(&state->field[0]);
	state->editing = state->editing == GOOD ? BAD : GOOD;
	return (struct intent){0};
}
