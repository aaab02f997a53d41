/* The shipped messages, spoilt at random with a fixed seed: they still find their own entry first. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check.h"
#include "data/load.h"
#include "data_fixture.h"
#include "guide/search.h"

enum { ROUNDS = 40, HITS = 8, LONGEST = 400 };

static uint64_t seed;

static size_t below(size_t count)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(seed >> 33) % count;
}

static struct guide *load_shipped(void)
{
	struct findings findings = {0};
	char *dir = fixture_path("wizard-data");
	struct data_sources sources = {.dir = dir};
	struct guide *guide = data_load(&sources, &findings);

	free(dir);
	findings_clear(&findings);
	return guide;
}

/* ---- ways to spoil a message; each changes it in place, which has room for LONGEST bytes ---- */

static void insert(char *text, size_t at, const char *what)
{
	size_t len = strlen(what);

	memmove(text + at + len, text + at, strlen(text + at) + 1);
	for (size_t i = 0; i < len; i++)
		text[at + i] = what[i];
}

static void slip_change(char *text)
{
	text[below(strlen(text))] = (char)('a' + below(26));
}

static void slip_drop(char *text)
{
	size_t at = below(strlen(text));

	memmove(text + at, text + at + 1, strlen(text + at));
}

static void slip_double(char *text)
{
	size_t at = below(strlen(text));
	char twice[2] = {text[at], '\0'};

	insert(text, at, twice);
}

static void slip_add(char *text)
{
	char more[2] = {(char)('a' + below(26)), '\0'};

	insert(text, below(strlen(text) + 1), more);
}

static void slip_swap(char *text)
{
	size_t at = below(strlen(text) - 1);
	char kept = text[at];

	text[at] = text[at + 1];
	text[at + 1] = kept;
}

static void shout(char *text)
{
	for (; *text != '\0'; text++)
		*text = (char)toupper((unsigned char)*text);
}

static void whisper(char *text)
{
	for (; *text != '\0'; text++)
		*text = (char)tolower((unsigned char)*text);
}

static void wrap_line(char *text)
{
	char *space = strchr(text + below(strlen(text)), ' ');

	if (space != NULL)
		insert(text, (size_t)(space - text), below(2) == 0 ? "\n  " : " \r\n");
}

static void quote(char *text)
{
	static const char *const marks[][2] = {
		{"\"", "\""}, {"\u201c", "\u201d"}, {"\u00ab ", " \u00bb"}, {"'", "'!"}, {"\u300c", "\u300d\u3002"},
	};
	size_t which = below(5);

	insert(text, 0, marks[which][0]);
	insert(text, strlen(text), marks[which][1]);
}

static void begin(char *text)
{
	static const char *const fronts[] = {
		"2026-11-14T14:02:33Z ERROR ",
		"[14/Nov/2026:08:12:44 -0500] ",
		"Order #10432: ",
		"ERROR ",
		"IMPORT ERROR - ",
		"11/23/2026 8:12 AM  Main Shopify Store  ",
		"> ",
		"FW: ",
	};

	insert(text, 0, fronts[below(8)]);
}

static void end(char *text)
{
	static const char *const tails[] = {
		" (order 100234)", ": ABC-12345", ".", "!!", " [ref 8f3a-22]", " ...", " at 11/14 2:05 pm", " (3x)",
	};

	insert(text, strlen(text), tails[below(8)]);
}

static void (*const slips[])(char *text) = {slip_change, slip_drop, slip_double, slip_add, slip_swap};
static void (*const dresses[])(char *text) = {shout, whisper, wrap_line, quote, begin, end};

/* One slip, a second one in longer messages, and up to two changes around it. */
static void spoil(char *text)
{
	size_t count = strlen(text) > 12 ? 1 + below(2) : 1;

	for (size_t i = 0; i < count; i++)
		slips[below(5)](text);
	count = below(3);
	for (size_t i = 0; i < count; i++)
		dresses[below(6)](text);
}

/* ---- is the first hit right? ---- */

static bool has_wording(const struct known_error *error, const char *wording)
{
	bool has = text_same_fold(error->text, wording);

	for (size_t i = 0; i < error->alias_count; i++)
		has = has || text_same_fold(error->alias[i], wording);
	return has;
}

static struct {
	size_t tried, right;
	struct text wrong;
} score;

static void try_wording(struct search *search, const char *wording)
{
	struct hit hit[HITS];

	for (int i = 0; i < ROUNDS; i++) {
		char text[LONGEST];
		size_t count;

		snprintf(text, sizeof text, "%.100s", wording);
		spoil(text);
		count = search_error(search, text, DIRECTION_ANY, "", hit, HITS);
		score.tried++;
		if (count > 0 && has_wording(hit[0].error, wording))
			score.right++;
		else
			text_addf(&score.wrong, "%s < %s\n", count > 0 ? hit[0].error->text : "nothing", text);
	}
}

static void spoilt_messages_are_found(void)
{
	struct guide *guide = load_shipped();
	struct search *search;

	CHECK("the data load", guide != NULL);
	if (guide == NULL)
		return;
	seed = 20261123;
	search = search_new(guide);
	for (size_t i = 0; i < guide->error_count; i++) {
		try_wording(search, guide->error[i].text);
		for (size_t k = 0; k < guide->error[i].alias_count; k++)
			try_wording(search, guide->error[i].alias[k]);
	}
	printf("%zu of %zu spoilt messages found\n%s", score.right, score.tried, text_str(&score.wrong));
	CHECK("there are messages to spoil", score.tried > 5000);
	CHECK("of 100 spoilt messages 99 find their entry first", score.right * 100 >= score.tried * 99);
	text_clear(&score.wrong);
	search_free(search);
	guide_free(guide);
}

/* ---- what is no message ---- */

/* Nothing that a walk acts on may be found in what people write about other things. */
static const char *const unrelated[] = {
	"How do I cook rice for four people?",
	"The quick brown fox jumps over the lazy dog",
	"Lorem ipsum dolor sit amet, consectetur adipiscing elit",
	"Please send me the invoice of last month",
	"happy birthday to you",
	"asdf jkl; qwertz",
	"Can I change my newsletter subscription?",
	"https://example.test/a/b?c=d",
	"4111 1111 1111 1111",
	"2026-11-14 14:02:33",
	"The meeting is moved to Thursday at ten",
	"My printer has no paper left",
	"Where can I park near your office?",
	"Bitte rufen Sie mich morgen zur\u00fcck",
	"\u4f60\u597d\uff0c\u4eca\u5929\u5929\u6c14\u600e\u4e48\u6837",
	"I love the new colour of your website",
	"npm install left-pad",
	"Segmentation fault (core dumped)",
	"Do you have an opening for a warehouse job?",
	"What is the capital of Australia?",
	"Thanks, that was all!",
	"Who won the match yesterday?",
	"The screen of my phone is cracked",
	"...",
};

static void unrelated_texts_find_nothing(void)
{
	struct guide *guide = load_shipped();
	struct search *search;
	struct hit hit[HITS];

	CHECK("the data load", guide != NULL);
	if (guide == NULL)
		return;
	search = search_new(guide);
	for (size_t i = 0; i < sizeof unrelated / sizeof *unrelated; i++) {
		size_t count = search_error(search, unrelated[i], DIRECTION_ANY, "", hit, HITS);

		CHECK_TEXT(unrelated[i], count > 0 ? hit[0].error->text : "nothing", "nothing");
	}
	search_free(search);
	guide_free(guide);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"spoilt messages are found", spoilt_messages_are_found},
		{"unrelated texts find nothing", unrelated_texts_find_nothing},
		{0},
	};

	return check_run("data: messages", tests);
}
