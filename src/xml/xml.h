/*
 * XML as answers bring it: a read-only tree of elements by local name (what stands before the
 * colon is dropped), without DOCTYPE, so without entities of its own. Paths are those of
 * docs/EXPRESSIONS.md: "/Envelope/Body/Fault/faultcode". A doc owns everything it gives.
 */
#ifndef SYNCFIX_XML_XML_H
#define SYNCFIX_XML_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum { XML_MAX_DEPTH = 64, XML_MAX_ELEMENTS = 200000 };

struct xml_doc;
struct xml_node;

/* name is for messages ("answer:3:7"). The caller limits len. NULL and err when it is no XML. */
struct xml_doc *xml_parse(const char *text, size_t len, const char *name, struct error *err);
void xml_free(struct xml_doc *doc);

const struct xml_node *xml_root(const struct xml_doc *doc);
const char *xml_name(const struct xml_node *node);
/* The characters directly in the element, joined, as they stand (UTF-8); "" when none. */
const char *xml_text(const struct xml_node *node);
/* By local name; declarations of namespaces are no attributes. NULL when there is none. */
const char *xml_attribute(const struct xml_node *node, const char *name);
const struct xml_node *xml_first(const struct xml_node *node); /* first child, or NULL */
const struct xml_node *xml_next(const struct xml_node *node);  /* next sibling, or NULL */

struct xml_match {
	const struct xml_node *node;
	const char *text;                 /* of the element, its attribute or its name, as the path asked */
	const struct xml_node *last_star; /* the element that the last '*' stands for; node when there is none */
};
/* False: enough. */
typedef bool xml_match_fn(void *ctx, const struct xml_match *match);

/*
 * Calls back for each match in order. Every part of path is the name of an element, matching all
 * siblings of that name; '*' matches any element; a last part '@name' is an attribute, '*~' the
 * names of the children. xml_find begins above the root, xml_find_in at the children of node; ""
 * is the root or the node itself.
 */
void xml_find(const struct xml_doc *doc, const char *path, xml_match_fn *each, void *ctx);
void xml_find_in(const struct xml_node *node, const char *path, xml_match_fn *each, void *ctx);

#endif
