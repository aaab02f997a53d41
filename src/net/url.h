/*
 * Addresses, read by libcurl's own parser, so that the host we compare is the host that is asked.
 * An origin owns nothing; a failed parse leaves it all zero.
 */
#ifndef SYNCFIX_NET_URL_H
#define SYNCFIX_NET_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct origin {
	char scheme[8]; /* "http" or "https"; of a mail server "smtp" or "smtps" */
	char host[256]; /* without brackets */
	int port;       /* never 0 after a parse */
};

/* Of any http or https URL without a user name; the path is ignored. */
bool origin_parse(const char *url, struct origin *out);
/* The same of a mail server: smtp:// or smtps://. */
bool origin_parse_mail(const char *url, struct origin *out);
bool origin_same(const struct origin *a, const struct origin *b);
/* Bytes sent there never leave this computer: 127.0.0.0/8, ::1, localhost. */
bool host_is_loopback(const char *host);
/* "host:port" of connect_to, with or without brackets. */
bool host_port_parse(const char *text, char *host, size_t size, int *port);

/* The URL without user name, query and fragment; nothing when it is no URL. */
void url_add_bare(struct text *out, const char *url);
/* Percent-encodes all but the unreserved characters (RFC 3986 section 2.3). */
void url_encode(struct text *out, const char *text, size_t len);
/* Undoes %XX; for looking at what a URL says. */
void url_decode(struct text *out, const char *text, size_t len);

#endif
