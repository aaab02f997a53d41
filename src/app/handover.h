/*
 * Secrets on their way to syncfix-net: files are opened, commands run, and the descriptors passed
 * on; each secret is bound to the store's origin and the platform's declared hosts.
 */
#ifndef SYNCFIX_APP_HANDOVER_H
#define SYNCFIX_APP_HANDOVER_H

#include <stdbool.h>
#include <sys/types.h>

#include "app/hands.h"
#include "app/integration.h"
#include "base/array.h"
#include "base/error.h"

/* Secrets' commands that still may run. */
struct handover_commands {
	ARRAY(pid_t) pid;
};
/* Ends those that still run. */
void handover_end_commands(struct handover_commands *commands);

/*
 * All secrets that the profile can give, then "ready". timeout: seconds for each command; beside NULL:
 * each is waited for, else they are left running there, and one that fails gives an empty secret.
 */
bool handover_all(struct hands *hands, const struct integration *integration, int timeout,
                  struct handover_commands *beside, struct error *err);
/* One secret, from where it is, bound to these origins. SECRET_MISSING is fine. */
struct handover {
	const char *profile, *key, *origins;
	enum secret_form form;
	const char *value;                /* path or command */
	int timeout;                      /* seconds, of a command */
	struct handover_commands *beside; /* as above */
};
bool handover_one(struct hands *hands, const struct handover *secret, struct error *err);
/* Only the profile's secrets, with how's timeout and beside; commands: those too that a command gives. */
bool handover_secrets(struct hands *hands, const struct integration *integration, const struct handover *how,
                      bool commands, struct error *err);
/* One that was typed. */
bool handover_typed(struct hands *hands, const struct integration *integration, const char *key,
                    const char *bytes);

#endif
