#include "case/diagnose.h"

#include "case/state.h"

enum { STEPS_MAX = 1000 };

/* ---- a copy of what is known, standing at the start ---- */

static const char *keep(struct walk *walk, const char *text)
{
	return text ? arena_strdup(&walk->arena, text) : NULL;
}

static void copy_facts(struct walk *walk, const struct walk *known)
{
	for (size_t i = 0; i < known->known.count; i++) {
		struct known copy = known->known.at[i];
		copy.evidence.value = value_copy(&walk->arena, &copy.evidence.value);
		copy.evidence.vantage = keep(walk, copy.evidence.vantage);
		copy.key = keep(walk, copy.key);
		array_push(&walk->known, copy);
	}
	facts_refresh(walk);
	walk->platform = known->platform;
}

static void copy_probes(struct walk *walk, const struct walk *known)
{
	for (size_t i = 0; i < known->probe.count; i++) {
		struct probe_state copy = known->probe.at[i];
		copy.running = false;
		copy.outcome = keep(walk, copy.outcome);
		copy.message = keep(walk, copy.message);
		array_push(&walk->probe, copy);
	}
}

static struct walk *copy_known(const struct walk *known)
{
	struct walk_options options = known->options;
	options.listen = NULL;
	struct walk *walk = walk_make(known->guide, &options);
	walk->role = known->role;
	walk->hold = walk->unattended = true;
	/* The events say which facts were only chosen as a symptom. */
	for (size_t i = 0; i < known->journal.event.count; i++)
		journal_add(&walk->journal, &known->journal.event.at[i]);
	copy_facts(walk, known);
	copy_probes(walk, known);
	return walk;
}

/* ---- walking alone ---- */

static bool is_proven(const struct walk *walk, const struct step_view *view)
{
	bool ends = view->state == WALK_FIX || view->state == WALK_WAIT || view->state == WALK_END;
	return ends && view->node->label && walk->proof == PROOF_YES;
}

static size_t open_items(const struct walk *walk, const struct node *page)
{
	size_t count = 0;
	for (size_t i = 0; i < page->item_count; i++)
		count += walk_fact(walk, page->item[i]->fact) == NULL;
	return count;
}

/* Answers as somebody who sees nothing; false where nothing leads on. */
static bool go_unknowing(struct diagnosis *diagnosis, const struct step_view *view, int64_t now)
{
	struct walk *walk = diagnosis->walk;
	switch (view->state) {
	case WALK_ASK:
	case WALK_COMPARE:
		diagnosis->asked++;
		return walk_unknown(walk, now);
	case WALK_PROBE:
	case WALK_VERIFY:
		return walk_unknown(walk, now);
	case WALK_CHECKLIST:
		diagnosis->asked += open_items(walk, view->node);
		return walk_go_on(walk, now);
	case WALK_READ:
		return walk_go_on(walk, now);
	case WALK_WAIT:
		return walk_wait(walk, WAIT_LEAVE, now);
	case WALK_FIX:
		return walk_fix(walk, FIX_CANNOT, now);
	default:
		return false;
	}
}

static void walk_alone(struct diagnosis *diagnosis, int64_t now)
{
	bool on = true;
	for (int i = 0; on && i < STEPS_MAX; i++) {
		struct step_view view = walk_view(diagnosis->walk, now);
		if (is_proven(diagnosis->walk, &view)) {
			diagnosis->cause = view.node;
			diagnosis->ending = view.state == WALK_WAIT ? ENDING_WAIT : walk_ending(diagnosis->walk);
			return;
		}
		on = go_unknowing(diagnosis, &view, now);
	}
	diagnosis->ending = walk_ending(diagnosis->walk);
}

/* ---- what else the probes found ---- */

static void add_other(struct diagnosis *diagnosis, const struct node *node)
{
	if (!node || node == diagnosis->cause || diagnosis->other_count == DIAGNOSIS_MAX_OTHERS)
		return;
	for (size_t i = 0; i < diagnosis->other_count; i++)
		if (diagnosis->others[i] == node)
			return;
	diagnosis->others[diagnosis->other_count++] = node;
}

static void find_others_of(struct diagnosis *diagnosis, const struct platform *platform)
{
	const struct walk *walk = diagnosis->walk;
	for (size_t i = 0; i < platform->probe_count; i++) {
		const struct probe_state *state = walk_probe(walk, &platform->probe[i]);
		if (state && state->outcome && state->verdict == VERDICT_PROBLEM)
			add_other(diagnosis, ways_fix_of(walk, state->probe, state->outcome));
	}
}

/* In the order of the platform's ladder: what comes first there explains what comes later. */
static void find_others(struct diagnosis *diagnosis)
{
	const struct walk *walk = diagnosis->walk;
	const struct platform *own = walk_platform(walk);
	for (const struct platform *platform = guide_asked_next(walk->guide, own, NULL); platform;
	     platform = guide_asked_next(walk->guide, own, platform))
		find_others_of(diagnosis, platform);
}

/* A walk that ends in "unknown" never outweighs what a probe has proven. */
static void prefer_proof(struct diagnosis *diagnosis)
{
	bool fine = diagnosis->ending == ENDING_FIXED || diagnosis->ending == ENDING_NO_ACTION;
	if (diagnosis->cause || fine || diagnosis->other_count == 0)
		return;
	diagnosis->cause = diagnosis->others[0];
	diagnosis->ending = ENDING_NONE;
	diagnosis->other_count--;
	for (size_t i = 0; i < diagnosis->other_count; i++)
		diagnosis->others[i] = diagnosis->others[i + 1];
}

void diagnosis_make(struct diagnosis *diagnosis, const struct walk *known, const struct symptom *from,
                    int64_t now)
{
	*diagnosis = (struct diagnosis){.walk = copy_known(known), .ending = ENDING_NONE};
	if (from)
		walk_start_symptom(diagnosis->walk, from, now, NULL);
	else
		advance_to(diagnosis->walk, &known->guide->unattended, now);
	walk_alone(diagnosis, now);
	find_others(diagnosis);
	prefer_proof(diagnosis);
}

void diagnosis_clear(struct diagnosis *diagnosis)
{
	walk_free(diagnosis->walk);
	*diagnosis = (struct diagnosis){0};
}
