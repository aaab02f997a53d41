/* What each press does, through screens and desk: where the case stands afterwards, and what is left. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "stage.h"

/* "ORD-2" where the case stands, and the screen on top: "ORD-2", "ORD-2 search". */
static void where(const struct stage *stage, struct text *out)
{
	struct step_view view = walk_view(desk_walk(stage->scene.desk), desk_now(stage->scene.desk));

	text_add(out, view.node && view.node->code ? view.node->code : "start");
	if (view.state == WALK_VERIFY)
		text_add(out, " verify");
	if (screens_top(&stage->scene.screens) != SCREEN_HOME)
		text_addf(out, " %s", screen_name(screens_top(&stage->scene.screens)));
}

struct row {
	const char *sentence, *script, *want, *rest;
	enum role role;
	bool with_profile, signs, lesson;
};

static void check_row(const struct row *row)
{
	struct stage stage = {.role = row->role,
	                      .with_profile = row->with_profile,
	                      .signs = row->signs,
	                      .lesson = row->lesson};
	struct text at = {0};

	if (stage_open(&stage)) {
		stage_play(&stage, row->script);
		where(&stage, &at);
		CHECK_TEXT(row->sentence, text_str(&at), row->want);
		text_trim(&stage.rest);
		CHECK_TEXT(row->sentence, text_str(&stage.rest), row->rest ? row->rest : "");
	}
	stage_close(&stage);
	text_clear(&at);
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
		{.sentence = "a digit chooses at once", .script = "1", .want = "ORD-1"},
		{.sentence = "Enter takes the marked line", .script = "Down Enter", .want = "ORD-12"},
		{.sentence = "a digit that is not shown does nothing", .script = "1 9", .want = "ORD-1"},
		{.sentence = "0 is I can't see it", .script = "1 0", .want = "ORD-2"},
		{.sentence = "b goes back", .script = "1 1 b", .want = "ORD-1"},
		{.sentence = "so does Left", .script = "1 1 Left", .want = "ORD-1"},
		{.sentence = "and Backspace", .script = "1 1 Backspace", .want = "ORD-1"},
		{.sentence = "back at the first step is the start", .script = "1 b", .want = "start"},
		{.sentence = "back at the start stays there", .script = "b", .want = "start"},
		{.sentence = "the mark stands on the answer given before", .script = "1 2 b Enter", .want = "ORD-2"},
		{.sentence = "Esc never quits", .script = "Esc 1 Esc Esc", .want = "ORD-1"},
		{.sentence = "q does", .script = "1 q", .want = "ORD-1", .rest = "quit"},
		{.sentence = "F10 too", .script = "F10", .want = "start", .rest = "quit"},
		{.sentence = "Ctrl-C is the front end's", .script = "1 Ctrl-C", .want = "ORD-1", .rest = "cancel"},
		{.sentence = "Ctrl-Z too", .script = "Ctrl-Z", .want = "start", .rest = "suspend"},
		{.sentence = "Ctrl-L too", .script = "Ctrl-L", .want = "start", .rest = "repaint"},
		{.sentence = "s skips", .script = "1 s", .want = "ORD-2"},
		{.sentence = "a without an offer does nothing", .script = "1 a", .want = "ORD-1"},
	};

	CHECK_ROWS(rows);
}

static void test_pastes(void)
{
	static const struct row rows[] = {
		{.sentence = "a paste at the start answers nothing", .script = "paste:1", .want = "start"},
		{.sentence = "nor at a question", .script = "1 paste:1", .want = "ORD-1"},
		{.sentence = "nor at a fix", .script = "1 1 2 paste:1", .want = "ORD-40"},
		{.sentence = "nor quits", .script = "1 paste:q", .want = "ORD-1"},
		{.sentence = "in a field it is text, not sent", .script = "1 1 1 paste:11:30", .want = "ORD-3"},
		{.sentence = "until Enter", .script = "1 1 1 paste:13:30 Enter", .want = "ORD-5"},
		{.sentence = "in the search it looks", .script = "/ paste:Access_denied Enter", .want = "SHOP-40"},
	};

	CHECK_ROWS(rows);
}

static void test_fields(void)
{
	static const struct row rows[] = {
		{.sentence = "letters and digits are text", .script = "1 1 1 type:b1nq", .want = "ORD-3"},
		{.sentence = "Enter on nothing asks on", .script = "1 1 1 Enter", .want = "ORD-3"},
		{.sentence = "what is no time is refused", .script = "1 1 1 type:soon Enter", .want = "ORD-3"},
		{.sentence = "a time leads on", .script = "1 1 1 type:13:50 Enter", .want = "ORD-5"},
		{.sentence = "an old one to the note", .script = "1 1 1 type:yesterday_11:00 Enter", .want = "ORD-4"},
		{.sentence = "Down goes to the answers below", .script = "1 1 1 Down Enter", .want = "ORD-5"},
		{.sentence = "the last of them is not knowing", .script = "1 1 1 Down Down Enter", .want = "ORD-4"},
		{.sentence = "Esc leaves the field, then keys are keys", .script = "1 1 1 Esc b", .want = "ORD-2"},
		{.sentence = "and digits answer", .script = "1 1 1 Esc 0", .want = "ORD-4"},
		{.sentence = "a digit alone is no time, so it is the answer",
	     .script = "1 1 1 type:0 Enter",
	     .want = "ORD-4"},
		{.sentence = "where it is no answer either it is refused",
	     .script = "1 1 1 type:7 Enter",
	     .want = "ORD-3"},
		{.sentence = "Enter comes back to it", .script = "1 1 1 Esc Enter type:13:50 Enter", .want = "ORD-5"},
		{.sentence = "Esc and a key in one go", .script = "1 1 1 Alt-b", .want = "ORD-2"},
		{.sentence = "F1 helps", .script = "1 1 1 F1", .want = "ORD-3 help"},
		{.sentence = "in a number letters keep their meaning", .script = "2 b", .want = "start"},
		{.sentence = "a further fact of the page may stay empty",
	     .script = "2 type:9 Enter Enter",
	     .want = "ORD-51"},
		{.sentence = "a wrong one holds the page",
	     .script = "2 type:9 Enter type:-5 Enter",
	     .want = "ORD-12"},
	};

	CHECK_ROWS(rows);
}

static void test_further_fact(void)
{
	struct stage stage = {0};
	const struct evidence *hurt;

	if (stage_open(&stage)) {
		stage_play(&stage, "2 type:9 Enter type:2 Enter");
		hurt = walk_fact(desk_walk(stage.scene.desk), guide_fact_id(stage.guide, "hurt"));
		CHECK("a further fact of the page is known", hurt != NULL);
		CHECK_NUMBER("with its value", hurt ? (int64_t)hurt->value.number : -1, 2);
	}
	stage_close(&stage);
}

#define TO_TOWN   "1 1 1 Esc 1 "
#define TO_WEEKLY TO_TOWN "type:essen Enter "

static void test_pages_of_a_step(void)
{
	static const struct row rows[] = {
		{.sentence = "a long list is picked from by typing",
	     .script = TO_TOWN "type:ess Enter",
	     .want = "ORD-6"},
		{.sentence = "Down and Enter choose from it", .script = TO_TOWN "Down Down Enter", .want = "ORD-6"},
		{.sentence = "what nothing has chooses only not knowing",
	     .script = TO_TOWN "type:zzz Enter",
	     .want = "ORD-6"},
		{.sentence = "digits answer a checklist line by line",
	     .script = TO_WEEKLY "1 1 Enter",
	     .want = "ORD-9"},
		{.sentence = "a line may be left out", .script = TO_WEEKLY "Down 1 Enter", .want = "ORD-9"},
		{.sentence = "0 is not knowing", .script = TO_WEEKLY "0 0 Enter", .want = "ORD-9"},
		{.sentence = "a digit without an answer does nothing", .script = TO_WEEKLY "7", .want = "ORD-6"},
		{.sentence = "b leaves the checklist", .script = TO_WEEKLY "1 b", .want = "ORD-5"},
		{.sentence = "orders are compared row by row",
	     .script = TO_WEEKLY "1 1 Enter Enter type:1 Enter type:2 Enter Enter type:std Enter type:STD Enter "
	                         "Enter type:1 Enter type:1 Enter Enter",
	     .want = "ORD-10"},
		{.sentence = "what differs leads to its step",
	     .script = TO_WEEKLY "1 1 Enter Enter type:1 Enter type:2 Enter Enter type:std Enter type:air Enter "
	                         "Enter type:1 Enter type:1 Enter Enter",
	     .want = "ORD-53"},
		{.sentence = "0 gives up comparing", .script = TO_WEEKLY "1 1 Enter 0", .want = "ORD-10"},
		{.sentence = "Esc in a row stops typing it",
	     .script = TO_WEEKLY "1 1 Enter Enter type:q Esc",
	     .want = "ORD-9"},
	};

	CHECK_ROWS(rows);
}

#define TO_WAIT TO_WEEKLY "1 1 Enter 0 type:13:00 Enter "

static void test_fix_and_wait(void)
{
	static const struct row rows[] = {
		{.sentence = "done asks the fact again", .script = "1 1 2 1", .want = "ORD-2"},
		{.sentence = "helped leads on", .script = "1 1 2 1 1", .want = "ORD-14"},
		{.sentence = "did not help leads elsewhere", .script = "1 1 2 1 2", .want = "ORD-53"},
		{.sentence = "cannot", .script = "1 1 2 2", .want = "ORD-53"},
		{.sentence = "does not match", .script = "1 1 2 3", .want = "ORD-53"},
		{.sentence = "y hands over the steps", .script = "1 1 2 y", .want = "ORD-40", .rest = "copy"},
		{.sentence = "a wait is saved and left", .script = TO_WAIT "1", .want = "ORD-52"},
		{.sentence = "or not waited for", .script = TO_WAIT "2", .want = "ORD-51"},
		{.sentence = "or asked about again", .script = TO_WAIT "3", .want = "ORD-10"},
	};

	CHECK_ROWS(rows);
}

static void test_layers(void)
{
	static const struct row rows[] = {
		{.sentence = "? shows help", .script = "1 ?", .want = "ORD-1 help"},
		{.sentence = "? again closes it", .script = "1 ? ?", .want = "ORD-1"},
		{.sentence = "Esc closes the top layer only", .script = "1 e / Esc", .want = "ORD-1 evidence"},
		{.sentence = "a page opened twice is one", .script = "1 e / Esc ? Esc Esc", .want = "ORD-1"},
		{.sentence = "t shows the ticket", .script = "1 t", .want = "ORD-1 ticket"},
		{.sentence = "c the code", .script = "1 c", .want = "ORD-1 code"},
		{.sentence = "v the path", .script = "1 v", .want = "ORD-1 path"},
		{.sentence = "n a note, kept with Enter", .script = "1 n type:two_apps Enter", .want = "ORD-1"},
		{.sentence = "letters in a note are text", .script = "1 n type:q", .want = "ORD-1 note"},
		{.sentence = "an empty note is none", .script = "1 n Enter", .want = "ORD-1"},
		{.sentence = "a code typed in the search goes there",
	     .script = "/ type:ord-40 Enter",
	     .want = "ORD-40"},
		{.sentence = "a hit goes there", .script = "/ type:switched_off Enter", .want = "ORD-40"},
		{.sentence = "nothing found stays", .script = "/ type:zzzz Enter", .want = "start search"},
		{.sentence = "the path leads back to a step", .script = "1 1 v Home Enter", .want = "ORD-1"},
		{.sentence = "w shows routines, Enter goes there", .script = "w Enter", .want = "ORD-6"},
		{.sentence = "a fact of the evidence is asked again", .script = "1 1 e Down r", .want = "ORD-1"},
		{.sentence = "a blank field of the ticket is asked for",
	     .script = "2 type:1 Enter Enter t Down Down Down Enter",
	     .want = "ORD-3"},
		{.sentence = "a new case begins", .script = "2 type:9 Enter Enter 2", .want = "start"},
	};

	CHECK_ROWS(rows);
}

static void test_probes(void)
{
	static const struct row rows[] = {
		{.sentence = "a result at the start moves nothing", .script = "probe:shop.front=ok", .want = "start"},
		{.sentence = "m goes to what is most likely",
	     .script = "probe:shop.front=ok probe:shop.key=refused_key m",
	     .want = "SHOP-40"},
		{.sentence = "a running step waits", .script = "3 run:shop.key", .want = "SHOP-1"},
		{.sentence = "its result goes on",
	     .script = "3 run:shop.key probe:shop.key=refused_key",
	     .want = "SHOP-40"},
		{.sentence = "0 does not wait for it", .script = "3 run:shop.key 0", .want = "ORD-13"},
		{.sentence = "a result under a question leaves it",
	     .script = "1 probe:shop.key=refused_key",
	     .want = "ORD-1"},
		{.sentence = "p lists the probes", .script = "1 p", .want = "ORD-1 probes"},
		{.sentence = "k is the quick check", .script = "k", .want = "start check"},
		{.sentence = "what disagrees is shown",
	     .script = "3 run:shop.key probe:shop.key=refused_key 1 1 x",
	     .want = "ORD-51 disagrees"},
		{.sentence = "and looked at again",
	     .script = "3 run:shop.key probe:shop.key=refused_key 1 1 x 1",
	     .want = "ORD-13"},
	};
	struct row row;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		row = rows[i];
		row.with_profile = true;
		check_row(&row);
	}
}

static void test_roles(void)
{
	static const struct row rows[] = {
		{.sentence = "h is nothing for a merchant", .script = "1 h", .want = "ORD-1"},
		{.sentence = "a class sees the fault on F",
	     .script = "F",
	     .want = "start",
	     .role = ROLE_TRAINER,
	     .lesson = true},
		{.sentence = "Space reveals",
	     .script = "Space",
	     .want = "start",
	     .role = ROLE_TRAINER,
	     .lesson = true},
		{.sentence = "an agent's Tab without another case stays",
	     .script = "1 Tab",
	     .want = "ORD-1",
	     .role = ROLE_AGENT},
		{.sentence = "consent is asked for with l",
	     .script = "l",
	     .want = "start consent",
	     .with_profile = true,
	     .signs = true},
		{.sentence = "no is taken", .script = "l 2", .want = "start", .with_profile = true, .signs = true},
	};

	CHECK_ROWS(rows);
}

static void check_held(const char *sentence, bool lesson, bool signs, const char *script, bool held)
{
	struct stage stage = {.with_profile = true, .lesson = lesson, .signs = signs, .role = ROLE_TRAINER};
	const struct probe *probe[4];

	if (stage_open(&stage)) {
		stage_play(&stage, script);
		CHECK(sentence,
		      (walk_wanted(desk_walk(stage.scene.desk), probe, 4, desk_now(stage.scene.desk)) == 0) == held);
	}
	stage_close(&stage);
}

static void test_holding(void)
{
	check_held("without secrets probes are wanted at once", false, false, "", false);
	check_held("with secrets not before consent", false, true, "", true);
	check_held("with it they are", false, true, "l 1", false);
	check_held("no keeps them back", false, true, "l 2", true);
	check_held("a lesson holds them", true, true, "", true);
	check_held("until it is revealed", true, true, "Space", false);
}

static void test_exit_codes(void)
{
	static const struct {
		const char *sentence, *script;
		int code;
	} rows[] = {
		{"at the start", "", 0},
		{"in the middle: nothing proven", "1", 2},
		{"at a fix: found, not verified", "1 1 2", 1},
		{"fixed", "2 type:9 Enter Enter", 0},
		{"in a ticket", "2 type:1 Enter Enter", 4},
		{"waiting", TO_WAIT "1", 2},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct stage stage = {0};

		if (stage_open(&stage)) {
			stage_play(&stage, rows[i].script);
			CHECK_NUMBER(rows[i].sentence, desk_exit_code(stage.scene.desk), rows[i].code);
		}
		stage_close(&stage);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"answers", test_answers},
		{"a paste never answers", test_pastes},
		{"typing", test_fields},
		{"a further fact of a page", test_further_fact},
		{"lists, checklists, comparisons", test_pages_of_a_step},
		{"fixes and waits", test_fix_and_wait},
		{"layers", test_layers},
		{"probes", test_probes},
		{"roles", test_roles},
		{"probes that are held", test_holding},
		{"exit codes", test_exit_codes},
		{0},
	};

	return check_run("app: keys", tests);
}
