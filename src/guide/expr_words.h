/*
 * A condition as people say it: labels for facts, the words of the screen for their values. For
 * drawings and explanations; nothing reads it back.
 */
#ifndef SYNCFIX_GUIDE_EXPR_WORDS_H
#define SYNCFIX_GUIDE_EXPR_WORDS_H

#include "base/text.h"
#include "guide/expr.h"
#include "guide/model.h"

/* Appends "Order Sync is OFF (gray) and age of Last Sync is more than 2 h"; guide is the one it was compiled
 * with. */
void expr_words(struct text *out, const struct expr *expr, const struct guide *guide);

#endif
