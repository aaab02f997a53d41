/* A text in the person's editor. The terminal must have been given away before. */
#ifndef SYNCFIX_DELIVER_EDITOR_H
#define SYNCFIX_DELIVER_EDITOR_H

#include <stdbool.h>

#include "base/error.h"

/* The command: the one wished for ("" or NULL: none), else VISUAL, EDITOR, "editor", "vi". */
const char *editor_command(const char *wished);
/* Opens the file and waits. False and err when the editor did not end well. */
bool editor_run(const char *command, const char *path, struct error *err);

#endif
