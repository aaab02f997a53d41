/*
 * Where each secret is: a file, a command, or typed at the prompt. This side opens the file or
 * runs the command and hands on the descriptor; the bytes never pass through it.
 */
#ifndef SYNCFIX_CONFIG_SECRET_H
#define SYNCFIX_CONFIG_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/error.h"
#include "config/config.h"

enum { SECRET_MAX_BYTES = 8192 };

enum secret_form { SECRET_MISSING, SECRET_FILE, SECRET_COMMAND };

/*
 * The form that the profile has for the secret key ("consumer_key" → consumer_key_file or
 * consumer_key_command). An inline secret, or two forms, is refused with the lines and the repair.
 */
bool secret_form(const struct profile *profile, const char *key, const char *file, enum secret_form *form,
                 const char **value, struct error *err);

/* The same of two settings of the config file, of which one may be set. */
bool secret_form_of_settings(const struct settings *settings, enum setting of_file, enum setting of_command,
                             enum secret_form *form, const char **value, struct error *err);

/*
 * Opens a secret file: a regular file of ours, no access for others, no link, at most 8 KiB,
 * in folders that nobody else can write. The caller closes *fd. err names the repair.
 */
bool secret_open_file(const char *path, int *fd, struct error *err);

/*
 * Starts a command (split by our own quoting rules, no shell, no expansion) with its output on
 * *fd and its input from /dev/null. The caller reads or passes *fd, closes it, then calls
 * secret_wait. Its standard error goes to /dev/null.
 */
bool secret_start_command(const char *command, int *fd, pid_t *pid, struct error *err);
/* Waits up to seconds, then ends the command's process group. False when it failed. */
bool secret_wait_command(pid_t pid, int seconds, const char *key, struct error *err);

/* Words of a command line: spaces part, '…' and "…" and \ quote; NULL-terminated. NULL: a quote is left open.
 */
char **secret_split_command(const char *command);
void secret_free_words(char **words);

#endif
