/* When a host may be asked again: the least gap between two requests to it. */
#ifndef SYNCFIX_NET_PACE_H
#define SYNCFIX_NET_PACE_H

#include <stdint.h>

#include "base/array.h"

struct pace {
	ARRAY(struct pace_host {
		char *host; /* "host:port" */
		int64_t next;
	})
	host;
};
void pace_clear(struct pace *pace);

/* 0: the request may start now, and the next one gap later; else milliseconds to wait. Monotonic time. */
int64_t pace_claim(struct pace *pace, const char *host, int port, int64_t gap, int64_t now);

#endif
