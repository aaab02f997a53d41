/* What the tests of Magento 1's recorded answers share: which recording answers which request. */
#ifndef SYNCFIX_TESTS_CAPTURES_MAGENTO1_H
#define SYNCFIX_TESTS_CAPTURES_MAGENTO1_H

#include "../net/server.h"
#include "guide/model.h"

#define MAGENTO1_USER "efs"
#define MAGENTO1_KEY  "key-of-a-test-0123456789"

/* The address that was asked for the recording, or the usual one; copied into out. */
void magento1_address(const char *recording, char *out, size_t size);
/* The name of the call in a request's body, "" for none; copied into out. */
void magento1_call(const struct server_request *request, char *out, size_t size);
/*
 * Is the request what a store may be asked: Accept and User-Agent, no cookie, only calls that read, the key
 * in the login alone, and the session's id in every other call?
 */
bool magento1_is_polite(const struct server_request *request);
/* The profile's address as syncfix keeps it of what was typed. */
void magento1_typed(const struct guide *guide, const char *typed, struct text *out);

#endif
