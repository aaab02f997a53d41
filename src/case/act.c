/* What else the person does: skip, go on, fix, wait, back; and what probes bring. */
#include "case/input.h"

#include <stdlib.h>
#include <string.h>

static struct step_view view_of(const struct walk *walk, int64_t now)
{
	return walk_view(walk, now);
}

/* ---- pages ---- */

bool walk_tick(struct walk *walk, size_t item, struct value value, int64_t now, struct error *err)
{
	const struct node *page = walk->at.node;
	if (view_of(walk, now).state != WALK_CHECKLIST || item >= page->item_count)
		return error_set(err, ERROR_USAGE, "", "There is no such line on this page.");
	const struct node *node = page->item[item];
	struct input input;
	input_begin(&input, walk, EVENT_ANSWER, now);
	input.event.node = node->name;
	input.event.outcome = value.kind == VALUE_UNKNOWN ? "unknown" : NULL;
	input.event.vantage = "ticked off by the merchant";
	input_value(&input, node->fact, &value);
	for (size_t i = 0; i < node->answer_count; i++)
		if (node->answer[i].has_value && value_same(&node->answer[i].value, &value))
			input_presets(&input, node->answer[i].set, node->answer[i].set_count);
	return input_end(&input);
}

bool walk_ticked(const struct walk *walk, size_t item)
{
	const struct node *page = walk->at.node;
	if (!page || page->kind != NODE_CHECKLIST || item >= page->item_count)
		return false;
	return walk->at.ticked[item] || walk_fact(walk, page->item[item]->fact);
}

bool walk_compare(struct walk *walk, size_t row, const char *good, const char *bad, int64_t now,
                  struct error *err)
{
	const struct node *node = walk->at.node;
	if (view_of(walk, now).state != WALK_COMPARE || row > node->row_count)
		return error_set(err, ERROR_USAGE, "", "There is no such line to compare.");
	struct input input;
	input_begin(&input, walk, EVENT_ANSWER, now);
	input.event.outcome = row < node->row_count ? node->row[row].key : "orders";
	input_fact(&input, "good", good);
	input_fact(&input, "bad", bad);
	return input_end(&input);
}

bool walk_compared(const struct walk *walk, size_t row, const char **good, const char **bad)
{
	const struct node *node = walk->at.node;
	*good = *bad = NULL;
	if (!node || node->kind != NODE_COMPARE || row > node->row_count || !walk->at.row[row].given)
		return false;
	*good = walk->at.row[row].good;
	*bad = walk->at.row[row].bad;
	return true;
}

bool walk_go_on(struct walk *walk, int64_t now)
{
	enum walk_state state = view_of(walk, now).state;
	if (state != WALK_READ && state != WALK_CHECKLIST && state != WALK_COMPARE)
		return false;
	struct input input;
	input_begin(&input, walk, EVENT_ANSWER, now);
	return input_end(&input);
}

/* ---- not knowing ---- */

static bool skip(struct walk *walk, const char *reason, int64_t now)
{
	struct input input;
	input_begin(&input, walk, EVENT_SKIP, now);
	input.event.text = reason ? reason : "";
	return input_end(&input);
}

bool walk_skip(struct walk *walk, const char *reason, int64_t now)
{
	enum walk_state state = view_of(walk, now).state;
	return state != WALK_START && state != WALK_END && skip(walk, reason, now);
}

bool walk_unknown(struct walk *walk, int64_t now)
{
	struct step_view view = view_of(walk, now);
	if (view.state == WALK_PROBE || view.state == WALK_VERIFY)
		return skip(walk, "not waited for", now);
	if (view.state != WALK_ASK && view.state != WALK_COMPARE)
		return false;
	struct input input;
	input_begin(&input, walk, EVENT_ANSWER, now);
	input.event.text = view.unknown_label;
	input.event.outcome = "unknown";
	if (view.fact)
		input_fact(&input, view.fact->name, NULL);
	if (walk->at.question < 0)
		input_clear_older(&input, input_of_this_stop);
	return input_end(&input);
}

/* ---- fixes and waits ---- */

const struct node *walk_changing(const struct walk *walk)
{
	return walk->changing != walk->at.node ? walk->changing : NULL;
}

bool walk_fix(struct walk *walk, enum fix_answer answer, int64_t now)
{
	if (view_of(walk, now).state != WALK_FIX)
		return false;
	struct input input;
	input_begin(&input, walk, EVENT_FIX, now);
	if (answer != FIX_DONE) {
		input.event.text = answer == FIX_CANNOT ? "cannot" : "no-match";
		return input_end(&input);
	}
	/* Two changes before a verdict: nobody can tell which of them helped. */
	bool mixed = walk_changing(walk) != NULL;
	int fact = walk->at.node->verify.fact;
	input.event.text = mixed ? "confounded" : "before";
	input.event.outcome = verify_record(walk, &input.arena);
	if (fact >= 0)
		input_fact(&input, walk->guide->fact[fact].name, NULL);
	return input_end(&input);
}

struct times {
	const struct walk *walk;
	struct input *input;
	bool only_times;
};

static void add_time(void *ctx, int fact)
{
	struct times *times = ctx;
	const struct fact *its = &times->walk->guide->fact[fact];
	if (its->type == FACT_TIME)
		input_fact(times->input, its->name, NULL);
}

/* The times to give again: those named by the data, else those the wait is reckoned from. */
static void add_times(struct input *input, const struct node *node)
{
	struct times times = {input->walk, input, true};
	for (size_t i = 0; i < node->recheck_count; i++)
		add_time(&times, node->recheck[i]);
	if (input->event.fact_count == 0 && node->until)
		expr_each_fact(node->until, add_time, &times);
}

static bool wait_here(struct walk *walk, enum wait_answer answer, int64_t now)
{
	static const char *const words[] = {
		[WAIT_LEAVE] = "leave",
		[WAIT_REACHED] = "reached",
		[WAIT_OTHER_TIME] = "other-time",
	};
	const struct node *node = walk->at.phase == PHASE_END ? walk->paused : walk->at.node;
	bool fix = node->kind == NODE_FIX;
	struct input input;
	input_begin(&input, walk, EVENT_WAIT, now);
	input.event.node = node->name;
	input.event.text = words[answer];
	if (answer == WAIT_OTHER_TIME)
		add_times(&input, node);
	for (size_t i = 0; answer == WAIT_REACHED && i < node->recheck_count; i++)
		input_fact(&input, walk->guide->fact[node->recheck[i]].name, NULL);
	if (answer == WAIT_OTHER_TIME && (fix || input.event.fact_count == 0)) {
		arena_clear(&input.arena);
		return false;
	}
	return input_end(&input);
}

bool walk_wait(struct walk *walk, enum wait_answer answer, int64_t now)
{
	int64_t until;
	if (!walk_wait_until(walk, &until))
		return false;
	if (answer == WAIT_REACHED && now < until)
		return false;
	if (walk->at.phase == PHASE_END && answer != WAIT_REACHED)
		return false;
	return wait_here(walk, answer, now);
}

/* ---- back, re-check, notes ---- */

bool walk_back(struct walk *walk, int64_t now)
{
	int index = path_back(walk);
	if (index < 0)
		return false;
	const struct node *node = walk->stop.at[index].shown.node;
	struct input input;
	input_begin(&input, walk, EVENT_BACK, now);
	input.event.node = node ? node->name : NULL;
	return input_end(&input);
}

bool walk_recheck(struct walk *walk, int fact, int64_t now)
{
	if (fact < 0 || (size_t)fact >= walk->guide->fact_count || walk->guide->fact[fact].type == FACT_SECRET)
		return false;
	int index = path_asking(walk, fact);
	const struct node *node = index >= 0 ? walk->stop.at[index].shown.node : walk->at.node;
	if (!node)
		return false;
	struct input input;
	input_begin(&input, walk, EVENT_BACK, now);
	input.event.node = node->name;
	input.event.text = "recheck";
	input_fact(&input, walk->guide->fact[fact].name, NULL);
	return input_end(&input);
}

void walk_note(struct walk *walk, const char *words, int64_t now)
{
	struct event event = {.kind = EVENT_NOTE, .at = now, .text = words};
	walk_emit(walk, &event);
}

void walk_ticketed(struct walk *walk, const char *how, int64_t now)
{
	struct event event = {.kind = EVENT_TICKET, .at = now, .text = how};
	walk_emit(walk, &event);
}

/* ---- probes ---- */

bool walk_accept(struct walk *walk, int64_t now)
{
	struct step_view view = view_of(walk, now);
	const struct evidence *evidence = view.offer ? walk_fact(walk, view.fact->id) : NULL;
	const struct probe_state *state = evidence && evidence->probe ? walk_probe(walk, evidence->probe) : NULL;
	if (!state)
		return false;
	struct input input;
	input_begin(&input, walk, EVENT_TAKE, now);
	input.event.probe = state->probe->name;
	input.event.outcome = state->outcome;
	return input_end(&input);
}

/* What the probe found last time and no longer finds is known no more; silence says nothing. */
static void clear_stale(struct input *input, const struct probe_result *result)
{
	const struct walk *walk = input->walk;
	enum common_outcome common = common_outcome_find(result->outcome);
	if (common != COMMON_OUTCOMES && common_outcome(common)->transport)
		return;
	for (size_t i = 0; i < walk->current.count; i++) {
		const struct evidence *evidence = &walk->current.at[i];
		bool again = false;
		for (size_t k = 0; k < result->fact_count; k++)
			again = again || strcmp(result->fact[k].fact, evidence->fact->name) == 0;
		if (evidence->probe == result->probe && !again)
			input_fact(input, evidence->fact->name, NULL);
	}
}

void walk_probe_result(struct walk *walk, const struct probe_result *result, int64_t now)
{
	struct input input;
	input_begin(&input, walk, EVENT_PROBE, now);
	probes_get(walk, result->probe)->running = false;
	input.event.node = NULL;
	input.event.source = SOURCE_PROBE;
	input.event.vantage = result->probe->vantage;
	input.event.probe = result->probe->name;
	input.event.outcome = result->outcome;
	input.event.verdict = result->verdict;
	input.event.text = result->message;
	input.event.total_ms = result->total_ms;
	for (size_t i = 0; i < result->fact_count; i++)
		input_fact(&input, result->fact[i].fact, result->fact[i].value);
	clear_stale(&input, result);
	input_end(&input);
}
