#include "cli/help.h"

#include <string.h>

#include "config.h"

/* command: whose help it is; NULL for all. */
static void put_option(FILE *out, enum option_id option, const struct command *command)
{
	const struct option_row *row = option_row(option);
	const char *help = row->help;
	char left[48];

	if (option == OPTION_FORMAT && command != NULL && command->formats != NULL)
		help = command->formats;

	snprintf(left, sizeof left, "--%s%s%s", row->name, row->argument != NULL ? " " : "",
	         row->argument != NULL ? row->argument : "");
	if (row->letter != 0)
		fprintf(out, "  -%c, %-22s %s\n", row->letter, left, help);
	else
		fprintf(out, "      %-22s %s\n", left, help);
}

static void put_usage(FILE *out, const struct command *command)
{
	fprintf(out, "syncfix %s%s%s", command->name, *command->arguments != '\0' ? " " : "", command->arguments);
}

void help_all(FILE *out)
{
	size_t count;
	const struct command *table = command_table(&count);

	fprintf(out, "syncfix finds out why orders, tracking or inventory stopped syncing, proves it,\n"
	             "and fixes it or writes the support ticket.\n\n"
	             "  syncfix              the wizard\n"
	             "  syncfix demo         the wizard on a simulated store: no account, no network\n\n"
	             "Commands:\n");
	for (size_t i = 0; i < count; i++)
		fprintf(out, "  %-10s %s\n", table[i].name, table[i].help);
	fprintf(out, "\nOptions for every command:\n");
	for (int i = 0; i < OPTIONS; i++) {
		if (option_row(i)->commands == NULL)
			put_option(out, i, NULL);
	}
	fprintf(out, "\nsyncfix COMMAND --help tells more of one.\n");
}

void help_command(FILE *out, const struct command *command)
{
	bool first = true;

	put_usage(out, command);
	fprintf(out, "\n\n  %s\n\nExample:\n  %s\n", command->help, command->example);
	for (int i = 0; i < OPTIONS; i++) {
		if (option_row(i)->commands == NULL || !option_applies(i, command->name))
			continue;
		if (first)
			fprintf(out, "\nOptions:\n");
		first = false;
		put_option(out, i, command);
	}
	fprintf(out, "\nsyncfix --help lists the options for every command.\n");
}

void help_version(FILE *out)
{
	fprintf(out, "syncfix %s\n", PACKAGE_VERSION);
}
