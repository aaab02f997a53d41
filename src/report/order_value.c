/* What an order says to a row. */
#include "report/order.h"

#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/text.h"
#include "report/order_columns.h"

/* Guide 3.23: "if set to 3 days, orders older than 3 days won't sync"; the only number it gives. */
enum { HISTORY_DAYS = 3 };

static bool is_one_of(const char *value, const char *const *list)
{
	for (; *list; list++)
		if (text_same_fold(value, *list))
			return true;
	return false;
}

/* The value of a choice row that the words name: its name, or what stands on the screen. */
static const char *choice_named(const struct compare_row *row, const char *words)
{
	for (size_t i = 0; i < row->value_count; i++)
		if (text_same_fold(row->value[i].name, words) || text_same_fold(row->value[i].text, words))
			return row->value[i].name;
	return NULL;
}

static const char *choice(const struct compare_row *row, const char *name)
{
	return choice_named(row, name);
}

/* ---- lists ---- */

/* Several lines of one order say one SKU each. */
static const char *read_list(struct order *order, const char *const *column)
{
	struct text all = {0};
	const char *kept = NULL;

	for (; *column && all.len == 0; column++)
		for (size_t i = 0; i < order->cell.count; i++)
			if (strcmp(order->cell.at[i].column, *column) == 0 && order->cell.at[i].value[0])
				text_addf(&all, "%s%s", all.len > 0 ? ", " : "", order->cell.at[i].value);
	if (all.len > 0)
		kept = arena_strdup(&order->arena, text_str(&all));
	text_clear(&all);
	return kept;
}

/* ---- addresses: whether they are complete, and nothing else ---- */

static bool is_po_box(const char *street)
{
	struct text name = {0};
	bool box;

	order_column_name(&name, street);
	box = text_starts(text_str(&name), "pobox") || text_starts(text_str(&name), "postofficebox");
	text_clear(&name);
	return box;
}

static const char *read_parts(const struct order *order, const struct compare_row *row)
{
	const char *street = order_cell(order, order_address_part(0));
	bool complete = true;

	if (!street)
		return NULL;
	for (size_t part = 0; order_address_part(part); part++) {
		const char *value = order_cell(order, order_address_part(part));

		complete = complete && (!value || value[0]);
	}
	if (!complete)
		return choice(row, "incomplete");
	return choice(row, is_po_box(street) ? "po_box" : "complete");
}

static const char *read_address(const struct order *order, const struct compare_row *row,
                                const char *const *column)
{
	static const char *const whole[] = {"yes", "ok", "full", NULL}, *const part[] = {"no", "missing", NULL};
	const char *words = order_cell(order, column);
	const char *named = words ? choice_named(row, words) : NULL;

	if (!words || named)
		return named ? named : read_parts(order, row);
	if (is_one_of(words, whole))
		return choice(row, "complete");
	if (!words[0] || is_one_of(words, part) || strncasecmp(words, "missing", 7) == 0)
		return choice(row, "incomplete");
	return is_po_box(words) ? choice(row, "po_box") : read_parts(order, row);
}

/* ---- payment and age ---- */

static bool read_time(const char *words, const struct order_clock *clock, int64_t *at)
{
	char day[11] = "";

	if (time_parse_iso(words, true, at) || time_parse_person(words, clock->now, clock->utc_offset, at))
		return true;
	/* "2026-11-14 11:30:02 -0500": the day is enough */
	strncpy(day, words, 10);
	return strlen(words) > 10 && time_parse_person(day, clock->now, clock->utc_offset, at);
}

static const char *read_payment(const struct order *order, const struct compare_row *row,
                                const char *const *column, const struct order_clock *clock)
{
	static const char *const paid[] = {"paid",     "yes",      "true",
	                                   "1",        "captured", "completed",
	                                   "complete", "settled",  "partially_refunded",
	                                   "refunded", NULL};
	static const char *const unpaid[] = {"unpaid",           "no",         "false",   "0",
	                                     "pending",          "authorized", "voided",  "failed",
	                                     "on-hold",          "on hold",    "expired", "partially_paid",
	                                     "awaiting payment", NULL};
	const char *words = order_cell(order, column);
	int64_t at;

	if (!words)
		return NULL;
	if (choice_named(row, words))
		return choice_named(row, words);
	if (!words[0] || is_one_of(words, unpaid))
		return choice(row, "unpaid");
	return is_one_of(words, paid) || read_time(words, clock, &at) ? choice(row, "paid") : NULL;
}

static const char *read_age(struct order *order, const struct compare_row *row, const char *const *column,
                            const struct order_clock *clock, const char **words)
{
	double history = clock->history_days >= 0 ? clock->history_days : HISTORY_DAYS;
	const char *cell = order_cell(order, column);
	struct text shown = {0};
	long long days;
	int64_t at;
	bool old;

	if (!cell || choice_named(row, cell))
		return cell ? choice_named(row, cell) : NULL;
	if (!read_time(cell, clock, &at) || at > clock->now + DAYS(1))
		return NULL;
	old = (double)(clock->now - at) > history * (double)DAYS(1);
	days = at < clock->now ? (long long)((clock->now - at) / DAYS(1)) : 0;
	text_addf(&shown, "%lld day%s", days, days == 1 ? "" : "s");
	*words = arena_strdup(&order->arena, text_str(&shown));
	text_clear(&shown);
	return choice(row, old ? "old" : "recent");
}

/* ---- any ---- */

static const char *read_text(const struct order *order, const struct compare_row *row,
                             const char *const *column)
{
	const char *words = order_cell(order, column);

	if (!words || !words[0])
		return NULL;
	return row->type == FACT_CHOICE ? choice_named(row, words) : words;
}

const char *order_value(struct order *order, const struct compare_row *row, const struct order_clock *clock,
                        const char **words)
{
	struct text own_name = {0};
	const char *own[2];
	struct order_columns columns;
	const char *value = NULL;

	*words = NULL;
	order_column_name(&own_name, row->key);
	own[0] = text_str(&own_name);
	columns = order_columns_of(row, own);
	switch (columns.reading) {
	case READ_TEXT:
		value = read_text(order, row, columns.column);
		break;
	case READ_LIST:
		value = read_list(order, columns.column);
		break;
	case READ_ADDRESS:
		value = read_address(order, row, columns.column);
		break;
	case READ_PAYMENT:
		value = read_payment(order, row, columns.column, clock);
		break;
	case READ_AGE:
		value = read_age(order, row, columns.column, clock, words);
		break;
	}
	text_clear(&own_name);
	return value;
}
