#include <string.h>

#include "app/player.h"
#include "report/ticket.h"

/* Did the person say at the fix that it does not match what they see? */
static bool was_refused(const struct walk *walk, const struct node *fix)
{
	const struct journal *journal = walk_journal(walk);

	for (size_t i = journal->event.count; i-- > 0;) {
		const struct event *event = &journal->event.at[i];
		if (event->kind == EVENT_FIX && strcmp(event->node, fix->name) == 0 && event->text != NULL &&
		    strcmp(event->text, "no-match") == 0)
			return true;
	}
	return false;
}

/* An end names a cause only where no fix did, and "fixed" is none. */
const struct node *player_cause(const struct walk *walk)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);
	const struct node *end = NULL;

	for (size_t i = count; i-- > 0;) {
		const struct node *node = stop[i].node;
		if (node->label == NULL)
			continue;
		if (node->kind == NODE_WAIT || (node->kind == NODE_FIX && !was_refused(walk, node)))
			return node;
		if (node->kind == NODE_END && node->ending != ENDING_FIXED)
			end = node;
	}
	return end;
}

static bool was_visited(const struct journal *journal, const char *node, size_t *from)
{
	for (size_t i = *from; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		if (event->kind == EVENT_VISIT && event->node != NULL && strcmp(event->node, node) == 0) {
			*from = i + 1;
			return true;
		}
	}
	return false;
}

static void compare_visits(const struct player *player, struct text *out)
{
	const struct scenario_expect *expect = &player->scenario->expect;
	const struct journal *journal = walk_journal(player->walk);
	size_t from = 0;

	for (size_t i = 0; i < expect->visited_count; i++) {
		if (!was_visited(journal, expect->visited[i], &from))
			text_addf(out, "not visited in its turn: %s\n", expect->visited[i]);
	}
	for (size_t i = 0; i < expect->not_visited_count; i++) {
		size_t start = 0;
		if (was_visited(journal, expect->not_visited[i], &start))
			text_addf(out, "visited all the same: %s\n", expect->not_visited[i]);
	}
}

/* The outcomes of one probe, in the order of its runs. */
static void compare_outcomes(const struct player *player, const struct scenario_outcomes *wanted,
                             struct text *out)
{
	const struct journal *journal = walk_journal(player->walk);
	struct text got = {0};
	struct text want = {0};

	for (size_t i = 0; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		if (event->kind == EVENT_PROBE && strcmp(event->probe, wanted->probe) == 0)
			text_addf(&got, "%s%s", got.len > 0 ? ", " : "", event->outcome);
	}
	for (size_t i = 0; i < wanted->count; i++)
		text_addf(&want, "%s%s", i > 0 ? ", " : "", wanted->outcome[i]);
	if (strcmp(text_str(&got), text_str(&want)) != 0)
		text_addf(out, "outcomes of %s: %s, expected %s\n", wanted->probe,
		          got.len > 0 ? text_str(&got) : "none", text_str(&want));
	text_clear(&got);
	text_clear(&want);
}

static void compare_asked(const struct player *player, struct text *out)
{
	const struct scenario_expect *expect = &player->scenario->expect;
	bool same = player->asked.count == expect->asked_count;

	for (size_t i = 0; same && i < expect->asked_count; i++)
		same = strcmp(player->asked.at[i], expect->asked[i]) == 0;
	if (expect->has_asked && !same) {
		text_add(out, "asked for:");
		for (size_t i = 0; i < player->asked.count; i++)
			text_addf(out, " %s", player->asked.at[i]);
		text_add(out, ", expected:");
		for (size_t i = 0; i < expect->asked_count; i++)
			text_addf(out, " %s", expect->asked[i]);
		text_add_char(out, '\n');
	}
	if (expect->par >= 0 && player->asked.count > (size_t)expect->par)
		text_addf(out, "%zu answers, par is %d\n", player->asked.count, expect->par);
}

static void compare_end(const struct player *player, struct text *out)
{
	const struct scenario_expect *expect = &player->scenario->expect;
	const struct node *cause = player_cause(player->walk);
	const char *ending = ending_name(walk_ending(player->walk));
	const char *label = cause != NULL ? cause->label : "none";

	if (expect->cause != NULL && strcmp(expect->cause, label) != 0 &&
	    (cause == NULL || strcmp(expect->cause, cause->name) != 0))
		text_addf(out, "cause: %s, expected %s\n", label, expect->cause);
	if (expect->ending != NULL && strcmp(expect->ending, ending) != 0)
		text_addf(out, "ending: %s, expected %s\n", ending, expect->ending);
}

/* Each field must contain its text, or be blank where null is expected. */
static void compare_ticket(const struct player *player, struct text *out)
{
	const struct scenario_expect *expect = &player->scenario->expect;
	struct ticket *ticket =
		expect->ticket_count > 0 ? ticket_new(player->walk, clock_now(player->clock)) : NULL;

	for (size_t i = 0; i < expect->ticket_count; i++) {
		const struct scenario_pair *want = &expect->ticket[i];
		struct text got = {0};
		bool filled = ticket != NULL && ticket_part(ticket, want->name, &got);
		if (want->value == NULL ? filled : !filled || strstr(text_str(&got), want->value) == NULL)
			text_addf(out, "ticket, %s: %s, expected %s\n", want->name, filled ? text_str(&got) : "blank",
			          want->value != NULL ? want->value : "blank");
		text_clear(&got);
	}
	ticket_free(ticket);
}

void player_compare(const struct player *player, struct text *differences)
{
	const struct scenario_expect *expect = &player->scenario->expect;

	compare_visits(player, differences);
	for (size_t i = 0; i < expect->outcome_count; i++)
		compare_outcomes(player, &expect->outcome[i], differences);
	compare_asked(player, differences);
	compare_end(player, differences);
	compare_ticket(player, differences);
}
