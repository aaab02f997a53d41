/* Base64 with padding (RFC 4648 section 4), for mail headers and the terminal's clipboard. */
#ifndef SYNCFIX_DELIVER_BASE64_H
#define SYNCFIX_DELIVER_BASE64_H

#include <stddef.h>

#include "base/text.h"

void base64_add(struct text *out, const char *bytes, size_t len);

#endif
