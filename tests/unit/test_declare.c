/* Declarations of probes: what is read, and each refusal with its place and its repair. */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "check.h"
#include "declare/declare.h"
#include "guide/model.h"

static const struct declare_fact fact_list[] = {
	{"store", "url"},           {"pull_status", "text"}, {"waiting", "number"}, {"order_numbers", "list"},
	{"consumer_key", "secret"}, {"last_seen", "time"},   {"state", "choice"},
};
static const struct declare_facts facts = {fact_list, sizeof fact_list / sizeof *fact_list};

static bool has_choice(const void *ctx, int fact, const char *symbol, const char **nearest)
{
	(void)ctx;
	(void)fact;
	*nearest = symbol[0] == 'o' ? "open" : NULL;
	return strcmp(symbol, "open") == 0 || strcmp(symbol, "closed") == 0;
}

/* Declares json (with ' for ") in the arena; errors, if any, one a line in said. */
static bool declare_text(const char *json, struct arena *arena, struct probe *probe, struct text *said)
{
	struct expr_names names = declare_names(&facts);
	struct findings findings = {0};
	struct text quoted = {0};
	struct json_doc *doc;
	struct error err = {0};
	bool fine = false;

	names.has_choice = has_choice;
	for (; *json != '\0'; json++)
		text_add_char(&quoted, *json == '`' ? '\'' : *json == '\'' ? '"' : *json);
	doc = json_parse(text_str(&quoted), quoted.len, "probe.json", 0, &err);
	if (doc == NULL) {
		text_add(said, err.message);
	} else {
		struct declare declare = {.arena = arena, .doc = doc, .names = &names, .findings = &findings};
		struct json_at root = json_root(doc);

		fine = declare_probe(&declare, &root, "shop.key", probe);
	}
	for (size_t i = 0; i < findings.finding.count; i++) {
		const struct finding *finding = &findings.finding.at[i];

		text_addf(said, "%s%s %s: %s", i > 0 ? "\n" : "", finding->code, finding->path, finding->message);
	}
	findings_clear(&findings);
	json_free(doc);
	text_clear(&quoted);
	return fine;
}

#define HEAD  "'title': 't', 'guide': [], 'proves': 'p', 'does_not_prove': 'd', 'kind': 'http', 'auth': 'none'"
#define RULE  "'outcomes': [{'is': 'ok', 'verdict': 'ok'}]"
#define PLAIN HEAD ", 'url': '{store}/'"

static void a_whole_probe_is_read(void)
{
	static const char json[] =
		"{" HEAD ", 'ref': 'SHO-1', 'path': '/x?a={pull_status}', 'base': '{store}', 'method': 'HEAD',"
		"'fallback': 'GET', 'timeout': '5s', 'repeat': 3, 'bust_cache': true, 'max_bytes': 1000,"
		"'needs': ['store', 'consumer_key'], 'after': ['shop.front'], 'side_effects': 's', 'vantage': 'v',"
		"'when': 'known(consumer_key)', 'x-note': {'free': 1},"
		"'outcomes': [{'if': 'status == 200 and is_array(body)', 'is': 'ok', 'verdict': 'ok'},"
		" {'worst': [{'is': 'late', 'verdict': 'problem', 'fix': 'shop.late'}, {'is': 'odd', 'verdict': 'unknown'}]}],"
		"'set': {'state': {'from': 'text(`/s`)', 'if': 'status == 200', 'map': {'1': 'open'}, 'else': 'closed'},"
		"        'store': {'from': 'link(`next`)', 'pin': 'store'}},"
		"'each': {'in': '/*', 'if': 'item(`/t`) != `x`', 'with': '/lines/*',"
		"  'label': [{'if': 'item_number(`/n`) > 3', 'is': 'late'}, {'is': 'fine'}],"
		"  'take': {'waiting': {'from': 'item_number(`/n`)'}},"
		"  'sample': {'fact': 'order_numbers', 'from': 'item(`/id`)', 'max': 5, 'of': 'late'}}}";
	struct text said = {0};
	struct arena arena;
	struct probe probe;

	arena_init(&arena);
	CHECK("it is read", declare_text(json, &arena, &probe, &said));
	CHECK_TEXT("without a finding", text_str(&said), "");
	CHECK_TEXT("base and path are joined", probe.url, "{store}/x?a={pull_status}");
	CHECK_TEXT("its method", probe.method, "HEAD");
	CHECK("with GET after it", probe.fallback_get);
	CHECK_NUMBER("its time", probe.timeout_ms, SECONDS(5));
	CHECK_NUMBER("its bytes", probe.max_bytes, 1000);
	CHECK_NUMBER("how often", probe.repeat, 3);
	CHECK_NUMBER("what it needs", (int64_t)probe.need_count, 2);
	CHECK_TEXT("what it comes after", probe.after[0], "shop.front");
	CHECK_NUMBER("two rules", (int64_t)probe.outcome_count, 2);
	CHECK_NUMBER("the second is a choice of the worst", (int64_t)probe.outcome[1].worst_count, 2);
	CHECK_TEXT("a rule is found in it", probe_rule_of(&probe, "late")->fix, "shop.late");
	CHECK("no rule of another name", probe_rule_of(&probe, "fine") == NULL);
	CHECK_NUMBER("two facts", (int64_t)probe.set_count, 2);
	CHECK("one of them pinned", !probe.set[0].pin_store && probe.set[1].pin_store);
	CHECK_TEXT("one of them mapped", probe.set[0].map[0].value, "open");
	CHECK("and set only sometimes", probe.set[0].when != NULL && probe.set[1].when == NULL);
	CHECK_NUMBER("its labels", (int64_t)probe.each->label_count, 2);
	CHECK_NUMBER("what it samples", probe.each->sample[0].max, 5);
	CHECK_NUMBER("into which fact", probe.each->sample[0].fact_id, 3);
	CHECK("it travels as it was read", strstr(probe.declaration, "\"x-note\"") != NULL);
	text_clear(&said);
	arena_clear(&arena);
}

static void what_is_not_given(void)
{
	struct text said = {0};
	struct arena arena;
	struct probe probe;

	arena_init(&arena);
	CHECK("it is read", declare_text("{" PLAIN "," RULE "}", &arena, &probe, &said));
	CHECK_TEXT("GET", probe.method, "GET");
	CHECK_TEXT("from this computer", probe.vantage, "this computer");
	CHECK_NUMBER("once", probe.repeat, 1);
	CHECK_NUMBER("20 seconds", probe.timeout_ms, SECONDS(20));
	CHECK_NUMBER("4 MiB", probe.max_bytes, 4 << 20);
	CHECK("always", probe.when == NULL && probe.each == NULL);
	CHECK("a path stands below the store",
	      declare_text("{" HEAD ", 'path': '/a'," RULE "}", &arena, &probe, &said) &&
	          strcmp(probe.url, "{store}/a") == 0);
	text_clear(&said);
	arena_clear(&arena);
}

struct row {
	const char *sentence;
	const char *json;
	const char *want;
};

static void check_rows(const struct row *row)
{
	for (; row->sentence != NULL; row++) {
		struct text said = {0};
		struct arena arena;
		struct probe probe;

		arena_init(&arena);
		CHECK(row->sentence, declare_text(row->json, &arena, &probe, &said) == (*row->want == '\0'));
		CHECK_TEXT(row->sentence, text_str(&said), row->want);
		text_clear(&said);
		arena_clear(&arena);
	}
}

static void wrong_fields_are_refused(void)
{
	static const struct row rows[] = {
		{"no object", "[]", "wrong-type $: This must be an object, but is a list."},
		{"an unknown key", "{" PLAIN "," RULE ", 'titel': 't'}",
	     "unknown-key $.titel: A probe has no \"titel\"; did you mean \"title\"?"},
		{"a key like no other", "{" PLAIN "," RULE ", 'zzzzzzz': 1}",
	     "unknown-key $.zzzzzzz: A probe has no \"zzzzzzz\"; take it out, or begin its name with \"x-\"."},
		{"a missing one",
	     "{'title': 't', 'guide': [], 'proves': 'p', 'kind': 'http', 'auth': 'none', 'url': 'u'," RULE "}",
	     "missing-field $: A probe must have \"does_not_prove\"."},
		{"a key of another kind", "{" PLAIN "," RULE ", 'query': 'query { a }'}",
	     "unknown-key $.query: A probe takes no \"query\"; take it out."},
		{"a wrong word", "{" PLAIN "," RULE ", 'method': 'POST'}",
	     "wrong-value $.method: \"POST\" is not known here; it is one of: GET, HEAD."},
		{"a wrong type", "{" PLAIN "," RULE ", 'bust_cache': 'yes'}",
	     "wrong-type $.bust_cache: This must be true or false, but is a text."},
		{"a wrong duration", "{" PLAIN "," RULE ", 'timeout': 'soon'}",
	     "wrong-value $.timeout: \"soon\" is no duration; write it as 500ms, 20s, 5min or 2h."},
		{"a duration out of bounds", "{" PLAIN "," RULE ", 'timeout': '1h'}",
	     "wrong-value $: A timeout is from 1s to 2min."},
		{"a number out of bounds", "{" PLAIN "," RULE ", 'repeat': 11}",
	     "wrong-value $.repeat: This must be from 1 to 10."},
		{"a fraction", "{" PLAIN "," RULE ", 'repeat': 1.5}",
	     "wrong-type $.repeat: This must be a whole number, but is a fraction."},
		{"a list with something else in it", "{" PLAIN "," RULE ", 'needs': ['a', 3]}",
	     "wrong-type $.needs[1]: This must be a text, but is a number."},
		{"no address", "{" HEAD "," RULE "}",
	     "missing-field $: A probe must have either \"url\" or \"path\"."},
		{"two addresses", "{" PLAIN "," RULE ", 'path': '/x'}",
	     "missing-field $: A probe must have either \"url\" or \"path\"."},
		{"a path without slash", "{" HEAD "," RULE ", 'path': 'x'}",
	     "wrong-value $: A \"path\" without \"base\" begins with '/'."},
		{"no rules", "{" PLAIN ", 'outcomes': []}",
	     "missing-field $.outcomes: A probe must have at least one rule in \"outcomes\"."},
		{"several at once", "{" PLAIN "," RULE ", 'ref': 3, 'repeat': 0}",
	     "wrong-type $.ref: This must be a text, but is a number.\nwrong-value $.repeat: This must be from 1 to 10."},
		{0},
	};

	check_rows(rows);
}

static void wrong_rules_are_refused(void)
{
	static const struct row rows[] = {
		{"a wrong condition",
	     "{" PLAIN ", 'outcomes': [{'if': 'status = 200', 'is': 'ok', 'verdict': 'ok'}]}",
	     "bad-expression $.outcomes[0].if: In \"status = 200\", column 8: '=' means nothing here; compare with ==."},
		{"a wrong verdict", "{" PLAIN ", 'outcomes': [{'is': 'ok', 'verdict': 'okay'}]}",
	     "wrong-value $.outcomes[0].verdict: \"okay\" is not known here; did you mean \"ok\"?"},
		{"a rule without verdict", "{" PLAIN ", 'outcomes': [{'is': 'ok'}]}",
	     "missing-field $.outcomes[0]: A rule must have \"verdict\"."},
		{"an outcome with a dash", "{" PLAIN ", 'outcomes': [{'is': 'not-ok', 'verdict': 'ok'}]}",
	     "wrong-value $.outcomes[0].is: An outcome is written in small letters, digits and _, as rate_limited."},
		{"worst with a condition",
	     "{" PLAIN ", 'outcomes': [{'if': 'status == 1', 'worst': [{'is': 'a', 'verdict': 'ok'}]}]}",
	     "unknown-key $.outcomes[0].if: A rule takes no \"if\"; take it out."},
		{"item outside each",
	     "{" PLAIN ", 'outcomes': [{'if': 'item(`/a`) == `b`', 'is': 'ok', 'verdict': 'ok'}]}",
	     "bad-expression $.outcomes[0].if: In \"item('/a') == 'b'\", column 1: 'item' can only be read in a WHERE or "
	     "in each."},
		{"a when that wants an answer", "{" PLAIN "," RULE ", 'when': 'status == 200'}",
	     "bad-expression $.when: In \"status == 200\", column 1: 'status' can only be read in an answer: in outcomes, "
	     "each and set of a probe."},
		{0},
	};

	check_rows(rows);
}

static void wrong_sets_are_refused(void)
{
	static const struct row rows[] = {
		{"no such fact", "{" PLAIN "," RULE ", 'set': {'wating': {'from': 'status'}}}",
	     "unknown-fact $.set.wating: There is no fact \"wating\"; add it to facts.json."},
		{"a secret", "{" PLAIN "," RULE ", 'set': {'consumer_key': {'from': 'body'}}}",
	     "secret $.set.consumer_key: \"consumer_key\" is a secret; nothing may set or show it."},
		{"a kind that does not fit", "{" PLAIN "," RULE ", 'set': {'last_seen': {'from': 'status'}}}",
	     "wrong-type $.set.last_seen: \"from\" gives a number, but the fact is a time."},
		{"a text may become anything", "{" PLAIN "," RULE ", 'set': {'waiting': {'from': 'header(`x`)'}}}",
	     ""},
		{"a wrong choice", "{" PLAIN "," RULE ", 'set': {'state': {'from': 'status', 'map': {'1': 'opne'}}}}",
	     "wrong-value $.set.state.map[\"1\"]: \"opne\" is no value of this fact; did you mean \"open\"?"},
		{"a wrong else", "{" PLAIN "," RULE ", 'set': {'state': {'from': 'status', 'else': 'shut'}}}",
	     "wrong-value $.set.state.else: \"shut\" is no value of this fact."},
		{"a wrong pin", "{" PLAIN "," RULE ", 'set': {'store': {'from': 'body', 'pin': 'shop'}}}",
	     "wrong-value $.set.store.pin: \"shop\" is not known here; it is one of: store."},
		{"each without elements", "{" PLAIN "," RULE ", 'each': {'in': '/orders', 'label': [{'is': 'a'}]}}",
	     "wrong-value $.each.in: This must be a JSON Pointer with '*' for the elements, such as /orders/*."},
		{"a sample into a number",
	     "{" PLAIN "," RULE ", 'each': {'in': '/*', 'label': [{'is': 'a'}],"
	     " 'sample': {'fact': 'waiting', 'from': 'item(`/a`)'}}}",
	     "wrong-type $.each.sample.fact: A sample fills a list or a text, but \"waiting\" is a number."},
		{0},
	};

	check_rows(rows);
}

#define GRAPHQL                                                                                              \
	"'title': 't', 'guide': [], 'proves': 'p', 'does_not_prove': 'd', 'kind': 'graphql', 'auth': "           \
	"'header', 'header': 'X-Token', 'path': '/g', " RULE
#define SOAP                                                                                                 \
	"'title': 't', 'guide': [], 'proves': 'p', 'does_not_prove': 'd', 'kind': 'soap', 'auth': "              \
	"'soap-session', 'path': '/g', 'namespace': 'urn:Magento', " RULE
#define FILTERED(filters) "{" SOAP ", 'call': 'salesOrderList', 'args': {'filters': " filters "}}"

#define no_call(name)                                                                                        \
	"not-read-only $.call: A probe only reads; \"" name "\" is none of its calls: login, resources, "        \
	"magentoInfo, salesOrderList, salesOrderShipmentList, salesOrderShipmentInfo, "                          \
	"catalogInventoryStockItemList, catalogProductInfo."

static void only_reading_is_declared(void)
{
	static const char not_reading[] =
		"not-read-only $.query: A probe only reads: the query holds another operation, or does not end.";
	static const struct row rows[] = {
		{"a query", "{" GRAPHQL ", 'query': 'query { shop { name } }'}", ""},
		{"the short form", "{" GRAPHQL ", 'query': '{ shop { name } }'}", ""},
		{"with variables and a name",
	     "{" GRAPHQL ", 'query': 'query a($b: ID!) { mutation: shop(id: $b) { c } }'}", ""},
		{"with a fragment", "{" GRAPHQL ", 'query': 'query { ...f } fragment f on Shop { name }'}", ""},
		{"a mutation", "{" GRAPHQL ", 'query': 'mutation { a { b } }'}", not_reading},
		{"a mutation behind a query", "{" GRAPHQL ", 'query': 'query { a } mutation { b }'}", not_reading},
		{"a subscription", "{" GRAPHQL ", 'query': 'subscription { a }'}", not_reading},
		{"a mutation behind a comment", "{" GRAPHQL ", 'query': '# query {\\nmutation { a }'}", not_reading},
		{"a brace in a text does not count",
	     "{" GRAPHQL ", 'query': '{ a(b: \\'}\\') { c } } mutation { d }'}", not_reading},
		{"an open brace", "{" GRAPHQL ", 'query': 'query { a'}", not_reading},
		{"a brace too many", "{" GRAPHQL ", 'query': 'query { a } }'}", not_reading},
		{"a call that changes", "{" SOAP ", 'call': 'salesOrderCancel'}", no_call("salesOrderCancel")},
		{"a call whose name only looks like reading", "{" SOAP ", 'call': 'customerCustomerInfo'}",
	     no_call("customerCustomerInfo")},
		{"part of a name", "{" SOAP ", 'call': 'salesOrder'}", no_call("salesOrder")},
		{"the call that ends a session is made by nobody but syncfix-net", "{" SOAP ", 'call': 'endSession'}",
	     no_call("endSession")},
		{"a header scheme without header",
	     "{'title': 't', 'guide': [], 'proves': 'p', 'does_not_prove': 'd', 'kind': 'http', 'auth': 'header',"
	     "'path': '/g', " RULE "}",
	     "missing-field $: A probe with auth \"header\" must have \"header\"."},
		{0},
	};

	check_rows(rows);
}

static void calls_take_what_the_wsdl_says(void)
{
	static const struct row rows[] = {
		{"a filtered list", FILTERED("{'status': {'eq': '{pull_status}'}}"), ""},
		{"two conditions on one field", FILTERED("{'created_at': {'gteq': 'a', 'lt': 'b'}}"), ""},
		{"a call without parts", "{" SOAP ", 'call': 'magentoInfo'}", ""},
		{"a list of texts",
	     "{" SOAP ", 'call': 'catalogInventoryStockItemList', 'args': {'products': ['{pull_status}']}}", ""},
		{"what is not needed may be left out",
	     "{" SOAP ", 'call': 'catalogProductInfo', 'args': {'productId': 'a', 'attributes': ['status']}}",
	     ""},
		{"all orders of a store", "{" SOAP ", 'call': 'salesOrderList'}",
	     "missing-field $: \"args\" of salesOrderList must have \"filters\"."},
		{"an empty filter", FILTERED("{}"),
	     "missing-field $.args.filters: Without a filter a store sends all its orders: name one."},
		{"a filter without an operator", FILTERED("{'status': {}}"),
	     "missing-field $.args.filters.status: A field needs an operator, as {\"eq\": \"…\"}."},
		{"a field of the buyer", FILTERED("{'customer_email': {'eq': 'a@b'}}"),
	     "wrong-value $.args.filters.customer_email: \"customer_email\" is no field that a probe may use."},
		{"an operator that is none", FILTERED("{'status': {'is': 'a'}}"),
	     "wrong-value $.args.filters.status.is: \"is\" is no operator that a probe may use."},
		{"a part of another call", "{" SOAP ", 'call': 'magentoInfo', 'args': {'products': ['a']}}",
	     "unknown-key $.args.products: magentoInfo takes no \"products\"; take it out."},
		{"a session's id", "{" SOAP ", 'call': 'magentoInfo', 'args': {'sessionId': 'a'}}",
	     "unknown-key $.args.sessionId: magentoInfo takes no \"sessionId\"; take it out."},
		{"a text where a list is due",
	     "{" SOAP ", 'call': 'catalogInventoryStockItemList', 'args': {'products': 'a'}}",
	     "wrong-type $.args.products: This must be a list, but is a text."},
		{"an empty list", "{" SOAP ", 'call': 'catalogInventoryStockItemList', 'args': {'products': []}}",
	     "missing-field $.args.products: An empty list asks for nothing: name at least one."},
		{0},
	};

	check_rows(rows);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"a whole probe is read", a_whole_probe_is_read},
		{"what is not given", what_is_not_given},
		{"wrong fields are refused", wrong_fields_are_refused},
		{"wrong rules are refused", wrong_rules_are_refused},
		{"wrong sets are refused", wrong_sets_are_refused},
		{"only reading is declared", only_reading_is_declared},
		{"calls take what the WSDL says", calls_take_what_the_wsdl_says},
		{0},
	};

	return check_run("declarations", tests);
}
