/* SOAP: the body of each call, sessions, other spellings of an address, and what Faults say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "check.h"
#include "declare/soap.h"
#include "net/auth.h"
#include "net/grant.h"
#include "net/soap.h"
#include "net/url_spelling.h"
#include "net_task.h"
#include "xml/xml.h"

#define SESSION "0123456789abcdef0123456789abcdef"
#define OPEN    "<SOAP-ENV:Body><n:"
#define ID      "<sessionId xsi:type=\"xsd:string\">" SESSION "</sessionId>"

static const struct wire_value values[] = {
	{.name = "store", .type = "url", .value = "https://store.example.test/index.php/api/v2_soap/index/"},
	{.name = "api_user", .type = "text", .value = "efs"},
	{.name = "sku", .type = "text", .value = "A&B <\"1\"> "},
	{.name = "pull_status", .type = "text", .value = "processing"},
	{.name = "soap_namespace", .type = "text", .value = "urn:\"OpenMage"},
	{.name = "shipment", .type = "text"},
	{.name = "odd",
     .type = "text",
     .value = "a\x01"
              "b"},
};

static struct task *soap_task(const char *own)
{
	struct text declaration = {0};
	struct task_plan plan = {.http_auth = "none",
	                         .value = values,
	                         .value_count = sizeof values / sizeof *values};
	text_addf(&declaration, "\"kind\":\"soap\",\"auth\":\"soap-session\",\"url\":\"{store}\",%s%s",
	          strstr(own, "\"namespace\"") ? "" : "\"namespace\":\"urn:Magento\",", own);
	plan.declaration = text_str(&declaration);
	struct task *task = task_of(&plan);
	text_clear(&declaration);
	return task;
}

static const char *body_of(const struct text *text)
{
	const char *body = strstr(text_str(text), "<SOAP-ENV:Body>");
	return body ? body : text_str(text);
}

static void calls_are_written(void)
{
	static const struct {
		const char *sentence, *own, *body; /* NULL: refused */
	} row[] = {
		{"without parts", "\"call\":\"magentoInfo\"", OPEN "magentoInfo>" ID "</n:magentoInfo>"},
		{"one filter",
	     "\"call\":\"salesOrderList\",\"args\":{\"filters\":{\"status\":{\"eq\":\"{pull_status}\"}}}",
	     OPEN
	     "salesOrderList>" ID
	     "<filters xsi:type=\"n:filters\"><complex_filter SOAP-ENC:arrayType=\"n:complexFilter[1]\" "
	     "xsi:type=\"SOAP-ENC:Array\"><item xsi:type=\"n:complexFilter\"><key xsi:type=\"xsd:string\">status</key>"
	     "<value xsi:type=\"n:associativeEntity\"><key xsi:type=\"xsd:string\">eq</key>"
	     "<value xsi:type=\"xsd:string\">processing</value></value></item></complex_filter></filters>"},
		{"a SKU is escaped, its space stays",
	     "\"call\":\"catalogInventoryStockItemList\",\"args\":{\"products\":[\"{sku}\"]}",
	     OPEN "catalogInventoryStockItemList>" ID
	          "<products SOAP-ENC:arrayType=\"xsd:string[1]\" xsi:type=\"SOAP-ENC:Array\">"
	          "<item xsi:type=\"xsd:string\">A&amp;B &lt;&quot;1&quot;&gt; </item></products>"},
		{"parts in the order of the WSDL, missing ones nil",
	     "\"call\":\"catalogProductInfo\",\"args\":{\"identifierType\":\"sku\",\"attributes\":[\"status\"],"
	     "\"productId\":\"x\"}",
	     OPEN "catalogProductInfo>" ID
	          "<productId xsi:type=\"xsd:string\">x</productId><storeView xsi:nil=\"true\"/>"
	          "<attributes xsi:type=\"n:catalogProductRequestAttributes\"><attributes "
	          "SOAP-ENC:arrayType=\"xsd:string[1]\" xsi:type=\"SOAP-ENC:Array\"><item "
	          "xsi:type=\"xsd:string\">status</item></attributes></attributes>"
	          "<identifierType xsi:type=\"xsd:string\">sku</identifierType>"},
		{"what is not known is not asked",
	     "\"call\":\"salesOrderShipmentInfo\",\"args\":{\"shipmentIncrementId\":\"{shipment}\"}", NULL},
		{"a control character is refused",
	     "\"call\":\"catalogInventoryStockItemList\",\"args\":{\"products\":[\"{odd}\"]}", NULL},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct task *task = soap_task(row[i].own);
		struct text out = {0};
		struct error err = {0};
		bool written = soap_write_call(&out, task, SESSION, &err);
		CHECK(row[i].sentence, written == (row[i].body != NULL));
		CHECK(row[i].sentence, !row[i].body || text_starts(body_of(&out), row[i].body));
		text_clear(&out);
		task_free(task);
	}
}

static void the_namespace_is_the_stores(void)
{
	struct task *task = soap_task("\"call\":\"magentoInfo\",\"namespace\":\"{soap_namespace}\"");
	struct text out = {0};
	CHECK("it is written", soap_write_call(&out, task, SESSION, NULL));
	CHECK("and escaped", strstr(text_str(&out), "xmlns:n=\"urn:&quot;OpenMage\"") != NULL);
	text_clear(&out);
	task_free(task);
}

/* ---- against the description that a store serves ---- */

struct described {
	const char *message; /* "salesOrderListRequest", or the bare name of the call */
	struct text parts;   /* "sessionId filters " */
};

static bool add_part(void *ctx, const struct xml_match *match)
{
	text_addf(ctx, "%s ", match->text);
	return true;
}

static bool add_parts_of(void *ctx, const struct xml_match *match)
{
	struct described *described = ctx;
	const char *name = xml_attribute(match->node, "name");
	if (name && strcmp(name, described->message) == 0)
		xml_find_in(match->node, "/part/@name", add_part, &described->parts);
	return true;
}

static void read_described(const struct xml_doc *wsdl, const char *call, struct text *out)
{
	static const char *const ending[] = {"Request", ""};
	for (size_t i = 0; i < 2 && out->len == 0; i++) {
		char message[64];
		snprintf(message, sizeof message, "%s%s", call, ending[i]);
		struct described described = {.message = message};
		xml_find(wsdl, "/definitions/message", add_parts_of, &described);
		text_add(out, text_str(&described.parts));
		text_clear(&described.parts);
	}
}

static void print_declared(const struct soap_call *call, struct text *out)
{
	text_add(out, call->in_session ? "sessionId " : "username apiKey ");
	for (size_t i = 0; i < SOAP_PARTS && call->part[i].name; i++)
		text_addf(out, "%s ", call->part[i].name);
}

static void calls_are_those_of_the_wsdl(void)
{
	static const char *const names[] = {"login",
	                                    "resources",
	                                    "magentoInfo",
	                                    "salesOrderList",
	                                    "salesOrderShipmentList",
	                                    "salesOrderShipmentInfo",
	                                    "catalogInventoryStockItemList",
	                                    "catalogProductInfo"};
	struct text path = {0}, file = {0};
	text_addf(&path, "%s/tests/captures/magento1/wsdl_ok.http", getenv("SYNCFIX_TEST_SOURCE"));
	const char *body =
		file_read(text_str(&path), 1 << 20, &file, NULL) ? strstr(text_str(&file), "<?xml") : NULL;
	struct xml_doc *wsdl = body ? xml_parse(body, strlen(body), "wsdl", NULL) : NULL;
	for (size_t i = 0; CHECK("the recorded description", wsdl != NULL) && i < sizeof names / sizeof *names;
	     i++) {
		struct text described = {0}, declared = {0};
		read_described(wsdl, names[i], &described);
		print_declared(soap_call_find(names[i]), &declared);
		CHECK_TEXT(names[i], text_str(&declared), text_str(&described));
		text_clear(&described);
		text_clear(&declared);
	}
	xml_free(wsdl);
	text_clear(&path);
	text_clear(&file);
}

/* ---- sessions ---- */

static struct vault *vault_of(const char *origin)
{
	struct vault *vault = vault_new();
	vault_put(vault, "main", "api_key", origin, "k<1", 3);
	return vault;
}

static const char logged_in[] =
	"HTTP/1.1 200 OK\nContent-Type: text/xml\n\n<?xml version=\"1.0\"?><E:Envelope "
	"xmlns:E=\"a\"><E:Body><x:loginResponse xmlns:x=\"b\"><loginReturn>" SESSION
	"</loginReturn></x:loginResponse></E:Body></E:Envelope>";

static void a_session_is_got_and_used(void)
{
	struct task *task = soap_task("\"call\":\"magentoInfo\"");
	struct vault *vault = vault_of("https://store.example.test:443");
	struct grants grants = {0};
	struct variant variant = {.contrast = CONTRAST_NONE};
	struct request request;
	struct refusal refusal = {0};
	struct answer answer;
	CHECK("one is due at first", grant_is_due(&grants, task, 0));
	if (CHECK("the login is made", grant_request_make(&request, task, vault, &refusal)))
		CHECK_TEXT("with user and key", body_of(&request.body),
		           OPEN
		           "login><username xsi:type=\"xsd:string\">efs</username><apiKey "
		           "xsi:type=\"xsd:string\">k&lt;1</apiKey></n:login></SOAP-ENV:Body></SOAP-ENV:Envelope>\n");
	request_clear(&request);
	CHECK("a call before it has none", !request_make(&request, task, vault, &variant, &refusal));
	request_clear(&request);
	answer_of(&answer, logged_in);
	CHECK("its id is kept", grant_take(&grants, vault, task, &answer, 0));
	CHECK("none is due", !grant_is_due(&grants, task, 0));
	if (CHECK("the call is made", request_make(&request, task, vault, &variant, &refusal)))
		CHECK("in the session", strstr(text_str(&request.body), ID) && strcmp(request.method, "POST") == 0);
	CHECK("the call that ends it is ready",
	      strstr(text_str(&grants.sessions.session.at[0].ending.body), "endSession>" ID) != NULL);
	request_clear(&request);
	grants_forget(&grants, "other");
	CHECK("another profile's is not touched", !grant_is_due(&grants, task, 0));
	grants_forget(&grants, "main");
	CHECK("left it is due", grant_is_due(&grants, task, 0) && grants.sessions.session.count == 1);
	CHECK("and got anew", grant_take(&grants, vault, task, &answer, 0) && !grant_is_due(&grants, task, 0));
	grant_forget(&grants, task);
	CHECK("forgotten it is due", grant_is_due(&grants, task, 0));
	answer_clear(&answer);
	sessions_clear(&grants.sessions);
	vault_free(vault);
	task_free(task);
}

static void keys_do_not_travel_in_the_open(void)
{
	struct task *task = soap_task("\"call\":\"magentoInfo\"");
	struct vault *vault = vault_of("http://store.example.test:80");
	struct request request;
	struct refusal refusal = {0};
	origin_parse("http://store.example.test", &task->store);
	task->value[0] = value_text("http://store.example.test/index.php/api/v2_soap/index/");
	CHECK("over http no login is made", !grant_request_make(&request, task, vault, &refusal));
	CHECK("and it says why", strstr(refusal.message, "unprotected") != NULL);
	request_clear(&request);
	vault_free(vault);
	task_free(task);
}

static void faults_are_told_apart(void)
{
	static const struct {
		const char *sentence, *code;
		int number;
		bool refused;
	} row[] = {
		{"Magento's own", "5", 5, true},
		{"with a prefix", "SOAP-ENV:5", 5, true},
		{"another", "2", 2, false},
		{"a word", "SOAP-ENV:Server", -1, false},
		{"a long one", "1234567", -1, false},
		{"nothing", "", -1, false},
		{"a word behind a digit", "5x", -1, false},
	};
	struct task *task = soap_task("\"call\":\"magentoInfo\"");
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct text text = {0};
		struct answer answer;
		text_addf(
			&text,
			"HTTP/1.1 200 OK\nContent-Type: text/xml\n\n<Envelope><Body><Fault><faultcode>%s</faultcode>"
			"<faultstring>Session expired.</faultstring></Fault></Body></Envelope>",
			row[i].code);
		answer_of(&answer, text_str(&text));
		CHECK_NUMBER(row[i].sentence, soap_fault_number(&answer), row[i].number);
		CHECK(row[i].sentence, grant_is_refused(task, &answer) == row[i].refused);
		CHECK("no session in it", soap_session_of(&answer) == NULL);
		answer_clear(&answer);
		text_clear(&text);
	}
	task_free(task);
}

/* ---- spellings ---- */

static void addresses_are_spelled_otherwise(void)
{
	static const struct {
		const char *name, *url, *want; /* NULL: nothing to try */
	} row[] = {
		{"slash", "https://a.test/index.php/api/v2_soap/index",
	     "https://a.test/index.php/api/v2_soap/index/"},
		{"slash", "https://a.test/api/v2_soap/", NULL},
		{"slash", "https://a.test/api.php?type=v2_soap", NULL},
		{"indexphp", "https://a.test/shop/api/v2_soap/", "https://a.test/shop/index.php/api/v2_soap/"},
		{"indexphp", "https://a.test/index.php/api/v2_soap/", NULL},
		{"indexphp", "https://a.test/apis/v2_soap/", NULL},
		{"index", "https://a.test/index.php/api/v2_soap", "https://a.test/index.php/api/v2_soap/index/"},
		{"index", "https://a.test/index.php/api/v2_soap/", "https://a.test/index.php/api/v2_soap/index/"},
		{"index", "https://a.test/index.php/api/v2_soap/index/", NULL},
		{"guide", "https://a.test/", "https://a.test/index.php/api/v2_soap/index/"},
		{"guide", "https://a.test", "https://a.test/index.php/api/v2_soap/index/"},
		{"guide", "https://a.test/shop/API/V2_SOAP/index/",
	     "https://a.test/shop/index.php/api/v2_soap/index/"},
		{"guide", "https://a.test/index.php/apis/v2soap", "https://a.test/index.php/api/v2_soap/index/"},
		{"guide", "https://a.test/api.php?type=x", "https://a.test/index.php/api/v2_soap/index/"},
		{"guide", "https://a.test/index.php/api/v2_soap/index/", NULL},
		{"root", "https://a.test/shop/index.php/api/v2_soap/index/",
	     "https://a.test/index.php/api/v2_soap/index/"},
		{"root", "https://a.test/index.php/api/v2_soap/index/", NULL},
		{"https", "http://a.test:80/x", "https://a.test/x"},
		{"https", "http://a.test/x", "https://a.test/x"},
		{"https", "https://a.test/x", NULL},
		{"none", "https://a.test/x", NULL},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct text out = {0};
		bool other = url_spelling_add(&out, row[i].name, row[i].url);
		CHECK(row[i].url, other == (row[i].want != NULL));
		CHECK_TEXT(row[i].name, text_str(&out), row[i].want ? row[i].want : "");
		text_clear(&out);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"calls are written", calls_are_written},
		{"the namespace is the store's", the_namespace_is_the_stores},
		{"calls are those of the WSDL", calls_are_those_of_the_wsdl},
		{"a session is got and used", a_session_is_got_and_used},
		{"keys do not travel in the open", keys_do_not_travel_in_the_open},
		{"faults are told apart", faults_are_told_apart},
		{"addresses are spelled otherwise", addresses_are_spelled_otherwise},
		{0},
	};
	return check_run("net soap", tests);
}
