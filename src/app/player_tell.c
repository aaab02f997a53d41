/* The probes of a tour: what its file says that they found. Nothing is sent anywhere. */
#include <string.h>

#include "app/player.h"

enum { WANTED_MAX = 16, ROUNDS_MAX = 100 };

static size_t runs_of(const struct player *player, const struct probe *probe)
{
	const struct journal *journal = walk_journal(player->walk);
	size_t runs = 0;

	for (size_t i = 0; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		runs += event->kind == EVENT_PROBE && strcmp(event->probe, probe->name) == 0;
	}
	return runs;
}

/* The last one told holds on; NULL: the file tells nothing of it. */
static const struct scenario_told *told_of(const struct player *player, const struct probe *probe)
{
	const struct scenario *scenario = player->scenario;
	const struct scenario_told *found = NULL;
	size_t run = runs_of(player, probe);

	for (size_t i = 0; i < scenario->told_count; i++) {
		const struct scenario_told *told = &scenario->told[i];
		bool named = strcmp(told->probe, probe->name) == 0 ||
		             (probe->ref != NULL && strcmp(told->probe, probe->ref) == 0);
		if (!named)
			continue;
		found = told;
		if (run-- == 0)
			break;
	}
	return found;
}

static enum verdict verdict_of(const struct player *player, const struct probe *probe, const char *outcome)
{
	const struct platform *platform = guide_platform_of(walk_guide(player->walk), probe);
	const struct outcome_rule *rule = probe_rule_of(probe, outcome);
	enum common_outcome common = common_outcome_find(outcome);

	for (size_t i = 0; rule == NULL && platform != NULL && i < platform->outcome_count; i++)
		if (platform->outcome[i].is != NULL && strcmp(platform->outcome[i].is, outcome) == 0)
			rule = &platform->outcome[i];
	if (rule != NULL)
		return rule->verdict;
	return common != COMMON_OUTCOMES ? common_outcome(common)->verdict : VERDICT_UNKNOWN;
}

static void tell(struct player *player, const struct probe *probe)
{
	const struct scenario_told *told = told_of(player, probe);
	struct event_fact fact[32];
	struct probe_result result = {
		.probe = probe,
		.outcome = told != NULL ? told->outcome : common_outcome(OUTCOME_SKIPPED)->name,
		.message = told != NULL ? "Told by the tour." : "The tour tells nothing of it.",
		.fact = fact,
	};

	for (size_t i = 0; told != NULL && i < told->fact_count && i < sizeof fact / sizeof *fact; i++)
		fact[result.fact_count++] = (struct event_fact){told->fact[i].name, told->fact[i].value};
	result.verdict = verdict_of(player, probe, result.outcome);
	walk_probe_started(player->walk, probe);
	walk_probe_result(player->walk, &result, clock_now(player->clock));
}

void player_tell(struct player *player)
{
	const struct probe *wanted[WANTED_MAX];
	size_t count = 1;

	for (int i = 0; count > 0 && i < ROUNDS_MAX; i++) {
		count = walk_wanted(player->walk, wanted, WANTED_MAX, clock_now(player->clock));
		if (count > 0)
			tell(player, wanted[0]);
	}
}
