#include "app/outbox.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/desk_routine.h"
#include "app/desk_state.h"
#include "base/file.h"
#include "report/calendar.h"
#include "report/final_scan.h"
#include "report/ticket.h"

char *outbox_path(struct desk *desk, const char *name, const char *ending, struct error *err)
{
	char *dir = desk->options.state ? file_join(desk->options.state, "tickets") : NULL;
	struct text path = {0};
	int64_t now = desk_now(desk);

	if (dir && !file_make_dirs(dir, 0700, err)) {
		free(dir);
		return NULL;
	}
	text_addf(&path, "%s%ssyncfix-%s-", dir ? dir : "", dir ? "/" : "", name);
	time_add_iso(&path, now);
	for (char *at = path.data + path.len - 20; *at; at++)
		if (*at == ':')
			*at = '-';
	text_add(&path, ending);
	free(dir);
	return text_take(&path);
}

/* By shape here; by value in syncfix-net where that runs: no secret leaves in a ticket. */
static bool scan(struct desk *desk, const struct text *bytes, struct error *err)
{
	struct text found = {0};
	bool ok = final_scan(text_str(bytes), bytes->len, desk->ticket, desk->options.guide,
	                     desk->options.support_email, err);

	if (ok && desk->driver && driver_started(desk->driver) &&
	    driver_scan(desk->driver, text_str(bytes), &found) && found.len > 0)
		ok = error_set(err, ERROR_REFUSED, "",
		               "The ticket holds the secret \"%s\" of this profile: take it out of the "
		               "notes first.",
		               text_str(&found));
	text_clear(&found);
	return ok;
}

bool outbox_ticket(struct desk *desk, struct text *out, struct error *err)
{
	const struct ticket *ticket = desk_ticket(desk);

	if (!ticket)
		return error_set(err, ERROR_USAGE, "",
		                 "There is nothing to report yet: choose what is going wrong first.");
	ticket_write(ticket, TICKET_TEXT, out);
	return scan(desk, out, err);
}

bool outbox_write(struct desk *desk, const char *to, const struct text *bytes, struct error *err)
{
	return scan(desk, bytes, err) && file_write(to, text_str(bytes), bytes->len, 0600, err);
}

static bool write_to(struct desk *desk, const char *to, const char *name, const char *ending,
                     const struct text *bytes, struct text *path, struct error *err)
{
	char *own = to && to[0] ? NULL : outbox_path(desk, name, ending, err);
	bool ok;

	if (!own && !(to && to[0]))
		return false;
	ok = outbox_write(desk, own ? own : to, bytes, err);
	if (ok)
		text_add(path, own ? own : to);
	free(own);
	return ok;
}

bool outbox_save(struct desk *desk, const char *to, struct text *path, struct error *err)
{
	struct text bytes = {0};
	bool ok = outbox_ticket(desk, &bytes, err) && write_to(desk, to, "ticket", ".txt", &bytes, path, err);

	if (ok)
		walk_ticketed(desk->walk, "file", desk_now(desk));
	text_clear(&bytes);
	return ok;
}

/* ---- mail (RFC 5322) ---- */

static bool plain_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7E)
			return false;
	return true;
}

static void add_base64(struct text *out, const char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		size_t part = len - i < 3 ? len - i : 3;
		unsigned char in[3] = {0};
		unsigned bits;

		memcpy(in, bytes + i, part);
		bits = (unsigned)in[0] << 16 | (unsigned)in[1] << 8 | in[2];
		for (int digit = 0; digit < 4; digit++)
			text_add_char(out, (size_t)digit <= part ? digits[(bits >> (18 - 6 * digit)) & 63] : '=');
	}
}

/* An encoded word holds at most 75 characters and whole characters only (RFC 2047 section 2). */
static void add_subject(struct text *out, const char *title)
{
	enum { PIECE = 42 };
	size_t len = strlen(title);

	if (plain_ascii(title)) {
		text_addf(out, "Subject: %s\r\n", title);
		return;
	}
	text_add(out, "Subject:");
	for (size_t at = 0, piece; at < len; at += piece) {
		piece = len - at < PIECE ? len - at : PIECE;
		while (at + piece < len && ((unsigned char)title[at + piece] & 0xC0) == 0x80)
			piece--;
		text_add(out, at == 0 ? " =?UTF-8?B?" : "\r\n =?UTF-8?B?");
		add_base64(out, title + at, piece);
		text_add(out, "?=");
	}
	text_add(out, "\r\n");
}

static void add_body(struct text *out, const char *body)
{
	for (; *body; body++) {
		if (*body == '\n')
			text_add(out, "\r");
		text_add_char(out, *body);
	}
}

bool outbox_mail(struct desk *desk, const char *to, struct text *path, struct error *err)
{
	struct text body = {0}, mail = {0};
	bool ok = outbox_ticket(desk, &body, err);

	if (ok) {
		if (desk->options.support_email && desk->options.support_email[0] &&
		    plain_ascii(desk->options.support_email))
			text_addf(&mail, "To: %s\r\n", desk->options.support_email);
		add_subject(&mail, desk->ticket->title);
		text_add(&mail, "X-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
		                "Content-Transfer-Encoding: 8bit\r\n\r\n");
		add_body(&mail, text_str(&body));
		ok = write_to(desk, to, "ticket", ".eml", &mail, path, err);
	}
	if (ok)
		walk_ticketed(desk->walk, "mail", desk_now(desk));
	text_clear(&body);
	text_clear(&mail);
	return ok;
}

bool outbox_calendar(struct desk *desk, const char *to, struct text *path, struct error *err)
{
	struct text bytes = {0};
	bool waits = calendar_write_wait(&bytes, desk->walk, keep_current(desk->keep), desk_now(desk));
	bool ok = waits || desk_routine_reminder(desk, &bytes);

	ok = ok ? write_to(desk, to, waits ? "wait" : "routine", ".ics", &bytes, path, err)
	        : error_set(err, ERROR_USAGE, "", "Nothing waits here.");
	text_clear(&bytes);
	return ok;
}
