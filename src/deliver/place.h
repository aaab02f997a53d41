/*
 * Where mail and help desk are, as the settings say, and what is wrong with that: every refusal names
 * the setting and the repair. A place is written down for syncfix-net as the `to` of a `deliver`
 * (docs/WIRE.md); the secret itself never comes here.
 */
#ifndef SYNCFIX_DELIVER_PLACE_H
#define SYNCFIX_DELIVER_PLACE_H

#include <stdbool.h>

#include "base/error.h"
#include "base/text.h"

/* Whose the secrets of mail and help desk are in syncfix-net; no profile can have this name. */
#define PLACE_OWNER         "@delivery"
#define PLACE_MAIL_PASSWORD "mail_password"
#define PLACE_DESK_TOKEN    "desk_token"

/* Borrowed from the settings; "" for what is not set. */
struct places {
	const char *support_email; /* who gets tickets */
	const char *mail_server;   /* smtps://host[:465] or smtp://host[:587] */
	const char *mail_user, *mail_from;
	const char *desk_url;
	const char *desk_header;
	const char *ca_pem; /* private authority of either, or NULL */
	int timeout;        /* seconds */
};

bool place_has_mail(const struct places *places);
bool place_has_desk(const struct places *places);
/* "smtps://mail.example:465", "https://desk.example:443": what the secret is bound to. */
bool place_mail_origin(const struct places *places, struct text *out, struct error *err);
bool place_desk_origin(const struct places *places, struct text *out, struct error *err);

/* Appends the JSON; recipient: one address. once: a name of this sending. */
bool place_write_mail(const struct places *places, const char *recipient, struct text *out,
                      struct error *err);
bool place_write_desk(const struct places *places, const char *once, struct text *out, struct error *err);

#endif
