/* Orders side by side: what columns mean, what differs, and that nothing of a buyer comes out. */
#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "case_kit.h"
#include "check.h"
#include "report/comparison.h"
#include "json/json.h"

static const struct kit_fact facts[] = {
	{.name = "platform", .type = FACT_CHOICE, .values = "shop=Shop", .from_profile = "platform"},
	{.name = "fine", .type = FACT_YESNO},
	{0},
};
static const struct kit_node nodes[] = {
	{.name = "compare.it", .kind = NODE_COMPARE, .go = "-> note.logs", .unknown = "note.logs"},
	{.name = "note.ship", .kind = NODE_NOTE, .title = "The **ship** method", .go = "-> end.it"},
	{.name = "note.sku", .kind = NODE_NOTE, .go = "-> end.it"},
	{.name = "note.logs", .kind = NODE_NOTE, .title = "The logs", .go = "-> end.it"},
	{.name = "end.it", .kind = NODE_END, .ending = ENDING_NO_ACTION},
	{0},
};
static const struct kit kit = {.fact = facts, .node = nodes, .symptoms = "all > compare.it"};

static struct fact_value address[] = {{"complete", "Complete"},
                                      {"incomplete", "Something is missing"},
                                      {"po_box", "PO Box"}};
static struct fact_value payment[] = {{"paid", "Paid"}, {"unpaid", "Not paid"}};
static struct fact_value age[] = {{"recent", "Recent"}, {"old", "Old"}};
enum { SHIP, SKUS, ADDRESS, STATUS, PAYMENT, AGE, COLOUR, ROWS };
static struct compare_row compared[ROWS] = {
	[SHIP] = {.key = "ship_method", .label = "Ship method", .type = FACT_TEXT, .same = "exact"},
	[SKUS] = {.key = "skus", .label = "SKUs", .type = FACT_LIST, .same = "set"},
	[ADDRESS] = {.key = "address",
                 .label = "Address",
                 .type = FACT_CHOICE,
                 .value = address,
                 .value_count = 3,
                 .same = "exact"},
	[STATUS] = {.key = "status", .label = "Status", .type = FACT_TEXT, .same = "fold"},
	[PAYMENT] = {.key = "payment",
                 .label = "Payment",
                 .type = FACT_CHOICE,
                 .value = payment,
                 .value_count = 2,
                 .same = "exact"},
	[AGE] =
		{.key = "age", .label = "Age", .type = FACT_CHOICE, .value = age, .value_count = 2, .same = "exact"},
	[COLOUR] = {.key = "box_colour", .label = "Colour", .type = FACT_TEXT, .same = "fold"},
};

static struct guide *make_guide(void)
{
	struct guide *guide = kit_guide(&kit);

	for (size_t i = 0; i < ROWS; i++)
		compared[i].to = (struct target){TARGET_NODE, guide->node[i == SHIP ? 1 : 2].name,
		                                 &guide->node[i == SHIP ? 1 : 2]};
	guide->node[0].row = compared;
	guide->node[0].row_count = ROWS;
	return guide;
}

static const struct order_clock clock_now_ = {.now = KIT_NOW, .history_days = -1};

/* ---- what columns mean ---- */

static const struct {
	const char *sentence;
	int row;
	const char *column, *value, *want; /* NULL: it does not say */
} cells[] = {
	{"WooCommerce's name", SHIP, "Shipping Method Title", "Flat rate", "Flat rate"},
	{"Shopify's", SHIP, "Shipping Method", "Standard", "Standard"},
	{"Amazon's", SHIP, "ship-service-level", "Expedited", "Expedited"},
	{"an empty column says nothing", SHIP, "Shipping Method", "", NULL},
	{"a column that means another thing", SHIP, "Shipping", "5.00", NULL},
	{"a list", SKUS, "Lineitem sku", "A-1", "A-1"},
	{"eBay's", SKUS, "Custom label", "A-1", "A-1"},
	{"in other words complete", ADDRESS, "address", "yes", "complete"},
	{"as the screen says it", ADDRESS, "address", "something is missing", "incomplete"},
	{"as the guide says it", ADDRESS, "Address", "Missing Apt", "incomplete"},
	{"empty is incomplete", ADDRESS, "address", "", "incomplete"},
	{"a PO Box", ADDRESS, "Ship to", "P.O. Box 12, Traverse City", "po_box"},
	{"a whole address in one column cannot be judged", ADDRESS, "Shipping Address",
     "12 Main St, Traverse City", NULL},
	{"a street alone", ADDRESS, "Shipping Address1", "12 Main St", "complete"},
	{"a street that is not there", ADDRESS, "Shipping Street", "", "incomplete"},
	{"a street that is a PO Box", ADDRESS, "Shipping Street", "Post Office Box 7", "po_box"},
	{"a city alone says nothing", ADDRESS, "Shipping City", "Traverse City", NULL},
	{"status", STATUS, "Order Status", "Processing", "Processing"},
	{"Shopify's payment", PAYMENT, "Financial Status", "partially_paid", "unpaid"},
	{"paid", PAYMENT, "Financial Status", "paid", "paid"},
	{"a date is a payment", PAYMENT, "Date paid", "2026-11-20 10:00", "paid"},
	{"no date is none", PAYMENT, "Paid at", "", "unpaid"},
	{"what it is paid with does not say whether", PAYMENT, "Payment", "PayPal", NULL},
	{"younger than three days", AGE, "Created at", "2026-11-21 10:00:00 -0500", "recent"},
	{"older", AGE, "purchase-date", "2026-11-14T11:30:02+00:00", "old"},
	{"a time to come is a slip", AGE, "Order date", "2027-11-14", NULL},
	{"nobody knows which is the month", AGE, "Order date", "11/12/2026", NULL},
	{"a row that no table knows is its own column", COLOUR, "Box Colour", "red", "red"},
};

static void columns(void)
{
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct order order;
		const char *words, *value;

		order_init(&order);
		order_add(&order, cells[i].column, cells[i].value);
		value = order_value(&order, &compared[cells[i].row], &clock_now_, &words);
		CHECK_TEXT(cells[i].sentence, value ? value : "(nothing)",
		           cells[i].want ? cells[i].want : "(nothing)");
		order_clear(&order);
	}
}

static void history(void)
{
	struct order_clock clock = {.now = KIT_NOW, .history_days = 14};
	struct order order;
	const char *words;

	order_init(&order);
	order_add(&order, "date", "2026-11-13");
	CHECK_TEXT("within the History setting that is told", order_value(&order, &compared[AGE], &clock, &words),
	           "recent");
	CHECK_TEXT("in days", words, "10 days");
	clock.history_days = 0;
	CHECK_TEXT("a setting of no days", order_value(&order, &compared[AGE], &clock, &words), "old");
	order_clear(&order);
}

/* ---- pairs ---- */

static void pairs(void)
{
	static const struct {
		const char *sentence, *text, *ship, *skus, *number; /* ship NULL: refused */
	} rows[] = {
		{"semicolons", "ship_method=Express; skus=A-1, B-2; order=1001", "Express", "A-1, B-2", "1001"},
		{"commas", "Ship method=Express, sku=A-1", "Express", "A-1", ""},
		{"commas inside a value stay", "sku=A-1, B-2, ship_method=Express", "Express", "A-1, B-2", ""},
		{"lines", "ship_method=Express\nsku=A-1\n", "Express", "A-1", ""},
		{"an equals sign in a value", "ship_method=a=b", "a=b", "", ""},
		{"no pair", "Express", NULL, NULL, NULL},
		{"a pair and a word", "ship_method=Express; fast", NULL, NULL, NULL},
		{"a name that no row knows", "shipmetod=Express", NULL, NULL, NULL},
		{"nothing", "", "", "", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct guide *guide = make_guide();
		struct order order;
		struct error err = {0};
		const char *words, *value;
		bool read;

		order_init(&order);
		read = order_read_pairs(&order, rows[i].text, &guide->node[0], &err);
		CHECK(rows[i].sentence, read == (rows[i].ship != NULL));
		if (rows[i].ship && read) {
			value = order_value(&order, &compared[SHIP], &clock_now_, &words);
			CHECK_TEXT(rows[i].sentence, value ? value : "", rows[i].ship);
			value = order_value(&order, &compared[SKUS], &clock_now_, &words);
			CHECK_TEXT(rows[i].sentence, value ? value : "", rows[i].skus);
			CHECK_TEXT(rows[i].sentence, order.number ? order.number : "", rows[i].number);
		}
		order_clear(&order);
		guide_free(guide);
	}
}

/* ---- tables ---- */

static const char shopify[] =
	"Name,Email,Financial Status,Shipping Method,Lineitem sku,Shipping Name,Shipping Street,Shipping City,Shipping Zip,Phone\n"
	"#1001,jane@x.example,paid,Standard,A-1,Jane Doe,12 Main St,Traverse City,49684,231-555-0100\n"
	"#1001,jane@x.example,,,B-2,,,,,\n"
	"#1002,jo@x.example,pending,standard,A-1,Jo Roe,9 Elm St,,49685,\n"
	"#1003,x@x.example,paid,Standard,A-1,X,PO Box 4,Y,1,\n";

static void write(const char *text, const char *good, const char *bad, struct text *out, bool json)
{
	struct guide *guide = make_guide();
	struct comparison comparison;
	struct order order[2];
	struct error err = {0};
	struct csv csv;

	order_init(&order[0]);
	order_init(&order[1]);
	if (csv_read(&csv, text, strlen(text), "t.csv", &err) &&
	    order_read_table(&order[0], &csv, good, 0, &guide->node[0], &err) &&
	    order_read_table(&order[1], &csv, bad, 1, &guide->node[0], &err)) {
		comparison_make(&comparison, &guide->node[0], NULL, &order[0], &order[1], &clock_now_);
		if (json)
			comparison_write_json(&comparison, out);
		else
			comparison_write_text(&comparison, out);
		comparison_clear(&comparison);
	} else {
		text_addf(out, "%s", err.message);
	}
	csv_clear(&csv);
	order_clear(&order[0]);
	order_clear(&order[1]);
	guide_free(guide);
}

static void side_by_side(void)
{
	struct text out = {0};

	write(shopify, NULL, NULL, &out, false);
	CHECK_TEXT("the first two orders; several lines are one order", text_str(&out),
	           "                         works: #1001             fails: #1002\n"
	           "DIFFERENT Ship method    Standard                 standard\n"
	           "          leads to TST-2 The ship method: syncfix start TST-2\n"
	           "DIFFERENT SKUs           A-1, B-2                 A-1\n"
	           "          leads to TST-3 note.sku: syncfix start TST-3\n"
	           "DIFFERENT Address        Complete                 Something is missing\n"
	           "          leads to TST-3 note.sku: syncfix start TST-3\n"
	           "not known Status         ?                        ?\n"
	           "DIFFERENT Payment        Paid                     Not paid\n"
	           "          leads to TST-3 note.sku: syncfix start TST-3\n"
	           "not known Age            ?                        ?\n"
	           "not known Colour         ?                        ?\n\n"
	           "The first difference usually is the cause.\n"
	           "Begin with TST-2 The ship method: syncfix start TST-2\n");
	text_cut(&out, 0);
	write(shopify, "1003", "#1003", &out, false);
	CHECK("the same order does not differ from itself, however its number is written",
	      strstr(text_str(&out), "DIFFERENT") == NULL &&
	          strstr(text_str(&out), "Nothing differs in what is known") != NULL);
	CHECK("then it goes on", text_ends(text_str(&out), "Go on with TST-4 The logs: syncfix start TST-4\n"));
	text_clear(&out);
}

static void machines(void)
{
	struct text out = {0};

	write(shopify, "1001", "1002", &out, true);
	CHECK("it is JSON", json_scan(text_str(&out), out.len, "compare", 0, NULL));
	CHECK("with the step of the first difference",
	      strstr(text_str(&out), "\"next\": {\n    \"node\": \"note.ship\"") != NULL);
	text_clear(&out);
}

static void buyers_stay_inside(void)
{
	static const char *const buyer[] = {"jane", "Jane",     "x.example", "Main",
	                                    "Elm",  "Traverse", "4968",      "555"};
	static const char odd[] =
		"id,shipping method,status,sku\n1,call 231-555-0100,a,ck_0123456789012345678901234567890123456789\n"
		"2,mail jane@x.example,b,A-1\n";
	struct text out = {0};

	write(shopify, "1001", "1002", &out, false);
	write(shopify, "1001", "1002", &out, true);
	for (size_t i = 0; i < sizeof buyer / sizeof *buyer; i++)
		CHECK(buyer[i], strstr(text_str(&out), buyer[i]) == NULL);
	text_cut(&out, 0);
	write(odd, NULL, NULL, &out, false);
	CHECK("what looks like a buyer's or a secret is compared and not shown",
	      strstr(text_str(&out), "DIFFERENT Ship method    (not shown)              (not shown)\n") != NULL &&
	          strstr(text_str(&out), "DIFFERENT SKUs           (not shown)              A-1\n") != NULL);
	text_clear(&out);
}

static void tables_refused(void)
{
	static const struct {
		const char *sentence, *text, *good, *want;
	} rows[] = {
		{"no header", "1,2\n3,4\n", NULL, "The first line of the table must name its columns"},
		{"nothing", "", NULL, "The first line of the table must name its columns"},
		{"only columns that no row needs", "Name,Email\n1,a@b\n", NULL, "The first line of the table"},
		{"no order", "order,sku\n", NULL, "The table has only 0 orders"},
		{"one order", "order,sku\n1,A\n1,B\n", NULL, "The table has only 1 orders"},
		{"an order that is not there", "order,sku\n1,A\n2,B\n", "3", "The table has no order 3."},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = {0};

		write(rows[i].text, rows[i].good, NULL, &out, false);
		CHECK(rows[i].sentence, text_starts(text_str(&out), rows[i].want));
		text_clear(&out);
	}
}

static void tables_without_numbers(void)
{
	struct text out = {0};

	write("sku;shipping method\nA;x\nA;x\n", NULL, NULL, &out, false);
	CHECK("each line is an order",
	      strstr(text_str(&out), "same      Ship method    x                        x\n") != NULL &&
	          strstr(text_str(&out), " works                    fails\n") != NULL);
	text_cut(&out, 0);
	write("Name,SKU\nJane Doe,A\nJane Doe,B\n", NULL, NULL, &out, false);
	CHECK("a column of names is no number, and two orders of one buyer stay two",
	      strstr(text_str(&out), "Jane") == NULL && strstr(text_str(&out), "DIFFERENT SKUs") != NULL);
	text_cut(&out, 0);
	write("Order,SKU\n1\x1b[31m,A\n2\xff,B\n", NULL, NULL, &out, false);
	CHECK("a number is cleaned",
	      strchr(text_str(&out), '\x1b') == NULL && strchr(text_str(&out), '\xff') == NULL);
	text_clear(&out);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"columns", columns},
		{"history", history},
		{"pairs", pairs},
		{"side by side", side_by_side},
		{"machines", machines},
		{"buyers stay inside", buyers_stay_inside},
		{"tables refused", tables_refused},
		{"tables without numbers", tables_without_numbers},
		{0},
	};

	return check_run("report: compare", tests);
}
