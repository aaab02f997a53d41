/*
 * A ticket made ready for one way out: its final bytes, what a person sees of it before it goes, and
 * for syncfix-net where it goes. The one rule: nothing becomes ready that the final scan refuses, and
 * only what is ready is written, copied or sent. (The scan by value is syncfix-net's, app/sender.h.)
 */
#ifndef SYNCFIX_DELIVER_OUTGOING_H
#define SYNCFIX_DELIVER_OUTGOING_H

#include "deliver/channel.h"
#include "deliver/place.h"
#include "report/final_scan.h"
#include "report/ticket.h"

enum { OUTGOING_MAX = 512 << 10 };

struct outgoing_wish {
	const struct ticket *ticket;
	const char *edited; /* the person's own version of its text, or NULL */
	const struct guide *guide;
	const struct places *places;
	const char *case_id;   /* "" when it is not saved */
	const char *recipient; /* of a mail; "" for support_email (never for a letter to others) */
	enum written form;     /* for file, copy and edit */
	int64_t now;
};

struct outgoing {
	enum channel channel;
	enum written form;
	struct text who;   /* "Mail to help@efs.example", "Help desk desk.example": one line */
	struct text head;  /* lines that go before the text: "To: …", "Subject: …"; may be empty */
	struct text body;  /* the text as people read it */
	struct text bytes; /* what goes, to the byte */
	struct text to;    /* mail, post: JSON for syncfix-net */
};

/* out begins as {0}; the caller clears, on failure too. err names the field or the setting. */
bool outgoing_make(struct outgoing *out, const struct outgoing_wish *wish, enum channel channel,
                   struct error *err);
void outgoing_clear(struct outgoing *outgoing);

/* Who gets this ticket by mail: the recipient, else support_email if it is EFS's; "" for nobody. */
const char *outgoing_recipient(const struct outgoing_wish *wish);

#endif
