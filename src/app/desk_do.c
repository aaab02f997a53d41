/* Intents → the walk, the journal, probes, ticket. The same for the full screen and the line mode. */
#include <stdlib.h>
#include <string.h>

#include "app/consent.h"
#include "app/desk_routine.h"
#include "app/desk_state.h"
#include "app/desk_words.h"
#include "base/memory.h"
#include "ui/screen.h"

typedef bool do_fn(struct desk *desk, const struct intent *intent, struct error *err);

void desk_note_running(struct desk *desk)
{
	const struct probe_state *state;
	size_t count = walk_probes(desk->walk, &state), kept = 0;

	for (size_t i = 0; i < desk->running.count; i++) {
		const struct probe_state *now = walk_probe(desk->walk, desk->running.at[i].probe);

		if (now && now->running)
			desk->running.at[kept++] = desk->running.at[i];
	}
	desk->running.count = kept;
	for (size_t i = 0; i < count; i++) {
		bool known = !state[i].running;

		for (size_t k = 0; k < desk->running.count && !known; k++)
			known = desk->running.at[k].probe == state[i].probe;
		if (!known)
			array_push(&desk->running, ((struct running_since){state[i].probe, clock_monotonic()}));
	}
}

void desk_pump(struct desk *desk)
{
	if (desk->driver)
		driver_pump(desk->driver);
	desk_note_running(desk);
}

static bool refuse(struct error *err, const char *message)
{
	return error_set(err, ERROR_USAGE, "", "%s", message);
}

/* ---- the walk ---- */

static bool do_symptom(struct desk *desk, const struct intent *intent, struct error *err)
{
	const struct guide *guide = desk->options.guide;

	if (intent->number < 0 || (size_t)intent->number >= guide->symptom_count)
		return refuse(err, "There is no such line.");
	return walk_start_symptom(desk->walk, &guide->symptom[intent->number], desk_now(desk), err);
}

static bool do_choose(struct desk *desk, const struct intent *intent, struct error *err)
{
	return walk_choose(desk->walk, intent->number, desk_now(desk), err);
}

static bool do_type(struct desk *desk, const struct intent *intent, struct error *err)
{
	if (intent->fact)
		return walk_type_also(desk->walk, intent->fact->id, intent->words, desk_now(desk), err);
	return walk_type(desk->walk, intent->words, desk_now(desk), err);
}

static bool do_unknown(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	return walk_unknown(desk->walk, desk_now(desk)) || refuse(err, "This step asks for nothing.");
}

static bool do_skip(struct desk *desk, const struct intent *intent, struct error *err)
{
	return walk_skip(desk->walk, intent->words, desk_now(desk)) ||
	       refuse(err, "This step cannot be skipped.");
}

static bool do_go_on(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	return walk_go_on(desk->walk, desk_now(desk)) || refuse(err, "This step wants an answer first.");
}

static bool do_accept(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	return walk_accept(desk->walk, desk_now(desk)) || refuse(err, "No probe has answered this step.");
}

static bool do_back(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	return walk_back(desk->walk, desk_now(desk)) || refuse(err, "This is where it began.");
}

static bool do_jump(struct desk *desk, const struct intent *intent, struct error *err)
{
	return walk_jump(desk->walk, intent->node, desk_now(desk), err);
}

static bool do_tick(struct desk *desk, const struct intent *intent, struct error *err)
{
	struct step_view view = walk_view(desk->walk, desk_now(desk));
	struct value value = {.kind = VALUE_UNKNOWN};
	struct arena arena;
	bool ok = true;

	if (view.state != WALK_CHECKLIST || intent->number < 0 || (size_t)intent->number >= view.node->item_count)
		return refuse(err, "There is no such line.");
	arena_init(&arena);
	if (intent->words)
		ok = fact_parse(&desk->options.guide->fact[view.node->item[intent->number]->fact], intent->words,
		                &arena, &value, err);
	ok = ok && walk_tick(desk->walk, (size_t)intent->number, value, desk_now(desk), err);
	arena_clear(&arena);
	if (ok)
		desk_routine_keep(desk, view.node->item[intent->number], view.node, intent->words);
	return ok;
}

static bool do_compare(struct desk *desk, const struct intent *intent, struct error *err)
{
	return walk_compare(desk->walk, (size_t)intent->number, intent->words, intent->other, desk_now(desk),
	                    err);
}

/* A fix that changes secrets is verified with the new ones. */
static void ask_again(struct desk *desk)
{
	const struct node *node = walk_view(desk->walk, desk_now(desk)).node;
	const struct desk_options *options = &desk->options;

	if (!node || node->kind != NODE_FIX || node->verify.reask_count == 0 || !options->reask ||
	    !desk->driver || !driver_started(desk->driver))
		return;
	if (options->lend)
		options->lend(options->front, true);
	options->reask(options->ctx, desk->driver, node->verify.reask, node->verify.reask_count);
	if (options->lend)
		options->lend(options->front, false);
}

static bool do_fix(struct desk *desk, const struct intent *intent, struct error *err)
{
	if (intent->number == FIX_DONE)
		ask_again(desk);
	return walk_fix(desk->walk, (enum fix_answer)intent->number, desk_now(desk)) ||
	       refuse(err, "No fix is in front of you.");
}

static bool do_wait(struct desk *desk, const struct intent *intent, struct error *err)
{
	if (walk_wait(desk->walk, (enum wait_answer)intent->number, desk_now(desk)))
		return true;
	return refuse(err, intent->number == WAIT_REACHED ? "The time has not come yet." : "Nothing waits here.");
}

static bool do_recheck(struct desk *desk, const struct intent *intent, struct error *err)
{
	return walk_recheck(desk->walk, intent->fact->id, desk_now(desk)) ||
	       refuse(err, "That cannot be asked again.");
}

static bool do_dismiss(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)err;
	walk_dismiss(desk->walk, intent->contradiction);
	return true;
}

static bool do_note(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)err;
	walk_note(desk->walk, intent->words, desk_now(desk));
	desk_tell(desk, "Kept as a note; it goes into the ticket.");
	return true;
}

/* ---- probes ---- */

static bool do_consent(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)err;
	desk->consent = intent->number ? CONSENT_GIVEN : CONSENT_REFUSED;
	desk->held = !intent->number || (desk->options.lesson && desk->lesson.held);
	walk_hold(desk->walk, desk->held);
	if (intent->number && !consent_keep(desk->options.state, desk->around.walk.profile,
	                                    desk->around.store ? desk->around.store : ""))
		desk_tell(desk, "Your yes could not be kept: it is asked again the next time.");
	return true;
}

static bool do_cancel(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	if (desk->running.count == 0 || !desk->driver)
		return refuse(err, "No probe runs.");
	driver_cancel(desk->driver);
	desk_tell(desk, "Stopped.");
	return true;
}

/* Runs beside the case: nothing waits for it. */
static bool do_again(struct desk *desk, const struct intent *intent, struct error *err)
{
	if (!desk->driver || desk->held)
		return refuse(err, "Probes may not run here.");
	if (!driver_started(desk->driver))
		desk_connect(desk);
	return driver_again(desk->driver, intent->probe) || refuse(err, "This probe cannot run now.");
}

/* ---- the case ---- */

static bool do_resume(struct desk *desk, const struct intent *intent, struct error *err)
{
	const char *id = keep_id(desk->keep, (size_t)intent->number);

	if (!id)
		return refuse(err, "There is no such case.");
	return desk_take_call(desk, id, err);
}

static bool do_profile(struct desk *desk, const struct intent *intent, struct error *err)
{
	if (intent->number < -1 || intent->number >= (int)desk->options.profile_count)
		return refuse(err, "There is no such integration.");
	keep_begin(desk->keep);
	if (!desk_use_profile(desk, intent->number, NULL, NULL, err))
		return false;
	desk_tell(desk, "A new case begins.");
	return true;
}

static bool do_restart(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	desk_new_call(desk);
	keep_begin(desk->keep);
	return desk_use_profile(desk, desk->profile, NULL, NULL, err);
}

static bool do_hold(struct desk *desk, const struct intent *intent, struct error *err)
{
	int64_t now = clock_monotonic();

	(void)intent;
	(void)err;
	if (!desk->call_held)
		desk->call_before += now - desk->call_since;
	desk->call_since = now;
	desk->call_held = !desk->call_held;
	return true;
}

static bool do_handoff(struct desk *desk, const struct intent *intent, struct error *err)
{
	return desk_open_handoff(desk, intent->words, err);
}

static bool do_next_case(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	return desk_next_case(desk, err);
}

static do_fn *const table[INTENT_KINDS] = {
	[INTENT_SYMPTOM] = do_symptom,
	[INTENT_CHOOSE] = do_choose,
	[INTENT_TYPE] = do_type,
	[INTENT_UNKNOWN] = do_unknown,
	[INTENT_SKIP] = do_skip,
	[INTENT_GO_ON] = do_go_on,
	[INTENT_ACCEPT] = do_accept,
	[INTENT_BACK] = do_back,
	[INTENT_JUMP] = do_jump,
	[INTENT_TICK] = do_tick,
	[INTENT_COMPARE] = do_compare,
	[INTENT_FIX] = do_fix,
	[INTENT_WAIT] = do_wait,
	[INTENT_RECHECK] = do_recheck,
	[INTENT_DISMISS] = do_dismiss,
	[INTENT_NOTE] = do_note,
	[INTENT_CONSENT] = do_consent,
	[INTENT_CANCEL] = do_cancel,
	[INTENT_AGAIN] = do_again,
	[INTENT_REVEAL] = desk_reveal,
	[INTENT_TICKET_SAVE] = desk_save_ticket,
	[INTENT_TICKET_EDIT] = desk_edit_ticket,
	[INTENT_TICKET_COPY] = desk_copy_ticket,
	[INTENT_TICKET_LINK] = desk_link_ticket,
	[INTENT_TICKET_MAIL] = desk_mail_ticket,
	[INTENT_TICKET_POST] = desk_post_ticket,
	[INTENT_TICKET_SEND] = desk_send_ticket,
	[INTENT_COPY] = desk_copy_words,
	[INTENT_SAVE_DATE] = desk_save_date,
	[INTENT_RESUME] = do_resume,
	[INTENT_PROFILE] = do_profile,
	[INTENT_RESTART] = do_restart,
	[INTENT_HOLD] = do_hold,
	[INTENT_NEXT_CASE] = do_next_case,
	[INTENT_HANDOFF] = do_handoff,
	[INTENT_FAULT] = desk_fault,
	[INTENT_QUIZ] = desk_quiz,
	[INTENT_GUESS] = desk_guess,
	[INTENT_REWIND] = desk_rewind,
	[INTENT_STEP_ON] = desk_step_on,
	[INTENT_PLAY] = desk_play,
};

/* What changes the case is not done to one that is only looked at. */
static bool may_do(const struct desk *desk, enum intent_kind kind, struct error *err)
{
	bool looking = kind == INTENT_REWIND || kind == INTENT_STEP_ON || kind == INTENT_PLAY ||
	               kind == INTENT_FAULT || kind == INTENT_PROFILE;

	if (desk->film && !looking)
		return error_set(err, ERROR_USAGE, "", "The case is looked at as it stood: Right (step) goes on.");
	if (kind == INTENT_CHOOSE || kind == INTENT_TYPE || kind == INTENT_UNKNOWN)
		return desk_quiz_allows(desk, err);
	return true;
}

enum desk_answer desk_do(struct desk *desk, const struct intent *intent, struct error *err)
{
	const char *trouble;

	if (!table[intent->kind])
		return DESK_FRONT;
	if (!may_do(desk, intent->kind, err) || !desk_words_may_stay(desk, intent, err))
		return DESK_REFUSED;
	if (!table[intent->kind](desk, intent, err))
		return DESK_REFUSED;
	if (intent->kind == INTENT_CHOOSE || intent->kind == INTENT_TYPE || intent->kind == INTENT_UNKNOWN)
		desk_quiz_judge(desk);
	desk_pump(desk);
	trouble = keep_trouble(desk->keep);
	if (trouble[0])
		desk_tell(desk, "%s", trouble);
	return DESK_DONE;
}
