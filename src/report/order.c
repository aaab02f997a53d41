#include "report/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/order_columns.h"

enum { LONGEST_VALUE = 200, LONGEST_NUMBER = 60 };

void order_init(struct order *order)
{
	*order = (struct order){.number = NULL};
	arena_init(&order->arena);
}

void order_clear(struct order *order)
{
	array_clear(&order->cell);
	arena_clear(&order->arena);
}

static const char *keep(struct order *order, struct text *text)
{
	const char *kept = arena_strdup(&order->arena, text_str(text));

	text_clear(text);
	return kept;
}

void order_add(struct order *order, const char *column, const char *value)
{
	struct text name = {0}, clean = {0};
	struct order_cell *cell = array_add(&order->cell);

	order_column_name(&name, column);
	text_safe(&clean, value, strlen(value), TEXT_SAFE_LINE, LONGEST_VALUE);
	text_trim(&clean);
	cell->column = keep(order, &name);
	cell->value = keep(order, &clean);
}

/* One word with a digit in it: a column "Name" may hold orders (Shopify) or buyers. */
static bool looks_like_number(const char *value)
{
	return strcspn(value, "0123456789") < strlen(value) && !strpbrk(value, " @\n");
}

void order_set_number(struct order *order, const char *words)
{
	struct text clean = {0};

	text_safe(&clean, words, strlen(words), TEXT_SAFE_LINE, LONGEST_NUMBER);
	text_trim(&clean);
	order->number = keep(order, &clean);
}

/* ---- which columns mean something ---- */

static bool is_column(const char *const *list, const char *name)
{
	for (; *list; list++)
		if (strcmp(*list, name) == 0)
			return true;
	return false;
}

static bool row_knows(const struct compare_row *row, const char *name)
{
	struct text own_name = {0};
	const char *own[2];
	bool known;

	order_column_name(&own_name, row->key);
	own[0] = text_str(&own_name);
	known = is_column(order_columns_of(row, own).column, name);
	if (strcmp(row->key, "address") == 0)
		for (size_t part = 0; order_address_part(part); part++)
			known = known || is_column(order_address_part(part), name);
	text_clear(&own_name);
	return known;
}

static bool any_row_knows(const struct node *compare, const char *column)
{
	struct text name = {0};
	bool known = false;

	order_column_name(&name, column);
	for (size_t i = 0; i < compare->row_count; i++)
		known = known || row_knows(&compare->row[i], text_str(&name));
	text_clear(&name);
	return known;
}

/* ---- pairs ---- */

/* Where the pair at `at` ends: at ';' or a line's end, or at a comma behind which another name= stands. */
static size_t pair_length(const char *at)
{
	for (const char *end = at;; end++) {
		size_t next;

		if (*end == '\0' || *end == ';' || *end == '\n')
			return (size_t)(end - at);
		next = strcspn(end + 1, ",;=\n");
		if (*end == ',' && end[1 + next] == '=')
			return (size_t)(end - at);
	}
}

static bool read_pair(struct order *order, const char *at, size_t len, const struct node *compare,
                      struct error *err)
{
	const char *equals = memchr(at, '=', len);
	char *name = xstrndup(at, equals ? (size_t)(equals - at) : 0);
	char *value = equals ? xstrndup(equals + 1, (size_t)(at + len - equals - 1)) : xstrdup("");
	bool number = false, ok;
	struct text bare = {0};

	order_column_name(&bare, name);
	number = is_column(order_number_columns(), text_str(&bare));
	ok = equals && (number || any_row_knows(compare, name));
	if (ok)
		order_add(order, name, value);
	else
		error_set(
			err, ERROR_USAGE, "",
			"An order is told as name=value pairs, such as \"ship_method=Express; skus=ABC-123; address=complete\"%s.",
			equals ? "; one of these names is not known" : "");
	text_clear(&bare);
	free(name);
	free(value);
	return ok;
}

static void find_number(struct order *order)
{
	const char *number = order_cell(order, order_number_columns());

	if (number && looks_like_number(number))
		order->number = number;
}

bool order_read_pairs(struct order *order, const char *text, const struct node *compare, struct error *err)
{
	while (*text) {
		size_t len = pair_length(text);

		if (strspn(text, " \t") < len && !read_pair(order, text, len, compare, err))
			return false;
		text += len + (text[len] != '\0');
	}
	find_number(order);
	return true;
}

/* ---- tables ---- */

static int number_field(const struct csv *csv)
{
	const char *const *names = order_number_columns();
	const struct csv_row *first = csv->row.count > 1 ? &csv->row.at[1] : NULL;

	for (; csv->row.count > 0 && *names; names++) {
		for (size_t i = 0; i < csv->row.at[0].count; i++) {
			struct text name = {0};
			bool found;

			order_column_name(&name, csv->row.at[0].field[i]);
			found = strcmp(text_str(&name), *names) == 0;
			text_clear(&name);
			if (found && (!first || (i < first->count && looks_like_number(first->field[i]))))
				return (int)i;
		}
	}
	return -1;
}

static const char *field_of(const struct csv_row *row, int field)
{
	return field >= 0 && (size_t)field < row->count ? row->field[field] : "";
}

static bool same_number(const char *a, const char *b)
{
	a += strspn(a, "# ");
	b += strspn(b, "# ");
	return text_same_fold(a, b);
}

/* Does the row go on with the order of the row before? */
static bool goes_on(const struct csv *csv, size_t row, int field)
{
	const char *number, *before;

	if (row < 2 || field < 0)
		return false;
	number = field_of(&csv->row.at[row], field);
	before = field_of(&csv->row.at[row - 1], field);
	return number[0] && same_number(number, before);
}

size_t order_count(const struct csv *csv)
{
	int field = number_field(csv);
	size_t count = 0;

	for (size_t i = 1; i < csv->row.count; i++)
		count += !goes_on(csv, i, field);
	return count;
}

static void add_row(struct order *order, const struct csv *csv, size_t row, const struct node *compare)
{
	const struct csv_row *header = &csv->row.at[0], *from = &csv->row.at[row];

	for (size_t i = 0; i < header->count && i < from->count; i++)
		if (any_row_knows(compare, header->field[i]))
			order_add(order, header->field[i], from->field[i]);
}

static bool has_columns(const struct csv *csv, const struct node *compare)
{
	for (size_t i = 0; csv->row.count > 0 && i < csv->row.at[0].count; i++)
		if (any_row_knows(compare, csv->row.at[0].field[i]))
			return true;
	return false;
}

bool order_read_table(struct order *order, const struct csv *csv, const char *number, size_t place,
                      const struct node *compare, struct error *err)
{
	int field = number_field(csv);
	size_t index = 0;
	bool found = false;

	if (!has_columns(csv, compare))
		return error_set(
			err, ERROR_DATA, "",
			"The first line of the table must name its columns, among them the ship method, SKU, address or "
			"status.");
	for (size_t i = 1; i < csv->row.count; i++) {
		const char *own = field_of(&csv->row.at[i], field);

		index += i > 1 && !goes_on(csv, i, field);
		if (number ? !same_number(own, number) : index != place)
			continue;
		add_row(order, csv, i, compare);
		found = true;
		if (looks_like_number(own))
			order_set_number(order, own);
	}
	if (!found && number)
		return error_set(err, ERROR_NO_INPUT, "", "The table has no order %.60s.", number);
	return found || error_set(err, ERROR_NO_INPUT, "", "The table has only %zu orders: two are compared.",
	                          order_count(csv));
}
