#include "cli/saved.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/session.h"
#include "store/case_list.h"
#include "store/journal_file.h"

static struct walk *restore(const struct setup *setup, const struct journal *journal, struct text *lost)
{
	struct walk_options options = {0};
	const struct event *open = journal->event.count > 0 ? &journal->event.at[0] : NULL;

	options.profile = open != NULL && open->profile != NULL ? open->profile : "";
	options.role = open != NULL ? open->role : ROLE_MERCHANT;
	return walk_restore(setup->guide, &options, journal->event.at, journal->event.count, lost);
}

int saved_open(struct saved *saved, struct setup *setup, const char *words)
{
	struct error err = {0};
	struct text lost = {0};
	char *path;
	bool ok;
	int code;

	memset(saved, 0, sizeof *saved);
	journal_init(&saved->journal);
	code = setup_guide(setup);
	if (code != 0)
		return code;
	saved->id = case_find(setup->paths.state, words != NULL ? words : "last", &err);
	if (saved->id == NULL)
		return setup_fail(&err);
	path = case_path(setup->paths.state, saved->id);
	ok = journal_file_read(path, &saved->journal, &lost, &err);
	free(path);
	if (ok)
		saved->walk = restore(setup, &saved->journal, &lost);
	if (lost.len > 0)
		fprintf(stderr, "%s", text_str(&lost));
	text_clear(&lost);
	return ok ? 0 : setup_fail(&err);
}

static const char *profile_of(const struct saved *saved)
{
	return saved->journal.event.count > 0 ? saved->journal.event.at[0].profile : NULL;
}

bool saved_is_simulated(const struct saved *saved)
{
	const char *name = profile_of(saved);

	return name != NULL && text_starts(name, SESSION_DEMO);
}

bool saved_integration(const struct saved *saved, const struct setup *setup, struct integration *integration,
                       struct error *err)
{
	const char *name = profile_of(saved);

	return integration_make(integration, setup->guide, setup->paths.config,
	                        name != NULL ? config_profile(&setup->config, name) : NULL, err);
}

void saved_ticketed(const struct saved *saved, const struct setup *setup, const char *how)
{
	struct event event = {.kind = EVENT_TICKET, .at = setup_now(setup), .text = how};
	struct error err = {0};
	struct journal journal;
	struct journal_file *file;

	journal_init(&journal);
	file = journal_file_resume(setup->paths.state, saved->id, &journal, NULL, &err);
	if (file != NULL) {
		event.n = journal.event.count + 1;
		journal_file_hear(file, &event);
	} else {
		fprintf(stderr, "The case does not note that its ticket went out: %s\n", err.message);
	}
	journal_file_close(file);
	journal_clear(&journal);
}

void saved_close(struct saved *saved)
{
	walk_free(saved->walk);
	journal_clear(&saved->journal);
	free(saved->id);
}
