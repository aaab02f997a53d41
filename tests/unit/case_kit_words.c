/* The little languages of the kit's rows. */
#include "case_kit_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *keep_trimmed(struct arena *arena, const char *at, size_t len)
{
	while (len > 0 && (*at == ' ' || *at == '\n')) {
		at++;
		len--;
	}
	while (len > 0 && (at[len - 1] == ' ' || at[len - 1] == '\n'))
		len--;
	return arena_strndup(arena, at, len);
}

/* The parts of text between any of the given marks, trimmed, empty ones left out. */
size_t kit_split(struct arena *arena, const char *text, const char *marks, char *out[], size_t room)
{
	size_t count = 0;
	while (text && *text && count < room) {
		size_t len = strcspn(text, marks);
		char *part = keep_trimmed(arena, text, len);
		if (*part)
			out[count++] = part;
		text += len + (text[len] != '\0');
	}
	return count;
}

/* Cuts text at the first mark; the part after it, trimmed, or NULL. */
char *kit_cut(struct arena *arena, char *text, const char *mark)
{
	char *found = strstr(text, mark);
	if (!found)
		return NULL;
	char *rest = keep_trimmed(arena, found + strlen(mark), strlen(found + strlen(mark)));
	size_t len = (size_t)(found - text);
	while (len > 0 && text[len - 1] == ' ')
		len--;
	text[len] = '\0';
	return rest;
}

const char *kit_keep(struct build *build, const char *text)
{
	return text ? arena_strdup(build->arena, text) : NULL;
}

int kit_fact_id(struct build *build, const char *name)
{
	int id = guide_fact_id(build->guide, name);
	if (id < 0)
		fprintf(stderr, "kit: no fact %s\n", name), abort();
	return id;
}

const struct node *kit_node_named(struct build *build, const char *name)
{
	const struct node *node = guide_node(build->guide, name);
	if (!node)
		fprintf(stderr, "kit: no node %s\n", name), abort();
	return node;
}

const struct probe *kit_probe_named(struct build *build, const char *name)
{
	const struct probe *probe = name ? guide_probe(build->guide, name) : NULL;
	if (name && !probe)
		fprintf(stderr, "kit: no probe %s\n", name), abort();
	return probe;
}

const struct expr *kit_expr_of(struct build *build, const char *text, enum value_kind want)
{
	struct error err;
	if (!text || !*text)
		return NULL;
	const struct expr *expr = expr_compile(build->arena, text, &build->names, want, &err);
	if (!expr)
		fprintf(stderr, "kit: %s: %s\n", text, err.message), abort();
	return expr;
}

struct target kit_target_of(struct build *build, const char *name)
{
	if (!name || strcmp(name, "-") == 0)
		return (struct target){.kind = TARGET_NONE};
	if (strcmp(name, "return") == 0)
		return (struct target){.kind = TARGET_RETURN, .name = "return"};
	if (strcmp(name, "@unknown") == 0)
		return (struct target){.kind = TARGET_UNKNOWN, .name = "@unknown"};
	const struct node *node = kit_node_named(build, name);
	return (struct target){.kind = TARGET_NODE, .name = node->name, .node = node};
}

const int *kit_facts_of(struct build *build, const char *list, size_t *count)
{
	char *part[16];
	*count = kit_split(build->arena, list, ",", part, 16);
	int *ids = arena_alloc(build->arena, 16 * sizeof *ids);
	for (size_t i = 0; i < *count; i++)
		ids[i] = kit_fact_id(build, part[i]);
	return ids;
}

const char *const *kit_names_of(struct build *build, const char *list, size_t *count)
{
	char **part = arena_alloc(build->arena, 16 * sizeof *part);
	*count = kit_split(build->arena, list, ",", part, 16);
	return (const char *const *)part;
}

struct value kit_value_of(struct build *build, int fact, const char *text)
{
	struct value value;
	struct error err;
	if (!fact_parse(&build->guide->fact[fact], text, build->arena, &value, &err))
		fprintf(stderr, "kit: %s: %s\n", text, err.message), abort();
	return value;
}

/* "fact:value, fact:value" */
struct preset *kit_presets_of(struct build *build, const char *list, size_t *count)
{
	char *part[8];
	*count = kit_split(build->arena, list, ",", part, 8);
	struct preset *set = arena_alloc(build->arena, 8 * sizeof *set);
	for (size_t i = 0; i < *count; i++) {
		char *value = kit_cut(build->arena, part[i], ":");
		set[i].fact = kit_fact_id(build, part[i]);
		set[i].value = kit_value_of(build, set[i].fact, value);
	}
	return set;
}
