/*
 * Facts that an answer gives: only those that the declaration's "set" and "each" name, and
 * redirect_to. Values are in written form, cleaned, and live in the arena that was given.
 */
#ifndef SYNCFIX_NET_FOUND_H
#define SYNCFIX_NET_FOUND_H

#include "net/reading.h"

struct found {
	ARRAY(struct wire_fact) fact;
};
void found_clear(struct found *found);

/* Labels the elements of "each", with their take and sample; tally lives in arena. */
void found_each(struct found *found, struct reading *reading, struct tally *tally, struct arena *arena);
void found_set(struct found *found, struct reading *reading, struct arena *arena);

#endif
