#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "base/text.h"
#include "base/utf8.h"
#include "check.h"

static void decodes(void)
{
	static const struct {
		const char *sentence, *bytes;
		size_t len;
		uint32_t code;
		size_t size;
	} rows[] = {
		{"nothing uses no bytes", "", 0, 0xFFFD, 0},
		{"NUL is a character", "\0", 1, 0, 1},
		{"ASCII", "A", 1, 'A', 1},
		{"two bytes", "\xC3\xA9", 2, 0xE9, 2},
		{"three bytes", "\xE2\x82\xAC", 3, 0x20AC, 3},
		{"four bytes", "\xF0\x9F\x98\x80", 4, 0x1F600, 4},
		{"last code point", "\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4},
		{"over the last", "\xF4\x90\x80\x80", 4, 0xFFFD, 1},
		{"overlong slash, two bytes", "\xC0\xAF", 2, 0xFFFD, 1},
		{"overlong slash, three bytes", "\xE0\x80\xAF", 3, 0xFFFD, 1},
		{"overlong slash, four bytes", "\xF0\x80\x80\xAF", 4, 0xFFFD, 1},
		{"surrogate", "\xED\xA0\x80", 3, 0xFFFD, 1},
		{"just below the surrogates", "\xED\x9F\xBF", 3, 0xD7FF, 3},
		{"continuation alone", "\x80", 1, 0xFFFD, 1},
		{"cut off after two of three", "\xE2\x82", 2, 0xFFFD, 1},
		{"broken in the third byte", "\xE2\x82\x41", 3, 0xFFFD, 1},
		{"FE never occurs", "\xFE", 1, 0xFFFD, 1},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t size = 99;

		CHECK_NUMBER(rows[i].sentence, utf8_decode(rows[i].bytes, rows[i].len, &size), rows[i].code);
		CHECK_NUMBER(rows[i].sentence, (int64_t)size, (int64_t)rows[i].size);
	}
}

static void every_code_point_comes_back(void)
{
	size_t wrong = 0;

	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char bytes[4];
		size_t len = utf8_encode(code, bytes);
		bool surrogate = code >= 0xD800 && code <= 0xDFFF;
		size_t size;

		wrong += utf8_decode(bytes, len, &size) != (surrogate ? 0xFFFD : code) || size != len;
		wrong += !utf8_valid(bytes, len) || utf8_valid(bytes, len - 1) != (len == 1);
	}
	CHECK_NUMBER("encoded and decoded, all are the same", (int64_t)wrong, 0);
	CHECK("a bad byte behind good ones is seen", !utf8_valid("good\xFF", 5));
	CHECK("nothing is valid", utf8_valid("", 0));
}

/* ncurses measures with wcwidth; where that knows a character, we must agree. */
static void widths_agree_with_the_c_library(void)
{
	size_t wrong = 0;
	bool judged = setlocale(LC_CTYPE, "C.UTF-8") != NULL && wcwidth(0x4E00) == 2;

	CHECK("the locale C.UTF-8 is there to compare with", judged);
	for (uint32_t code = 0x20; judged && code < 0x30000; code++) {
		bool format =
			code == 0xAD || (code >= 0x600 && utf8_width_of(code) == 1 && wcwidth((wchar_t)code) == 0);

		if (wcwidth((wchar_t)code) > 0 && !format)
			wrong += utf8_width_of(code) != wcwidth((wchar_t)code);
	}
	CHECK_NUMBER("as many columns as wcwidth says", (int64_t)wrong, 0);
	CHECK_NUMBER("a combining mark takes no column", utf8_width_of(0x301), 0);
	CHECK_NUMBER("a Hangul vowel is drawn into its syllable", utf8_width_of(0x1161), 0);
	CHECK_NUMBER("a control character is shown as one", utf8_width_of(0x1B), 1);
	CHECK_NUMBER("a private character is shown as one", utf8_width_of(0xE000), 1);
	CHECK_NUMBER("an unassigned one too", utf8_width_of(0x378), 1);
}

static void cuts(void)
{
	static const struct {
		const char *sentence, *text;
		size_t columns;
		bool ascii;
		const char *want;
	} rows[] = {
		{"what fits stays", "abc", 3, false, "abc"},
		{"one too many gives an ellipsis", "abcd", 3, false, "ab…"},
		{"in ASCII it is three dots", "abcdef", 5, true, "ab..."},
		{"a wide character is not halved", "日本語", 4, false, "日…"},
		{"a wide text that fits stays", "日本語", 6, false, "日本語"},
		{"no columns, nothing", "abc", 0, false, ""},
		{"one column is the ellipsis", "abc", 1, false, "…"},
		{"two columns of dots", "abc", 2, true, ".."},
		{"a mark stays with its letter",
	     "e\xCC\x81"
	     "abc",
	     2, false,
	     "e\xCC\x81"
	     "…"},
		{"nothing stays nothing", "", 3, false, ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = {0};

		utf8_add_cut(&out, rows[i].text, rows[i].columns, rows[i].ascii);
		CHECK_TEXT(rows[i].sentence, text_str(&out), rows[i].want);
		text_clear(&out);
	}
	CHECK_NUMBER("width counts columns, not bytes", (int64_t)utf8_width("né日"), 4);
	CHECK_NUMBER("a mark behind the last column still belongs to it", (int64_t)utf8_fit("e\xCC\x81x", 1), 3);
	CHECK_NUMBER("of a part", (int64_t)utf8_width_n("日本", 3), 2);
}

static void wraps(void)
{
	static const struct {
		const char *sentence, *text;
		size_t columns;
		const char *want; /* lines joined by '|' */
	} rows[] = {
		{"nothing has no line", "", 10, ""},
		{"what fits is one line", "one two", 7, "one two|"},
		{"breaks at a space", "one two", 6, "one|two|"},
		{"the space itself may stick out", "one two", 3, "one|two|"},
		{"several spaces at a break go", "one   two", 4, "one|two|"},
		{"inside a line they stay", "a   b", 10, "a   b|"},
		{"a long word is broken", "abcdefgh", 3, "abc|def|gh|"},
		{"a long word starts its own line", "a bcdefgh", 4, "a|bcde|fgh|"},
		{"a newline ends a line", "a\nb", 10, "a|b|"},
		{"an empty line stays", "a\n\nb", 10, "a||b|"},
		{"a newline at the end makes no line", "a\n", 10, "a|"},
		{"an indent stays", "  a", 10, "  a|"},
		{"wide characters count two", "日本 語", 4, "日本|語|"},
		{"too narrow for a wide one: it stands alone", "日本", 1, "日|本|"},
		{"no columns are one", "ab", 0, "a|b|"},
		{"spaces at the end go", "ab  ", 2, "ab|"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct utf8_lines lines;
		struct text out = {0};

		utf8_wrap(&lines, rows[i].text, rows[i].columns);
		for (size_t line = 0; line < lines.count; line++)
			text_addf(&out, "%.*s|", (int)lines.line[line].len, lines.line[line].at);
		CHECK_TEXT(rows[i].sentence, text_str(&out), rows[i].want);
		text_clear(&out);
		utf8_lines_clear(&lines);
	}
}

static const struct {
	const char *sentence, *text;
	enum text_safe_mode mode;
	size_t columns;
	const char *want;
} cleans_rows[] = {
	{"plain text stays", "Order #1001 ok", TEXT_SAFE_LINE, 0, "Order #1001 ok"},
	{"letters of the world stay", "Größe 日本 עברית", TEXT_SAFE_LINE, 0, "Größe 日本 עברית"},
	{"colours go whole", "a\x1B[31;1mred\x1B[0m", TEXT_SAFE_LINE, 0, "ared"},
	{"CSI as one character goes whole",
     "a\xC2\x9B"
     "31mb",
     TEXT_SAFE_LINE, 0, "ab"},
	{"a window title goes whole", "a\x1B]0;evil\x07z", TEXT_SAFE_LINE, 0, "az"},
	{"a link ended by ST goes whole", "\x1B]8;;http://x\x1B\\text\x1B]8;;\x1B\\", TEXT_SAFE_LINE, 0, "text"},
	{"a string without end hides nothing", "a\x1B]0;rest", TEXT_SAFE_LINE, 0, "a0;rest"},
	{"a string ended by ST as one character",
     "a\xC2\x9D"
     "0;x\xC2\x9C"
     "b",
     TEXT_SAFE_LINE, 0, "ab"},
	{"a charset switch goes whole", "a\x1B(0b", TEXT_SAFE_LINE, 0, "ab"},
	{"reset goes",
     "a\x1B"
     "cb",
     TEXT_SAFE_LINE, 0, "ab"},
	{"ESC at the end", "a\x1B", TEXT_SAFE_LINE, 0, "a"},
	{"CSI at the end", "a\x1B[3", TEXT_SAFE_LINE, 0, "a"},
	{"backspace and bell go", "ab\bc\a", TEXT_SAFE_LINE, 0, "abc"},
	{"DEL goes",
     "a\x7F"
     "b",
     TEXT_SAFE_LINE, 0, "ab"},
	{"invalid bytes are shown",
     "a\xFF\xFE"
     "b",
     TEXT_SAFE_LINE, 0, "a\uFFFD\uFFFDb"},
	{"overlong ESC is no ESC", "\xC0\x9B", TEXT_SAFE_LINE, 0, "\uFFFD\uFFFD"},
	{"right-to-left override goes", "a\u202Eb", TEXT_SAFE_LINE, 0, "ab"},
	{"isolates go", "a\u2066b\u2069", TEXT_SAFE_LINE, 0, "ab"},
	{"BOM, soft hyphen, joiners go", "\uFEFFa\u00ADb\u200Dc\u200B", TEXT_SAFE_LINE, 0, "abc"},
	{"tag characters go", "a\U000E0041b", TEXT_SAFE_LINE, 0, "ab"},
	{"private use is shown", "\uE0B0", TEXT_SAFE_LINE, 0, "\uFFFD"},
	{"newlines and tabs become one space", "a\r\n\t\nb", TEXT_SAFE_LINE, 0, "a b"},
	{"line separators too", "a\u2028b", TEXT_SAFE_LINE, 0, "a b"},
	{"plain spaces are kept", "a   b", TEXT_SAFE_LINE, 0, "a   b"},
	{"newlines stay in a block", "a\nb\n\nc", TEXT_SAFE_BLOCK, 0, "a\nb\n\nc"},
	{"CR LF is one newline", "a\r\nb\rc", TEXT_SAFE_BLOCK, 0, "a\nb\nc"},
	{"a tab in a block is a space", "a\tb", TEXT_SAFE_BLOCK, 0, "a b"},
	{"two marks stay, the third goes", "e\u0301\u0302\u0303x", TEXT_SAFE_LINE, 0, "e\u0301\u0302x"},
	{"a mark without a letter goes", "\u0301x", TEXT_SAFE_LINE, 0, "x"},
	{"a mark on a newline goes", "a\n\u0301x", TEXT_SAFE_BLOCK, 0, "a\nx"},
	{"what fits exactly has no ellipsis", "abc", TEXT_SAFE_LINE, 3, "abc"},
	{"what does not ends in one", "abcd", TEXT_SAFE_LINE, 3, "ab…"},
	{"wide characters are not halved", "日本語", TEXT_SAFE_LINE, 4, "日…"},
	{"one column", "ab", TEXT_SAFE_LINE, 1, "…"},
	{"invisible ones at the end do not count", "abc\u200B\x1B[0m", TEXT_SAFE_LINE, 3, "abc"},
	{"nothing stays nothing", "", TEXT_SAFE_LINE, 3, ""},
};

static void cleans(void)
{
	for (size_t i = 0; i < sizeof cleans_rows / sizeof *cleans_rows; i++) {
		struct text once = {0};
		struct text twice = {0};

		text_safe(&once, cleans_rows[i].text, strlen(cleans_rows[i].text), cleans_rows[i].mode,
		          cleans_rows[i].columns);
		CHECK_TEXT(cleans_rows[i].sentence, text_str(&once), cleans_rows[i].want);
		text_safe(&twice, text_str(&once), once.len, cleans_rows[i].mode, cleans_rows[i].columns);
		CHECK_TEXT("what was cleaned is clean", text_str(&twice), cleans_rows[i].want);
		text_clear(&once);
		text_clear(&twice);
	}
}

static void cleaning_appends(void)
{
	struct text out = {0};

	text_add(&out, "before ");
	text_safe(&out, "a\0b", 3, TEXT_SAFE_LINE, 0);
	CHECK_TEXT("behind what is there; NUL goes", text_str(&out), "before ab");
	text_safe(&out, "xyz", 3, TEXT_SAFE_LINE, 2);
	CHECK_TEXT("the limit is for what is added", text_str(&out), "before abx…");
	text_clear(&out);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"decodes, and sees what is no UTF-8", decodes},
		{"every code point comes back", every_code_point_comes_back},
		{"widths agree with the C library", widths_agree_with_the_c_library},
		{"cuts to columns", cuts},
		{"wraps at spaces", wraps},
		{"cleans text from outside", cleans},
		{"cleaning appends", cleaning_appends},
		{0},
	};

	return check_run("base: UTF-8", tests);
}
