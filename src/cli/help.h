/* Help, from the tables of commands and options. */
#ifndef SYNCFIX_CLI_HELP_H
#define SYNCFIX_CLI_HELP_H

#include <stdio.h>

#include "cli/command.h"

void help_all(FILE *out);
void help_command(FILE *out, const struct command *command);
void help_version(FILE *out);

#endif
