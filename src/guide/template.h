/* Texts with {fact}, {fact|if unknown} and {platform.word}, and the spans **bold** and `label`. */
#ifndef SYNCFIX_GUIDE_TEMPLATE_H
#define SYNCFIX_GUIDE_TEMPLATE_H

#include <stdbool.h>

#include "base/text.h"

struct template_scope {
	void *ctx;
	/* Appends the value of name in words and returns true; false when unknown. */
	bool (*value)(void *ctx, const char *name, struct text *out);
};

/* Unknown without an alternative prints "…". Spans stay as they are. */
void template_expand(struct text *out, const char *text, const struct template_scope *scope);
/* For lint: each placeholder's name. */
void template_each(const char *text, void (*each)(void *ctx, const char *name), void *ctx);
/* Drops ** and ` marks: plain text for line mode and tickets. */
void template_plain(struct text *out, const char *text);

#endif
