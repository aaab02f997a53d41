/* Calls over SOAP: which there are, and what a declaration may say in "args". */
#include "declare/soap.h"

#include <string.h>

#include "base/text.h"
#include "declare/parts.h"

static const struct soap_call calls[] = {
	{.name = "login"},
	{.name = "resources", .in_session = true},
	{.name = "magentoInfo", .in_session = true},
	{.name = "salesOrderList", .in_session = true, .part = {{"filters", SOAP_FILTERS}}},
	{.name = "salesOrderShipmentList", .in_session = true, .part = {{"filters", SOAP_FILTERS}}},
	{.name = "salesOrderShipmentInfo", .in_session = true, .part = {{"shipmentIncrementId", SOAP_TEXT}}},
	{.name = "catalogInventoryStockItemList", .in_session = true, .part = {{"products", SOAP_TEXTS}}},
	{.name = "catalogProductInfo",
     .in_session = true,
     .part = {{"productId", SOAP_TEXT},
              {"storeView", SOAP_TEXT},
              {"attributes", SOAP_ATTRIBUTES},
              {"identifierType", SOAP_TEXT}}},
};

/* Nothing of a buyer is ever searched by. */
static const char *const filter_fields[] = {"created_at", "updated_at", "increment_id", "order_id",
                                            "status",     "state",      "store_id",     NULL};
static const char *const operators[] = {"eq",   "neq",  "in",   "nin",     "gt",   "lt",
                                        "gteq", "lteq", "null", "notnull", "like", NULL};

const struct soap_call *soap_call_find(const char *name)
{
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (strcmp(calls[i].name, name) == 0)
			return &calls[i];
	return NULL;
}

static bool one_of(struct declare *declare, const struct json_at *at, const char *const *words,
                   const char *what)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], at->key) == 0)
			return true;
	return field_fail(declare, at, "wrong-value", "\"%.60s\" is no %s that a probe may use.", at->key, what);
}

/* { field: { operator: text } } */
static void check_filters(struct declare *declare, const struct json_at *at)
{
	struct json_at field, condition;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	if (json_count(at) == 0)
		field_fail(declare, at, "missing-field", "Without a filter a store sends all its orders: name one.");
	while (json_next(at, &state, &field)) {
		void *inner = NULL;

		if (!one_of(declare, &field, filter_fields, "field") || !field_is(declare, &field, JSON_OBJECT))
			continue;
		if (json_count(&field) == 0)
			field_fail(declare, &field, "missing-field", "A field needs an operator, as {\"eq\": \"…\"}.");
		while (json_next(&field, &inner, &condition))
			if (one_of(declare, &condition, operators, "operator"))
				field_is(declare, &condition, JSON_STRING);
	}
}

static void check_texts(struct declare *declare, const struct json_at *at)
{
	const char *const *unused;
	size_t count = 0;

	if (field_texts(declare, at, &unused, &count) && count == 0)
		field_fail(declare, at, "missing-field", "An empty list asks for nothing: name at least one.");
}

static void check_part(struct declare *declare, const struct json_at *at, enum soap_shape shape)
{
	if (shape == SOAP_FILTERS)
		check_filters(declare, at);
	else if (shape == SOAP_TEXT)
		field_is(declare, at, JSON_STRING);
	else
		check_texts(declare, at);
}

static const struct soap_part *find_part(const struct soap_call *call, const char *name)
{
	for (size_t i = 0; i < SOAP_PARTS && call->part[i].name != NULL; i++)
		if (strcmp(call->part[i].name, name) == 0)
			return &call->part[i];
	return NULL;
}

static void check_args(struct declare *declare, const struct json_at *at, const struct soap_call *call)
{
	struct json_at args = json_get(at, "args");
	struct json_at member;
	void *state = NULL;

	while (args.type == JSON_OBJECT && json_next(&args, &state, &member)) {
		const struct soap_part *part = find_part(call, member.key);

		if (part != NULL)
			check_part(declare, &member, part->shape);
		else
			field_fail(declare, &member, "unknown-key", "%s takes no \"%.60s\"; take it out.", call->name,
			           member.key);
	}
	for (size_t i = 0; i < SOAP_PARTS && call->part[i].name != NULL; i++) {
		struct json_at given = args.type == JSON_OBJECT ? json_get(&args, call->part[i].name) : args;
		bool needed = call->part[i].shape == SOAP_FILTERS || i == 0;

		if (needed && (args.type != JSON_OBJECT || given.type == JSON_MISSING))
			field_fail(declare, at, "missing-field", "\"args\" of %s must have \"%s\".", call->name,
			           call->part[i].name);
	}
}

static void fail_call(struct declare *declare, const struct json_at *at, const char *name)
{
	struct text allowed = {0};

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		text_addf(&allowed, "%s%s", i > 0 ? ", " : "", calls[i].name);
	field_fail(declare, at, "not-read-only", "A probe only reads; \"%.60s\" is none of its calls: %s.", name,
	           text_str(&allowed));
	text_clear(&allowed);
}

void declare_soap(struct declare *declare, const struct json_at *at, const struct probe *probe)
{
	struct json_at name = json_get(at, "call");
	const struct soap_call *call = probe->call != NULL ? soap_call_find(probe->call) : NULL;

	if (probe->call == NULL)
		return;
	if (call == NULL)
		fail_call(declare, &name, probe->call);
	else
		check_args(declare, at, call);
	if (probe->auth != NULL && strcmp(probe->auth, "soap-session") != 0)
		field_fail(declare, at, "wrong-value", "A soap probe signs in by \"soap-session\".");
}
