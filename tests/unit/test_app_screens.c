/*
 * Every screen as it looks, held against tests/screens/NAME.txt in three sizes. UPDATE_SNAPSHOTS=1
 * writes them anew: look at the difference before it is kept.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "check.h"
#include "stage.h"

enum { SNAPSHOT_MAX = 1 << 20 };

struct snapshot {
	const char *name;
	const char *script;
	enum role role;
	bool with_profile, signs, lesson, ascii;
};

static const struct snapshot snapshots[] = {
	{.name = "start", .script = ""},
	{.name = "start-ascii", .script = "Down", .ascii = true},
	{.name = "start-looked",
     .script = "probe:shop.front=ok probe:shop.key=refused_key",
     .with_profile = true},
	{.name = "start-running", .script = "run:shop.front", .with_profile = true},
	{.name = "start-lesson", .script = "", .with_profile = true, .lesson = true, .role = ROLE_TRAINER},
	{.name = "consent", .script = "l", .with_profile = true, .signs = true},
	{.name = "question", .script = "1 1"},
	{.name = "question-agent", .script = "1 1", .role = ROLE_AGENT},
	{.name = "question-agent-words",
     .script = "1 1 n type:two_apps Enter n type:since_Friday Enter",
     .role = ROLE_AGENT},
	{.name = "readback",
     .script = "1 1 0 Esc n type:two_apps Enter Enter type:1_hour_ago Enter Alt-r",
     .role = ROLE_AGENT},
	{.name = "skip-agent", .script = "1 1 s", .role = ROLE_AGENT},
	{.name = "question-trainer", .script = "1 1", .role = ROLE_TRAINER},
	{.name = "question-back", .script = "1 2 1 Alt-b"},
	{.name = "trainer-map",
     .script = "1 1 1 Alt-b 2 m",
     .role = ROLE_TRAINER,
     .with_profile = true,
     .lesson = true},
	{.name = "trainer-score",
     .script = "1 1 1 Alt-b 2 z",
     .role = ROLE_TRAINER,
     .with_profile = true,
     .lesson = true},
	{.name = "trainer-quiz", .script = "1 1 u u", .role = ROLE_TRAINER, .with_profile = true, .lesson = true},
	{.name = "trainer-quiz-told",
     .script = "1 1 u 2",
     .role = ROLE_TRAINER,
     .with_profile = true,
     .lesson = true},
	{.name = "trainer-rewound",
     .script = "1 1 2 Left Left",
     .role = ROLE_TRAINER,
     .with_profile = true,
     .lesson = true},
	{.name = "typed", .script = "1 1 1"},
	{.name = "typed-wrong", .script = "1 1 1 type:soon Enter"},
	{.name = "typed-left", .script = "1 1 1 type:11:30 Esc"},
	{.name = "typed-also", .script = "2 type:7 Enter type:2"},
	{.name = "note-step", .script = "1 1 1 type:3_hours_ago Enter"},
	{.name = "picker", .script = "1 1 1 Down Down Enter Enter"},
	{.name = "picker-typed", .script = "1 1 1 Down Down Enter Enter type:en"},
	{.name = "checklist", .script = "1 1 1 Down Down Enter Enter type:essen Enter 1"},
	{.name = "compare",
     .script = "1 1 1 Down Down Enter Enter type:essen Enter 1 1 Enter Enter type:1001 Enter"},
	{.name = "wait", .script = "1 1 1 Down Down Enter Enter type:essen Enter 1 1 Enter 0 type:13:00 Enter"},
	{.name = "fix", .script = "1 1 2"},
	{.name = "fix-agent", .script = "1 1 2", .role = ROLE_AGENT},
	{.name = "fix-verify", .script = "1 1 2 1"},
	{.name = "end-fixed", .script = "2 type:9 Enter Enter"},
	{.name = "end-ticket", .script = "2 type:1 Enter Enter"},
	{.name = "running", .script = "3 run:shop.key", .with_profile = true},
	{.name = "key-refused", .script = "3 run:shop.key probe:shop.key=refused_key", .with_profile = true},
	{.name = "disagrees",
     .script = "3 run:shop.key probe:shop.key=timeout 1 1 1 probe:shop.key=refused_key x",
     .with_profile = true},
	{.name = "evidence",
     .script = "probe:shop.front=ok 1 1 1 n type:two_apps Enter Esc e Down",
     .with_profile = true},
	{.name = "probes", .script = "probe:shop.front=ok probe:shop.key=refused_key p", .with_profile = true},
	{.name = "check", .script = "probe:shop.front=ok run:shop.key k", .with_profile = true},
	{.name = "path", .script = "1 1 1 Alt-v"},
	{.name = "path-skipped",
     .script = "probe:shop.front=ok probe:shop.key=refused_key m v",
     .with_profile = true},
	{.name = "code", .script = "1 1 c"},
	{.name = "code-handoff", .script = "1 1 1 Alt-c"},
	{.name = "code-start", .script = "c"},
	{.name = "search-handoff", .script = "1 1 1 Esc / handoff"},
	{.name = "search-slip", .script = "/ type:2222-3333-44"},
	{.name = "note",
     .script = "1 n type:The_customer_says_that_two_apps_are_installed,_and_one_of_them_is_old"},
	{.name = "search", .script = "/ type:acces_denied"},
	{.name = "search-empty", .script = "/"},
	{.name = "search-nothing", .script = "/ type:zzzzzz"},
	{.name = "help", .script = "1 1 ?"},
	{.name = "profiles", .script = "", .with_profile = true},
	{.name = "routines", .script = "w"},
	{.name = "ticket", .script = "2 type:1 Enter Enter 1"},
	{.name = "ticket-left-out", .script = "2 type:1 Enter Enter 1 x"},
};

static void open_stage(struct stage *stage, const struct snapshot *snapshot)
{
	*stage = (struct stage){
		.role = snapshot->role,
		.with_profile = snapshot->with_profile,
		.signs = snapshot->signs,
		.lesson = snapshot->lesson,
	};
	if (!stage_open(stage))
		abort();
	if (strcmp(snapshot->name, "profiles") == 0)
		scene_open(&stage->scene, SCREEN_PROFILES);
	stage_play(stage, snapshot->script);
}

static void dump_all(const struct snapshot *snapshot, struct text *out)
{
	struct stage stage;

	open_stage(&stage, snapshot);
	stage_dump(&stage, 24, 80, snapshot->ascii, out);
	stage_dump(&stage, 10, 40, snapshot->ascii, out);
	stage_dump(&stage, 40, 120, snapshot->ascii, out);
	stage_close(&stage);
}

static void check_snapshot(const struct snapshot *snapshot)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");
	struct text path = {0}, want = {0}, got = {0};
	struct error err = {0};

	text_addf(&path, "%s/tests/screens/%s.txt", source ? source : ".", snapshot->name);
	dump_all(snapshot, &got);
	if (getenv("UPDATE_SNAPSHOTS"))
		CHECK(snapshot->name, file_write(text_str(&path), text_str(&got), got.len, 0644, &err));
	else if (CHECK(snapshot->name, file_read(text_str(&path), SNAPSHOT_MAX, &want, &err)))
		CHECK_TEXT(snapshot->name, text_str(&got), text_str(&want));
	text_clear(&path);
	text_clear(&want);
	text_clear(&got);
}

static void test_snapshots(void)
{
	for (size_t i = 0; i < sizeof snapshots / sizeof snapshots[0]; i++)
		check_snapshot(&snapshots[i]);
}

/* The cursor is on the marked line, or in a text being typed: screen readers follow it. */
static bool cursor_is_focus(const struct surface *surface)
{
	const struct cell *cell = surface_at(surface, surface->cursor_row, surface->cursor_col);

	return cell->code == 0x25B8 || cell->style == STYLE_INPUT;
}

static bool has_focus(const char *name)
{
	static const char *const without[] = {"help",          "trainer-map",  "trainer-score",   "readback",
	                                      "code",          "code-handoff", "code-start",      "search-slip",
	                                      "note",          "ticket",       "ticket-left-out", "search-empty",
	                                      "search-nothing"};

	for (size_t i = 0; i < sizeof without / sizeof without[0]; i++)
		if (strcmp(without[i], name) == 0)
			return false;
	return true;
}

static void check_sizes(const struct snapshot *snapshot)
{
	struct stage stage;
	bool focused = true;

	open_stage(&stage, snapshot);
	for (int rows = 1; rows <= 60; rows += rows < 12 ? 1 : 7) {
		for (int cols = 1; cols <= 300; cols += cols < 50 ? 3 : 25) {
			struct surface surface;

			surface_init(&surface, rows, cols, false);
			scene_draw(&stage.scene, &surface);
			if (rows >= 8 && cols >= 38 && has_focus(snapshot->name))
				focused = focused && cursor_is_focus(&surface);
			surface_free(&surface);
		}
	}
	CHECK(snapshot->name, focused);
	stage_close(&stage);
}

static void test_sizes(void)
{
	for (size_t i = 0; i < sizeof snapshots / sizeof snapshots[0]; i++)
		if (!snapshots[i].ascii)
			check_sizes(&snapshots[i]);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"screens as they look", test_snapshots},
		{"every size draws, the cursor is the focus", test_sizes},
		{0},
	};

	return check_run("app: screens", tests);
}
