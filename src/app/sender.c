#include "app/sender.h"

#include <poll.h>
#include <string.h>

#include "app/handover.h"
#include "app/hands.h"
#include "base/clock.h"
#include "base/utf8.h"

enum { SCAN_MS = 5000, SPARE_MS = 15000, LOOK_MS = 200, ASK_ID = 1 };

struct talk {
	const struct sender *sender;
	struct hands *hands;
	bool over;
	struct text said; /* scanned: the secret's name; delivered: what failed */
	bool found;       /* scanned: there was one; delivered: it failed */
	struct text *reference;
};

static void on_tell(void *ctx, const struct wire_tell *tell)
{
	struct talk *talk = ctx;

	if (tell->id != ASK_ID || (tell->kind != WIRE_TELL_SCANNED && tell->kind != WIRE_TELL_DELIVERED))
		return;
	talk->over = true;
	talk->found = tell->text != NULL;
	if (tell->text)
		text_safe(&talk->said, tell->text, strlen(tell->text), TEXT_SAFE_LINE, 600);
	if (tell->reference && talk->reference)
		text_safe(talk->reference, tell->reference, strlen(tell->reference), TEXT_SAFE_LINE, 80);
}

static bool is_stopped(const struct sender *sender)
{
	return sender->stopped && sender->stopped();
}

/* Until the answer has come, the time is over, or somebody stops it. */
static bool wait_for(struct talk *talk, int64_t ms, struct error *err)
{
	int64_t end = clock_monotonic() + ms;

	bool stopped = false;

	while (!talk->over && clock_monotonic() < end && !(stopped = is_stopped(talk->sender))) {
		struct pollfd wait = {.fd = hands_fd(talk->hands), .events = POLLIN};

		poll(&wait, 1, LOOK_MS);
		if (!hands_read(talk->hands, on_tell, talk, err))
			return false;
	}
	if (stopped)
		return error_set(err, ERROR_UNAVAILABLE, "",
		                 "It was stopped: look whether it arrived before you send it again.");
	return talk->over || error_set(err, ERROR_UNAVAILABLE, "syncfix-net", "It did not answer in time.");
}

static bool begin(struct talk *talk, const struct sender *sender, struct error *err)
{
	*talk = (struct talk){.sender = sender, .hands = hands_new(sender->program)};
	return hands_start(talk->hands, err);
}

static void end(struct talk *talk)
{
	hands_free(talk->hands);
	text_clear(&talk->said);
}

static bool ask(struct talk *talk, const struct wire_ask *ask, struct error *err)
{
	struct wire_ask ready = {.kind = WIRE_ASK_READY};

	return (hands_ask(talk->hands, &ready, -1) && hands_ask(talk->hands, ask, -1)) ||
	       error_set(err, ERROR_UNAVAILABLE, "syncfix-net", "It ended at its start.");
}

/* ---- looking ---- */

static bool has_secrets(const struct integration *integration, bool commands)
{
	for (size_t i = 0; integration && i < integration->secret.count; i++) {
		enum secret_form form = integration->secret.at[i].form;

		if (form == SECRET_FILE || (commands && form == SECRET_COMMAND))
			return true;
	}
	return false;
}

static bool look_at(struct talk *talk, const struct text *bytes, bool *holds, struct error *err)
{
	struct wire_ask scan = {.kind = WIRE_ASK_SCAN, .id = ASK_ID, .text = text_str(bytes)};

	talk->over = talk->found = false;
	if (!ask(talk, &scan, err) || !wait_for(talk, SCAN_MS, err))
		return false;
	*holds = talk->found;
	return true;
}

static bool look(struct talk *talk, const struct integration *integration, bool commands,
                 const struct text *bytes, size_t count, bool *holds, struct error *err)
{
	struct handover how = {.timeout = talk->sender->secret_timeout};
	bool ok = handover_secrets(talk->hands, integration, &how, commands, err);

	for (size_t i = 0; ok && i < count; i++)
		ok = look_at(talk, &bytes[i], &holds[i], err);
	return ok;
}

bool sender_look(const struct sender *sender, const struct integration *integration, bool commands,
                 const struct text *bytes, size_t count, bool *holds, struct error *err)
{
	struct talk talk;
	bool ok;

	if (!has_secrets(integration, commands))
		return true;
	ok = begin(&talk, sender, err) && look(&talk, integration, commands, bytes, count, holds, err);
	end(&talk);
	return ok;
}

bool sender_scan(const struct sender *sender, const struct integration *integration, const struct text *bytes,
                 struct error *err)
{
	struct talk talk;
	bool holds = false, ok;

	if (!has_secrets(integration, false))
		return true;
	ok = begin(&talk, sender, err) && look(&talk, integration, false, bytes, 1, &holds, err);
	if (ok && holds)
		ok = error_set(err, ERROR_REFUSED, text_str(&talk.said),
		               "Nothing was written, because it holds this secret of the profile: take it out of the "
		               "answers or notes, or edit the ticket.");
	end(&talk);
	return ok;
}

/* ---- sending ---- */

static bool hand_over(struct talk *talk, const struct outgoing *outgoing, struct error *err)
{
	const struct sender *sender = talk->sender;
	bool mail = outgoing->channel == CHANNEL_MAIL;
	struct text origin = {0};
	struct handover secret = {
		.profile = PLACE_OWNER,
		.key = mail ? PLACE_MAIL_PASSWORD : PLACE_DESK_TOKEN,
		.form = mail ? sender->mail_password.form : sender->desk_token.form,
		.value = mail ? sender->mail_password.value : sender->desk_token.value,
		.timeout = sender->secret_timeout,
	};
	bool ok = mail ? place_mail_origin(&sender->places, &origin, err)
	               : place_desk_origin(&sender->places, &origin, err);

	secret.origins = text_str(&origin);
	ok = ok && handover_one(talk->hands, &secret, err);
	text_clear(&origin);
	return ok;
}

bool sender_send(const struct sender *sender, const struct integration *integration,
                 const struct outgoing *outgoing, struct text *reference, struct error *err)
{
	struct wire_ask deliver = {
		.kind = WIRE_ASK_DELIVER,
		.id = ASK_ID,
		.text = text_str(&outgoing->bytes),
		.to = text_str(&outgoing->to),
	};
	struct handover how = {.timeout = sender->secret_timeout};
	struct talk talk;
	bool ok = begin(&talk, sender, err);

	talk.reference = reference;
	ok = ok &&
	     (!integration || !integration->platform ||
	      handover_secrets(talk.hands, integration, &how, true, err)) &&
	     hand_over(&talk, outgoing, err) && ask(&talk, &deliver, err) &&
	     wait_for(&talk, (int64_t)sender->places.timeout * 1000 + SPARE_MS, err);
	if (ok && talk.found)
		ok = error_set(err,
		               text_starts(text_str(&talk.said), "It was not sent") ? ERROR_REFUSED
		                                                                    : ERROR_UNAVAILABLE,
		               "", "%s", text_str(&talk.said));
	end(&talk);
	return ok;
}
