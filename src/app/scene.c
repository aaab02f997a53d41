#include "app/scene.h"

static void make_model(struct scene *scene, struct ui_model *model)
{
	if (scene->desk)
		desk_model(scene->desk, model);
	else
		*model = *scene->early;
}

void scene_init(struct scene *scene, struct desk *desk, const struct ui_model *early)
{
	struct ui_model model;

	*scene = (struct scene){.desk = desk, .early = early};
	make_model(scene, &model);
	screens_init(&scene->screens, &model);
}

void scene_clear(struct scene *scene)
{
	if (scene->screens.layer.count > 0)
		screens_clear(&scene->screens);
	desk_free(scene->desk);
	scene->desk = NULL;
}

void scene_draw(struct scene *scene, struct surface *surface)
{
	struct ui_model model;

	make_model(scene, &model);
	screens_draw(&scene->screens, &model, surface);
}

void scene_open(struct scene *scene, enum screen_id id)
{
	struct ui_model model;

	desk_prepare(scene->desk, id);
	make_model(scene, &model);
	screens_open(&scene->screens, id, &model);
}

/* After these the case is elsewhere: what lay over the step goes. */
static bool leaves_layers(enum intent_kind kind)
{
	return kind == INTENT_JUMP || kind == INTENT_RESUME || kind == INTENT_PROFILE || kind == INTENT_RESTART ||
	       kind == INTENT_RECHECK || kind == INTENT_NEXT_CASE || kind == INTENT_HANDOFF;
}

static bool makes_ready(enum intent_kind kind)
{
	return kind == INTENT_TICKET_MAIL || kind == INTENT_TICKET_POST;
}

enum performed { PERFORMED, REFUSED, LEFT_OVER };

static enum performed perform(struct scene *scene, const struct intent *intent)
{
	struct error err = {0};

	switch (desk_do(scene->desk, intent, &err)) {
	case DESK_REFUSED:
		desk_tell(scene->desk, "%s", err.message);
		return REFUSED;
	case DESK_DONE:
		if (desk_ready_to_send(scene->desk) && makes_ready(intent->kind))
			scene_open(scene, SCREEN_SEND);
		else if (leaves_layers(intent->kind))
			screens_close_all(&scene->screens);
		else if (intent->close)
			screens_close(&scene->screens);
		return PERFORMED;
	case DESK_FRONT:
		break;
	}
	if (intent->kind == INTENT_OPEN)
		scene_open(scene, (enum screen_id)intent->number);
	if (intent->kind == INTENT_CLOSE)
		screens_close(&scene->screens);
	return intent->kind == INTENT_OPEN || intent->kind == INTENT_CLOSE ? PERFORMED : LEFT_OVER;
}

void scene_press(struct scene *scene, const struct press *press,
                 void (*rest)(void *ctx, const struct intent *intent), void *ctx)
{
	struct press next = *press;
	struct intent intent;
	enum performed done;

	if (press->kind == PRESS_NONE) /* nobody did anything: what is told stays */
		return;
	desk_quiet(scene->desk);
	do {
		struct ui_model model;

		make_model(scene, &model);
		intent = screens_press(&scene->screens, &model, &next);
		next = press_of(PRESS_NONE);
		if (intent.kind == INTENT_CANCEL)
			done = LEFT_OVER;
		else
			done = intent.kind == INTENT_NONE ? PERFORMED : perform(scene, &intent);
		if (done == LEFT_OVER)
			rest(ctx, &intent);
	} while (intent.more && done == PERFORMED);
}
