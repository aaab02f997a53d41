/* The step screen's presses: fields, lists, and the keys that mean the same everywhere. */
#include "ui/step.h"

#include <string.h>

/* The fields as intents: first the further facts, then the question's own, which leads on. */
static struct intent send_next(struct step_state *state)
{
	state->sending = true;
	while (++state->field_sent < state->field_count) {
		const char *words = entry_text(&state->field[state->field_sent]);

		if (words[0])
			return (struct intent){.kind = INTENT_TYPE,
			                       .words = words,
			                       .more = true,
			                       .number = (int)state->field_sent};
	}
	state->sending = false;
	state->field_sent = 0;
	return (struct intent){.kind = INTENT_TYPE, .words = entry_text(&state->field[0])};
}

static struct intent with_fact(struct intent intent, const struct ui_model *model,
                               const struct step_view *view)
{
	if (intent.kind == INTENT_TYPE && intent.more)
		intent.fact = &model->guide->fact[view->node->also[intent.number - 1]];
	return intent;
}

/* The choice whose digit was typed where no number can be the value. */
static struct intent choice_typed(const struct step_state *state, const struct ui_model *model,
                                  const struct step_view *view)
{
	struct intent intent = {0};
	struct step_items items;

	if (step_number_is_value(view))
		return intent;
	step_items_make(&items, model, view, "");
	for (size_t i = 0; i < items.item.count; i++)
		if (items.item.at[i].key[0] && strcmp(items.item.at[i].key, entry_text(&state->field[0])) == 0)
			intent = items.intent.at[i];
	step_items_clear(&items);
	return intent;
}

static struct intent enter_field(struct step_state *state, const struct ui_model *model,
                                 const struct step_view *view)
{
	struct intent chosen = choice_typed(state, model, view);

	if (entry_empty(&state->field[0]) || chosen.kind != INTENT_NONE)
		return chosen;
	if (state->field_at + 1 < state->field_count) {
		state->field_at++;
		return (struct intent){0};
	}
	return with_fact(send_next(state), model, view);
}

static struct intent enter_picker(struct step_state *state, const struct ui_model *model,
                                  const struct step_view *view)
{
	struct step_items items;
	struct intent intent = {0};

	step_items_make(&items, model, view, entry_text(&state->field[0]));
	if (state->menu.focus < items.intent.count)
		intent = items.intent.at[state->menu.focus];
	step_items_clear(&items);
	return intent;
}

static bool move_field(struct step_state *state, const struct press *press)
{
	if (state->editing)
		return false;
	if (press->kind == PRESS_UP || press->kind == PRESS_BACKTAB) {
		if (state->field_at > 0)
			state->field_at--;
		return true;
	}
	if (press->kind == PRESS_DOWN || press->kind == PRESS_TAB) {
		state->field_at++;
		state->menu.focus = 0;
		return true;
	}
	return false;
}

/* Letters are no part of a number, so they keep their meaning where one is typed. */
static bool is_command_in_number(const struct step_state *state, const struct step_view *view,
                                 const struct press *press)
{
	if (press->kind != PRESS_CHAR || state->editing || step_is_picker(view))
		return false;
	if (!view->fact || view->fact->type != FACT_NUMBER)
		return false;
	return press->code >= 0x80 || !strchr("0123456789.,-+ ", (int)press->code);
}

/* In a long list a digit still answers at once, as long as nothing of a name was typed. */
static bool digit_of(const struct step_state *state, const struct step_view *view, const struct press *press,
                     int *digit)
{
	if (press->kind != PRESS_CHAR || !step_is_picker(view) || step_filter(state, view)[0])
		return false;
	*digit = (int)press->code - '0';
	return *digit >= 0 && *digit <= 9;
}

static struct intent press_field(struct step_state *state, const struct ui_model *model,
                                 const struct step_view *view, const struct press *press)
{
	enum action action = keymap_action(CONTEXT_FIELD, screen_role(model), press);
	bool picker = step_is_picker(view);
	int digit;

	if (digit_of(state, view, press, &digit))
		return (struct intent){.kind = digit > 0 ? INTENT_CHOOSE : INTENT_UNKNOWN, .number = digit};
	if (is_command_in_number(state, view, press))
		return screen_common(keymap_action(CONTEXT_ASK, screen_role(model), press));
	if (picker && menu_move(&state->menu, view->choice_count + 1, press, 8))
		return (struct intent){0};
	if (!picker && action != ACTION_NEXT_CASE && move_field(state, press))
		return (struct intent){0};
	if (action == ACTION_COMMANDS) {
		state->commands = !state->editing;
		state->editing = 0;
		return (struct intent){0};
	}
	if (action == ACTION_ENTER && view->state == WALK_COMPARE)
		return step_compare_press(state, model, view, action, press);
	if (action == ACTION_ENTER)
		return picker ? enter_picker(state, model, view) : enter_field(state, model, view);
	if (entry_press(&state->field[state->editing ? 0 : state->field_at], press)) {
		if (picker)
			state->menu.focus = 0;
		return (struct intent){0};
	}
	return screen_common(action);
}

static bool scroll(struct step_state *state, enum action action)
{
	if (action != ACTION_PAGE_UP && action != ACTION_PAGE_DOWN)
		return false;
	state->top += action == ACTION_PAGE_UP ? -5 : 5;
	state->scrolled = true;
	return true;
}

/* Up from the first line goes back into the field. */
static bool move(struct step_state *state, const struct step_items *items, const struct press *press)
{
	if (press->kind == PRESS_UP && state->menu.focus == 0 && state->field_count > 0) {
		state->field_at = state->field_count - 1;
		state->commands = false;
		return true;
	}
	return menu_move(&state->menu, items->item.count, press, 8);
}

static struct intent press_item(struct step_state *state, const struct step_items *items, enum action action,
                                const struct press *press)
{
	int found = menu_find(items->item.at, items->item.count, press);

	if (found >= 0)
		return items->intent.at[found];
	if (action != ACTION_ENTER || state->menu.focus >= items->intent.count)
		return (struct intent){0};
	return items->intent.at[state->menu.focus];
}

/* Enter comes back to a field that was left for the other keys. */
static bool back_to_field(struct step_state *state, enum action action)
{
	if (!state->commands || action != ACTION_ENTER || state->field_at >= state->field_count)
		return false;
	state->commands = false;
	return true;
}

static void add_copied(struct text *out, const struct ui_model *model, const struct node *node)
{
	if (node->copy) {
		text_add(out, node->copy);
		return;
	}
	for (size_t i = 0; i < node->step_count; i++) {
		text_addf(out, "%zu. ", i + 1);
		frame_expand(out, model, node->step[i].text);
		text_add_char(out, '\n');
	}
	if (node->step_count == 0)
		frame_expand(out, model, node->text);
}

static struct intent copy(struct step_state *state, const struct ui_model *model, const struct node *node)
{
	text_clear(&state->good);
	add_copied(&state->good, model, node);
	return (struct intent){.kind = INTENT_COPY, .words = text_str(&state->good)};
}

static struct intent act(struct step_state *state, const struct ui_model *model, const struct step_view *view,
                         const struct step_items *items, const struct press *press)
{
	enum action action = keymap_action(step_context(view), screen_role(model), press);
	struct intent intent;

	if (back_to_field(state, action) || scroll(state, action))
		return (struct intent){0};
	if (!state->commands && move(state, items, press))
		return (struct intent){0};
	if (view->state == WALK_CHECKLIST && action != ACTION_BACK) {
		intent = step_checklist_press(state, model, view, action, press);
		return intent.kind != INTENT_NONE ? intent : screen_common(action);
	}
	if (view->state == WALK_COMPARE && action == ACTION_ENTER)
		return step_compare_press(state, model, view, action, press);
	intent = press_item(state, items, action, press);
	if (intent.kind != INTENT_NONE)
		return intent;
	if (action == ACTION_COPY)
		return copy(state, model, view->node);
	if (action == ACTION_QUIZ && model->quiz)
		return (struct intent){.kind = INTENT_OPEN, .number = SCREEN_GUESS};
	if (action == ACTION_SKIP && model->role == ROLE_AGENT)
		return (struct intent){.kind = INTENT_OPEN, .number = SCREEN_SKIP};
	if (action == ACTION_SKIP)
		return (struct intent){.kind = INTENT_SKIP, .words = "skipped by hand"};
	if (action == ACTION_SAVE)
		return (struct intent){.kind = INTENT_SAVE_DATE};
	return screen_common(action);
}

struct intent step_press(void *at, const struct ui_model *model, const struct press *press)
{
	struct step_state *state = at;
	struct step_view view = walk_view(model->walk, model->now);
	struct step_items items;
	struct intent intent;

	step_follow(state, model, &view);
	state->sending = state->sending && press->kind == PRESS_NONE; /* it was refused otherwise */
	if (!state->sending)
		state->field_sent = 0;
	if (state->sending)
		return with_fact(send_next(state), model, &view);
	if (step_in_field(state) && press->kind != PRESS_ALT)
		return press_field(state, model, &view, press);
	step_items_make(&items, model, &view, step_filter(state, &view));
	intent = act(state, model, &view, &items, press);
	step_items_clear(&items);
	return intent;
}
