/*
 * Secrets on their way to syncfix-net: files are opened, commands run, and the descriptors passed
 * on; each secret is bound to the store's origin and the platform's declared hosts.
 */
#ifndef SYNCFIX_APP_HANDOVER_H
#define SYNCFIX_APP_HANDOVER_H

#include <stdbool.h>

#include "app/hands.h"
#include "app/integration.h"
#include "base/error.h"

/* All secrets that the profile can give, then "ready". timeout: seconds for each command. */
bool handover_all(struct hands *hands, const struct integration *integration, int timeout, struct error *err);
/* One that was typed. */
bool handover_typed(struct hands *hands, const struct integration *integration, const char *key,
                    const char *bytes);

#endif
