/*
 * An input under way: one event that says what the person did, built and then recorded; private
 * to this folder. The rule: input_begin, then input_end or arena_clear of its arena.
 */
#ifndef SYNCFIX_CASE_INPUT_H
#define SYNCFIX_CASE_INPUT_H

#include "case/state.h"

enum { INPUT_FACTS = 48 };

struct input {
	struct walk *walk;
	struct arena arena; /* texts of its facts */
	struct event event; /* at the node in front of the person, source person */
	struct event_fact fact[INPUT_FACTS];
};

void input_begin(struct input *input, struct walk *walk, enum event_kind kind, int64_t now);
void input_fact(struct input *input, const char *fact, const char *value);
void input_value(struct input *input, int fact, const struct value *value);
void input_presets(struct input *input, const struct preset *set, size_t count);
/* Clears the facts that an older event brought and this one does not bring again. */
void input_clear_older(struct input *input, bool (*is_older)(const struct walk *, const struct event *));
/* Was it the answer that now is given anew, or what followed from it? */
bool input_of_this_stop(const struct walk *walk, const struct event *event);
/* Records it and goes on; true. */
bool input_end(struct input *input);

#endif
