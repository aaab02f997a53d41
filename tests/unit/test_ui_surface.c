/* The grid: clipping, wide characters, marks, ASCII twins, boxes, pages, lists, fields. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "check.h"
#include "ui/entry.h"
#include "ui/menu.h"
#include "ui/page.h"
#include "ui/surface.h"

static void check_dump(const char *sentence, const struct surface *surface, const char *want)
{
	struct text dump = {0};

	surface_dump(surface, &dump);
	CHECK_TEXT(sentence, text_str(&dump), want);
	text_clear(&dump);
}

static void test_put(void)
{
	static const struct {
		const char *sentence;
		int row, col, width;
		const char *text;
		bool ascii;
		int used;
		const char *want;
	} rows[] = {
		{"plain text stands where it was put", 0, 1, 9, "abc", false, 3, " abc\n\n"},
		{"what is wider than asked is cut", 0, 0, 2, "abc", false, 2, "ab\n\n"},
		{"what goes over the edge is cut", 1, 6, 9, "abc", false, 2, "\n      ab\n"},
		{"a newline ends the text", 0, 0, 9, "ab\ncd", false, 2, "ab\n\n"},
		{"a row above the grid is nothing", -1, 0, 9, "abc", false, 3, "\n\n"},
		{"a row below the grid is nothing", 2, 0, 9, "abc", false, 3, "\n\n"},
		{"columns left of the grid are cut", 0, -2, 9, "abc", false, 3, "c\n\n"},
		{"a wide character takes two columns", 0, 0, 9, "日x", false, 3, "日x\n\n"},
		{"a wide character is never halved", 0, 7, 9, "日", false, 0, "\n\n"},
		{"a mark joins its character", 0, 0, 9, "e\xCC\x81x", false, 2, "e\xCC\x81x\n\n"},
		{"a mark without a character is dropped", 0, 0, 9, "\xCC\x81x", false, 1, "x\n\n"},
		{"broken UTF-8 shows as a replacement", 0, 0, 9, "a\xFFz", false, 3, "a\xEF\xBF\xBDz\n\n"},
		{"a control character shows as a replacement", 0, 0, 9, "a\033z", false, 3, "a\xEF\xBF\xBDz\n\n"},
		{"glyphs have ASCII twins", 0, 0, 9, "✓✗…▸", true, 4, "+x.>\n\n"},
		{"other characters become a question mark", 0, 0, 9, "é日", true, 2, "??\n\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct surface surface;
		int used;

		surface_init(&surface, 2, 8, rows[i].ascii);
		used = surface_put(&surface, rows[i].row, rows[i].col, rows[i].width, STYLE_PLAIN, rows[i].text);
		CHECK_NUMBER(rows[i].sentence, used, rows[i].used);
		check_dump(rows[i].sentence, &surface, rows[i].want);
		surface_free(&surface);
	}
}

static void test_overwrite(void)
{
	struct surface surface, other;

	surface_init(&surface, 1, 8, false);
	surface_init(&other, 1, 8, false);
	surface_put(&surface, 0, 0, 8, STYLE_PLAIN, "日本語");
	surface_put(&surface, 0, 1, 1, STYLE_PLAIN, "x");
	check_dump("overwriting the right half of a wide character blanks its left", &surface, " x本語\n");
	surface_put(&surface, 0, 2, 1, STYLE_PLAIN, "y");
	check_dump("overwriting the left half blanks the right", &surface, " xy 語\n");
	surface_clear(&surface);
	CHECK("a cleared row is the same as a new one", surface_row_same(&surface, &other, 0));
	surface_put(&surface, 0, 7, 1, STYLE_BOLD, " ");
	CHECK("a change of style alone is a difference", !surface_row_same(&surface, &other, 0));
	surface_free(&surface);
	surface_free(&other);
}

static void test_size(void)
{
	struct surface surface;

	surface_init(&surface, 0, -5, false);
	CHECK_NUMBER("a grid has at least one row", surface.rows, 1);
	CHECK_NUMBER("and one column", surface.cols, 1);
	surface_put(&surface, 0, 0, 1, STYLE_PLAIN, "a");
	surface_resize(&surface, 3, 4);
	check_dump("growing keeps what was drawn", &surface, "a\n\n\n");
	surface_cursor(&surface, 99, -1);
	CHECK_NUMBER("the cursor stays inside", surface.cursor_row, 2);
	CHECK_NUMBER("in both directions", surface.cursor_col, 0);
	surface_resize(&surface, 100000, 1);
	CHECK_NUMBER("a senseless size is cut down", surface.rows, SURFACE_MAX);
	surface_free(&surface);
}

static void test_box(void)
{
	struct surface surface;
	struct rect all;

	surface_init(&surface, 3, 16, false);
	all = surface_all(&surface);
	surface_box(&surface, &all, "ORD-6");
	check_dump("a frame carries its title", &surface,
	           "┌ ORD-6 ───────┐\n│              │\n└──────────────┘\n");
	surface_clear(&surface);
	surface_box(&surface, &all, "a title that is far too long");
	check_dump("a long title is cut", &surface, "┌ a title th… ─┐\n│              │\n└──────────────┘\n");
	surface_clear(&surface);
	surface_box_split(&surface, &all, 8, "A", "B");
	check_dump("a split frame has two titles", &surface,
	           "┌ A ────┬ B ───┐\n│       │      │\n└───────┴──────┘\n");
	surface_free(&surface);
	surface_init(&surface, 1, 1, false);
	all = surface_all(&surface);
	surface_box(&surface, &all, "x");
	check_dump("a frame without room is nothing", &surface, "\n");
	surface_free(&surface);
}

static void show_page(const struct page *page, int rows, int cols, int top, struct text *out)
{
	struct surface surface;
	struct rect rect;

	surface_init(&surface, rows, cols, false);
	rect = surface_all(&surface);
	page_show(page, &surface, &rect, &top);
	surface_dump(&surface, out);
	surface_free(&surface);
}

static void test_page(void)
{
	struct text out = {0};
	struct page page;

	page_init(&page, 12, false);
	page_add(&page, 0, STYLE_PLAIN, "one **two** `three` four");
	page_pair(&page, 4, "Do", STYLE_PLAIN, "click here now");
	page_right(&page, STYLE_DIM, "14:02");
	CHECK_NUMBER("spans take no columns and lines wrap", page.used, 5);
	show_page(&page, 5, 12, 0, &out);
	CHECK_TEXT("labels stand beside their text", text_str(&out),
	           "one two\nthree four\nDo  click\n    here now\n       14:02\n");
	text_cut(&out, 0);
	show_page(&page, 2, 12, 99, &out);
	CHECK_TEXT("scrolled too far shows the end, and that there is more above", text_str(&out),
	           "    here no↑\n       14:02\n");
	page_free(&page);
	text_clear(&out);
	CHECK_NUMBER("the height of nothing is one row", page_height("", 10, false), 1);
	CHECK_NUMBER("a word wider than the page is broken", page_height("abcdefghijkl", 5, false), 3);
}

static void test_menu(void)
{
	static const struct menu_item items[] = {
		{.key = "1", .label = "Connected"},
		{.key = "2", .label = "Expired or Disconnected, as it says", .picked = true},
		{.key = "0", .label = "I can't see it", .gap = true},
	};
	struct menu menu = {.focus = 1};
	struct press press = press_char('2');
	struct surface surface;
	struct rect rect;

	surface_init(&surface, 6, 24, false);
	rect = surface_all(&surface);
	menu_draw(&menu, items, 3, &surface, &rect, MENU_FOCUSED);
	check_dump(
		"the mark is on the focus, long lines hang", &surface,
		"  1  Connected\n▸ 2  Expired or\n     Disconnected, as it\n     says  (your answer\n     before)\n"
		"  0  I can't see it\n");
	CHECK_NUMBER("the cursor rests on the focus", surface.cursor_row, 1);
	CHECK_NUMBER("a key finds its line", menu_find(items, 3, &press), 1);
	press = press_char('7');
	CHECK_NUMBER("a key that no line has finds none", menu_find(items, 3, &press), -1);
	press = press_of(PRESS_END);
	CHECK("End moves", menu_move(&menu, 3, &press, 5));
	CHECK_NUMBER("to the last line", (int)menu.focus, 2);
	press = press_of(PRESS_DOWN);
	menu_move(&menu, 3, &press, 5);
	CHECK_NUMBER("and not beyond", (int)menu.focus, 2);
	CHECK("an empty list does not move", !menu_move(&menu, 0, &press, 5));
	rect.rows = 2;
	surface_clear(&surface);
	menu_draw(&menu, items, 3, &surface, &rect, MENU_FOCUSED);
	CHECK_NUMBER("the focus is scrolled into sight", surface.cursor_row, 1);
	surface_free(&surface);
}

static void type(struct entry *field, const char *names)
{
	char *copy = strdup(names), *save = NULL;

	for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
		struct press press;

		CHECK("the test names a press", press_parse(name, &press));
		entry_press(field, &press);
	}
	free(copy);
}

static void test_field(void)
{
	static const struct {
		const char *sentence, *presses, *want;
	} rows[] = {
		{"characters are inserted", "a b c", "abc"},
		{"before the cursor", "a c Left b", "abc"},
		{"Backspace takes the one before", "a b Backspace", "a"},
		{"at the start it takes none", "a Home Backspace", "a"},
		{"Delete takes the one after", "a b Home Delete", "b"},
		{"at the end it takes none", "a Delete", "a"},
		{"Ctrl-U clears to the start", "a b c Left Ctrl-U", "c"},
		{"Ctrl-K clears to the end", "a b c Home Ctrl-K", ""},
		{"Ctrl-W takes a word", "a b Space c d Ctrl-W", "ab "},
		{"a character of several bytes is one", "é ß Backspace", "é"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct entry field = {0};

		type(&field, rows[i].presses);
		CHECK_TEXT(rows[i].sentence, entry_text(&field), rows[i].want);
		entry_clear(&field);
	}
}

static void test_field_paste(void)
{
	struct press paste = {.kind = PRESS_PASTE, .text = "Permission\ndenied"};
	struct press enter = press_of(PRESS_ENTER);
	struct entry field = {0};
	struct surface surface;
	char *big = malloc(ENTRY_MAX + 100);

	entry_press(&field, &paste);
	CHECK_TEXT("a paste goes in as text", entry_text(&field), "Permission\ndenied");
	CHECK("Enter is not the field's", !entry_press(&field, &enter));
	surface_init(&surface, 1, 10, false);
	entry_draw(&field, &surface, 0, 0, 10, true);
	check_dump("in one line a newline is a blank, the end is in sight", &surface, "on denied\n");
	CHECK_NUMBER("with the cursor behind it", surface.cursor_col, 9);
	memset(big, 'x', ENTRY_MAX + 99);
	big[ENTRY_MAX + 99] = '\0';
	memcpy(big + ENTRY_MAX - 18, "é", 2);
	paste.text = big;
	entry_press(&field, &paste);
	CHECK("a field does not grow without end", strlen(entry_text(&field)) <= ENTRY_MAX);
	CHECK("and holds whole characters", utf8_valid(entry_text(&field), strlen(entry_text(&field))));
	entry_clear(&field);
	field.secret = true;
	type(&field, "k e y");
	surface_clear(&surface);
	entry_draw(&field, &surface, 0, 0, 10, true);
	check_dump("a secret shows as stars", &surface, "***\n");
	entry_clear(&field);
	surface_free(&surface);
	free(big);
}

static void test_field_lines(void)
{
	struct rect rect = {.rows = 2, .cols = 8};
	struct surface surface;
	struct entry field = {0};

	entry_set(&field, "two apps are installed");
	surface_init(&surface, 2, 8, false);
	entry_draw_lines(&field, &surface, &rect);
	check_dump("the lines around the cursor are shown", &surface, "install\ned\n");
	CHECK("the cursor is inside", surface.cursor_col < 8);
	entry_clear(&field);
	surface_free(&surface);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"putting text", test_put},
		{"overwriting", test_overwrite},
		{"sizes", test_size},
		{"boxes", test_box},
		{"pages", test_page},
		{"lists", test_menu},
		{"fields", test_field},
		{"pasting into a field", test_field_paste},
		{"several lines", test_field_lines},
		{0},
	};

	return check_run("ui: surface", tests);
}
