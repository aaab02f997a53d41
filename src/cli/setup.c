#include "cli/setup.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/log.h"
#include "data/load.h"

#ifndef SYNCFIX_LIBEXECDIR
#define SYNCFIX_LIBEXECDIR "/usr/local/libexec/syncfix"
#define SYNCFIX_DATADIR    "/usr/local/share/syncfix/wizard-data"
#endif

int setup_fail(const struct error *err)
{
	char line[2048];

	error_print(err, line, sizeof line);
	fprintf(stderr, "syncfix: %s\n", line);
	return err->kind != ERROR_NONE ? (int)err->kind : ERROR_INTERNAL;
}

int setup_refuse(enum error_kind kind, const char *format, ...)
{
	struct error err = {.kind = kind};
	va_list args;

	va_start(args, format);
	vsnprintf(err.message, sizeof err.message, format, args);
	va_end(args);
	return setup_fail(&err);
}

static const char *get_environment(const char *name)
{
	return getenv(name);
}

/* Options that are settings too; the strongest source. */
static bool set_from_options(struct setup *setup, struct error *err)
{
	static const struct {
		enum option_id option;
		enum setting setting;
	} rows[] = {
		{OPTION_ROLE, SETTING_ROLE},
		{OPTION_PROFILE, SETTING_PROFILE},
		{OPTION_COLOR, SETTING_COLOR},
		{OPTION_PLAIN, SETTING_PLAIN},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *value = setup->options.value[rows[i].option];
		if (value == NULL)
			continue;
		if (rows[i].option == OPTION_PLAIN)
			value = "yes";
		if (!settings_set(&setup->config.settings, rows[i].setting, value, FROM_COMMAND_LINE, "", err)) {
			err->kind = ERROR_USAGE;
			return false;
		}
	}
	return true;
}

static bool set_clock(struct setup *setup, struct error *err)
{
	const char *value = setup->options.value[OPTION_NOW];
	int64_t now;

	if (value == NULL)
		return true;
	if (!time_parse_iso(value, true, &now))
		return error_set(err, ERROR_USAGE, "--now", "This is no time: write it like 2026-11-23T14:00:00Z.");
	clock_set(&setup->clock, now);
	return true;
}

static void open_log(const struct setup *setup)
{
	if (setup->options.value[OPTION_VERBOSE] == NULL || setup->paths.state == NULL)
		return;
	if (file_make_dirs(setup->paths.state, 0700, NULL)) {
		char *path = file_join(setup->paths.state, "syncfix.log");
		log_open(path);
		free(path);
	}
}

int setup_init(struct setup *setup, int argc, char **argv)
{
	struct error err = {0};
	const char **option;

	memset(setup, 0, sizeof *setup);
	config_init(&setup->config);
	if (!options_read(&setup->options, argc, argv, &err))
		return setup_fail(&err);
	option = setup->options.value;
	if (option[OPTION_HELP] != NULL || option[OPTION_VERSION] != NULL)
		return 0;
	paths_find(&setup->paths, SYNCFIX_LIBEXECDIR, SYNCFIX_DATADIR, option[OPTION_CONFIG],
	           option[OPTION_STATE], option[OPTION_DATA]);
	if (setup->paths.config == NULL ||
	    config_load(&setup->config, setup->paths.config, option[OPTION_CONFIG] != NULL, &setup->trouble))
		settings_from_environment(&setup->config.settings, get_environment, &setup->trouble);
	if (!set_from_options(setup, &err) || !set_clock(setup, &err))
		return setup_fail(&err);
	setup->json = option[OPTION_FORMAT] != NULL && strcmp(option[OPTION_FORMAT], "json") == 0;
	open_log(setup);
	return 0;
}

void setup_clear(struct setup *setup)
{
	guide_free(setup->guide);
	config_clear(&setup->config);
	paths_clear(&setup->paths);
	options_clear(&setup->options);
	log_close();
}

static void print_findings(const struct findings *findings, int level)
{
	for (size_t i = 0; i < findings->finding.count; i++) {
		const struct finding *finding = &findings->finding.at[i];
		if (finding->level == level)
			fprintf(stderr, "syncfix: %s: %s: %s\n", finding->file, finding->path, finding->message);
	}
}

int setup_guide(struct setup *setup)
{
	struct data_sources sources = {.dir = setup->paths.data, .overlay = setup->paths.data_overlay};
	struct findings findings = {0};
	bool overlaid = setup->paths.data_overlay != NULL;
	int code = 0;

	if (setup->guide != NULL)
		return 0;
	setup->guide = data_load(&sources, &findings);
	print_findings(&findings, 0);
	if (setup->guide == NULL)
		code = setup_refuse(ERROR_DATA, "The wizard's data in %s cannot be used.", setup->paths.data);
	else if (findings_errors(&findings) > 0 && !overlaid)
		code = setup_refuse(ERROR_DATA, "The wizard's data in %s has %zu errors: install it again.",
		                    setup->paths.data, findings_errors(&findings));
	findings_clear(&findings);
	return code;
}

int setup_profile(struct setup *setup, const struct profile **profile)
{
	const char *name = settings_text(&setup->config.settings, SETTING_PROFILE);
	const struct config *config = &setup->config;

	*profile = NULL;
	if (*name == '\0') {
		if (config->profile.count == 1)
			*profile = &config->profile.at[0];
		return 0;
	}
	*profile = config_profile(config, name);
	if (*profile != NULL)
		return 0;
	return setup_refuse(ERROR_CONFIG,
	                    "There is no profile of the name %.60s: syncfix profile list shows them.", name);
}

int64_t setup_now(const struct setup *setup)
{
	return clock_now(&setup->clock);
}
