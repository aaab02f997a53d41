/*
 * A desk for tests: the small guide of tests/screens, a clock that stands still, no network. Scripts
 * are words separated by blanks: names of presses, type:TEXT and paste:TEXT (with _ for a blank and ~ for _),
 * handoff types the code of the case in front, run:PROBE starts a probe, probe:PROBE=OUTCOME gives its
 * result.
 */
#ifndef SYNCFIX_TESTS_STAGE_H
#define SYNCFIX_TESTS_STAGE_H

#include "app/scene.h"
#include "data/load.h"

struct stage {
	struct guide *guide;
	struct clock clock;
	struct scene scene;
	enum role role;
	bool with_profile;
	bool signs;
	bool lesson;
	const char *state;   /* folder of the state, or NULL */
	const char *program; /* of syncfix-net, or NULL: nothing is asked */
	bool (*connect)(void *ctx, struct driver *driver, struct error *err); /* or NULL */
	struct integration integration;
	struct ui_lesson lesson_is;
	struct text rest; /* names of the intents that were handed back */
};

/* The guide and the clock alone, for a front end that makes its own desk. */
bool stage_load(struct stage *stage);
/* Before: the members role to state. False when the guide cannot be loaded. */
bool stage_open(struct stage *stage);
void stage_close(struct stage *stage);
void stage_play(struct stage *stage, const char *script);
void stage_press(struct stage *stage, const struct press *press);
/* The screen as text. */
void stage_dump(struct stage *stage, int rows, int cols, bool ascii, struct text *out);
/* desk_options for a front end of its own. */
struct desk_options stage_options(struct stage *stage);

#endif
