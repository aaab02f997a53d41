/* The wizard, full screen or line by line, on a profile or on a scenario. */
#ifndef SYNCFIX_CLI_START_H
#define SYNCFIX_CLI_START_H

#include "cli/setup.h"

/* where: symptom, step code or node name to begin with, or NULL. Exit codes. */
int start_wizard(struct setup *setup, const char *where);
int start_case(struct setup *setup, const char *id);
/* A saved case looked at step by step as it stood; words as for saved_open. */
int start_replay(struct setup *setup, const char *words);

#endif
