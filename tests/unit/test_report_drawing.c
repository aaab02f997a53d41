/* Drawings: which steps stand in them, and that every text is quoted as the format wants it. */
#include <string.h>

#include "case_kit.h"
#include "check.h"
#include "report/drawing.h"

static const struct kit_fact facts[] = {
	{.name = "platform", .type = FACT_CHOICE, .values = "shop=Shop", .from_profile = "platform"},
	{.name = "toggle", .type = FACT_CHOICE, .values = "on=ON \"blue\"|off=OFF"},
	{.name = "arrive", .type = FACT_YESNO},
	{0},
};

/* a.one -> b.two -> fix.three -> end.fine, and a loop back. */
static const struct kit_node nodes[] = {
	{.name = "a.one",
     .kind = NODE_ASK,
     .title = "Is it \"on\" \\ <now> & #1?",
     .fact = "toggle",
     .go = "toggle == on -> b.two; -> b.two",
     .unknown = "b.two"},
	{.name = "b.two", .kind = NODE_CALL, .slot = "keys", .then = "fix.three"},
	{.name = "fix.three",
     .kind = NODE_FIX,
     .label = "three",
     .verify_fact = "arrive",
     .ok = "arrive == yes",
     .then = "end.fine",
     .otherwise = "a.one",
     .cannot = "end.fine"},
	{.name = "end.fine", .kind = NODE_END, .ending = ENDING_FIXED, .title = "Fine"},
	{.name = "shop.keys", .kind = NODE_NOTE, .go = "-> return"},
	{0},
};
static const struct kit kit = {.fact = facts,
                               .node = nodes,
                               .symptoms = "orders > a.one",
                               .slots = "keys > shop.keys"};

static void check_part(const char *sentence, const struct text *out, const char *part, bool there)
{
	if (!CHECK(sentence, (strstr(text_str(out), part) != NULL) == there))
		printf("%s\n%s", part, text_str(out));
}

static void whole(void)
{
	struct guide *guide = kit_guide(&kit);
	struct drawing *drawing = drawing_new(guide);
	struct text dot = {0}, mermaid = {0};

	drawing_add_all(drawing);
	drawing_write(drawing, "all \"of\" it", DRAWING_DOT, &dot);
	drawing_write(drawing, "all of it", DRAWING_MERMAID, &mermaid);
	check_part("DOT: quotes and backslashes are escaped", &dot,
	           "\"a.one\" [label=\"TST-1\\nIs it \\\"on\\\" \\\\ <now> & #1?\", shape=box];\n", true);
	check_part("DOT: the title too", &dot, "digraph \"all \\\"of\\\" it\" {\n", true);
	check_part("ways between the same two are one arrow", &dot,
	           "\"a.one\" -> \"b.two\" [label=\"toggle is ON \\\"blue\\\"\\nelse\\ndon't know\"];\n", true);
	check_part("a slot leads to what the platform fills it with", &dot,
	           "\"keys of the platform\" -> \"shop.keys\"", true);
	check_part("Mermaid: every mark is an entity", &mermaid,
	           "s_a_one[\"TST-1<br/>Is it #34;on#34; \\ #60;now#62; #38; #35;1?\"]\n", true);
	check_part("Mermaid: an arrow and its words", &mermaid,
	           "s_a_one -->|\"toggle is ON #34;blue#34;<br/>else<br/>don't know\"| s_b_two\n", true);
	check_part("Mermaid: a fix has its class", &mermaid, "s_fix_three(\"TST-3<br/>fix.three\"):::fix\n",
	           true);
	text_cut(&dot, 0);
	drawing_write(drawing, "again", DRAWING_DOT, &dot);
	check_part("it can be written again", &dot,
	           "\"a.one\" -> \"b.two\" [label=\"toggle is ON \\\"blue\\\"\\nelse", true);
	text_clear(&dot);
	text_clear(&mermaid);
	drawing_free(drawing);
	guide_free(guide);
}

static void reach(void)
{
	static const struct {
		const char *sentence, *from;
		int depth;
		const char *has, *lacks;
	} rows[] = {
		{"no way on: the step, and stubs where its arrows end", "a.one", 0,
	     "\"b.two\" [label=\"TST-2\\nb.two\", shape=cds, color=gray50", "fix.three"},
		{"one way on", "a.one", 1,
	     "\"fix.three\" [label=\"TST-3\\nfix.three\", shape=box, style=\"filled,bold\", "
	     "fillcolor=\"#eef6ee\", color=gray50",
	     "end.fine"},
		{"two", "a.one", 2, "\"end.fine\" [label=\"TST-4\\nFine\", shape=box, style=\"rounded,bold\", color",
	     NULL},
		{"a loop ends", "a.one", 50, "\"fix.three\" -> \"a.one\"", "color=gray50"},
		{"in a part a slot stays a slot", "b.two", 1, "\"keys of the platform\"", "shop.keys"},
		{"from an end nothing leads on", "end.fine", 9, "end.fine", "->"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct guide *guide = kit_guide(&kit);
		struct drawing *drawing = drawing_new(guide);
		struct text out = {0};

		drawing_add_reach(drawing, guide_node(guide, rows[i].from), rows[i].depth);
		drawing_write(drawing, "part", DRAWING_DOT, &out);
		check_part(rows[i].sentence, &out, rows[i].has, true);
		if (rows[i].lacks)
			check_part(rows[i].sentence, &out, rows[i].lacks, false);
		text_clear(&out);
		drawing_free(drawing);
		guide_free(guide);
	}
}

static void formats(void)
{
	enum drawing_format format;

	for (int i = 0; i < DRAWING_FORMATS; i++)
		CHECK("a format is found by its name",
		      drawing_format_find(drawing_format_name((enum drawing_format)i), &format) && (int)format == i);
	CHECK("there is no other", !drawing_format_find("svg", &format));
}

int main(void)
{
	static const struct check_test tests[] = {
		{"whole", whole},
		{"what a step leads to", reach},
		{"formats", formats},
		{0},
	};

	return check_run("report: drawing", tests);
}
