#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check.h"
#include "json/json.h"

struct row {
	const char *sentence;
	const char *text;
	size_t len; /* 0: strlen */
};

static size_t length_of(const struct row *row)
{
	return row->len ? row->len : strlen(row->text);
}

static void accepts(void)
{
	static const struct row rows[] = {
		{"an empty object", "{}", 0},
		{"an empty array", "[]", 0},
		{"white space of all four kinds", " \t\r\n[ \t\r\n] \t\r\n", 0},
		{"a string alone", "\"x\"", 0},
		{"a number alone", "-0", 0},
		{"null alone", "null", 0},
		{"true and false", "[true,false]", 0},
		{"numbers of every form", "[0,-0,1,-1,0.5,1e3,1E+3,1e-3,-1.5e10,123456789012345678901234567890]", 0},
		{"a number too small is nought", "[1e-999]", 0},
		{"the largest double", "[1.7976931348623157e308]", 0},
		{"all escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"]", 0},
		{"U+0000 in a value", "[\"\\u0000\"]", 0},
		{"a surrogate pair", "[\"\\uD83D\\uDE00\"]", 0},
		{"a noncharacter", "[\"\\uFFFF\"]", 0},
		{"raw UTF-8", "[\"né日\xF0\x9F\x98\x80\"]", 0},
		{"DEL is no control character here", "[\"\x7F\"]", 0},
		{"an empty key", "{\"\":1}", 0},
		{"the same key in two objects", "[{\"a\":1},{\"a\":1}]", 0},
		{"the same key at two depths", "{\"a\":{\"a\":{\"a\":1}}}", 0},
		{"the same key after a nested object", "{\"b\":{\"a\":1},\"a\":1}", 0},
		{"keys that differ in case", "{\"a\":1,\"A\":1}", 0},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = {0};
		struct json_doc *doc = json_parse(rows[i].text, length_of(&rows[i]), "t", 0, &err);

		CHECK(rows[i].sentence, doc != NULL && json_scan(rows[i].text, length_of(&rows[i]), "t", 0, &err));
		CHECK_TEXT(rows[i].sentence, err.message, "");
		json_free(doc);
	}
}

static const struct {
	struct row row;
	const char *message;
} refuses_rows[] = {
	{{"nothing", "", 0}, "t:1:1: There is nothing here: write a JSON value."},
	{{"white space", " \n ", 0}, "t:2:2: There is nothing here: write a JSON value."},
	{{"a byte order mark", "\xEF\xBB\xBF{}", 0},
     "t:1:1: A byte order mark stands here: save the file as UTF-8 without it."},
	{{"two values", "[] []", 0}, "t:1:4: The value ended before this: remove what follows."},
	{{"NUL behind the value", "[]\0", 3}, "t:1:3: The value ended before this: remove what follows."},
	{{"a comma too many in an array", "[1,]", 0}, "t:1:4: Remove the comma before this ]."},
	{{"and in an object", "{\"a\":1,}", 0}, "t:1:8: Remove the comma before this }."},
	{{"two commas", "[1,,2]", 0},
     "t:1:4: A value is missing before this comma: write one, or remove the comma."},
	{{"no comma", "[1 2]", 0}, "t:1:4: A comma or ] is missing before this: write it."},
	{{"no comma in an object", "{\"a\":1\n\"b\":2}", 0},
     "t:2:1: A comma or } is missing before this: write it."},
	{{"wrong bracket", "[1}", 0}, "t:1:3: A comma or ] is missing before this: write it."},
	{{"never closed", "[1", 0}, "t:1:3: The text ends here, but ] is missing: write it."},
	{{"never begun", "]", 0},
     "t:1:1: A value is missing before this ]: write one, or remove the comma before it."},
	{{"no value", "{\"a\":}", 0}, "t:1:6: A value is missing before this }: write one."},
	{{"no value at the end", "{\"a\":", 0}, "t:1:6: The text ends here, but a value is missing: write it."},
	{{"no colon", "{\"a\" 1}", 0}, "t:1:6: A colon is missing behind the key: write it."},
	{{"a key without quotes", "{a:1}", 0}, "t:1:2: A key in double quotes is missing here: write it."},
	{{"a key in single quotes", "{'a':1}", 0}, "t:1:2: A key stands in double quotes: write \" for '."},
	{{"a number as key", "{1:1}", 0}, "t:1:2: A key in double quotes is missing here: write it."},
	{{"single quotes", "['a']", 0}, "t:1:2: Strings stand in double quotes: write \" for '."},
	{{"a line comment", "[1] // x", 0}, "t:1:5: The value ended before this: remove what follows."},
	{{"a comment where a value belongs", "[/* x */1]", 0}, "t:1:2: Comments are not allowed: remove it."},
	{{"NaN", "[NaN]", 0}, "t:1:2: NaN is no JSON: write a number or null."},
	{{"infinity", "[Infinity]", 0}, "t:1:2: Infinity is no JSON: write a number or null."},
	{{"minus infinity", "[-Infinity]", 0}, "t:1:2: A digit is missing behind the minus sign: write it."},
	{{"Python's True", "[True]", 0}, "t:1:2: Write true in small letters."},
	{{"a longer word", "[nullx]", 0},
     "t:1:2: No JSON value begins like this: write a string in double quotes, a number, true, false, null, "
     "[ or {."},
	{{"a word cut off", "[tru", 0},
     "t:1:2: No JSON value begins like this: write a string in double quotes, a number, true, false, null, "
     "[ or {."},
	{{"a leading zero", "[012]", 0}, "t:1:2: A number does not begin with 0: remove the zeros before it."},
	{{"minus and a leading zero", "[-01]", 0},
     "t:1:2: A number does not begin with 0: remove the zeros before it."},
	{{"hexadecimal", "[0x10]", 0}, "t:1:3: A comma or ] is missing before this: write it."},
	{{"a plus sign", "[+1]", 0}, "t:1:2: A number has no plus sign: remove it."},
	{{"no digit before the point", "[.5]", 0},
     "t:1:2: A number begins with a digit: write 0 before the point."},
	{{"none behind it", "[1.]", 0}, "t:1:2: A digit is missing behind the point: write it."},
	{{"none in the exponent", "[1e]", 0}, "t:1:2: A digit is missing in the exponent: write it."},
	{{"none behind its sign", "[1e+]", 0}, "t:1:2: A digit is missing in the exponent: write it."},
	{{"1e999", "[1e999]", 0}, "t:1:2: This number is too large: write a smaller one."},
	{{"-1e999", "[-1e999]", 0}, "t:1:2: This number is too large: write a smaller one."},
	{{"a string never closed", "[\"a", 0}, "t:1:2: This string is never closed: write the \" at its end."},
	{{"a backslash at the end", "[\"a\\", 0}, "t:1:4: This is no escape: for a backslash itself write two."},
	{{"a raw newline", "[\"a\n\"]", 0},
     "t:1:4: The string is not closed on its line: write \", or \\n for a new line."},
	{{"a raw tab", "[\"\t\"]", 0}, "t:1:3: A control character stands in the string: write it as \\u0009."},
	{{"a raw NUL", "[\"a\0\"]", 6}, "t:1:4: A control character stands in the string: write it as \\u0000."},
	{{"an unknown escape", "[\"\\x41\"]", 0}, "t:1:3: This is no escape: for a backslash itself write two."},
	{{"an escaped NUL byte", "[\"\\\0\"]", 6}, "t:1:3: This is no escape: for a backslash itself write two."},
	{{"\\u with three digits", "[\"\\u00A\"]", 0}, "t:1:3: \\u needs four hexadecimal digits: write them."},
	{{"\\u cut off", "[\"\\u00", 0}, "t:1:3: \\u needs four hexadecimal digits: write them."},
	{{"a high surrogate alone", "[\"\\uD83D\"]", 0},
     "t:1:3: Half a surrogate pair is no character: write both halves, or neither."},
	{{"a low surrogate alone", "[\"\\uDE00\"]", 0},
     "t:1:3: Half a surrogate pair is no character: write both halves, or neither."},
	{{"two high surrogates", "[\"\\uD83D\\uD83D\"]", 0},
     "t:1:3: Half a surrogate pair is no character: write both halves, or neither."},
	{{"a surrogate and a letter", "[\"\\uD83D\\u0041\"]", 0},
     "t:1:3: Half a surrogate pair is no character: write both halves, or neither."},
	{{"overlong UTF-8", "[\"\xC0\xAF\"]", 0}, "t:1:3: Byte 0xC0 is no UTF-8 here: save the file as UTF-8."},
	{{"a surrogate in UTF-8", "[\"é\xED\xA0\x80\"]", 0},
     "t:1:4: Byte 0xED is no UTF-8 here: save the file as UTF-8."},
	{{"over U+10FFFF", "[\"\xF4\x90\x80\x80\"]", 0},
     "t:1:3: Byte 0xF4 is no UTF-8 here: save the file as UTF-8."},
	{{"cut off by the quote", "[\"\xE2\x82\"]", 0},
     "t:1:3: Byte 0xE2 is no UTF-8 here: save the file as UTF-8."},
	{{"Latin-1 in a key", "{\"\xE9\":1}", 0}, "t:1:3: Byte 0xE9 is no UTF-8 here: save the file as UTF-8."},
	{{"a no-break space between values",
      "[\xC2\xA0"
      "1]",
      0},
     "t:1:2: No JSON value begins like this: write a string in double quotes, a number, true, false, null, "
     "[ or {."},
	{{"a key twice", "{\n \"a\":1,\n \"a\":2}", 0},
     "t:3:2: The key \"a\" stands in line 2 already: remove one of them."},
	{{"a key twice, deep down", "[{\"x\":[{\"a\":1,\"b\":{\"a\":1},\"a\":2}]}]", 0},
     "t:1:27: The key \"a\" stands in line 1 already: remove one of them."},
	{{"a key twice, once escaped", "{\"a\":1,\"\\u0061\":2}", 0},
     "t:1:8: The key \"a\" stands in line 1 already: remove one of them."},
	{{"the empty key twice", "{\"\":1,\"\":2}", 0},
     "t:1:7: The key \"\" stands in line 1 already: remove one of them."},
	{{"U+0000 in a key", "{\"a\\u0000b\":1}", 0}, "t:1:2: A key holds \\u0000: remove it."},
	{{"a form feed between values", "[\f]", 0},
     "t:1:2: No JSON value begins like this: write a string in double quotes, a number, true, false, null, "
     "[ or {."},
};

static void refuses(void)
{
	for (size_t i = 0; i < sizeof refuses_rows / sizeof *refuses_rows; i++) {
		const struct row *row = &refuses_rows[i].row;
		struct error err = {0};
		struct error again = {0};
		char message[1600];
		struct json_doc *doc = json_parse(row->text, length_of(row), "t", 0, &err);

		error_print(&err, message, sizeof message);
		CHECK(row->sentence, doc == NULL && err.kind == ERROR_DATA);
		CHECK_TEXT(row->sentence, message, refuses_rows[i].message);
		CHECK("the scanner alone says the same", !json_scan(row->text, length_of(row), "t", 0, &again) &&
		                                             strcmp(again.message, err.message) == 0);
	}
}

/* depth brackets, and half of them when cut. */
static bool nests(int depth, const char *open, const char *close, bool whole, struct error *err)
{
	struct text text = {0};
	bool good;

	for (int i = 0; i < depth; i++)
		text_add(&text, open);
	text_add(&text, "1");
	for (int i = 0; whole && i < depth; i++)
		text_add(&text, close);
	good = json_scan(text_str(&text), text.len, "t", 0, err);
	text_clear(&text);
	return good;
}

static void nesting_ends(void)
{
	struct error err = {0};

	CHECK("32 arrays", nests(32, "[", "]", true, &err));
	CHECK("32 objects", nests(32, "{\"a\":", "}", true, &err));
	CHECK("33 arrays are refused", !nests(33, "[", "]", true, &err));
	CHECK_TEXT("with the place", err.where, "t:1:33");
	CHECK_TEXT("and the limit", err.message, "This is nested deeper than 32: take it apart.");
	CHECK("33 objects are refused", !nests(33, "{\"a\":", "}", true, &err));
	CHECK("a million do not overflow the stack", !nests(1000000, "[", "]", false, &err));
}

static void strings_have_a_limit(void)
{
	struct error err = {0};
	const char *text = "[\"12345\", \"\\u0031\\u0032\\u0033\\u0034\\u0035\"]";

	CHECK("bytes count when unescaped", json_scan(text, strlen(text), "t", 5, &err));
	CHECK("one over it is refused", !json_scan(text, strlen(text), "t", 4, &err));
	CHECK_TEXT("and told", err.message, "This string is longer than 4 bytes: shorten it.");
	CHECK("keys are strings too", !json_scan("{\"12345\":1}", 11, "t", 4, &err));
}

/* Each cut of a good text is bad, and no cut is read beyond its end (the sanitizer watches). */
static void every_cut_is_refused(void)
{
	static const char text[] = "{\"a\":[1.5e+3,true,null,\"x\\n\\uD83D\\uDE00é\"],\"b\":{\"c\":-0}}";
	size_t accepted = 0;

	for (size_t len = 0; len < sizeof text - 1; len++) {
		char *cut = malloc(len ? len : 1);
		struct error err = {0};

		memcpy(cut, text, len);
		accepted += json_scan(cut, len, "t", 0, &err) || !err.message[0];
		free(cut);
	}
	CHECK_NUMBER("no beginning of it is whole", (int64_t)accepted, 0);
	CHECK("but all of it is", json_scan(text, sizeof text - 1, "t", 0, NULL));
}

static void many_keys(void)
{
	struct text text = {0};
	struct error err = {0};

	for (int i = 0; i < 20000; i++)
		text_addf(&text, "%c\"key%d\":1", i ? ',' : '{', i);
	text_add_char(&text, '}');
	CHECK("20,000 different keys", json_scan(text_str(&text), text.len, "t", 0, &err));
	text_cut(&text, text.len - 1);
	text_add(&text, ",\"key7\":1}");
	CHECK("one of them again", !json_scan(text_str(&text), text.len, "t", 0, &err));
	CHECK_TEXT("is found", err.message, "The key \"key7\" stands in line 1 already: remove one of them.");
	CHECK("nobody need listen", !json_scan("[", 1, "t", 0, NULL));
	text_clear(&text);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"accepts what is JSON", accepts},
		{"refuses what is not, and says what to do", refuses},
		{"nesting ends at 32", nesting_ends},
		{"strings have a limit", strings_have_a_limit},
		{"every cut is refused", every_cut_is_refused},
		{"many keys", many_keys},
		{0},
	};

	return check_run("json: scanner", tests);
}
