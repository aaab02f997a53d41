/* Contradictions between facts: which hold, and which were seen and put aside. */
#include "case/state.h"

#include <stdlib.h>
#include <string.h>

struct values {
	const struct walk *walk;
	struct text *out;
};

static void add_value(void *ctx, int fact)
{
	struct values *reading = ctx;
	const struct evidence *evidence = walk_fact(reading->walk, fact);
	if (evidence)
		value_write(reading->out, &evidence->value);
	text_add_char(reading->out, '\n');
}

/* The values it speaks of; other values make it worth saying again. */
static void values_of(const struct walk *walk, const struct contradiction *contradiction, struct text *out)
{
	struct values reading = {walk, out};
	if (contradiction->when)
		expr_each_fact(contradiction->when, add_value, &reading);
}

void contradiction_dismiss(struct walk *walk, const struct contradiction *contradiction)
{
	struct text values = {0};
	values_of(walk, contradiction, &values);
	array_push(&walk->dismissed,
	           ((struct dismissed){contradiction, arena_strdup(&walk->arena, text_str(&values))}));
	text_clear(&values);
}

static bool was_dismissed(const struct walk *walk, const struct contradiction *contradiction)
{
	struct text values = {0};
	values_of(walk, contradiction, &values);
	bool found = false;
	for (size_t i = 0; !found && i < walk->dismissed.count; i++)
		found = walk->dismissed.at[i].contradiction == contradiction &&
		        strcmp(walk->dismissed.at[i].values, text_str(&values)) == 0;
	text_clear(&values);
	return found;
}

static int64_t last_time(const struct walk *walk)
{
	size_t count = walk->journal.event.count;
	return count > 0 ? walk->journal.event.at[count - 1].at : 0;
}

static bool holds(const struct walk *walk, const struct contradiction *contradiction)
{
	return contradiction->when && walk_holds(walk, contradiction->when, last_time(walk)) &&
	       !was_dismissed(walk, contradiction);
}

/* What looking again costs: the cheapest question that asks the first fact to re-check. */
static int cost_of(const struct walk *walk, const struct contradiction *contradiction)
{
	int best = 1 << 20;
	for (size_t i = 0; contradiction->recheck_count > 0 && i < walk->guide->node_count; i++) {
		const struct node *node = &walk->guide->node[i];
		if (node->kind == NODE_ASK && node->fact == contradiction->recheck[0] && node->cost_seconds < best)
			best = node->cost_seconds;
	}
	return best;
}

size_t walk_contradictions(const struct walk *walk, const struct contradiction *out[], size_t room)
{
	size_t count = 0;
	/* Only a fact that is known can speak against another. */
	for (size_t i = 0; i < walk->current.count; i++) {
		const struct fact *fact = walk->current.at[i].fact;
		for (size_t k = 0; k < fact->contradiction_count && count < room; k++)
			if (holds(walk, &fact->contradiction[k]))
				out[count++] = &fact->contradiction[k];
	}
	for (size_t i = 1; i < count; i++) {
		const struct contradiction *moved = out[i];
		size_t k = i;
		for (; k > 0 && cost_of(walk, out[k - 1]) > cost_of(walk, moved); k--)
			out[k] = out[k - 1];
		out[k] = moved;
	}
	return count;
}

void walk_dismiss(struct walk *walk, const struct contradiction *contradiction)
{
	struct event event = {.kind = EVENT_SKIP, .at = last_time(walk), .text = contradiction->name};
	walk_emit(walk, &event);
}
