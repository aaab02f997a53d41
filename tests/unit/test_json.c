#include <math.h>
#include <string.h>

#include "base/text.h"
#include "check.h"
#include "json/json.h"

static const char sample[] =
	"{\"nodes\":{\"orders.last-sync\":{\"code\":\"ORD-4\",\"go\":[{\"to\":\"a\"},{\"to\":\"b\",\"n\":3}]}},"
	"\"plain\":{\"x\":1,\"y\":2.50,\"z\":-0},\"list\":[null,true,\"s\\u0000t\",1e3,18446744073709551615,"
	"123456789012345678901234567890],\"a/b\":1,\"m~n\":2,\"\":3,\"*\":4}";

static struct json_doc *parse(const char *text)
{
	struct error err = {0};
	struct json_doc *doc = json_parse(text, strlen(text), "sample", 0, &err);

	CHECK_TEXT("the sample is read", err.message, "");
	return doc;
}

static void values_are_read(void)
{
	struct json_doc *doc = parse(sample);
	struct json_at root = json_root(doc);
	struct json_at list = json_get(&root, "list");
	struct json_at item[6];
	int64_t whole = -1;
	double number = -1;
	bool yes = false;
	size_t len;

	for (size_t i = 0; i < 6; i++)
		item[i] = json_item(&list, i);
	CHECK_TEXT("it knows its name", json_name(doc), "sample");
	CHECK("null is there, but null", item[0].type == JSON_NULL);
	CHECK("true", json_bool(&item[1], &yes) && yes);
	CHECK("a string with NUL keeps its length",
	      json_string(&item[2], &len) && len == 3 && memcmp(json_string(&item[2], NULL), "s\0t", 3) == 0);
	CHECK("1e3 is a whole number", json_integer(&item[3], &whole) && whole == 1000);
	CHECK("2^64-1 does not fit", !json_integer(&item[4], &whole));
	CHECK("as a number it does", json_number(&item[4], &number) && number == 18446744073709551615.0);
	CHECK("30 digits are not cut to 64 bits", json_number(&item[5], &number) && number > 1.2e29);
	CHECK("a string is no number", !json_number(&item[2], &number) && !json_integer(&item[2], &whole));
	CHECK("a number is no string", json_string(&item[3], NULL) == NULL && !json_bool(&item[3], &yes));
	json_free(doc);
	json_free(NULL);
}

static void numbers_stay_exact(void)
{
	static const struct {
		const char *sentence, *text;
		bool whole;
		int64_t want;
	} rows[] = {
		{"the smallest", "-9223372036854775808", true, INT64_MIN},
		{"the largest", "9223372036854775807", true, INT64_MAX},
		{"one more is no int64", "9223372036854775808", false, 0},
		{"one less is none", "-9223372036854775809", false, 0},
		{"minus nought is nought", "-0", true, 0},
		{"1.0 is whole", "1.0", true, 1},
		{"1.5 is not", "1.5", false, 0},
		{"1e15 is whole", "1e15", true, 1000000000000000},
		{"1e17 is more than a double counts by one", "1e17", false, 0},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct json_doc *doc = parse(rows[i].text);
		struct json_at root = json_root(doc);
		struct text dumped = {0};
		int64_t got = 0;

		CHECK_NUMBER(rows[i].sentence, json_integer(&root, &got), rows[i].whole);
		CHECK_NUMBER(rows[i].sentence, got, rows[i].want);
		json_dump(&root, &dumped);
		CHECK_TEXT("and is written as it was read", text_str(&dumped), rows[i].text);
		text_clear(&dumped);
		json_free(doc);
	}
}

static void missing_is_no_crash(void)
{
	struct json_doc *doc = parse(sample);
	struct json_at root = json_root(doc);
	struct json_at none = json_get(&root, "nothing");
	struct json_at below = json_get(&none, "below");
	struct json_at item = json_item(&below, 3);
	struct json_at member;
	struct text path = {0};
	void *state = NULL;

	CHECK("missing", none.type == JSON_MISSING && below.type == JSON_MISSING && item.type == JSON_MISSING);
	CHECK_NUMBER("has nothing in it", (int64_t)json_count(&none), 0);
	CHECK("nor members", !json_next(&none, &state, &member));
	CHECK("nor a string", json_string(&none, NULL) == NULL);
	json_path(&item, &path);
	CHECK_TEXT("but a path for the message", text_str(&path), "$.nothing.below[3]");
	text_clear(&path);
	json_free(doc);
}

static void paths_are_shown(void)
{
	struct json_doc *doc = parse(sample);
	struct json_at root = json_root(doc);
	struct json_at nodes = json_get(&root, "nodes");
	struct json_at node = json_get(&nodes, "orders.last-sync");
	struct json_at go = json_get(&node, "go");
	struct json_at second = json_item(&go, 1);
	struct json_at to = json_get(&second, "to");
	struct text path = {0};

	json_path(&to, &path);
	CHECK_TEXT("plain keys with points, others in brackets", text_str(&path),
	           "$.nodes[\"orders.last-sync\"].go[1].to");
	text_cut(&path, 0);
	json_path(&root, &path);
	CHECK_TEXT("the root", text_str(&path), "$");
	text_clear(&path);
	json_free(doc);
}

static void members_keep_their_order(void)
{
	struct json_doc *doc = parse(sample);
	struct json_at root = json_root(doc);
	struct json_at member;
	struct text keys = {0};
	void *state = NULL;

	while (json_next(&root, &state, &member))
		text_addf(&keys, "%s|", member.key);
	CHECK_TEXT("as in the file", text_str(&keys), "nodes|plain|list|a/b|m~n||*|");
	CHECK_NUMBER("all counted", (int64_t)json_count(&root), 7);
	text_cut(&keys, 0);
	json_dump(&root, &keys);
	CHECK_TEXT("written as it was read", text_str(&keys), sample);
	text_clear(&keys);
	json_free(doc);
}

struct found {
	struct text text;
	int most;
};

static bool note_match(void *ctx, const struct json_at *match, const struct json_at *last_star)
{
	struct found *found = ctx;

	json_dump(match, &found->text);
	text_add_char(&found->text, '<');
	json_path(last_star, &found->text);
	text_add_char(&found->text, ' ');
	return --found->most != 0;
}

static void pointers_find(void)
{
	static const struct {
		const char *sentence, *pointer;
		int most;
		const char *want;
	} rows[] = {
		{"a member", "/plain/x", 9, "1<$.plain.x "},
		{"an element", "/list/1", 9, "true<$.list[1] "},
		{"null is a match", "/list/0", 9, "null<$.list[0] "},
		{"~1 is a slash", "/a~1b", 9, "1<$[\"a/b\"] "},
		{"~0 is a tilde", "/m~0n", 9, "2<$[\"m~n\"] "},
		{"an empty name", "/", 9, "3<$[\"\"] "},
		{"every member", "/plain/*", 9, "1<$.plain.x 2.50<$.plain.y -0<$.plain.z "},
		{"the element that the star stands for", "/nodes/*/go/*/to", 9,
	     "\"a\"<$.nodes[\"orders.last-sync\"].go[0] \"b\"<$.nodes[\"orders.last-sync\"].go[1] "},
		{"not behind the star", "/nodes/*/code", 9, "\"ORD-4\"<$.nodes[\"orders.last-sync\"] "},
		{"names of members", "/plain/*~", 9, "\"x\"<$.plain.x \"y\"<$.plain.y \"z\"<$.plain.z "},
		{"enough is enough", "/plain/*", 2, "1<$.plain.x 2.50<$.plain.y "},
		{"enough names", "/plain/*~", 1, "\"x\"<$.plain.x "},
		{"only some elements have it", "/nodes/*/go/*/n", 9, "3<$.nodes[\"orders.last-sync\"].go[1] "},
		{"no such member", "/plain/w", 9, ""},
		{"no such element", "/list/6", 9, ""},
		{"a leading zero is no index", "/list/01", 9, ""},
		{"a name is no index", "/list/x", 9, ""},
		{"an index beyond all numbers", "/list/99999999999999999999", 9, ""},
		{"below a number there is nothing", "/plain/x/y", 9, ""},
		{"nor every one of it", "/plain/x/*", 9, ""},
		{"a pointer begins with a slash", "plain", 9, ""},
	};
	struct json_doc *doc = parse(sample);
	struct json_at root = json_root(doc);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct found found = {.most = rows[i].most};

		json_find(&root, rows[i].pointer, note_match, &found);
		CHECK_TEXT(rows[i].sentence, text_str(&found.text), rows[i].want);
		text_clear(&found.text);
	}
	json_free(doc);
}

static void pointer_to_all(void)
{
	struct json_doc *doc = parse("[1]");
	struct json_at root = json_root(doc);
	struct json_at none = json_get(&root, "x");
	struct found found = {.most = 9};

	json_find(&root, "", note_match, &found);
	json_find(&none, "", note_match, &found);
	CHECK_TEXT("the empty pointer is the value itself, and nothing of nothing", text_str(&found.text),
	           "[1]<$ ");
	text_clear(&found.text);
	json_free(doc);
}

/* One document with every kind of value. */
static void write_sample(struct text *out, bool pretty)
{
	struct json_writer writer;

	json_write_init(&writer, out, pretty);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "s", "a\"b");
	json_put_string(&writer, "none", NULL);
	json_open_array(&writer, "list");
	json_put_integer(&writer, NULL, INT64_MIN);
	json_put_number(&writer, NULL, 0.1);
	json_put_number(&writer, NULL, 3);
	json_put_number(&writer, NULL, NAN);
	json_put_bool(&writer, NULL, true);
	json_close_array(&writer);
	json_open_object(&writer, "empty");
	json_close_object(&writer);
	json_put_raw(&writer, "raw", "[1]");
	json_put_null(&writer, "n");
	json_close_object(&writer);
}

static void writer_writes(void)
{
	struct text out = {0};

	write_sample(&out, false);
	CHECK_TEXT("compact", text_str(&out),
	           "{\"s\":\"a\\\"b\",\"none\":null,\"list\":[-9223372036854775808,0.1,3,null,true],\"empty\":{},"
	           "\"raw\":[1],\"n\":null}");
	CHECK("is JSON", json_scan(text_str(&out), out.len, "t", 0, NULL));
	text_cut(&out, 0);
	write_sample(&out, true);
	CHECK_TEXT(
		"pretty", text_str(&out),
		"{\n  \"s\": \"a\\\"b\",\n  \"none\": null,\n  \"list\": [\n    -9223372036854775808,\n    0.1,\n"
		"    3,\n    null,\n    true\n  ],\n  \"empty\": {},\n  \"raw\": [1],\n  \"n\": null\n}");
	text_clear(&out);
}

static void quotes(void)
{
	static const struct {
		const char *sentence, *text;
		size_t len;
		const char *want;
	} rows[] = {
		{"nothing", "", 0, "\"\""},
		{"quote and backslash", "a\"\\", 3, "\"a\\\"\\\\\""},
		{"short escapes", "\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\""},
		{"other control characters", "\0\x1B\x7F", 3, "\"\\u0000\\u001b\\u007f\""},
		{"UTF-8 stays", "né日", 6, "\"né日\""},
		{"what is no UTF-8 becomes U+FFFD", "a\xFF", 2, "\"a\xEF\xBF\xBD\""},
		{"a character cut off too", "\xE2\x82", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = {0};

		json_quote(&out, rows[i].text, rows[i].len);
		CHECK_TEXT(rows[i].sentence, text_str(&out), rows[i].want);
		CHECK("can be read again", json_scan(text_str(&out), out.len, "t", 0, NULL));
		text_clear(&out);
	}
}

static void numbers_round_trip(void)
{
	static const double numbers[] = {0.1, 1.0 / 3, 1e21, 5e-324, 1.7976931348623157e308, -0.0, 123456789.125};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct text out = {0};
		struct json_writer writer;
		struct json_doc *doc;
		struct json_at root;
		double got = NAN;

		json_write_init(&writer, &out, false);
		json_put_number(&writer, NULL, numbers[i]);
		doc = parse(text_str(&out));
		root = json_root(doc);
		CHECK("written and read it is the same number", json_number(&root, &got) && got == numbers[i]);
		json_free(doc);
		text_clear(&out);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"values are read", values_are_read},
		{"numbers stay exact", numbers_stay_exact},
		{"missing is no crash", missing_is_no_crash},
		{"paths are shown", paths_are_shown},
		{"members keep their order", members_keep_their_order},
		{"pointers find", pointers_find},
		{"a pointer to all", pointer_to_all},
		{"the writer writes", writer_writes},
		{"strings are quoted", quotes},
		{"numbers round-trip", numbers_round_trip},
		{0},
	};

	return check_run("json", tests);
}
