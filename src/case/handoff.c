/* A case → its handoff code, and a code → what it says. */
#include "case/handoff.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "case/handoff_parts.h"

/* ---- what a case hands over ---- */

/* Answers of a closed set; what each machine knows by itself is left to it. */
static bool is_carried(const struct walk *walk, const struct fact *fact)
{
	const struct evidence *evidence = walk_fact(walk, fact->id);

	if ((fact->type != FACT_CHOICE && fact->type != FACT_YESNO) || fact->n < 1 ||
	    fact->id == walk->fact_platform)
		return false;
	return !evidence || (evidence->source != SOURCE_PROFILE && evidence->source != SOURCE_COMPUTED) ||
	       !fact->from_profile;
}

static uint32_t place_of_value(const struct fact *fact, const struct value *value)
{
	if (value->kind == VALUE_YESNO)
		return value->yes ? 1 : 2;
	for (size_t i = 0; value->kind == VALUE_SYMBOL && i < fact->value_count; i++)
		if (strcmp(fact->value[i].name, value->text) == 0)
			return (uint32_t)i + 1;
	return 0;
}

static bool was_unseen(const struct walk *walk, int fact)
{
	for (size_t i = 0; i < walk->unseen.count; i++)
		if (walk->unseen.at[i].node->kind == NODE_ASK && walk->unseen.at[i].node->fact == fact)
			return true;
	return false;
}

static void add_fact(struct handoff *handoff, const struct walk *walk, const struct fact *fact)
{
	const struct evidence *evidence = walk_fact(walk, fact->id);
	struct handoff_fact one = {.n = (uint32_t)fact->n};

	if (evidence)
		one.value = place_of_value(fact, &evidence->value);
	else
		one.in_between = walk->declined[fact->id] && view_fact(walk) != fact &&
		                 (walk->at.node->kind != NODE_ASK || walk->at.node->fact != fact->id);
	bool said = evidence ? one.value > 0 : one.in_between || was_unseen(walk, fact->id);
	if (said && handoff->fact_count < HANDOFF_FACTS)
		handoff->fact[handoff->fact_count++] = one;
}

/* The known message that stands in the words, the longest of them. */
static const struct known_error *known_in(const struct guide *guide, const char *words)
{
	const struct known_error *found = NULL;

	for (size_t i = 0; i < guide->error_count; i++) {
		const struct known_error *error = &guide->error[i];
		if (strcasestr(words, error->text) && (!found || strlen(error->text) > strlen(found->text)))
			found = error;
	}
	return found;
}

/* Words are not carried, but those of a message that the data know are: its check stands for it. */
static void gather_message(struct handoff *handoff, const struct walk *walk)
{
	for (size_t i = 0; i < walk->guide->node_count && handoff->message_fact == 0; i++)
		for (size_t k = 0; k < walk->guide->node[i].go_count; k++) {
			const struct evidence *told = walk_fact(walk, walk->guide->node[i].go[k].error_fact);
			const struct known_error *error =
				told && told->value.kind == VALUE_TEXT ? known_in(walk->guide, told->value.text) : NULL;
			if (!error || told->fact->n < 1)
				continue;
			handoff->message_fact = (uint32_t)told->fact->n;
			handoff->message = handoff_message_check(error->text);
			return;
		}
}

static int by_number(const void *a, const void *b)
{
	const struct handoff_fact *one = a, *other = b;

	return one->n < other->n ? -1 : one->n > other->n;
}

static void gather_facts(struct handoff *handoff, const struct walk *walk)
{
	for (size_t i = 0; i < walk->guide->fact_count; i++)
		if (is_carried(walk, &walk->guide->fact[i]))
			add_fact(handoff, walk, &walk->guide->fact[i]);
	qsort(handoff->fact, handoff->fact_count, sizeof handoff->fact[0], by_number);
}

static void gather_position(struct handoff *handoff, const struct walk *walk)
{
	const struct position *at = &walk->at;
	static const enum handoff_phase phases[] = {[PHASE_STAND] = HANDOFF_STAND,
	                                            [PHASE_LEAVE] = HANDOFF_LEAVE,
	                                            [PHASE_VERIFY] = HANDOFF_VERIFY,
	                                            [PHASE_END] = HANDOFF_STAND};

	handoff->at.node = at->node;
	handoff->phase = phases[at->phase];
	handoff->way = at->way;
	handoff->answer = at->answer;
	handoff->reached = at->phase == PHASE_VERIFY && at->reached;
	handoff->gave_up = at->phase == PHASE_VERIFY && at->gave_up;
	if (at->until != 0 && !at->reached)
		handoff->until = (at->until + MINUTES(1) - 1) / MINUTES(1) * MINUTES(1);
	for (size_t i = 0; i < at->recheck_count; i++)
		handoff->recheck[handoff->recheck_count++] = (uint32_t)walk->guide->fact[at->recheck[i]].n;
	for (size_t i = 0; i < at->frames.count; i++)
		handoff->frame[handoff->frame_count++].node = at->frames.at[i];
	if (walk->platform && walk->platform->prefix && strlen(walk->platform->prefix) == 4)
		memcpy(handoff->prefix, walk->platform->prefix, 5);
}

bool handoff_write(const struct walk *walk, struct text *out)
{
	struct handoff *handoff;
	struct spoken *spoken;
	bool ok;

	if (!walk->at.node)
		return false;
	handoff = xcalloc(1, sizeof *handoff);
	spoken = xcalloc(1, sizeof *spoken);
	handoff->data = handoff_data_check(walk->guide);
	gather_position(handoff, walk);
	gather_facts(handoff, walk);
	gather_message(handoff, walk);
	handoff_put(handoff, spoken);
	ok = spoken_write(spoken, out);
	free(spoken);
	free(handoff);
	return ok;
}

/* ---- what a code says ---- */

static void tell(struct handoff *handoff, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void tell(struct handoff *handoff, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text_addv(&handoff->changes, format, args);
	va_end(args);
	text_add_char(&handoff->changes, '\n');
}

static const char *value_words(const struct fact *fact, uint32_t value)
{
	if (fact->type == FACT_YESNO && value <= 2)
		return value == 1 ? "Yes" : "No";
	return fact->type == FACT_CHOICE && value <= fact->value_count ? fact->value[value - 1].text : NULL;
}

static void understand_fact(struct handoff *handoff, const struct handoff_fact *told)
{
	const struct fact *fact = handoff_fact(handoff->guide, told->n);
	const char *words = fact && told->value > 0 ? value_words(fact, told->value) : NULL;

	if (!fact)
		tell(handoff, "Question number %u is not in the data here: its answer is left out.",
		     (unsigned)told->n);
	else if (told->value > 0 && !words)
		tell(handoff, "%s: its answer number %u is not in the data here, and is left out.", fact->label,
		     (unsigned)told->value);
	else
		array_push(&handoff->answers, ((struct handoff_answer){fact, words}));
}

static void understand_places(struct handoff *handoff)
{
	if (!handoff->at.node)
		tell(handoff, "The step %s is not in the data here: the case begins again with the same answers.",
		     handoff->at.code[0] ? handoff->at.code : "it stands at");
	for (size_t i = 0; i < handoff->frame_count; i++)
		if (!handoff->frame[i].node)
			tell(handoff, "A way back out of the step is not in the data here.");
	for (size_t i = 0; handoff->prefix[0] && i < handoff->guide->platform_count; i++)
		if (handoff->guide->platform[i].prefix &&
		    strcmp(handoff->guide->platform[i].prefix, handoff->prefix) == 0)
			handoff->platform = &handoff->guide->platform[i];
	if (handoff->prefix[0] && !handoff->platform)
		tell(handoff, "The platform with the steps %s is not in the data here.", handoff->prefix);
}

static void understand_message(struct handoff *handoff)
{
	const struct guide *guide = handoff->guide;

	for (size_t i = 0; handoff->message_fact > 0 && !handoff->known && i < guide->error_count; i++)
		if (handoff_message_check(guide->error[i].text) == handoff->message)
			handoff->known = &guide->error[i];
	if (handoff->message_fact > 0 && !handoff->known)
		tell(handoff, "The error message is not in the data here: ask for its words.");
	else if (handoff->known && handoff_fact(guide, handoff->message_fact))
		array_push(&handoff->answers, ((struct handoff_answer){handoff_fact(guide, handoff->message_fact),
		                                                       handoff->known->text}));
}

static void understand(struct handoff *handoff)
{
	understand_places(handoff);
	for (size_t i = 0; i < handoff->fact_count; i++)
		understand_fact(handoff, &handoff->fact[i]);
	understand_message(handoff);
	if (handoff->changes.len == 0 && handoff->data != handoff_data_check(handoff->guide))
		tell(handoff,
		     "It was written with other data than those here; the step and all its answers are in both.");
}

struct handoff *handoff_read(const struct guide *guide, const char *code, struct error *err)
{
	struct spoken *spoken = xcalloc(1, sizeof *spoken);
	struct handoff *handoff = xcalloc(1, sizeof *handoff);
	bool ok = spoken_read(spoken, code, err);

	handoff->guide = guide;
	if (ok && !handoff_take(handoff, spoken))
		ok = error_set(err, ERROR_USAGE, "",
		               "This code is of a kind that this syncfix does not know: a newer one wrote it.");
	free(spoken);
	if (ok) {
		understand(handoff);
		return handoff;
	}
	handoff_free(handoff);
	return NULL;
}

void handoff_free(struct handoff *handoff)
{
	if (!handoff)
		return;
	array_clear(&handoff->answers);
	text_clear(&handoff->changes);
	free(handoff);
}

const struct node *handoff_node(const struct handoff *handoff)
{
	return handoff->at.node;
}

const struct platform *handoff_platform(const struct handoff *handoff)
{
	return handoff->platform;
}

size_t handoff_answers(const struct handoff *handoff, const struct handoff_answer **answer)
{
	*answer = handoff->answers.at;
	return handoff->answers.count;
}

const char *handoff_changes(const struct handoff *handoff)
{
	return text_str(&handoff->changes);
}
