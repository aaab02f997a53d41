/*
 * One HTTP request as it will be sent, and what may be shown of it. Owns its texts; they may hold
 * secrets and are wiped by request_clear. Only GET, HEAD, and the POST of a GraphQL query, of a SOAP call
 * that reads, or of an exchange for a token or a session exist.
 */
#ifndef SYNCFIX_NET_REQUEST_H
#define SYNCFIX_NET_REQUEST_H

#include <stdbool.h>

#include "net/reading.h"
#include "net/task.h"
#include "net/vault.h"

struct request {
	const char *method; /* "GET" "HEAD" "POST" */
	struct origin to;
	struct text url;
	ARRAY(struct request_header {
		char *name;
		struct text value;
		bool secret; /* the trace shows its first word only */
	})
	header;
	struct text body;      /* POST */
	struct text shown_url; /* without what auth put into it */
};

/* Why a request cannot be made: an outcome, and its sentence. */
struct refusal {
	enum common_outcome outcome; /* OUTCOME_SKIPPED or OUTCOME_SECRET_FORM */
	char message[512];
};
bool refuse(struct refusal *refusal, enum common_outcome outcome, const char *format, ...)
	__attribute__((format(printf, 3, 4))); /* false */

/* How a request differs from the declared one. */
struct variant {
	enum contrast contrast; /* what is to be wrong in it, or CONTRAST_NONE */
	bool get;               /* GET where HEAD is declared */
};
/* Makes the task's request, with the profile's secrets. False and refusal when it must not be sent. */
bool request_make(struct request *request, const struct task *task, const struct vault *vault,
                  const struct variant *variant, struct refusal *refusal);
/* The head of a SOAP call, to the probe's address; its body comes from soap.h. */
bool request_make_soap(struct request *request, const struct task *task, struct refusal *refusal);
/* May it carry a secret? Not over plain http, where the platform has no scheme that keeps it. */
bool request_check_secrecy(const struct request *request, const struct task *task, struct refusal *refusal);
/* May the request's URL be asked? Sets request->to. */
bool request_check_target(struct request *request, const struct task *task, struct refusal *refusal);
void request_clear(struct request *request);
void request_add_header(struct request *request, const char *name, const char *value, bool secret);

#endif
