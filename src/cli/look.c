#include "cli/look.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "term/theme.h"

bool look_color(const struct setup *setup)
{
	/* The settings have weighed option, variables and file; what they leave open, "auto", is weighed here. */
	struct color_wish wish = {
		.option = settings_text(&setup->config.settings, SETTING_COLOR),
		.no_color = getenv("NO_COLOR"),
		.force_color = getenv("FORCE_COLOR"),
		.term = getenv("TERM"),
	};

	return term_color_wanted(&wish);
}

bool look_ascii(const struct setup *setup)
{
	const char *set = settings_text(&setup->config.settings, SETTING_ASCII);

	return strcmp(set, "auto") == 0 ? strcmp(nl_langinfo(CODESET), "UTF-8") != 0 : strcmp(set, "yes") == 0;
}

bool look_plain(const struct setup *setup)
{
	const char *term = getenv("TERM");

	return settings_yes(&setup->config.settings, SETTING_PLAIN) || !isatty(STDIN_FILENO) ||
	       !isatty(STDOUT_FILENO) || term == NULL || *term == '\0' || strcmp(term, "dumb") == 0;
}
