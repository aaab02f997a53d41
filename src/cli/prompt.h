/* Questions on the terminal, one line each, outside the screens. */
#ifndef SYNCFIX_CLI_PROMPT_H
#define SYNCFIX_CLI_PROMPT_H

#include <stdbool.h>

#include "base/error.h"
#include "base/text.h"

/* Can somebody answer? (standard input and error are terminals, no --no-input) */
bool prompt_possible(bool no_input);
/* Asks on standard error and reads a line; fallback is shown and taken for an empty line (may be
 * NULL). False at the end of input. */
bool prompt_line(const char *question, const char *fallback, struct text *answer);
/* The same without echo; nothing of it stays in stdio. */
bool prompt_secret(const char *question, struct text *answer);
/* y or n; fallback for an empty line. */
bool prompt_yes(const char *question, bool fallback);

#endif
