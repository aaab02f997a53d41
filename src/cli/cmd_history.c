/* history: how an integration was over time; add keeps what a person read in IS2. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/since.h"
#include "report/history_report.h"
#include "store/history_file.h"

/* What is counted in IS2, and what it makes. */
struct counted {
	double orders, errors, tracked, minutes;
};

static double *place_of(struct counted *counted, const char *name, size_t len)
{
	const struct {
		const char *name;
		double *place;
	} row[] = {
		{"orders", &counted->orders},
		{"errors", &counted->errors},
		{"tracked", &counted->tracked},
		{"minutes", &counted->minutes},
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		if (strlen(row[i].name) == len && strncmp(row[i].name, name, len) == 0)
			return row[i].place;
	}
	return NULL;
}

static int read_counted(struct counted *counted, const struct options *options)
{
	*counted = (struct counted){(double)NAN, (double)NAN, (double)NAN, (double)NAN};
	for (size_t i = 1; i < options->word_count; i++) {
		const char *word = options->word[i];
		size_t len = strcspn(word, "=");
		double *place = place_of(counted, word, len);
		char *end;
		if (place == NULL || word[len] != '=')
			return setup_refuse(ERROR_USAGE, "history add takes orders=, errors=, tracked= and minutes=: "
			                                 "syncfix history add orders=52 errors=1.");
		*place = strtod(word + len + 1, &end);
		if (end == word + len + 1 || *end != '\0' || !isfinite(*place) || *place < 0)
			return setup_refuse(ERROR_USAGE, "%.*s is a number, 0 or more.", (int)len, word);
	}
	if (counted->errors > counted->orders || counted->tracked > counted->orders)
		return setup_refuse(ERROR_USAGE, "There cannot be more errors or tracking numbers than orders.");
	return 0;
}

static int add(const struct setup *setup, const char *profile)
{
	struct counted counted = {0};
	struct history_entry entry;
	struct error err = {0};
	int code =
		setup->options.word_count > 1
			? read_counted(&counted, &setup->options)
			: setup_refuse(ERROR_USAGE, "Say what you counted: syncfix history add orders=52 errors=1.");

	if (code != 0)
		return code;
	history_entry_init(&entry, setup_now(setup), "person");
	entry.metric[HISTORY_ORDERS] = counted.orders;
	entry.metric[HISTORY_MINUTES] = counted.minutes;
	if (counted.orders > 0) {
		entry.metric[HISTORY_SUCCESS] = 100 * (counted.orders - counted.errors) / counted.orders;
		entry.metric[HISTORY_TRACKING] = 100 * counted.tracked / counted.orders;
	}
	if (!history_file_add(setup->paths.state, profile, &entry, &err))
		return setup_fail(&err);
	if (!setup->json)
		printf("Kept for %s.\n", profile);
	return 0;
}

static int show(const struct setup *setup, const char *profile)
{
	const char *format = setup->options.value[OPTION_FORMAT];
	struct history history;
	struct text out = {0};
	struct error err = {0};
	int64_t now = setup_now(setup), since = INT64_MIN;
	struct history_view view = {&history, profile, now, clock_local_offset(now), look_ascii(setup)};
	int code = since_read(setup, &since);

	if (code != 0)
		return code;
	if (!history_file_read(&history, setup->paths.state, profile, since, &err)) {
		history_clear(&history);
		return setup_fail(&err);
	}
	if (format != NULL && strcmp(format, "csv") == 0)
		history_report_csv(&out, &view);
	else if (setup->json)
		history_report_json(&out, &view);
	else
		history_report_text(&out, &view);
	code = output_write(setup, &out);
	text_clear(&out);
	history_clear(&history);
	return code;
}

int cmd_history(struct setup *setup)
{
	const struct options *options = &setup->options;
	const struct profile *profile = NULL;
	bool adds = options->word_count > 0 && strcmp(options->word[0], "add") == 0;
	int code = setup_profile(setup, &profile);

	if (code == 0 && !adds && options->word_count > 1)
		return setup_refuse(ERROR_USAGE, "history takes one profile, or add and what you counted.");
	if (code == 0 && !adds && options->word_count == 1) {
		profile = config_profile(&setup->config, options->word[0]);
		if (profile == NULL)
			code = setup_refuse(ERROR_CONFIG,
			                    "There is no profile of the name %.60s: syncfix profile list shows them.",
			                    options->word[0]);
	}
	if (code != 0)
		return code;
	if (profile == NULL)
		return setup_refuse(ERROR_CONFIG, "Which integration? syncfix history NAME, or --profile NAME.");
	return adds ? add(setup, profile->name) : show(setup, profile->name);
}
