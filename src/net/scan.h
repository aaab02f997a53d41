/*
 * Is a secret in a text? Looked for as it is, percent-encoded, JSON-escaped, hexadecimal, base64 at
 * any offset (so inside "user:secret" too), and in any piece of 12 characters of it. A secret of less
 * than 6 characters cannot be told from ordinary words and is not looked for.
 */
#ifndef SYNCFIX_NET_SCAN_H
#define SYNCFIX_NET_SCAN_H

#include <stddef.h>

#include "base/array.h"
#include "base/text.h"
#include "net/vault.h"

#define SCAN_BLANK "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2" /* •••• */

enum { SCAN_BUCKETS = 1024 };

struct scan {
	ARRAY(struct scan_needle {
		const struct secret *secret;
		size_t at; /* in bytes */
		size_t len;
		size_t next; /* + 1; 0: none */
	})
	needle;
	struct text bytes; /* of all needles; wiped */
	size_t bucket[SCAN_BUCKETS];
};

/* profile NULL: the secrets of all. Must not outlive a change of the vault. */
void scan_init(struct scan *scan, const struct vault *vault, const char *profile);
void scan_clear(struct scan *scan);

/* The first secret that is in the text, or NULL. */
const struct secret *scan_find(const struct scan *scan, const char *text, size_t len);
/* The same of bytes that leave: also quoted-printable (RFC 2045 section 6.7), and over ends of lines. */
const struct secret *scan_find_leaving(const struct scan *scan, const char *text, size_t len);
/* Every trace of a secret becomes ••••. */
void scan_blank(const struct scan *scan, struct text *text);

#endif
