/* A saved case read back into a walk, for looking at it; nothing of it is changed. */
#ifndef SYNCFIX_CLI_SAVED_H
#define SYNCFIX_CLI_SAVED_H

#include "app/integration.h"
#include "case/walk.h"
#include "cli/setup.h"

struct saved {
	char *id;
	struct journal journal;
	struct walk *walk;
};

/* words: an id, a part of one, or NULL for the last case. An exit code; what was lost is told. */
int saved_open(struct saved *saved, struct setup *setup, const char *words);
/* The profile that the case was begun with, as it is set up now; empty when it is gone. */
bool saved_integration(const struct saved *saved, const struct setup *setup, struct integration *integration,
                       struct error *err);
/* A case of a scenario: its store is simulated. */
bool saved_is_simulated(const struct saved *saved);
/* The case remembers that its ticket went out by `how`; one that is open elsewhere does not, and that is
 * said. */
void saved_ticketed(const struct saved *saved, const struct setup *setup, const char *how);
void saved_close(struct saved *saved);

#endif
