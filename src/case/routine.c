#include "case/routine.h"

#include <string.h>

#include "base/civil.h"
#include "base/clock.h"
#include "guide/edges.h"

static const struct {
	const char *name;
	int days, months;
} periods[ROUTINE_PERIODS] = {
	[ROUTINE_WEEKLY] = {"weekly", 7, 0},
	[ROUTINE_MONTHLY] = {"monthly", 0, 1},
	[ROUTINE_QUARTERLY] = {"quarterly", 0, 3},
};

const char *routine_period_name(enum routine_period period)
{
	return periods[period].name;
}

bool routine_period_find(const char *name, enum routine_period *out)
{
	for (int i = 0; i < ROUTINE_PERIODS; i++) {
		if (strcmp(periods[i].name, name) == 0) {
			*out = (enum routine_period)i;
			return true;
		}
	}
	return false;
}

const struct node *routine_node(const struct guide *guide, enum routine_period period)
{
	for (size_t i = 0; i < guide->node_count; i++) {
		const struct node *node = &guide->node[i];

		if (node->kind == NODE_CHECKLIST && node->routine && strcmp(node->routine, periods[period].name) == 0)
			return node;
	}
	return NULL;
}

const struct node *routine_of_walk(const struct walk *walk)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);

	for (size_t i = count; i-- > 0;)
		if (stop[i].node && stop[i].node->routine)
			return stop[i].node;
	return NULL;
}

const char *routine_state_name(enum routine_state state)
{
	static const char *const names[] = {
		[ROUTINE_NEVER] = "never",
		[ROUTINE_UNKNOWN] = "unknown",
		[ROUTINE_FINE] = "fine",
		[ROUTINE_PROBLEM] = "problem",
	};

	return names[state];
}

/* ---- days ---- */

int64_t routine_day(int64_t at, int utc_offset)
{
	struct civil civil;

	civil_from_time(at, utc_offset, &civil);
	return civil_days(civil.year, civil.month, civil.day);
}

int64_t routine_add_months(int64_t day, int months)
{
	struct civil civil;
	int month;

	civil_from_time(DAYS(day), 0, &civil);
	month = civil.month - 1 + months;
	civil.year += month / 12;
	civil.month = month % 12 + 1;
	while (!civil_valid(&civil) && civil.day > 28)
		civil.day--;
	return civil_days(civil.year, civil.month, civil.day);
}

int64_t routine_next(enum routine_period period, int64_t day)
{
	return periods[period].months > 0 ? routine_add_months(day, periods[period].months)
	                                  : day + periods[period].days;
}

void routine_add_day(struct text *out, int64_t day)
{
	struct civil civil;

	civil_from_time(DAYS(day), 0, &civil);
	text_addf(out, "%d %s %d", civil.day, civil_month_name(civil.month), civil.year);
}

void routine_add_iso_day(struct text *out, int64_t day)
{
	struct civil civil;

	civil_from_time(DAYS(day), 0, &civil);
	text_addf(out, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

/* ---- where an answer leads ---- */

/* Only the item's own fact is known. */
struct scope {
	int fact;
	struct value value;
};

static struct value fact_of(void *ctx, int id)
{
	const struct scope *scope = ctx;

	return id == scope->fact ? scope->value : VALUE_NOTHING;
}

static bool known_of(void *ctx, int id)
{
	return fact_of(ctx, id).kind != VALUE_UNKNOWN;
}

static const struct target *target_of(const struct node *item, struct value value, int64_t now)
{
	struct scope known = {item->fact, value};
	struct expr_scope scope = {.ctx = &known, .now = now, .fact = fact_of, .known = known_of};

	for (size_t i = 0; i < item->answer_count; i++)
		if (item->answer[i].has_value && value_same(&item->answer[i].value, &value) &&
		    item->answer[i].to.kind != TARGET_NONE)
			return &item->answer[i].to;
	for (size_t i = 0; i < item->go_count; i++)
		if (item->go[i].error_fact < 0 && expr_holds(item->go[i].when, &scope))
			return &item->go[i].to;
	return NULL;
}

/* ---- the routine ---- */

struct maker {
	struct routine *routine;
	const struct guide *guide;
	const struct platform *platform;
	int64_t now;
	int utc_offset;
};

static const struct routine_answer *latest(const struct routine_answer *answer, size_t count,
                                           const char *item)
{
	const struct routine_answer *found = NULL;

	for (size_t i = 0; i < count; i++)
		if (strcmp(answer[i].item, item) == 0 && (!found || answer[i].at >= found->at))
			found = &answer[i];
	return found;
}

static void judge(const struct maker *maker, struct routine_item *item, const struct routine_answer *answer)
{
	const struct fact *fact = &maker->guide->fact[item->node->fact];
	const struct target *to;
	struct value value;

	item->at = answer->at;
	item->state = ROUTINE_UNKNOWN;
	if (!answer->value || !fact_parse(fact, answer->value, &maker->routine->arena, &value, NULL))
		return;
	item->value = arena_strdup(&maker->routine->arena, answer->value);
	to = target_of(item->node, value, maker->now);
	item->state = to && to->kind == TARGET_NODE ? ROUTINE_PROBLEM : ROUTINE_FINE;
	if (item->state == ROUTINE_PROBLEM)
		item->problem = edges_first_shown(to->node, maker->platform);
	item->due = routine_next(maker->routine->period, routine_day(item->at, maker->utc_offset));
}

static void add_item(const struct maker *maker, const struct node *node, const struct routine_answer *answer)
{
	struct routine *routine = maker->routine;
	struct routine_item *item = array_add(&routine->item);
	int64_t today = routine_day(maker->now, maker->utc_offset);
	bool answered;

	item->node = node;
	item->due = today;
	if (answer)
		judge(maker, item, answer);
	answered = item->state == ROUTINE_FINE || item->state == ROUTINE_PROBLEM;
	routine->problems += item->state == ROUTINE_PROBLEM;
	routine->open += item->due <= today;
	if (!answered)
		routine->done = -1;
	else if (routine->done >= 0 && routine_day(item->at, maker->utc_offset) < routine->done)
		routine->done = routine_day(item->at, maker->utc_offset);
	if (item->due < routine->due)
		routine->due = item->due;
}

void routine_make(struct routine *routine, const struct guide *guide, const struct node *node,
                  const struct routine_answer *answer, size_t count, const struct platform *platform,
                  int64_t now, int utc_offset)
{
	struct maker maker = {routine, guide, platform, now, utc_offset};

	*routine = (struct routine){.node = node, .done = INT64_MAX, .due = INT64_MAX};
	arena_init(&routine->arena);
	routine_period_find(node->routine, &routine->period);
	for (size_t i = 0; i < node->item_count; i++)
		add_item(&maker, node->item[i], latest(answer, count, node->item[i]->name));
	if (node->item_count == 0) {
		routine->due = routine_day(now, utc_offset);
		routine->done = -1;
	}
}

void routine_clear(struct routine *routine)
{
	array_clear(&routine->item);
	arena_clear(&routine->arena);
}
