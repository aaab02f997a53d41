/* Handoff codes of a case: the same step with the same answers, and what it says where data differ. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/handoff.h"
#include "case_guide.h"
#include "check.h"

/* A case of its own that the code opened; NULL and err when it does not. */
static struct walk *open_code(const struct kit_case *kit_case, const struct guide *guide, const char *code,
                              struct text *changes, struct error *err)
{
	struct walk_options options = kit_case->options;
	struct handoff *handoff = handoff_read(guide, code, err);
	struct walk *walk;

	options.listen = NULL;
	if (!handoff)
		return NULL;
	if (changes)
		text_add(changes, handoff_changes(handoff));
	walk = walk_new(guide, &options, kit_case->now);
	walk_hold(walk, true);
	if (!handoff_open(walk, handoff, kit_case->now, err)) {
		walk_free(walk);
		walk = NULL;
	}
	handoff_free(handoff);
	return walk;
}

/* "" when the code of the case opens the same; else what differs. */
static void differs(struct kit_case *kit_case, struct text *out)
{
	struct text code = {0}, again = {0};
	struct error err = {0};
	struct walk *opened = NULL;
	char *here = xstrdup(kit_state(kit_case->walk, kit_case->now));

	if (handoff_write(kit_case->walk, &code))
		opened = open_code(kit_case, kit_case->guide, text_str(&code), out, &err);
	if (code.len > 0 && !opened)
		text_addf(out, "%s: %s", text_str(&code), err.message);
	if (opened)
		handoff_write(opened, &again);
	if (opened && strcmp(text_str(&again), text_str(&code)) != 0)
		text_addf(out, "%s opened %s: %s", here, kit_state(opened, kit_case->now), kit_facts(opened));
	walk_free(opened);
	text_clear(&code);
	text_clear(&again);
	free(here);
}

static void test_positions(void)
{
	static const struct {
		const char *sentence, *steps, *state;
	} rows[] = {
		{"the first question", "symptom orders", "ASK orders.toggle toggle? 1 2"},
		{"a question after an answer", "symptom orders; choose 1", "ASK orders.sync last_sync? 1 typed"},
		{"a question after not knowing", "symptom orders; unknown", "ASK orders.sync last_sync? 1 typed"},
		{"a fix", "symptom orders; choose 2", "FIX fix.toggle"},
		{"what verifies a fix", "symptom orders; choose 2; done", "ASK orders.toggle toggle? 1 2"},
		{"an answer that is to be changed", "symptom orders; choose 1; back",
	     "ASK orders.toggle toggle? 1* 2"},
		{"a fact asked anew", "symptom orders; choose 1; recheck toggle", "ASK orders.toggle toggle? 1 2"},
		{"a step that was jumped to", "symptom orders; jump compare.orders", "COMPARE compare.orders"},
		{"the end", "jump end.fine", "END end.fine fixed"},
		{"which platform it is, asked in between", "jump call.keys", "ASK call.keys platform? 1 2"},
		{"what a message is about, asked in between", "jump orders.error; type Permission denied",
	     "ASK orders.error direction? 1 2 3"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct kit_case kit_case;
		struct text out = {0}, code = {0};
		struct error err = {0};
		struct walk *opened;
		kit_begin(&kit_case, &case_guide, false);
		CHECK(rows[i].sentence, kit_steps(&kit_case, rows[i].steps));
		handoff_write(kit_case.walk, &code);
		opened = open_code(&kit_case, kit_case.guide, text_str(&code), &out, &err);
		CHECK_TEXT("nothing is lost", text_str(&out), "");
		if (CHECK(rows[i].sentence, opened != NULL))
			CHECK_TEXT(rows[i].sentence, kit_state(opened, kit_case.now), rows[i].state);
		walk_free(opened);
		text_clear(&out);
		text_clear(&code);
		kit_end(&kit_case);
	}
}

static const char *const random_steps[] = {
	"choose 1",
	"choose 1",
	"choose 2",
	"choose 3",
	"unknown",
	"unknown",
	"type 1001",
	"type 11:30",
	"on",
	"done",
	"cannot",
	"no-match",
	"back",
	"recheck toggle",
	"recheck status",
	"tick 0 yes",
	"tick 1 no",
	"compare 0 a|b",
	"skip not now",
	"jump orders.status",
	"jump shop.inner",
	"jump check.page",
	"symptom orders",
	"symptom stock",
	"jump orders.error",
	"type Permission denied",
	"leave",
	"+1h",
	NULL,
};

static void test_random(void)
{
	enum { WALKS = 80, STEPS = 25 };
	size_t kinds = 0;
	int positions = 0;

	while (random_steps[kinds])
		kinds++;
	srandom(7);
	for (int seed = 0; seed < WALKS; seed++) {
		struct kit_case kit_case;
		struct text out = {0}, done = {0};
		kit_begin(&kit_case, &case_guide, false);
		for (int i = 0; i < STEPS && out.len == 0; i++) {
			const char *step = random_steps[(size_t)random() % kinds];
			text_addf(&done, "%s; ", step);
			kit_do(&kit_case, step);
			differs(&kit_case, &out);
			positions++;
		}
		if (!CHECK_TEXT("every position opens the same", text_str(&out), ""))
			fprintf(stderr, "%s\n", text_str(&done));
		text_clear(&out);
		text_clear(&done);
		kit_end(&kit_case);
	}
	CHECK("many positions were seen", positions > 1000);
}

static void test_journal(void)
{
	struct kit_case kit_case;
	struct text code = {0};
	struct error err = {0};
	const struct walk_stop *stop;

	kit_begin(&kit_case, &case_guide, false);
	kit_steps(&kit_case, "symptom orders; unknown");
	handoff_write(kit_case.walk, &code);
	struct walk *opened = open_code(&kit_case, kit_case.guide, text_str(&code), NULL, &err);
	CHECK_TEXT("its facts came by the code", kit_facts(opened),
	           "can_probe=no(computed) direction=order(import) symptom=orders(import)");
	CHECK_TEXT("what nobody could see is known", kit_path(opened), "orders.toggle orders.sync");
	CHECK_NUMBER("and said in words", (int64_t)walk_path(opened, &stop), 2);
	CHECK_TEXT("as it was", stop[0].answer, "I can't see it");
	const struct journal *journal = walk_journal(opened);
	struct walk_options options = kit_case.options;
	options.listen = NULL;
	struct walk *restored =
		walk_restore(kit_case.guide, &options, journal->event.at, journal->event.count, NULL);
	CHECK_TEXT("and its journal brings it back", kit_state(restored, kit_case.now),
	           "ASK orders.sync last_sync? 1 typed");
	walk_free(restored);
	walk_free(opened);
	text_clear(&code);
	kit_end(&kit_case);
}

/* ---- other data ---- */

static void test_other_data(void)
{
	static const struct {
		const char *sentence, *steps, *changes, *state;
	} rows[] = {
		{"a newer text of the same steps is told", "symptom orders; choose 1",
	     "It was written with other data than those here; the step and all its answers are in both.\n",
	     "ASK orders.sync last_sync? 1 typed"},
		{"an answer that is gone is named", "jump orders.status; choose 2",
	     "status: its answer number 2 is not in the data here, and is left out.\n", NULL},
		{"a step that is gone begins the case again", "symptom orders; jump compare.orders", NULL,
	     "ASK orders.toggle toggle? 1 2"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct kit_case kit_case;
		struct text code = {0}, changes = {0};
		struct error err = {0};
		kit_begin(&kit_case, &case_guide, false);
		kit_steps(&kit_case, rows[i].steps);
		handoff_write(kit_case.walk, &code);
		struct guide *other = kit_guide(&case_guide);
		other->data_version = "test-2";
		struct fact *status = &other->fact[guide_fact_id(other, "status")];
		status->value_count = i == 1 ? 1 : status->value_count;
		struct node *gone = (struct node *)guide_node(other, "compare.orders");
		if (i == 2)
			gone->code = "NEW-1";
		struct guide *indexed = other;
		guide_index(indexed);
		struct walk *opened = open_code(&kit_case, other, text_str(&code), &changes, &err);
		if (rows[i].changes)
			CHECK_TEXT(rows[i].sentence, text_str(&changes), rows[i].changes);
		else
			CHECK(rows[i].sentence,
			      strstr(text_str(&changes), "is not in the data here: the case begins again"));
		if (CHECK(rows[i].sentence, opened != NULL) && rows[i].state)
			CHECK_TEXT(rows[i].sentence, kit_state(opened, kit_case.now), rows[i].state);
		walk_free(opened);
		guide_free(other);
		text_clear(&code);
		text_clear(&changes);
		kit_end(&kit_case);
	}
}

static void test_length(void)
{
	struct kit_case kit_case;
	struct text few = {0}, many = {0};

	kit_begin(&kit_case, &case_guide, false);
	kit_steps(&kit_case, "symptom orders");
	handoff_write(kit_case.walk, &few);
	CHECK("three answers", kit_steps(&kit_case, "jump check.page; tick 0 yes; jump shop.keys; choose 1; "
	                                            "jump orders.status; choose 2; symptom orders"));
	handoff_write(kit_case.walk, &many);
	CHECK("a code is short", few.len <= 18);
	CHECK("three answers are six characters and two dashes", many.len <= few.len + 8);
	text_clear(&few);
	text_clear(&many);
	kit_end(&kit_case);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"positions", test_positions},   {"random", test_random}, {"journal", test_journal},
		{"other data", test_other_data}, {"length", test_length}, {0},
	};

	return check_run("case handoff", tests);
}
