#include <string.h>
#include <strings.h>

#include "app/integration.h"

enum { DAY_LEN = 10 }; /* 2026-11-23 */

static bool refuse_choice(const struct profile_key *key, struct error *err)
{
	struct text all = {0};

	for (size_t i = 0; i < key->value_count; i++)
		text_addf(&all, "%s%s", i > 0 ? ", " : "", key->values[i]);
	error_set(err, ERROR_CONFIG, "", "%s is one of: %s.", key->label, text_str(&all));
	text_clear(&all);
	return false;
}

/* In any case, kept as the platform writes it. */
static bool choose(const struct profile_key *key, const char *typed, struct text *out, struct error *err)
{
	for (size_t i = 0; i < key->value_count; i++) {
		if (strcasecmp(key->values[i], typed) == 0) {
			text_add(out, key->values[i]);
			return true;
		}
	}
	return refuse_choice(key, err);
}

bool integration_value(const struct guide *guide, const struct profile_key *key, const char *typed,
                       struct text *out, struct error *err)
{
	const struct fact *fact = guide_fact(guide, key->name);
	struct arena arena;
	struct value value;
	struct error why = {0};
	bool ok;

	if (key->value_count > 0)
		return choose(key, typed, out, err);
	text_add(out, typed);
	if (fact == NULL || key->type == FACT_TEXT)
		return true;
	if (key->type == FACT_TIME && strlen(typed) == DAY_LEN)
		text_add(out, "T00:00:00Z");
	arena_init(&arena);
	ok = fact_parse(fact, text_str(out), &arena, &value, &why);
	arena_clear(&arena);
	if (ok)
		return true;
	if (key->type == FACT_TIME)
		return error_set(err, ERROR_CONFIG, "", "%s: write the day like 2026-11-23.", key->label);
	return error_set(err, ERROR_CONFIG, "", "%s: %s", key->label, why.message);
}
