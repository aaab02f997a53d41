/*
 * Where things are. Programs and data are found by the directory of the running executable
 * alone (a build tree has config.status beside it), never by PATH or environment; the user's
 * own files by the XDG base directories.
 */
#ifndef SYNCFIX_CONFIG_PATHS_H
#define SYNCFIX_CONFIG_PATHS_H

#include <stdbool.h>

struct paths {
	char *program_dir;  /* of the executable */
	bool in_tree;       /* started from a build folder */
	char *net;          /* syncfix-net */
	char *sim;          /* syncfix-sim */
	char *data;         /* built-in wizard-data */
	char *config;       /* config.ini */
	char *state;        /* folder of cases; NULL: nowhere (no home) */
	char *data_overlay; /* --data, or NULL */
};

/* Overrides from --config, --state and --data may be NULL. libexec and data are where an
 * installed program keeps them. */
void paths_find(struct paths *paths, const char *libexec, const char *data, const char *config_option,
                const char *state_option, const char *data_option);
void paths_clear(struct paths *paths);

#endif
