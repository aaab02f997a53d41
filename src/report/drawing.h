/*
 * Drawings of the trees: steps as boxes, ways as arrows with their conditions in words, for Graphviz
 * and Mermaid. A drawing borrows the guide. Steps that were not chosen and that an arrow ends at stand
 * in it as stubs, so that no way ends in nothing.
 */
#ifndef SYNCFIX_REPORT_DRAWING_H
#define SYNCFIX_REPORT_DRAWING_H

#include "base/text.h"
#include "guide/model.h"

struct drawing;
struct drawing *drawing_new(const struct guide *guide); /* empty */
void drawing_free(struct drawing *drawing);

void drawing_add_all(struct drawing *drawing);
void drawing_add_tree(struct drawing *drawing, const struct tree *tree);
/* The step and all that at most depth ways lead to from it. */
void drawing_add_reach(struct drawing *drawing, const struct node *from, int depth);

enum drawing_format { DRAWING_DOT, DRAWING_MERMAID, DRAWING_FORMATS };
const char *drawing_format_name(enum drawing_format format); /* "dot" "mermaid" */
bool drawing_format_find(const char *name, enum drawing_format *out);
/* Appends the drawing, ending in a newline. */
void drawing_write(struct drawing *drawing, const char *title, enum drawing_format format, struct text *out);

#endif
