/*
 * A working and a failing order side by side, in the order of the guide (7.09): which rows differ, and
 * the step that each difference leads to. Borrows the guide and the orders.
 */
#ifndef SYNCFIX_REPORT_COMPARISON_H
#define SYNCFIX_REPORT_COMPARISON_H

#include "base/text.h"
#include "report/order.h"

struct comparison_cell {
	const char *value; /* as compared; NULL: not known */
	const char *words; /* as shown; "" when not known, "(not shown)" for what belongs to a buyer */
};

struct comparison_row {
	const struct compare_row *row;
	struct comparison_cell good, bad;
	bool known; /* both are */
	bool differs;
	const struct node *leads; /* when it differs: a step with a code, or NULL */
};

struct comparison {
	struct arena arena;
	const struct node *node;
	const struct platform *platform; /* or NULL */
	struct order *good, *bad;
	ARRAY(struct comparison_row) row;
	size_t known, differences;
	const struct node *next; /* the first difference's step; without one the step that goes on */
};

/* The comparison of the data; NULL when it has none. */
const struct node *comparison_node(const struct guide *guide);
void comparison_make(struct comparison *comparison, const struct node *node, const struct platform *platform,
                     struct order *good, struct order *bad, const struct order_clock *clock);
void comparison_clear(struct comparison *comparison);

void comparison_write_text(const struct comparison *comparison, struct text *out);
/* docs/schemas/compare.schema.json; ends in a newline. */
void comparison_write_json(const struct comparison *comparison, struct text *out);

#endif
