/* What roles add: where each choice would lead (for a class), and one case after another (by phone). */
#include <stdio.h>
#include <string.h>

#include "app/desk_state.h"
#include "base/memory.h"

/* ---- a class ---- */

/* The walk itself is asked: a copy of the case takes the choice, and nobody hears of it. */
const char *desk_lead_of(struct desk *desk, const struct journal *journal, size_t events, int key)
{
	struct walk_options options = desk->around.walk;
	struct walk *copy;
	const char *lead = "";

	options.listen = NULL;
	copy = walk_restore(desk->options.guide, &options, journal->event.at, events, NULL);
	walk_hold(copy, true);
	if (walk_choose(copy, key, desk_now(desk), NULL)) {
		struct step_view view = walk_view(copy, desk_now(desk));

		if (view.node && view.node->code)
			lead = view.node->code;
	}
	walk_free(copy);
	return lead; /* of the guide: it outlives the copy */
}

void desk_make_leads(struct desk *desk)
{
	struct step_view view = walk_view(desk->walk, desk_now(desk));

	if (desk->lead_count > 0 && desk->leads_events == desk->events)
		return;
	desk->lead_count = 0;
	desk->leads_events = desk->events;
	if (walk_role(desk->walk) != ROLE_TRAINER || view.state != WALK_ASK || view.choice_count > LEADS)
		return;
	for (size_t i = 0; i < view.choice_count; i++)
		desk->leads[desk->lead_count++] =
			desk_lead_of(desk, walk_journal(desk->walk), walk_journal(desk->walk)->event.count,
		                 view.choice[i].key);
}

/* ---- several calls ---- */

static int64_t call_length(const struct desk *desk)
{
	return desk->call_before + (desk->call_held ? 0 : clock_monotonic() - desk->call_since);
}

static struct call *call_of(struct desk *desk, const char *id)
{
	for (size_t i = 0; i < desk->calls.count; i++)
		if (strcmp(desk->calls.at[i].id, id) == 0)
			return &desk->calls.at[i];
	return NULL;
}

void desk_leave_call(struct desk *desk)
{
	const char *id = keep_current(desk->keep);
	struct call *call = id ? call_of(desk, id) : NULL;

	if (!id)
		return;
	if (!call)
		call = array_add(&desk->calls);
	snprintf(call->id, sizeof call->id, "%s", id);
	call->ms = call_length(desk);
}

/* id "" for a call that is new. */
static void enter_call(struct desk *desk, const char *id)
{
	const struct call *call = call_of(desk, id);

	desk->call_before = call ? call->ms : 0;
	desk->call_since = clock_monotonic();
	desk->call_held = false;
}

/* The open case behind this one in the list, and after the last the first. */
static const char *next_open(struct desk *desk, const struct ui_case *cases, size_t count, bool calls)
{
	const char *current = keep_current(desk->keep), *first = NULL;
	bool behind = current == NULL;

	for (size_t i = 0; i < count; i++) {
		const char *id = keep_id(desk->keep, i);
		bool here = current && strcmp(id, current) == 0;

		if (calls && !call_of(desk, id))
			continue;
		if (!here && !cases[i].closed && behind)
			return id;
		if (!here && !cases[i].closed && !first)
			first = id;
		behind = behind || here;
	}
	return first;
}

bool desk_next_case(struct desk *desk, struct error *err)
{
	const struct ui_case *cases;
	const char *next;
	size_t count;

	keep_list(desk->keep);
	count = keep_known(desk->keep, &cases);
	next = next_open(desk, cases, count, true);
	if (!next)
		next = next_open(desk, cases, count, false);
	if (!next)
		return error_set(err, ERROR_USAGE, "", "No other case is open.");
	return desk_take_call(desk, next, err);
}

bool desk_take_call(struct desk *desk, const char *id, struct error *err)
{
	char kept[64]; /* the list it stands in may be made anew */

	snprintf(kept, sizeof kept, "%s", id);
	desk_leave_call(desk);
	if (!desk_resume(desk, kept, err))
		return false;
	enter_call(desk, kept);
	return true;
}

void desk_new_call(struct desk *desk)
{
	desk_leave_call(desk);
	enter_call(desk, "");
}

size_t desk_call_number(struct desk *desk, size_t *count)
{
	const char *current = keep_current(desk->keep);
	size_t number = desk->calls.count + 1;

	for (size_t i = 0; current && i < desk->calls.count; i++)
		if (strcmp(desk->calls.at[i].id, current) == 0)
			number = i + 1;
	*count = number > desk->calls.count ? number : desk->calls.count;
	return number;
}
