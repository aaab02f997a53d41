/*
 * The screens over the desk, without a terminal: presses in, surfaces out. What needs the terminal
 * itself (leaving, suspending, the clipboard, an editor) is handed back as an intent.
 */
#ifndef SYNCFIX_APP_SCENE_H
#define SYNCFIX_APP_SCENE_H

#include "app/desk.h"
#include "ui/screen.h"

struct scene {
	struct screens screens;
	struct desk *desk;            /* NULL until everything is loaded; owned */
	const struct ui_model *early; /* shown until then; borrowed */
};

/* early: what the first frame shows when desk is NULL. */
void scene_init(struct scene *scene, struct desk *desk, const struct ui_model *early);
void scene_clear(struct scene *scene);
void scene_draw(struct scene *scene, struct surface *surface);
void scene_open(struct scene *scene, enum screen_id id);
/*
 * One press. Calls back for each intent that is left to the caller; its texts hold only during the
 * call. Needs a desk.
 */
void scene_press(struct scene *scene, const struct press *press,
                 void (*rest)(void *ctx, const struct intent *intent), void *ctx);

#endif
