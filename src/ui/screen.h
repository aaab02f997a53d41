/*
 * Screens: each a const table of functions over its own state. A screen draws the model into a
 * surface and turns presses into intents; it never acts.
 */
#ifndef SYNCFIX_UI_SCREEN_H
#define SYNCFIX_UI_SCREEN_H

#include "base/array.h"
#include "ui/intent.h"
#include "ui/keymap.h"
#include "ui/model.h"

struct screen {
	const char *title; /* in the help */
	size_t size;       /* of the state, zeroed at the start */
	/* enter and leave may be NULL. */
	/* from: context of the screen below. */
	void (*enter)(void *state, const struct ui_model *model, unsigned from);
	void (*leave)(void *state); /* frees what the state holds */
	void (*draw)(void *state, const struct ui_model *model, struct surface *surface);
	/* The intent of a press; INTENT_NONE when it only changed the screen, or nothing. */
	struct intent (*press)(void *state, const struct ui_model *model, const struct press *press);
	/* Bits of enum context that its keys are looked up with. */
	unsigned (*context)(const void *state, const struct ui_model *model);
};

enum screen_id {
	SCREEN_HOME, /* start screen or the step, as the walk stands */
	SCREEN_HELP,
	SCREEN_SEARCH,
	SCREEN_EVIDENCE,
	SCREEN_PROBES,
	SCREEN_PATH,
	SCREEN_CODE,
	SCREEN_NOTE,
	SCREEN_TICKET,
	SCREEN_SEND,
	SCREEN_CONFLICT,
	SCREEN_CONSENT,
	SCREEN_CASES,
	SCREEN_PROFILES,
	SCREEN_ROUTINES,
	SCREEN_CHECK,
	SCREEN_READBACK,
	SCREEN_SKIP,
	SCREEN_SCORE,
	SCREEN_MAP,
	SCREEN_GUESS,
	SCREENS
};
const struct screen *screen_of(enum screen_id id);
const char *screen_name(enum screen_id id);
bool screen_find(const char *name, enum screen_id *out);

/* Layers over the home screen, which is never closed. */
struct screens {
	ARRAY(struct layer {
		enum screen_id id;
		void *state;
	})
	layer;
};
void screens_init(struct screens *screens, const struct ui_model *model);
void screens_clear(struct screens *screens);
/* Opening what is open already brings it to the top anew. */
void screens_open(struct screens *screens, enum screen_id id, const struct ui_model *model);
void screens_close(struct screens *screens); /* the top layer; the home screen stays */
void screens_close_all(struct screens *screens);
enum screen_id screens_top(const struct screens *screens);
void screens_draw(struct screens *screens, const struct ui_model *model, struct surface *surface);
struct intent screens_press(struct screens *screens, const struct ui_model *model, const struct press *press);

/* The intents that mean the same on every screen; INTENT_NONE for the others. */
struct intent screen_common(enum action action);
enum keymap_role screen_role(const struct ui_model *model);

/* One table for each screen, in its own file. */
extern const struct screen screen_start, screen_step, screen_help, screen_search, screen_evidence,
	screen_probes, screen_path, screen_code, screen_note, screen_ticket, screen_send, screen_conflict,
	screen_consent, screen_cases, screen_profiles, screen_routines, screen_check, screen_readback,
	screen_skip, screen_score, screen_map, screen_guess;

#endif
