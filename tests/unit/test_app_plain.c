/* The line mode: scripted runs over a pipe; and that it makes the same journal as the full screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/plain.h"
#include "base/file.h"
#include "check.h"
#include "stage.h"
#include "store/case_list.h"
#include "store/journal_file.h"

enum { OUT_MAX = 1 << 20 };

/* Runs the lines as a script would be piped in; gives the exit code, what was printed in out. */
static int run_lines(struct stage *stage, const char *lines, const char *start, struct text *out)
{
	struct plain plain = {.start = start};
	struct error err = {0};
	int ends[2], code;
	char *printed = NULL;
	size_t size = 0;

	if (!stage_load(stage) || pipe(ends) != 0)
		abort();
	plain.desk = stage_options(stage);
	plain.in = ends[0];
	plain.out = open_memstream(&printed, &size);
	if (write(ends[1], lines, strlen(lines)) != (ssize_t)strlen(lines))
		abort();
	close(ends[1]);
	code = plain_run(&plain, &err);
	fclose(plain.out);
	close(ends[0]);
	text_add_n(out, printed, size);
	free(printed);
	return code;
}

struct row {
	const char *sentence, *lines;
	int code;
	const char *has;     /* must be printed */
	const char *has_not; /* must not */
	const char *start;
	enum role role;
};

static void check_row(const struct row *row)
{
	struct stage stage = {.role = row->role};
	struct text out = {0};
	int code = run_lines(&stage, row->lines, row->start, &out);

	CHECK_NUMBER(row->sentence, code, row->code);
	if (!strstr(text_str(&out), row->has))
		CHECK_TEXT(row->sentence, text_str(&out), row->has);
	else
		CHECK(row->sentence, true);
	if (row->has_not)
		CHECK(row->sentence, strstr(text_str(&out), row->has_not) == NULL);
	CHECK("nothing but text is printed", strchr(text_str(&out), '\033') == NULL);
	stage_close(&stage);
	text_clear(&out);
}

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_row(&rows[i]);
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof(rows)[0])

static void test_answers(void)
{
	static const struct row rows[] = {
		{.sentence = "no input leaves at once", .lines = "", .code = 0, .has = "1 Orders don't arrive."},
		{.sentence = "a number chooses", .lines = "1\n", .code = 2, .has = "Step ORD-1."},
		{.sentence = "a last line needs no newline", .lines = "1", .code = 2, .has = "Step ORD-1."},
		{.sentence = "so do first words", .lines = "1\nsome of\n", .code = 2, .has = "Step ORD-2."},
		{.sentence = "words win over commands of the same name",
	     .lines = "1\n1\non (blue)\n",
	     .code = 2,
	     .has = "Step ORD-3."},
		{.sentence = "0 is I can't see it", .lines = "1\n0\n", .code = 2, .has = "Step ORD-2."},
		{.sentence = "what is no answer is told",
	     .lines = "1\n7\n",
	     .code = 2,
	     .has = "There is no answer 7 here"},
		{.sentence = "an empty line asks again", .lines = "1\n\n\n", .code = 2, .has = "Step ORD-1."},
		{.sentence = "a time is typed", .lines = "1\n1\n1\n13:50\n", .code = 2, .has = "Step ORD-5."},
		{.sentence = "what is no time is told", .lines = "1\n1\n1\nsoon\n", .code = 2, .has = "is no time"},
		{.sentence = "a choice beside a typed answer",
	     .lines = "1\n1\n1\n1\n",
	     .code = 2,
	     .has = "Step ORD-5."},
		{.sentence = "not knowing it", .lines = "1\n1\n1\n0\n", .code = 2, .has = "Step ORD-4."},
		{.sentence = "Enter goes on after a note",
	     .lines = "1\n1\n1\n0\n\n",
	     .code = 2,
	     .has = "Step ORD-5."},
		{.sentence = "a number may be a value",
	     .lines = "2\n0\n\n",
	     .code = 4,
	     .has = "EFS Support takes over"},
		{.sentence = "then not knowing is :0", .lines = "2\n:0\n", .code = 4, .has = ":0 I can't see it."},
		{.sentence = "further facts of a page",
	     .lines = "2\n9\n2\n",
	     .code = 0,
	     .has = "Hurt in FCP, if you like"},
		{.sentence = "the same with the agent's words",
	     .lines = "1\n",
	     .code = 2,
	     .has = "Say: Can you see",
	     .role = ROLE_AGENT},
		{.sentence = "and with the reason for a class",
	     .lines = "1\n",
	     .code = 2,
	     .has = "Why now: It is the cheapest",
	     .role = ROLE_TRAINER},
		{.sentence = "it may begin at a step",
	     .lines = "2\n",
	     .code = 2,
	     .has = "Step ORD-2.",
	     .start = "ord-1"},
	};

	CHECK_ROWS(rows);
}

static void test_pages(void)
{
	static const struct row rows[] = {
		{.sentence = "a checklist is asked line by line",
	     .lines = "go ORD-6\n1\n",
	     .code = 2,
	     .has = "Do orders arrive within an hour?"},
		{.sentence = "and leads on", .lines = "go ORD-6\n1\n0\n", .code = 2, .has = "Step ORD-9."},
		{.sentence = "orders are compared",
	     .lines = "go ORD-9\n1\n2\nstd\nair\n1\n1\n",
	     .code = 4,
	     .has = "Ship method, the failing order"},
		{.sentence = "the same leads on",
	     .lines = "go ORD-9\n1\n2\nstd\nstd\n1\n1\n",
	     .code = 2,
	     .has = "Step ORD-10."},
		{.sentence = "a fix",
	     .lines = "go ORD-40\n1\n1\n",
	     .code = 2,
	     .has = "Do: 1. IS2 › your integration"},
		{.sentence = "that cannot be done",
	     .lines = "go ORD-40\n2\n",
	     .code = 4,
	     .has = "2 I can't do that."},
		{.sentence = "a wait is left",
	     .lines = "go ORD-10\n13:00\n1\n",
	     .code = 2,
	     .has = "Not before 23 Nov 2026, 7:00"},
		{.sentence = "an end offers the ticket",
	     .lines = "2\n1\n\n1\n",
	     .code = 4,
	     .has = "Last Successful Sync"},
	};

	CHECK_ROWS(rows);
}

static void test_commands(void)
{
	static const struct row rows[] = {
		{.sentence = "? lists the commands",
	     .lines = "?\n",
	     .code = 0,
	     .has = "evidence or e: Everything known"},
		{.sentence = "quit leaves",
	     .lines = "1\nquit\n1\n",
	     .code = 2,
	     .has = "Step ORD-1.",
	     .has_not = "Step ORD-2."},
		{.sentence = "so does its letter",
	     .lines = "1\nq\n1\n",
	     .code = 2,
	     .has = "Step ORD-1.",
	     .has_not = "Step ORD-2."},
		{.sentence = "back", .lines = "1\n1\nback\n", .code = 2, .has = "(your answer before)"},
		{.sentence = "in a typed answer with a colon",
	     .lines = "1\n1\n1\n:b\n",
	     .code = 2,
	     .has = "(your answer before)"},
		{.sentence = "unknown", .lines = "1\nunknown\n", .code = 2, .has = "Step ORD-2."},
		{.sentence = "skip", .lines = "1\nskip\n", .code = 2, .has = "Step ORD-2."},
		{.sentence = "evidence",
	     .lines = "1\n1\ne\n",
	     .code = 2,
	     .has = "known: Orders affected All new orders."},
		{.sentence = "note", .lines = "1\nnote two apps\ne\n", .code = 2, .has = "two apps"},
		{.sentence = "find", .lines = "find acces denied\ngo 1\n", .code = 1, .has = "Step SHOP-40."},
		{.sentence = "words at the start look for a step",
	     .lines = "Access denied\n",
	     .code = 0,
	     .has = "Error \"Access denied\""},
		{.sentence = "a code", .lines = "1\ncode\n", .code = 2, .has = "Step ORD-1."},
		{.sentence = "a code that is none", .lines = "go XYZ-1\n", .code = 0, .has = "There is no step"},
		{.sentence = "path", .lines = "1\n1\npath\n", .code = 2, .has = "ORD-1"},
		{.sentence = "ticket at any time", .lines = "1\nticket\n", .code = 2, .has = "Type save to write it"},
		{.sentence = "no ticket of nothing", .lines = "ticket\n", .code = 0, .has = "nothing to report"},
		{.sentence = "routines", .lines = "routine\ngo 1\n", .code = 2, .has = "Step ORD-6."},
		{.sentence = "resume without cases", .lines = "resume\n", .code = 0, .has = "No case is saved."},
		{.sentence = "an integration that is none",
	     .lines = "profile 7\nprofile x\n",
	     .code = 0,
	     .has = "There is no such integration."},
		{.sentence = "what disagrees", .lines = "1\nx\n", .code = 2, .has = "fits together"},
		{.sentence = "a new case", .lines = "2\n9\n\nnew\n", .code = 0, .has = "It works"},
		{.sentence = "an unknown command is told",
	     .lines = "1\n:nonsense\n",
	     .code = 2,
	     .has = "There is no command"},
		{.sentence = "recheck asks again",
	     .lines = "1\n1\nrecheck Orders affected\n",
	     .code = 2,
	     .has = "Step ORD-1."},
	};

	CHECK_ROWS(rows);
}

static void test_hostile_input(void)
{
	static const struct row rows[] = {
		{.sentence = "escape sequences are text without them",
	     .lines = "1\nnote a\033[31mb\nq\n",
	     .code = 2,
	     .has = "Step"},
		{.sentence = "NUL and broken UTF-8 do no harm",
	     .lines = "1\n\377\376\n0\n",
	     .code = 2,
	     .has = "Step ORD-2."},
	};
	struct stage stage = {0};
	struct text out = {0};
	char *line = malloc(100000);

	CHECK_ROWS(rows);
	memset(line, 'x', 60000);
	memcpy(line + 60000, "\n1\n", sizeof "\n1\n");
	CHECK_NUMBER("a line without end is cut", run_lines(&stage, line, NULL, &out), 2);
	stage_close(&stage);
	text_clear(&out);
	free(line);
}

/* ---- the same answers, the same journal ---- */

/* What both front ends must agree on: visits, answers, uses, ends. */
static void read_journal(const char *state, struct text *out)
{
	struct case_list list = {0};
	struct journal journal;

	case_list_read(&list, state, 0);
	journal_init(&journal);
	if (CHECK("there is one case", list.entry.count == 1) &&
	    CHECK("it can be read", journal_file_read(list.entry.at[0].path, &journal, NULL, NULL))) {
		for (size_t i = 0; i < journal.event.count; i++) {
			const struct event *event = &journal.event.at[i];

			if (event->kind == EVENT_OPEN || event->kind == EVENT_PROBE)
				continue;
			text_addf(out, "%s %s %s %s\n", event_kind_name(event->kind), event->node ? event->node : "-",
			          event->fact_count > 0 && event->fact[0].value ? event->fact[0].value : "-",
			          event->ticked ? "ticked" : "");
		}
	}
	journal_clear(&journal);
	case_list_clear(&list);
}

static void test_same_journal(void)
{
	static const struct {
		const char *sentence, *script, *lines;
	} rows[] = {
		{"choices and a fix", "1 1 2 1 1 1", "1\n1\n2\n1\n1\n1\n"},
		{"a typed time, a list, a checklist, no comparison",
	     "1 1 1 type:13:50 Enter type:essen Enter 1 0 Enter 0 type:13:00 Enter 1",
	     "1\n1\n1\n13:50\nessen\n1\n0\nunknown\n13:00\n1\n"},
		{"back and another answer", "1 2 b 1 1", "1\n2\nb\n1\n1\n"},
		{"not knowing, a note, a jump", "1 0 n type:two_apps Enter / type:ord-40 Enter 3",
	     "1\n0\nnote two apps\ngo ord-40\n3\n"},
		{"further facts of a page", "2 type:9 Enter type:2 Enter", "2\n9\n2\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *one = strdup(check_folder()), *other = strdup(check_folder());
		struct stage screen = {.state = one}, line = {.state = other};
		struct text by_screen = {0}, by_line = {0}, out = {0};

		if (stage_open(&screen))
			stage_play(&screen, rows[i].script);
		stage_close(&screen);
		run_lines(&line, rows[i].lines, NULL, &out);
		stage_close(&line);
		read_journal(one, &by_screen);
		read_journal(other, &by_line);
		CHECK("something was answered", by_screen.len > 20);
		CHECK_TEXT(rows[i].sentence, text_str(&by_line), text_str(&by_screen));
		text_clear(&by_screen);
		text_clear(&by_line);
		text_clear(&out);
		free(one);
		free(other);
	}
}

static void test_resume(void)
{
	char *state = strdup(check_folder());
	struct stage first = {.state = state}, second = {.state = state};
	struct text out = {0};

	run_lines(&first, "1\n1\n", NULL, &out);
	stage_close(&first);
	text_cut(&out, 0);
	run_lines(&second, "resume\nresume 1\n1\n", NULL, &out);
	CHECK("saved cases are listed", strstr(text_str(&out), "1 Orders don't arrive. ORD-2") != NULL);
	CHECK("and gone on with", strstr(text_str(&out), "Step ORD-3.") != NULL);
	stage_close(&second);
	text_clear(&out);
	free(state);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"answers", test_answers},
		{"pages", test_pages},
		{"commands", test_commands},
		{"hostile input", test_hostile_input},
		{"the same journal as the full screen", test_same_journal},
		{"resuming", test_resume},
		{0},
	};

	return check_run("app: line mode", tests);
}
