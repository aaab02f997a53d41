/* What ncurses reads → presses, and the end of a terminal that was taken away. */
#include <curses.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "term/state.h"

enum {
	GONE_AFTER = 20, /* empty reads of a readable terminal */
	BURST_MIN = 6,   /* characters at once that may be a paste */
	BURST_SURE = 24, /* that must be one */
};

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

/* All that has come, in one go. */
static void fill_queue(struct terminal *term)
{
	wint_t code;
	int got;

	term->queue.count = term->queue_at = 0;
	while ((got = wget_wch(term->pad, &code)) != ERR) {
		if (got == KEY_CODE_YES && code == KEY_RESIZE)
			term->shown = false;
		else
			array_push(&term->queue, ((struct key_code){got == KEY_CODE_YES, code}));
	}
}

/* Where pastes are not marked: nobody types so much at once, or goes on behind an Enter. */
static bool looks_pasted(const struct key_code *code, size_t count)
{
	bool line_inside = false;

	for (size_t i = 0; i < count; i++) {
		bool line = code[i].code == '\r' || code[i].code == '\n';

		if (code[i].is_key || (code[i].code < 0x20 && !line && code[i].code != '\t') || code[i].code == 0x7F)
			return false;
		line_inside = line_inside || (line && i + 1 < count);
	}
	return count >= BURST_MIN && (line_inside || count >= BURST_SURE);
}

static void mark_paste(struct terminal *term)
{
	size_t count = term->queue.count;

	if (term->marks_pastes || !looks_pasted(term->queue.at, count))
		return;
	array_push(&term->queue, ((struct key_code){0}));
	array_push(&term->queue, ((struct key_code){true, KEYS_PASTE_END}));
	memmove(term->queue.at + 1, term->queue.at, count * sizeof term->queue.at[0]);
	term->queue.at[0] = (struct key_code){true, KEYS_PASTE_START};
}

static void refill(struct terminal *term)
{
	fill_queue(term);
	mark_paste(term);
	if (term->queue.count > 0)
		term->empty_reads = 0;
	else if (!term->had_code)
		count_empty(term);
	term->had_code = term->queue.count > 0;
}

bool terminal_read(struct terminal *term, struct press *press)
{
	int64_t now = clock_monotonic();

	if (term->queue_at >= term->queue.count)
		refill(term);
	while (term->queue_at < term->queue.count)
		if (keys_feed(&term->keys, term->queue.at[term->queue_at++], now, press))
			return true;
	return keys_idle(&term->keys, now, press);
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
