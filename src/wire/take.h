/*
 * Members of a message, checked: the first wrong one is remembered and the rest is not looked at,
 * so that a reader asks for all it wants and looks once at the end. Private to this floor.
 */
#ifndef SYNCFIX_WIRE_TAKE_H
#define SYNCFIX_WIRE_TAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "json/json.h"

struct take {
	struct arena *arena; /* every text goes here */
	struct error *err;
	bool failed;
};

/* The value itself as a text: "" after a failure, never NULL. */
const char *take_string(struct take *take, const struct json_at *at);
/* NULL when missing or null. */
const char *take_text(struct take *take, const struct json_at *object, const char *key);
/* As take_text, but it must be there: "" after a failure, never NULL. */
const char *take_name(struct take *take, const struct json_at *object, const char *key);
/* The member as JSON text; it must be of that type, or missing (NULL). */
const char *take_raw(struct take *take, const struct json_at *object, const char *key, enum json_type type);
/* 0, false when missing. */
int64_t take_integer(struct take *take, const struct json_at *object, const char *key, int64_t min,
                     int64_t max);
double take_number(struct take *take, const struct json_at *object, const char *key);
bool take_bool(struct take *take, const struct json_at *object, const char *key);
/*
 * The member as an array of size-byte elements, filled by each; all zero when missing.
 * each gets one element's place and its JSON.
 */
void *take_array(struct take *take, const struct json_at *object, const char *key, size_t size, size_t *count,
                 void (*each)(struct take *take, const struct json_at *at, void *out));

#endif
