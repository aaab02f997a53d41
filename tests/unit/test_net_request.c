/* Requests: addresses, templates, and what may be asked. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "net/request.h"
#include "net/url_template.h"
#include "net_task.h"

static void test_origins(void)
{
	static const struct {
		const char *url, *scheme, *host;
		int port;
	} row[] = {
		{"https://store.example.test/shop?x=1", "https", "store.example.test", 443},
		{"http://127.0.0.1:8080", "http", "127.0.0.1", 8080},
		{"https://[::1]:444/", "https", "::1", 444},
		{"HTTPS://Store.Example.Test", "https", "Store.Example.Test", 443},
		{"ftp://store.example.test/", "", "", 0},
		{"https://user:pw@store.example.test/", "", "", 0},
		{"store.example.test", "", "", 0},
		{"https://", "", "", 0},
		{"https://a:99999/", "", "", 0},
		{"javascript:alert(1)", "", "", 0},
		{"", "", "", 0},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct origin got;
		CHECK(row[i].url, origin_parse(row[i].url, &got) == (row[i].port > 0));
		CHECK_TEXT(row[i].url, got.scheme, row[i].scheme);
		CHECK_TEXT(row[i].url, got.host, row[i].host);
		CHECK_NUMBER(row[i].url, got.port, row[i].port);
	}
	struct origin a, b;
	origin_parse("https://Shop.example/", &a);
	origin_parse("https://shop.EXAMPLE:443/x", &b);
	CHECK("hosts are compared without case", origin_same(&a, &b));
	origin_parse("http://shop.example:443/", &b);
	CHECK("another scheme is another origin", !origin_same(&a, &b));
	origin_parse("https://shop.example.evil/", &b);
	CHECK("a longer name is another host", !origin_same(&a, &b));
	CHECK("two that are none are not the same", !origin_same(&(struct origin){0}, &(struct origin){0}));
}

static void test_loopback(void)
{
	CHECK("127.0.0.1", host_is_loopback("127.0.0.1"));
	CHECK("127.9.9.9", host_is_loopback("127.9.9.9"));
	CHECK("::1", host_is_loopback("::1"));
	CHECK("localhost", host_is_loopback("LocalHost"));
	CHECK("a name that begins so", !host_is_loopback("127.0.0.1.evil.test"));
	CHECK("another address", !host_is_loopback("128.0.0.1"));
	CHECK("localhost of somebody", !host_is_loopback("localhost.evil.test"));
	CHECK("nothing", !host_is_loopback(""));
}

/* ---- templates ---- */

static const struct wire_value facts[] = {
	{.name = "store", .type = "url", .value = "https://store.example.test/shop"},
	{.name = "rest_root", .type = "url", .value = "https://store.example.test/?rest_route=/"},
	{.name = "other_root", .type = "url", .value = "{store}/wp-json/", .assumed = true},
	{.name = "loop", .type = "url", .value = "{loop}", .assumed = true},
	{.name = "sku", .type = "text", .value = "a b/c?d&e=\"f\"#\xc3\xa9%"},
	{.name = "order_number", .type = "text"},
	{.name = "word", .type = "text", .value = "Nullable"},
	{.name = "word_null", .type = "text", .value = " Null "},
	{.name = "word_blank", .type = "text", .value = "  ", .assumed = true},
	{.name = "at", .type = "time", .value = "2026-11-23T00:00:00Z"},
	{.name = "days", .type = "number", .value = "3"},
	{.name = "hostile", .type = "url", .value = "https://store.example.test/\t x", .assumed = true},
};

static struct task *templates_task(void)
{
	return task_of(&(struct task_plan){.value = facts,
	                                   .value_count = sizeof facts / sizeof *facts,
	                                   .now = INT64_C(1795392000000)});
}

static void test_templates(void)
{
	static const struct {
		const char *template, *result; /* NULL: refused */
	} row[] = {
		{"{store}/wp-json/", "https://store.example.test/shop/wp-json/"},
		{"{store}wp-json/", "https://store.example.test/shop/wp-json/"},
		{"{store}?x=1", "https://store.example.test/shop?x=1"},
		{"{rest_root}wc/v3/orders?per_page=1",
	     "https://store.example.test/?rest_route=/wc/v3/orders&per_page=1"},
		{"{rest_root}?_fields=name", "https://store.example.test/?rest_route=/&_fields=name"},
		{"{other_root}wc?a=1", "https://store.example.test/shop/wp-json/wc?a=1"},
		{"{loop}", NULL},
		{"{store}/p?sku={sku}",
	     "https://store.example.test/shop/p?sku=a%20b%2Fc%3Fd%26e%3D%22f%22%23%C3%A9%25"},
		{"{store}/p?q={sku:search}",
	     "https://store.example.test/shop/p?q=a%20b%2Fc%3Fd%26e%3D%5C%22f%5C%22%23%C3%A9%25"},
		{"https://api.example.test/{days}", "https://api.example.test/3"},
		{"https://a/{at:iso}", "https://a/2026-11-23T00%3A00%3A00Z"},
		{"https://a/{at - 24h:unix}", "https://a/1795305600"},
		{"https://a/{now:unix}", "https://a/1795392000"},
		{"https://a/{at - 24h:sql}", "https://a/2026-11-22%2000%3A00%3A00"},
		{"https://a/{at:millis}", "https://a/2026-11-23T00%3A00%3A00.000Z"},
		{"https://a/{at:basic}", "https://a/20261123T000000Z"},
		{"https://a/{word:row}", "https://a/Nullable"},
		{"https://a/{days:sql}", NULL},
		{"https://a/{word_null:row}", NULL},
		{"https://a/{word_blank:row}", NULL},
		{"https://a/{store:raw}", "https://a/https://store.example.test/shop"},
		{"https://a/{sku:raw}", NULL},
		{"https://a/{days:iso}", NULL},
		{"https://a/{days:loud}", NULL},
		{"https://a/{order_number}", NULL},
		{"https://a/{no_such_fact}", NULL},
		{"https://a/{1 +}", NULL},
		{"{hostile}", NULL},
		{"", ""},
	};
	struct task *task = templates_task();
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct text out = {0};
		struct error err = {0};
		bool done = url_template_expand(&out, row[i].template, TEMPLATE_URL, task, &err);
		CHECK(row[i].template, done == (row[i].result != NULL));
		if (row[i].result)
			CHECK_TEXT(row[i].template, text_str(&out), row[i].result);
		else
			CHECK(row[i].template, err.message[0] != '\0');
		text_clear(&out);
	}
	task_free(task);
}

static void test_json_template(void)
{
	struct task *task = templates_task();
	struct text out = {0};
	CHECK("a variable", url_template_expand(&out, "{\"q\":\"sku:'{sku:search}'\",\"n\":{days}}",
	                                        TEMPLATE_JSON, task, NULL));
	CHECK_TEXT("quotes are escaped for JSON", text_str(&out),
	           "{\"q\":\"sku:'a b/c?d&e=\\\\\\\"f\\\\\\\"#\xc3\xa9%'\",\"n\":3}");
	text_clear(&out);
	task_free(task);
}

/* ---- what may be asked ---- */

static const struct wire_value store_value[] = {
	{.name = "store", .type = "url", .value = "https://store.example.test"},
	{.name = "elsewhere", .type = "url", .value = "https://evil.example.test/"},
	{.name = "api", .type = "url", .value = "https://api.example.test:8443/v1"},
	{.name = "plain", .type = "url", .value = "http://store.example.test/"},
	{.name = "local", .type = "url", .value = "http://127.0.0.1:8080/"},
};

static struct task *request_task(struct task_plan plan)
{
	plan.value = store_value;
	plan.value_count = sizeof store_value / sizeof *store_value;
	return task_of(&plan);
}

static void test_targets(void)
{
	static const struct {
		const char *sentence, *url;
		struct task_plan plan;
		bool allowed;
	} row[] = {
		{"the store", "{store}/", {0}, true},
		{"another host", "{elsewhere}", {0}, false},
		{"a declared host", "https://api.shop.test/x", {.host = "api.shop.test"}, true},
		{"a declared host by http", "http://api.shop.test/x", {.host = "api.shop.test"}, false},
		{"a declared host at another port", "https://api.shop.test:8443/x", {.host = "api.shop.test"}, false},
		{"a host of a profile's value", "{api}/orders", {.host = "{api}"}, true},
		{"a host like the declared one", "https://api.shop.test.evil/x", {.host = "api.shop.test"}, false},
		{"the store by http", "{plain}", {0}, false},
		{"http where it is the store's", "{plain}", {.origin = "http://store.example.test:80"}, false},
		{"http where the platform signs",
	     "{plain}",
	     {.origin = "http://store.example.test:80", .http_auth = "oauth1"},
	     true},
		{"http on loopback", "{local}", {.origin = "http://127.0.0.1:8080"}, true},
		{"http that goes to loopback",
	     "{plain}",
	     {.origin = "http://store.example.test:80", .connect_to = "127.0.0.1:9"},
	     true},
		{"http that goes to another computer",
	     "{plain}",
	     {.origin = "http://store.example.test:80", .connect_to = "10.0.0.1:9"},
	     false},
		{"a file", "file:///etc/passwd", {0}, false},
		{"no store", "{store}/", {.origin = ""}, false},
	};
	struct vault *vault = vault_new();
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct text declaration = {0};
		struct request request;
		struct refusal refusal = {0};
		text_addf(&declaration, "\"url\":\"%s\"", row[i].url);
		struct task_plan plan = row[i].plan;
		plan.declaration = text_str(&declaration);
		struct task *task = request_task(plan);
		bool made =
			request_make(&request, task, vault, &(struct variant){.contrast = CONTRAST_NONE}, &refusal);
		CHECK(row[i].sentence, made == row[i].allowed);
		CHECK(row[i].sentence, made || (refusal.outcome == OUTCOME_SKIPPED && refusal.message[0]));
		request_clear(&request);
		task_free(task);
		text_clear(&declaration);
	}
	vault_free(vault);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"origins", test_origins},
		{"loopback", test_loopback},
		{"templates of URLs", test_templates},
		{"templates of variables", test_json_template},
		{"hosts that may be asked", test_targets},
		{0},
	};
	return check_run("net request", tests);
}
