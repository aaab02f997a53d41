#include "magento1.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/integration.h"
#include "base/file.h"

#define USUAL "http://store.example.test/index.php/api/v2_soap/index/"

void magento1_address(const char *recording, char *out, size_t size)
{
	struct text path = {0}, all = {0}, line = {0};
	snprintf(out, size, "%s", USUAL);
	text_addf(&path, "%s/tests/captures/magento1/requests.tsv", getenv("SYNCFIX_TEST_SOURCE"));
	text_addf(&line, "\n%s\t", recording);
	const char *hit =
		file_read(text_str(&path), 1 << 20, &all, NULL) ? strstr(text_str(&all), text_str(&line)) : NULL;
	if (hit)
		snprintf(out, size, "%.*s", (int)strcspn(hit + line.len, "\n"), hit + line.len);
	text_clear(&path);
	text_clear(&all);
	text_clear(&line);
}

void magento1_call(const struct server_request *request, char *out, size_t size)
{
	const char *at = strcmp(request->method, "POST") == 0 && request->body
	                     ? strstr(request->body, "<SOAP-ENV:Body><n:")
	                     : NULL;
	at = at ? at + strlen("<SOAP-ENV:Body><n:") : "";
	snprintf(out, size, "%.*s", (int)strcspn(at, ">"), at);
}

bool magento1_is_polite(const struct server_request *request)
{
	static const char *const reading[] = {"login",
	                                      "endSession",
	                                      "resources",
	                                      "magentoInfo",
	                                      "salesOrderList",
	                                      "salesOrderShipmentList",
	                                      "salesOrderShipmentInfo",
	                                      "catalogInventoryStockItemList",
	                                      "catalogProductInfo"};
	bool post = strcmp(request->method, "POST") == 0;
	bool known = !post;
	char call[64];
	magento1_call(request, call, sizeof call);
	for (size_t i = 0; i < sizeof reading / sizeof *reading; i++)
		known = known || strcmp(call, reading[i]) == 0;
	bool login = strcmp(call, "login") == 0;
	bool key = strstr(request->head, MAGENTO1_KEY) || (request->body && strstr(request->body, MAGENTO1_KEY));
	bool session = post && strstr(request->body, "<sessionId xsi:type=\"xsd:string\">") != NULL;
	return known && key == login && session == (post && !login) &&
	       strstr(request->head, post ? "\r\nAccept: text/xml\r\n" : "\r\nAccept: application/json\r\n") &&
	       strstr(request->head, "\r\nUser-Agent: syncfix/") && !strcasestr(request->head, "\r\ncookie:");
}

void magento1_typed(const struct guide *guide, const char *typed, struct text *out)
{
	const struct platform *platform = guide_platform(guide, "magento1");
	for (size_t i = 0; i < platform->key_count; i++)
		if (strcmp(platform->key[i].name, "store") == 0 &&
		    !integration_address(&platform->key[i], typed, out, NULL))
			abort();
}
