/* What a drawing is made of, shared by drawing*.c; private to this floor. */
#ifndef SYNCFIX_REPORT_DRAWING_PARTS_H
#define SYNCFIX_REPORT_DRAWING_PARTS_H

#include "base/array.h"
#include "base/memory.h"
#include "report/drawing.h"

enum drawn { DRAWN_NOT, DRAWN_STUB, DRAWN_STEP };

struct arrow {
	int from, to;      /* node->index; a negative one is -1 - index in elsewhere */
	struct text words; /* several ways between the same two are one arrow */
};

struct drawing {
	const struct guide *guide;
	struct arena arena;
	enum drawn *drawn;             /* by node->index */
	bool whole;                    /* every step is in it */
	ARRAY(const char *) elsewhere; /* what an arrow can end at instead of a step */
	ARRAY(struct arrow) arrow;     /* made by drawing_write */
	size_t first;                  /* arrows of the step that is being read begin here */
};

/* Code and title, or the name of what nobody sees; lines of at most columns, '\n' between them. */
void drawing_add_label(struct text *out, const struct node *node, size_t columns);
void drawing_add_wrapped(struct text *out, const char *words, size_t columns);

void drawing_write_dot(const struct drawing *drawing, const char *title, struct text *out);
void drawing_write_mermaid(const struct drawing *drawing, const char *title, struct text *out);

#endif
