/* How the words of the program are said in reports and messages: one row each, lower case, no full stop. */
#ifndef SYNCFIX_REPORT_NAMES_H
#define SYNCFIX_REPORT_NAMES_H

#include "base/text.h"
#include "case/event.h"
#include "guide/probe.h"

/* Who said so: "you", "checked", "profile", "given", "worked out", "assumed". */
const char *names_source(enum source source, enum role role);
const char *names_ending(enum ending ending);    /* "fixed", "waiting", "no action needed" … */
const char *names_verdict(enum verdict verdict); /* "fine", "a problem", "cannot tell", "not run" */
/* "not_authenticated" → "not authenticated". */
void names_label(struct text *out, const char *label);

#endif
