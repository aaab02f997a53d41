/* What the files of the driver share. */
#ifndef SYNCFIX_APP_DRIVER_STATE_H
#define SYNCFIX_APP_DRIVER_STATE_H

#include "app/driver.h"
#include "app/handover.h"
#include "app/hands.h"
#include "base/array.h"

/* A probe that waits its turn or is being asked. */
struct job {
	const struct probe *probe;
	int64_t id; /* 0: not asked yet */
	int64_t since;
	int64_t deadline;
};

struct driver {
	struct walk *walk;
	struct driver_options options;
	struct hands *hands;
	ARRAY(struct job) job;
	struct handover_commands command; /* of a driver that shares: they run beside */
	bool started;
	bool lost;       /* the shared syncfix-net is gone */
	bool one_by_one; /* syncfix-net ended once: ask singly, so that the culprit is known */
	int restarts;
	bool news;
	int64_t scan_id; /* a scan that is waited for */
	struct text *scan_found;
};

/* Ends its own syncfix-net, or leaves nothing of its own in the shared one. */
void driver_leave(struct driver *driver);
bool driver_has(const struct driver *driver,
                const struct probe *probe); /* is it being asked, or about to be? */

#endif
