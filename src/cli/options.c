#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { LONG_ONLY = 256 };

static const struct option_row rows[OPTIONS] = {
	[OPTION_CONFIG] = {"config", 0, "FILE", NULL, "the config file instead of your own"},
	[OPTION_DATA] = {"data", 0, "DIR", NULL, "wizard-data that lies over the built-in data, by file name"},
	[OPTION_STATE] = {"state", 0, "DIR", NULL, "where cases are kept"},
	[OPTION_PROFILE] = {"profile", 'p', "NAME", NULL, "the integration to look at"},
	[OPTION_ROLE] = {"role", 'r', "ROLE", NULL, "merchant, agent or trainer: wording and detail"},
	[OPTION_NOW] = {"now", 0, "TIME", NULL, "a clock that starts at this time (2026-11-23T14:00:00Z)"},
	[OPTION_NO_INPUT] = {"no-input", 0, NULL, NULL, "never ask anything; what is missing is an error"},
	[OPTION_COLOR] = {"color", 0, "WHEN", NULL, "auto, always or never"},
	[OPTION_PLAIN] = {"plain", 0, NULL, NULL, "line by line, for screen readers, pipes and simple terminals"},
	[OPTION_QUIET] = {"quiet", 'q', NULL, NULL, "only results"},
	[OPTION_VERBOSE] = {"verbose", 'v', NULL, NULL, "write a log to syncfix.log in the state folder"},
	[OPTION_HELP] = {"help", 'h', NULL, NULL, "this help, or a command's"},
	[OPTION_VERSION] = {"version", 0, NULL, NULL, "the version of the program and of its data"},
	[OPTION_FORMAT] =
		{"format", 'f', "FORMAT",
         "booklet check history watch diagnose probe find lint coverage test ticket case doctor paths config graph routine compare",
         "text or json; check: also junit, nagios, prometheus; history: csv"},
	[OPTION_FACT] = {"fact", 0, "NAME=VALUE", "check watch diagnose probe routine compare",
                     "something known already; may be repeated"},
	[OPTION_OUTPUT] = {"output", 'o', "FILE", "booklet check history ticket case graph routine compare",
                       "write to this file"},
	[OPTION_TO] = {"to", 0, "WAY", "ticket", "file, copy, edit, mailto, mail or post"},
	[OPTION_RECIPIENT] = {"recipient", 0, "ADDRESS", "ticket", "who gets the mail, instead of support_email"},
	[OPTION_OLDER] = {"older", 0, "DAYS", "case", "with delete: cases of which nothing is newer"},
	[OPTION_ALL] = {"all", 0, NULL, "case check routine",
                    "every case; every integration; every item, also those done today"},
	[OPTION_YES] = {"yes", 'y', NULL, "case check profile demo diagnose probe start ticket",
                    "do not ask for confirmation"},
	[OPTION_EXPLAIN] = {"explain", 0, "RULE", "lint", "what a finding's code means and how to mend it"},
	[OPTION_INVENTORY] = {"inventory", 0, "FILE", "lint coverage",
                          "the guide's facts, tab separated, to hold the data against"},
	[OPTION_SCENARIOS] = {"scenarios", 0, NULL, "coverage",
                          "what of the data no scenario comes to, instead of the guide's facts"},
	[OPTION_GUIDE] = {"guide", 0, "FILE", "lint",
                      "the guide's text, to tell whether the data are written from it"},
	[OPTION_PORT] = {"port", 0, "PORT", "sim", "listen on this port of 127.0.0.1"},
	[OPTION_DEPTH] = {"depth", 0, "N", "graph", "how many ways on from the step; 3 when not given"},
	[OPTION_ONLY] = {"only", 0, "PROBES", "check watch", "only these (WOO-2,WOO-3) and what they need"},
	[OPTION_DEADLINE] = {"deadline", 0, "TIME", "check watch",
                         "end after this time (20s, 5min) with what is known"},
	[OPTION_PARALLEL] = {"parallel", 0, "N", "check watch", "integrations at a time; 200 when not given"},
	[OPTION_SHARD] = {"shard", 0, "I/N", "check",
                      "the I-th of N parts of the integrations, for several machines"},
	[OPTION_SINCE] = {"since", 0, "TIME", "check history",
                      "history from then on; check only what was not checked since then"},
	[OPTION_RESUME] = {"resume", 0, NULL, "check", "go on with the run that was interrupted"},
	[OPTION_EVERY] = {"every", 0, "TIME", "watch", "time between two looks; 1min when not given"},
	[OPTION_PLATFORM] = {"platform", 0, "NAME", "demo sim",
                         "only scenarios of this platform (shopify, woocommerce …)"},
	[OPTION_SECTION] = {"section", 0, "N", "demo sim",
                        "only scenarios that begin in this section of the guide"},
	[OPTION_DIFFICULTY] = {"difficulty", 0, "WORD", "demo sim", "only easy, medium or hard scenarios"},
};

const struct option_row *option_row(enum option_id option)
{
	return &rows[option];
}

bool option_applies(enum option_id option, const char *command)
{
	return rows[option].commands == NULL || text_has_word(rows[option].commands, command);
}

static void make_tables(struct option *longs, char *shorts)
{
	size_t used = 0;

	shorts[used++] = ':'; /* tells a missing value from an unknown option */
	for (int i = 0; i < OPTIONS; i++) {
		longs[i] = (struct option){
			.name = rows[i].name,
			.has_arg = rows[i].argument != NULL ? required_argument : no_argument,
			.val = LONG_ONLY + i,
		};
		if (rows[i].letter == 0)
			continue;
		shorts[used++] = rows[i].letter;
		if (rows[i].argument != NULL)
			shorts[used++] = ':';
	}
	shorts[used] = '\0';
}

static int row_of(int val)
{
	if (val >= LONG_ONLY)
		return val - LONG_ONLY;
	for (int i = 0; i < OPTIONS; i++) {
		if (rows[i].letter == val)
			return i;
	}
	return OPTIONS;
}

static bool refuse(const char *word, int kind, struct error *err)
{
	const char *names[OPTIONS];
	const char *near;
	const char *bare = word + strspn(word, "-");
	char name[64];

	if (kind == ':')
		return error_set(err, ERROR_USAGE, "", "%s needs a value.", word);
	for (int i = 0; i < OPTIONS; i++)
		names[i] = rows[i].name;
	snprintf(name, sizeof name, "%.*s", (int)strcspn(bare, "="), bare);
	near = text_nearest(name, names, OPTIONS);
	if (near != NULL && text_starts(word, "--"))
		return error_set(err, ERROR_USAGE, "", "There is no option --%s. Did you mean --%s?", name, near);
	return error_set(err, ERROR_USAGE, "", "There is no option %.60s. syncfix --help lists them.", word);
}

bool options_read(struct options *options, int argc, char **argv, struct error *err)
{
	struct option longs[OPTIONS + 1] = {0};
	char shorts[2 * OPTIONS + 2];
	int val;

	memset(options, 0, sizeof *options);
	make_tables(longs, shorts);
	opterr = 0;
	optind = 0;
	while ((val = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (val == '?' || val == ':')
			return refuse(argv[optind - 1], val, err);
		int row = row_of(val);
		if (row == OPTION_FACT)
			array_push(&options->fact, optarg);
		options->value[row] = optarg != NULL ? optarg : "";
	}
	if (optind < argc) {
		options->command = argv[optind];
		options->word = (const char **)&argv[optind + 1];
		options->word_count = (size_t)(argc - optind - 1);
	}
	return true;
}

void options_clear(struct options *options)
{
	array_clear(&options->fact);
}
