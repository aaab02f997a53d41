/*
 * Event → state, split over apply*.c; private to this folder. The rule: nothing here looks at
 * anything but the walk and the event, so that replaying gives the same state.
 */
#ifndef SYNCFIX_CASE_APPLY_H
#define SYNCFIX_CASE_APPLY_H

#include "case/state.h"

bool apply_is(const char *a, const char *b); /* the same text; false for NULL */
bool apply_is_here(const struct walk *walk, const struct event *event);
void apply_leave(struct walk *walk, enum way way);
/* The top stop's answer is the value of its fact in words. */
void apply_known_words(struct walk *walk, const struct node *node);
/* Questions of the node, or about the fact (-1: none), may be put again. */
void apply_unsee(struct walk *walk, const struct node *node, int fact);
void apply_recheck_done(struct position *at, int fact);
/* Forgets the event's facts; ask: each is then asked again in place. */
void apply_forget(struct walk *walk, const struct event *event, bool ask);
/* The stop stands again as when it was first reached; later ones leave the path. */
void apply_return(struct walk *walk, int index, const struct event *event);

void apply_answer(struct walk *walk, const struct event *event);
void apply_wait(struct walk *walk, const struct event *event);
void apply_fix(struct walk *walk, const struct event *event);

#endif
