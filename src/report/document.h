/*
 * A text with headings and lists as Markdown or HTML, for paper: the booklet and handouts. Texts of the data
 * keep their spans **bold** and `label`; all else is escaped. One file, no address that is loaded.
 */
#ifndef SYNCFIX_REPORT_DOCUMENT_H
#define SYNCFIX_REPORT_DOCUMENT_H

#include <stdbool.h>

#include "base/text.h"

enum document_format { DOCUMENT_MARKDOWN, DOCUMENT_HTML };
bool document_format_find(const char *name, enum document_format *out); /* "markdown" "html" */

struct document {
	enum document_format format;
	struct text *out;
	bool in_list;
};

void document_begin(struct document *document, enum document_format format, struct text *out,
                    const char *title);
void document_end(struct document *document);
/* level 1-3; code: a step's code, also the place that links lead to; NULL: none. */
void document_heading(struct document *document, int level, const char *code, const char *text);
void document_text(struct document *document, const char *label, const char *text); /* label "" for none */
void document_item(struct document *document, const char *text);

#endif
