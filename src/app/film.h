/*
 * A case looked at as it stood: frames of its journal, from before its first answer to its end. For a class
 * (rewind and step) and for replaying a saved case. Nothing of the case itself changes.
 */
#ifndef SYNCFIX_APP_FILM_H
#define SYNCFIX_APP_FILM_H

#include "case/walk.h"

struct film;

/* The journal is borrowed: it must stand still while there is a film. options as for walk_restore. */
struct film *film_new(const struct guide *guide, const struct walk_options *options,
                      const struct journal *journal);
void film_free(struct film *film);

size_t film_count(const struct film *film); /* frames, at least 1 */
size_t film_at(const struct film *film);    /* from 0 */
void film_go(struct film *film, size_t frame);
const struct walk *film_walk(const struct film *film); /* as it stood, until the next film_go */
int64_t film_now(const struct film *film);             /* the time of what was done next */
/* What was done next, in words: "answered ON (blue)", "went back"; "" at the end. */
const char *film_next(struct film *film);
/* Appends what happened since the frame before besides the deed: notes, what probes found, whether a fix
 * helped; a sentence each. */
void film_markers(const struct film *film, struct text *out);
/* Events of the journal before the frame. */
size_t film_events(const struct film *film);

#endif
