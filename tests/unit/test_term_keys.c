/* Codes → presses without a terminal; themes; whether colour is wanted. */
#include <string.h>

#include "check.h"
#include "term/keys.h"
#include "term/theme.h"

/* Feeds bytes one by one as characters; the presses' names, blanks between. {S} {E}: paste marks. */
static void feed(const char *bytes, struct text *out)
{
	struct keys keys = {0};
	struct press press;

	for (const char *at = bytes; *at; at++) {
		struct key_code code = {false, (unsigned char)*at};

		if (strncmp(at, "{S}", 3) == 0 || strncmp(at, "{E}", 3) == 0) {
			code = (struct key_code){true, at[1] == 'S' ? KEYS_PASTE_START : KEYS_PASTE_END};
			at += 2;
		}
		if (!keys_feed(&keys, code, 1000, &press))
			continue;
		if (press.kind == PRESS_PASTE)
			text_addf(out, "[%s] ", press.text);
		else if (press.kind == PRESS_NONE)
			text_add(out, "- ");
		else
			press_name(out, &press), text_add(out, " ");
	}
	if (keys_idle(&keys, 1000 + 5000, &press))
		press_name(out, &press);
	keys_clear(&keys);
	text_trim(out);
}

static void test_presses(void)
{
	static const struct {
		const char *sentence, *bytes, *want;
	} rows[] = {
		{"letters and digits are themselves", "a1", "a 1"},
		{"CR and LF are Enter", "\r\n", "Enter Enter"},
		{"DEL and BS are Backspace", "\177\b", "Backspace Backspace"},
		{"a control letter", "\003\032", "Ctrl-C Ctrl-Z"},
		{"a lone Esc at the end", "\033", "Esc"},
		{"Esc Esc is two of them", "\033\033", "Esc Esc"},
		{"Esc and a letter in one go is Alt", "\033b", "Alt-b"},
		{"an unknown CSI is swallowed with its digits", "\033[1;2Z3", "- 3"},
		{"one with a long tail too", "\033[38;5;123;4~2", "- 2"},
		{"private and intermediate bytes belong to it", "\033[?1;2c\033[>0;1 q1", "- - 1"},
		{"arrows in another mode are known", "\033[A\033[B\033OC", "Up Down Right"},
		{"other keys by their numbers", "\033[5~\033[3~\033[4~", "Page-Up Delete End"},
		{"marks of a paste that came in pieces", "\033[200~1\r\033[201~2", "[1\n] 2"},
		{"an unknown SS3 is swallowed", "\033O2P1", "- 1"},
		{"an old mouse's button and place belong to it", "\033[M 121", "- 1"},
		{"so does the letter of a console's F1", "\033[[A1", "- 1"},
		{"a mouse of today", "\033[<0;12;3M1", "- 1"},
		{"a terminal's answer goes on to BEL", "\033]11;rgb:1111/2222/3333\0071", "- 1"},
		{"or to Esc \\", "\033P1+r544e=1\033\\1", "- 1"},
		{"an answer without an end is dropped in time", "\033]52;c;111", ""},
		{"a control character ends a broken CSI", "\033[1\r2", "Enter 2"},
		{"an unfinished CSI is dropped in time", "\033[1;", ""},
		{"a paste is one press, whatever it holds", "{S}1\r2q\r{E}3", "[1\n2q\n] 3"},
		{"escape sequences in a paste are cleaned", "{S}a\033[31mb\007c{E}", "[abc]"},
		{"a paste without an end comes in time", "{S}1", ""},
		{"a paste's end alone is nothing", "{E}1", "- 1"},
		{"NUL and C1 are nothing", "\201", "-"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text out = {0};

		feed(rows[i].bytes, &out);
		CHECK_TEXT(rows[i].sentence, text_str(&out), rows[i].want);
		text_clear(&out);
	}
}

static void test_waiting(void)
{
	struct keys keys = {0};
	struct press press;

	CHECK_NUMBER("nothing pending, nothing to wait for", keys_wait(&keys, 0), -1);
	keys_feed(&keys, (struct key_code){false, 033}, 100, &press);
	CHECK_NUMBER("an Esc is due at once: ncurses has waited", keys_wait(&keys, 100), 0);
	keys_feed(&keys, (struct key_code){false, '['}, 100, &press);
	CHECK("a sequence gets time to arrive", keys_wait(&keys, 100) > 0);
	CHECK("and is not given up before", !keys_idle(&keys, 150, &press));
	CHECK("but then", keys_idle(&keys, 1000, &press) && press.kind == PRESS_NONE);
	keys_feed(&keys, (struct key_code){true, KEYS_PASTE_START}, 2000, &press);
	keys_feed(&keys, (struct key_code){false, 'x'}, 2000, &press);
	CHECK("a paste whose end never comes is handed out", keys_idle(&keys, 9000, &press));
	CHECK_TEXT("with what came", press.text, "x");
	keys_clear(&keys);
}

static void test_big_paste(void)
{
	struct keys keys = {0};
	struct press press;

	keys_feed(&keys, (struct key_code){true, KEYS_PASTE_START}, 0, &press);
	for (int i = 0; i < KEYS_PASTE_MAX + 1000; i++)
		CHECK("the middle of a paste is no press",
		      !keys_feed(&keys, (struct key_code){false, 'x'}, 0, &press));
	CHECK("its end is", keys_feed(&keys, (struct key_code){true, KEYS_PASTE_END}, 0, &press));
	CHECK_NUMBER("what is too long is cut", (int64_t)strlen(press.text), KEYS_PASTE_MAX);
	keys_clear(&keys);
}

static void test_color(void)
{
	static const struct {
		const char *sentence;
		struct color_wish wish;
		bool want;
	} rows[] = {
		{"nothing said: colour", {0}, true},
		{"a dumb terminal has none", {.term = "dumb"}, false},
		{"NO_COLOR forbids", {.no_color = "1"}, false},
		{"an empty NO_COLOR does not", {.no_color = ""}, true},
		{"SYNCFIX_COLOR is stronger", {.no_color = "1", .syncfix_color = "always"}, true},
		{"the option is strongest", {.option = "never", .syncfix_color = "always"}, false},
		{"auto leaves it to the next", {.option = "auto", .no_color = "1"}, false},
		{"NO_COLOR is stronger than FORCE_COLOR", {.no_color = "1", .force_color = "1"}, false},
		{"FORCE_COLOR is stronger than the setting", {.force_color = "1", .config = "never"}, true},
		{"the setting counts", {.config = "never"}, false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CHECK(rows[i].sentence, term_color_wanted(&rows[i].wish) == rows[i].want);
}

static void test_themes(void)
{
	enum theme theme;

	for (int i = 0; i < THEMES; i++)
		CHECK("every theme is found by its name",
		      theme_find(theme_name((enum theme)i), &theme) && (int)theme == i);
	CHECK("another is not", !theme_find("solarized", &theme));
	for (int style = 0; style < STYLES; style++) {
		CHECK("mono has no colour", theme_look(THEME_MONO, (enum style)style)->color == -1);
		for (int i = 0; i < THEMES; i++)
			CHECK("black and white are never named: backgrounds differ",
			      theme_look((enum theme)i, (enum style)style)->color != 0 &&
			          theme_look((enum theme)i, (enum style)style)->color != 7);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"bytes and presses", test_presses},
		{"waiting", test_waiting},
		{"a big paste", test_big_paste},
		{"colour", test_color},
		{"themes", test_themes},
		{0},
	};

	return check_run("term: keys", tests);
}
