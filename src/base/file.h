/* Whole files: reading with a limit, writing so that a crash leaves old or new, never half. */
#ifndef SYNCFIX_BASE_FILE_H
#define SYNCFIX_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/error.h"
#include "base/text.h"

/* Appends the file; ERROR_NO_INPUT with the reason, or over max bytes. */
bool file_read(const char *path, size_t max, struct text *out, struct error *err);
bool file_read_fd(int fd, const char *name, size_t max, struct text *out, struct error *err);
/* Temporary file beside it, fsync, rename, fsync of the folder; links are followed, and
 * devices and pipes written to as they are. */
bool file_write(const char *path, const char *data, size_t len, mode_t mode, struct error *err);
/* The same, but what is there stays: false and err (ERROR_CANNOT_CREATE) when something is. */
bool file_write_new(const char *path, const char *data, size_t len, mode_t mode, struct error *err);
bool file_make_dirs(const char *path, mode_t mode, struct error *err); /* as mkdir -p */
/* Sorted names in dir that end in suffix ("" = all), without those that begin with a dot
 * (editors leave such behind); none when dir cannot be read. Free with file_list_free. */
char **file_list(const char *dir, const char *suffix, size_t *count);
void file_list_free(char **names, size_t count);
/* dir + "/" + name; the caller frees. */
char *file_join(const char *dir, const char *name);

#endif
