/* Answers: symptoms, jumps, picked choices, typed words. */
#include "case/input.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- symptoms, jumps ---- */

static bool of_symptom(const struct walk *walk, const struct event *event)
{
	(void)walk;
	return event->kind == EVENT_ANSWER && !event->node;
}

bool walk_start_symptom(struct walk *walk, const struct symptom *symptom, int64_t now, struct error *err)
{
	if (!symptom)
		return error_set(err, ERROR_USAGE, "", "There is no such symptom; choose one of the list.");
	struct input input;
	input_begin(&input, walk, EVENT_ANSWER, now);
	input.event.node = NULL;
	input.event.text = symptom->name;
	input.event.vantage = "chosen at the start";
	input_presets(&input, symptom->set, symptom->set_count);
	input_clear_older(&input, of_symptom);
	return input_end(&input);
}

bool walk_jump(struct walk *walk, const struct node *node, int64_t now, struct error *err)
{
	if (!node)
		return error_set(err, ERROR_USAGE, "", "There is no such step; search for it with /.");
	struct frames frames = {.count = 0};
	bool within = walk->at.node && walk->at.phase != PHASE_END && walk->at.node != node;
	if (within)
		frames = walk->at.frames;
	if (within && frames.count < FRAMES_MAX)
		frames.at[frames.count++] = walk->at.node;
	walk->proof = PROOF_NO;
	advance_visit(walk, node, &frames, false, now);
	advance(walk, now);
	return true;
}

/* ---- answers ---- */

/* Where the person looked, in words for the evidence. */
static const char *vantage_of(struct input *input, const struct node *node)
{
	struct text text = {0};
	if (node && node->where_count > 0) {
		text_add(&text, "read in ");
		const char *where = node->where[0];
		if (text_starts(where, "your "))
			text_addf(&text, "the %s", where + strlen("your "));
		else
			walk_expand(input->walk, where, &text);
		text_add(&text, " by the merchant");
	} else {
		text_add(&text, "said by the merchant");
	}
	if (input->walk->role == ROLE_AGENT)
		text_add(&text, ", told by phone");
	const char *vantage = arena_strdup(&input->arena, text_str(&text));
	text_clear(&text);
	return vantage;
}

static void answer_begin(struct input *input, struct walk *walk, const struct fact *fact, int64_t now)
{
	input_begin(input, walk, EVENT_ANSWER, now);
	const struct node *node = walk->at.question < 0 ? walk->at.node : view_question_node(walk, fact->id);
	input->event.vantage = vantage_of(input, node);
}

static bool answer_end(struct input *input)
{
	if (input->walk->at.question < 0)
		input_clear_older(input, input_of_this_stop);
	return input_end(input);
}

static bool answer_value(struct walk *walk, const struct fact *fact, const struct answer *answer,
                         const struct value *value, const char *words, int64_t now)
{
	struct input input;
	answer_begin(&input, walk, fact, now);
	input.event.text = words;
	input_value(&input, fact->id, value);
	if (answer)
		input_presets(&input, answer->set, answer->set_count);
	return answer_end(&input);
}

/* The entry of the node's answers that stands behind a choice; NULL: one of the fact's own values. */
static const struct answer *answer_of(const struct walk *walk, const struct node *node, const char *label,
                                      int64_t now)
{
	/* two platforms may have an answer of the same words; one of them is shown */
	for (size_t i = 0; node && i < node->answer_count; i++)
		if (node->answer[i].label == label && walk_holds(walk, node->answer[i].when, now))
			return &node->answer[i];
	return NULL;
}

static struct value value_of_choice(const struct fact *fact, const char *label)
{
	for (size_t i = 0; i < fact->value_count; i++)
		if (fact->value[i].text == label)
			return value_symbol(fact->value[i].name);
	return value_yesno(strcmp(label, "Yes") == 0);
}

static bool answer_choice(struct walk *walk, const struct choice *choice, int64_t now)
{
	const struct fact *fact = view_fact(walk);
	const struct node *node = walk->at.question < 0 ? walk->at.node : view_question_node(walk, fact->id);
	const struct answer *answer = answer_of(walk, node, choice->label, now);
	if (node)
		taken_add_answer(walk, node, answer, choice->label);
	struct value value = answer ? VALUE_NOTHING : value_of_choice(fact, choice->label);
	if (answer && answer->has_value)
		value = answer->value;
	return answer_value(walk, fact, answer, &value, choice->label, now);
}

bool walk_choose(struct walk *walk, int key, int64_t now, struct error *err)
{
	if (key < 1 || (size_t)key > walk->choice.count)
		return error_set(err, ERROR_USAGE, "", "There is no answer %d here; choose one that is shown.", key);
	if (!view_fact(walk))
		return walk_start_symptom(walk, &walk->guide->symptom[key - 1], now, err);
	struct choice choice = walk->choice.at[key - 1];
	return answer_choice(walk, &choice, now);
}

/* ---- typed answers ---- */

static const struct choice *choice_exact(const struct walk *walk, const char *words)
{
	for (size_t i = 0; i < walk->choice.count; i++)
		if (person_same_label(walk->choice.at[i].label, words))
			return &walk->choice.at[i];
	return NULL;
}

static int number_of(const char *words)
{
	char *end;
	long number = strtol(words, &end, 10);
	return isdigit((unsigned char)*words) && *end == '\0' && number < 1000 ? (int)number : -1;
}

static bool type_choice(struct walk *walk, const char *words, int64_t now, struct error *err)
{
	int number = number_of(words);
	if (number == 0)
		return walk_unknown(walk, now);
	if (number > 0)
		return walk_choose(walk, number, now, err);
	const struct choice *choice = person_find_choice(walk, words, err);
	if (!choice)
		return false;
	struct choice copy = *choice;
	return answer_choice(walk, &copy, now);
}

static bool type_value(struct walk *walk, const struct fact *fact, const char *words, int64_t now,
                       struct error *err)
{
	const struct choice *choice = choice_exact(walk, words);
	if (choice) {
		struct choice copy = *choice;
		return answer_choice(walk, &copy, now);
	}
	struct arena arena;
	arena_init(&arena);
	struct value value;
	bool ok = person_parse(walk, fact, words, now, &arena, &value, err);
	if (ok)
		ok = answer_value(walk, fact, NULL, &value, words, now);
	arena_clear(&arena);
	return ok;
}

bool walk_type(struct walk *walk, const char *words, int64_t now, struct error *err)
{
	const struct fact *fact = view_fact(walk);
	if (!fact)
		return error_set(err, ERROR_USAGE, "", "Nothing is asked here; press ? for what can be done.");
	struct text trimmed = {0};
	text_add(&trimmed, words);
	text_trim(&trimmed);
	bool choice = fact->type == FACT_CHOICE || fact->type == FACT_YESNO;
	bool ok;
	if (trimmed.len == 0)
		ok = error_set(err, ERROR_USAGE, "", "Nothing was typed; answer, or say that you don't know.");
	else if (person_means_unknown(text_str(&trimmed)))
		ok = walk_unknown(walk, now);
	else if (choice)
		ok = type_choice(walk, text_str(&trimmed), now, err);
	else
		ok = type_value(walk, fact, text_str(&trimmed), now, err);
	text_clear(&trimmed);
	return ok;
}

bool walk_type_also(struct walk *walk, int fact, const char *words, int64_t now, struct error *err)
{
	const struct node *node = walk->at.node;
	bool has = false;
	for (size_t i = 0; node && node->kind == NODE_ASK && i < node->also_count; i++)
		has = has || node->also[i] == fact;
	if (!has || walk->at.phase != PHASE_STAND)
		return error_set(err, ERROR_USAGE, "", "That is not asked on this page.");
	struct input input;
	input_begin(&input, walk, EVENT_ANSWER, now);
	struct value value;
	bool ok = person_parse(walk, &walk->guide->fact[fact], words, now, &input.arena, &value, err);
	if (!ok) {
		arena_clear(&input.arena);
		return false;
	}
	input.event.text = words;
	input.event.outcome = "also";
	input.event.vantage = vantage_of(&input, node);
	input_value(&input, fact, &value);
	return input_end(&input);
}
