#include "xml/xml.h"

#include <string.h>

#include "xml/tree.h"

struct search {
	xml_match_fn *each;
	void *ctx;
};

const struct xml_node *xml_root(const struct xml_doc *doc)
{
	return doc->above.first;
}

const char *xml_name(const struct xml_node *node)
{
	return node->name;
}

const char *xml_text(const struct xml_node *node)
{
	return node->text;
}

const char *xml_attribute(const struct xml_node *node, const char *name)
{
	for (const struct xml_attribute *at = node->attribute; at; at = at->next) {
		if (strcmp(at->name, name) == 0)
			return at->value;
	}
	return NULL;
}

const struct xml_node *xml_first(const struct xml_node *node)
{
	return node->first;
}

const struct xml_node *xml_next(const struct xml_node *node)
{
	return node->next;
}

static bool report(struct search *search, const struct xml_node *node, const char *text,
                   const struct xml_node *star)
{
	struct xml_match match = {node, text, star ? star : node};

	return search->each(search->ctx, &match);
}

static bool report_names(struct search *search, const struct xml_node *node)
{
	for (const struct xml_node *child = node->first; child; child = child->next) {
		if (!report(search, child, child->name, child))
			return false;
	}
	return true;
}

static bool is_named(const struct xml_node *node, const char *name, size_t len)
{
	return strlen(node->name) == len && memcmp(node->name, name, len) == 0;
}

/* What path finds below node; false when the callback had enough. No deeper than the tree is. */
static bool find_below(struct search *search, const struct xml_node *node, const char *path,
                       const struct xml_node *star)
{
	const char *part = path + 1;
	size_t len;
	bool any;

	if (!*path)
		return report(search, node, node->text, star);
	if (*path != '/')
		return true;
	if (strcmp(part, "*~") == 0)
		return report_names(search, node);
	if (*part == '@') {
		const char *value = xml_attribute(node, part + 1);

		return !value || report(search, node, value, star);
	}
	len = strcspn(part, "/");
	any = len == 1 && *part == '*';
	for (const struct xml_node *child = node->first; child; child = child->next) {
		if ((any || is_named(child, part, len)) && !find_below(search, child, part + len, any ? child : star))
			return false;
	}
	return true;
}

void xml_find(const struct xml_doc *doc, const char *path, xml_match_fn *each, void *ctx)
{
	struct search search = {each, ctx};

	find_below(&search, *path ? &doc->above : doc->above.first, path, NULL);
}

void xml_find_in(const struct xml_node *node, const char *path, xml_match_fn *each, void *ctx)
{
	struct search search = {each, ctx};

	find_below(&search, node, path, NULL);
}
