/* doctor: terminal, locale, colours. */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/doctor.h"
#include "cli/look.h"
#include "term/terminal.h"
#include "ui/surface.h"

enum { LEAST_ROWS = 10, LEAST_COLS = 40 };

static void tell_type(struct doctor *doctor, const char *name)
{
	const char *near = terminal_type(name);

	if (near == NULL) {
		doctor_tell(doctor, DOCTOR_NOTE, "A terminal of type \"%s\" has no full screen: line by line.", name);
		doctor_repair(doctor, "export TERM=xterm-256color, or apt install ncurses-term.");
	} else if (strcmp(near, name) != 0) {
		doctor_tell(doctor, DOCTOR_NOTE, "The type \"%s\" is not known here: it is taken for %s.", name,
		            near);
		doctor_repair(doctor, "apt install ncurses-term, or export TERM=%s.", near);
	} else {
		doctor_tell(doctor, DOCTOR_OK, "%s, full screen.", name);
	}
}

void doctor_terminal(struct doctor *doctor)
{
	const struct settings *settings = &doctor->setup->config.settings;
	const char *term = getenv("TERM");
	const char *where = settings->of[SETTING_PLAIN].where;

	if (settings_yes(settings, SETTING_PLAIN)) {
		doctor_tell(doctor, DOCTOR_OK, "Line by line, as %s says.", *where != '\0' ? where : "--plain");
	} else if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		doctor_tell(doctor, DOCTOR_NOTE, "Input or output is no terminal here: line by line.");
		doctor_repair(doctor, "Start syncfix in a terminal, without a pipe, for the full screen.");
	} else if (term == NULL || *term == '\0') {
		doctor_tell(doctor, DOCTOR_NOTE, "TERM is not set: line by line.");
		doctor_repair(doctor, "export TERM=xterm-256color");
	} else {
		tell_type(doctor, term);
	}
}

void doctor_size(struct doctor *doctor)
{
	struct winsize size = {0};

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) {
		doctor_tell(doctor, DOCTOR_OK, "Not told by the terminal; 80x24 is taken.");
	} else if (size.ws_row < LEAST_ROWS || size.ws_col < LEAST_COLS) {
		doctor_tell(doctor, DOCTOR_NOTE, "%dx%d is too small for the full screen.", size.ws_col, size.ws_row);
		doctor_repair(doctor, "Enlarge the window to %dx%d or more, or use --plain.", LEAST_COLS, LEAST_ROWS);
	} else {
		doctor_tell(doctor, DOCTOR_OK, "%dx%d.", size.ws_col, size.ws_row);
	}
}

/* The variable that decides on the locale, as setlocale(3) looks for it. */
static const char *locale_wanted(const char **variable)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value != NULL && *value != '\0') {
			*variable = names[i];
			return value;
		}
	}
	*variable = "LANG";
	return "C";
}

void doctor_locale(struct doctor *doctor)
{
	const char *variable;
	const char *wanted = locale_wanted(&variable);
	const char *charset = nl_langinfo(CODESET);

	if (setlocale(LC_CTYPE, "") == NULL) {
		doctor_tell(doctor, DOCTOR_PROBLEM, "%s=%s is not installed on this machine.", variable, wanted);
		doctor_repair(doctor, "export %s=C.UTF-8, or install it: dpkg-reconfigure locales.", variable);
	} else if (strcmp(charset, "UTF-8") != 0) {
		doctor_tell(doctor, DOCTOR_NOTE, "%s has the characters of %s: drawn with ASCII alone.", wanted,
		            charset);
		doctor_repair(doctor, "export %s=C.UTF-8", variable);
	} else {
		doctor_tell(doctor, DOCTOR_OK, "%s.", wanted);
	}
}

void doctor_colors(struct doctor *doctor)
{
	const struct settings *settings = &doctor->setup->config.settings;
	const char *where = settings->of[SETTING_COLOR].where;

	if (look_color(doctor->setup))
		doctor_tell(doctor, DOCTOR_OK, "On, theme %s.", settings_text(settings, SETTING_THEME));
	else if (*where != '\0')
		doctor_tell(doctor, DOCTOR_OK, "Off, as %s says.", where);
	else
		doctor_tell(doctor, DOCTOR_OK, "Off: the terminal has none, or an option says so.");
}
