#include "fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "report/comparison.h"
#include "json/json.h"

/* An export, or pairs, of any bytes: read or refused, and what is written of it is clean. */

static struct fact_value address[] = {{"complete", "Complete"},
                                      {"incomplete", "Incomplete"},
                                      {"po_box", "PO Box"}};
static struct fact_value payment[] = {{"paid", "Paid"}, {"unpaid", "Not paid"}};
static struct fact_value age[] = {{"recent", "Recent"}, {"old", "Old"}};
static struct compare_row rows[] = {
	{.key = "ship_method", .label = "Ship method", .type = FACT_TEXT, .same = "exact"},
	{.key = "skus", .label = "SKUs", .type = FACT_LIST, .same = "set"},
	{.key = "address",
     .label = "Address",
     .type = FACT_CHOICE,
     .value = address,
     .value_count = 3,
     .same = "exact"},
	{.key = "status", .label = "Status", .type = FACT_TEXT, .same = "fold"},
	{.key = "payment",
     .label = "Payment",
     .type = FACT_CHOICE,
     .value = payment,
     .value_count = 2,
     .same = "exact"},
	{.key = "age", .label = "Age", .type = FACT_CHOICE, .value = age, .value_count = 2, .same = "exact"},
};
static struct node node = {.name = "compare.it",
                           .code = "ADV-1",
                           .title = "Compare",
                           .row = rows,
                           .row_count = sizeof rows / sizeof *rows};

static void check_clean(const char *text)
{
	assert(utf8_valid(text, strlen(text)));
	for (; *text; text++)
		assert(*text == '\n' || (unsigned char)*text >= 0x20);
}

static void compare(struct order *good, struct order *bad)
{
	struct order_clock clock = {.now = INT64_C(1795442400000), .history_days = -1};
	struct comparison comparison;
	struct text text = {0}, json = {0};

	comparison_make(&comparison, &node, NULL, good, bad, &clock);
	comparison_write_text(&comparison, &text);
	comparison_write_json(&comparison, &json);
	check_clean(text_str(&text));
	assert(json_scan(text_str(&json), json.len, "json", 0, NULL));
	for (size_t i = 0; i < comparison.row.count; i++)
		assert(comparison.row.at[i].known || !comparison.row.at[i].differs);
	comparison_clear(&comparison);
	text_clear(&text);
	text_clear(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);
	struct order good, bad;
	struct csv csv;

	order_init(&good);
	order_init(&bad);
	if (csv_read(&csv, (const char *)data, size, "table", NULL) &&
	    order_read_table(&good, &csv, NULL, 0, &node, NULL) &&
	    order_read_table(&bad, &csv, NULL, 1, &node, NULL)) {
		assert(order_count(&csv) >= 2);
		compare(&good, &bad);
	}
	csv_clear(&csv);
	order_clear(&bad);
	order_init(&bad);
	if (order_read_pairs(&bad, text, &node, NULL))
		compare(&good, &bad);
	order_clear(&good);
	order_clear(&bad);
	free(text);
	return 0;
}
