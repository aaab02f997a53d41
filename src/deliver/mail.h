/*
 * A mail message (RFC 5322, MIME) and a mailto: link (RFC 6068). Whatever stands in the fields, a
 * header stays one header: control characters go, other alphabets are encoded (RFC 2047).
 */
#ifndef SYNCFIX_DELIVER_MAIL_H
#define SYNCFIX_DELIVER_MAIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { MAIL_LINK_MAX = 1900 }; /* bytes that every mail program and browser takes */

struct mail {
	const char *from, *to; /* addresses, "" for none: the header is left out */
	const char *subject;
	const char *body; /* UTF-8, lines ended by \n */
	int64_t at;       /* ms since 1970 UTC */
	const char *id;   /* left part of the Message-ID, "" for none */
	bool unsent;      /* opens as a draft where mail programs know X-Unsent */
};

/* One bare address: local@domain in ASCII, with nothing that could end a header or a command. */
bool mail_address_ok(const char *address);
/* Appends the message, lines ended by CR LF, none longer than 78 characters. */
void mail_write(const struct mail *mail, struct text *out);
/* Appends the link; *cut (may be NULL) says that the body did not fit and ends in cut_note. */
void mail_write_link(const struct mail *mail, const char *cut_note, struct text *out, bool *cut);

#endif
