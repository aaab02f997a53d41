/* syncfix: reads the command line and runs one row of the command table. */
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/help.h"

static int unknown_command(const char *name)
{
	const char *names[64];
	size_t count;
	const struct command *table = command_table(&count);
	const char *near;

	for (size_t i = 0; i < count; i++)
		names[i] = table[i].name;
	near = text_nearest(name, names, count);
	if (near != NULL)
		return setup_refuse(ERROR_USAGE, "There is no command %.40s. Did you mean %s?", name, near);
	return setup_refuse(ERROR_USAGE,
	                    "There is no command %.40s. syncfix --help lists them; a symptom or a "
	                    "step code goes behind start: syncfix start orders.",
	                    name);
}

static int check_format(const struct setup *setup, const struct command *command)
{
	const char *formats = command->formats != NULL ? command->formats : "text json";
	const char *format = setup->options.value[OPTION_FORMAT];

	if (format == NULL || text_has_word(formats, format))
		return 0;
	return setup_refuse(ERROR_USAGE, "The formats of %s are: %s.", command->name, formats);
}

static int check_words(const struct setup *setup, const struct command *command)
{
	int count = (int)setup->options.word_count;

	for (int i = 0; i < OPTIONS; i++) {
		if (setup->options.value[i] != NULL && !option_applies(i, command->name))
			return setup_refuse(ERROR_USAGE, "%s does not take --%s.", command->name, option_row(i)->name);
	}
	if (count < command->least)
		return setup_refuse(ERROR_USAGE, "%s needs %s.", command->name, command->arguments);
	if (command->most >= 0 && count > command->most)
		return setup_refuse(ERROR_USAGE, "%s takes no \"%.60s\": syncfix %s %s", command->name,
		                    setup->options.word[command->most], command->name, command->arguments);
	return check_format(setup, command);
}

static int run(struct setup *setup)
{
	const char *name = setup->options.command;
	const struct command *command = command_find(name != NULL ? name : "start");
	int code;

	if (command == NULL)
		return unknown_command(name);
	if (setup->options.value[OPTION_HELP] != NULL) {
		if (name == NULL)
			help_all(stdout);
		else
			help_command(stdout, command);
		return 0;
	}
	if (setup->options.value[OPTION_VERSION] != NULL) {
		help_version(stdout);
		return 0;
	}
	code = check_words(setup, command);
	if (code == 0 && setup->trouble.kind != ERROR_NONE && !command->any_config)
		code = setup_fail(&setup->trouble);
	return code != 0 ? code : command->run(setup);
}

/* A locale that is not installed here still says whether the terminal can show UTF-8. */
static void start_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *wanted = NULL;

	if (setlocale(LC_CTYPE, "") != NULL)
		return;
	for (size_t i = 0; i < sizeof names / sizeof *names && (wanted == NULL || *wanted == '\0'); i++)
		wanted = getenv(names[i]);
	if (wanted != NULL && (strstr(wanted, "UTF-8") != NULL || strstr(wanted, "utf8") != NULL))
		setlocale(LC_CTYPE, "C.UTF-8");
}

/* `syncfix … | head` has seen enough; that is no failure. */
static bool reader_gone(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

int main(int argc, char **argv)
{
	struct setup setup;
	int code;

	start_locale();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a write that fails, and is told as one */
	code = setup_init(&setup, argc, argv);
	if (code == 0)
		code = run(&setup);
	if ((fflush(stdout) != 0 || ferror(stdout)) && code == 0 && !reader_gone())
		code = setup_refuse(ERROR_IO, "The output could not be written: is the disk full?");
	setup_clear(&setup);
	return code;
}
