/* A text in the person's editor. The terminal must have been given away before. */
#ifndef SYNCFIX_APP_EDIT_H
#define SYNCFIX_APP_EDIT_H

#include "app/desk.h"

/*
 * Opens the ticket as a file of the outbox in the editor: the one named, else VISUAL, EDITOR,
 * "editor", "vi". path gets the file. False when it could not be written or the editor failed;
 * the file is then as before.
 */
bool edit_ticket_text(struct desk *desk, const char *editor, struct text *path, struct error *err);

#endif
