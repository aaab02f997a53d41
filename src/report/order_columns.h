/* Which columns of stores' exports say what a row compares; private to this floor. */
#ifndef SYNCFIX_REPORT_ORDER_COLUMNS_H
#define SYNCFIX_REPORT_ORDER_COLUMNS_H

#include "report/order.h"

enum order_reading { READ_TEXT, READ_LIST, READ_ADDRESS, READ_PAYMENT, READ_AGE };

struct order_columns {
	const char *key; /* of the row */
	enum order_reading reading;
	const char *const *column; /* the best first, small letters and digits; ends with NULL */
};

/* By the row's key; a key that is not in the table is its own column. */
struct order_columns order_columns_of(const struct compare_row *row, const char *own[2]);
/* Columns that hold the order's number, the best first, NULL at the end. */
const char *const *order_number_columns(void);
/* Parts of an address: street, city, postcode, country; each a list as above. NULL behind the last. */
const char *const *order_address_part(size_t part);
/* Small letters and digits of a name. */
void order_column_name(struct text *out, const char *name);
/* The first cell of the best column that the order has; NULL. */
const char *order_cell(const struct order *order, const char *const *column);

#endif
