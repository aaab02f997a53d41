/* Whose credentials a request carries: those of the test's profile, or spoilt ones. */
#ifndef SYNCFIX_TESTS_CAPTURES_CREDENTIALS_H
#define SYNCFIX_TESTS_CAPTURES_CREDENTIALS_H

#include "../net/server.h"

#define CREDENTIALS_KEY    "ck_0123456789abcdef0123456789abcdef01234567"
#define CREDENTIALS_SECRET "cs_fedcba9876543210fedcba9876543210fedcba98"

enum credentials { CREDENTIALS_NONE, CREDENTIALS_RIGHT, CREDENTIALS_WRONG_SECRET, CREDENTIALS_UNKNOWN_KEY };

struct sent {
	enum credentials credentials;
	bool basic;    /* in the Authorization header */
	bool as_http;  /* signed: the base string says http */
	bool as_https; /* or https */
};
void credentials_judge(const struct server_request *request, struct sent *sent);

#endif
