/* "expect": what must come out of a scenario. */
#include <string.h>

#include "data/scenario_reading.h"

#define ROWS(table) (table), sizeof(table) / sizeof *(table)
#define AT(member)  offsetof(struct scenario_expect, member)

static const char *const endings[] = {"none", "fixed", "wait", "no-action", "not-ours", "escalate", NULL};

/* { probe: [outcome of each run] }, or one outcome alone. */
static void read_outcomes(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct scenario_outcomes *list;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	while (json_next(at, &state, &member)) {
		struct scenario_outcomes *one = &list[(*count)++];
		const char **alone;

		one->probe = field_name(declare, &member);
		if (member.type == JSON_ARRAY) {
			field_texts(declare, &member, &one->outcome, &one->count);
			continue;
		}
		alone = arena_alloc(declare->arena, sizeof *alone);
		*alone = field_text(declare, &member);
		one->outcome = alone;
		one->count = *alone != NULL;
	}
	*(struct scenario_outcomes **)out = list;
}

static void read_asked(struct declare *declare, const struct json_at *at, void *out)
{
	struct scenario_expect *expect = out;

	expect->has_asked = true;
	field_texts(declare, at, &expect->asked, &expect->asked_count);
}

static const struct field expect_fields[] = {
	{.key = "visited", .kind = FIELD_TEXTS, .at = AT(visited), .count_at = AT(visited_count)},
	{.key = "not_visited", .kind = FIELD_TEXTS, .at = AT(not_visited), .count_at = AT(not_visited_count)},
	{.key = "outcomes",
     .kind = FIELD_LIST,
     .at = AT(outcome),
     .count_at = AT(outcome_count),
     .read_list = read_outcomes},
	{.key = "cause", .kind = FIELD_TEXT, .at = AT(cause)},
	{.key = "ending", .kind = FIELD_WORD, .at = AT(ending), .words = endings},
	{.key = "asked", .kind = FIELD_BY, .read = read_asked},
	{.key = "par", .kind = FIELD_INT, .at = AT(par), .min = 0, .max = 1000},
	{.key = "ticket",
     .kind = FIELD_LIST,
     .at = AT(ticket),
     .count_at = AT(ticket_count),
     .read_list = scenario_read_pairs},
	{.key = "unused", .kind = FIELD_TEXTS, .at = AT(unused), .count_at = AT(unused_count)},
};

void scenario_read_expect(struct declare *declare, const struct json_at *at, void *out)
{
	struct scenario_expect *expect = out;

	expect->par = -1;
	fields_read(declare, at, ROWS(expect_fields), 1, "What is expected", expect);
}
