#include "cli/check_run.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "case/diagnose.h"
#include "cli/session.h"
#include "store/history_file.h"

/* ---- who shares a host ---- */

static uint64_t hash(uint64_t value, const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		value = (value ^ (unsigned char)at[i]) * UINT64_C(0x100000001b3); /* FNV-1a */
	return value;
}

/* The platform's own API where it has one for all shops, else the store. */
static uint64_t host_of(void *ctx, size_t index, int64_t *gap_ms)
{
	const struct check_run *run = ctx;
	const struct profile *profile = run->profile.at[index];
	const char *id = profile_get(profile, "platform");
	const char *store = profile_get(profile, "store");
	const struct platform *platform = id != NULL ? guide_platform(run->setup->guide, id) : NULL;
	const char *host = platform != NULL && platform->host_count > 0 ? platform->hosts[0] : "{";

	*gap_ms = platform != NULL ? platform->gap_ms : 0;
	if (strchr(host, '{') != NULL)
		host = store != NULL ? store : profile->name;
	if (strstr(host, "://") != NULL)
		host = strstr(host, "://") + 3;
	return hash(UINT64_C(0xcbf29ce484222325), host, strcspn(host, "/?#"));
}

/* ---- one integration ---- */

static void open_look(void *ctx, struct fleet_look *look, struct hands *hands, unsigned seat)
{
	struct check_run *run = ctx;
	struct session *session = xcalloc(1, sizeof *session);
	struct error err = {0};

	look->session = session;
	if (!session_try(session, run->setup, run->profile.at[look->profile], &err)) {
		error_print(&err, look->trouble, sizeof look->trouble);
		return;
	}
	session->hands = hands;
	session->seat = seat;
	session->pick = run->picked ? &run->pick : NULL;
	session_begin(session);
	look->walk = session->walk;
	look->driver = session->integration.platform != NULL ? session->driver : NULL;
	/* One alone may have secrets that somebody types. */
	if (run->profile.count == 1 && !session_connect(session, &err)) {
		error_print(&err, look->trouble, sizeof look->trouble);
		look->driver = NULL;
	}
}

static void close_look(void *ctx, struct fleet_look *look)
{
	(void)ctx;
	session_close(look->session);
	free(look->session);
}

static void add_label(struct text *labels, const char *label)
{
	if (!text_has_word(text_str(labels), label))
		text_addf(labels, "%s%s", labels->len > 0 ? " " : "", label);
}

/* What cannot be kept is no reason to fail. */
static void keep(const struct check_run *run, const struct checklist *list)
{
	int fact = guide_fact_id(run->setup->guide, "store_orders_24h");
	struct history_entry entry;
	struct text errors = {0};
	double total = 0;
	size_t timed = 0;

	if (list->line.count == list->of[VERDICT_SKIPPED])
		return;
	history_entry_init(&entry, list->at, "check");
	for (size_t i = 0; i < list->line.count; i++) {
		const struct checklist_line *line = &list->line.at[i];
		if (line->total_ms >= 0)
			timed++;
		total += line->total_ms >= 0 ? line->total_ms : 0;
		if (line->verdict == VERDICT_PROBLEM || line->unsure)
			add_label(&errors, line->outcome);
	}
	entry.state = checklist_state_name(checklist_state(list));
	entry.cause = list->cause != NULL && list->cause->code != NULL ? list->cause->code : "";
	entry.errors = text_str(&errors);
	entry.metric[HISTORY_WELL] = checklist_state(list) == CHECKLIST_WELL ? 100 : 0;
	if (timed > 0)
		entry.metric[HISTORY_ANSWER] = total / (double)timed;
	if (fact >= 0 && walk_value(list->walk, fact).kind == VALUE_NUMBER)
		entry.metric[HISTORY_ORDERS] = walk_value(list->walk, fact).number;
	history_file_add(run->setup->paths.state, list->profile, &entry, NULL);
	text_clear(&errors);
}

static void finish_look(void *ctx, struct fleet_look *look, enum fleet_end end)
{
	struct check_run *run = ctx;
	const struct profile *profile = run->profile.at[look->profile];
	const char *id = profile_get(profile, "platform");
	const char *trouble = look->trouble;
	struct diagnosis diagnosis = {0};
	struct checklist list;
	int64_t now = setup_now(run->setup);

	if (end == FLEET_STOPPED && *trouble == '\0')
		trouble = "It was ended before all was looked at.";
	if (look->walk != NULL)
		diagnosis_make(&diagnosis, look->walk, NULL, now);
	checklist_make(&list, profile->name, id != NULL ? guide_platform(run->setup->guide, id) : NULL,
	               look->walk != NULL ? &diagnosis : NULL, trouble, now, clock_monotonic() - look->began);
	check_progress_clear(&run->progress);
	check_report_add(&run->report, &list);
	keep(run, &list);
	checklist_clear(&list);
	if (look->walk != NULL)
		diagnosis_clear(&diagnosis);
}

static void leave_out(void *ctx, size_t profile)
{
	struct check_run *run = ctx;

	(void)profile;
	run->report.left++;
}

/* Who reads along sees results when they are there. */
static void rest(void *ctx)
{
	const struct check_run *run = ctx;

	fflush(run->report.out);
}

static void tick(void *ctx, const struct fleet_state *state)
{
	struct check_run *run = ctx;

	if (run->watched)
		check_progress_show(&run->progress, state, run->profile.count > 1 ? &run->report : NULL);
}

/* ---- all ---- */

int check_all(struct check_run *run)
{
	struct error err = {0};
	int64_t began = clock_monotonic();
	struct fleet_options options = {
		.count = run->profile.count,
		.seats = run->parallel,
		.hands = run->hands,
		.end = run->deadline_ms > 0 ? began + run->deadline_ms : 0,
		.stop = session_interrupted(),
		.host = host_of,
		.open = open_look,
		.done = finish_look,
		.close = close_look,
		.left = leave_out,
		.rest = rest,
		.tick = tick,
		.ctx = run,
	};

	if (!check_report_begin(&run->report, &err))
		return setup_fail(&err);
	session_catch_interrupt();
	if (run->profile.count > 1 && run->setup->options.value[OPTION_RESUME] == NULL)
		history_run_begin(run->setup->paths.state, run->part, setup_now(run->setup));
	fleet_run(&options);
	if (run->report.left == 0 && !*session_interrupted())
		history_run_end(run->setup->paths.state, run->part);
	check_progress_clear(&run->progress);
	run->report.took_ms = clock_monotonic() - began;
	run->report.at = setup_now(run->setup);
	check_report_end(&run->report);
	return *session_interrupted() ? 130 : check_report_code(&run->report);
}
