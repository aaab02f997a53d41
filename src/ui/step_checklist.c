/* A checklist: the digits answer the line with the mark, and the mark moves on. */
#include "ui/step.h"

#include <stdio.h>
#include <string.h>

enum { ANSWERS = 10 };

static const struct fact *fact_of(const struct ui_model *model, const struct node *item)
{
	return item->fact >= 0 ? &model->guide->fact[item->fact] : NULL;
}

static bool answer_holds(const struct ui_model *model, const struct answer *answer)
{
	return answer->has_value && walk_holds(model->walk, answer->when, model->now);
}

static const char *written(const struct value *value, struct arena *arena)
{
	struct text text = {0};
	const char *copy;

	value_write(&text, value);
	copy = arena_strdup(arena, text_str(&text));
	text_clear(&text);
	return copy;
}

static size_t from_answers(const struct ui_model *model, const struct node *item, struct step_answer *answer,
                           size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < item->answer_count && count < room; i++) {
		const struct answer *from = &item->answer[i];

		if (!answer_holds(model, from))
			continue;
		answer[count].value =
			from->value.kind == VALUE_YESNO ? (from->value.yes ? "yes" : "no") : from->value.text;
		answer[count++].label = from->label;
	}
	return count;
}

size_t step_checklist_answers(const struct ui_model *model, const struct node *item,
                              struct step_answer *answer, size_t room)
{
	const struct fact *fact = fact_of(model, item);
	size_t count = from_answers(model, item, answer, room);

	if (count > 0 || !fact)
		return count;
	if (fact->type == FACT_YESNO && room >= 2) {
		answer[0] = (struct step_answer){"yes", "Yes"};
		answer[1] = (struct step_answer){"no", "No"};
		return 2;
	}
	for (size_t i = 0; i < fact->value_count && count < room; i++)
		answer[count++] = (struct step_answer){fact->value[i].name, fact->value[i].text};
	return count;
}

int step_checklist_digits(const struct ui_model *model, const struct step_view *view, size_t focus)
{
	struct step_answer answer[ANSWERS];

	if (focus >= view->node->item_count)
		return 0;
	return (int)step_checklist_answers(model, view->node->item[focus], answer, ANSWERS - 1);
}

/* What was answered, in words; "" when nothing was. */
static void answer_words(struct text *out, const struct ui_model *model, const struct node *item)
{
	struct step_answer answer[ANSWERS];
	const struct evidence *known = item->fact >= 0 ? walk_fact(model->walk, item->fact) : NULL;
	size_t count = step_checklist_answers(model, item, answer, ANSWERS);
	struct arena arena;
	const char *value;

	if (!known)
		return;
	arena_init(&arena);
	value = written(&known->value, &arena);
	for (size_t i = 0; i < count; i++)
		if (strcmp(answer[i].value, value) == 0)
			frame_expand(out, model, answer[i].label);
	if (out->len == 0)
		text_add(out, value);
	arena_clear(&arena);
}

void step_checklist_items(struct step_items *items, const struct ui_model *model,
                          const struct step_view *view)
{
	const struct node *node = view->node;

	for (size_t i = 0; i < node->item_count; i++) {
		struct text label = {0}, words = {0};

		frame_expand(&label, model, node->item[i]->title);
		answer_words(&words, model, node->item[i]);
		step_items_add(items, "", text_str(&label), (struct intent){.kind = INTENT_NONE, .number = (int)i});
		items->item.at[i].right = arena_strdup(&items->arena, words.len ? text_str(&words) : "?");
		text_clear(&label);
		text_clear(&words);
	}
	step_items_add(items, "", "Go on with these answers", (struct intent){.kind = INTENT_GO_ON});
	items->item.at[items->item.count - 1].gap = true;
}

void step_body_checklist(struct page *page, const struct ui_model *model, const struct step_view *view,
                         const struct step_state *state)
{
	const struct node *node = view->node;
	struct step_answer answer[ANSWERS];
	struct text out = {0};
	size_t count;

	if (state->menu.focus >= node->item_count)
		return;
	frame_expand(&out, model, node->item[state->menu.focus]->text);
	page_gap(page);
	page_add(page, 0, STYLE_PLAIN, text_str(&out));
	text_cut(&out, 0);
	count = step_checklist_answers(model, node->item[state->menu.focus], answer, ANSWERS - 1);
	for (size_t i = 0; i < count; i++) {
		text_addf(&out, "**%zu** ", i + 1);
		frame_expand(&out, model, answer[i].label);
		text_add(&out, "   ");
	}
	text_add(&out, "**0** I can't see it");
	page_add(page, 0, STYLE_PLAIN, text_str(&out));
	text_clear(&out);
}

struct intent step_checklist_press(struct step_state *state, const struct ui_model *model,
                                   const struct step_view *view, enum action action,
                                   const struct press *press)
{
	const struct node *node = view->node;
	struct step_answer answer[ANSWERS];
	size_t item = state->menu.focus, count, picked;

	if (action == ACTION_ENTER && item >= node->item_count)
		return (struct intent){.kind = INTENT_GO_ON};
	if (action == ACTION_ENTER) {
		state->menu.focus++;
		return (struct intent){0};
	}
	if (item >= node->item_count || press->kind != PRESS_CHAR || press->code < '0' || press->code > '9')
		return (struct intent){0};
	count = step_checklist_answers(model, node->item[item], answer, ANSWERS - 1);
	picked = press->code - '0';
	if (picked > count)
		return (struct intent){0};
	state->menu.focus++;
	return (struct intent){
		.kind = INTENT_TICK,
		.number = (int)item,
		.words = picked == 0 ? NULL : answer[picked - 1].value,
	};
}
