/* A syncfix-net that ends, hangs or talks garbage costs the probe it was at, and nothing else. */
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/driver.h"
#include "base/file.h"
#include "check.h"
#include "stage.h"

/* A stand-in as a shell script; its socket is fd 0. */
static char *script(const char *body)
{
	char *path = file_join(check_folder(), "syncfix-net");
	struct text text = {0};

	text_addf(&text, "#!/bin/sh\n%s\n", body);
	file_write(path, text_str(&text), text.len, 0700, NULL);
	chmod(path, 0700);
	text_clear(&text);
	return path;
}

#define HELLO    "printf '{\"syncfix-wire\":1}\\n' >&0; "
#define EACH_ASK "while read -r line; do case $line in *'\"probe\"'*) "
#define DONE     ";; esac; done"
/* The id of the line that was read. */
#define ID "id=${line#*\\\"id\\\":}; id=${id%%,*}; "
#define ANSWER                                                                                               \
	"printf '{\"tell\":\"outcome\",\"id\":%s,\"outcome\":\"ok\",\"verdict\":\"ok\",\"message\":\"Well.\"}\\n' \"$id\" >&0 "

struct outcome_row {
	const char *sentence, *body;
	const char *front; /* outcome of the first probe */
	const char *key;   /* of the one after it; NULL: does not run */
};

static const char *outcome_of(struct stage *stage, const char *name)
{
	const struct probe_state *state =
		walk_probe(desk_walk(stage->scene.desk), guide_probe(stage->guide, name));

	return state && state->outcome ? state->outcome : "none";
}

static bool start_only(void *ctx, struct driver *driver, struct error *err)
{
	(void)ctx;
	return driver_start(driver, err);
}

static void settle(struct stage *stage)
{
	struct driver *driver = desk_driver(stage->scene.desk);
	int64_t end = clock_monotonic() + 5000;

	while (driver_running(driver, NULL) > 0 && clock_monotonic() < end) {
		struct pollfd poll_fd = {.fd = driver_fd(driver), .events = POLLIN};

		poll(&poll_fd, 1, 50);
		desk_read(stage->scene.desk);
	}
}

static void check_outcomes(const struct outcome_row *row)
{
	char *program = row->body ? script(row->body) : strdup("/nonexistent/syncfix-net");
	struct stage stage = {.with_profile = true, .program = program, .connect = start_only};

	if (stage_open(&stage)) {
		desk_connect(stage.scene.desk);
		settle(&stage);
		CHECK_TEXT(row->sentence, outcome_of(&stage, "shop.front"), row->front);
		CHECK_TEXT(row->sentence, outcome_of(&stage, "shop.key"), row->key);
		stage_play(&stage, "1");
		CHECK("the case goes on", walk_view(desk_walk(stage.scene.desk), 0).state == WALK_ASK);
	}
	stage_close(&stage);
	free(program);
}

static void test_outcomes(void)
{
	static const struct outcome_row rows[] = {
		{"a good one answers", HELLO EACH_ASK ID ANSWER DONE, "ok", "ok"},
		{"one that is not there", NULL, "none", "none"},
		{"one that ends at once", "exit 1", "unexpected", "unexpected"},
		{"one that says nothing it should", "echo garbage >&0; sleep 5", "unexpected", "unexpected"},
		{"one of another version", "printf '{\"syncfix-wire\":2}\\n' >&0; sleep 5", "unexpected",
	     "unexpected"},
		{"one that ends at each probe", HELLO EACH_ASK "exit 3" DONE, "unexpected", "unexpected"},
		{"one that ends at one of them only",
	     HELLO EACH_ASK ID "case $line in *'\"name\":\"shop.front\"'*) exit 3;; esac; " ANSWER DONE,
	     "unexpected", "ok"},
		{"one that answers for others", HELLO EACH_ASK "id=9999; " ANSWER "; exit 3" DONE, "unexpected",
	     "unexpected"},
		{"one that breaks off in a line", HELLO EACH_ASK "printf '{\"tell\":' >&0; exit 0" DONE, "unexpected",
	     "unexpected"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		check_outcomes(&rows[i]);
}

static void test_cancel(void)
{
	char *program = script(HELLO "sleep 30");
	struct stage stage = {.with_profile = true, .program = program, .connect = start_only};

	if (stage_open(&stage)) {
		desk_connect(stage.scene.desk);
		CHECK("a probe runs", driver_running(desk_driver(stage.scene.desk), NULL) > 0);
		stage_play(&stage, "1");
		CHECK_NUMBER("keys work meanwhile", walk_view(desk_walk(stage.scene.desk), 0).state, WALK_ASK);
		CHECK("Ctrl-C stops it",
		      desk_do(stage.scene.desk, &(struct intent){.kind = INTENT_CANCEL}, NULL) == DESK_DONE);
		CHECK_TEXT("and it counts as not run", outcome_of(&stage, "shop.front"), "skipped");
		CHECK("a second Ctrl-C has nothing to stop",
		      desk_do(stage.scene.desk, &(struct intent){.kind = INTENT_CANCEL}, NULL) == DESK_REFUSED);
	}
	stage_close(&stage);
	free(program);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"outcomes", test_outcomes},
		{"cancelling", test_cancel},
		{0},
	};

	return check_run("app: syncfix-net as a child", tests);
}
