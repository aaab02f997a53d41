/* routine: the preventive checklists, with memory and reminders. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/routine_ask.h"
#include "report/routine_report.h"

/* An authorization made today ends so many months later: a word of the platform. */
#define MONTHS_WORD "token_months"

struct run {
	struct setup *setup;
	struct routine_file file;
	struct routine_ask ask;
	struct routine_expiry expiry;
	int64_t today;
};

/* ---- what is known ---- */

static void read_expiry(struct run *run)
{
	run->expiry = (struct routine_expiry){.known = false};
	for (size_t i = 0; i < run->file.answer.count; i++) {
		const struct routine_answer *answer = &run->file.answer.at[i];
		struct text midnight = {0};
		int64_t at;
		if (strcmp(answer->item, ROUTINE_FILE_EXPIRY) != 0)
			continue;
		text_addf(&midnight, "%sT00:00:00Z", answer->value != NULL ? answer->value : "");
		if (answer->value == NULL)
			run->expiry = (struct routine_expiry){.known = true, .never = true};
		else if (time_parse_iso(text_str(&midnight), false, &at))
			run->expiry = (struct routine_expiry){.known = true, .day = routine_day(at, 0)};
		text_clear(&midnight);
	}
}

static void make(const struct run *run, struct routine *routine, const struct node *node)
{
	routine_make(routine, run->ask.guide, node, run->file.answer.at, run->file.answer.count,
	             run->ask.platform, run->ask.now, run->ask.utc_offset);
}

static int begin(struct run *run, struct setup *setup)
{
	const struct profile *profile = NULL;
	struct error err = {0};
	int code = setup_guide(setup);

	run->setup = setup;
	if (code == 0)
		code = setup_profile(setup, &profile);
	if (code != 0)
		return code;
	run->ask = (struct routine_ask){
		.guide = setup->guide,
		.state = setup->paths.state,
		.profile = profile != NULL ? profile->name : "",
		.now = setup_now(setup),
		.file = &run->file,
	};
	if (profile != NULL && profile_get(profile, "platform") != NULL)
		run->ask.platform = guide_platform(setup->guide, profile_get(profile, "platform"));
	role_find(settings_text(&setup->config.settings, SETTING_ROLE), &run->ask.role);
	run->ask.utc_offset = clock_local_offset(run->ask.now);
	run->today = routine_day(run->ask.now, run->ask.utc_offset);
	if (!routine_file_read(&run->file, run->ask.state, run->ask.profile, &err))
		return setup_fail(&err);
	if (run->file.unread > 0)
		fprintf(stderr, "syncfix: %zu lines of earlier answers could not be read and are left out.\n",
		        run->file.unread);
	read_expiry(run);
	return 0;
}

static int exit_code(const struct routine *routine, int64_t today)
{
	if (routine->problems > 0)
		return 1;
	return routine->due <= today ? 2 : 0;
}

/* ---- the list ---- */

static int list(struct run *run)
{
	struct routine routine[ROUTINE_PERIODS];
	struct text out = {0};
	size_t count = 0;
	int code = 0;

	for (int i = 0; i < ROUTINE_PERIODS; i++) {
		const struct node *node = routine_node(run->ask.guide, (enum routine_period)i);
		int one;
		if (node == NULL)
			continue;
		make(run, &routine[count], node);
		one = exit_code(&routine[count], run->today);
		code = code == 1 || one == 0 ? code : one;
		routine_report_line(&out, &routine[count++], run->today);
	}
	routine_report_expiry(&out, &run->expiry, run->today);
	text_add(&out, "\nsyncfix routine weekly goes through the weekly one.\n");
	if (run->setup->json) {
		text_cut(&out, 0);
		routine_report_json(&out, routine, count, &run->expiry, run->ask.profile, run->today);
	}
	printf("%s", text_str(&out));
	for (size_t i = 0; i < count; i++)
		routine_clear(&routine[i]);
	text_clear(&out);
	return code;
}

/* ---- one routine ---- */

/* --fact week_no_errors=yes answers an item. */
static int take_facts(struct run *run, const struct node *node)
{
	const struct options *options = &run->setup->options;

	for (size_t i = 0; i < options->fact.count; i++) {
		const char *given = options->fact.at[i];
		const struct node *item = NULL;
		struct error err = {0};
		struct value value;
		size_t len = strcspn(given, "=");
		for (size_t k = 0; k < node->item_count; k++) {
			const char *name = run->ask.guide->fact[node->item[k]->fact].name;
			if (strlen(name) == len && strncmp(name, given, len) == 0)
				item = node->item[k];
		}
		if (given[len] != '=')
			return setup_refuse(ERROR_USAGE, "--fact is written name=value.");
		if (item == NULL)
			return setup_refuse(ERROR_USAGE, "The %s routine does not ask for %.*s.", node->routine, (int)len,
			                    given);
		if (!fact_parse(&run->ask.guide->fact[item->fact], given + len + 1, &run->file.arena, &value, &err))
			return setup_refuse(ERROR_USAGE, "--fact %.*s: %s", (int)len, given, err.message);
		routine_ask_keep(&run->ask, item->name, given + len + 1);
	}
	return 0;
}

static int write_reminder(struct run *run, const struct node *node)
{
	struct routine routine;
	struct text out = {0};
	int code;

	make(run, &routine, node);
	routine_report_calendar(&out, &routine, run->ask.profile, run->ask.now, run->today);
	code = output_write(run->setup, &out);
	routine_clear(&routine);
	text_clear(&out);
	return code;
}

static int report(struct run *run, const struct node *node, bool asked)
{
	struct routine routine;
	struct text out = {0};
	int code;

	make(run, &routine, node);
	if (run->setup->json) {
		routine_report_json(&out, &routine, 1, &run->expiry, run->ask.profile, run->today);
	} else {
		text_add(&out, asked ? "\n" : "");
		routine_report_text(&out, &routine, run->today, run->ask.utc_offset);
		text_addf(&out, "\nA reminder for your calendar: syncfix routine %s --output %s.ics\n", node->routine,
		          node->routine);
	}
	printf("%s", text_str(&out));
	code = exit_code(&routine, run->today);
	routine_clear(&routine);
	text_clear(&out);
	return code;
}

static int one(struct run *run, enum routine_period period)
{
	const struct options *options = &run->setup->options;
	const struct node *node = routine_node(run->ask.guide, period);
	bool quiet = run->setup->json || options->value[OPTION_NO_INPUT] != NULL || options->fact.count > 0;
	bool asked = false;
	int code;

	if (node == NULL)
		return setup_refuse(ERROR_DATA, "The data has no %s routine.", routine_period_name(period));
	if (options->value[OPTION_OUTPUT] != NULL)
		return write_reminder(run, node);
	code = take_facts(run, node);
	if (code != 0)
		return code;
	if (!quiet) {
		asked = routine_ask(&run->ask, node, options->value[OPTION_ALL] != NULL);
		if (!asked)
			printf("All of it was looked at today and is fine; --all asks again.\n\n");
	}
	return report(run, node, asked);
}

/* ---- when the access ends ---- */

/* Months that an authorization lasts; 0: nobody says. Without a profile what the only one says. */
static int months_of(const struct run *run, const struct platform **whose)
{
	const struct guide *guide = run->ask.guide;
	const char *word = NULL;

	*whose = run->ask.platform;
	for (size_t i = 0; run->ask.platform == NULL && i < guide->platform_count; i++)
		if (platform_word(&guide->platform[i], MONTHS_WORD) != NULL)
			*whose = &guide->platform[i];
	if (*whose != NULL)
		word = platform_word(*whose, MONTHS_WORD);
	return word != NULL ? (int)strtol(word, NULL, 10) : 0;
}

static int keep_expiry(struct run *run, const char *value)
{
	routine_ask_keep(&run->ask, ROUTINE_FILE_EXPIRY, value);
	read_expiry(run);
	return 0;
}

static int keep_day(struct run *run, int64_t day)
{
	struct text iso = {0};

	routine_add_iso_day(&iso, day);
	keep_expiry(run, text_str(&iso));
	text_clear(&iso);
	return 0;
}

static int authorized(struct run *run, int64_t day)
{
	const struct platform *platform;
	int months = months_of(run, &platform);

	if (months == 0)
		return setup_refuse(ERROR_USAGE,
		                    "How long an authorization of %s lasts is not known: give the day on which it "
		                    "expires, syncfix routine expiry DATE.",
		                    platform != NULL ? platform->name : "this platform");
	if (day > run->today)
		return setup_refuse(ERROR_USAGE, "That day is still to come: give the day it was authorized last.");
	if (!run->setup->json)
		printf("%s: an authorization lasts about %d months.\n", platform->name, months);
	return keep_day(run, routine_add_months(day, months));
}

static int expires(struct run *run, int64_t day)
{
	if (day >= run->today)
		return keep_day(run, day);
	return setup_refuse(ERROR_USAGE,
	                    "That day is over. For the day it was authorized last: syncfix routine expiry "
	                    "authorized DATE; a day to come needs its year.");
}

/* Words behind "expiry": DATE, authorized DATE, or never. */
static int take_expiry(struct run *run)
{
	const struct options *options = &run->setup->options;
	bool was = strcmp(options->word[1], "authorized") == 0;
	struct text date = {0};
	int64_t at = 0;
	bool ok;

	if (options->word_count == 2 && strcmp(options->word[1], "never") == 0)
		return keep_expiry(run, NULL);
	for (size_t i = was ? 2 : 1; i < options->word_count; i++)
		text_addf(&date, "%s%s", date.len > 0 ? " " : "", options->word[i]);
	ok = date.len > 0 && time_parse_person(text_str(&date), run->ask.now, run->ask.utc_offset, &at);
	text_clear(&date);
	if (!ok)
		return setup_refuse(ERROR_USAGE, "This is no day: write it like 2028-05-20 or 20 May 2028.");
	at = routine_day(at, run->ask.utc_offset);
	return was ? authorized(run, at) : expires(run, at);
}

static int report_expiry(struct run *run)
{
	const struct routine_expiry *expiry = &run->expiry;
	struct text out = {0};
	int code = 0;

	if (run->setup->options.value[OPTION_OUTPUT] != NULL) {
		if (!expiry->known || expiry->never)
			return setup_refuse(ERROR_USAGE,
			                    "There is no day to be reminded of: syncfix routine expiry DATE.");
		routine_report_expiry_calendar(&out, expiry, run->ask.profile, run->ask.now);
		code = output_write(run->setup, &out);
	} else {
		if (run->setup->json)
			routine_report_json(&out, NULL, 0, expiry, run->ask.profile, run->today);
		else
			routine_report_expiry(&out, expiry, run->today);
		printf("%s", text_str(&out));
		if (!run->setup->json && expiry->known && !expiry->never)
			printf("A reminder for your calendar: syncfix routine expiry --output expiry.ics\n");
		code = expiry->never || (expiry->known && expiry->day - ROUTINE_REMIND_DAYS > run->today) ? 0 : 2;
	}
	text_clear(&out);
	return code;
}

int cmd_routine(struct setup *setup)
{
	const struct options *options = &setup->options;
	const char *word = options->word_count > 0 ? options->word[0] : "";
	struct run run = {0};
	enum routine_period period;
	int code = begin(&run, setup);

	if (code == 0 && strcmp(word, "expiry") == 0) {
		if (options->word_count > 1)
			code = take_expiry(&run);
		if (code == 0)
			code = report_expiry(&run);
	} else if (code == 0 && options->word_count > 1) {
		code = setup_refuse(ERROR_USAGE, "routine %.20s takes no \"%.60s\".", word, options->word[1]);
	} else if (code == 0 && *word == '\0') {
		code = list(&run);
	} else if (code == 0) {
		code = routine_period_find(word, &period)
		           ? one(&run, period)
		           : setup_refuse(ERROR_USAGE, "routine weekly, monthly, quarterly or expiry.");
	}
	if (run.ask.guide != NULL)
		routine_file_clear(&run.file);
	return code;
}
