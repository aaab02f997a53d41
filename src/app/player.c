#include "app/player.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

enum { STEPS_MAX = 200 };

void player_clear(struct player *player)
{
	for (size_t i = 0; i < player->input.count; i++)
		free(player->input.at[i]);
	array_clear(&player->input);
	array_clear(&player->asked);
	text_clear(&player->handoff);
}

static void give(struct player *player, const char *input)
{
	array_push(&player->input, xstrdup(input));
}

static void give_key(struct player *player, int key)
{
	char text[16];

	snprintf(text, sizeof text, "%d", key);
	give(player, text);
}

/* Beside a field a number alone may be what is typed into it; ":2" is the choice in both front ends. */
static void give_choice(struct player *player, const struct step_view *view, int key)
{
	char text[16];

	snprintf(text, sizeof text, "%s%d", view->typed ? ":" : "", key);
	give(player, text);
}

static int64_t now_of(const struct player *player)
{
	return clock_now(player->clock);
}

static bool start(struct player *player, struct error *err)
{
	const struct guide *guide = walk_guide(player->walk);
	const char *name = player->scenario->start;
	const struct symptom *symptom = guide_symptom(guide, name);
	const struct node *node = guide_node(guide, name);

	player->started = true;
	if (symptom != NULL)
		give_key(player, (int)(symptom - guide->symptom) + 1);
	if (symptom != NULL)
		return walk_start_symptom(player->walk, symptom, now_of(player), err);
	if (node == NULL)
		node = guide_node_by_code(guide, name);
	if (node == NULL)
		return error_set(err, ERROR_DATA, player->scenario->file, "There is no start %s.", name);
	return walk_jump(player->walk, node, now_of(player), err);
}

/* The key of the choice that stands for the written value, or 0. */
static int key_of(const struct step_view *view, const char *value)
{
	const struct fact_value *named = view->fact != NULL ? fact_value_named(view->fact, value) : NULL;

	for (size_t i = 0; i < view->choice_count; i++) {
		const char *label = view->choice[i].label;
		if (strcasecmp(label, value) == 0 || (named != NULL && strcmp(label, named->text) == 0))
			return view->choice[i].key;
	}
	for (size_t i = 0; view->node != NULL && i < view->node->answer_count; i++) {
		const struct answer *answer = &view->node->answer[i];
		struct text written = {0};
		bool same;
		value_write(&written, &answer->value);
		same = answer->has_value && strcmp(text_str(&written), value) == 0;
		text_clear(&written);
		for (size_t k = 0; same && k < view->choice_count; k++) {
			if (strcmp(view->choice[k].label, answer->label) == 0)
				return view->choice[k].key;
		}
	}
	return 0;
}

/* What the people say this time: before and after a fix they may be asked for the same. */
static const char *answer_of(const struct player *player, const char *fact)
{
	size_t turn = 0;

	for (size_t i = 0; i < player->asked.count; i++)
		turn += strcmp(player->asked.at[i], fact) == 0;
	return scenario_answer(player->scenario, fact, turn);
}

static bool ask(struct player *player, const struct step_view *view, struct error *err)
{
	const char *fact = view->fact != NULL ? view->fact->name : "";
	const char *value = answer_of(player, fact);
	int key;

	array_push(&player->asked, fact);
	key = value != NULL ? key_of(view, value) : 0;
	if (value == NULL || key > 0)
		give_choice(player, view, key);
	else
		give(player, value);
	if (value == NULL)
		return walk_unknown(player->walk, now_of(player));
	if (key > 0)
		return walk_choose(player->walk, key, now_of(player), err);
	return walk_type(player->walk, value, now_of(player), err);
}

static bool fill_checklist(struct player *player, const struct step_view *view, struct error *err)
{
	for (size_t i = 0; i < view->node->item_count; i++) {
		const struct fact *fact = &walk_guide(player->walk)->fact[view->node->item[i]->fact];
		const char *value = answer_of(player, fact->name);
		struct arena arena;
		struct value parsed;
		bool ok = true;
		if (value == NULL || walk_fact(player->walk, fact->id) != NULL)
			continue;
		arena_init(&arena);
		ok = fact_parse(fact, value, &arena, &parsed, err) &&
		     walk_tick(player->walk, i, parsed, now_of(player), err);
		arena_clear(&arena);
		array_push(&player->asked, fact->name);
		if (!ok)
			return false;
	}
	return walk_go_on(player->walk, now_of(player));
}

/* Both orders, row by row, as the scenario has them. */
static bool compare(struct player *player, const struct node *node, struct error *err)
{
	for (size_t i = 0; i < player->scenario->compared_count; i++) {
		const struct scenario_compared *compared = &player->scenario->compared[i];
		size_t row = 0;

		while (row < node->row_count && strcmp(node->row[row].key, compared->row) != 0)
			row++;
		if (row == node->row_count && strcmp(compared->row, "orders") != 0)
			return error_set(err, ERROR_DATA, player->scenario->file, "%s has no row %.40s.", node->name,
			                 compared->row);
		if (!walk_compare(player->walk, row, compared->good, compared->bad, now_of(player), err))
			return false;
	}
	return true;
}

/* At a fix with a wait behind it, "do" may have a row for either. */
static const char *action_at(const struct scenario *scenario, const char *node, bool wait)
{
	for (size_t i = 0; i < scenario->action_count; i++) {
		const char *answer = scenario->action[i].answer;
		bool waits = strcmp(answer, "wait") == 0 || strcmp(answer, "leave") == 0;
		if (waits == wait && strcmp(scenario->action[i].at, node) == 0)
			return answer;
	}
	return NULL;
}

static bool sit_out(struct player *player)
{
	int64_t until;

	if (!walk_wait_until(player->walk, &until))
		return walk_wait(player->walk, WAIT_LEAVE, now_of(player));
	clock_set(player->clock, until + 1000);
	if (player->simulation != NULL)
		simulation_set_now(player->simulation, until + 1000);
	return walk_wait(player->walk, WAIT_REACHED, now_of(player));
}

static bool act(struct player *player, const struct step_view *view, struct error *err)
{
	static const struct {
		const char *word;
		enum fix_answer answer;
	} rows[] = {{"done", FIX_DONE}, {"cannot", FIX_CANNOT}, {"no-match", FIX_NO_MATCH}};
	const char *answer = action_at(player->scenario, view->node->name, view->state == WALK_WAIT);

	if (view->state == WALK_WAIT) {
		give(player, "1");
		if (answer != NULL && strcmp(answer, "wait") == 0)
			return sit_out(player);
		return walk_wait(player->walk, WAIT_LEAVE, now_of(player));
	}
	if (answer == NULL)
		return error_set(err, ERROR_DATA, player->scenario->file,
		                 "The walk came to the fix %s, and \"do\" does not say what is done there.",
		                 view->node->name);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (strcmp(rows[i].word, answer) == 0) {
			give_key(player, (int)i + 1);
			return walk_fix(player->walk, rows[i].answer, now_of(player));
		}
	}
	return error_set(err, ERROR_DATA, player->scenario->file, "A fix is done, cannot or no-match.");
}

/* One step of the person. False when it failed or is over; *over tells which. */
static bool step(struct player *player, bool *over, struct error *err)
{
	struct step_view view = walk_view(player->walk, now_of(player));

	switch (view.state) {
	case WALK_START:
		/* back there: what was begun in the middle has returned to nobody */
		*over = player->started;
		return player->started || start(player, err);
	case WALK_ASK:
		if (!view.offer)
			return ask(player, &view, err);
		give(player, "");
		return walk_accept(player->walk, now_of(player));
	case WALK_COMPARE:
		if (player->scenario->compared_count > 0 && !compare(player, view.node, err))
			return false;
		/* fall through */
	case WALK_READ:
		give(player, "");
		return walk_go_on(player->walk, now_of(player));
	case WALK_CHECKLIST:
		return fill_checklist(player, &view, err);
	case WALK_WAIT:
	case WALK_FIX:
		return act(player, &view, err);
	case WALK_PROBE:
	case WALK_VERIFY:
		return error_set(err, ERROR_INTERNAL, view.node->name,
		                 "The walk waits for a probe that nobody runs.");
	case WALK_END:
		*over = true;
		return true;
	}
	return false;
}

bool player_run(struct player *player, struct error *err)
{
	bool over = false;

	for (int i = 0; i < STEPS_MAX; i++) {
		if (player->driver != NULL)
			driver_settle(player->driver, player->stop);
		else
			player_tell(player);
		if (*player->stop)
			return error_set(err, ERROR_INTERNAL, "", "Interrupted.");
		player_check_handoff(player, &player->handoff);
		if (!step(player, &over, err)) {
			if (err->kind == ERROR_NONE)
				error_set(err, ERROR_INTERNAL, player->scenario->file, "A step did not take.");
			return false;
		}
		if (over)
			return true;
	}
	return error_set(err, ERROR_DATA, player->scenario->file, "No end after %d steps.", STEPS_MAX);
}
