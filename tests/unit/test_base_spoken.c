/* Spoken codes: what was put in comes out, and every single slip is found. */
#include <stdlib.h>
#include <string.h>

#include "base/spoken.h"
#include "check.h"

enum { SLIPS = 10000 };

static uint32_t seed = 12345;

static uint32_t any(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static void make(struct spoken *spoken, struct text *code, size_t bits)
{
	*spoken = (struct spoken){.count = 0};
	for (size_t i = 0; i < bits; i++)
		spoken_put(spoken, any(2), 1);
	text_cut(code, 0);
	CHECK("bits that fit can be said", spoken_write(spoken, code));
}

static bool same_bits(const struct spoken *a, const struct spoken *b)
{
	return a->count == b->count && memcmp(a->bit, b->bit, sizeof a->bit) == 0;
}

static void test_round(void)
{
	struct text code = {0};
	struct spoken in, out;

	for (size_t bits = 0; bits < 700; bits++) {
		struct error err = {0};
		make(&in, &code, bits);
		if (!CHECK("a code is read back", spoken_read(&out, text_str(&code), &err)) ||
		    !CHECK("with the same bits", same_bits(&in, &out)))
			break;
	}
	make(&in, &code, SPOKEN_BITS);
	CHECK("the longest code too", spoken_read(&out, text_str(&code), NULL) && same_bits(&in, &out));
	spoken_put(&in, 1, 1);
	CHECK("more bits than fit are no code", !spoken_write(&in, &code));
	text_clear(&code);
}

static void test_numbers(void)
{
	static const uint32_t numbers[] = {0, 1, 7, 8, 9, 72, 73, 500, 65535, 1000000, UINT32_MAX};
	struct spoken spoken = {.count = 0};

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		spoken_put_number(&spoken, numbers[i], 3);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		CHECK_NUMBER("a number comes out as it went in", spoken_take_number(&spoken, 3), numbers[i]);
	CHECK("nothing was left or missing", !spoken.bad && spoken.at == spoken.count);
	spoken_take(&spoken, 1);
	CHECK("reading past the end is told", spoken.bad);
}

/* A space for a dash says the same. */
static bool same_meaning(char a, char b)
{
	return a == b || (a | 0x20) == (b | 0x20) || (strchr("- ", a) && strchr("- ", b));
}

/* One wrong character: any other printable one, also a dash for a letter and a letter for a dash. */
static void slip(char *code)
{
	size_t at = any((uint32_t)strlen(code));
	char was = code[at];

	while (same_meaning(code[at], was))
		code[at] = (char)(' ' + any(95));
}

static bool swap(char *code)
{
	size_t at = any((uint32_t)strlen(code) - 1);
	char first = code[at];

	code[at] = code[at + 1];
	code[at + 1] = first;
	return code[at] != code[at + 1];
}

static void test_slips(void)
{
	struct text code = {0};
	struct spoken in, out;
	int found = 0, tried = 0;

	while (tried < SLIPS) {
		make(&in, &code, 20 + any(400));
		char *wrong = text_take(&code);
		bool changed = any(2) ? swap(wrong) : (slip(wrong), true);
		tried += changed;
		found += changed && !spoken_read(&out, wrong, NULL);
		free(wrong);
	}
	CHECK_NUMBER("every wrong character and every swap of neighbours is found", found, SLIPS);
	text_clear(&code);
}

/* Every character of one code changed to every other, and every pair of neighbours swapped. */
static void test_all_slips(void)
{
	static const char alphabet[] = "23456789ABCDEFGHJKMNPQRTUVWXY";
	struct text code = {0};
	struct spoken in, out;
	int missed = 0;

	make(&in, &code, 180);
	char *word = text_take(&code);
	for (size_t i = 0; word[i]; i++) {
		char was = word[i];
		for (const char *other = alphabet; *other; other++) {
			word[i] = *other;
			missed += *other != was && spoken_read(&out, word, NULL);
		}
		word[i] = was;
	}
	for (size_t i = 0; word[i + 1]; i++) {
		char was = word[i];
		word[i] = word[i + 1];
		word[i + 1] = was;
		missed += word[i] != word[i + 1] && spoken_read(&out, word, NULL);
		word[i + 1] = word[i];
		word[i] = was;
	}
	CHECK_NUMBER("none of them gets through", missed, 0);
	free(word);
}

static void test_reading(void)
{
	static const struct {
		const char *sentence, *before, *after;
	} rows[] = {
		{"small letters are the same", "abcdefghjkmnpqrtuvwxy", "ABCDEFGHJKMNPQRTUVWXY"},
		{"a space parts groups as a dash does", " ", "-"},
		{"so do several", "   ", "-"},
		{"and groups need no parting at all", "", "-"},
	};
	struct text code = {0};
	struct spoken in, out;

	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		struct text other = {0};
		make(&in, &code, 90);
		for (const char *at = text_str(&code); *at; at++) {
			const char *found = strchr(rows[r].after, *at);
			if (!found)
				text_add_char(&other, *at);
			else if (r == 0)
				text_add_char(&other, rows[r].before[found - rows[r].after]);
			else
				text_add(&other, rows[r].before);
		}
		CHECK(rows[r].sentence, spoken_read(&out, text_str(&other), NULL) && same_bits(&in, &out));
		text_clear(&other);
	}
	text_clear(&code);
}

static void test_messages(void)
{
	static const struct {
		const char *code, *message;
	} rows[] = {
		{"SABC-DEFG-2345", "No code has the letter S: is it the digit 5?"},
		{"ABCD-EFGO-2345", "No code has the character O: ask for it again."},
		{"ABC-DEFG-2345", "The groups of a code have four characters each, up to the last one."},
		{"ABCD-EFGH-", "The groups of a code have four characters each, up to the last one."},
		{"ABCD", "A code has at least 8 characters: some are missing."},
		{"ABCD-\xc3\xa9", "A code has letters, digits and dashes only."},
		{"2222-3333-4444", "A character is wrong, or two changed places: read it out once more."},
	};
	struct spoken out;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct error err = {0};
		CHECK(rows[i].code, !spoken_read(&out, rows[i].code, &err));
		CHECK_TEXT(rows[i].code, err.message, rows[i].message);
	}
}

static void test_saying(void)
{
	struct text out = {0};

	spoken_spell(&out, "K2-XA");
	CHECK_TEXT("a code is said in words, a line for each group", text_str(&out), "Kilo two\nX-ray Alfa");
	CHECK("a code is known when seen", spoken_resembles("KTE7-7Q3M-2D"));
	CHECK("also with spaces", spoken_resembles("kte7 7q3m 2d"));
	CHECK("an error message is none", !spoken_resembles("Permission denied 401"));
	CHECK("nor is a step", !spoken_resembles("ORD-12"));
	text_clear(&out);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"round", test_round},     {"numbers", test_numbers},
		{"slips", test_slips},     {"all slips", test_all_slips},
		{"reading", test_reading}, {"messages", test_messages},
		{"saying", test_saying},   {0},
	};

	return check_run("base spoken", tests);
}
