/* The tree that parse.c builds and find.c walks. */
#ifndef SYNCFIX_XML_TREE_H
#define SYNCFIX_XML_TREE_H

#include "base/memory.h"
#include "xml/xml.h"

struct xml_attribute {
	const char *name;
	const char *value;
	const struct xml_attribute *next;
};

struct xml_node {
	const char *name;
	const char *text;
	const struct xml_attribute *attribute;
	struct xml_node *first;
	struct xml_node *last;
	struct xml_node *next;
};

struct xml_doc {
	struct arena arena;
	struct xml_node above; /* its only child is the root */
};

#endif
