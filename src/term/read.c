/* What ncurses reads → presses, and the end of a terminal that was taken away. */
#include <curses.h>
#include <poll.h>
#include <unistd.h>

#include "base/clock.h"
#include "term/state.h"

enum { GONE_AFTER = 20 }; /* empty reads of a readable terminal */

static bool hung_up(void)
{
	struct pollfd poll_fd = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&poll_fd, 1, 0) > 0 && (poll_fd.revents & (POLLHUP | POLLERR | POLLNVAL));
}

/* Readable and nothing comes: a terminal that was taken away. One empty read may be a race. */
static void count_empty(struct terminal *term)
{
	struct pollfd poll_fd = {.fd = STDIN_FILENO, .events = POLLIN};

	if (poll(&poll_fd, 1, 0) <= 0) {
		term->empty_reads = 0;
		return;
	}
	term->empty_reads++;
	if (hung_up() || term->empty_reads >= GONE_AFTER)
		term->gone = true;
}

bool terminal_read(struct terminal *term, struct press *press)
{
	int64_t now = clock_monotonic();
	wint_t code;

	for (;;) {
		int got = wget_wch(term->pad, &code);

		if (got == ERR) {
			if (keys_idle(&term->keys, now, press))
				return true;
			if (!term->had_code)
				count_empty(term);
			term->had_code = false;
			return false;
		}
		term->empty_reads = 0;
		term->had_code = true;
		if (got == KEY_CODE_YES && code == KEY_RESIZE) {
			term->shown = false;
			continue;
		}
		if (keys_feed(&term->keys, (struct key_code){got == KEY_CODE_YES, code}, now, press))
			return true;
	}
}

int terminal_wait(const struct terminal *term)
{
	return keys_wait(&term->keys, clock_monotonic());
}

bool terminal_gone(const struct terminal *term)
{
	return term->gone;
}

struct press keys_of_curses(uint32_t code)
{
	static const struct {
		int code;
		enum press_kind kind;
	} table[] = {
		{KEY_UP, PRESS_UP},
		{KEY_DOWN, PRESS_DOWN},
		{KEY_LEFT, PRESS_LEFT},
		{KEY_RIGHT, PRESS_RIGHT},
		{KEY_HOME, PRESS_HOME},
		{KEY_END, PRESS_END},
		{KEY_PPAGE, PRESS_PAGE_UP},
		{KEY_NPAGE, PRESS_PAGE_DOWN},
		{KEY_ENTER, PRESS_ENTER},
		{KEY_BTAB, PRESS_BACKTAB},
		{KEY_BACKSPACE, PRESS_BACKSPACE},
		{KEY_DC, PRESS_DELETE},
		{KEY_A1, PRESS_HOME},
		{KEY_C1, PRESS_END},
		{KEY_A3, PRESS_PAGE_UP},
		{KEY_C3, PRESS_PAGE_DOWN},
	};

	if (code >= KEY_F(1) && code <= KEY_F(12))
		return (struct press){.kind = PRESS_FUNCTION, .code = code - KEY_F0};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if ((uint32_t)table[i].code == code)
			return press_of(table[i].kind);
	return press_of(PRESS_NONE);
}
