/* What can be chosen at a step, and the intent of each. */
#include "ui/step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

enum { PICKER_FROM = 10 }; /* more choices than digits */

bool step_is_picker(const struct step_view *view)
{
	return view->state == WALK_ASK && view->choice_count >= PICKER_FROM;
}

bool step_number_is_value(const struct step_view *view)
{
	/* not a duration: that has a unit, so that a number alone can only be a choice */
	static const bool numbers[FACT_TYPES] = {[FACT_NUMBER] = true, [FACT_TEXT] = true, [FACT_LIST] = true};

	return view->typed && view->fact && numbers[view->fact->type];
}

unsigned step_context(const struct step_view *view)
{
	static const unsigned contexts[] = {
		[WALK_START] = CONTEXT_START,         [WALK_ASK] = CONTEXT_ASK,
		[WALK_READ] = CONTEXT_READ,           [WALK_PROBE] = CONTEXT_RUNNING,
		[WALK_CHECKLIST] = CONTEXT_CHECKLIST, [WALK_COMPARE] = CONTEXT_COMPARE,
		[WALK_WAIT] = CONTEXT_WAIT,           [WALK_FIX] = CONTEXT_FIX,
		[WALK_VERIFY] = CONTEXT_RUNNING,      [WALK_END] = CONTEXT_END,
	};

	return contexts[view->state];
}

void step_items_add(struct step_items *items, const char *key, const char *label, struct intent intent)
{
	struct menu_item *item = array_add(&items->item);

	item->key = arena_strdup(&items->arena, key);
	item->label = arena_strdup(&items->arena, label);
	array_push(&items->intent, intent);
	if (key[0] >= '1' && key[0] <= '9' && key[1] == '\0')
		items->digits = key[0] - '0';
}

void step_items_clear(struct step_items *items)
{
	array_clear(&items->item);
	array_clear(&items->intent);
	arena_clear(&items->arena);
}

static struct intent intent_number(enum intent_kind kind, int number)
{
	return (struct intent){.kind = kind, .number = number};
}

static void add_template(struct step_items *items, const struct ui_model *model, const char *key,
                         const char *label, struct intent intent)
{
	struct text text = {0};

	frame_expand(&text, model, label);
	step_items_add(items, key, text_str(&text), intent);
	text_clear(&text);
}

static void add_choice(struct step_items *items, const struct ui_model *model, const struct choice *choice,
                       bool numbered, size_t index)
{
	char key[12] = "";

	if (numbered && choice->key <= 9)
		snprintf(key, sizeof key, "%d", choice->key);
	add_template(items, model, key, choice->label, intent_number(INTENT_CHOOSE, choice->key));
	items->item.at[items->item.count - 1].picked = choice->picked;
	if (index < model->lead_count && model->leads && model->leads[index] && !model->quiz)
		items->item.at[items->item.count - 1].right = model->leads[index];
}

static void add_choices(struct step_items *items, const struct ui_model *model, const struct step_view *view,
                        const char *filter)
{
	for (size_t i = 0; i < view->choice_count; i++)
		if (!filter[0] || strcasestr(view->choice[i].label, filter))
			add_choice(items, model, &view->choice[i], !filter[0], i);
	if (view->unknown_label)
		add_template(items, model, "0", view->unknown_label, intent_number(INTENT_UNKNOWN, 0));
}

/* Fixed lines of the other states. */
struct fixed {
	const char *label;
	enum intent_kind kind;
	int number;
};

static void add_fixed(struct step_items *items, const struct fixed *fixed, size_t count)
{
	char key[24];

	for (size_t i = 0; i < count; i++) {
		snprintf(key, sizeof key, "%zu", i + 1);
		step_items_add(items, key, fixed[i].label, intent_number(fixed[i].kind, fixed[i].number));
	}
}

static void add_running(struct step_items *items, const struct step_view *view)
{
	step_items_add(items, "0", view->unknown_label ? view->unknown_label : "Don't wait: answer by hand",
	               intent_number(INTENT_UNKNOWN, 0));
}

static void add_wait(struct step_items *items, const struct step_view *view)
{
	static const struct fixed lines[] = {
		{"Save and come back later", INTENT_WAIT, WAIT_LEAVE},
		{"Don't wait: look now", INTENT_SKIP, 0},
		{"It was at another time", INTENT_WAIT, WAIT_OTHER_TIME},
	};
	bool other = view->node && view->node->kind == NODE_WAIT && view->node->recheck_count > 0;

	add_fixed(items, lines, other ? 3 : 2);
}

static void add_fix(struct step_items *items)
{
	static const struct fixed lines[] = {
		{"Done: check again", INTENT_FIX, FIX_DONE},
		{"I can't do that", INTENT_FIX, FIX_CANNOT},
		{"That doesn't match what I see", INTENT_FIX, FIX_NO_MATCH},
	};

	add_fixed(items, lines, 3);
}

static void add_end(struct step_items *items, enum ending ending)
{
	static const struct fixed with_ticket[] = {
		{"See the ticket that was written for you", INTENT_OPEN, SCREEN_TICKET},
		{"Write it to a file", INTENT_TICKET_SAVE, 0},
		{"Save and leave", INTENT_QUIT, 0},
		{"Begin a new case", INTENT_RESTART, 0},
	};
	static const struct fixed plain[] = {
		{"Save and leave", INTENT_QUIT, 0},
		{"Begin a new case", INTENT_RESTART, 0},
		{"Open a ticket all the same", INTENT_OPEN, SCREEN_TICKET},
	};

	if (ending == ENDING_ESCALATE || ending == ENDING_NOT_OURS)
		add_fixed(items, with_ticket, 4);
	else
		add_fixed(items, plain, 3);
}

void step_items_make(struct step_items *items, const struct ui_model *model, const struct step_view *view,
                     const char *filter)
{
	*items = (struct step_items){0};
	arena_init(&items->arena);
	switch (view->state) {
	case WALK_START:
		break;
	case WALK_ASK:
		add_choices(items, model, view, filter);
		break;
	case WALK_READ:
		step_items_add(items, "1", "Go on", intent_number(INTENT_GO_ON, 0));
		break;
	case WALK_PROBE:
	case WALK_VERIFY:
		add_running(items, view);
		break;
	case WALK_CHECKLIST:
		step_checklist_items(items, model, view);
		break;
	case WALK_COMPARE:
		step_compare_items(items, model, view);
		break;
	case WALK_WAIT:
		add_wait(items, view);
		break;
	case WALK_FIX:
		add_fix(items);
		break;
	case WALK_END:
		add_end(items, walk_ending(model->walk));
		break;
	}
}
