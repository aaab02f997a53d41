/* Which profiles a person has allowed probes for: one line each in a file of the state folder. */
#ifndef SYNCFIX_APP_CONSENT_H
#define SYNCFIX_APP_CONSENT_H

#include <stdbool.h>

/* store: the profile's address; another address is asked for anew. state NULL: never known. */
bool consent_known(const char *state, const char *profile, const char *store);
/* False when it cannot be kept; it is then asked again the next time. */
bool consent_keep(const char *state, const char *profile, const char *store);

#endif
