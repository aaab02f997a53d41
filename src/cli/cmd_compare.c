/* compare: a working and a failing order side by side. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/order_read.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "report/comparison.h"

enum { LARGEST_TABLE = 64 << 20 };

struct run {
	struct setup *setup;
	const struct node *node;
	struct order order[2]; /* the one that works, the one that fails */
	bool by_number[2];     /* told by its number alone */
};

/* ---- what the words mean ---- */

static bool is_table(const char *word)
{
	return strcmp(word, "-") == 0 || (strchr(word, '=') == NULL && access(word, R_OK) == 0);
}

static bool read_table(struct csv *csv, const char *path, struct error *err)
{
	struct text bytes = {0};
	bool input = strcmp(path, "-") == 0;
	bool ok = input ? file_read_fd(STDIN_FILENO, "standard input", LARGEST_TABLE, &bytes, err)
	                : file_read(path, LARGEST_TABLE, &bytes, err);

	*csv = (struct csv){.row = {0}};
	ok = ok && csv_read(csv, text_str(&bytes), bytes.len, input ? "standard input" : path, err);
	text_clear(&bytes);
	return ok;
}

/* FILE, or FILE GOOD BAD: two orders of one table. */
static bool take_two(struct run *run, const char *path, const char *const number[2], struct error *err)
{
	struct csv csv;
	bool ok = read_table(&csv, path, err);

	for (size_t i = 0; i < 2 && ok; i++)
		ok = order_read_table(&run->order[i], &csv, number != NULL ? number[i] : NULL, i, run->node, err);
	csv_clear(&csv);
	return ok;
}

/* A number, pairs, or a table that holds one order. */
static bool take_one(struct run *run, size_t index, const char *word, struct error *err)
{
	struct order *order = &run->order[index];
	struct csv csv;
	bool ok;

	if (strchr(word, '=') != NULL)
		return order_read_pairs(order, word, run->node, err);
	if (!is_table(word)) {
		if (strpbrk(word, " /") != NULL || text_ends(word, ".csv"))
			return error_set(err, ERROR_NO_INPUT, word,
			                 "This is no file that can be read, no order number, and no name=value pairs.");
		order_set_number(order, word);
		run->by_number[index] = true;
		return true;
	}
	ok = read_table(&csv, word, err);
	if (ok && order_count(&csv) != 1)
		ok = error_set(err, ERROR_USAGE, word,
		               "This table holds %zu orders: name two of them, compare %s GOOD BAD.",
		               order_count(&csv), word);
	ok = ok && order_read_table(order, &csv, NULL, 0, run->node, err);
	csv_clear(&csv);
	return ok;
}

static bool take_words(struct run *run, struct error *err)
{
	const struct options *options = &run->setup->options;
	const char *const *word = options->word;

	if (options->word_count == 2)
		return take_one(run, 0, word[0], err) && take_one(run, 1, word[1], err);
	if (is_table(word[0]))
		return take_two(run, word[0], options->word_count == 3 ? &word[1] : NULL, err);
	return error_set(err, ERROR_USAGE, "", "compare GOOD BAD, compare FILE, or compare FILE GOOD BAD.");
}

/* ---- comparing ---- */

/* The History setting, when --fact history_days=N tells it. */
static double history_of(const struct setup *setup)
{
	const struct fact *fact = guide_fact(setup->guide, "history_days");
	double days = -1;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; fact != NULL && i < setup->options.fact.count; i++) {
		const char *given = setup->options.fact.at[i];
		struct value value;
		if (text_starts(given, "history_days=") &&
		    fact_parse(fact, given + strlen("history_days="), &arena, &value, NULL))
			days = value.number;
	}
	arena_clear(&arena);
	return days;
}

static int report(struct run *run, const struct platform *platform, const struct order_clock *clock)
{
	struct comparison comparison;
	struct text out = {0};
	int code;

	comparison_make(&comparison, run->node, platform, &run->order[0], &run->order[1], clock);
	if (run->setup->json)
		comparison_write_json(&comparison, &out);
	else
		comparison_write_text(&comparison, &out);
	code = output_write(run->setup, &out);
	if (code == 0)
		code = comparison.differences > 0 ? 1 : 2;
	comparison_clear(&comparison);
	text_clear(&out);
	return code;
}

static int compare(struct run *run)
{
	struct setup *setup = run->setup;
	struct order *const orders[2] = {&run->order[0], &run->order[1]};
	struct order_clock clock = {.now = setup_now(setup), .history_days = history_of(setup)};
	const struct platform *platform = NULL;
	int code = order_read(setup, run->node, orders, run->by_number, &platform);

	if (code != 0)
		return code;
	clock.utc_offset = clock_local_offset(clock.now);
	if (!setup->json && prompt_possible(setup->options.value[OPTION_NO_INPUT] != NULL))
		order_ask(run->node, orders[0], orders[1], &clock);
	return report(run, platform, &clock);
}

int cmd_compare(struct setup *setup)
{
	struct run run = {.setup = setup};
	struct error err = {0};
	int code = setup_guide(setup);

	if (code != 0)
		return code;
	run.node = comparison_node(setup->guide);
	if (run.node == NULL)
		return setup_refuse(ERROR_DATA, "The data has no comparison of orders.");
	order_init(&run.order[0]);
	order_init(&run.order[1]);
	code = take_words(&run, &err) ? compare(&run) : setup_fail(&err);
	order_clear(&run.order[0]);
	order_clear(&run.order[1]);
	return code;
}
