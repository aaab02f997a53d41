/* Where the text that a command made goes: standard output, or the file of --output. */
#ifndef SYNCFIX_CLI_OUTPUT_H
#define SYNCFIX_CLI_OUTPUT_H

#include "cli/setup.h"

/* An exit code; what was written where is told, unless --quiet. A file is its owner's alone (0600). */
int output_write(const struct setup *setup, const struct text *bytes);

#endif
