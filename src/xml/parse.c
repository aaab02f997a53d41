#include "xml/xml.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "xml/tree.h"

struct parse {
	XML_Parser parser;
	struct xml_doc *doc;
	const char *name;
	struct error *err;
	int depth;
	size_t elements;
	bool refused;
	struct xml_node *open[XML_MAX_DEPTH + 1]; /* [0] is above the root */
	struct text text[XML_MAX_DEPTH + 1];
};

/* Fills err with the place, and makes expat stop. */
static void refuse(struct parse *parse, const char *message)
{
	struct text where = {0};

	text_addf(&where, "%s:%lu:%lu", parse->name, (unsigned long)XML_GetCurrentLineNumber(parse->parser),
	          (unsigned long)XML_GetCurrentColumnNumber(parse->parser) + 1);
	error_set(parse->err, ERROR_DATA, text_str(&where), "%s", message);
	text_clear(&where);
	parse->refused = true;
	XML_StopParser(parse->parser, XML_FALSE);
}

/* An entity can grow without end or name a file; answers that are meant for programs have none. */
static void on_doctype(void *ctx, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                       int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	refuse(ctx, "It has a DOCTYPE, as web pages do: this is no answer of an interface.");
}

static const char *local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static bool is_declaration(const char *name)
{
	return strcmp(name, "xmlns") == 0 || strncmp(name, "xmlns:", 6) == 0;
}

static const struct xml_attribute *copy_attributes(struct arena *arena, const XML_Char **pairs)
{
	const struct xml_attribute *first = NULL;

	for (; *pairs; pairs += 2) {
		struct xml_attribute *attribute;

		if (is_declaration(pairs[0]))
			continue;
		attribute = arena_alloc(arena, sizeof *attribute);
		attribute->name = arena_strdup(arena, local_name(pairs[0]));
		attribute->value = arena_strdup(arena, pairs[1]);
		attribute->next = first;
		first = attribute;
	}
	return first;
}

static void on_start(void *ctx, const XML_Char *name, const XML_Char **pairs)
{
	struct parse *parse = ctx;
	struct xml_node *parent = parse->open[parse->depth];
	struct xml_node *node;

	if (parse->refused)
		return;
	if (parse->depth == XML_MAX_DEPTH) {
		refuse(parse, "It is nested too deeply: this is no answer of an interface.");
		return;
	}
	if (*local_name(name) == '\0') {
		refuse(parse, "An element has no name behind its prefix: this is no answer of an interface.");
		return;
	}
	if (++parse->elements > XML_MAX_ELEMENTS) {
		refuse(parse, "It has too many elements: ask for less.");
		return;
	}
	node = arena_alloc(&parse->doc->arena, sizeof *node);
	node->name = arena_strdup(&parse->doc->arena, local_name(name));
	node->text = "";
	node->attribute = copy_attributes(&parse->doc->arena, pairs);
	*(parent->last ? &parent->last->next : &parent->first) = node;
	parent->last = node;
	parse->open[++parse->depth] = node;
	text_cut(&parse->text[parse->depth], 0);
}

static void on_end(void *ctx, const XML_Char *name)
{
	struct parse *parse = ctx;
	const struct text *text = &parse->text[parse->depth];

	(void)name;
	if (parse->refused)
		return;
	if (text->len)
		parse->open[parse->depth]->text = arena_strndup(&parse->doc->arena, text->data, text->len);
	parse->depth--;
}

static void on_text(void *ctx, const XML_Char *at, int len)
{
	struct parse *parse = ctx;

	if (!parse->refused)
		text_add_n(&parse->text[parse->depth], at, (size_t)len);
}

static bool run(struct parse *parse, const char *text, size_t len)
{
	struct text message = {0};

	XML_SetUserData(parse->parser, parse);
	XML_SetElementHandler(parse->parser, on_start, on_end);
	XML_SetCharacterDataHandler(parse->parser, on_text);
	XML_SetStartDoctypeDeclHandler(parse->parser, on_doctype);
	if (len > INT_MAX)
		refuse(parse, "It is too long: ask for less.");
	else if (XML_Parse(parse->parser, text, (int)len, 1) == XML_STATUS_ERROR && !parse->refused) {
		text_addf(&message, "This is no well-formed XML (%s): something else answered, or it was cut off.",
		          XML_ErrorString(XML_GetErrorCode(parse->parser)));
		refuse(parse, text_str(&message));
		text_clear(&message);
	}
	for (int i = 0; i <= XML_MAX_DEPTH; i++)
		text_clear(&parse->text[i]);
	return !parse->refused;
}

struct xml_doc *xml_parse(const char *text, size_t len, const char *name, struct error *err)
{
	struct xml_doc *doc = xcalloc(1, sizeof *doc);
	struct parse parse = {.doc = doc, .name = name, .err = err, .open = {&doc->above}};
	bool good;

	arena_init(&doc->arena);
	parse.parser = XML_ParserCreate(NULL);
	if (!parse.parser)
		abort();
	good = run(&parse, text, len);
	XML_ParserFree(parse.parser);
	if (good)
		return doc;
	xml_free(doc);
	return NULL;
}

void xml_free(struct xml_doc *doc)
{
	if (!doc)
		return;
	arena_clear(&doc->arena);
	free(doc);
}
