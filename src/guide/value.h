/*
 * A value of an expression or a fact. Plain data; texts and lists are borrowed from
 * an arena, the guide or the case, as the function that gives the value says.
 */
#ifndef SYNCFIX_GUIDE_VALUE_H
#define SYNCFIX_GUIDE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/text.h"

enum value_kind {
	VALUE_UNKNOWN,
	VALUE_YESNO,
	VALUE_NUMBER,
	VALUE_DURATION, /* ms */
	VALUE_TIME,     /* ms since 1970 UTC */
	VALUE_TEXT,
	VALUE_SYMBOL, /* value of a choice, or an outcome */
	VALUE_LIST,   /* of texts */
};

struct value {
	enum value_kind kind;
	bool yes;
	double number;
	int64_t ms;
	const char *text; /* text and symbol */
	const char *const *items;
	size_t count;
};

struct value value_yesno(bool yes);
struct value value_number(double number);
struct value value_duration(int64_t ms);
struct value value_time(int64_t at);
struct value value_text(const char *text);
struct value value_symbol(const char *name);
struct value value_list(const char *const *items, size_t count);
extern const struct value VALUE_NOTHING; /* unknown */

bool value_same(const struct value *a, const struct value *b);
/* Deep copy into the arena. */
struct value value_copy(struct arena *arena, const struct value *value);
const char *value_kind_name(enum value_kind kind);

/*
 * The one written form of a value, for the journal, the wire and --fact: yes/no, a number,
 * "90000ms"-style durations, RFC 3339 times, text as it is, list joined with ", ".
 */
void value_write(struct text *out, const struct value *value);

#endif
