/* case export and import. */
#ifndef SYNCFIX_CLI_CASE_TRANSFER_H
#define SYNCFIX_CLI_CASE_TRANSFER_H

#include "cli/setup.h"

/* Exit codes. words: as in saved_open; path: a file, or "-" for standard input. */
int case_transfer_export(struct setup *setup, const char *words);
int case_transfer_import(struct setup *setup, const char *path);

#endif
