#include "store/case_transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/utf8.h"
#include "store/case_folder.h"
#include "store/event_line.h"
#include "store/journal_lines.h"

enum { LONGEST_NAME = 120, MOST_NAMES = 100 };
/* The years in which a case can have happened: 2000 to 2200. */
static const int64_t earliest = INT64_C(946684800000), latest = INT64_C(7258118400000);

/* ---- an event with other texts ---- */

struct copying {
	struct arena arena; /* of one event */
	size_t index;
	transfer_scrub_fn *change;
	void *ctx;
};

static const char *changed(struct copying *copying, const char *text)
{
	struct text out = {0};
	const char *copy;

	if (!text)
		return NULL;
	copying->change(copying->ctx, copying->index, text, &out);
	copy = arena_strndup(&copying->arena, text_str(&out), out.len);
	text_clear(&out);
	return copy;
}

/* Free texts only: names of steps, probes and facts are the data's. */
static struct event change_event(struct copying *copying, const struct event *from)
{
	struct event event = *from;
	struct event_fact *fact = arena_alloc(&copying->arena, (from->fact_count + 1) * sizeof *fact);

	for (size_t i = 0; i < from->fact_count; i++)
		fact[i] = (struct event_fact){from->fact[i].fact, changed(copying, from->fact[i].value)};
	event.fact = fact;
	event.text = changed(copying, from->text);
	event.vantage = changed(copying, from->vantage);
	return event;
}

void case_export(const struct journal *journal, transfer_scrub_fn *scrub, void *ctx, struct text *out)
{
	for (size_t i = 0; i < journal->event.count; i++) {
		struct copying copying = {.index = i, .change = scrub, .ctx = ctx};
		struct event event;

		arena_init(&copying.arena);
		event = change_event(&copying, &journal->event.at[i]);
		event_line_write(out, &event);
		arena_clear(&copying.arena);
	}
}

/* ---- what comes in ---- */

struct coming {
	const char *name;
	size_t line; /* from 1 */
	struct error *err;
};

static bool refuse(const struct coming *coming, const char *why)
{
	char where[300];

	snprintf(where, sizeof where, "%.200s:%zu", coming->name, coming->line);
	return error_set(coming->err, ERROR_DATA, where, "This is no case of syncfix: %s.", why);
}

static bool is_name(const char *text)
{
	if (!text)
		return true;
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c < 0x20 || (unsigned char)*c > 0x7E)
			return false;
	return strlen(text) <= LONGEST_NAME;
}

static bool check_names(const struct coming *coming, const struct event *event)
{
	bool good = is_name(event->node) && is_name(event->probe) && is_name(event->outcome) &&
	            is_name(event->profile) && is_name(event->data_version);

	for (size_t i = 0; good && i < event->stack_count; i++)
		good = is_name(event->stack[i]);
	for (size_t i = 0; good && i < event->fact_count; i++)
		good = is_name(event->fact[i].fact);
	return good || refuse(coming, "a name in this line is none");
}

static bool is_short(const char *text)
{
	return !text || strlen(text) <= TRANSFER_TEXT;
}

static bool check_sizes(const struct coming *coming, const struct event *event)
{
	bool good = is_short(event->text) && is_short(event->vantage) && event->fact_count <= TRANSFER_FACTS &&
	            event->stack_count <= TRANSFER_FACTS;

	for (size_t i = 0; good && i < event->fact_count; i++)
		good = is_short(event->fact[i].value);
	return good || refuse(coming, "this line holds more than a person types");
}

static bool check_event(const struct coming *coming, const struct event *event)
{
	if (coming->line == 1 && event->kind != EVENT_OPEN)
		return refuse(coming, "it does not begin with its beginning");
	if (event->at < earliest || event->at > latest)
		return refuse(coming, "the time of this line is none that a case can have");
	return check_names(coming, event) && check_sizes(coming, event);
}

static void clean(void *ctx, size_t index, const char *text, struct text *out)
{
	(void)ctx;
	(void)index;
	text_safe(out, text, strlen(text), TEXT_SAFE_BLOCK, 0);
}

/* Another machine's profile of the same name as one of ours is not ours. */
static const char *foreign(struct arena *arena, const char *profile)
{
	struct text name = {0};
	const char *copy;

	if (!profile || !profile[0] || text_starts(profile, "demo:") || text_starts(profile, TRANSFER_PROFILE))
		return profile;
	text_addf(&name, TRANSFER_PROFILE "%s", profile);
	copy = arena_strdup(arena, text_str(&name));
	text_clear(&name);
	return copy;
}

static bool take_events(const struct journal *from, struct coming *coming, struct journal *journal)
{
	for (size_t i = 0; i < from->event.count; i++) {
		struct copying copying = {.index = i, .change = clean};
		struct event event;

		coming->line = i + 1;
		if (!check_event(coming, &from->event.at[i]))
			return false;
		arena_init(&copying.arena);
		event = change_event(&copying, &from->event.at[i]);
		event.profile = foreign(&copying.arena, event.profile);
		journal_add(journal, &event);
		arena_clear(&copying.arena);
	}
	return true;
}

static bool is_whole(const struct journal *journal, const struct journal_lines *lines, struct coming *coming)
{
	coming->line = lines->bad_line > 0 ? lines->bad_line : 1;
	if (lines->state == JOURNAL_NEWER)
		return error_set(coming->err, ERROR_DATA, coming->name,
		                 "A newer syncfix wrote this case: update this one to read it.");
	if (lines->state != JOURNAL_WHOLE)
		return refuse(coming, "this line is damaged or cut off: ask for the file again");
	if (journal->event.count == 0)
		return refuse(coming, "it is empty");
	return journal->event.count <= TRANSFER_EVENTS || refuse(coming, "it is longer than any case");
}

bool case_import(const char *bytes, size_t len, const char *name, struct journal *journal, struct error *err)
{
	struct coming coming = {.name = name, .line = 1, .err = err};
	struct journal_lines lines;
	struct journal raw;
	bool good;

	if (len > TRANSFER_BYTES)
		return refuse(&coming, "it is longer than any case");
	journal_init(&raw);
	journal_lines_read(bytes, len, &raw, &lines);
	good = is_whole(&raw, &lines, &coming) && take_events(&raw, &coming, journal);
	journal_clear(&raw);
	return good;
}

/* ---- saving it ---- */

static void keep_all(void *ctx, size_t index, const char *text, struct text *out)
{
	(void)ctx;
	(void)index;
	text_add(out, text);
}

static bool is_there(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

/* The id of its beginning, with -2 … behind it where there is one already; path gets its file. */
static void find_id(const char *folder, int64_t at, struct text *id, struct text *path)
{
	for (int i = 1; i <= MOST_NAMES; i++) {
		text_cut(id, 0);
		text_cut(path, 0);
		case_id_add(id, at);
		if (i > 1)
			text_addf(id, "-%d", i);
		text_addf(path, "%s/%s" CASE_SUFFIX, folder, text_str(id));
		if (!is_there(text_str(path)))
			return;
	}
}

char *case_import_save(const char *state, const struct journal *journal, struct error *err)
{
	char *folder = state ? case_folder(state) : NULL;
	struct text bytes = {0}, id = {0}, path = {0};
	bool good;

	if (!folder) {
		error_set(err, ERROR_CANNOT_CREATE, "", "There is no folder for cases: --state DIR names one.");
		return NULL;
	}
	case_export(journal, keep_all, NULL, &bytes);
	good = file_make_dirs(folder, 0700, err);
	if (good) {
		find_id(folder, journal->event.at[0].at, &id, &path);
		good = file_write_new(text_str(&path), text_str(&bytes), bytes.len, 0600, err);
	}
	text_clear(&bytes);
	text_clear(&path);
	free(folder);
	if (good)
		return text_take(&id);
	text_clear(&id);
	return NULL;
}
