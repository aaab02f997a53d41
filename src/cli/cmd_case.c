/* case: saved cases. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/case_transfer.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/prompt.h"
#include "cli/recast.h"
#include "cli/saved.h"
#include "cli/start.h"
#include "report/calendar.h"
#include "report/case_page.h"
#include "report/final_scan.h"
#include "report/names.h"
#include "report/transcript.h"
#include "store/case_list.h"
#include "json/json.h"

static void put_time(struct text *out, int64_t at)
{
	time_add_person(out, at, clock_local_offset(at));
}

static void print_entry(const struct case_entry *entry)
{
	struct text last = {0};

	put_time(&last, entry->last);
	printf("%-18s %-22s %-14s %-14s %s\n", entry->id, text_str(&last),
	       entry->profile != NULL && *entry->profile != '\0' ? entry->profile : "-",
	       entry->symptom != NULL && *entry->symptom != '\0' ? entry->symptom : "-",
	       case_entry_open(entry) ? "open" : names_ending(entry->ending));
	text_clear(&last);
}

static void put_entry(struct json_writer *writer, const struct case_entry *entry)
{
	struct text began = {0};
	struct text last = {0};

	time_add_iso(&began, entry->began);
	time_add_iso(&last, entry->last);
	json_open_object(writer, NULL);
	json_put_string(writer, "id", entry->id);
	json_put_string(writer, "profile", entry->profile);
	json_put_string(writer, "symptom", entry->symptom);
	json_put_string(writer, "node", entry->node);
	json_put_string(writer, "ending", ending_name(entry->ending));
	json_put_string(writer, "began", text_str(&began));
	json_put_string(writer, "last", text_str(&last));
	json_close_object(writer);
	text_clear(&began);
	text_clear(&last);
}

static int list(struct setup *setup)
{
	struct case_list cases = {0};
	struct text out = {0};
	struct json_writer writer;

	case_list_read(&cases, setup->paths.state, 0);
	json_write_init(&writer, &out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-case-list/1");
	json_open_array(&writer, "cases");
	for (size_t i = 0; i < cases.entry.count; i++) {
		put_entry(&writer, &cases.entry.at[i]);
		if (!setup->json)
			print_entry(&cases.entry.at[i]);
	}
	json_close_array(&writer);
	json_close_object(&writer);
	if (setup->json)
		printf("%s\n", text_str(&out));
	else if (cases.entry.count == 0)
		printf("No saved case.\n");
	text_clear(&out);
	case_list_clear(&cases);
	return 0;
}

static int show(struct setup *setup, const char *words)
{
	struct saved saved;
	struct text out = {0};
	int code = saved_open(&saved, setup, words);

	if (code == 0) {
		transcript_write(saved.walk, setup_now(setup), &out);
		printf("%s", text_str(&out));
		text_cut(&out, 0);
		if (calendar_write_wait(&out, saved.walk, saved.id, setup_now(setup)))
			printf("\nFor your calendar: syncfix case calendar %s --output wait.ics\n", saved.id);
	}
	text_clear(&out);
	saved_close(&saved);
	return code;
}

/* What a case waits for, as a calendar file. */
static int calendar(struct setup *setup, const char *words)
{
	struct saved saved;
	struct text out = {0};
	int code = saved_open(&saved, setup, words);

	if (code == 0 && calendar_write_wait(&out, saved.walk, saved.id, setup_now(setup)))
		code = output_write(setup, &out);
	else if (code == 0)
		code = setup_refuse(ERROR_NO_INPUT,
		                    "The case %s waits for nothing: syncfix case resume %s goes on with it.",
		                    saved.id, saved.id);
	text_clear(&out);
	saved_close(&saved);
	return code;
}

/* The case as one HTML file; nothing that should stay here leaves in it. */
static int report(struct setup *setup, const char *words)
{
	const char *email = settings_text(&setup->config.settings, SETTING_SUPPORT_EMAIL);
	struct saved saved;
	struct ticket *ticket = NULL;
	struct text out = {0};
	struct error err = {0};
	int code = saved_open(&saved, setup, words);

	if (code == 0 && (ticket = ticket_new(saved.walk, setup_now(setup))) == NULL)
		code = setup_refuse(ERROR_DATA, "The data has no step that writes a ticket.");
	if (code == 0) {
		case_page_write(saved.walk, ticket, setup_now(setup), &out);
		code = final_scan(text_str(&out), out.len, ticket, setup->guide, email, &err)
		           ? output_write(setup, &out)
		           : setup_fail(&err);
	}
	ticket_free(ticket);
	text_clear(&out);
	saved_close(&saved);
	return code;
}

static bool confirmed(const struct setup *setup, const char *question)
{
	if (setup->options.value[OPTION_YES] != NULL)
		return true;
	return prompt_possible(setup->options.value[OPTION_NO_INPUT] != NULL) && prompt_yes(question, false);
}

static int delete_all(struct setup *setup)
{
	struct error err = {0};
	size_t count = 0;
	size_t skipped = 0;

	if (!confirmed(setup, "Delete every saved case?"))
		return setup_refuse(ERROR_USAGE, "Nothing was deleted; --yes says so without asking.");
	if (!case_delete_all(setup->paths.state, &count, &skipped, &err))
		return setup_fail(&err);
	printf("%zu deleted", count);
	if (skipped > 0)
		printf(", %zu are open elsewhere", skipped);
	printf("\n");
	return 0;
}

static int delete_one(struct setup *setup, const char *words)
{
	struct error err = {0};
	char question[120];
	char *id;
	int code = 0;

	if (words == NULL)
		return setup_refuse(ERROR_USAGE, "case delete ID, or case delete --all.");
	id = case_find(setup->paths.state, words, &err);
	if (id == NULL)
		return setup_fail(&err);
	snprintf(question, sizeof question, "Delete the case %s?", id);
	if (!confirmed(setup, question))
		code = setup_refuse(ERROR_USAGE, "Nothing was deleted; --yes says so without asking.");
	else if (!case_delete(setup->paths.state, id, &err))
		code = setup_fail(&err);
	free(id);
	return code;
}

static int delete_older(struct setup *setup, const char *days)
{
	char question[80];
	char *end;
	long count = strtol(days, &end, 10);

	if (end == days || *end != '\0' || count < 1 || count > 3650)
		return setup_refuse(ERROR_USAGE, "--older takes a whole number of days from 1 to 3650.");
	snprintf(question, sizeof question, "Delete every case of which nothing is newer than %ld days?", count);
	if (!confirmed(setup, question))
		return setup_refuse(ERROR_USAGE, "Nothing was deleted; --yes says so without asking.");
	printf("%zu deleted\n", case_delete_older(setup->paths.state, setup_now(setup) - DAYS(count)));
	return 0;
}

static int delete (struct setup *setup, const char *words)
{
	const char *older = setup->options.value[OPTION_OLDER];

	if (older != NULL)
		return delete_older(setup, older);
	return setup->options.value[OPTION_ALL] != NULL ? delete_all(setup) : delete_one(setup, words);
}

static int resume(struct setup *setup, const char *words)
{
	struct error err = {0};
	char *id = case_find(setup->paths.state, words != NULL ? words : "last", &err);
	int code = id != NULL ? start_case(setup, id) : setup_fail(&err);

	free(id);
	return code;
}

int cmd_case(struct setup *setup)
{
	const struct options *options = &setup->options;
	const char *verb = options->word_count > 0 ? options->word[0] : "list";
	const char *words = options->word_count > 1 ? options->word[1] : NULL;

	if (strcmp(verb, "list") == 0)
		return list(setup);
	if (strcmp(verb, "show") == 0)
		return show(setup, words);
	if (strcmp(verb, "calendar") == 0)
		return calendar(setup, words);
	if (strcmp(verb, "report") == 0)
		return report(setup, words);
	if (strcmp(verb, "resume") == 0)
		return resume(setup, words);
	if (strcmp(verb, "to-scenario") == 0)
		return recast_case(setup, words);
	if (strcmp(verb, "replay") == 0)
		return start_replay(setup, words);
	if (strcmp(verb, "delete") == 0)
		return delete (setup, words);
	if (strcmp(verb, "export") == 0)
		return case_transfer_export(setup, words);
	if (strcmp(verb, "import") == 0)
		return case_transfer_import(setup, words);
	return setup_refuse(
		ERROR_USAGE,
		"case list, show, report, resume, replay, to-scenario, calendar, export, import or delete.");
}
