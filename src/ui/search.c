/* Words or a pasted message in, steps and known errors out, as one types. */
#include <stdio.h>
#include <string.h>

#include "base/spoken.h"
#include "case/handoff.h"
#include "ui/entry.h"
#include "ui/frame.h"
#include "ui/listing.h"
#include "ui/menu.h"
#include "ui/screen.h"

enum { HITS = 40 };

struct search_state {
	struct entry field;
	struct menu menu;
	struct hit hit[HITS];
	size_t count;
	struct handoff *handoff; /* when a handoff code was typed */
	char refused[160];       /* why what looks like one is none; "" */
};

static unsigned context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_SEARCH;
}

static void leave(void *at)
{
	struct search_state *state = at;

	entry_clear(&state->field);
	handoff_free(state->handoff);
}

/* A code that was told on the phone opens its case, wherever steps are searched. */
static bool look_handoff(struct search_state *state, const struct ui_model *model)
{
	const char *words = entry_text(&state->field);
	struct error err = {0};

	handoff_free(state->handoff);
	state->handoff = NULL;
	state->refused[0] = '\0';
	if (!spoken_resembles(words))
		return false;
	state->handoff = handoff_read(model->guide, words, &err);
	snprintf(state->refused, sizeof state->refused, "%.159s", err.message);
	return state->handoff != NULL;
}

static void look(struct search_state *state, const struct ui_model *model)
{
	const struct platform *platform = model->walk ? walk_platform(model->walk) : NULL;

	state->menu = (struct menu){0};
	state->count = 0;
	if (look_handoff(state, model))
		state->count = 1;
	else if (model->search && !entry_empty(&state->field))
		state->count = search_find(model->search, entry_text(&state->field), DIRECTION_ANY,
		                           platform ? platform->id : "", state->hit, HITS);
}

static void add_hit(struct listing *list, const struct ui_model *model, const struct hit *hit)
{
	struct text label = {0}, right = {0};

	if (hit->kind == HIT_ERROR) {
		text_addf(&label, "\"%s\"", hit->error->text);
		text_addf(&right, "error%s%s", hit->error->direction ? ", " : "",
		          hit->error->direction ? direction_name(hit->error->direction) : "");
	} else {
		frame_expand(&label, model, hit->node->title);
		text_add(&right, hit->node->code ? hit->node->code : "");
	}
	listing_add(list, text_str(&label), text_str(&right),
	            (struct intent){.kind = INTENT_JUMP, .node = hit->node, .close = true});
	text_clear(&label);
	text_clear(&right);
}

static void add_handoff(struct listing *list, const struct search_state *state, const struct ui_model *model)
{
	const struct node *node = handoff_node(state->handoff);
	const struct handoff_answer *answer;
	size_t count = handoff_answers(state->handoff, &answer);
	struct text label = {0};

	text_addf(&label, "Open the case of this code (%zu answer%s): ", count, count == 1 ? "" : "s");
	frame_expand(&label, model, node && node->title ? node->title : "its step is not in the data here");
	listing_add(list, text_str(&label), node && node->code ? node->code : "",
	            (struct intent){.kind = INTENT_HANDOFF, .words = entry_text(&state->field), .close = true});
	text_clear(&label);
}

static void fill(struct listing *list, const struct search_state *state, const struct ui_model *model)
{
	listing_init(list, "Find", "", "");
	if (state->handoff)
		add_handoff(list, state, model);
	for (size_t i = 0; !state->handoff && i < state->count; i++)
		if (state->hit[i].node)
			add_hit(list, model, &state->hit[i]);
}

static const char *nothing(const struct search_state *state, const struct ui_model *model)
{
	if (!model->search)
		return "The steps are still being read.";
	if (entry_empty(&state->field))
		return "Words of a step, a code, or paste an error message.";
	if (state->refused[0])
		return state->refused;
	return "Nothing is near. Fewer words find more.";
}

static void draw(void *at, const struct ui_model *model, struct surface *surface)
{
	struct search_state *state = at;
	struct frame frame = frame_draw(surface, model, "Find", NULL, CONTEXT_SEARCH, 0, 0);
	struct rect rect = frame.main;
	struct listing list;
	int gap = rect.rows > 8 ? 2 : 1;

	fill(&list, state, model);
	rect.row += gap;
	rect.rows -= gap;
	if (list.item.count > 0)
		menu_draw(&state->menu, list.item.at, list.item.count, surface, &rect, MENU_MARKED);
	else
		surface_put_cut(surface, rect.row, rect.col, rect.cols, STYLE_DIM, nothing(state, model));
	surface_put(surface, frame.main.row, frame.main.col, 1, STYLE_KEY, "/");
	entry_draw(&state->field, surface, frame.main.row, frame.main.col + 2, frame.main.cols - 2, true);
	listing_clear(&list);
}

static struct intent go(const struct search_state *state, const struct ui_model *model)
{
	const struct node *node = guide_node_by_code(model->guide, entry_text(&state->field));
	struct listing list;
	struct intent intent = {0};

	if (node)
		return (struct intent){.kind = INTENT_JUMP, .node = node, .close = true};
	fill(&list, state, model);
	if (state->menu.focus < list.intent.count)
		intent = list.intent.at[state->menu.focus];
	listing_clear(&list);
	return intent;
}

static struct intent press_search(void *at, const struct ui_model *model, const struct press *press)
{
	struct search_state *state = at;
	enum action action = keymap_action(CONTEXT_SEARCH, screen_role(model), press);

	if (press->kind != PRESS_HOME && press->kind != PRESS_END &&
	    menu_move(&state->menu, state->count, press, 10))
		return (struct intent){0};
	if (action == ACTION_ENTER)
		return go(state, model);
	if (action == ACTION_NONE && entry_press(&state->field, press)) {
		look(state, model);
		return (struct intent){0};
	}
	return screen_common(action);
}

const struct screen screen_search = {
	.title = "Find",
	.size = sizeof(struct search_state),
	.leave = leave,
	.draw = draw,
	.press = press_search,
	.context = context,
};
