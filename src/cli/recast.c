/* case to-scenario: a case as a scrubbed scenario that `syncfix test` plays. */
#include "cli/recast.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/recast.h"
#include "base/file.h"
#include "cli/output.h"
#include "cli/saved.h"
#include "cli/session.h"

enum { TRIES = 12 };

struct making {
	struct setup *setup;
	struct saved saved;
	char name[64];
	char dir[64];
	char *path; /* of the file that is played */
	const struct node *also[TRIES];
	struct recast recast;
};

static bool write_file(struct making *making, const struct player *played, struct text *out)
{
	struct error err = {0};

	making->recast.played = played;
	text_cut(out, 0);
	recast_write(&making->recast, making->setup->guide, &making->saved.journal, out);
	making->recast.played = NULL; /* it lives no longer than this play */
	if (file_write(making->path, text_str(out), out->len, 0600, &err))
		return true;
	setup_fail(&err);
	return false;
}

static void hear(void *ctx, const struct event *event)
{
	struct session *session = ctx;

	if (session->driver != NULL)
		driver_hear(session->driver, event);
}

static bool play(struct session *session, struct player *player, struct error *err)
{
	player->walk = session->walk;
	player->driver = session->driver;
	player->scenario = session->scenario;
	player->simulation = session->simulation;
	player->clock = &session->setup->clock;
	player->stop = session_interrupted();
	player->again = session_walk_options(session);
	player->again.listen = NULL;
	return session_connect(session, err) && player_run(player, err);
}

/* Plays it once. 0: done, and out holds it with what came out; -1: again, with one fix more named. */
static int try_once(struct making *making, struct text *out)
{
	struct session session;
	struct player player = {0};
	struct error err = {0};
	int code = write_file(making, NULL, out) ? session_open_scenario(&session, making->setup, making->path)
	                                         : ERROR_CANNOT_CREATE;

	if (code == ERROR_CANNOT_CREATE)
		return code;
	session.listen = hear;
	session.ctx = &session;
	if (code == 0)
		code = session_begin(&session);
	if (code == 0 && play(&session, &player, &err)) {
		code = write_file(making, &player, out) ? 0 : ERROR_CANNOT_CREATE;
	} else if (code == 0) {
		struct step_view view = walk_view(session.walk, setup_now(making->setup));
		code = view.state == WALK_FIX && making->recast.also_count < TRIES ? -1 : setup_fail(&err);
		if (code < 0)
			making->also[making->recast.also_count++] = view.node;
	}
	player_clear(&player);
	session_close(&session);
	return code;
}

static int make(struct making *making)
{
	const struct platform *platform = walk_platform(making->saved.walk);
	struct text out = {0};
	int code = -1;

	if (platform == NULL)
		return setup_refuse(ERROR_DATA, "The case never names its platform: a scenario needs one.");
	making->recast = (struct recast){.name = making->name, .platform = platform->id, .also = making->also};
	while (code < 0)
		code = try_once(making, &out);
	if (code == 0)
		code = output_write(making->setup, &out);
	text_clear(&out);
	return code;
}

/* A scenario has its file's name. */
static void name_it(struct making *making)
{
	const char *file = making->setup->options.value[OPTION_OUTPUT];
	const char *base = file != NULL && strrchr(file, '/') != NULL ? strrchr(file, '/') + 1 : file;
	size_t len = base != NULL ? strcspn(base, ".") : 0;

	if (len > 0)
		snprintf(making->name, sizeof making->name, "%.*s", (int)len, base);
	else
		snprintf(making->name, sizeof making->name, "case-%.30s", making->saved.id);
}

int recast_case(struct setup *setup, const char *words)
{
	struct making making = {.setup = setup};
	char file[80];
	int code = saved_open(&making.saved, setup, words);

	snprintf(making.dir, sizeof making.dir, "/tmp/syncfix-case-XXXXXX");
	if (code == 0 && mkdtemp(making.dir) == NULL)
		code = setup_refuse(ERROR_CANNOT_CREATE, "No folder for the scenario could be made in /tmp.");
	if (code == 0) {
		name_it(&making);
		snprintf(file, sizeof file, "%s.json", making.name);
		making.path = file_join(making.dir, file);
		session_catch_interrupt();
		code = make(&making);
		unlink(making.path);
		rmdir(making.dir);
	}
	free(making.path);
	saved_close(&making.saved);
	return code;
}
