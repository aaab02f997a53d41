/* check: every probe that applies, for one integration or for all of them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/check_run.h"
#include "cli/command.h"
#include "cli/look.h"
#include "cli/session.h"
#include "cli/since.h"
#include "store/history_file.h"

enum { PARALLEL = 200 };

/* ---- which ---- */

static int add_named(struct check_run *run, const char *name)
{
	const struct profile *profile = config_profile(&run->setup->config, name);

	if (profile == NULL)
		return setup_refuse(ERROR_CONFIG,
		                    "There is no profile of the name %.60s: syncfix profile list shows them.", name);
	array_push(&run->profile, profile);
	return 0;
}

static int add_default(struct check_run *run)
{
	const struct profile *profile;
	int code = setup_profile(run->setup, &profile);

	if (code != 0)
		return code;
	if (profile == NULL && run->setup->config.profile.count > 1)
		return setup_refuse(ERROR_USAGE, "There are %zu integrations: name one, or check --all.",
		                    run->setup->config.profile.count);
	if (profile == NULL)
		return setup_refuse(ERROR_CONFIG, "There is no profile to look at: syncfix profile add makes one.");
	array_push(&run->profile, profile);
	return 0;
}

/* The I-th of N parts: every N-th integration, so that the parts are alike. */
static int keep_shard(struct check_run *run, const char *shard)
{
	char *end = NULL;
	long part, of = 0;
	size_t kept = 0;

	if (shard == NULL)
		return 0;
	part = strtol(shard, &end, 10);
	if (*end == '/')
		of = strtol(end + 1, &end, 10);
	if (*end != '\0' || of < 1 || part < 1 || part > of)
		return setup_refuse(ERROR_USAGE, "--shard is written I/N with I from 1 to N: --shard 2/4.");
	for (size_t i = 0; i < run->profile.count; i++) {
		if (i % (size_t)of == (size_t)part - 1)
			run->profile.at[kept++] = run->profile.at[i];
	}
	run->profile.count = kept;
	return 0;
}

static int keep_unchecked(struct check_run *run, int64_t since)
{
	const char *state = run->setup->paths.state;
	size_t kept = 0;

	for (size_t i = 0; i < run->profile.count; i++) {
		int64_t last;
		if (!history_file_last(state, run->profile.at[i]->name, &last) || last < since)
			run->profile.at[kept++] = run->profile.at[i];
	}
	run->profile.count = kept;
	return 0;
}

/* --since and --resume: what was checked already is left out. */
static int leave_out_checked(struct check_run *run)
{
	const struct options *options = &run->setup->options;
	int64_t since = INT64_MAX, begun;
	int code = since_read(run->setup, &since);

	if (code == 0 && options->value[OPTION_RESUME] != NULL) {
		if (!history_run_find(run->setup->paths.state, run->part, &begun))
			return setup_refuse(ERROR_USAGE, "There is no interrupted run to go on with.");
		since = begun < since ? begun : since;
	}
	return code != 0 || since == INT64_MAX ? code : keep_unchecked(run, since);
}

static int choose(struct check_run *run)
{
	const struct options *options = &run->setup->options;
	const struct config *config = &run->setup->config;
	int code = 0;

	for (size_t i = 0; code == 0 && i < options->word_count; i++)
		code = add_named(run, options->word[i]);
	if (code == 0 && options->value[OPTION_ALL] != NULL) {
		if (options->word_count > 0)
			return setup_refuse(ERROR_USAGE, "Name integrations, or say --all: not both.");
		for (size_t i = 0; i < config->profile.count; i++)
			array_push(&run->profile, &config->profile.at[i]);
		if (run->profile.count == 0)
			return setup_refuse(ERROR_CONFIG,
			                    "There is no profile to look at: syncfix profile add makes one.");
	} else if (code == 0 && options->word_count == 0) {
		code = add_default(run);
	}
	run->part = options->value[OPTION_SHARD] != NULL ? options->value[OPTION_SHARD] : "";
	if (code == 0)
		code = keep_shard(run, options->value[OPTION_SHARD]);
	return code != 0 ? code : leave_out_checked(run);
}

/* ---- how ---- */

static int read_options(struct check_run *run)
{
	const struct options *options = &run->setup->options;
	const char *deadline = options->value[OPTION_DEADLINE];
	const char *parallel = options->value[OPTION_PARALLEL];
	struct error err = {0};
	char *end = NULL;

	run->parallel = PARALLEL;
	if (!session_facts_ok(run->setup, &err))
		return setup_fail(&err);
	if (deadline != NULL && (!duration_parse(deadline, &run->deadline_ms) || run->deadline_ms <= 0))
		return setup_refuse(ERROR_USAGE, "--deadline is a time like 20s or 5min.");
	if (parallel != NULL) {
		long number = strtol(parallel, &end, 10);
		if (end == parallel || *end != '\0' || number < 1 || number > FLEET_SEATS_MAX)
			return setup_refuse(ERROR_USAGE, "--parallel is a whole number from 1 to %d.", FLEET_SEATS_MAX);
		run->parallel = (size_t)number;
	}
	run->picked = options->value[OPTION_ONLY] != NULL;
	if (run->picked && !pick_make(&run->pick, run->setup->guide, options->value[OPTION_ONLY], &err))
		return setup_fail(&err);
	run->report.format =
		check_format_find(options->value[OPTION_FORMAT] != NULL ? options->value[OPTION_FORMAT] : "text");
	run->report.ascii = look_ascii(run->setup);
	run->watched =
		isatty(STDERR_FILENO) && options->value[OPTION_QUIET] == NULL && options->value[OPTION_PLAIN] == NULL;
	return 0;
}

/* ---- where to ---- */

/* Whoever reads the file meanwhile sees the old one or the new one. */
static int run_into_file(struct check_run *run, const char *path)
{
	struct text beside = {0};
	int code;

	text_addf(&beside, "%s.%ld.tmp", path, (long)getpid());
	run->report.out = fopen(text_str(&beside), "wx");
	if (run->report.out == NULL) {
		code = setup_refuse(ERROR_CANNOT_CREATE, "%s cannot be written: %s.", path, strerror(errno));
		text_clear(&beside);
		return code;
	}
	code = check_all(run);
	bool ok = fflush(run->report.out) == 0 && !ferror(run->report.out) && fsync(fileno(run->report.out)) == 0;
	ok = fclose(run->report.out) == 0 && ok;
	if (!ok || rename(text_str(&beside), path) != 0) {
		unlink(text_str(&beside));
		code = setup_refuse(ERROR_IO, "%s cannot be written: is the disk full?", path);
	}
	text_clear(&beside);
	return code;
}

int cmd_check(struct setup *setup)
{
	struct check_run run = {.setup = setup};
	const char *path = setup->options.value[OPTION_OUTPUT];
	int code = choose(&run);

	/* It loads its libraries while we read the data; what is wrong with it is told when it is needed. */
	run.hands = hands_new(setup->paths.net);
	if (code == 0)
		hands_start(run.hands, NULL);
	if (code == 0)
		code = setup_guide(setup);
	if (code == 0)
		code = read_options(&run);
	run.report.out = stdout;
	if (code == 0)
		code = path != NULL ? run_into_file(&run, path) : check_all(&run);
	hands_free(run.hands);
	pick_clear(&run.pick);
	array_clear(&run.profile);
	return code;
}
