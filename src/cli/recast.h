/* case to-scenario. */
#ifndef SYNCFIX_CLI_RECAST_H
#define SYNCFIX_CLI_RECAST_H

#include "cli/setup.h"

/* Writes the case as a scenario that was played once; words as for saved_open. An exit code. */
int recast_case(struct setup *setup, const char *words);

#endif
