#include "cli/case_transfer.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/delivery.h"
#include "report/scrub.h"
#include "store/case_transfer.h"

/* ---- out ---- */

struct exporting {
	const bool *holds; /* by event: a secret of the profile is in it */
	size_t removed;
};

static void scrub(void *ctx, size_t index, const char *text, struct text *out)
{
	struct exporting *exporting = ctx;

	if (exporting->holds && exporting->holds[index]) {
		text_add(out, "[removed: a secret of the profile]");
		exporting->removed++;
	} else {
		exporting->removed += scrub_add(out, text);
	}
}

static void as_it_is(void *ctx, size_t index, const char *text, struct text *out)
{
	(void)ctx;
	(void)index;
	text_add(out, text);
}

/* Which events hold a secret by value: each is looked at as its line. */
static bool look(const struct sender *sender, const struct integration *integration,
                 const struct journal *journal, bool *holds, struct error *err)
{
	struct text *line = xcalloc(journal->event.count + 1, sizeof *line);
	size_t count = journal->event.count;
	bool ok;

	for (size_t i = 0; i < count; i++) {
		struct journal one = {.event = {.at = &journal->event.at[i], .count = 1}};
		case_export(&one, as_it_is, NULL, &line[i]);
	}
	ok = sender_look(sender, integration, true, line, count, holds, err);
	for (size_t i = 0; i < count; i++)
		text_wipe(&line[i]);
	free(line);
	return ok;
}

static bool make(struct setup *setup, const struct saved *saved, struct text *bytes, size_t *removed,
                 struct error *err)
{
	bool *holds = xcalloc(saved->journal.event.count + 1, sizeof *holds);
	struct exporting exporting = {.holds = holds};
	struct integration integration;
	struct delivery_setup with;
	bool ok = saved_integration(saved, setup, &integration, err);

	if (delivery_setup(&with, setup) != 0)
		ok = error_set(err, ERROR_CONFIG, "", "Nothing was written: the reason stands above.");
	ok = ok && look(&with.sender, &integration, &saved->journal, holds, err);
	if (ok)
		case_export(&saved->journal, scrub, &exporting, bytes);
	ok = ok && final_scan(text_str(bytes), bytes->len, NULL, setup->guide, "", err);
	*removed = exporting.removed;
	delivery_setup_clear(&with);
	integration_clear(&integration);
	free(holds);
	return ok;
}

static int put(const struct setup *setup, const struct text *bytes, size_t removed)
{
	const char *path = setup->options.value[OPTION_OUTPUT];
	struct error err = {0};

	if (path == NULL)
		fwrite(text_str(bytes), 1, bytes->len, stdout);
	else if (!delivery_write(setup, path, bytes, &err))
		return setup_fail(&err);
	if (removed > 0)
		fprintf(stderr, "%zu secret%s or buyers' data removed.\n", removed, removed == 1 ? "" : "s");
	return 0;
}

int case_transfer_export(struct setup *setup, const char *words)
{
	struct saved saved;
	struct text bytes = {0};
	struct error err = {0};
	size_t removed = 0;
	int code = saved_open(&saved, setup, words);

	if (code == 0)
		code = make(setup, &saved, &bytes, &removed, &err) ? put(setup, &bytes, removed) : setup_fail(&err);
	text_wipe(&bytes);
	saved_close(&saved);
	return code;
}

/* ---- in ---- */

/* A pipe or a device that never answers is not waited for. */
static bool read_file(const char *path, struct text *bytes, struct error *err)
{
	bool own = strcmp(path, "-") != 0;
	int fd = own ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) : STDIN_FILENO;
	bool ok;

	if (fd < 0)
		return error_set(err, ERROR_NO_INPUT, path,
		                 "It cannot be opened: check the name and its permissions.");
	ok = file_read_fd(fd, own ? path : "standard input", TRANSFER_BYTES, bytes, err);
	if (own)
		close(fd);
	return ok;
}

/* What this machine's data no longer has, or never had, is said now and not only when it is gone on with. */
static void tell_lost(struct setup *setup, const struct journal *journal)
{
	struct walk_options options = {.profile = journal->event.at[0].profile,
	                               .role = journal->event.at[0].role};
	struct text lost = {0};

	walk_free(walk_restore(setup->guide, &options, journal->event.at, journal->event.count, &lost));
	fprintf(stderr, "%s", text_str(&lost));
	text_clear(&lost);
}

int case_transfer_import(struct setup *setup, const char *path)
{
	struct text bytes = {0};
	struct journal journal;
	struct error err = {0};
	char *id = NULL;
	int code;

	if (path == NULL)
		return setup_refuse(ERROR_USAGE, "case import FILE: one that case export wrote, or - for its text.");
	code = setup_guide(setup);
	if (code != 0)
		return code;
	journal_init(&journal);
	if (read_file(path, &bytes, &err) && case_import(text_str(&bytes), bytes.len, path, &journal, &err)) {
		tell_lost(setup, &journal);
		id = case_import_save(setup->paths.state, &journal, &err);
	}
	if (id != NULL)
		printf("Imported as %s: syncfix case show %s, syncfix case resume %s.\n", id, id, id);
	code = id != NULL ? 0 : setup_fail(&err);
	journal_clear(&journal);
	text_clear(&bytes);
	free(id);
	return code;
}
