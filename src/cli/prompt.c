#include "cli/prompt.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/utf8.h"

enum { ANSWER_MAX = 4096 };

bool prompt_possible(bool no_input)
{
	return !no_input && isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* Byte by byte, so that nothing is read ahead and no copy stays in a buffer. */
static bool read_line(struct text *answer)
{
	char c;
	ssize_t got;

	text_cut(answer, 0);
	while ((got = read(STDIN_FILENO, &c, 1)) == 1 || (got < 0 && errno == EINTR)) {
		if (got < 0)
			continue;
		if (c == '\n')
			return true;
		if (answer->len < ANSWER_MAX)
			text_add_char(answer, c);
	}
	return answer->len > 0;
}

bool prompt_line(const char *question, const char *fallback, struct text *answer)
{
	struct text raw = {0};
	bool shown = fallback != NULL && *fallback != '\0';
	bool ok;

	fprintf(stderr, "%s%s%s%s ", question, shown ? " [" : "", shown ? fallback : "", shown ? "]" : "");
	ok = read_line(&raw);
	text_cut(answer, 0);
	text_safe(answer, text_str(&raw), raw.len, TEXT_SAFE_LINE, 0);
	text_trim(answer);
	if (ok && answer->len == 0 && fallback != NULL)
		text_add(answer, fallback);
	text_clear(&raw);
	return ok;
}

bool prompt_secret(const char *question, struct text *answer)
{
	struct termios old;
	struct termios quiet;
	bool terminal = tcgetattr(STDIN_FILENO, &old) == 0;
	bool ok;

	fprintf(stderr, "%s ", question);
	if (terminal) {
		quiet = old;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	}
	ok = read_line(answer);
	if (terminal)
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &old);
	fprintf(stderr, "\n");
	return ok;
}

bool prompt_yes(const char *question, bool fallback)
{
	struct text answer = {0};
	bool yes = fallback;

	if (prompt_line(question, fallback ? "Y/n" : "y/N", &answer)) {
		char c = text_str(&answer)[0];
		if (strcmp(text_str(&answer), "Y/n") != 0 && strcmp(text_str(&answer), "y/N") != 0)
			yes = c == 'y' || c == 'Y';
	}
	text_clear(&answer);
	return yes;
}
