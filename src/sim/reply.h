/* What a route answers, ready to be sent: status, headers, body; or a recorded .http file. */
#ifndef SYNCFIX_SIM_REPLY_H
#define SYNCFIX_SIM_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "data/scenario.h"

struct reply {
	int status;
	ARRAY(struct reply_header {
		char *name;
		char *value;
	})
	header;
	struct text body;
};

/*
 * Builds the answer of the route at the scenario's time now; 599 with a sentence for NULL. session: what
 * {session} in its body stands for, or NULL.
 */
bool reply_make(struct reply *reply, const struct scenario *scenario, const struct scenario_route *route,
                int64_t now, const char *session, struct error *err);
void reply_clear(struct reply *reply);

#endif
