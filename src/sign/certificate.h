/*
 * A certificate authority and a server certificate made on the spot (P-256, ECDSA with
 * SHA-256), for the simulator's https. Only that authority's PEM is ever given to a client;
 * its key is thrown away at once.
 */
#ifndef SYNCFIX_SIGN_CERTIFICATE_H
#define SYNCFIX_SIGN_CERTIFICATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

/* PEM texts. */
struct certificate {
	struct text ca;
	struct text chain; /* the server's certificate */
	struct text key;   /* its private key; wiped on clear */
};

/*
 * For hosts (names or IP addresses, separated by spaces; the first names the certificate), and for
 * localhost, 127.0.0.1 and ::1. Valid from a day
 * before now for 30 days; a now long ago gives an expired one.
 */
bool certificate_make(struct certificate *out, const char *hosts, int64_t now, struct error *err);
void certificate_clear(struct certificate *certificate);

#endif
