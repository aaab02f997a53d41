/* --since: a moment, or how long ago. */
#ifndef SYNCFIX_CLI_SINCE_H
#define SYNCFIX_CLI_SINCE_H

#include "cli/setup.h"

/* Leaves *since alone when the option is not given. An exit code. */
int since_read(const struct setup *setup, int64_t *since);

#endif
