/* profile add: asks in plain words what an integration needs, writes it, tests it at once. */
#ifndef SYNCFIX_CLI_PROFILE_ADD_H
#define SYNCFIX_CLI_PROFILE_ADD_H

#include "cli/setup.h"

/* name may be NULL: asked for. Gives an exit code. */
int profile_add(struct setup *setup, const char *name);
/* Starts the probes of the profile that the settings name and prints what each found. */
int profile_test(struct setup *setup);

#endif
