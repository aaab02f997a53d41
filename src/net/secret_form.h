/* What a secret looks like, checked before anything is sent: swapped, a space too many, cut off. */
#ifndef SYNCFIX_NET_SECRET_FORM_H
#define SYNCFIX_NET_SECRET_FORM_H

#include "net/request.h"

/*
 * Checks the profile's secrets that have a declared form (ask.secret_form) against it. False and
 * OUTCOME_SECRET_FORM with a sentence that names the key and never its content.
 */
bool secret_form_check(const struct task *task, const struct vault *vault, const char *key,
                       struct refusal *refusal);
/* "consumer_key" as people say it: "consumer key". */
void secret_add_label(struct text *out, const char *key);

#endif
