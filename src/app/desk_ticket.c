/* The intents of the ticket: each way out, and what the person is told of it. */
#include "app/desk_state.h"

#include "app/outbox.h"

void desk_drop_outgoing(struct desk *desk)
{
	outgoing_clear(&desk->outgoing);
	desk->outgoing = (struct outgoing){0};
	desk->ready = false;
}

bool desk_ready_to_send(const struct desk *desk)
{
	return desk->ready;
}

static bool written(struct desk *desk, const char *words, const struct text *path, bool ok)
{
	if (ok)
		desk_tell(desk, "%s%s", words, text_str(path));
	return ok;
}

static bool told(struct desk *desk, struct text *words, bool ok)
{
	if (ok)
		desk_tell(desk, "%s", text_str(words));
	text_clear(words);
	return ok;
}

bool desk_save_ticket(struct desk *desk, const struct intent *intent, struct error *err)
{
	struct text path = {0};
	bool ok = written(desk, "Written: ", &path, outbox_save(desk, intent->words, WRITTEN_TEXT, &path, err));

	text_clear(&path);
	return ok;
}

static bool write_mail(struct desk *desk, const char *to, const char *why, struct error *err)
{
	struct text path = {0};
	bool ok = outbox_save(desk, to, WRITTEN_EML, &path, err);

	if (ok)
		desk_tell(desk, "Written as a mail: %s. %s", text_str(&path), why);
	text_clear(&path);
	return ok;
}

/* Without a mail server, or for a letter to nobody by name, the person's own mail program sends it. */
bool desk_mail_ticket(struct desk *desk, const struct intent *intent, struct error *err)
{
	const struct ticket *ticket = desk_ticket(desk);

	if (!desk->options.sender || !place_has_mail(&desk->options.sender->places))
		return write_mail(desk, intent->words, "With mail_server in the config file it is sent from here.",
		                  err);
	if (!intent->words && ticket && ticket_is_letter(ticket))
		return write_mail(desk, NULL,
		                  "Put in who gets it: a letter is not for EFS. In line mode, mail ADDRESS sends it.",
		                  err);
	return outbox_prepare(desk, CHANNEL_MAIL, intent->words ? intent->words : "", err);
}

bool desk_post_ticket(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	return outbox_prepare(desk, CHANNEL_POST, "", err);
}

bool desk_send_ticket(struct desk *desk, const struct intent *intent, struct error *err)
{
	struct text words = {0};

	(void)intent;
	return told(desk, &words, outbox_send(desk, &words, err));
}

bool desk_link_ticket(struct desk *desk, const struct intent *intent, struct error *err)
{
	struct text words = {0};

	(void)intent;
	return told(desk, &words, outbox_copy(desk, CHANNEL_MAILTO, &words, err));
}

bool desk_copy_ticket(struct desk *desk, const struct intent *intent, struct error *err)
{
	struct text words = {0};

	(void)intent;
	return told(desk, &words, outbox_copy(desk, CHANNEL_COPY, &words, err));
}

bool desk_copy_words(struct desk *desk, const struct intent *intent, struct error *err)
{
	struct text words = {0};

	return told(desk, &words, outbox_copy_words(desk, intent->words ? intent->words : "", &words, err));
}

bool desk_edit_ticket(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	if (!outbox_edit(desk, err))
		return false;
	desk_tell(desk, desk->edited.len > 0
	                    ? "Your version is the ticket now; an empty one brings the wizard's back."
	                    : "The ticket is the wizard's own again.");
	return true;
}

bool desk_save_date(struct desk *desk, const struct intent *intent, struct error *err)
{
	struct text path = {0};
	bool ok =
		written(desk, "Calendar file written: ", &path, outbox_calendar(desk, intent->words, &path, err));

	text_clear(&path);
	return ok;
}
