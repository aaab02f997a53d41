/* Dates as some servers write them in bodies, beside those of base/clock.h. */
#ifndef SYNCFIX_NET_DATES_H
#define SYNCFIX_NET_DATES_H

#include <stdbool.h>
#include <stdint.h>

/* RFC 5322 with a numeric zone: "Tue, 20 Nov 2012 00:00:00 +0000" (BigCommerce V2). */
bool time_parse_mail(const char *text, int64_t *out);

#endif
