#include "config/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static const struct setting_row rows[SETTINGS] = {
	[SETTING_ROLE] = {.name = "role",
                      .fallback = "merchant",
                      .choices = "merchant|agent|trainer",
                      .env = "SYNCFIX_ROLE",
                      .help = "whose wording and detail the screens use"},
	[SETTING_PROFILE] = {.name = "profile",
                         .fallback = "",
                         .env = "SYNCFIX_PROFILE",
                         .help = "profile used when none is named"},
	[SETTING_COLOR] = {.name = "color",
                       .fallback = "auto",
                       .choices = "auto|always|never",
                       .env = "SYNCFIX_COLOR",
                       .help = "when to use colour; a non-empty NO_COLOR means never, FORCE_COLOR always"},
	[SETTING_THEME] = {.name = "theme",
                       .fallback = "default",
                       .choices = "default|high-contrast|mono",
                       .env = "SYNCFIX_THEME",
                       .help = "colours of the screen"},
	[SETTING_ASCII] = {.name = "ascii",
                       .fallback = "auto",
                       .choices = "auto|yes|no",
                       .env = "SYNCFIX_ASCII",
                       .help = "draw with ASCII only; auto: where the locale is not UTF-8"},
	[SETTING_PLAIN] = {.name = "plain",
                       .fallback = "no",
                       .choices = "yes|no",
                       .env = "SYNCFIX_PLAIN",
                       .help = "line mode instead of the full screen; a non-empty ACCESSIBLE means yes"},
	[SETTING_KEEP_DAYS] = {.name = "keep_days",
                           .fallback = "180",
                           .min = 1,
                           .max = 3650,
                           .help = "days that saved cases are kept"},
	[SETTING_SUPPORT_EMAIL] = {.name = "support_email",
                               .fallback = "",
                               .help = "address of EFS support, for tickets by e-mail"},
	[SETTING_SECRET_TIMEOUT] = {.name = "secret_timeout",
                                .fallback = "30",
                                .min = 1,
                                .max = 600,
                                .help = "seconds that a secret's command may take"},
	[SETTING_EDITOR] = {.name = "editor",
                        .fallback = "",
                        .help = "command that edits a ticket; empty: VISUAL, EDITOR, editor, vi"},
	[SETTING_CLIPBOARD] = {.name = "clipboard",
                           .fallback = "auto",
                           .help = "auto, terminal, or a program that reads what it copies"},
	[SETTING_MAIL_SERVER] = {.name = "mail_server",
                             .fallback = "",
                             .help = "smtps://HOST or smtp://HOST (STARTTLS) that sends your tickets"},
	[SETTING_MAIL_FROM] = {.name = "mail_from", .fallback = "", .help = "your own mail address"},
	[SETTING_MAIL_USER] = {.name = "mail_user",
                           .fallback = "",
                           .help = "name that the mail server knows you by; empty: none is asked"},
	[SETTING_MAIL_PASSWORD_FILE] = {.name = "mail_password_file",
                                    .fallback = "",
                                    .help = "file with the mail password, yours alone (chmod 600)"},
	[SETTING_MAIL_PASSWORD_COMMAND] = {.name = "mail_password_command",
                                       .fallback = "",
                                       .help = "command that prints the mail password"},
	[SETTING_DESK_URL] = {.name = "desk_url",
                          .fallback = "",
                          .help = "https address that tickets are posted to"},
	[SETTING_DESK_HEADER] = {.name = "desk_header",
                             .fallback = "Authorization",
                             .help = "header that carries the help desk's token"},
	[SETTING_DESK_TOKEN_FILE] = {.name = "desk_token_file",
                                 .fallback = "",
                                 .help = "file with the help desk's token, yours alone (chmod 600)"},
	[SETTING_DESK_TOKEN_COMMAND] = {.name = "desk_token_command",
                                    .fallback = "",
                                    .help = "command that prints the help desk's token"},
	[SETTING_CA_FILE] = {.name = "ca_file",
                         .fallback = "",
                         .help = "private certificate authority of mail server and help desk (PEM)"},
	[SETTING_SEND_TIMEOUT] = {.name = "send_timeout",
                              .fallback = "30",
                              .min = 1,
                              .max = 600,
                              .help = "seconds that a mail or a post may take"},
};

static const char *const source_names[] = {
	[FROM_DEFAULT] = "default",
	[FROM_FILE] = "config file",
	[FROM_ENVIRONMENT] = "environment",
	[FROM_COMMAND_LINE] = "command line",
};

const struct setting_row *setting_row(enum setting setting)
{
	return &rows[setting];
}

enum setting setting_find(const char *name)
{
	for (int i = 0; i < SETTINGS; i++) {
		if (strcmp(rows[i].name, name) == 0)
			return i;
	}
	return SETTINGS;
}

const char *setting_source_name(enum setting_source source)
{
	return source_names[source];
}

void settings_init(struct settings *settings)
{
	memset(settings, 0, sizeof *settings);
	for (int i = 0; i < SETTINGS; i++) {
		settings->of[i].value = xstrdup(rows[i].fallback);
		settings->of[i].where = xstrdup("");
	}
}

void settings_clear(struct settings *settings)
{
	for (int i = 0; i < SETTINGS; i++) {
		free(settings->of[i].value);
		free(settings->of[i].where);
	}
	memset(settings, 0, sizeof *settings);
}

static bool is_choice(const char *choices, const char *value)
{
	size_t len = strlen(value);

	for (const char *at = choices; *at != '\0';) {
		size_t part = strcspn(at, "|");
		if (part == len && memcmp(at, value, len) == 0)
			return true;
		at += part + (at[part] == '|');
	}
	return false;
}

static bool check(const struct setting_row *row, const char *value, const char *where, struct error *err)
{
	if (row->choices != NULL && !is_choice(row->choices, value))
		return error_set(err, ERROR_CONFIG, where, "%s must be one of %s.", row->name, row->choices);
	if (row->max > 0) {
		char *end;
		long number = strtol(value, &end, 10);
		if (end == value || *end != '\0' || number < row->min || number > row->max)
			return error_set(err, ERROR_CONFIG, where, "%s must be a whole number from %d to %d.", row->name,
			                 row->min, row->max);
	}
	return true;
}

bool settings_set(struct settings *settings, enum setting setting, const char *value,
                  enum setting_source source, const char *where, struct error *err)
{
	if (!check(&rows[setting], value, where, err))
		return false;
	if (source < settings->of[setting].source)
		return true;
	free(settings->of[setting].value);
	free(settings->of[setting].where);
	settings->of[setting].value = xstrdup(value);
	settings->of[setting].where = xstrdup(where);
	settings->of[setting].source = source;
	return true;
}

bool settings_from_environment(struct settings *settings, const char *(*get)(const char *name),
                               struct error *err)
{
	const char *value;

	value = get("FORCE_COLOR");
	if (value != NULL && *value != '\0' &&
	    !settings_set(settings, SETTING_COLOR, "always", FROM_ENVIRONMENT, "FORCE_COLOR", err))
		return false;
	value = get("NO_COLOR");
	if (value != NULL && *value != '\0' &&
	    !settings_set(settings, SETTING_COLOR, "never", FROM_ENVIRONMENT, "NO_COLOR", err))
		return false;
	value = get("ACCESSIBLE");
	if (value != NULL && *value != '\0' && strcmp(value, "0") != 0 && strcmp(value, "false") != 0 &&
	    !settings_set(settings, SETTING_PLAIN, "yes", FROM_ENVIRONMENT, "ACCESSIBLE", err))
		return false;
	for (int i = 0; i < SETTINGS; i++) {
		value = rows[i].env != NULL ? get(rows[i].env) : NULL;
		bool left_open =
			i == SETTING_COLOR && value != NULL && strcmp(value, "auto") == 0 &&
			settings->of[i].source == FROM_ENVIRONMENT; /* NO_COLOR or FORCE_COLOR decides then */
		if (value != NULL && *value != '\0' && !left_open &&
		    !settings_set(settings, i, value, FROM_ENVIRONMENT, rows[i].env, err))
			return false;
	}
	return true;
}

const char *settings_text(const struct settings *settings, enum setting setting)
{
	return settings->of[setting].value;
}

int settings_number(const struct settings *settings, enum setting setting)
{
	return (int)strtol(settings->of[setting].value, NULL, 10);
}

bool settings_yes(const struct settings *settings, enum setting setting)
{
	return strcmp(settings->of[setting].value, "yes") == 0;
}
