/* Short pages: what disagrees, what a probe touches. */
#include <string.h>

#include "base/clock.h"
#include "ui/listing.h"

struct page_state {
	struct menu menu;
};

/* ---- what does not fit together ---- */

static unsigned conflict_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_CONFLICT;
}

static void add_recheck(struct listing *list, const struct ui_model *model, const struct contradiction *from)
{
	for (size_t i = 0; i < from->recheck_count; i++) {
		const struct fact *fact = &model->guide->fact[from->recheck[i]];
		struct text label = {0};

		text_addf(&label, "Look again: %s", fact->label);
		listing_add(list, text_str(&label), NULL,
		            (struct intent){.kind = INTENT_RECHECK, .fact = fact, .close = true});
		text_clear(&label);
	}
}

static void add_lead(struct listing *list, const struct ui_model *model, const struct contradiction *from)
{
	const struct node *node = from->to ? guide_node(model->guide, from->to) : NULL;
	struct text label = {0};

	if (!node || !node->title)
		return;
	text_add(&label, "Go to what it points to: ");
	frame_expand(&label, model, node->title);
	listing_add(list, text_str(&label), node->code,
	            (struct intent){.kind = INTENT_JUMP, .node = node, .close = true});
	text_clear(&label);
}

static void fill_conflict(struct listing *list, const struct ui_model *model)
{
	const struct contradiction *from[1];
	struct text text = {0};

	listing_init(list, "What does not fit together", "", "Nothing: all that is known fits together.");
	if (walk_contradictions(model->walk, from, 1) == 0)
		return;
	text_add(&text, "**");
	frame_expand(&text, model, from[0]->title);
	text_add(&text, "**\n");
	frame_expand(&text, model, model->role == ROLE_AGENT && from[0]->say ? from[0]->say : from[0]->text);
	list->text = arena_strdup(&list->arena, text_str(&text));
	text_clear(&text);
	add_recheck(list, model, from[0]);
	add_lead(list, model, from[0]);
	listing_add(list, "Leave it as it is", NULL,
	            (struct intent){.kind = INTENT_DISMISS, .contradiction = from[0], .close = true});
	listing_number(list);
}

static void draw_conflict(void *at, const struct ui_model *model, struct surface *surface)
{
	struct page_state *state = at;
	struct listing list;

	fill_conflict(&list, model);
	listing_draw(&list, &state->menu, model, surface, CONTEXT_CONFLICT);
	listing_clear(&list);
}

static struct intent press_conflict(void *at, const struct ui_model *model, const struct press *press)
{
	struct page_state *state = at;
	struct listing list;
	struct intent intent;

	fill_conflict(&list, model);
	intent = listing_press(&list, &state->menu, model, CONTEXT_CONFLICT, press);
	listing_clear(&list);
	return intent;
}

const struct screen screen_conflict = {
	.title = "What does not fit together",
	.size = sizeof(struct page_state),
	.draw = draw_conflict,
	.press = press_conflict,
	.context = conflict_context,
};

/* ---- consent: asked once for each profile, before anything signed is sent ---- */

static unsigned consent_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_CONSENT;
}

/* Side effects as the data tells them, each once. */
static void add_effects(struct text *out, const struct platform *platform)
{
	for (size_t i = 0; platform && i < platform->probe_count; i++) {
		const char *effect = platform->probe[i].side_effects;

		if (effect && !strstr(text_str(out), effect))
			text_addf(out, "\n%s", effect);
	}
}

static void fill_consent(struct listing *list, const struct ui_model *model)
{
	struct text text = {0};

	listing_init(list, "May it look for itself?", "", "");
	text_addf(&text,
	          "Probes of **%s** read from %s, with the key of this profile. They only ever read: nothing in "
	          "the store is changed.",
	          model->profile, model->store[0] ? model->store : "your store");
	add_effects(&text, model->walk ? walk_platform(model->walk) : NULL);
	text_add(&text, "\nEverything can also be answered by hand.");
	list->text = arena_strdup(&list->arena, text_str(&text));
	text_clear(&text);
	listing_add(list, "Yes, look", NULL, (struct intent){.kind = INTENT_CONSENT, .number = 1, .close = true});
	listing_add(list, "No, I answer by hand", NULL, (struct intent){.kind = INTENT_CONSENT, .close = true});
	listing_number(list);
}

static void draw_consent(void *at, const struct ui_model *model, struct surface *surface)
{
	struct page_state *state = at;
	struct listing list;

	fill_consent(&list, model);
	listing_draw(&list, &state->menu, model, surface, CONTEXT_CONSENT);
	listing_clear(&list);
}

static struct intent press_consent(void *at, const struct ui_model *model, const struct press *press)
{
	struct page_state *state = at;
	struct listing list;
	struct intent intent;

	fill_consent(&list, model);
	intent = listing_press(&list, &state->menu, model, CONTEXT_CONSENT, press);
	listing_clear(&list);
	return intent;
}

const struct screen screen_consent = {
	.title = "May it look for itself?",
	.size = sizeof(struct page_state),
	.draw = draw_consent,
	.press = press_consent,
	.context = consent_context,
};
