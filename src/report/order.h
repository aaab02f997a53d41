/*
 * One order as somebody gave it: columns of a store's export, name=value pairs, or facts a probe found.
 * The one rule: nothing of an order is shown but what a row's value says; names, addresses and columns
 * that no row asks for stay inside. Of an address only whether it is complete comes out.
 */
#ifndef SYNCFIX_REPORT_ORDER_H
#define SYNCFIX_REPORT_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/memory.h"
#include "guide/model.h"

struct order {
	struct arena arena;
	const char *number; /* NULL: not known */
	ARRAY(struct order_cell {
		const char *column; /* small letters and digits: "lineitemsku" */
		const char *value;
	})
	cell;
};
void order_init(struct order *order);
void order_clear(struct order *order);
/* column in any writing: "Lineitem sku", "line_item_sku". */
void order_add(struct order *order, const char *column, const char *value);
/* As somebody gave it; cleaned. */
void order_set_number(struct order *order, const char *words);

/* "ship_method=Express; skus=A-1, B-2; address=complete". False: no pair, or a name that no row knows. */
bool order_read_pairs(struct order *order, const char *text, const struct node *compare, struct error *err);
/*
 * The lines of one order in a table: number NULL takes the place-th order (from 0). Several lines of one
 * order (one for each product) become one. False: it is not there, or the header has no column that a row
 * can be made of.
 */
bool order_read_table(struct order *order, const struct csv *csv, const char *number, size_t place,
                      const struct node *compare, struct error *err);
/* How many orders the table has. */
size_t order_count(const struct csv *csv);

struct order_clock {
	int64_t now;
	int utc_offset;      /* minutes east: the zone of dates without one */
	double history_days; /* the History setting; < 0: not known */
};
/*
 * The value of a row in the form that rows are compared in; NULL: the order does not say. words gets what
 * is shown of it, when that is more than the value ("Older than … (12 days)"); both borrowed from the order.
 */
const char *order_value(struct order *order, const struct compare_row *row, const struct order_clock *clock,
                        const char **words);

#endif
