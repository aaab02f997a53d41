/*
 * The config file: settings and profiles. Read whole, scanned by us (inih cuts long lines and
 * takes " ;" in a value for a comment), then parsed by inih. Every error names the line; what
 * stood on it is never repeated, because it may be a piece of a secret.
 */
#ifndef SYNCFIX_CONFIG_CONFIG_H
#define SYNCFIX_CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/error.h"
#include "base/lookup.h"
#include "config/settings.h"

/* One integration of a merchant: section "[profile NAME]". Which keys it may have is its platform's matter.
 */
struct profile {
	char *name;
	int line;
	ARRAY(struct profile_value {
		char *key;
		char *value;
		int line;
	})
	value;
};

struct config {
	char *path;
	bool exists;
	struct settings settings;
	ARRAY(struct profile) profile;
	struct lookup by_name; /* index of a profile; there may be thousands */
};

void config_init(struct config *config);
void config_clear(struct config *config);
/* A missing file is no error unless must_exist. */
bool config_load(struct config *config, const char *path, bool must_exist, struct error *err);

const struct profile *config_profile(const struct config *config, const char *name);
/* Value of the key, or NULL. */
const char *profile_get(const struct profile *profile, const char *key);
int profile_line(const struct profile *profile, const char *key); /* 0: not there */

/* [a-z0-9][a-z0-9_-]*, at most 40: names that need no quoting anywhere. */
bool profile_name_ok(const char *name);

/*
 * Writing keeps every other line of the file as it is. add refuses a name that exists; the
 * file is created 0600 with its folders. Values that inih could not read back are refused.
 */
bool config_add_profile(const char *path, const struct profile *profile, struct error *err);
bool config_remove_profile(const char *path, const char *name, struct error *err);
/* Changes or adds one key of a profile; value NULL removes it. */
bool config_set_key(const char *path, const char *name, const char *key, const char *value,
                    struct error *err);

#endif
