/*
 * One request on its way through libcurl, within its limits: time, bytes after decoding, header
 * lines. Redirects are never followed. The multi handle drives it; transfer_finish reads it out.
 */
#ifndef SYNCFIX_NET_TRANSFER_H
#define SYNCFIX_NET_TRANSFER_H

#include <curl/curl.h>

#include "net/answer.h"
#include "net/request.h"

/* Milliseconds each; < 0: it did not come to that. */
struct timing {
	double dns, connect, tls, first_byte, total;
};

/* How the way there ended. */
struct arrival {
	bool answered;               /* there is a whole answer to judge; else: */
	enum common_outcome outcome; /* of the transport, or OUTCOME_MALFORMED */
	bool again;                  /* the connection broke; one more try may help */
	char message[512];
};

struct transfer;
/* owner: given back by transfer_owner. */
struct transfer *transfer_new(const struct request *request, const struct task *task, void *owner);
void transfer_free(struct transfer *transfer); /* not while it is in a multi handle */
CURL *transfer_handle(struct transfer *transfer);
void *transfer_owner(CURL *handle);

/* answer is initialised by the caller and filled with what came, parsed when it is whole. */
void transfer_finish(struct transfer *transfer, CURLcode code, struct answer *answer, struct arrival *arrival,
                     struct timing *timing);

#endif
