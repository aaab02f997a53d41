/* "outcomes": rules tried in order; the first whose condition holds gives outcome and verdict. */
#include <string.h>

#include "declare/fields.h"
#include "declare/parts.h"

const char *const declare_verdicts[] = {"ok", "problem", "unknown", "skipped", NULL};

static void read_worst(struct declare *declare, const struct json_at *at, void *out);

enum { RULE = 1, WORST = 2, LABEL = 4 };

static const struct field rule_fields[] = {
	{.key = "if", .kind = FIELD_EXPR, .at = offsetof(struct outcome_rule, when), .allows = RULE},
	{.key = "is", .kind = FIELD_TEXT, .at = offsetof(struct outcome_rule, is), .needs = RULE | LABEL},
	{.key = "verdict",
     .kind = FIELD_ENUM,
     .at = offsetof(struct outcome_rule, verdict),
     .words = declare_verdicts,
     .needs = RULE | LABEL},
	{.key = "fix", .kind = FIELD_TEXT, .at = offsetof(struct outcome_rule, fix), .allows = RULE | LABEL},
	{.key = "worst", .kind = FIELD_BY, .read = read_worst, .needs = WORST},
};

static bool is_word(const char *name)
{
	return *name >= 'a' && *name <= 'z' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static void read_rule(struct declare *declare, const struct json_at *at, unsigned bits,
                      struct outcome_rule *rule)
{
	struct json_at is;

	if (!fields_read(declare, at, rule_fields, sizeof rule_fields / sizeof *rule_fields, bits, "A rule",
	                 rule))
		return;
	if (rule->is == NULL || is_word(rule->is))
		return;
	is = json_get(at, "is");
	field_fail(declare, &is, "wrong-value",
	           "An outcome is written in small letters, digits and _, as rate_limited.");
}

static bool read_rules(struct declare *declare, const struct json_at *array, bool labels,
                       struct outcome_rule **rule, size_t *count)
{
	size_t before = findings_errors(declare->findings);

	*count = 0;
	if (!field_is(declare, array, JSON_ARRAY))
		return false;
	*rule = arena_alloc(declare->arena, (json_count(array) + 1) * sizeof **rule);
	for (size_t i = 0; i < json_count(array); i++) {
		struct json_at item = json_item(array, i);
		struct json_at worst = json_get(&item, "worst");
		unsigned bits = labels ? LABEL : worst.type != JSON_MISSING ? WORST : RULE;

		read_rule(declare, &item, bits, &(*rule)[(*count)++]);
	}
	return findings_errors(declare->findings) == before;
}

static void read_worst(struct declare *declare, const struct json_at *at, void *out)
{
	struct outcome_rule *rule = out;

	read_rules(declare, at, true, &rule->worst, &rule->worst_count);
}

bool declare_outcomes(struct declare *declare, const struct json_at *array, struct outcome_rule **rule,
                      size_t *count)
{
	return read_rules(declare, array, false, rule, count);
}
