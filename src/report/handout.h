/* A lesson on paper: a page for the class that does not tell the fault, and one for the trainer that does. */
#ifndef SYNCFIX_REPORT_HANDOUT_H
#define SYNCFIX_REPORT_HANDOUT_H

#include "guide/model.h"
#include "report/document.h"

/* What a scenario tells; all borrowed. */
struct handout {
	const char *title, *lesson;      /* the fault, and what is learned from it */
	const char *platform;            /* as shown */
	const char *difficulty, *begins; /* "easy"; what is going wrong, in words */
	const struct handout_line {
		const char *label, *value; /* what is known or answered; value NULL: nobody can see it */
	} * line;
	size_t line_count;
	const struct node *const *way; /* the steps that lead to the fault, in order */
	size_t way_count;
	int par; /* -1: nobody counted */
};

void handout_write(const struct handout *handout, const struct guide *guide, enum document_format format,
                   struct text *out);

#endif
