#include "net/judge.h"

#include <string.h>

void judgement_clear(struct judgement *judgement)
{
	array_clear(&judgement->rule);
	found_clear(&judgement->found);
}

static void add_rule(struct judgement *judgement, const char *when, const char *is, bool held)
{
	struct wire_rule rule = {.when = when, .is = is, .held = held};
	array_push(&judgement->rule, rule);
}

static void take(struct judgement *judgement, const struct outcome_rule *rule)
{
	judgement->outcome = rule->is;
	judgement->verdict = rule->verdict;
	judgement->fix = rule->fix;
}

static size_t label_count(const struct tally *tally, const char *label)
{
	for (size_t i = 0; i < tally->label_count; i++)
		if (strcmp(tally->label[i].name, label) == 0)
			return tally->label[i].count;
	return 0;
}

/* "worst": the first of its list that any element was labelled with. */
static bool try_worst(struct judgement *judgement, const struct outcome_rule *rule, struct reading *reading)
{
	for (size_t i = 0; i < rule->worst_count; i++) {
		const struct outcome_rule *one = &rule->worst[i];
		bool held = reading->tally && label_count(reading->tally, one->is) > 0;
		add_rule(judgement, "worst", one->is, held);
		if (held) {
			take(judgement, one);
			return true;
		}
	}
	return false;
}

static bool try_rule(struct judgement *judgement, const struct outcome_rule *rule, struct reading *reading)
{
	if (rule->worst_count > 0)
		return try_worst(judgement, rule, reading);
	struct expr_scope scope = reading_scope(reading);
	bool held = expr_holds(rule->when, &scope);
	if (reading->wanted != CONTRAST_NONE)
		return false;
	add_rule(judgement, rule->when ? expr_source(rule->when) : NULL, rule->is, held);
	if (held)
		take(judgement, rule);
	return held;
}

static bool try_rules(struct judgement *judgement, const struct outcome_rule *rule, size_t count,
                      struct reading *reading)
{
	for (size_t i = 0; i < count; i++)
		if (try_rule(judgement, &rule[i], reading) || reading->wanted != CONTRAST_NONE)
			return true;
	return false;
}

static void take_common(struct judgement *judgement, const struct reading *reading)
{
	enum common_outcome outcome = judge_common(reading->answer);
	judgement->outcome = common_outcome(outcome)->name;
	judgement->verdict = common_outcome(outcome)->verdict;
	add_rule(judgement, NULL, judgement->outcome, true);
}

bool judge(struct judgement *judgement, struct reading *reading, struct arena *arena)
{
	const struct task *task = reading->task;
	struct tally *tally = arena_alloc(arena, sizeof *tally);
	memset(judgement, 0, sizeof *judgement);
	reading->wanted = CONTRAST_NONE;
	reading->tally = NULL;
	found_each(&judgement->found, reading, tally, arena);
	if (!try_rules(judgement, task->probe->outcome, task->probe->outcome_count, reading) &&
	    !try_rules(judgement, task->kit->platform, task->kit->platform_count, reading))
		take_common(judgement, reading);
	if (reading->wanted == CONTRAST_NONE)
		found_set(&judgement->found, reading, arena);
	if (reading->wanted == CONTRAST_NONE)
		return true;
	judgement_clear(judgement);
	return false;
}
