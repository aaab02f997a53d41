/* The terminal floor on a real terminal: what is shown, what is read, how it ends. */
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"
#include "pty.h"
#include "term/gather.h"
#include "term/terminal.h"

/* What the program on the terminal tells the test. */
struct shared {
	volatile size_t writes_first;
	volatile size_t writes_most; /* of one frame */
	volatile int frames;
};

static struct shared *shared;
static volatile sig_atomic_t resized;

static void on_resize(int number)
{
	(void)number;
	resized = 1;
}

static void frame(struct terminal *terminal, const char *last, int count)
{
	struct surface surface;
	struct text line = {0};
	size_t before = gather_writes(), writes;
	int rows, cols;

	terminal_size(terminal, &rows, &cols);
	surface_init(&surface, rows, cols, false);
	text_addf(&line, "%d: %s", count, last);
	surface_put(&surface, 0, 0, cols, STYLE_TITLE, text_str(&line));
	text_cut(&line, 0);
	text_addf(&line, "size %dx%d", rows, cols);
	surface_put(&surface, rows - 1, 0, cols, STYLE_OK, text_str(&line));
	for (int row = 1; row < rows - 1; row++)
		surface_put(&surface, row, (row * 7 + count) % cols, cols, STYLE_BAD, "✗ 日本語 e\xCC\x81");
	surface_cursor(&surface, 2, 5);
	terminal_show(terminal, &surface);
	writes = gather_writes() - before;
	if (shared->frames++ == 0)
		shared->writes_first = gather_writes();
	else if (writes > shared->writes_most)
		shared->writes_most = writes;
	surface_free(&surface);
	text_clear(&line);
}

static void wait_for_input(const struct terminal *terminal)
{
	struct pollfd poll_fd = {.fd = 0, .events = POLLIN};

	int ms = terminal_wait(terminal);

	poll(&poll_fd, 1, ms < 0 || ms > 50 ? 50 : ms); /* the signal may come just before */
}

/* Shows each press until q; X crashes, L leaves and comes back, A aborts. */
static int echo_keys(void *ctx)
{
	struct terminal_options options = {.color = true};
	struct terminal *terminal;
	struct text name = {0};
	struct press press;
	int count = 0;

	(void)ctx;
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGWINCH, on_resize);
	terminal = terminal_open(&options, NULL);
	if (!terminal)
		return 3;
	frame(terminal, "ready", 0);
	while (!terminal_gone(terminal)) {
		wait_for_input(terminal);
		if (resized) {
			resized = 0;
			terminal_resize(terminal);
			frame(terminal, "resized", count);
		}
		while (terminal_read(terminal, &press)) {
			text_cut(&name, 0);
			press_name(&name, &press);
			if (press.kind == PRESS_PASTE)
				text_addf(&name, "paste %zu", strlen(press.text));
			if (press.code == 'X')
				raise(SIGSEGV);
			if (press.code == 'L') {
				terminal_leave(terminal);
				terminal_return(terminal);
			}
			if (press.kind == PRESS_CHAR && press.code == 'q') {
				terminal_close(terminal);
				text_clear(&name);
				return 0;
			}
			frame(terminal, text_str(&name), ++count);
		}
	}
	terminal_close(terminal);
	text_clear(&name);
	return 5;
}

static bool start(struct pty *pty, const char *term)
{
	memset((void *)shared, 0, sizeof *shared);
	return CHECK("a terminal can be made", pty_run(pty, 24, 80, term, echo_keys, NULL)) &&
	       CHECK("the first frame comes", pty_wait_for(pty, "0: ready"));
}

static void test_show(void)
{
	struct pty pty;

	if (!start(&pty, "xterm-256color"))
		return;
	CHECK("the full screen is on", pty.vt.alternate);
	CHECK("bracketed paste is on", pty.vt.paste);
	CHECK("the size is the terminal's", vt_has(&pty.vt, "size 24x80"));
	CHECK("wide characters and marks keep their columns", vt_has(&pty.vt, "       ✗ 日本語 e"));
	CHECK_NUMBER("the cursor rests where the screen put it: row", pty.vt.row, 2);
	CHECK_NUMBER("and column", pty.vt.col, 5);
	CHECK_NUMBER("no sequence is unknown", (int64_t)pty.vt.unknown, 0);
	pty_send(&pty, "q");
	CHECK_NUMBER("it ends by itself", pty_end(&pty), 0);
}

static void test_writes(void)
{
	struct pty pty;

	if (!start(&pty, "xterm-256color"))
		return;
	for (int i = 0; i < 10; i++) {
		pty_send(&pty, "n");
		pty_drain(&pty, 20);
	}
	CHECK_NUMBER("the first paint with all that starts the screen is one write",
	             (int64_t)shared->writes_first, 1);
	CHECK_NUMBER("a frame is one write", (int64_t)shared->writes_most, 1);
	pty_send(&pty, "q");
	CHECK_NUMBER("it ends by itself", pty_end(&pty), 0);
	CHECK("and the terminal is as before", true);
}

static void test_keys(void)
{
	static const struct {
		const char *sentence, *bytes, *want;
	} rows[] = {
		{"a letter", "n", "1: n"},
		{"an arrow, as applications get it", "\033OA", "2: Up"},
		{"an arrow, as others send it", "\033[A", "3: Up"},
		{"Shift-Tab", "\033[Z", "4: Shift-Tab"},
		{"F1", "\033OP", "5: F1"},
		{"Page-Down", "\033[6~", "6: Page-Down"},
		{"a lone Esc", "\033", "7: Esc"},
		{"Shift-arrow, which means nothing here", "\033[1;2C", "8:"},
		{"a sequence nobody knows, swallowed whole", "\033[1;2;99Z", "9:"},
		{"so that its digits answer nothing", "n", "10: n"},
		{"a paste is one press", "\033[200~1\r2\r3\r\033[201~", "11: paste 6"},
		{"UTF-8", "é", "12: é"},
		{"Alt", "\033b", "13: Alt-b"},
		{"Backspace", "\177", "14: Backspace"},
	};
	struct pty pty;

	if (!start(&pty, "xterm-256color"))
		return;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		pty_send(&pty, rows[i].bytes);
		CHECK(rows[i].sentence, pty_wait_for(&pty, rows[i].want));
	}
	pty_send(&pty, "q");
	CHECK_NUMBER("it ends by itself", pty_end(&pty), 0);
}

/* A terminal that marks no pastes: many characters at once, with lines among them, are one. */
static void test_burst(void)
{
	static const struct {
		const char *sentence, *bytes, *want;
	} rows[] = {
		{"keys typed ahead stay keys", "12\r", "3: Enter"},
		{"a message of several lines is a paste", "Permission\rdenied\r", "4: paste 18"},
		{"a long one of one line too", "Ship method not mapped: Overnight Express", "5: paste 41"},
		{"a word and Enter are typed", "essen\r", "11: Enter"},
	};
	struct pty pty;

	if (!start(&pty, "vt100"))
		return;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		pty_send(&pty, rows[i].bytes);
		CHECK(rows[i].sentence, pty_wait_for(&pty, rows[i].want));
	}
	pty_send(&pty, "q");
	CHECK_NUMBER("it ends by itself", pty_end(&pty), 0);
}

static void test_resize(void)
{
	static const int sizes[][2] = {{40, 100}, {10, 40}, {1, 1}, {100, 300}, {24, 80}};
	struct pty pty;

	if (!start(&pty, "xterm-256color"))
		return;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct text want = {0};

		text_addf(&want, "size %dx%d", sizes[i][0], sizes[i][1]);
		text_cut(&want, (size_t)sizes[i][1] < want.len ? (size_t)sizes[i][1] : want.len);
		pty_resize(&pty, sizes[i][0], sizes[i][1]);
		CHECK("a change of size is followed", pty_wait_for(&pty, text_str(&want)));
		text_clear(&want);
	}
	pty_send(&pty, "q");
	CHECK_NUMBER("it ends by itself", pty_end(&pty), 0);
}

static void test_leave(void)
{
	struct pty pty;

	if (!start(&pty, "xterm-256color"))
		return;
	pty_send(&pty, "L");
	CHECK("after the terminal was lent, everything is painted again", pty_wait_for(&pty, "1: L"));
	CHECK("on the full screen", pty.vt.alternate && pty.vt.paste && vt_has(&pty.vt, "size 24x80"));
	pty_send(&pty, "q");
	pty_drain(&pty, 100);
	CHECK("the end restores the terminal", pty_restored(&pty));
	CHECK_NUMBER("and is a good one", pty_end(&pty), 0);
}

static void test_crash(void)
{
	struct pty pty;

	if (!start(&pty, "xterm-256color"))
		return;
	pty_send(&pty, "X");
	pty_drain(&pty, 300);
	CHECK("a crash restores the terminal", pty_restored(&pty));
	CHECK("and says so", vt_has(&pty.vt, "stopped by a fault of its own"));
	CHECK_NUMBER("and is still a crash", pty_end(&pty), 128 + SIGSEGV);
}

static void test_hang_up(void)
{
	struct pty pty;

	if (!start(&pty, "xterm-256color"))
		return;
	close(pty.fd);
	pty.fd = -1;
	/* The kernel sends a hang-up signal too, which this program lets kill it. */
	CHECK("a terminal that is gone ends the program", pty_end(&pty) != 128 + SIGKILL);
}

static void test_types(void)
{
	static const struct {
		const char *sentence, *term;
		bool works;
	} rows[] = {
		{"a type nobody knows, near xterm", "xterm-ghostty", true},
		{"a type nobody knows at all", "nonesuch-7", true},
		{"a plain one", "vt100", true},
		{"the Linux console", "linux", true},
		{"a dumb one is for the line mode", "dumb", false},
		{"an empty one too", "", false},
		{"none as well", NULL, false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pty pty;

		if (!CHECK("a terminal can be made", pty_run(&pty, 24, 80, rows[i].term, echo_keys, NULL)))
			continue;
		if (rows[i].works) {
			CHECK(rows[i].sentence, pty_wait_for(&pty, "0: ready"));
			pty_send(&pty, "q");
		}
		CHECK_NUMBER(rows[i].sentence, pty_end(&pty), rows[i].works ? 0 : 3);
		CHECK("nothing is written before the first frame", rows[i].works || pty.bytes == 0);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"showing", test_show},
		{"one write a frame", test_writes},
		{"keys", test_keys},
		{"pastes that nobody marks", test_burst},
		{"sizes", test_resize},
		{"lending the terminal", test_leave},
		{"a crash", test_crash},
		{"hanging up", test_hang_up},
		{"types of terminals", test_types},
		{0},
	};

	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		return 1;
	return check_run("term: screen", tests);
}
