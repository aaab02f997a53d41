/* The debug log: a file named by --verbose or SYNCFIX_LOG, never the screen, never a secret. */
#ifndef SYNCFIX_BASE_LOG_H
#define SYNCFIX_BASE_LOG_H

#include <stdbool.h>

bool log_open(const char *path);
void log_close(void);
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
