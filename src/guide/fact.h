/*
 * Facts: the closed vocabulary of the wizard. A fact is a name with a type; its value, source and
 * time belong to the case. Immutable after load, in the guide's arena.
 */
#ifndef SYNCFIX_GUIDE_FACT_H
#define SYNCFIX_GUIDE_FACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "guide/expr.h"
#include "guide/value.h"

enum fact_type {
	FACT_CHOICE,
	FACT_YESNO,
	FACT_NUMBER,
	FACT_DURATION,
	FACT_TIME,
	FACT_TEXT,
	FACT_LIST,
	FACT_URL,
	FACT_SECRET,
	FACT_TYPES
};
const char *fact_type_name(enum fact_type type);
enum value_kind fact_type_kind(enum fact_type type); /* VALUE_UNKNOWN for a secret */

enum fact_zone { ZONE_PERSON, ZONE_IS2, ZONE_STORE };

struct fact {
	const char *name;
	int id; /* its index in guide->fact */
	int n;  /* stable number for handoff codes */
	enum fact_type type;
	const char *label;
	struct fact_value {
		const char *name;
		const char *text; /* as it stands on the screen of IS2, FCP or store */
	} * value;
	size_t value_count;
	struct value fallback; /* "default"; unknown when there is none */
	double min, max;       /* -HUGE_VAL, HUGE_VAL when not given */
	const char *unit;
	bool past;
	enum fact_zone zone;
	const int *depends; /* facts; changing one of them clears this fact */
	size_t depends_count;
	const char *from_profile; /* key, or "@can_probe", "@connects_by"; NULL */
	bool ticket;
	const char *per; /* "order", "sku" or NULL */
	struct contradiction {
		const char *name, *title, *text, *say;
		const struct expr *when;
		const int *recheck;
		size_t recheck_count;
		const char *to; /* node or NULL */
	} * contradiction;
	size_t contradiction_count;
};

const struct fact_value *fact_value_named(const struct fact *fact, const char *name);

/*
 * A value from its written form (value_write) or from what JSON gave as text, checked against
 * the fact's type and range. Texts are copied into arena. err: what is wrong and what is allowed.
 */
bool fact_parse(const struct fact *fact, const char *text, struct arena *arena, struct value *out,
                struct error *err);
/* The value in words for people: the choice's text, "2 h 32 min", "14 Nov 2026, 11:30 AM". */
void fact_print(struct text *out, const struct fact *fact, const struct value *value, int utc_offset);

#endif
