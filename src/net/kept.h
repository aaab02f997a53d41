/* The last answers, for probes that are judged on another one's (same_answer). */
#ifndef SYNCFIX_NET_KEPT_H
#define SYNCFIX_NET_KEPT_H

#include "net/job.h"

enum { KEPT_MAX = 64, KEPT_BYTES = 16 << 20, KEPT_MS = 60000 };

struct kept {
	ARRAY(struct kept_one {
		char *profile;
		char *probe;
		int64_t at; /* monotonic ms */
		struct exchange exchange;
	})
	one; /* oldest first */
	size_t bytes;
};
void kept_clear(struct kept *kept);
/* Takes over the exchange. An older one of the same probe goes. */
void kept_put_take(struct kept *kept, const char *profile, const char *probe, struct exchange *exchange,
                   int64_t now);
void kept_forget(struct kept *kept, const char *profile);
/* NULL: none, or too old. Valid until the next kept_put_take. */
const struct exchange *kept_find(const struct kept *kept, const char *profile, const char *probe,
                                 int64_t now);

#endif
