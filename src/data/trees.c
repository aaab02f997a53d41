/* A tree file: what it is, and its nodes. */
#include <stdlib.h>
#include <string.h>

#include "data/loader.h"

#define ROWS(table) (table), sizeof(table) / sizeof *(table)

static const struct field tree_fields[] = {
	{.key = "tree", .kind = FIELD_TEXT, .at = offsetof(struct tree, name), .needs = 1},
	{.key = "section",
     .kind = FIELD_INT,
     .at = offsetof(struct tree, section),
     .min = 1,
     .max = 99,
     .needs = 1},
	{.key = "prefix", .kind = FIELD_TEXT, .at = offsetof(struct tree, prefix), .needs = 1},
	{.key = "retired", .kind = FIELD_KNOWN},
	{.key = "nodes", .kind = FIELD_KNOWN, .needs = 1},
};

static void check_area(struct loader *loader, const struct json_at *at, const struct node *node)
{
	size_t len = strcspn(node->name, ".");
	ARRAY(const char *) names = {0};
	char *area = xstrndup(node->name, len);
	const char *nearest;

	for (size_t i = 0; i < loader->area.count; i++) {
		array_push(&names, loader->area.at[i].name);
		if (strcmp(loader->area.at[i].name, area) != 0)
			continue;
		if (strcmp(loader->area.at[i].file, node->tree->file) != 0)
			field_fail(&loader->declare, at, "bad-area",
			           "Nodes of the area \"%s\" stand in %s (guide.json, areas).", area,
			           loader->area.at[i].file);
		goto done;
	}
	nearest = text_nearest(area, names.at, names.count);
	if (nearest != NULL)
		field_fail(&loader->declare, at, "bad-area", "There is no area \"%s\"; did you mean \"%s\"?", area,
		           nearest);
	else
		field_fail(&loader->declare, at, "bad-area",
		           "There is no area \"%s\"; add it to \"areas\" of guide.json.", area);
done:
	array_clear(&names);
	free(area);
}

static void check_name(struct loader *loader, const struct json_at *at, const struct node *node)
{
	const struct node *first = guide_node(loader->guide, node->name);
	const char *rest = node->name + strspn(node->name, "abcdefghijklmnopqrstuvwxyz0123456789.-");

	if (*rest != '\0' || *node->name < 'a' || *node->name > 'z' || strchr(node->name, '.') == NULL)
		field_fail(&loader->declare, at, "bad-name",
		           "A node's name is area.thing, of small letters, digits and dashes, as orders.last-sync.");
	else if (loader->area.count > 0)
		check_area(loader, at, node);
	if (first != node)
		field_fail(&loader->declare, at, "duplicate-name", "\"%s\" stands in %s already.", node->name,
		           first->tree->file);
}

/* PREFIX-n, its own, and no probe's. */
static void check_code(struct loader *loader, const struct json_at *at, const struct node *node)
{
	struct json_at code = json_get(at, "code");
	const struct node *first = guide_node_by_code(loader->guide, node->code);
	size_t len = strlen(node->tree->prefix);
	const char *number = node->code + len + 1;

	if (strncmp(node->code, node->tree->prefix, len) != 0 || node->code[len] != '-' || *number < '1' ||
	    *number > '9' || strspn(number, "0123456789") != strlen(number) || strlen(number) > 5) {
		field_fail(&loader->declare, &code, "bad-code", "A code of this file is %s- and a number.",
		           node->tree->prefix);
		return;
	}
	if (first != node)
		field_fail(&loader->declare, &code, "duplicate-code", "Code %s belongs to \"%s\" already.",
		           node->code, first->name);
	if (guide_probe(loader->guide, node->code) != NULL)
		field_fail(&loader->declare, &code, "code-is-ref",
		           "%s is the reference of a probe; take another prefix.", node->code);
}

static void check_retired(struct loader *loader, const struct json_at *at)
{
	struct json_at member;
	void *state = NULL;

	if (at->type == JSON_MISSING || !field_is(&loader->declare, at, JSON_OBJECT))
		return;
	while (json_next(at, &state, &member)) {
		const struct node *node = guide_node_by_code(loader->guide, member.key);
		const char *to = json_string(&member, NULL);

		if (node != NULL)
			field_fail(&loader->declare, &member, "retired-code", "%s is retired, but \"%s\" has it.",
			           member.key, node->name);
		if (member.type != JSON_NULL && (to == NULL || guide_node_by_code(loader->guide, to) == NULL))
			field_fail(&loader->declare, &member, "retired-code",
			           "%s must lead to a code that there is, or be null.", member.key);
	}
}

size_t load_tree(struct loader *loader, const struct source *source, const struct tree *tree, size_t index)
{
	struct json_at root = source_open(loader, source);
	struct json_at nodes = json_get(&root, "nodes");
	struct json_at retired = json_get(&root, "retired");
	struct tree *mine = &loader->guide->tree[tree - loader->guide->tree];
	struct json_at member;
	void *state = NULL;

	if (source->kind == SOURCE_TREE)
		fields_read(&loader->declare, &root, ROWS(tree_fields), 1, "A tree file", mine);
	if (mine->prefix == NULL)
		mine->prefix = "";
	if (nodes.type != JSON_MISSING)
		field_is(&loader->declare, &nodes, JSON_OBJECT);
	while (json_next(&nodes, &state, &member) && index < loader->guide->node_count) {
		struct node *node = &loader->guide->node[index++];

		check_name(loader, &member, node);
		if (node->code != NULL && *mine->prefix != '\0')
			check_code(loader, &member, node);
		load_node(loader, &member, node);
	}
	check_retired(loader, &retired);
	return index;
}
