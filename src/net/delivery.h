/*
 * One text on its way out: a mail by SMTP or a POST to a help desk, over TLS or not at all (a POST to
 * loopback may be plain). What the face asks for is checked again here: schemes, addresses, no line
 * breaks in anything that becomes a header or a command. Nothing is ever sent twice by itself.
 */
#ifndef SYNCFIX_NET_DELIVERY_H
#define SYNCFIX_NET_DELIVERY_H

#include <curl/curl.h>
#include <stdint.h>

#include "base/error.h"
#include "net/url.h"
#include "net/vault.h"
#include "wire/wire.h"

enum { DELIVERY_ANSWER_MAX = 65536, DELIVERY_RECIPIENTS = 16 };

struct delivery {
	int64_t id;
	int64_t since; /* monotonic ms */
	struct arena arena;
	struct text bytes; /* what is sent */
	size_t sent;
	/* as the face said */
	bool mail;
	const char *url, *from, *user, *profile, *key, *header, *once, *ca_pem, *proxy;
	const char *recipient[DELIVERY_RECIPIENTS];
	size_t recipients;
	int64_t timeout_ms;
	struct origin to;
	/* under way */
	CURL *easy; /* NULL: not started */
	struct curl_slist *headers, *recipient_list;
	char problem[CURL_ERROR_SIZE];
	struct text reply;  /* mail: the server's last line */
	struct text answer; /* post: its body */
	bool too_large;
};

/* Reads the request; NULL and err when it may not be carried out. */
struct delivery *delivery_new(const struct wire_ask *ask, struct error *err);
void delivery_free(struct delivery *delivery); /* wipes; not while it is in a multi handle */

/* Makes the handle, with the secret if there is one. False and err: it must not be sent. */
bool delivery_start(struct delivery *delivery, const struct vault *vault, struct error *err);
/* How it ended: nothing in failed when it arrived, else one sentence; reference what the desk calls it. */
void delivery_end(struct delivery *delivery, CURLcode code, const struct vault *vault, struct text *failed,
                  struct text *reference);

#endif
