/*
 * What every command starts from: options, settings, paths, clock; and, made when first asked
 * for, the guide and a profile. setup_* functions print their own error and give an exit code.
 */
#ifndef SYNCFIX_CLI_SETUP_H
#define SYNCFIX_CLI_SETUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"
#include "cli/options.h"
#include "config/config.h"
#include "config/paths.h"
#include "guide/model.h"

struct setup {
	struct options options;
	struct paths paths;
	struct config config;
	struct clock clock;
	struct guide *guide; /* setup_guide */
	bool json;           /* --format json */
	struct error
		trouble; /* what is wrong with config file or environment; the settings hold what was right */
};

/* Exit code 0, or that of what is wrong with options, config or --now. */
int setup_init(struct setup *setup, int argc, char **argv);
void setup_clear(struct setup *setup);

/* Loads the guide once; an exit code when it cannot be used. Broken --data files are told and left out. */
int setup_guide(struct setup *setup);
/* The profile that --profile, the setting, or being the only one names; NULL and 0 when there is none. */
int setup_profile(struct setup *setup, const struct profile **profile);
int64_t setup_now(const struct setup *setup);

/* "syncfix: where: message" on standard error; gives the error's exit code. */
int setup_fail(const struct error *err);
/* The same from words. */
int setup_refuse(enum error_kind kind, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
