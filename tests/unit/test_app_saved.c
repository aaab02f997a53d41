/* Cases that are kept: resumed, one after another, consent remembered, tickets written. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"
#include "stage.h"

enum { FILE_MAX = 1 << 20 };

static const char *code_of(struct stage *stage)
{
	struct step_view view = walk_view(desk_walk(stage->scene.desk), desk_now(stage->scene.desk));

	return view.node && view.node->code ? view.node->code : "start";
}

static size_t count_files(const char *state, const char *folder, const char *suffix)
{
	char *dir = file_join(state, folder);
	size_t count = 0;
	char **names = file_list(dir, suffix, &count);

	file_list_free(names, count);
	free(dir);
	return count;
}

static void play_once(const char *state, const char *script, enum role role)
{
	struct stage stage = {.state = state, .role = role};

	if (stage_open(&stage))
		stage_play(&stage, script);
	stage_close(&stage);
}

static void test_nothing_kept(void)
{
	char *state = strdup(check_folder());

	play_once(state, "", ROLE_MERCHANT);
	play_once(state, "w Esc q", ROLE_MERCHANT);
	CHECK_NUMBER("opening and leaving leaves no case", (int64_t)count_files(state, "cases", ".jsonl"), 0);
	play_once(state, "1", ROLE_MERCHANT);
	CHECK_NUMBER("the first answer does", (int64_t)count_files(state, "cases", ".jsonl"), 1);
	free(state);
}

static void test_resume(void)
{
	char *state = strdup(check_folder());
	struct stage stage = {.state = state};

	play_once(state, "1 1 n type:two_apps Enter", ROLE_MERCHANT);
	if (stage_open(&stage)) {
		stage_play(&stage, "r 1");
		CHECK_TEXT("a saved case goes on where it was left", code_of(&stage), "ORD-2");
		stage_play(&stage, "b");
		CHECK_TEXT("back works over the break", code_of(&stage), "ORD-1");
		stage_play(&stage, "2");
	}
	stage_close(&stage);
	CHECK_NUMBER("it is still one case", (int64_t)count_files(state, "cases", ".jsonl"), 1);
	stage = (struct stage){.state = state};
	if (stage_open(&stage)) {
		CHECK("the last one is found by a word", desk_resume(stage.scene.desk, "nonesuch", NULL) == false);
		stage_play(&stage, "r 1 e");
		CHECK_TEXT("what came after is kept too", code_of(&stage), "ORD-2");
	}
	stage_close(&stage);
	free(state);
}

static void test_next_case(void)
{
	char *state = strdup(check_folder());
	struct stage stage = {.state = state, .role = ROLE_AGENT};

	play_once(state, "1", ROLE_AGENT);
	if (stage_open(&stage)) {
		stage_play(&stage, "1 1");
		CHECK_TEXT("this case stands here", code_of(&stage), "ORD-2");
		stage_play(&stage, "Tab");
		CHECK_TEXT("Tab goes to the other one", code_of(&stage), "ORD-1");
		stage_play(&stage, "Tab");
		CHECK_TEXT("and back to this", code_of(&stage), "ORD-2");
	}
	stage_close(&stage);
	free(state);
}

static void test_consent(void)
{
	char *state = strdup(check_folder());
	struct stage stage = {.state = state, .with_profile = true, .signs = true};
	struct ui_model model;

	if (stage_open(&stage)) {
		desk_model(stage.scene.desk, &model);
		CHECK("consent is not given at first", model.consent == CONSENT_ASKED);
		stage_play(&stage, "l 1");
	}
	stage_close(&stage);
	stage = (struct stage){.state = state, .with_profile = true, .signs = true};
	if (stage_open(&stage)) {
		desk_model(stage.scene.desk, &model);
		CHECK("a yes is remembered", model.consent == CONSENT_GIVEN);
	}
	stage_close(&stage);
	free(state);
}

static bool read_only_file(const char *state, const char *suffix, struct text *out)
{
	char *dir = file_join(state, "tickets");
	size_t count = 0;
	char **names = file_list(dir, suffix, &count);
	char *path = count == 1 ? file_join(dir, names[0]) : NULL;
	bool ok = path && file_read(path, FILE_MAX, out, NULL);

	file_list_free(names, count);
	free(dir);
	free(path);
	return ok;
}

static void test_files(void)
{
	static const struct {
		const char *sentence, *script, *suffix, *has;
	} rows[] = {
		{"a ticket as text", "2 type:1 Enter Enter t f", ".txt",
	     "Please look into the sync of this integration."},
		{"a ticket as a mail", "2 type:1 Enter Enter t m", ".eml",
	     "Content-Type: text/plain; charset=utf-8\r\n"},
		{"its subject is encoded", "2 type:1 Enter Enter t m", ".eml", "Subject: =?UTF-8?B?"},
		{"a wait as a calendar entry", "1 1 1 Esc 1 type:essen Enter 1 1 Enter 0 type:13:00 Enter f", ".ics",
	     "DTSTART:20261123T190000Z\r\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *state = strdup(check_folder());
		struct text bytes = {0};

		play_once(state, rows[i].script, ROLE_MERCHANT);
		if (CHECK(rows[i].sentence, read_only_file(state, rows[i].suffix, &bytes)))
			CHECK(rows[i].sentence, strstr(text_str(&bytes), rows[i].has) != NULL);
		text_clear(&bytes);
		free(state);
	}
}

static void test_secret(void)
{
	char *state = strdup(check_folder());
	struct stage stage = {.state = state};

	if (stage_open(&stage)) {
		stage_play(&stage,
		           "2 n type:ck~0123456789abcdef0123456789abcdef01234567 Enter Enter type:1 Enter Enter t f");
		CHECK("a ticket with a key in it is refused",
		      strstr(desk_notice(stage.scene.desk), "Written") == NULL);
		CHECK("and the key is not repeated", strstr(desk_notice(stage.scene.desk), "0123456789ab") == NULL);
	}
	stage_close(&stage);
	CHECK_NUMBER("nothing was written", (int64_t)count_files(state, "tickets", ""), 0);
	free(state);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"nothing is kept of nothing", test_nothing_kept},
		{"resuming", test_resume},
		{"one case after another", test_next_case},
		{"consent", test_consent},
		{"files", test_files},
		{"a secret in a ticket", test_secret},
		{0},
	};

	return check_run("app: saved cases", tests);
}
