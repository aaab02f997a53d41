#include "deliver/outgoing.h"

#include <string.h>

#include "deliver/desk_body.h"
#include "deliver/mail.h"

const char *outgoing_recipient(const struct outgoing_wish *wish)
{
	if (wish->recipient[0])
		return wish->recipient;
	return ticket_is_letter(wish->ticket) ? "" : wish->places->support_email;
}

void outgoing_clear(struct outgoing *outgoing)
{
	text_clear(&outgoing->who);
	text_clear(&outgoing->head);
	text_clear(&outgoing->body);
	text_clear(&outgoing->bytes);
	text_clear(&outgoing->to);
}

/* ---- the forms ---- */

static void write_body(struct outgoing *out, const struct outgoing_wish *wish, enum ticket_format format)
{
	if (wish->edited)
		text_add(&out->body, wish->edited);
	else
		ticket_write(wish->ticket, format, &out->body);
}

static void write_mail(struct outgoing *out, const struct outgoing_wish *wish, bool unsent)
{
	struct text id = {0};
	struct mail mail = {
		.from = unsent ? "" : wish->places->mail_from,
		.to = outgoing_recipient(wish),
		.subject = wish->ticket->title,
		.at = wish->now,
		.unsent = unsent,
	};

	write_body(out, wish, TICKET_TEXT);
	text_addf(&id, "syncfix-%s-%lld", wish->case_id, (long long)wish->now);
	mail.id = text_str(&id);
	mail.body = text_str(&out->body);
	if (mail.from[0])
		text_addf(&out->head, "From: %s\n", mail.from);
	if (mail.to[0])
		text_addf(&out->head, "To: %s\n", mail.to);
	text_addf(&out->head, "Subject: %s\n", mail.subject);
	mail_write(&mail, &out->bytes);
	text_clear(&id);
}

/* An edited text is only a text: it is not put into a form that would bring back what was taken out. */
static bool write_form(struct outgoing *out, const struct outgoing_wish *wish, struct error *err)
{
	static const enum ticket_format formats[WRITTEN_FORMS] = {
		[WRITTEN_TEXT] = TICKET_TEXT,
		[WRITTEN_MARKDOWN] = TICKET_MARKDOWN,
		[WRITTEN_JSON] = TICKET_JSON,
	};

	out->form = wish->form;
	if (wish->edited && wish->form != WRITTEN_TEXT && wish->form != WRITTEN_EML)
		return error_set(err, ERROR_USAGE, "",
		                 "You edited this ticket: your version goes as text or as a mail, not as %s.",
		                 written_name(wish->form));
	if (wish->form == WRITTEN_EML) {
		write_mail(out, wish, true);
		return true;
	}
	write_body(out, wish, formats[wish->form]);
	text_add(&out->bytes, text_str(&out->body));
	return true;
}

static void write_link(struct outgoing *out, const struct outgoing_wish *wish)
{
	struct mail mail = {.from = "", .to = outgoing_recipient(wish), .subject = wish->ticket->title, .id = ""};

	write_body(out, wish, TICKET_TEXT);
	mail.body = text_str(&out->body);
	text_addf(&out->head, "Subject: %s\n", mail.subject);
	mail_write_link(&mail, "(cut here: a link holds no more; attach the ticket from its file)", &out->bytes,
	                NULL);
}

/* The name of this sending: the same ticket of the same case, sent again, is the same to the help desk. */
static void add_once(struct text *out, const struct outgoing_wish *wish, const struct text *body)
{
	uint32_t hash = 2166136261u; /* FNV-1a: tells two texts apart, keeps no secret */

	for (size_t i = 0; i < body->len; i++)
		hash = (hash ^ (unsigned char)body->data[i]) * 16777619u;
	text_addf(out, "syncfix-%s-%08x", wish->case_id[0] ? wish->case_id : "unsaved", hash);
}

static bool write_post(struct outgoing *out, const struct outgoing_wish *wish, struct error *err)
{
	struct text once = {0};
	bool ok;

	if (ticket_is_letter(wish->ticket))
		return error_set(
			err, ERROR_USAGE, "",
			"This is a letter to somebody else, not to the help desk of EFS: mail it or copy it.");
	write_body(out, wish, TICKET_TEXT);
	add_once(&once, wish, &out->body);
	text_addf(&out->head, "Subject: %s\n", wish->ticket->title);
	desk_body_write(wish, text_str(&out->body), &out->bytes);
	ok = place_write_desk(wish->places, text_str(&once), &out->to, err);
	text_clear(&once);
	return ok;
}

static bool write_sent_mail(struct outgoing *out, const struct outgoing_wish *wish, struct error *err)
{
	if (!place_write_mail(wish->places, outgoing_recipient(wish), &out->to, err))
		return false;
	out->form = WRITTEN_EML;
	write_mail(out, wish, false);
	return true;
}

static bool write_channel(struct outgoing *out, const struct outgoing_wish *wish, struct error *err)
{
	switch (out->channel) {
	case CHANNEL_MAIL:
		return write_sent_mail(out, wish, err);
	case CHANNEL_POST:
		return write_post(out, wish, err);
	case CHANNEL_MAILTO:
		write_link(out, wish);
		return true;
	default:
		return write_form(out, wish, err);
	}
}

/* ---- the last look ---- */

static void add_who(struct outgoing *out, const struct outgoing_wish *wish)
{
	struct text origin = {0};

	if (out->channel == CHANNEL_MAIL) {
		text_addf(&out->who, "Mail to %s", outgoing_recipient(wish));
	} else if (out->channel == CHANNEL_POST && place_desk_origin(wish->places, &origin, NULL)) {
		text_addf(&out->who, "Help desk at %s", text_str(&origin));
	}
	text_clear(&origin);
}

/* The bytes of a mail or a link are encoded: what they stand for is looked at. */
static bool scan(const struct outgoing *out, const struct outgoing_wish *wish, struct error *err)
{
	const struct ticket *ticket = wish->ticket;
	bool readable = out->form != WRITTEN_EML && out->channel != CHANNEL_MAILTO;
	struct text allowed = {0}, whole = {0};
	bool clean;

	text_addf(&allowed, "%s\n%s\n%s", wish->places->support_email, wish->places->mail_from, wish->recipient);
	text_addf(&whole, "%s%s", text_str(&out->head), text_str(&out->body));
	clean = final_scan(text_str(&whole), whole.len, ticket, wish->guide, text_str(&allowed), err) &&
	        (!readable ||
	         final_scan(text_str(&out->bytes), out->bytes.len, ticket, wish->guide, text_str(&allowed), err));
	text_clear(&allowed);
	text_clear(&whole);
	return clean;
}

bool outgoing_make(struct outgoing *out, const struct outgoing_wish *wish, enum channel channel,
                   struct error *err)
{
	out->channel = channel;
	if (!write_channel(out, wish, err))
		return false;
	if (out->bytes.len > OUTGOING_MAX)
		return error_set(err, ERROR_REFUSED, "", "The ticket is longer than %d KiB: shorten its notes.",
		                 OUTGOING_MAX >> 10);
	add_who(out, wish);
	return scan(out, wish, err);
}
