/*
 * Other spellings of an address, tried one after the other where the one that was typed leads nowhere
 * (Magento 1's SOAP address). One row per spelling: its name is a filter of url_template.h.
 */
#ifndef SYNCFIX_NET_URL_SPELLING_H
#define SYNCFIX_NET_URL_SPELLING_H

#include <stdbool.h>

#include "base/text.h"

bool url_spelling_known(const char *name);
/* Appends the address as the row spells it; false when it is spelled so already, or the row does not fit. */
bool url_spelling_add(struct text *out, const char *name, const char *url);

#endif
