#include "report_kit.h"

#include <stdlib.h>
#include <string.h>

static const struct kit_fact facts[] = {
	{.name = "platform",
     .type = FACT_CHOICE,
     .values = "shop=Shop|other=Another",
     .from_profile = "platform",
     .ticket = true},
	{.name = "can_probe", .type = FACT_YESNO, .from_profile = "@can_probe"},
	{.name = "integration", .type = FACT_TEXT, .ticket = true},
	{.name = "store", .type = FACT_URL},
	{.name = "consumer_key", .type = FACT_SECRET},
	{.name = "direction", .type = FACT_CHOICE, .values = "order=Orders|tracking=Tracking"},
	{.name = "symptom",
     .type = FACT_CHOICE,
     .values = "orders=Orders don't arrive|stock=Stock is wrong",
     .ticket = true},
	{.name = "is2_zone", .type = FACT_TEXT},
	{.name = "order_number", .type = FACT_TEXT, .ticket = true},
	{.name = "order_numbers", .type = FACT_LIST, .ticket = true},
	{.name = "toggle",
     .type = FACT_CHOICE,
     .values = "on=ON (blue)|off=**OFF** (gray)",
     .depends = "integration",
     .ticket = true},
	{.name = "last_sync",
     .type = FACT_TIME,
     .zone = ZONE_IS2,
     .depends = "integration",
     .ticket = true,
     .contradiction =
         "Sync is OFF, and yet it synced just now: toggle == off and age(last_sync) < 30min: toggle"},
	{.name = "started_at", .type = FACT_TIME, .ticket = true},
	{.name = "error_text", .type = FACT_TEXT, .per = "order", .ticket = true},
	{.name = "error_messages",
     .type = FACT_CHOICE,
     .values = "none=No message|shown=A message is shown",
     .ticket = true},
	{.name = "screenshots", .type = FACT_YESNO, .ticket = true},
	{.name = "oauth_status",
     .type = FACT_CHOICE,
     .values = "connected=Connected|expired=Expired",
     .ticket = true},
	{.name = "keys_valid", .type = FACT_YESNO, .ticket = true},
	{.name = "shipped_at", .type = FACT_TIME, .per = "order", .ticket = true},
	{.name = "arrive", .type = FACT_YESNO},
	{0},
};

#define STEP(name_, fact_, next_)                                                                            \
	{                                                                                                        \
		.name = name_, .kind = NODE_ASK, .fact = fact_, .go = "-> " next_, .unknown = next_, .where = "IS2"  \
	}

static const struct kit_node nodes[] = {
	STEP("orders.platform", "platform", "orders.integration"),
	STEP("orders.integration", "integration", "orders.toggle"),
	STEP("orders.toggle", "toggle", "orders.sync"),
	{.name = "orders.sync",
     .kind = NODE_ASK,
     .fact = "last_sync",
     .answers = "=It is empty",
     .go = "-> orders.started",
     .unknown = "orders.started",
     .where = "IS2"},
	STEP("orders.started", "started_at", "orders.number"),
	STEP("orders.number", "order_number", "orders.more"),
	STEP("orders.more", "order_numbers", "orders.error"),
	STEP("orders.error", "error_text", "orders.messages"),
	STEP("orders.messages", "error_messages", "orders.pictures"),
	STEP("orders.pictures", "screenshots", "orders.oauth"),
	STEP("orders.oauth", "oauth_status", "fix.toggle"),
	{.name = "fix.toggle",
     .kind = NODE_FIX,
     .title = "Order Sync is switched off",
     .label = "toggle_off",
     .verify_fact = "toggle",
     .ok = "toggle == on",
     .then = "support.ticket",
     .otherwise = "support.ticket",
     .cannot = "support.ticket"},
	{.name = "compare.orders",
     .kind = NODE_COMPARE,
     .rows = "status exact -> support.ticket; sku fold -> support.ticket",
     .go = "-> support.ticket",
     .unknown = "support.ticket"},
	STEP("ship.time", "shipped_at", "wait.ship"),
	{.name = "wait.ship",
     .kind = NODE_WAIT,
     .until = "shipped_at + 6h",
     .early = "end.later",
     .late = "support.ticket",
     .unknown = "support.ticket"},
	{.name = "fix.key",
     .kind = NODE_FIX,
     .title = "The store refuses the key",
     .label = "key_unknown",
     .verify_probe = "shop.key",
     .verify_fact = "keys_valid",
     .ok = "outcome('shop.key') == ok",
     .then = "end.fine",
     .otherwise = "support.ticket",
     .cannot = "support.ticket"},
	{.name = "end.fine", .kind = NODE_END, .ending = ENDING_FIXED},
	{.name = "end.later", .kind = NODE_END, .ending = ENDING_WAIT},
	{.name = "host.letter",
     .kind = NODE_END,
     .ending = ENDING_NOT_OURS,
     .title = "Requests fail at the server",
     .need = "store,started_at",
     .urgency = "toggle in (off) = high: Everything stands still; = low: A part of it fails"},
	{.name = "support.ticket",
     .kind = NODE_END,
     .ending = ENDING_ESCALATE,
     .title = "{symptom|Sync problem} since {started_at|an unknown time}",
     .need = "platform,integration,started_at,last_sync,error_text,order_numbers,screenshots",
     .urgency = "oauth_status in (expired) = high: OAuth is not connected; = normal: Nothing explains it"},
	{0},
};

static const struct kit_probe probes[] = {
	{.name = "shop.key",
     .needs = "store",
     .sets = "keys_valid",
     .outcomes = "ok:ok; key_unknown:problem:fix.key; odd:unknown"},
	{.name = "shop.other", .outcomes = "ok:ok"},
	{0},
};

const struct kit report_guide = {
	.fact = facts,
	.probe = probes,
	.node = nodes,
	.symptoms = "orders > orders.platform + direction:order, symptom:orders",
	.slots = "keys > -",
};

const char report_whole_way[] =
	"symptom orders; choose 1; type MainShopifyStore; choose 1; type 11:30; type 22 Nov 14:00; "
	"type #1001; type #1002, #1003; type SKU not found; choose 2; choose 1; choose 1; cannot";

void report_begin(struct kit_case *kit_case, bool can_probe, const char *steps)
{
	kit_begin(kit_case, &report_guide, can_probe);
	kit_case->guide->platform[0].name = "Shop";
	for (size_t i = 0; i < kit_case->guide->node_count; i++)
		if (strcmp(kit_case->guide->node[i].name, "host.letter") == 0)
			kit_case->guide->node[i].ticket_to = "host";
	kit_steps(kit_case, steps);
}

const char report_everything[] =
	"symptom orders; probe shop.key key_unknown problem keys_valid=no; type MainShopifyStore; choose 2; "
	"type 10 min ago; type 22 Nov 14:00; type #1001; unknown; type SKU not found; choose 2; skip phone died; "
	"choose 1; cannot; note two apps installed";

void report_write(struct kit_case *kit_case, enum ticket_format format, struct text *out)
{
	struct ticket *ticket = ticket_new(kit_case->walk, kit_case->now);

	text_cut(out, 0);
	ticket_write(ticket, format, out);
	ticket_free(ticket);
}
