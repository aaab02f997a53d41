/* Search: messages as people paste them, and steps by their words. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "check.h"
#include "guide/search.h"

static const char *const denied_aliases[] = {"Access was denied", "Not permitted to write"};

static struct known_error errors[] = {
	{.id = "sku_not_found",
     .text = "SKU not found",
     .direction = DIRECTION_ORDER,
     .captures_before = "SKU not found: "},
	{.id = "sku_invalid", .text = "Invalid SKU", .direction = DIRECTION_ORDER},
	{.id = "order_not_found", .text = "Order not found", .direction = DIRECTION_TRACKING},
	{.id = "permission_denied",
     .text = "Permission denied",
     .direction = DIRECTION_TRACKING,
     .alias = denied_aliases,
     .alias_count = 2},
	{.id = "permission_denied", .text = "Permission denied", .direction = DIRECTION_INVENTORY},
	{.id = "token_expired", .text = "OAuth token expired", .direction = DIRECTION_ORDER},
	{.id = "token_expired", .text = "OAuth token expired", .direction = DIRECTION_ORDER, .platform = "ebay"},
	{.id = "ship_method_not_mapped", .text = "Ship method not mapped", .direction = DIRECTION_ORDER},
	{.id = "rate_limit", .text = "API rate limit exceeded (429)", .direction = DIRECTION_ANY},
	{.id = "stock", .text = "Insufficient inventory", .direction = DIRECTION_ORDER},
};
enum { ERRORS = sizeof errors / sizeof *errors };

static const char *const switch_path[] = {"IS2", "your integration", "Order Sync"};
static struct step renew_steps[] = {{"Generate new consumer keys", NULL}};
static struct platform shop = {.id = "shop", .name = "Shopify"};
static struct tree orders_tree = {.name = "orders"};
static struct tree shop_tree = {.name = "shop", .platform = &shop};
static struct node nodes[] = {
	{.name = "orders.entry", .kind = NODE_DECIDE, .title = "hidden toggle", .fact = -1, .tree = &orders_tree},
	{.name = "orders.toggle",
     .code = "ORD-1",
     .kind = NODE_ASK,
     .title = "Is Order Sync switched on?",
     .text = "Look at the toggle.",
     .where = switch_path,
     .where_count = 3,
     .fact = -1,
     .tree = &orders_tree},
	{.name = "orders.slow",
     .code = "ORD-2",
     .kind = NODE_NOTE,
     .title = "Orders take a while",
     .text = "The schedule is 30 minutes.",
     .fact = -1,
     .tree = &orders_tree},
	{.name = "shop.location",
     .code = "SHOP-3",
     .kind = NODE_ASK,
     .title = "Does the location show?",
     .text = "Settings, Locations.",
     .fact = -1,
     .tree = &shop_tree},
	{.name = "shop.renew",
     .code = "SHOP-40",
     .kind = NODE_FIX,
     .title = "Renew the keys",
     .label = "key_unknown",
     .cause = "The key is not known.",
     .step = renew_steps,
     .step_count = 1,
     .fact = -1,
     .tree = &shop_tree},
};
enum { NODES = sizeof nodes / sizeof *nodes };

static void make_guide(struct guide *guide)
{
	*guide = (struct guide){.node = nodes, .node_count = NODES, .error = errors, .error_count = ERRORS};
	for (size_t i = 0; i < ERRORS; i++)
		errors[i].node = (struct target){.kind = TARGET_NODE, .node = &nodes[1 + i % 4]};
	guide_index(guide);
}

static struct guide *new_guide(void)
{
	struct guide *guide = guide_new();
	struct guide made;

	make_guide(&made);
	made.arena = guide->arena;
	*guide = made;
	return guide;
}

/* "id/direction[/platform] …" of the errors a message leads to. */
static void list_errors(const struct hit *hit, size_t count, struct text *out)
{
	for (size_t i = 0; i < count; i++)
		text_addf(out, "%s%s/%s%s%s", i > 0 ? " " : "", hit[i].error->id,
		          direction_name(hit[i].error->direction), hit[i].error->platform != NULL ? "/" : "",
		          hit[i].error->platform != NULL ? hit[i].error->platform : "");
}

static const struct {
	const char *sentence;
	const char *message;
	enum direction direction;
	const char *platform;
	const char *want;
} pasted[] = {
	{"as it is written", "SKU not found", DIRECTION_ANY, "", "sku_not_found/order"},
	{"in capitals, with a full stop", "SKU NOT FOUND.", DIRECTION_ANY, "", "sku_not_found/order"},
	{"with what was not found", "SKU not found: ABC-123", DIRECTION_ANY, "", "sku_not_found/order"},
	{"in quotes", "\"SKU not found\"", DIRECTION_ANY, "", "sku_not_found/order"},
	{"with typographic quotes", "“SKU not found”", DIRECTION_ANY, "", "sku_not_found/order"},
	{"with a time stamp", "2026-11-14 14:02:33 ERROR SKU not found", DIRECTION_ANY, "",
     "sku_not_found/order"},
	{"with an order number inside", "Order #1001 not found", DIRECTION_ANY, "", "order_not_found/tracking"},
	{"with an order number in front", "#1001: Invalid SKU (line 2)", DIRECTION_ANY, "", "sku_invalid/order"},
	{"as the code of the log", "ship_method_not_mapped", DIRECTION_ANY, "", "ship_method_not_mapped/order"},
	{"as camel case", "ShipMethodNotMapped", DIRECTION_ANY, "", "ship_method_not_mapped/order"},
	{"with typing slips", "Ship metod not maped", DIRECTION_ANY, "", "ship_method_not_mapped/order"},
	{"with letters swapped", "Insuffcient invenotry", DIRECTION_ANY, "", "stock/order"},
	{"with words between", "The ship method UPS Ground is not mapped", DIRECTION_ANY, "",
     "ship_method_not_mapped/order"},
	{"another wording", "access was denied", DIRECTION_ANY, "", "permission_denied/tracking"},
	{"two directions: both", "Permission denied", DIRECTION_ANY, "",
     "permission_denied/tracking permission_denied/inventory"},
	{"two directions, one asked", "Permission denied", DIRECTION_INVENTORY, "",
     "permission_denied/inventory"},
	{"not in this direction, but as it is written", "Order not found", DIRECTION_ORDER, "",
     "order_not_found/tracking"},
	{"a number that belongs to the message", "rate limit exceeded 429", DIRECTION_ANY, "", "rate_limit/any"},
	{"of any direction", "API rate limit exceeded (429)", DIRECTION_TRACKING, "", "rate_limit/any"},
	{"the platform's own", "OAuth token expired", DIRECTION_ORDER, "ebay", "token_expired/order/ebay"},
	{"of another platform", "OAuth token expired", DIRECTION_ORDER, "shop", "token_expired/order"},
	{"no platform: both", "OAuth token expired", DIRECTION_ORDER, "",
     "token_expired/order token_expired/order/ebay"},
	{"in a long paste",
     "Import log\n14:02 start\n14:03 order 1001 IMPORT ERROR: Ship method not mapped [Flat Rate]\n14:04 end",
     DIRECTION_ANY, "", "ship_method_not_mapped/order"},
	{"like nothing", "the printer is on fire", DIRECTION_ANY, "", ""},
	{"one word is not enough", "denied", DIRECTION_ANY, "", ""},
	{"words far apart are not enough", "Invalid date. Please choose a value for the new field of the SKU",
     DIRECTION_ANY, "", ""},
	{"nothing", "", DIRECTION_ANY, "", ""},
	{"only signs", "?!", DIRECTION_ANY, "", ""},
};

static void messages_lead_to_errors(void)
{
	struct guide *guide = new_guide();
	struct search *search = search_new(guide);

	for (size_t i = 0; i < sizeof pasted / sizeof *pasted; i++) {
		struct text got = {0};
		struct hit hit[4];
		size_t count =
			search_error(search, pasted[i].message, pasted[i].direction, pasted[i].platform, hit, 4);

		list_errors(hit, count, &got);
		CHECK_TEXT(pasted[i].sentence, text_str(&got), pasted[i].want);
		text_clear(&got);
	}
	search_free(search);
	guide_free(guide);
}

static void the_order_of_hits(void)
{
	struct guide *guide = new_guide();
	struct search *search = search_new(guide);
	struct hit hit[3];
	size_t count = search_error(search, "SKU not found", DIRECTION_ANY, "", hit, 3);

	CHECK("the text itself scores 1", count == 1 && hit[0].score == 1);
	CHECK("and leads to its node", hit[0].node == errors[0].node.node);
	count = search_error(search, "we got SKU not found today", DIRECTION_ANY, "", hit, 3);
	CHECK("among other words it scores less", count == 1 && hit[0].score < 1 && hit[0].score > 0.85);
	CHECK_NUMBER("no room, no hit", (int64_t)search_error(search, "SKU not found", DIRECTION_ANY, "", hit, 0),
	             0);
	search_free(search);
	search_free(NULL);
	guide_free(guide);
}

static const struct {
	const char *sentence;
	const char *words;
	const char *want; /* the first hit: a code, or an error's id; "" for none */
} asked[] = {
	{"a code", " ord-2 ", "ORD-2"},
	{"a name", "shop.location", "SHOP-3"},
	{"a word of the title", "switched", "ORD-1"},
	{"a word that is still typed", "toggl", "ORD-1"},
	{"a typing slip", "locaton", "SHOP-3"},
	{"a word of the text", "schedule", "ORD-2"},
	{"a number", "30 minutes", "ORD-2"},
	{"a word of the path", "integration", "ORD-1"},
	{"a word of a step", "generate consumer", "SHOP-40"},
	{"a label", "key_unknown", "SHOP-40"},
	{"the name of the platform", "shopify location", "SHOP-3"},
	{"a message", "ship method not mapped", "ship_method_not_mapped"},
	{"nodes that nobody sees are not found", "hidden", ""},
	{"nothing", "", ""},
	{"like nothing", "xylophone", ""},
};

static void words_lead_to_steps(void)
{
	struct guide *guide = new_guide();
	struct search *search = search_new(guide);

	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		struct hit hit[5];
		size_t count = search_find(search, asked[i].words, DIRECTION_ANY, "", hit, 5);
		const char *first = count == 0 ? "" : hit[0].kind == HIT_ERROR ? hit[0].error->id : hit[0].node->code;

		CHECK_TEXT(asked[i].sentence, first, asked[i].want);
		for (size_t j = 1; j < count; j++)
			CHECK("best first", hit[j - 1].score >= hit[j].score);
	}
	search_free(search);
	guide_free(guide);
}

enum { MANY = 50000 };

/* Each with a word of its own and one of a thousand. */
static struct guide *make_many(void)
{
	struct guide *guide = guide_new();

	guide->node_count = MANY;
	guide->node = arena_alloc(&guide->arena, MANY * sizeof *guide->node);
	for (int i = 0; i < MANY; i++) {
		struct text title = {0};

		text_addf(&title, "orders topic%d about item%d", i % 1000, i);
		guide->node[i] = (struct node){.name = "a", .kind = NODE_NOTE, .fact = -1, .tree = &orders_tree};
		guide->node[i].title = arena_strdup(&guide->arena, text_str(&title));
		guide->node[i].index = i;
		text_clear(&title);
	}
	guide_index(guide);
	return guide;
}

static void many_nodes_are_searched(void)
{
	static const char *const words[] = {"o", "ordrs", "item4999", "topic7 item49007", "orders about topic"};
	struct guide *guide = make_many();
	struct search *search = search_new(guide);
	struct hit hit[10];

	for (int i = 0; i < 50; i++)
		for (size_t j = 0; j < sizeof words / sizeof *words; j++)
			CHECK("each finds something", search_find(search, words[j], DIRECTION_ANY, "", hit, 10) > 0);
	CHECK("both words in one node win",
	      search_find(search, "topic7 item49007", DIRECTION_ANY, "", hit, 10) > 0 &&
	          hit[0].node->index == 49007);
	search_free(search);
	guide_free(guide);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"messages lead to errors", messages_lead_to_errors},
		{"the order of hits", the_order_of_hits},
		{"words lead to steps", words_lead_to_steps},
		{"many nodes are searched", many_nodes_are_searched},
		{0},
	};

	return check_run("search", tests);
}
