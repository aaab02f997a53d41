/*
 * Some probes of all: those that somebody names, and what has to run before them. Pure: only reads the
 * guide.
 */
#ifndef SYNCFIX_APP_PICK_H
#define SYNCFIX_APP_PICK_H

#include <stdbool.h>

#include "base/array.h"
#include "base/error.h"
#include "guide/model.h"

struct pick {
	ARRAY(const struct probe *) probe;
};

/* names: names or numbers of probes, separated by commas. False with err: there is no such probe. */
bool pick_make(struct pick *pick, const struct guide *guide, const char *names, struct error *err);
void pick_clear(struct pick *pick);
/* As driver_options.wants takes it. */
bool pick_has(void *pick, const struct probe *probe);

#endif
