#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* A text that did not fit ends before the character that was cut in two. */
static void end_at_character(char *buffer)
{
	size_t len = strlen(buffer);
	size_t tail = 0;

	while (tail < 3 && tail < len && ((unsigned char)buffer[len - 1 - tail] & 0xC0) == 0x80)
		tail++;
	if (tail < len && !utf8_valid(buffer + len - 1 - tail, tail + 1))
		buffer[len - 1 - tail] = '\0';
}

bool error_set(struct error *err, enum error_kind kind, const char *where, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	err->kind = kind;
	if (snprintf(err->where, sizeof err->where, "%s", where ? where : "") >= (int)sizeof err->where)
		end_at_character(err->where);
	va_start(args, format);
	if (vsnprintf(err->message, sizeof err->message, format, args) >= (int)sizeof err->message)
		end_at_character(err->message);
	va_end(args);
	return false;
}

void error_print(const struct error *err, char *buffer, unsigned long size)
{
	const char *colon = err->where[0] ? ": " : "";
	int len = snprintf(buffer, size, "%s%s%s", err->where, colon, err->message);

	if (size && (len < 0 || (unsigned long)len >= size))
		end_at_character(buffer);
}
