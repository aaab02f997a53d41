#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/utf8.h"

static int log_fd = -1;

bool log_open(const char *path)
{
	log_close();
	log_fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	return log_fd >= 0;
}

void log_close(void)
{
	if (log_fd >= 0)
		close(log_fd);
	log_fd = -1;
}

void log_line(const char *format, ...)
{
	struct text raw = {0};
	struct text line = {0};
	va_list args;

	if (log_fd < 0)
		return;
	va_start(args, format);
	text_addv(&raw, format, args);
	va_end(args);
	time_add_iso(&line, clock_now(NULL));
	text_add_char(&line, ' ');
	text_safe(&line, text_str(&raw), raw.len, TEXT_SAFE_LINE, 0);
	text_add_char(&line, '\n');
	if (write(log_fd, line.data, line.len) < 0)
		log_close(); /* a full disk must not cost more than the log */
	text_clear(&line);
	text_clear(&raw);
}
