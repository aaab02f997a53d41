#include "app/outbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/desk_routine.h"
#include "app/desk_state.h"
#include "app/sender.h"
#include "base/file.h"
#include "deliver/clipboard.h"
#include "deliver/editor.h"
#include "deliver/ticket_file.h"
#include "report/calendar.h"

enum { EDITED_MAX = 1 << 20 };

/* ---- making and looking ---- */

static const struct places *places_of(const struct desk *desk)
{
	static const struct places none = {.support_email = "",
	                                   .mail_server = "",
	                                   .mail_user = "",
	                                   .mail_from = "",
	                                   .desk_url = "",
	                                   .desk_header = ""};

	return desk->options.sender ? &desk->options.sender->places : &none;
}

/* By value: in syncfix-net where it runs, which knows what was typed too, else in one of our own. */
static bool scan_by_value(struct desk *desk, const struct text *bytes, struct error *err)
{
	struct text found = {0};
	bool ok = true;

	if (!desk->driver)
		return true;
	if (driver_started(desk->driver)) {
		ok = driver_scan(desk->driver, text_str(bytes), &found) ||
		     error_set(err, ERROR_UNAVAILABLE, "",
		               "The ticket could not be looked through for secrets: try again.");
		if (ok && found.len > 0)
			ok = error_set(err, ERROR_REFUSED, "",
			               "The ticket holds the secret \"%s\" of this profile: take it out of the notes, or "
			               "edit the ticket.",
			               text_str(&found));
	} else if (desk->options.sender) {
		ok = sender_scan(desk->options.sender, desk->around.driver.integration, bytes, err);
	}
	text_clear(&found);
	return ok;
}

static bool make(struct desk *desk, struct outgoing *out, enum channel channel, enum written form,
                 const char *recipient, struct error *err)
{
	struct outgoing_wish wish = {
		.ticket = desk_ticket(desk),
		.edited = desk->edited.len > 0 ? text_str(&desk->edited) : NULL,
		.guide = desk->options.guide,
		.places = places_of(desk),
		.case_id = keep_current(desk->keep) ? keep_current(desk->keep) : "",
		.recipient = recipient,
		.form = form,
		.now = desk_now(desk),
	};

	if (!wish.ticket)
		return error_set(err, ERROR_USAGE, "",
		                 "There is nothing to report yet: choose what is going wrong first.");
	return outgoing_make(out, &wish, channel, err) && scan_by_value(desk, &out->body, err) &&
	       scan_by_value(desk, &out->bytes, err);
}

static void note_ticket(struct desk *desk, enum channel channel)
{
	walk_ticketed(desk->walk, channel_row(channel)->name, desk_now(desk));
}

/* ---- files ---- */

static bool write_to(struct desk *desk, const char *to, const char *name, const char *ending,
                     const struct text *bytes, struct text *path, struct error *err)
{
	if (!to || !to[0])
		return ticket_file_save(desk->options.state, name, ending, desk_now(desk), bytes, path, err);
	if (!ticket_file_write(to, bytes, false, err))
		return false;
	text_add(path, to);
	return true;
}

bool outbox_save(struct desk *desk, const char *to, enum written form, struct text *path, struct error *err)
{
	struct outgoing out = {0};
	bool ok = make(desk, &out, CHANNEL_FILE, form, "", err) &&
	          write_to(desk, to, "ticket", written_ending(form), &out.bytes, path, err);

	if (ok)
		note_ticket(desk, CHANNEL_FILE);
	outgoing_clear(&out);
	return ok;
}

bool outbox_calendar(struct desk *desk, const char *to, struct text *path, struct error *err)
{
	struct text bytes = {0};
	bool waits = calendar_write_wait(&bytes, desk->walk, keep_current(desk->keep), desk_now(desk));
	bool ok = waits || desk_routine_reminder(desk, &bytes);

	ok = ok ? final_scan(text_str(&bytes), bytes.len, NULL, desk->options.guide, "", err) &&
	              scan_by_value(desk, &bytes, err) &&
	              write_to(desk, to, waits ? "wait" : "routine", ".ics", &bytes, path, err)
	        : error_set(err, ERROR_USAGE, "", "Nothing waits here.");
	text_clear(&bytes);
	return ok;
}

/* ---- the editor ---- */

/* The person's version counts only when it may leave. */
static bool take_edited(struct desk *desk, struct text *edited, struct error *err)
{
	struct text before = desk->edited;
	struct outgoing out = {0};
	bool ok;

	text_trim(edited);
	if (edited->len > 0)
		text_add_char(edited, '\n');
	desk->edited = *edited;
	ok = make(desk, &out, CHANNEL_EDIT, WRITTEN_TEXT, "", err);
	outgoing_clear(&out);
	*edited = ok ? before : desk->edited; /* the caller clears the one that goes */
	desk->edited = ok ? desk->edited : before;
	return ok;
}

static bool edit_file(struct desk *desk, const char *path, struct error *err)
{
	const struct desk_options *options = &desk->options;
	struct text edited = {0};
	bool ok;

	if (options->lend)
		options->lend(options->front, true);
	ok = editor_run(editor_command(options->editor), path, err);
	if (options->lend)
		options->lend(options->front, false);
	ok = ok && file_read(path, EDITED_MAX, &edited, err) && take_edited(desk, &edited, err);
	text_wipe(&edited);
	return ok;
}

bool outbox_edit(struct desk *desk, struct error *err)
{
	struct outgoing out = {0};
	struct text path = {0};
	bool ok = make(desk, &out, CHANNEL_EDIT, WRITTEN_TEXT, "", err) &&
	          write_to(desk, NULL, "edit", ".txt", &out.bytes, &path, err);

	ok = ok && edit_file(desk, text_str(&path), err);
	if (path.len > 0)
		(void)remove(text_str(&path)); /* the case and the ways out have it */
	outgoing_clear(&out);
	text_clear(&path);
	return ok;
}

/* ---- the clipboard ---- */

static const char *get_environment(const char *name)
{
	return getenv(name);
}

bool outbox_copy_words(struct desk *desk, const char *words, struct text *told, struct error *err)
{
	const struct desk_options *options = &desk->options;
	struct text sequence = {0}, how = {0};
	bool ok = clipboard_copy(options->clipboard ? options->clipboard : "auto", get_environment, words,
	                         &sequence, &how, err);

	if (ok && sequence.len > 0)
		ok = (options->pass && options->pass(options->front, text_str(&sequence))) ||
		     error_set(err, ERROR_UNAVAILABLE, "",
		               "There is no clipboard here, neither a program nor a terminal: write it to a file.");
	if (ok && sequence.len > 0)
		text_add(told, "Handed to the terminal's clipboard. Nothing there? Save it to a file (f) instead.");
	else if (ok)
		text_addf(told, "Copied with %s.", text_str(&how));
	text_clear(&sequence);
	text_clear(&how);
	return ok;
}

bool outbox_copy(struct desk *desk, enum channel channel, struct text *told, struct error *err)
{
	struct outgoing out = {0};
	bool ok = make(desk, &out, channel, WRITTEN_TEXT, "", err) &&
	          outbox_copy_words(desk, text_str(&out.bytes), told, err);

	if (ok)
		note_ticket(desk, channel);
	outgoing_clear(&out);
	return ok;
}

bool outbox_link(struct desk *desk, struct text *link, struct error *err)
{
	struct outgoing out = {0};
	bool ok = make(desk, &out, CHANNEL_MAILTO, WRITTEN_TEXT, "", err);

	if (ok)
		text_add(link, text_str(&out.bytes));
	outgoing_clear(&out);
	return ok;
}

/* ---- mail and post ---- */

bool outbox_prepare(struct desk *desk, enum channel channel, const char *recipient, struct error *err)
{
	desk_drop_outgoing(desk);
	if (desk->options.lesson)
		return error_set(err, ERROR_REFUSED, "", "This store is simulated: its ticket is sent to nobody.");
	desk->ready = make(desk, &desk->outgoing, channel, WRITTEN_TEXT, recipient, err);
	if (!desk->ready)
		desk_drop_outgoing(desk);
	return desk->ready;
}

/* What could not be sent is kept, and the sentence says where. */
static void keep_unsent(struct desk *desk, struct error *err)
{
	struct text path = {0};
	struct error why = *err;

	if (ticket_file_save(desk->options.state, "ticket", ".txt", desk_now(desk), &desk->outgoing.body, &path,
	                     NULL))
		error_set(err, why.kind, why.where, "%.700s The ticket is kept in %.280s", why.message,
		          text_str(&path));
	else
		error_set(err, why.kind, why.where, "%.700s The case keeps the ticket.", why.message);
	text_clear(&path);
}

bool outbox_send(struct desk *desk, struct text *told, struct error *err)
{
	const struct desk_options *options = &desk->options;
	bool known = desk->driver && driver_started(desk->driver); /* its secrets were looked for already */
	const struct integration *integration = known ? NULL : desk->around.driver.integration;
	struct text reference = {0};
	bool ok;

	if (!desk->ready || !options->sender)
		return error_set(err, ERROR_USAGE, "", "Nothing is ready to be sent: mail or post shows it first.");
	if (options->lend)
		options->lend(options->front, true);
	ok = sender_send(options->sender, integration, &desk->outgoing, &reference, err);
	if (options->lend)
		options->lend(options->front, false);
	if (ok) {
		text_addf(told, "Sent: %s.", text_str(&desk->outgoing.who));
		if (reference.len > 0)
			text_addf(told, " Its number there: %s.", text_str(&reference));
		note_ticket(desk, desk->outgoing.channel);
		desk_drop_outgoing(desk);
	} else {
		keep_unsent(desk, err);
	}
	text_clear(&reference);
	return ok;
}
