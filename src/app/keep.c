#include "app/keep.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/case_list.h"
#include "store/journal_file.h"

enum { LISTED = 200 };

struct keep {
	char *state;
	const struct guide *guide;
	struct journal_file *file;
	struct case_list list;
	struct arena arena; /* texts of shown */
	ARRAY(struct ui_case) shown;
	struct text trouble;
	struct text where;
};

struct keep *keep_new(const char *state, const struct guide *guide)
{
	struct keep *keep = xcalloc(1, sizeof *keep);

	keep->state = state ? xstrdup(state) : NULL;
	keep->guide = guide;
	arena_init(&keep->arena);
	return keep;
}

static void forget_list(struct keep *keep)
{
	case_list_clear(&keep->list);
	array_clear(&keep->shown);
	arena_clear(&keep->arena);
	arena_init(&keep->arena);
}

void keep_free(struct keep *keep)
{
	journal_file_close(keep->file);
	forget_list(keep);
	arena_clear(&keep->arena);
	text_clear(&keep->trouble);
	text_clear(&keep->where);
	free(keep->state);
	free(keep);
}

void keep_delete_older(struct keep *keep, int64_t before)
{
	size_t count = case_delete_older(keep->state, before);

	if (count > 0)
		log_line("keep: %zu old cases deleted", count);
}

static void use_file(struct keep *keep, struct journal_file *file)
{
	journal_file_close(keep->file);
	keep->file = file;
	journal_file_defer(file, true);
}

void keep_begin(struct keep *keep)
{
	use_file(keep, journal_file_new(keep->state));
}

void keep_event(struct keep *keep, const struct event *event)
{
	journal_file_hear(keep->file, event);
}

void keep_sync(struct keep *keep)
{
	journal_file_sync(keep->file);
}

const char *keep_where(struct keep *keep)
{
	const char *path = journal_file_path(keep->file);
	struct error err = {0};

	text_cut(&keep->where, 0);
	if (!journal_file_saved(keep->file, &err))
		text_addf(&keep->where, "Not saved: %s", err.message);
	else if (path)
		text_add(&keep->where, path);
	else
		text_add(&keep->where, "from the first answer on");
	return text_str(&keep->where);
}

const char *keep_trouble(struct keep *keep)
{
	text_cut(&keep->trouble, 0);
	journal_file_tell(keep->file, &keep->trouble);
	return text_str(&keep->trouble);
}

/* ---- the list ---- */

static const char *title_of(struct keep *keep, const struct case_entry *entry)
{
	const struct symptom *symptom = entry->symptom[0] ? guide_symptom(keep->guide, entry->symptom) : NULL;

	if (symptom)
		return symptom->title;
	if (entry->health == CASE_NEWER)
		return "Written by a newer syncfix";
	return entry->health == CASE_UNREAD ? "Cannot be read" : "A case that began at a step";
}

static const char *step_of(struct keep *keep, const struct case_entry *entry)
{
	const struct node *node = entry->node[0] ? guide_node(keep->guide, entry->node) : NULL;
	struct text text = {0};
	const char *copy;

	if (!node || !node->code)
		return "";
	text_addf(&text, "%s %s", node->code, node->title ? node->title : "");
	copy = arena_strdup(&keep->arena, text_str(&text));
	text_clear(&text);
	return copy;
}

void keep_list(struct keep *keep)
{
	forget_list(keep);
	if (!keep->state)
		return;
	case_list_read(&keep->list, keep->state, LISTED);
	for (size_t i = 0; i < keep->list.entry.count; i++) {
		const struct case_entry *entry = &keep->list.entry.at[i];

		array_push(&keep->shown, ((struct ui_case){.title = title_of(keep, entry),
		                                           .step = step_of(keep, entry),
		                                           .profile = entry->profile,
		                                           .at = entry->last,
		                                           .closed = !case_entry_open(entry)}));
	}
}

size_t keep_known(const struct keep *keep, const struct ui_case **cases)
{
	*cases = keep->shown.at;
	return keep->shown.count;
}

const char *keep_current(const struct keep *keep)
{
	return journal_file_id(keep->file);
}

const char *keep_id(const struct keep *keep, size_t index)
{
	return index < keep->list.entry.count ? keep->list.entry.at[index].id : NULL;
}

/* ---- going on with a saved case ---- */

bool keep_open(struct keep *keep, const char *id, struct journal *events, struct text *lost,
               struct error *err)
{
	struct journal_file *file;

	if (!keep->state)
		return error_set(err, ERROR_NO_INPUT, "", "No case is saved: there is no folder for them.");
	if (journal_file_id(keep->file) && strcmp(journal_file_id(keep->file), id) == 0)
		return error_set(err, ERROR_USAGE, "", "This case is in front of you already.");
	file = journal_file_resume(keep->state, id, events, lost, err);
	if (!file)
		return false;
	use_file(keep, file);
	return true;
}
