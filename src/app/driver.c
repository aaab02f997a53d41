#include "app/driver.h"

#include <stdlib.h>
#include <string.h>

#include "app/driver_state.h"
#include "app/handover.h"
#include "app/probe_ask.h"
#include "base/log.h"
#include "base/memory.h"

enum { WANTED_MAX = 64, PATIENCE_MS = 10000, RESTARTS_MAX = 8, REVIVALS_MAX = 2 };

struct driver *driver_new(struct walk *walk, const struct driver_options *options)
{
	struct driver *driver = xcalloc(1, sizeof *driver);

	driver->walk = walk;
	driver->options = *options;
	driver->hands = options->hands != NULL ? options->hands : hands_new(options->program);
	return driver;
}

void driver_free(struct driver *driver)
{
	if (driver == NULL)
		return;
	driver_leave(driver);
	array_clear(&driver->job);
	free(driver);
}

void driver_set_walk(struct driver *driver, struct walk *walk)
{
	driver_cancel(driver);
	driver->job.count = 0;
	driver->walk = walk;
}

static int64_t now_of(const struct driver *driver)
{
	return clock_now(driver->options.clock);
}

/* ---- secrets ---- */

static bool start_hands(struct driver *driver, struct error *err)
{
	return hands_start(driver->hands, err) &&
	       handover_all(driver->hands, driver->options.integration, driver->options.secret_timeout,
	                    driver->options.hands != NULL ? &driver->command : NULL, err);
}

bool driver_start(struct driver *driver, struct error *err)
{
	driver->started = driver->started || start_hands(driver, err);
	if (!driver->started && driver->options.hands == NULL)
		hands_stop(driver->hands);
	return driver->started;
}

bool driver_started(const struct driver *driver)
{
	return driver->started;
}

bool driver_type_secret(struct driver *driver, const char *key, const char *bytes)
{
	return driver->started && handover_typed(driver->hands, driver->options.integration, key, bytes);
}

/* ---- asking ---- */

bool driver_has(const struct driver *driver, const struct probe *probe)
{
	for (size_t i = 0; i < driver->job.count; i++) {
		if (driver->job.at[i].probe == probe)
			return true;
	}
	return false;
}

static size_t asked_count(const struct driver *driver)
{
	size_t count = 0;

	for (size_t i = 0; i < driver->job.count; i++)
		count += driver->job.at[i].id != 0;
	return count;
}

static bool send_job(struct driver *driver, struct job *job)
{
	struct wire_ask ask;
	struct arena arena;
	bool ok;

	arena_init(&arena);
	probe_ask_make(&ask, driver->walk, job->probe, driver->options.integration, now_of(driver), &arena);
	ask.id = hands_next_id(driver->hands, driver->options.seat);
	ask.trace = driver->options.trace;
	ask.ca_pem = driver->options.ca_pem;
	if (driver->options.simulation != NULL)
		ask.connect_to = simulation_connect_to(driver->options.simulation);
	ok = hands_ask(driver->hands, &ask, -1);
	arena_clear(&arena);
	job->id = ok ? ask.id : 0;
	job->since = clock_monotonic();
	job->deadline = job->since + job->probe->timeout_ms * (job->probe->repeat + 2) + PATIENCE_MS;
	return ok;
}

static void finish(struct driver *driver, size_t index, const struct probe_result *result)
{
	size_t left = driver->job.count - index - 1;

	memmove(&driver->job.at[index], &driver->job.at[index + 1], left * sizeof *driver->job.at);
	driver->job.count--;
	driver->news = true;
	walk_probe_result(driver->walk, result, now_of(driver));
}

static void lose(struct driver *driver, size_t index, const char *outcome, const char *message)
{
	struct probe_result result = {
		.probe = driver->job.at[index].probe,
		.outcome = outcome,
		.verdict = strcmp(outcome, "skipped") == 0 ? VERDICT_SKIPPED : VERDICT_UNKNOWN,
		.message = message,
	};

	finish(driver, index, &result);
}

/* Somebody may have to type secrets again: not more often than can be borne. */
static bool start_again(struct driver *driver, struct error *err)
{
	bool ok;

	if (++driver->restarts > RESTARTS_MAX)
		return false;
	if (driver->options.revive == NULL || driver->restarts > REVIVALS_MAX)
		return start_hands(driver, err);
	driver->started = false;
	ok = driver->options.revive(driver->options.revive_ctx, driver, err);
	driver->started = true;
	return ok;
}

/* syncfix-net is gone. The one probe it was at is lost; several are asked again, one by one. */
static void recover(struct driver *driver, const struct error *why)
{
	struct error err = {0};
	bool single = asked_count(driver) == 1;

	log_line("hands: lost: %s", why->message);
	driver->lost = driver->options.hands != NULL;
	if (driver->lost)
		return;
	for (size_t i = driver->job.count; i-- > 0;) {
		if (driver->job.at[i].id != 0 && single)
			lose(driver, i, "unexpected",
			     "The part of the program that asks the network stopped at this check.");
		else
			driver->job.at[i].id = 0;
	}
	driver->one_by_one = true;
	if (start_again(driver, &err))
		return;
	hands_stop(driver->hands);
	while (driver->job.count > 0)
		lose(driver, 0, "offline", "The part of the program that asks the network does not run.");
}

static void send_waiting(struct driver *driver)
{
	for (size_t i = 0; i < driver->job.count; i++) {
		if (driver->job.at[i].id != 0 || (driver->one_by_one && asked_count(driver) > 0))
			continue;
		if (!send_job(driver, &driver->job.at[i])) {
			struct error gone = {.message = "cannot be written to"};
			if (driver->options.hands == NULL)
				hands_stop(driver->hands);
			recover(driver, &gone);
			return;
		}
	}
}

static void add_job(struct driver *driver, const struct probe *probe)
{
	if (driver_has(driver, probe))
		return;
	array_push(&driver->job,
	           ((struct job){.probe = probe, .since = clock_monotonic(), .deadline = INT64_MAX}));
	walk_probe_started(driver->walk, probe);
}

void driver_pump(struct driver *driver)
{
	const struct probe *wanted[WANTED_MAX];
	size_t count;

	if (!driver->started)
		return;
	count = walk_wanted(driver->walk, wanted, WANTED_MAX, now_of(driver));
	for (size_t i = 0; i < count; i++) {
		if (driver->options.wants == NULL || driver->options.wants(driver->options.wants_ctx, wanted[i]))
			add_job(driver, wanted[i]);
	}
	send_waiting(driver);
}

/* ---- hearing ---- */

static void take_outcome(struct driver *driver, size_t index, const struct wire_tell *tell)
{
	const struct probe *probe = driver->job.at[index].probe;
	struct event_fact *fact = xcalloc(tell->fact_count + 1, sizeof *fact);
	struct probe_result result = {
		.probe = probe,
		.outcome = tell->outcome,
		.verdict = tell->verdict,
		.message = tell->message,
		.fact = fact,
		.total_ms = tell->total_ms,
	};

	for (size_t i = 0; i < tell->fact_count; i++) {
		if (guide_fact_id(walk_guide(driver->walk), tell->fact[i].fact) >= 0)
			fact[result.fact_count++] = (struct event_fact){tell->fact[i].fact, tell->fact[i].value};
	}
	if (driver->options.tell != NULL)
		driver->options.tell(driver->options.ctx, probe, tell);
	finish(driver, index, &result);
	free(fact);
}

static void on_tell(void *ctx, const struct wire_tell *tell)
{
	struct driver *driver = ctx;

	if (tell->kind == WIRE_TELL_SCANNED && tell->id == driver->scan_id) {
		driver->scan_id = 0;
		if (tell->text != NULL)
			text_add(driver->scan_found, tell->text);
		return;
	}
	driver_take(driver, tell);
}

bool driver_take(struct driver *driver, const struct wire_tell *tell)
{
	for (size_t i = 0; tell->kind == WIRE_TELL_OUTCOME && i < driver->job.count; i++) {
		if (driver->job.at[i].id == tell->id && tell->outcome != NULL) {
			take_outcome(driver, i, tell);
			return true;
		}
	}
	return false;
}

bool driver_read(struct driver *driver)
{
	struct error err = {0};
	bool news;

	if (!driver->started)
		return false;
	if (hands_running(driver->hands) && !hands_read(driver->hands, on_tell, driver, &err)) {
		recover(driver, &err);
	} else if (driver_overdue(driver)) {
		struct error late = {.message = "no answer in time"};
		hands_stop(driver->hands);
		recover(driver, &late);
	}
	driver_pump(driver);
	news = driver->news;
	driver->news = false;
	return news;
}

int driver_fd(const struct driver *driver)
{
	return hands_fd(driver->hands);
}

int driver_wait_ms(const struct driver *driver)
{
	int64_t first = INT64_MAX;
	int64_t now = clock_monotonic();

	for (size_t i = 0; i < driver->job.count; i++) {
		if (driver->job.at[i].id != 0 && driver->job.at[i].deadline < first)
			first = driver->job.at[i].deadline;
	}
	if (first == INT64_MAX)
		return -1;
	return first > now ? (int)(first - now) : 0;
}

void driver_cancel(struct driver *driver)
{
	while (driver->job.count > 0) {
		struct wire_ask cancel = {.kind = WIRE_ASK_CANCEL, .id = driver->job.at[0].id};
		if (cancel.id != 0)
			hands_ask(driver->hands, &cancel, -1);
		lose(driver, 0, "skipped", "Stopped before it had an answer.");
	}
}

bool driver_again(struct driver *driver, const struct probe *probe)
{
	if (!driver->started)
		return false;
	add_job(driver, probe);
	send_waiting(driver);
	return true;
}

void driver_hear(struct driver *driver, const struct event *event)
{
	const struct node *node;

	if (driver->options.simulation == NULL || event->kind != EVENT_FIX || event->text == NULL ||
	    (strcmp(event->text, "before") != 0 && strcmp(event->text, "confounded") != 0))
		return;
	node = guide_node(walk_guide(driver->walk), event->node);
	if (node != NULL && node->label != NULL)
		simulation_fix(driver->options.simulation, node->label);
}
