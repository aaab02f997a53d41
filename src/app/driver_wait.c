/* For those with nothing else to do than to wait for probes. */
#include "app/driver_state.h"

#include <poll.h>

enum { SCAN_MS = 2000 };

static void wait_and_read(struct driver *driver)
{
	struct pollfd wait = {.fd = driver_fd(driver), .events = POLLIN};
	int ms = driver_wait_ms(driver);

	if (wait.fd >= 0)
		poll(&wait, 1, ms < 0 || ms > 1000 ? 1000 : ms);
	driver_read(driver);
}

void driver_settle(struct driver *driver, const volatile sig_atomic_t *stop)
{
	driver_pump(driver);
	while (driver->job.count > 0 && (stop == NULL || !*stop))
		wait_and_read(driver);
}

bool driver_probe(struct driver *driver, const struct probe *probe, const volatile sig_atomic_t *stop)
{
	if (!driver_again(driver, probe))
		return false;
	while (driver_has(driver, probe) && (stop == NULL || !*stop))
		wait_and_read(driver);
	return true;
}

bool driver_scan(struct driver *driver, const char *text, struct text *found)
{
	struct wire_ask ask = {.kind = WIRE_ASK_SCAN,
	                       .id = hands_next_id(driver->hands, driver->options.seat),
	                       .text = text};
	int64_t end = clock_monotonic() + SCAN_MS;

	if (!driver->started || !hands_ask(driver->hands, &ask, -1))
		return false;
	driver->scan_id = ask.id;
	driver->scan_found = found;
	while (driver->scan_id != 0 && clock_monotonic() < end && hands_running(driver->hands)) {
		struct pollfd wait = {.fd = driver_fd(driver), .events = POLLIN};
		poll(&wait, 1, 100);
		driver_read(driver);
	}
	driver->scan_found = NULL;
	if (driver->scan_id == 0)
		return true;
	driver->scan_id = 0;
	return false;
}
