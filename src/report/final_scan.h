/*
 * The last look at bytes before they leave: secrets by their shape (keys, tokens, Authorization
 * values, passwords, addresses with a password), and what belongs to buyers (e-mail addresses, phone
 * numbers). The one rule: whatever goes to a file, a clipboard or a mail is scanned as it goes, and
 * is not written when this refuses. The scan by value is syncfix-net's (wire: scan).
 */
#ifndef SYNCFIX_REPORT_FINAL_SCAN_H
#define SYNCFIX_REPORT_FINAL_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "guide/model.h"
#include "report/ticket.h"

struct scan_hit {
	const char *what; /* "a WooCommerce key", "an e-mail address" … */
	size_t at, len;   /* where the secret itself is; never shown */
	bool secret;      /* else a person's data */
};

/* The first secret in the bytes. */
bool scan_secret(const char *bytes, size_t len, struct scan_hit *hit);
/* The first e-mail address or phone number that does not stand in allowed (a text; "" for none). */
bool scan_person(const char *bytes, size_t len, const char *allowed, struct scan_hit *hit);

/*
 * Scans the final bytes of a ticket. ticket names the field (NULL: the bytes were edited or are no
 * ticket: the line is named). guide's contacts and support_email ("" for none) may stand in them.
 * False and err (ERROR_REFUSED) with the field and what to do; the secret itself is never repeated.
 */
bool final_scan(const char *bytes, size_t len, const struct ticket *ticket, const struct guide *guide,
                const char *support_email, struct error *err);

#endif
