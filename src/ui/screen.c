#include "ui/screen.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ui/frame.h"

static const struct {
	const char *name;
	const struct screen *screen;
} table[SCREENS] = {
	[SCREEN_HOME] = {"home", NULL}, /* start or step */
	[SCREEN_HELP] = {"help", &screen_help},
	[SCREEN_SEARCH] = {"search", &screen_search},
	[SCREEN_EVIDENCE] = {"evidence", &screen_evidence},
	[SCREEN_PROBES] = {"probes", &screen_probes},
	[SCREEN_PATH] = {"path", &screen_path},
	[SCREEN_CODE] = {"code", &screen_code},
	[SCREEN_NOTE] = {"note", &screen_note},
	[SCREEN_TICKET] = {"ticket", &screen_ticket},
	[SCREEN_SEND] = {"send", &screen_send},
	[SCREEN_CONFLICT] = {"disagrees", &screen_conflict},
	[SCREEN_CONSENT] = {"consent", &screen_consent},
	[SCREEN_CASES] = {"cases", &screen_cases},
	[SCREEN_PROFILES] = {"profiles", &screen_profiles},
	[SCREEN_ROUTINES] = {"routines", &screen_routines},
	[SCREEN_CHECK] = {"check", &screen_check},
	[SCREEN_READBACK] = {"readback", &screen_readback},
	[SCREEN_SKIP] = {"skip", &screen_skip},
	[SCREEN_SCORE] = {"score", &screen_score},
	[SCREEN_MAP] = {"map", &screen_map},
	[SCREEN_GUESS] = {"quiz", &screen_guess},
};

/* The home layer shows one of two screens; each keeps its state while the other is shown. */
struct home {
	void *start, *step;
};

const struct screen *screen_of(enum screen_id id)
{
	return table[id].screen ? table[id].screen : &screen_step;
}

const char *screen_name(enum screen_id id)
{
	return table[id].name;
}

bool screen_find(const char *name, enum screen_id *out)
{
	for (int id = 0; id < SCREENS; id++) {
		if (strcmp(table[id].name, name) == 0) {
			*out = (enum screen_id)id;
			return true;
		}
	}
	return false;
}

static void *state_new(const struct screen *screen, const struct ui_model *model, unsigned from)
{
	void *state = xcalloc(1, screen->size ? screen->size : 1);

	if (screen->enter)
		screen->enter(state, model, from);
	return state;
}

static void state_free(const struct screen *screen, void *state)
{
	if (screen->leave)
		screen->leave(state);
	free(state);
}

static void push(struct screens *screens, enum screen_id id, void *state)
{
	struct layer *layer = array_add(&screens->layer);

	layer->id = id;
	layer->state = state;
}

void screens_init(struct screens *screens, const struct ui_model *model)
{
	struct home *home = xcalloc(1, sizeof *home);

	*screens = (struct screens){0};
	home->start = state_new(&screen_start, model, 0);
	home->step = state_new(&screen_step, model, 0);
	push(screens, SCREEN_HOME, home);
}

static void layer_free(struct layer *layer)
{
	struct home *home = layer->state;

	if (layer->id != SCREEN_HOME) {
		state_free(screen_of(layer->id), layer->state);
		return;
	}
	state_free(&screen_start, home->start);
	state_free(&screen_step, home->step);
	free(home);
}

void screens_clear(struct screens *screens)
{
	for (size_t i = 0; i < screens->layer.count; i++)
		layer_free(&screens->layer.at[i]);
	array_clear(&screens->layer);
}

static void remove_layer(struct screens *screens, size_t index)
{
	layer_free(&screens->layer.at[index]);
	screens->layer.count--;
	memmove(&screens->layer.at[index], &screens->layer.at[index + 1],
	        (screens->layer.count - index) * sizeof screens->layer.at[0]);
}

/* The screen on top and its state. */
static const struct screen *top(struct screens *screens, const struct ui_model *model, void **state)
{
	struct layer *layer = &screens->layer.at[screens->layer.count - 1];
	struct home *home = layer->state;

	*state = layer->state;
	if (layer->id != SCREEN_HOME)
		return screen_of(layer->id);
	if (model->walk && walk_view(model->walk, model->now).state != WALK_START) {
		*state = home->step;
		return &screen_step;
	}
	*state = home->start;
	return &screen_start;
}

static unsigned context_of_top(struct screens *screens, const struct ui_model *model)
{
	void *state;
	const struct screen *screen = top(screens, model, &state);

	return screen->context(state, model);
}

void screens_open(struct screens *screens, enum screen_id id, const struct ui_model *model)
{
	unsigned from;

	if (id == SCREEN_HOME) {
		screens_close_all(screens);
		return;
	}
	from = context_of_top(screens, model);
	for (size_t i = screens->layer.count; i-- > 1;)
		if (screens->layer.at[i].id == id)
			remove_layer(screens, i);
	push(screens, id, state_new(screen_of(id), model, from));
}

void screens_close(struct screens *screens)
{
	if (screens->layer.count > 1)
		remove_layer(screens, screens->layer.count - 1);
}

void screens_close_all(struct screens *screens)
{
	while (screens->layer.count > 1)
		screens_close(screens);
}

enum screen_id screens_top(const struct screens *screens)
{
	assert(screens->layer.count > 0);
	return screens->layer.at[screens->layer.count - 1].id;
}

void screens_draw(struct screens *screens, const struct ui_model *model, struct surface *surface)
{
	void *state;
	const struct screen *screen = top(screens, model, &state);

	surface_clear(surface);
	if (frame_too_small(surface))
		return;
	screen->draw(state, model, surface);
	frame_notice(surface, model);
}

enum keymap_role screen_role(const struct ui_model *model)
{
	static const enum keymap_role roles[ROLES] =
		{[ROLE_MERCHANT] = KEYMAP_EVERYBODY, [ROLE_AGENT] = KEYMAP_AGENT, [ROLE_TRAINER] = KEYMAP_TRAINER};

	return roles[model->role];
}

static struct intent open_screen(enum screen_id id)
{
	return (struct intent){.kind = INTENT_OPEN, .number = (int)id};
}

struct intent screen_common(enum action action)
{
	static const enum intent_kind plain[ACTIONS] = {
		[ACTION_BACK] = INTENT_BACK,           [ACTION_CLOSE] = INTENT_CLOSE,
		[ACTION_QUIT] = INTENT_QUIT,           [ACTION_ACCEPT] = INTENT_ACCEPT,
		[ACTION_HOLD] = INTENT_HOLD,           [ACTION_REVEAL] = INTENT_REVEAL,
		[ACTION_RESTART] = INTENT_RESTART,     [ACTION_SUSPEND] = INTENT_SUSPEND,
		[ACTION_REPAINT] = INTENT_REPAINT,     [ACTION_INTERRUPT] = INTENT_CANCEL,
		[ACTION_NEXT_CASE] = INTENT_NEXT_CASE, [ACTION_FAULT] = INTENT_FAULT,
		[ACTION_QUIZ] = INTENT_QUIZ,           [ACTION_REWIND] = INTENT_REWIND,
		[ACTION_STEP_ON] = INTENT_STEP_ON,     [ACTION_PLAY] = INTENT_PLAY,
	};
	static const enum screen_id opens[ACTIONS] = {
		[ACTION_NOTE] = SCREEN_NOTE,         [ACTION_TICKET] = SCREEN_TICKET,
		[ACTION_CODE] = SCREEN_CODE,         [ACTION_EVIDENCE] = SCREEN_EVIDENCE,
		[ACTION_SEARCH] = SCREEN_SEARCH,     [ACTION_HELP] = SCREEN_HELP,
		[ACTION_PATH] = SCREEN_PATH,         [ACTION_PROBES] = SCREEN_PROBES,
		[ACTION_CONFLICT] = SCREEN_CONFLICT, [ACTION_CHECK] = SCREEN_CHECK,
		[ACTION_RESUME] = SCREEN_CASES,      [ACTION_ROUTINE] = SCREEN_ROUTINES,
		[ACTION_PROFILE] = SCREEN_PROFILES,  [ACTION_READ_BACK] = SCREEN_READBACK,
		[ACTION_SCORE] = SCREEN_SCORE,       [ACTION_MAP] = SCREEN_MAP,
	};

	if (opens[action] != SCREEN_HOME)
		return open_screen(opens[action]);
	return (struct intent){.kind = plain[action]};
}

struct intent screens_press(struct screens *screens, const struct ui_model *model, const struct press *press)
{
	void *state;
	const struct screen *screen = top(screens, model, &state);

	if (model->film_count > 0 && screens_top(screens) == SCREEN_HOME)
		return screen_common(keymap_action(CONTEXT_FILM, screen_role(model), press));
	return screen->press(state, model, press);
}
