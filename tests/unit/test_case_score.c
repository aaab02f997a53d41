/* The score: each rule of section 13 kept and broken, with its moment. */
#include <string.h>

#include "case/score.h"
#include "case_guide.h"
#include "check.h"

struct row {
	const char *sentence, *steps;
	enum score_rule rule;
	enum score_state state;
	const char *says; /* part of the words, or NULL */
};

static const struct row rows[] = {
	{"asking in the order of the trees is simple things first", "symptom orders; choose 1", SCORE_SIMPLE,
     SCORE_KEPT, NULL},
	{"jumping to a fix is not", "symptom orders; +1h; jump fix.sku", SCORE_SIMPLE, SCORE_BROKEN, "60:00 "},
	{"nor is beginning in the middle", "jump fix.sku", SCORE_SIMPLE, SCORE_BROKEN,
     "jumped past the questions before it"},
	{"a fix after an answer stands on evidence", "symptom orders; choose 2; done", SCORE_EVIDENCE, SCORE_KEPT,
     NULL},
	{"a fix before any answer does not", "jump fix.sku; done", SCORE_EVIDENCE, SCORE_BROKEN,
     "changed before anything was looked at"},
	{"one change, then its check", "symptom orders; choose 2; done; choose 1", SCORE_ONE_CHANGE, SCORE_KEPT,
     NULL},
	{"two changes at once", "symptom orders; choose 2; done; jump fix.sku; done", SCORE_ONE_CHANGE,
     SCORE_BROKEN, "changed while another change was not checked"},
	{"a fix that is being checked is open", "symptom orders; choose 2; done", SCORE_VERIFIED, SCORE_OPEN,
     NULL},
	{"a fix that was checked", "symptom orders; choose 2; done; choose 1", SCORE_VERIFIED, SCORE_KEPT, NULL},
	{"a fix that was left unchecked", "symptom orders; choose 2; done; jump end.fine", SCORE_VERIFIED,
     SCORE_BROKEN, "it ended with a change unchecked"},
	{"a step skipped without a reason", "symptom orders; skip skipped by hand", SCORE_WRITTEN, SCORE_BROKEN,
     "skipped without a reason"},
	{"a case handed over without a word", "symptom orders; choose 2; cannot", SCORE_WRITTEN, SCORE_BROKEN,
     "handed over without a note or a ticket"},
	{"a case handed over with a note", "symptom orders; note two apps; choose 2; cannot", SCORE_WRITTEN,
     SCORE_KEPT, NULL},
	{"help asked in time", "symptom orders; note two apps; choose 2; cannot", SCORE_HELP, SCORE_KEPT, NULL},
	{"a third change after two that did not help",
     "jump fix.toggle; done; choose 2; jump fix.sku; done; choose 2; jump fix.stock; done", SCORE_HELP,
     SCORE_BROKEN, "one more change after two that did not help"},
	{0},
};

static void test_rules(void)
{
	for (const struct row *row = rows; row->sentence; row++) {
		struct kit_case kit_case;
		struct score score;
		struct text text = {0};

		kit_begin(&kit_case, &case_guide, false);
		CHECK(row->sentence, kit_steps(&kit_case, row->steps));
		score_make(&score, kit_case.walk, 1);
		score_write(&score, &text);
		CHECK_TEXT(row->sentence, score_state_name(score.rule[row->rule]), score_state_name(row->state));
		if (row->says)
			CHECK(text_str(&text), strstr(text_str(&text), row->says) != NULL);
		score_clear(&score);
		text_clear(&text);
		kit_end(&kit_case);
	}
}

static void test_words(void)
{
	struct kit_case kit_case;
	struct score score;
	struct text text = {0};

	kit_begin(&kit_case, &case_guide, false);
	kit_steps(&kit_case, "symptom orders; +1h; choose 1; back; choose 2; done; choose 1");
	score_make(&score, kit_case.walk, 1);
	score_write(&score, &text);
	CHECK_TEXT("the score says it all", text_str(&text),
	           "6 of 6 rules kept (section 13).\n"
	           "  Simple things first: kept.\n"
	           "  Evidence before a change: kept.\n"
	           "  One change at a time: kept.\n"
	           "  Every fix checked: kept.\n"
	           "  Written down: kept.\n"
	           "  Help asked in time: kept.\n"
	           "3 answers; par is 1: 2 more than it takes.\n"
	           "Detours:\n"
	           "  60:00 TST-3 went back.\n");
	score_clear(&score);
	text_clear(&text);
	kit_end(&kit_case);
}

int main(void)
{
	static const struct check_test tests[] = {{"rules", test_rules}, {"words", test_words}, {0}};

	return check_run("case score", tests);
}
