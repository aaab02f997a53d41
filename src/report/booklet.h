/* The guide as the trees have it, with step codes, for the day the terminal is down. The same data give the
 * same bytes. */
#ifndef SYNCFIX_REPORT_BOOKLET_H
#define SYNCFIX_REPORT_BOOKLET_H

#include "guide/model.h"
#include "report/document.h"

void booklet_write(const struct guide *guide, enum document_format format, struct text *out);
/* One step under a heading of that level, with where its answers lead; for handouts too. */
void booklet_add_step(struct document *document, const struct guide *guide, const struct node *node,
                      int level);

#endif
