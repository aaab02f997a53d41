/* SOAP as we write it: any text in a call is read again as it was, or the call is refused; and addresses. */
#include "fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "net/soap.h"
#include "net/url_spelling.h"
#include "xml/xml.h"

static const char declaration[] =
	"{\"title\":\"t\",\"guide\":[],\"proves\":\"p\",\"does_not_prove\":\"d\",\"kind\":\"soap\",\"url\":\"{store}\","
	"\"namespace\":\"urn:Magento\",\"call\":\"catalogInventoryStockItemList\",\"args\":{\"products\":[\"{sku}\"]},"
	"\"auth\":\"soap-session\",\"outcomes\":[{\"is\":\"ok\",\"verdict\":\"ok\"}]}";

static struct task *make_task(void)
{
	static const struct wire_value facts[] = {
		{.name = "store", .type = "url", .value = "https://store.example.test/"},
		{.name = "sku", .type = "text", .value = "x"},
	};
	static struct shelf shelf;
	struct arena arena;
	struct error err = {0};
	struct wire_ask ask = {
		.kind = WIRE_ASK_PROBE,
		.profile = "main",
		.name = "fuzz.soap",
		.origin = "https://store.example.test:443",
		.declaration = declaration,
		.value = facts,
		.value_count = sizeof facts / sizeof *facts,
	};

	arena_init(&arena);
	struct task *task = task_new_take(&ask, &arena);
	if (!task_compile(task, &shelf, &err))
		abort();
	return task;
}

static bool same_text(void *ctx, const struct xml_match *match)
{
	const char *wanted = ctx;

	/* XML 1.0, 2.11: a reader turns \r\n and \r into \n. */
	if (!strchr(wanted, '\r'))
		assert(strcmp(match->text, wanted) == 0);
	return true;
}

static void check_written(const char *text)
{
	static struct task *task;
	struct text out = {0};
	struct error err = {0};

	if (!task)
		task = make_task();
	task->value[1] = value_text(text);
	if (soap_write_call(&out, task, "0f1e", &err)) {
		struct xml_doc *doc = xml_parse(text_str(&out), out.len, "written", &err);

		assert(doc);
		xml_find(doc, "/Envelope/Body/catalogInventoryStockItemList/products/item", same_text, (void *)text);
		xml_free(doc);
	} else {
		assert(err.message[0] != '\0');
	}
	text_clear(&out);
}

static void check_spelled(const char *url)
{
	static const char *const names[] = {"slash", "indexphp", "index", "guide", "root", "https"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct text once = {0}, twice = {0};

		if (url_spelling_add(&once, names[i], url)) {
			assert(strcmp(text_str(&once), url) != 0);
			url_spelling_add(&twice, names[i], text_str(&once));
		} else {
			assert(once.len == 0);
		}
		text_clear(&once);
		text_clear(&twice);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);

	check_written(text);
	check_spelled(text);
	free(text);
	return 0;
}
