/*
 * The clipboard: a program of the desktop where there is a desktop, else the terminal itself (OSC 52),
 * which also reaches the right computer over ssh. The terminal gives no answer, so a file is always
 * offered beside it. Nothing here ever reads the clipboard.
 */
#ifndef SYNCFIX_DELIVER_CLIPBOARD_H
#define SYNCFIX_DELIVER_CLIPBOARD_H

#include <stdbool.h>

#include "base/error.h"
#include "base/text.h"

enum { CLIPBOARD_MAX = 54000 }; /* bytes: terminals cut sequences over about 74,000 */

/* What stands between us and the terminal and must be told to pass a sequence on. */
enum clipboard_wrap { WRAP_NONE, WRAP_TMUX, WRAP_SCREEN };
/* Appends the sequence that sets the clipboard; false when the text is too long. */
bool clipboard_sequence(struct text *out, const char *text, enum clipboard_wrap wrap);

/*
 * Copies the text. wish: the setting: "auto", "terminal", or the name of a program that reads its
 * input. get gives the environment. how becomes the program's name, or "" when sequence got what
 * must be written to the terminal. False and err: nothing was copied.
 */
bool clipboard_copy(const char *wish, const char *(*get)(const char *name), const char *text,
                    struct text *sequence, struct text *how, struct error *err);

#endif
