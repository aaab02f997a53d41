/* How far a driver is, and what it leaves behind. */
#include "app/driver_state.h"

bool driver_overdue(const struct driver *driver)
{
	int64_t now = clock_monotonic();

	for (size_t i = 0; i < driver->job.count; i++) {
		if (driver->job.at[i].id != 0 && now >= driver->job.at[i].deadline)
			return true;
	}
	return false;
}

size_t driver_running(const struct driver *driver, int64_t *oldest_ms)
{
	int64_t oldest = 0;
	int64_t now = clock_monotonic();

	for (size_t i = 0; i < driver->job.count; i++) {
		if (now - driver->job.at[i].since > oldest)
			oldest = now - driver->job.at[i].since;
	}
	if (oldest_ms != NULL)
		*oldest_ms = oldest;
	return driver->job.count;
}

const struct probe *driver_oldest(const struct driver *driver, int64_t *left_ms)
{
	const struct job *oldest = NULL;

	for (size_t i = 0; i < driver->job.count; i++) {
		if (oldest == NULL || driver->job.at[i].since < oldest->since)
			oldest = &driver->job.at[i];
	}
	if (oldest == NULL)
		return NULL;
	*left_ms = oldest->since + oldest->probe->timeout_ms - clock_monotonic();
	return oldest->probe;
}

bool driver_lost(const struct driver *driver)
{
	return driver->lost;
}

void driver_leave(struct driver *driver)
{
	struct wire_ask forget = {.kind = WIRE_ASK_FORGET, .profile = driver->options.integration->name};

	if (driver->options.hands == NULL) {
		hands_free(driver->hands);
		return;
	}
	for (size_t i = 0; i < driver->job.count; i++) {
		struct wire_ask cancel = {.kind = WIRE_ASK_CANCEL, .id = driver->job.at[i].id};
		if (cancel.id != 0)
			hands_ask(driver->hands, &cancel, -1);
	}
	hands_ask(driver->hands, &forget, -1);
	handover_end_commands(&driver->command);
}
