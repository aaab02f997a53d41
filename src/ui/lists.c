/* Lists of things to go to: the path, saved cases, profiles, routines. */
#include "base/clock.h"
#include "ui/listing.h"

struct list_state {
	struct menu menu;
	bool placed;
};

typedef void fill_fn(struct listing *list, const struct ui_model *model);

static void add_stop(struct listing *list, const struct ui_model *model, const struct walk_stop *stop,
                     const char *how)
{
	struct text label = {0}, right = {0};

	text_addf(&label, "%s  ", stop->node->code ? stop->node->code : "");
	frame_expand(&label, model, stop->node->title);
	if (stop->answer)
		text_addf(&label, " – **%s**", stop->answer);
	text_add(&right, how);
	time_add_clock(&right, stop->at, model->utc_offset);
	listing_add(list, text_str(&label), text_str(&right),
	            (struct intent){.kind = INTENT_JUMP, .node = stop->node, .close = true});
	text_clear(&label);
	text_clear(&right);
}

/* Whoever went straight to what is most likely sees the steps that led there, and can doubt each. */
static void add_skipped(struct listing *list, const struct ui_model *model, const struct node *first)
{
	const struct diagnosis *led = model->led;
	const struct walk_stop *stop;
	size_t count = led && led->cause == first ? walk_path(led->walk, &stop) : 0;

	for (size_t i = 0; i < count && stop[i].node != first; i++) {
		struct walk_stop shown = stop[i];

		if (!shown.ticked)
			shown.answer = NULL; /* nobody said that they cannot see it */
		if (shown.node->code)
			add_stop(list, model, &shown, shown.ticked ? "passed, known " : "skipped, not asked ");
	}
}

static void fill_path(struct listing *list, const struct ui_model *model)
{
	const struct walk_stop *stop;
	size_t count = walk_path(model->walk, &stop);

	listing_init(list, "The way so far", "", "No step yet.");
	if (count > 0)
		add_skipped(list, model, stop[0].node);
	for (size_t i = 0; i < count; i++)
		add_stop(list, model, &stop[i], stop[i].ticked ? "passed without asking " : "");
}

static void fill_cases(struct listing *list, const struct ui_model *model)
{
	listing_init(list, "Saved cases", "",
	             "No case is saved yet. Each one is saved from its first answer on.");
	for (size_t i = 0; i < model->case_count; i++) {
		const struct ui_case *from = &model->cases[i];
		struct text label = {0}, right = {0};

		text_addf(&label, "%s – %s", from->title, from->step);
		text_addf(&right, "%s%s%s, ", from->closed ? "closed, " : "", from->profile,
		          from->profile[0] ? "" : "by hand");
		time_add_person(&right, from->at, model->utc_offset);
		listing_add(list, text_str(&label), text_str(&right),
		            (struct intent){.kind = INTENT_RESUME, .number = (int)i, .close = true});
		text_clear(&label);
		text_clear(&right);
	}
	listing_number(list);
}

static void fill_profiles(struct listing *list, const struct ui_model *model)
{
	bool lessons = model->profile_count > 0 && model->profiles[0].lesson;

	listing_init(list, lessons ? "Lessons" : "Integrations",
	             lessons ? "Which one? F in the lesson shows its fault."
	                     : "Which one is it about? Probes look at that store.",
	             "No integration is set up. In the shell: syncfix profile add");
	for (size_t i = 0; i < model->profile_count; i++) {
		const struct ui_profile *from = &model->profiles[i];
		struct text label = {0};

		if (lessons)
			text_add(&label, from->lesson);
		else
			text_addf(&label, "%s · %s", from->name, from->platform);
		listing_add(list, text_str(&label), lessons && model->fault_shown ? from->fault : from->store,
		            (struct intent){.kind = INTENT_PROFILE, .number = (int)i, .close = true});
		text_clear(&label);
	}
	if (model->profile_count > 0 && !lessons)
		listing_add(list, "None: answer by hand", NULL,
		            (struct intent){.kind = INTENT_PROFILE, .number = -1, .close = true});
	listing_number(list);
}

static void fill_routines(struct listing *list, const struct ui_model *model)
{
	listing_init(list, "Preventive routine", "", "The data holds no routine.");
	for (size_t i = 0; model->walk && i < model->guide->node_count; i++) {
		const struct node *node = &model->guide->node[i];
		struct text label = {0};

		if (node->kind != NODE_CHECKLIST || !node->routine)
			continue;
		frame_expand(&label, model, node->title);
		listing_add(list, text_str(&label), node->routine,
		            (struct intent){.kind = INTENT_JUMP, .node = node, .close = true});
		text_clear(&label);
	}
	listing_number(list);
}

static void draw_list(struct list_state *state, const struct ui_model *model, struct surface *surface,
                      fill_fn *fill, unsigned context)
{
	struct listing list;

	fill(&list, model);
	if (!state->placed && context == CONTEXT_PATH && list.item.count > 0)
		state->menu.focus = list.item.count - 1;
	state->placed = true;
	listing_draw(&list, &state->menu, model, surface, context);
	listing_clear(&list);
}

static struct intent press_list(struct list_state *state, const struct ui_model *model, fill_fn *fill,
                                unsigned context, const struct press *press)
{
	struct listing list;
	struct intent intent;

	fill(&list, model);
	intent = listing_press(&list, &state->menu, model, context, press);
	listing_clear(&list);
	return intent;
}

static unsigned list_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_LIST;
}

static unsigned path_context(const void *state, const struct ui_model *model)
{
	(void)state;
	(void)model;
	return CONTEXT_PATH;
}

/* Draw and press of one list. */
#define LIST_SCREEN(name, keys)                                                                              \
	static void draw_##name(void *at, const struct ui_model *model, struct surface *surface)                 \
	{                                                                                                        \
		draw_list(at, model, surface, fill_##name, keys);                                                    \
	}                                                                                                        \
	static struct intent press_##name(void *at, const struct ui_model *model, const struct press *press)     \
	{                                                                                                        \
		return press_list(at, model, fill_##name, keys, press);                                              \
	}

LIST_SCREEN(path, CONTEXT_PATH)
LIST_SCREEN(cases, CONTEXT_LIST)
LIST_SCREEN(profiles, CONTEXT_LIST)
LIST_SCREEN(routines, CONTEXT_LIST)

const struct screen screen_path = {
	.title = "The way so far",
	.size = sizeof(struct list_state),
	.draw = draw_path,
	.press = press_path,
	.context = path_context,
};
const struct screen screen_cases = {
	.title = "Saved cases",
	.size = sizeof(struct list_state),
	.draw = draw_cases,
	.press = press_cases,
	.context = list_context,
};
const struct screen screen_profiles = {
	.title = "Integrations",
	.size = sizeof(struct list_state),
	.draw = draw_profiles,
	.press = press_profiles,
	.context = list_context,
};
const struct screen screen_routines = {
	.title = "Preventive routine",
	.size = sizeof(struct list_state),
	.draw = draw_routines,
	.press = press_routines,
	.context = list_context,
};
