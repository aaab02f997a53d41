/*
 * Settings: one row per setting that a person can name, each value remembering where it
 * came from (default, config file, environment, command line). The rows are also what
 * `syncfix config`, completion and the manual read.
 */
#ifndef SYNCFIX_CONFIG_SETTINGS_H
#define SYNCFIX_CONFIG_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum setting {
	SETTING_ROLE,
	SETTING_PROFILE,
	SETTING_COLOR,
	SETTING_THEME,
	SETTING_ASCII,
	SETTING_PLAIN,
	SETTING_KEEP_DAYS,
	SETTING_SUPPORT_EMAIL,
	SETTING_SECRET_TIMEOUT,
	SETTING_EDITOR,
	SETTING_CLIPBOARD,
	SETTING_MAIL_SERVER,
	SETTING_MAIL_FROM,
	SETTING_MAIL_USER,
	SETTING_MAIL_PASSWORD_FILE,
	SETTING_MAIL_PASSWORD_COMMAND,
	SETTING_DESK_URL,
	SETTING_DESK_HEADER,
	SETTING_DESK_TOKEN_FILE,
	SETTING_DESK_TOKEN_COMMAND,
	SETTING_CA_FILE,
	SETTING_SEND_TIMEOUT,
	SETTINGS
};

struct setting_row {
	const char *name;
	const char *fallback;
	const char *choices; /* "a|b|c"; NULL: free */
	int min, max;        /* whole numbers when max > 0 */
	const char *env;     /* environment variable, or NULL */
	const char *help;
};
const struct setting_row *setting_row(enum setting setting);
/* SETTINGS when there is no such setting. */
enum setting setting_find(const char *name);

enum setting_source { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_COMMAND_LINE };
const char *setting_source_name(enum setting_source source);

/* Owns its values; settings_init first. */
struct settings {
	struct {
		char *value;
		enum setting_source source;
		char *where; /* "config.ini:3", a variable's name, or "" */
	} of[SETTINGS];
};
void settings_init(struct settings *settings);
void settings_clear(struct settings *settings);
/* Refuses what the row does not allow, naming what it does. A weaker source never replaces a stronger. */
bool settings_set(struct settings *settings, enum setting setting, const char *value,
                  enum setting_source source, const char *where, struct error *err);
/* Every row's variable, where it is set and not empty; NO_COLOR, FORCE_COLOR and ACCESSIBLE too. */
bool settings_from_environment(struct settings *settings, const char *(*get)(const char *name),
                               struct error *err);

const char *settings_text(const struct settings *settings, enum setting setting);
int settings_number(const struct settings *settings, enum setting setting);
bool settings_yes(const struct settings *settings, enum setting setting);

#endif
