/* One look of watch: a check of one integration, and what it comes to in few words. */
#ifndef SYNCFIX_CLI_WATCH_LOOK_H
#define SYNCFIX_CLI_WATCH_LOOK_H

#include "app/pick.h"
#include "cli/setup.h"
#include "report/checklist.h"

struct watch_look {
	struct text sign;  /* equal for equal results */
	struct text words; /* the same for people */
	enum checklist_state state;
	int64_t at;
};

/* wanted: the probe that is watched, with pick holding it and what it needs; NULL: all. False with err. */
bool watch_look_take(struct watch_look *look, struct setup *setup, const struct profile *profile,
                     const struct probe *wanted, struct pick *pick, struct error *err);
void watch_look_clear(struct watch_look *look);

#endif
