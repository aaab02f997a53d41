#include "app/desk.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/consent.h"
#include "app/desk_state.h"
#include "base/memory.h"
#include "base/spoken.h"

static void listen(void *ctx, const struct event *event)
{
	struct desk *desk = ctx;

	keep_event(desk->keep, event);
	if (desk->driver)
		driver_hear(desk->driver, event);
	desk->events++;
}

int64_t desk_now(const struct desk *desk)
{
	return clock_now(desk->options.clock);
}

struct walk *desk_walk(struct desk *desk)
{
	return desk->walk;
}

struct driver *desk_driver(struct desk *desk)
{
	return desk->driver;
}

/* ---- surroundings ---- */

static enum ui_consent consent_at_start(const struct desk *desk)
{
	if (!desk->around.walk.can_probe)
		return CONSENT_NOT_NEEDED;
	if (!desk->around.signs || desk->options.lesson)
		return CONSENT_GIVEN;
	if (consent_known(desk->options.state, desk->around.walk.profile,
	                  desk->around.store ? desk->around.store : ""))
		return CONSENT_GIVEN;
	return CONSENT_ASKED;
}

static void forget_case(struct desk *desk)
{
	desk_end_film(desk);
	if (desk->has_likely)
		diagnosis_clear(&desk->likely);
	desk->has_likely = false;
	desk_drop_ticket(desk);
	desk_drop_outgoing(desk);
	text_clear(&desk->edited);
	desk->running.count = 0;
	desk->events = 0;
}

static void close_case(struct desk *desk)
{
	forget_case(desk);
	driver_free(desk->driver);
	walk_free(desk->walk);
	desk->driver = NULL;
	desk->walk = NULL;
}

/* A new walk over the surroundings, or the one that the events make. */
static struct walk *make_walk(struct desk *desk, const struct journal *events, struct text *lost)
{
	struct walk_options options = desk->around.walk;

	options.listen = listen;
	options.ctx = desk;
	if (events)
		return walk_restore(desk->options.guide, &options, events->event.at, events->event.count, lost);
	return walk_new(desk->options.guide, &options, desk_now(desk));
}

static void hold_if_due(struct desk *desk)
{
	if (desk->options.lesson)
		desk->lesson = *desk->options.lesson;
	desk->held = desk->consent != CONSENT_GIVEN || (desk->options.lesson && desk->lesson.held);
	walk_hold(desk->walk, desk->held || desk->connect_failed);
}

/* The same surroundings: syncfix-net and its secrets stay. */
static void change_walk(struct desk *desk, const struct journal *events, struct text *lost)
{
	struct walk *old = desk->walk;

	forget_case(desk);
	if (desk->driver)
		driver_cancel(desk->driver);
	desk->walk = make_walk(desk, events, lost);
	if (desk->driver)
		driver_set_walk(desk->driver, desk->walk);
	walk_free(old);
	hold_if_due(desk);
}

/* syncfix-net ended: as when it was first started, with the terminal where something is typed. */
static bool revive(void *ctx, struct driver *driver, struct error *err)
{
	struct desk *desk = ctx;
	const struct desk_options *options = &desk->options;
	bool lend = options->lend && options->asks && options->asks(options->ctx);
	bool ok;

	if (lend)
		options->lend(options->front, true);
	ok = options->connect(options->ctx, driver, err);
	if (lend)
		options->lend(options->front, false);
	return ok;
}

bool desk_use_profile(struct desk *desk, int profile, const struct journal *events, struct text *lost,
                      struct error *err)
{
	struct desk_case around = {0};

	if (desk->walk && profile == desk->profile) {
		change_walk(desk, events, lost);
		return true;
	}
	if (!desk->options.use(desk->options.ctx, profile, &around, err))
		return false;
	close_case(desk);
	desk->profile = profile;
	desk->around = around;
	desk->around.driver.revive = revive;
	desk->around.driver.revive_ctx = desk;
	desk->connect_failed = false;
	desk->consent = consent_at_start(desk);
	desk->walk = make_walk(desk, events, lost);
	if (around.walk.can_probe && around.driver.program)
		desk->driver = driver_new(desk->walk, &desk->around.driver);
	hold_if_due(desk);
	return true;
}

/* By the earlier of the two clocks: a lesson or --now in another year deletes nothing. */
static void delete_old(struct desk *desk)
{
	int64_t now = clock_now(NULL), here = desk_now(desk);

	if (desk->options.keep_days > 0)
		keep_delete_older(desk->keep, (now < here ? now : here) - DAYS(desk->options.keep_days));
}

struct desk *desk_new(const struct desk_options *options, struct error *err)
{
	struct desk *desk = xcalloc(1, sizeof *desk);

	desk->options = *options;
	desk->profile = options->profile;
	desk->keep = keep_new(options->state, options->guide);
	keep_begin(desk->keep);
	delete_old(desk);
	keep_list(desk->keep);
	desk->call_since = clock_monotonic();
	if (desk_use_profile(desk, options->profile, options->replay, NULL, err)) {
		desk_begin_replay(desk);
		return desk;
	}
	desk_free(desk);
	return NULL;
}

void desk_free(struct desk *desk)
{
	if (!desk)
		return;
	close_case(desk);
	keep_free(desk->keep);
	if (desk->search)
		search_free(desk->search);
	array_clear(&desk->running);
	array_clear(&desk->shown_running);
	text_clear(&desk->notice);
	text_clear(&desk->handoff);
	arena_clear(&desk->map_arena);
	array_clear(&desk->map);
	array_clear(&desk->calls);
	free(desk);
}

void desk_sync(struct desk *desk)
{
	keep_sync(desk->keep);
}

/* ---- notices ---- */

void desk_tell(struct desk *desk, const char *format, ...)
{
	va_list args;

	text_cut(&desk->notice, 0);
	va_start(args, format);
	text_addv(&desk->notice, format, args);
	va_end(args);
}

const char *desk_notice(const struct desk *desk)
{
	return text_str(&desk->notice);
}

void desk_quiet(struct desk *desk)
{
	text_cut(&desk->notice, 0);
}

/* ---- probes ---- */

bool desk_needs_consent(const struct desk *desk)
{
	return desk->driver && desk->consent == CONSENT_ASKED;
}

bool desk_wants_connect(const struct desk *desk, bool *asks)
{
	const struct probe *wanted[1];

	*asks = false;
	if (!desk->driver || desk->held || desk->connect_failed || driver_started(desk->driver))
		return false;
	if (walk_wanted(desk->walk, wanted, 1, desk_now(desk)) == 0)
		return false;
	*asks = desk->options.asks && desk->options.asks(desk->options.ctx);
	return true;
}

void desk_connect(struct desk *desk)
{
	struct error err = {0};

	if (!desk->options.connect(desk->options.ctx, desk->driver, &err)) {
		desk->connect_failed = true;
		walk_hold(desk->walk, true);
		desk_tell(desk, "No probes: %s Answer by hand.", err.message);
		return;
	}
	driver_pump(desk->driver);
	desk_note_running(desk);
}

/* A wait whose time has come goes on by itself. */
static bool end_wait(struct desk *desk)
{
	int64_t until, now = desk_now(desk);

	if (desk->film || walk_view(desk->walk, now).state != WALK_WAIT || !walk_wait_until(desk->walk, &until) ||
	    now < until)
		return false;
	return walk_wait(desk->walk, WAIT_REACHED, now);
}

bool desk_read(struct desk *desk)
{
	bool news = desk_film_read(desk);

	if (desk->driver && driver_started(desk->driver))
		news = driver_read(desk->driver);
	news = end_wait(desk) || news;
	if (news && desk->driver)
		driver_pump(desk->driver);
	desk_note_running(desk);
	return news;
}

static int sooner(int a, int64_t b)
{
	if (b < 0)
		return a;
	if (b > 3600000)
		b = 3600000;
	return a < 0 || b < a ? (int)b : a;
}

int desk_wait_ms(const struct desk *desk, bool ticking)
{
	int64_t until, now = desk_now(desk);
	int wait = sooner(-1, desk_film_wait(desk));

	if (desk->driver && driver_started(desk->driver))
		wait = sooner(wait, driver_wait_ms(desk->driver));
	if (!desk->film && walk_view(desk->walk, now).state == WALK_WAIT && walk_wait_until(desk->walk, &until)) {
		wait = sooner(wait, until > now ? until - now : 0);
		if (ticking) /* the countdown shows minutes */
			wait = sooner(wait, MINUTES(1) - now % MINUTES(1));
	}
	if (ticking && (desk->running.count > 0 || (desk->around.walk.role == ROLE_AGENT && !desk->call_held)))
		wait = sooner(wait, 1000);
	return wait;
}

/* ---- start, resume, end ---- */

bool desk_start(struct desk *desk, const char *where, struct error *err)
{
	const struct guide *guide = desk->options.guide;
	const struct symptom *symptom = guide_symptom(guide, where);
	const struct node *node = guide_node_by_code(guide, where);
	bool ok;

	if (symptom) {
		ok = walk_start_symptom(desk->walk, symptom, desk_now(desk), err);
	} else {
		if (!node)
			node = guide_node(guide, where);
		if (!node && spoken_resembles(where))
			return desk_open_handoff(desk, where, err);
		if (!node)
			return error_set(err, ERROR_USAGE, "", "There is no symptom and no step \"%.60s\".", where);
		ok = walk_jump(desk->walk, node, desk_now(desk), err);
	}
	desk_pump(desk);
	return ok;
}

static int profile_named(const struct desk *desk, const char *name)
{
	for (size_t i = 0; i < desk->options.profile_count; i++)
		if (strcmp(desk->options.profiles[i].name, name) == 0)
			return (int)i;
	return -1;
}

/* The profile that the case was begun with; one that is gone leaves answering by hand. */
static int profile_of(struct desk *desk, const struct journal *events)
{
	const char *name = events->event.count > 0 ? events->event.at[0].profile : NULL;
	int profile;

	if (!name || !name[0])
		return -1;
	if (desk->around.walk.profile && strcmp(desk->around.walk.profile, name) == 0)
		return desk->profile;
	profile = profile_named(desk, name);
	if (profile < 0)
		desk_tell(desk, "The profile %.60s is gone: answer by hand.", name);
	return profile;
}

/* A simulated store begins anew: it is told of the fixes that were done. */
static void tell_fixes(struct desk *desk, const struct journal *events)
{
	for (size_t i = 0; desk->driver && i < events->event.count; i++)
		driver_hear(desk->driver, &events->event.at[i]);
}

bool desk_resume(struct desk *desk, const char *id, struct error *err)
{
	struct text lost = {0};
	struct journal events;
	bool ok;

	journal_init(&events);
	ok = keep_open(desk->keep, id, &events, &lost, err);
	if (ok) {
		ok = desk_use_profile(desk, profile_of(desk, &events), &events, &lost, err);
		if (ok)
			tell_fixes(desk, &events);
		if (ok && lost.len > 0)
			desk_tell(desk, "%s", text_str(&lost));
	}
	journal_clear(&events);
	text_clear(&lost);
	desk_pump(desk);
	return ok;
}

int desk_exit_code(const struct desk *desk)
{
	static const int by_ending[ENDINGS] = {
		[ENDING_NONE] = 2,      [ENDING_FIXED] = 0,    [ENDING_WAIT] = 2,
		[ENDING_NO_ACTION] = 0, [ENDING_NOT_OURS] = 1, [ENDING_ESCALATE] = 4,
	};
	enum walk_state state = walk_view(desk->walk, desk_now(desk)).state;

	if (state == WALK_START || desk->options.replay)
		return 0;
	if (state == WALK_FIX || state == WALK_VERIFY)
		return 1;
	return by_ending[walk_ending(desk->walk)];
}
