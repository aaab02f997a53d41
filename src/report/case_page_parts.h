/* What the files of the page share. */
#ifndef SYNCFIX_REPORT_CASE_PAGE_PARTS_H
#define SYNCFIX_REPORT_CASE_PAGE_PARTS_H

#include "base/text.h"
#include "case/walk.h"

/* Text with what HTML would act on written out. NULL adds nothing. */
void html_add(struct text *out, const char *text);
void html_add_n(struct text *out, const char *at, size_t len);

/* The way as a picture: a box a step, from above to below, inline SVG. */
void case_page_picture(struct text *out, const struct walk *walk);

extern const char case_page_style[];

#endif
