/* Start, end, size, and giving the terminal away for a while. */
#include "term/terminal.h"

#include <curses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#include "base/memory.h"
#include "term/gather.h"
#include "term/restore.h"
#include "term/state.h"

enum { DEFAULT_ROWS = 24, DEFAULT_COLS = 80 };

/* Not through stdio: that has a write of its own, which is not gathered. */
void terminal_send(const char *bytes)
{
	size_t len = strlen(bytes);

	while (len > 0) {
		ssize_t done = write(STDOUT_FILENO, bytes, len);

		if (done <= 0)
			return;
		bytes += done;
		len -= (size_t)done;
	}
}

static bool near_xterm(const char *name)
{
	static const char *const like[] = {"xterm",   "kitty", "ghostty", "alacritty",
	                                   "wezterm", "foot",  "rio",     "konsole"};

	for (size_t i = 0; i < sizeof like / sizeof like[0]; i++)
		if (strstr(name, like[i]))
			return true;
	return false;
}

static const char *const chain[] = {"xterm-256color", "xterm", "ansi", "vt100"};

static SCREEN *start_screen(const char *wanted)
{
	SCREEN *screen;

	if (!wanted || !wanted[0] || strcmp(wanted, "dumb") == 0)
		return NULL;
	screen = newterm(wanted, stdout, stdin);
	for (size_t i = near_xterm(wanted) ? 0 : 2; !screen && i < sizeof chain / sizeof chain[0]; i++)
		screen = newterm(chain[i], stdout, stdin);
	return screen;
}

static bool can_do_full_screen(void)
{
	const char *address = tigetstr("cup");

	return address && address != (char *)-1;
}

static bool type_serves(const char *name)
{
	int told;
	bool serves = setupterm(name, STDOUT_FILENO, &told) == OK && can_do_full_screen();

	if (cur_term != NULL)
		del_curterm(cur_term);
	return serves;
}

const char *terminal_type(const char *wanted)
{
	if (strcmp(wanted, "dumb") == 0)
		return NULL;
	if (type_serves(wanted))
		return wanted;
	for (size_t i = near_xterm(wanted) ? 0 : 2; i < sizeof chain / sizeof chain[0]; i++)
		if (type_serves(chain[i]))
			return chain[i];
	return NULL;
}

static void start_input(struct terminal *term)
{
	cbreak();
	noecho();
	nonl();
	intrflush(NULL, FALSE);
	typeahead(-1);
	term->pad = newpad(1, 1);
	keypad(term->pad, TRUE);
	nodelay(term->pad, TRUE);
	if (!getenv("ESCDELAY"))
		set_escdelay(25);
	define_key(NULL, KEY_MOUSE); /* its code would leave button and place behind, as keys */
	define_key("\033[200~", KEYS_PASTE_START);
	define_key("\033[201~", KEYS_PASTE_END);
}

static void start_looks(struct terminal *term, const struct terminal_options *options)
{
	bool color = options->color && has_colors();

	if (color) {
		start_color();
		use_default_colors();
	}
	for (int style = 0; style < STYLES; style++) {
		const struct look *look = theme_look(options->theme, (enum style)style);

		term->attribute[style] = ((look->attributes & LOOK_BOLD) ? A_BOLD : 0) |
		                         ((look->attributes & LOOK_DIM) ? A_DIM : 0) |
		                         ((look->attributes & LOOK_UNDERLINE) ? A_UNDERLINE : 0) |
		                         ((look->attributes & LOOK_REVERSE) ? A_REVERSE : 0);
		if (color && look->color >= 0 && init_pair((short)(look->color + 1), (short)look->color, -1) == OK)
			term->pair[style] = (short)(look->color + 1);
	}
}

/* The bytes that leave the full screen, for when ncurses cannot be asked. */
static void arm_restore(struct terminal *term)
{
	static const char *const ends[] = {"rmkx", "sgr0", "cnorm", "rmcup"};
	struct text leave = {0};

	text_add(&leave, PASTE_OFF);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		const char *bytes = tigetstr(ends[i]);

		if (bytes && bytes != (char *)-1)
			text_add(&leave, bytes);
	}
	restore_arm(STDOUT_FILENO, &term->before, text_str(&leave));
	text_clear(&leave);
}

struct terminal *terminal_open(const struct terminal_options *options, struct error *err)
{
	const char *name = options->name ? options->name : getenv("TERM");
	struct terminal *term = xcalloc(1, sizeof *term);

	if (tcgetattr(STDIN_FILENO, &term->before) != 0 || !isatty(STDOUT_FILENO)) {
		free(term);
		error_set(err, ERROR_USAGE, "", "The full screen needs a terminal; --plain works without one.");
		return NULL;
	}
	gather_begin(STDOUT_FILENO);
	term->screen = start_screen(name);
	if (!term->screen || !can_do_full_screen()) {
		if (term->screen) {
			endwin();
			delscreen(term->screen);
		}
		gather_drop();
		tcsetattr(STDIN_FILENO, TCSANOW, &term->before);
		free(term);
		error_set(err, ERROR_USAGE, "",
		          "A terminal of type \"%s\" has no full screen here; --plain works on any.",
		          name ? name : "");
		return NULL;
	}
	start_input(term);
	start_looks(term, options);
	arm_restore(term);
	term->marks_pastes = tigetstr("BE") && tigetstr("BE") != (char *)-1;
	terminal_send(PASTE_ON);
	return term;
}

void terminal_close(struct terminal *term)
{
	if (!term)
		return;
	gather_begin(STDOUT_FILENO);
	terminal_send(PASTE_OFF);
	delwin(term->pad);
	endwin();
	gather_end();
	restore_disarm();
	delscreen(term->screen);
	keys_clear(&term->keys);
	array_clear(&term->queue);
	if (term->last.cell)
		surface_free(&term->last);
	free(term->row);
	free(term);
}

static int sane(int value, int otherwise)
{
	if (value <= 0)
		return otherwise;
	return value > SURFACE_MAX ? SURFACE_MAX : value;
}

void terminal_size(const struct terminal *term, int *rows, int *cols)
{
	(void)term;
	*rows = sane(LINES, DEFAULT_ROWS);
	*cols = sane(COLS, DEFAULT_COLS);
}

void terminal_resize(struct terminal *term)
{
	struct winsize size = {0};

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return;
	if (sane(size.ws_row, DEFAULT_ROWS) == LINES && sane(size.ws_col, DEFAULT_COLS) == COLS)
		return;
	resizeterm(sane(size.ws_row, DEFAULT_ROWS), sane(size.ws_col, DEFAULT_COLS));
	term->shown = false;
}

void terminal_leave(struct terminal *term)
{
	(void)term;
	gather_begin(STDOUT_FILENO);
	terminal_send(PASTE_OFF);
	def_prog_mode();
	endwin();
	gather_end();
}

void terminal_return(struct terminal *term)
{
	gather_begin(STDOUT_FILENO);
	reset_prog_mode();
	terminal_send(PASTE_ON);
	terminal_repaint(term);
	terminal_resize(term);
}

void terminal_suspend(struct terminal *term)
{
	struct sigaction stop = {.sa_handler = SIG_DFL}, before;
	sigset_t only, mask;

	terminal_leave(term);
	sigemptyset(&only);
	sigaddset(&only, SIGTSTP);
	sigaction(SIGTSTP, &stop, &before);
	sigprocmask(SIG_UNBLOCK, &only, &mask);
	raise(SIGTSTP); /* goes on here when the shell says so */
	sigprocmask(SIG_SETMASK, &mask, NULL);
	sigaction(SIGTSTP, &before, NULL);
	terminal_return(term);
}
