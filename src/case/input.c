#include "case/input.h"

#include <string.h>

void input_begin(struct input *input, struct walk *walk, enum event_kind kind, int64_t now)
{
	input->walk = walk;
	arena_init(&input->arena);
	input->event = (struct event){.kind = kind, .at = now, .source = SOURCE_PERSON};
	input->event.node = walk->at.node ? walk->at.node->name : NULL;
}

void input_fact(struct input *input, const char *fact, const char *value)
{
	if (input->event.fact_count < INPUT_FACTS)
		input->fact[input->event.fact_count++] = (struct event_fact){fact, value};
}

void input_value(struct input *input, int fact, const struct value *value)
{
	struct text written = {0};
	value_write(&written, value);
	bool known = value->kind != VALUE_UNKNOWN;
	input_fact(input, input->walk->guide->fact[fact].name,
	           known ? arena_strdup(&input->arena, text_str(&written)) : NULL);
	text_clear(&written);
}

void input_presets(struct input *input, const struct preset *set, size_t count)
{
	for (size_t i = 0; i < count; i++)
		input_value(input, set[i].fact, &set[i].value);
}

static bool input_has(const struct input *input, const char *fact)
{
	for (size_t i = 0; i < input->event.fact_count; i++)
		if (strcmp(input->fact[i].fact, fact) == 0)
			return true;
	return false;
}

/* Records it and goes on. */
bool input_end(struct input *input)
{
	input->event.fact = input->fact;
	walk_emit(input->walk, &input->event);
	advance(input->walk, input->event.at);
	arena_clear(&input->arena);
	return true;
}

/* Facts that came with a choice now taken back go with it. */
void input_clear_older(struct input *input, bool (*is_older)(const struct walk *, const struct event *))
{
	const struct walk *walk = input->walk;
	for (size_t i = 0; i < walk->current.count; i++) {
		const struct evidence *evidence = &walk->current.at[i];
		if (evidence->event == 0 || evidence->event > walk->journal.event.count)
			continue;
		const struct event *event = &walk->journal.event.at[evidence->event - 1];
		if (is_older(walk, event) && !input_has(input, evidence->fact->name))
			input_fact(input, evidence->fact->name, NULL);
	}
}

bool input_of_this_stop(const struct walk *walk, const struct event *event)
{
	const struct stop *top = walk->stop.count > 0 ? &walk->stop.at[walk->stop.count - 1] : NULL;
	if (!top || top->answered == 0)
		return false;
	bool derived = event->kind == EVENT_TAKE && event->source == SOURCE_COMPUTED && event->node &&
	               walk->at.node && strcmp(event->node, walk->at.node->name) == 0;
	return event->n == top->answered || (derived && event->n > top->answered);
}
