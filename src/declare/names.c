#include <string.h>

#include "declare/declare.h"
#include "guide/model.h"

static bool find_type(const char *name, enum fact_type *out)
{
	for (int i = 0; i < FACT_TYPES; i++) {
		if (strcmp(fact_type_name((enum fact_type)i), name) != 0)
			continue;
		*out = (enum fact_type)i;
		return true;
	}
	return false;
}

static enum value_kind find_fact(const void *ctx, const char *name, int *id, bool *secret)
{
	const struct declare_facts *facts = ctx;
	enum fact_type type;

	*secret = false;
	*id = -1;
	for (size_t i = 0; i < facts->count; i++) {
		if (strcmp(facts->fact[i].name, name) != 0 || !find_type(facts->fact[i].type, &type))
			continue;
		*id = (int)i;
		*secret = type == FACT_SECRET;
		return fact_type_kind(type);
	}
	return VALUE_UNKNOWN;
}

struct expr_names declare_names(const struct declare_facts *facts)
{
	return (struct expr_names){.ctx = facts, .fact = find_fact, .in_answer = true};
}
