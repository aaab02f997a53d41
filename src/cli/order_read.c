#include "cli/order_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/prompt.h"

/* ---- by probes ---- */

#define NUMBER_FACT "order_number"

static bool needs_number(const struct probe *probe)
{
	for (size_t i = 0; i < probe->need_count; i++)
		if (strcmp(probe->needs[i], NUMBER_FACT) == 0)
			return true;
	return false;
}

static bool is_set(const struct probe *probe, int fact)
{
	for (size_t i = 0; i < probe->set_count; i++)
		if (probe->set[i].fact_id == fact)
			return true;
	for (size_t i = 0; probe->each != NULL && i < probe->each->take_count; i++)
		if (probe->each->take[i].fact_id == fact)
			return true;
	return false;
}

/* Does it look at one order, and find something that a row is made of? */
static bool reads_rows(const struct probe *probe, const struct node *compare)
{
	for (size_t i = 0; i < compare->row_count; i++)
		for (size_t k = 0; k < compare->row[i].from_count; k++)
			if (needs_number(probe) && is_set(probe, compare->row[i].from[k]))
				return true;
	return false;
}

static bool can_read(const struct platform *platform, const struct node *compare)
{
	for (size_t i = 0; platform != NULL && i < platform->probe_count; i++)
		if (reads_rows(&platform->probe[i], compare))
			return true;
	return false;
}

/* ---- one order ---- */

struct reader {
	struct session *session;
	const struct node *compare;
	struct order *order;
	const char *message; /* of the last probe */
	bool read;
};

static bool found_by(const struct walk *walk, int fact, const struct probe *probe, struct value *value)
{
	const struct evidence *evidence = walk_fact(walk, fact);

	if (evidence == NULL || evidence->source != SOURCE_PROBE || evidence->probe != probe)
		return false;
	*value = evidence->value;
	return true;
}

/* What the probe found: in words where it is a choice, else as it is written. */
static void take_row(struct reader *reader, const struct compare_row *row, const struct probe *probe)
{
	const struct guide *guide = reader->session->setup->guide;
	struct value value;

	for (size_t i = 0; i < row->from_count; i++) {
		struct text written = {0};
		if (!found_by(reader->session->walk, row->from[i], probe, &value))
			continue;
		if (value.kind == VALUE_SYMBOL)
			fact_print(&written, &guide->fact[row->from[i]], &value, 0);
		else
			value_write(&written, &value);
		order_add(reader->order, row->key, text_str(&written));
		text_clear(&written);
		reader->read = true;
		return;
	}
}

struct naming {
	const char *probe;
	bool named;
};

static void note_probe(void *ctx, const char *probe)
{
	struct naming *naming = ctx;

	naming->named = naming->named || strcmp(naming->probe, probe) == 0;
}

/* Another probe looks again because of what this one found: then this was not the order. */
static bool is_looked_again(const struct reader *reader, const struct probe *probe)
{
	const struct platform *platform = reader->session->integration.platform;

	for (size_t i = 0; i < platform->probe_count; i++) {
		const struct probe *other = &platform->probe[i];
		struct naming naming = {probe->name, false};
		if (other == probe || other->when == NULL || !reads_rows(other, reader->compare))
			continue;
		expr_each_probe(other->when, note_probe, &naming);
		if (naming.named && walk_holds(reader->session->walk, other->when, setup_now(reader->session->setup)))
			return true;
	}
	return false;
}

static void run_probe(struct reader *reader, const struct probe *probe)
{
	struct session *session = reader->session;
	const struct probe_state *state;

	session_run_before(session, probe);
	if (!walk_holds(session->walk, probe->when, setup_now(session->setup)))
		return;
	driver_probe(session->driver, probe, session_interrupted());
	state = walk_probe(session->walk, probe);
	if (state == NULL || state->outcome == NULL)
		return;
	reader->message = state->message;
	for (size_t i = 0; i < reader->compare->row_count && !is_looked_again(reader, probe); i++)
		take_row(reader, &reader->compare->row[i], probe);
}

static void run_probes(struct reader *reader)
{
	const struct platform *platform = reader->session->integration.platform;

	for (size_t i = 0; i < platform->probe_count && !*session_interrupted(); i++)
		if (reads_rows(&platform->probe[i], reader->compare))
			run_probe(reader, &platform->probe[i]);
	if (!reader->read)
		fprintf(stderr, "syncfix: Order %.60s could not be read in the store%s%s\n", reader->order->number,
		        reader->message != NULL ? ": " : ".", reader->message != NULL ? reader->message : "");
}

/* A new walk that knows the order's number, served by the same syncfix-net. */
static void read_one(struct session *session, const struct node *compare, struct order *order)
{
	struct event_fact number = {NUMBER_FACT, order->number};
	struct walk_options options;
	struct walk *before = session->walk;

	array_push(&session->given, number);
	array_push(&session->given_source, SOURCE_IMPORT);
	options = session_walk_options(session);
	session->walk = walk_new(session->setup->guide, &options, setup_now(session->setup));
	walk_hold(session->walk, true);
	driver_set_walk(session->driver, session->walk);
	walk_free(before);
	run_probes(&(struct reader){.session = session, .compare = compare, .order = order});
	session->given.count--;
	session->given_source.count--;
}

static int read_all(struct session *session, const struct node *compare, struct order *const order[2],
                    const bool wanted[2])
{
	struct error err = {0};
	int code = session_begin(session);

	if (code != 0)
		return code;
	if (!session_connect(session, &err))
		return setup_fail(&err);
	session_catch_interrupt();
	for (int i = 0; i < 2; i++)
		if (wanted[i] && !*session_interrupted())
			read_one(session, compare, order[i]);
	return *session_interrupted() ? 130 : 0;
}

int order_read(struct setup *setup, const struct node *compare, struct order *const order[2],
               const bool wanted[2], const struct platform **platform)
{
	struct session session;
	int code = session_open(&session, setup);

	if (code == 0)
		code = session_add_facts(&session);
	*platform = session.integration.platform;
	if (code == 0 && (wanted[0] || wanted[1])) {
		if (can_read(*platform, compare))
			code = read_all(&session, compare, order, wanted);
		else
			fprintf(stderr, "syncfix: Orders cannot be read from here by their number: %s.\n",
			        *platform == NULL ? "there is no profile of the store (syncfix profile add)"
			                          : "no probe reads orders on this platform");
	}
	session_close(&session);
	return code;
}

/* ---- by asking ---- */

static bool says(struct order *order, const struct compare_row *row, const struct order_clock *clock)
{
	const char *words;

	return order_value(order, row, clock, &words) != NULL;
}

static void print_row(const struct compare_row *row)
{
	printf("\n%s (%s)\n", row->label, row->where);
	for (size_t i = 0; i < row->value_count; i++)
		printf("%zu %s. ", i + 1, row->value[i].text);
	if (row->value_count > 0)
		printf("\n");
	fflush(stdout);
}

/* False: end of input. */
static bool ask_one(struct order *order, const struct compare_row *row, const char *question)
{
	struct text words = {0};
	const char *value;
	bool more = prompt_line(question, NULL, &words);
	size_t digit;

	value = text_str(&words);
	digit = words.len == 1 ? (size_t)(value[0] - '1') : SIZE_MAX;
	if (digit < row->value_count)
		value = row->value[digit].name;
	if (words.len > 0)
		order_add(order, row->key, value);
	text_clear(&words);
	return more;
}

void order_ask(const struct node *compare, struct order *good, struct order *bad,
               const struct order_clock *clock)
{
	bool more = true;

	for (size_t i = 0; i < compare->row_count && more; i++) {
		const struct compare_row *row = &compare->row[i];
		bool ask_good = !says(good, row, clock);
		bool ask_bad = !says(bad, row, clock);
		if (!ask_good && !ask_bad)
			continue;
		print_row(row);
		if (ask_good)
			more = ask_one(good, row, "Of the order that works (Enter: leave it out):");
		if (ask_bad && more)
			more = ask_one(bad, row, "Of the order that fails (Enter: leave it out):");
	}
	printf("\n");
}
