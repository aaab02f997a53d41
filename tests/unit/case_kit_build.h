/* What the parts of the kit share; only for case_kit*.c. Lists are read up to 16 parts. */
#ifndef SYNCFIX_TESTS_CASE_KIT_BUILD_H
#define SYNCFIX_TESTS_CASE_KIT_BUILD_H

#include "case_kit.h"

struct build {
	const struct kit *kit;
	struct guide *guide;
	struct arena *arena;
	struct expr_names names;
};

/* The parts of text between any of the marks, trimmed, empty ones left out. */
size_t kit_split(struct arena *arena, const char *text, const char *marks, char *out[], size_t room);
char *kit_cut(struct arena *arena, char *text, const char *mark);
const char *kit_keep(struct build *build, const char *text);
int kit_fact_id(struct build *build, const char *name);
const struct node *kit_node_named(struct build *build, const char *name);
const struct probe *kit_probe_named(struct build *build, const char *name);
const struct expr *kit_expr_of(struct build *build, const char *text, enum value_kind want);
struct target kit_target_of(struct build *build, const char *name);
const int *kit_facts_of(struct build *build, const char *list, size_t *count);
const char *const *kit_names_of(struct build *build, const char *list, size_t *count);
struct value kit_value_of(struct build *build, int fact, const char *text);
struct preset *kit_presets_of(struct build *build, const char *list, size_t *count);

void kit_build_nodes(struct build *build, struct tree *tree);
void kit_finish_node(struct build *build, struct node *node, const struct kit_node *row);

#endif
