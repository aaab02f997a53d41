/* What the screens may look at, made anew for each frame. */
#include <stdlib.h>

#include "app/desk_state.h"
#include "base/memory.h"
#include "report/ticket.h"

enum { VERDICT_PATIENCE_MS = 3000 };

static void add_running(struct desk *desk, struct ui_model *model)
{
	int64_t now = clock_monotonic();

	desk->shown_running.count = 0;
	for (size_t i = 0; i < desk->running.count; i++) {
		const struct probe *probe = desk->running.at[i].probe;

		array_push(&desk->shown_running, ((struct ui_running){.probe = probe,
		                                                      .passed_ms = now - desk->running.at[i].since,
		                                                      .limit_ms = probe->timeout_ms}));
	}
	model->running = desk->shown_running.at;
	model->running_count = desk->shown_running.count;
}

/* Probes may still change the verdict: it is shown when they are through, or take long. */
static bool verdict_is_due(const struct desk *desk, int64_t now)
{
	int64_t oldest = 0;

	if (walk_settled(desk->walk, now))
		return true;
	if (desk->driver)
		driver_running(desk->driver, &oldest);
	return oldest >= VERDICT_PATIENCE_MS;
}

/* The case began at what was most likely: how that was found can still be looked at. */
static void add_led(const struct desk *desk, struct ui_model *model)
{
	const struct walk_stop *stop;

	if (desk->has_likely && desk->likely.cause && walk_path(desk->walk, &stop) > 0 &&
	    stop[0].node == desk->likely.cause)
		model->led = &desk->likely;
}

/* What probes have proven so far; only where it is shown, because it walks all trees. */
static void add_likely(struct desk *desk, struct ui_model *model)
{
	const struct probe_state *state;

	if (desk->held || walk_view(desk->walk, model->now).state != WALK_START ||
	    walk_probes(desk->walk, &state) == 0 || !verdict_is_due(desk, model->now))
		return;
	if (desk->has_likely && desk->likely_events != desk->events) {
		diagnosis_clear(&desk->likely);
		desk->has_likely = false;
	}
	if (!desk->has_likely)
		diagnosis_make(&desk->likely, desk->walk, NULL, model->now);
	desk->has_likely = true;
	desk->likely_events = desk->events;
	model->likely = &desk->likely;
}

void desk_drop_ticket(struct desk *desk)
{
	ticket_free(desk->ticket);
	desk->ticket = NULL;
}

const struct ticket *desk_ticket(struct desk *desk)
{
	if (desk->ticket && desk->ticket_events != desk->events)
		desk_drop_ticket(desk);
	if (!desk->ticket && walk_view(desk->walk, desk_now(desk)).state != WALK_START)
		desk->ticket = ticket_new(desk->walk, desk_now(desk));
	desk->ticket_events = desk->events;
	return desk->ticket;
}

void desk_prepare(struct desk *desk, enum screen_id id)
{
	if (id == SCREEN_SEARCH && !desk->search)
		desk->search = search_new(desk->options.guide);
	if (id == SCREEN_CASES)
		keep_list(desk->keep);
	if (id == SCREEN_MAP)
		desk_make_map(desk);
	if (id == SCREEN_TICKET)
		desk_ticket(desk);
}

/* The case as it stood then, by the clock of then; what the machine does now does not belong to it. */
static void add_film(const struct desk *desk, struct ui_model *model)
{
	if (!desk->film)
		return;
	model->walk = film_walk(desk->film);
	model->now = film_now(desk->film);
	model->film_at = film_at(desk->film);
	model->film_count = film_count(desk->film);
	model->running_count = 0;
	model->likely = NULL;
}

static int64_t call_ms(const struct desk *desk)
{
	if (desk->call_held)
		return desk->call_before;
	return desk->call_before + clock_monotonic() - desk->call_since;
}

void desk_model(struct desk *desk, struct ui_model *model)
{
	const struct platform *platform = walk_platform(desk->walk);

	*model = (struct ui_model){
		.guide = desk->options.guide,
		.walk = desk->walk,
		.search = desk->search,
		.now = desk_now(desk),
		.role = walk_role(desk->walk),
		.ascii = desk->options.ascii,
		.profile = desk->around.walk.profile ? desk->around.walk.profile : "",
		.platform = platform ? platform->name : "",
		.store = desk->around.store ? desk->around.store : "",
		.consent = desk->consent,
		.profiles = desk->options.profiles,
		.profile_count = desk->options.profile_count,
		.lesson = desk->options.lesson ? &desk->lesson : NULL,
		.fault_shown = desk->fault_shown,
		.handoff = desk_handoff(desk),
		.call_ms = call_ms(desk),
		.call_held = desk->call_held,
		.notice = desk_notice(desk),
		.saved = keep_where(desk->keep),
	};
	model->call_number = desk_call_number(desk, &model->call_count);
	model->utc_offset = clock_local_offset(model->now);
	model->case_count = keep_known(desk->keep, &model->cases);
	add_running(desk, model);
	add_likely(desk, model);
	add_led(desk, model);
	model->quiz = desk->quiz;
	model->quiz_asked = desk->quiz_asked;
	model->quiz_right = desk->quiz_right;
	model->map = desk->map.at;
	model->map_count = desk->map.count;
	add_film(desk, model);
	desk_make_leads(desk);
	model->leads = desk->leads;
	model->lead_count = desk->film ? 0 : desk->lead_count;
	model->ticket = desk->ticket ? desk_ticket(desk) : NULL;
	model->edited = text_str(&desk->edited);
	desk->sending = (struct ui_sending){text_str(&desk->outgoing.who), text_str(&desk->outgoing.head),
	                                    text_str(&desk->outgoing.body)};
	model->sending = desk->ready ? &desk->sending : NULL;
}
