#include "fuzz.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "xml/xml.h"

static size_t count_elements(const struct xml_node *node, int depth)
{
	size_t count = 1;

	assert(depth <= XML_MAX_DEPTH && *xml_name(node) && !strchr(xml_name(node), ':'));
	assert(utf8_valid(xml_text(node), strlen(xml_text(node))));
	for (const struct xml_node *child = xml_first(node); child; child = xml_next(child))
		count += count_elements(child, depth + 1);
	return count;
}

static bool count_match(void *ctx, const struct xml_match *match)
{
	assert(match->node && match->text && match->last_star);
	return ++*(int *)ctx < 1000;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const paths[] = {"", "/*", "/*/*~", "/*/@a", "/Envelope/Body/*/item/*", "/*/*/*"};
	struct error err = {0};
	struct xml_doc *doc = xml_parse((const char *)data, size, "input", &err);
	int matches = 0;

	if (!doc) {
		assert(err.kind == ERROR_DATA && text_starts(err.where, "input:") && text_ends(err.message, "."));
		return 0;
	}
	assert(count_elements(xml_root(doc), 1) <= XML_MAX_ELEMENTS);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		xml_find(doc, paths[i], count_match, &matches);
	assert(matches > 0);
	xml_free(doc);
	return 0;
}
