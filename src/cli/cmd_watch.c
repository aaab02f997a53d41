/* watch: the same look again and again until what it finds is something else. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/session.h"
#include "cli/watch_look.h"
#include "store/case_list.h"
#include "store/history_file.h"
#include "store/journal_file.h"
#include "json/json.h"

enum { EVERY_MS = 60000, LEAST_MS = 1000, SECOND_MS = 1000, LINE_WIDTH = 78, CASES = 50 };

struct watching {
	struct setup *setup;
	const struct profile *profile;
	const struct probe *wanted; /* NULL: the whole check */
	struct pick pick;
	int64_t every_ms, end; /* end: monotonic ms, 0: none */
	int64_t began;
	bool watched; /* somebody looks at standard error */
	size_t looks;
	struct watch_look first, last;
	bool changed;
};

/* ---- options ---- */

static int read_time(const struct setup *setup, enum option_id option, int64_t least, int64_t *out)
{
	const char *given = setup->options.value[option];

	if (given == NULL || (duration_parse(given, out) && *out >= least))
		return 0;
	return setup_refuse(ERROR_USAGE, "--%s is a time like 30s, 1min or 45min.", option_row(option)->name);
}

static int choose_profile(struct watching *watching)
{
	struct setup *setup = watching->setup;
	int code;

	if (setup->options.word_count == 0)
		code = setup_profile(setup, &watching->profile);
	else if ((watching->profile = config_profile(&setup->config, setup->options.word[0])) == NULL)
		return setup_refuse(ERROR_CONFIG,
		                    "There is no profile of the name %.60s: syncfix profile list shows them.",
		                    setup->options.word[0]);
	else
		code = 0;
	if (code == 0 && watching->profile == NULL)
		return setup_refuse(ERROR_CONFIG, "Which integration? syncfix watch NAME.");
	return code;
}

static int prepare(struct watching *watching)
{
	struct setup *setup = watching->setup;
	const char *only = setup->options.value[OPTION_ONLY];
	struct error err = {0};
	int64_t longest = 0;
	int code = choose_profile(watching);

	watching->every_ms = EVERY_MS;
	if (code == 0)
		code = read_time(setup, OPTION_EVERY, LEAST_MS, &watching->every_ms);
	if (code == 0)
		code = read_time(setup, OPTION_DEADLINE, 1, &longest);
	if (code == 0)
		code = setup_guide(setup);
	if (code == 0 && only != NULL && !pick_make(&watching->pick, setup->guide, only, &err))
		code = setup_fail(&err);
	if (code == 0 && only != NULL)
		watching->wanted = watching->pick.probe.at[0];
	watching->began = clock_monotonic();
	watching->end = longest > 0 ? watching->began + longest : 0;
	watching->watched = isatty(STDERR_FILENO) && setup->options.value[OPTION_QUIET] == NULL &&
	                    setup->options.value[OPTION_PLAIN] == NULL;
	return code;
}

/* ---- waiting ---- */

static void show_countdown(const struct watching *watching, int64_t left)
{
	struct text line = {0}, cut = {0};

	text_add(&line, "Next look in ");
	duration_add(&line, (left + SECOND_MS - 1) / SECOND_MS * SECOND_MS);
	text_addf(&line, " · %zu look%s · %s", watching->looks, watching->looks == 1 ? "" : "s",
	          text_str(&watching->last.words));
	utf8_add_cut(&cut, text_str(&line), LINE_WIDTH, false);
	fprintf(stderr, "\r\033[K%s", text_str(&cut));
	fflush(stderr);
	text_clear(&line);
	text_clear(&cut);
}

/* False: the time is over, or Ctrl-C. */
static bool wait_for_next(const struct watching *watching)
{
	int64_t next = clock_monotonic() + watching->every_ms, left;

	if (watching->end > 0 && next > watching->end)
		next = watching->end;
	while (!*session_interrupted() && (left = next - clock_monotonic()) > 0) {
		if (watching->watched)
			show_countdown(watching, left);
		poll(NULL, 0, watching->watched && left > SECOND_MS ? SECOND_MS : (int)left);
	}
	if (watching->watched)
		fprintf(stderr, "\r\033[K");
	return !*session_interrupted() && (watching->end == 0 || clock_monotonic() < watching->end);
}

static bool watch(struct watching *watching, struct error *err)
{
	do {
		watch_look_clear(&watching->last);
		if (!watch_look_take(&watching->last, watching->setup, watching->profile, watching->wanted,
		                     &watching->pick, err))
			return false;
		if (*session_interrupted())
			return true;
		if (watching->looks++ == 0) {
			watching->first = watching->last;
			watching->first.sign = watching->first.words = (struct text){0};
			text_add(&watching->first.sign, text_str(&watching->last.sign));
			text_add(&watching->first.words, text_str(&watching->last.words));
		}
		watching->changed = strcmp(text_str(&watching->first.sign), text_str(&watching->last.sign)) != 0;
	} while (!watching->changed && wait_for_next(watching));
	return true;
}

/* ---- telling ---- */

static void put_result(const struct watching *watching, struct text *out)
{
	text_addf(out, "%s: %s", watching->profile->name, text_str(&watching->last.words));
	if (watching->changed)
		text_addf(out, " (before: %s)", text_str(&watching->first.words));
	text_addf(out, ". %s after ", watching->changed ? "It changed" : "It did not change; the watch ended");
	duration_add(out, (clock_monotonic() - watching->began) / SECOND_MS * SECOND_MS);
	text_addf(out, ", %zu look%s.", watching->looks, watching->looks == 1 ? "" : "s");
}

static void put_json(const struct watching *watching, struct text *out)
{
	struct json_writer writer;

	json_write_init(&writer, out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-watch/1");
	json_put_string(&writer, "profile", watching->profile->name);
	json_put_string(&writer, "probe", watching->wanted != NULL ? watching->wanted->name : NULL);
	json_put_bool(&writer, "changed", watching->changed);
	json_put_string(&writer, "before", text_str(&watching->first.sign));
	json_put_string(&writer, "now", text_str(&watching->last.sign));
	json_put_string(&writer, "state", checklist_state_name(watching->last.state));
	json_put_string(&writer, "message", text_str(&watching->last.words));
	json_put_integer(&writer, "looks", (int64_t)watching->looks);
	json_put_integer(&writer, "took_ms", clock_monotonic() - watching->began);
	json_close_object(&writer);
	text_add_char(out, '\n');
}

static void note_in(const struct watching *watching, const char *id, const char *words)
{
	struct setup *setup = watching->setup;
	struct journal journal;
	struct error err = {0};
	struct walk_options options = {.listen = journal_file_hear, .profile = watching->profile->name};
	struct journal_file *file;

	journal_init(&journal);
	file = journal_file_resume(setup->paths.state, id, &journal, NULL, &err);
	if (file != NULL) {
		options.ctx = file;
		struct walk *walk = walk_restore(setup->guide, &options, journal.event.at, journal.event.count, NULL);
		walk_note(walk, words, setup_now(setup));
		walk_free(walk);
		if (!setup->json)
			printf("Noted in the case %s.\n", id);
	}
	journal_file_close(file);
	journal_clear(&journal);
}

/* The last open case of this integration gets the result as a note; without one nothing is begun. */
static void note(const struct watching *watching, const char *words)
{
	struct case_list list = {0};

	case_list_read(&list, watching->setup->paths.state, CASES);
	for (size_t i = 0; i < list.entry.count; i++) {
		const struct case_entry *entry = &list.entry.at[i];
		if (strcmp(entry->profile, watching->profile->name) != 0 || !case_entry_open(entry))
			continue;
		note_in(watching, entry->id, words);
		break;
	}
	case_list_clear(&list);
}

static void tell(const struct watching *watching)
{
	struct history_entry entry;
	struct text words = {0}, json = {0};

	put_result(watching, &words);
	if (watching->setup->json) {
		put_json(watching, &json);
		fputs(text_str(&json), stdout);
	} else {
		printf("%s%s\n", watching->watched && watching->changed ? "\a" : "", text_str(&words));
	}
	note(watching, text_str(&words));
	history_entry_init(&entry, watching->last.at, "watch");
	entry.state = checklist_state_name(watching->last.state);
	history_file_add(watching->setup->paths.state, watching->profile->name, &entry, NULL);
	text_clear(&words);
	text_clear(&json);
}

int cmd_watch(struct setup *setup)
{
	static const int codes[CHECKLIST_STATES] = {
		[CHECKLIST_WELL] = 0,
		[CHECKLIST_UNSURE] = 2,
		[CHECKLIST_PROBLEM] = 1,
	};
	struct watching watching = {.setup = setup};
	struct error err = {0};
	int code = prepare(&watching);

	if (code == 0) {
		session_catch_interrupt();
		if (!watch(&watching, &err))
			code = setup_fail(&err);
		else if (*session_interrupted())
			code = 130;
	}
	if (code == 0) {
		tell(&watching);
		code = watching.changed ? codes[watching.last.state] : 2;
	}
	watch_look_clear(&watching.first);
	watch_look_clear(&watching.last);
	pick_clear(&watching.pick);
	return code;
}
