#include "app/fleet.h"

#include <assert.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "app/fleet_queue.h"
#include "base/log.h"
#include "base/memory.h"

/*
 * A store that is quiet for a moment does not count among those that are looked at: another comes in as
 * well, as long as there are seats. One that has said nothing for longer (shorter, when all seats are
 * taken) gives its seat away and comes again at the end. So the others take the time that they would
 * take alone.
 */
enum { QUIET_MS = 300, HASTE_MS = 600, SILENT_MS = 2000, TICK_MS = 100, SIDE_BY_SIDE = 8 };

struct fleet {
	const struct fleet_options *options;
	struct fleet_queue queue;
	struct hands *hands;
	struct fleet_look *seat[FLEET_SEATS_MAX];
	bool *alone; /* by profile: the shared syncfix-net ended while it was looked at */
	bool *late;
	size_t looking, done, alone_count, quiet;
	int64_t began, ticked;
	bool news[FLEET_SEATS_MAX];
	bool told; /* some were done since the last rest */
};

/* ---- one look ---- */

static void close_seat(struct fleet *fleet, unsigned seat)
{
	struct fleet_look *look = fleet->seat[seat];

	fleet->options->close(fleet->options->ctx, look);
	fleet->seat[seat] = NULL;
	fleet->news[seat] = false;
	fleet->looking--;
	fleet->alone_count -= look->alone;
	fleet_queue_end(&fleet->queue, (uint32_t)look->profile);
	free(look);
}

static void finish(struct fleet *fleet, unsigned seat, enum fleet_end end)
{
	fleet->done++;
	fleet->told = true;
	fleet->options->done(fleet->options->ctx, fleet->seat[seat], end);
	close_seat(fleet, seat);
}

/* Its probes go on as far as its answers allow; with none left it is done. */
static void go_on(struct fleet *fleet, unsigned seat)
{
	struct fleet_look *look = fleet->seat[seat];

	fleet->news[seat] = false;
	if (look->driver != NULL)
		driver_pump(look->driver);
	if (look->driver == NULL || driver_running(look->driver, NULL) == 0)
		finish(fleet, seat, FLEET_DONE);
}

static void open_seat(struct fleet *fleet, unsigned seat, uint32_t profile)
{
	struct fleet_look *look = xcalloc(1, sizeof *look);
	struct error err = {0};

	look->profile = profile;
	look->began = clock_monotonic();
	look->alone = fleet->alone[profile];
	fleet->seat[seat] = look;
	fleet->looking++;
	fleet->alone_count += look->alone;
	fleet->options->open(fleet->options->ctx, look, look->alone ? NULL : fleet->hands, seat);
	if (look->driver != NULL && !driver_started(look->driver) && !driver_start(look->driver, &err)) {
		error_print(&err, look->trouble, sizeof look->trouble);
		look->driver = NULL;
	}
	go_on(fleet, seat);
}

static void fill_seats(struct fleet *fleet)
{
	uint32_t profile;
	bool late;

	for (unsigned seat = 0; seat < FLEET_SEATS_MAX && fleet->alone_count < SIDE_BY_SIDE; seat++) {
		while (fleet->seat[seat] == NULL && fleet->looking < fleet->options->seats + fleet->quiet &&
		       fleet_queue_take(&fleet->queue, &profile, &late))
			open_seat(fleet, seat, profile);
	}
}

/* ---- trouble ---- */

static void put_off(struct fleet *fleet, unsigned seat)
{
	size_t profile = fleet->seat[seat]->profile;

	fleet->late[profile] = true;
	close_seat(fleet, seat);
	fleet_queue_put_off(&fleet->queue, (uint32_t)profile);
}

/* Whoever was being looked at may have been the cause: each comes again over one of its own. */
static void lose_hands(struct fleet *fleet, const char *why)
{
	log_line("fleet: syncfix-net lost: %s", why);
	hands_stop(fleet->hands);
	for (unsigned seat = 0; seat < FLEET_SEATS_MAX; seat++) {
		if (fleet->seat[seat] == NULL || fleet->seat[seat]->alone)
			continue;
		fleet->alone[fleet->seat[seat]->profile] = true;
		put_off(fleet, seat);
	}
}

/* How long it has been silent, the pauses that its host wants left out. */
static int64_t silence(const struct fleet *fleet, const struct fleet_look *look, int64_t now)
{
	if (look->heard != 0 || fleet->late[look->profile])
		return 0;
	return now - look->began - fleet_queue_pause(&fleet->queue, (uint32_t)look->profile);
}

static void look_after(struct fleet *fleet, int64_t now)
{
	int64_t patience = fleet->looking == FLEET_SEATS_MAX ? HASTE_MS : SILENT_MS;
	bool others = fleet->queue.waiting > 0;
	size_t quiet = 0;

	for (unsigned seat = 0; seat < FLEET_SEATS_MAX; seat++) {
		const struct fleet_look *look = fleet->seat[seat];
		if (look == NULL || look->alone)
			continue;
		if (driver_lost(look->driver) || driver_overdue(look->driver)) {
			lose_hands(fleet, driver_lost(look->driver) ? "cannot be written to" : "no answer in time");
			return;
		}
		quiet += silence(fleet, look, now) > QUIET_MS;
		if (others && silence(fleet, look, now) > patience)
			put_off(fleet, seat);
	}
	fleet->quiet = quiet;
}

/* ---- the loop ---- */

static void on_tell(void *ctx, const struct wire_tell *tell)
{
	struct fleet *fleet = ctx;
	unsigned seat = hands_seat_of(tell->id);
	struct fleet_look *look = seat < FLEET_SEATS_MAX ? fleet->seat[seat] : NULL;

	if (look == NULL || look->alone || look->driver == NULL || !driver_take(look->driver, tell))
		return;
	look->heard = clock_monotonic();
	fleet->news[seat] = true;
}

static void read_shared(struct fleet *fleet)
{
	struct error err = {0};

	if (hands_running(fleet->hands) && !hands_read(fleet->hands, on_tell, fleet, &err)) {
		lose_hands(fleet, err.message);
		return;
	}
	for (unsigned seat = 0; seat < FLEET_SEATS_MAX; seat++) {
		if (fleet->news[seat])
			go_on(fleet, seat);
	}
}

static void read_alone(struct fleet *fleet)
{
	for (unsigned seat = 0; fleet->alone_count > 0 && seat < FLEET_SEATS_MAX; seat++) {
		struct fleet_look *look = fleet->seat[seat];
		if (look == NULL || !look->alone)
			continue;
		driver_read(look->driver);
		if (driver_running(look->driver, NULL) == 0)
			finish(fleet, seat, FLEET_DONE);
	}
}

static size_t poll_what(const struct fleet *fleet, struct pollfd *wait, size_t room)
{
	size_t count = 1;

	wait[0] = (struct pollfd){.fd = hands_fd(fleet->hands), .events = POLLIN};
	for (unsigned seat = 0; fleet->alone_count > 0 && seat < FLEET_SEATS_MAX && count < room; seat++) {
		const struct fleet_look *look = fleet->seat[seat];
		if (look != NULL && look->alone && look->driver != NULL)
			wait[count++] = (struct pollfd){.fd = driver_fd(look->driver), .events = POLLIN};
	}
	return count;
}

static const struct fleet_look *oldest(const struct fleet *fleet)
{
	const struct fleet_look *found = NULL;

	for (unsigned seat = 0; seat < FLEET_SEATS_MAX; seat++) {
		const struct fleet_look *look = fleet->seat[seat];
		if (look != NULL && (found == NULL || look->began < found->began))
			found = look;
	}
	return found;
}

static void tick(struct fleet *fleet, int64_t now)
{
	struct fleet_state state = {
		.total = fleet->options->count,
		.done = fleet->done,
		.looking = fleet->looking,
		.late = fleet_queue_late(&fleet->queue),
		.began = fleet->began,
	};

	if (now - fleet->ticked < TICK_MS)
		return;
	fleet->ticked = now;
	look_after(fleet, now);
	state.oldest = fleet->options->tick != NULL ? oldest(fleet) : NULL;
	if (fleet->options->tick != NULL)
		fleet->options->tick(fleet->options->ctx, &state);
}

static bool is_over(const struct fleet *fleet, int64_t now)
{
	const struct fleet_options *options = fleet->options;

	return (options->stop != NULL && *options->stop) || (options->end > 0 && now >= options->end);
}

static int wait_ms(const struct fleet *fleet, int64_t now)
{
	int64_t end = fleet->options->end;
	int64_t next = fleet->ticked + TICK_MS - now;

	if (end > 0 && end - now < next)
		next = end - now;
	return next > 0 ? (int)next : 0;
}

static void rest(struct fleet *fleet)
{
	if (fleet->told)
		fleet->options->rest(fleet->options->ctx);
	fleet->told = false;
}

static void look_at_all(struct fleet *fleet)
{
	struct pollfd wait[1 + SIDE_BY_SIDE];
	int64_t now = clock_monotonic();

	fill_seats(fleet);
	while (fleet->looking > 0 && !is_over(fleet, now)) {
		size_t count = poll_what(fleet, wait, 1 + SIDE_BY_SIDE);
		rest(fleet);
		poll(wait, (nfds_t)count, wait_ms(fleet, now));
		read_shared(fleet);
		read_alone(fleet);
		now = clock_monotonic();
		tick(fleet, now);
		if (!is_over(fleet, now))
			fill_seats(fleet);
	}
}

static void stop_all(struct fleet *fleet)
{
	uint32_t profile;
	bool late;

	for (unsigned seat = 0; seat < FLEET_SEATS_MAX; seat++) {
		if (fleet->seat[seat] == NULL)
			continue;
		if (fleet->seat[seat]->driver != NULL)
			driver_cancel(fleet->seat[seat]->driver);
		finish(fleet, seat, FLEET_STOPPED);
	}
	while (fleet_queue_take(&fleet->queue, &profile, &late)) {
		fleet->options->left(fleet->options->ctx, profile);
		fleet_queue_end(&fleet->queue, profile);
	}
}

void fleet_run(const struct fleet_options *options)
{
	struct fleet *fleet = xcalloc(1, sizeof *fleet);

	assert(options->seats > 0 && options->seats <= FLEET_SEATS_MAX);
	fleet->options = options;
	fleet->hands = options->hands;
	fleet->alone = xcalloc(options->count + 1, sizeof *fleet->alone);
	fleet->late = xcalloc(options->count + 1, sizeof *fleet->late);
	fleet->began = clock_monotonic();
	fleet_queue_init(&fleet->queue, options->count);
	for (size_t i = 0; i < options->count; i++) {
		int64_t gap_ms = 0;
		uint64_t host = options->host(options->ctx, i, &gap_ms);
		fleet_queue_add(&fleet->queue, (uint32_t)i, host, gap_ms);
	}
	look_at_all(fleet);
	stop_all(fleet);
	fleet_queue_clear(&fleet->queue);
	free(fleet->alone);
	free(fleet->late);
	free(fleet);
}
