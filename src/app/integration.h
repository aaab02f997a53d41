/*
 * A profile of the config file held against its platform: what it says as facts, where its
 * secrets are, what is missing or wrong. Addresses come out as the store's base address.
 */
#ifndef SYNCFIX_APP_INTEGRATION_H
#define SYNCFIX_APP_INTEGRATION_H

#include <stdbool.h>

#include "base/array.h"
#include "case/event.h"
#include "config/config.h"
#include "config/secret.h"
#include "guide/model.h"

struct integration {
	struct arena arena;
	const char *name; /* the profile's; "" when there is none */
	const struct platform *platform;
	ARRAY(struct event_fact) fact; /* platform, integration, keys; a secret that can be had is "known" */
	ARRAY(struct integration_secret {
		const struct profile_key *key;
		const struct platform *platform; /* whose key it is: the store's, or a service's */
		enum secret_form form;           /* SECRET_MISSING: to be typed */
		const char *value;               /* path or command */
	})
	secret;
	const char *store;   /* origin with folder, or NULL */
	const char *asked;   /* for people: the store and the services that are asked, "A and B"; or NULL */
	const char *ca_file; /* or NULL */
	const char *proxy;   /* or NULL */
};

/* No profile: an empty integration. err names file, line and repair. */
bool integration_make(struct integration *integration, const struct guide *guide, const char *config_path,
                      const struct profile *profile, struct error *err);
void integration_clear(struct integration *integration);

/* The base address of the profile's platform or of a service; NULL: the profile does not name it. */
const char *integration_base(const struct integration *integration, const struct platform *platform);
/* Is there anything that probes could ask: the store, or a service? */
bool integration_can_probe(const struct integration *integration, const struct guide *guide);
const struct integration_secret *integration_secret_named(const struct integration *integration,
                                                          const char *key);

/*
 * The base address of what somebody typed or pasted: https:// where no scheme stands, host in
 * small letters, no fragment, none of the key's `strip` tails; no query and no
 * trailing slash unless the key is exact.
 * False with err when it is no address or its scheme is not allowed (http is, on loopback or
 * where the key names it).
 */
bool integration_address(const struct profile_key *key, const char *typed, struct text *out,
                         struct error *err);

/*
 * The value to keep of what somebody typed for a key that is no address and no secret: one of the key's
 * values in any case, a day as a time. False with err when the key cannot have it.
 */
bool integration_value(const struct guide *guide, const struct profile_key *key, const char *typed,
                       struct text *out, struct error *err);

#endif
