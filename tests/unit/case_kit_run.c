/* Walks from scripts (case_kit.h). */
#include "case_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

/* Results are borrowed until the same function is called again. */
static const char *lend(struct text *text, char **slot)
{
	free(*slot);
	*slot = text_take(text);
	return *slot;
}

static const char *const states[] = {
	[WALK_START] = "START",         [WALK_ASK] = "ASK",         [WALK_READ] = "READ", [WALK_PROBE] = "PROBE",
	[WALK_CHECKLIST] = "CHECKLIST", [WALK_COMPARE] = "COMPARE", [WALK_WAIT] = "WAIT", [WALK_FIX] = "FIX",
	[WALK_VERIFY] = "VERIFY",       [WALK_END] = "END",
};

const char *kit_state(const struct walk *walk, int64_t now)
{
	static char *lent;
	struct text out = {0};
	struct step_view view = walk_view(walk, now);
	text_add(&out, states[view.state]);
	if (view.node)
		text_addf(&out, " %s", view.node->name);
	if (view.fact)
		text_addf(&out, " %s?", view.fact->name);
	for (size_t i = 0; view.fact && i < view.choice_count; i++)
		text_addf(&out, " %d%s", view.choice[i].key, view.choice[i].picked ? "*" : "");
	if (view.typed)
		text_add(&out, " typed");
	if (view.running && view.state == WALK_ASK)
		text_addf(&out, " running %s", view.running->name);
	if (view.offer)
		text_add(&out, " offer");
	int64_t until;
	if (walk_wait_until(walk, &until)) {
		text_add(&out, " until ");
		time_add_clock(&out, until, 0);
	}
	if (view.state == WALK_END)
		text_addf(&out, " %s", ending_name(walk_ending(walk)));
	return lend(&out, &lent);
}

const char *kit_facts(const struct walk *walk)
{
	static char *lent;
	struct text out = {0};
	const struct evidence *evidence;
	size_t count = walk_evidence(walk, &evidence);
	for (size_t i = 0; i < count; i++) {
		text_addf(&out, "%s%s=", i > 0 ? " " : "", evidence[i].fact->name);
		value_write(&out, &evidence[i].value);
		text_addf(&out, "(%s)", source_name(evidence[i].source));
	}
	return lend(&out, &lent);
}

const char *kit_path(const struct walk *walk)
{
	static char *lent;
	struct text out = {0};
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);
	for (size_t i = 0; i < count; i++)
		text_addf(&out, "%s%s%s", i > 0 ? " " : "", stop[i].ticked ? "~" : "", stop[i].node->name);
	return lend(&out, &lent);
}

const char *kit_events(const struct walk *walk, size_t from)
{
	static char *lent;
	struct text out = {0};
	const struct journal *journal = walk_journal(walk);
	for (size_t i = from; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		text_addf(&out, "%s%s%s", i > from ? " " : "", event->ticked ? "~" : "",
		          event_kind_name(event->kind));
		if (event->node)
			text_addf(&out, ":%s", event->node);
		if (event->probe)
			text_addf(&out, ":%s", event->probe);
		if (event->outcome)
			text_addf(&out, "=%s", event->outcome);
		if (event->kind == EVENT_FIX || event->kind == EVENT_WAIT)
			text_addf(&out, ":%s", event->text);
	}
	return lend(&out, &lent);
}

const char *kit_wanted(const struct walk *walk, int64_t now)
{
	static char *lent;
	struct text out = {0};
	const struct probe *probe[16];
	size_t count = walk_wanted(walk, probe, 16, now);
	for (size_t i = 0; i < count; i++)
		text_addf(&out, "%s%s", i > 0 ? " " : "", probe[i]->name);
	return lend(&out, &lent);
}

/* Everything a restored case must agree in. */
static char *full_state(const struct walk *walk, int64_t now)
{
	struct text out = {0};
	text_addf(&out, "%s | %s | %s", kit_state(walk, now), kit_path(walk), kit_facts(walk));
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);
	for (size_t i = 0; i < count; i++)
		text_addf(&out, " | %s", stop[i].answer ? stop[i].answer : "-");
	const struct probe_state *state;
	count = walk_probes(walk, &state);
	for (size_t i = 0; i < count; i++)
		if (state[i].outcome)
			text_addf(&out, " | %s=%s%s", state[i].probe->name, state[i].outcome,
			          state[i].taken ? " taken" : "");
	const struct contradiction *against[8];
	count = walk_contradictions(walk, against, 8);
	for (size_t i = 0; i < count; i++)
		text_addf(&out, " | !%s", against[i]->name);
	return text_take(&out);
}

static void mark(struct kit_case *kit_case)
{
	if (kit_case->mark_count == sizeof kit_case->mark / sizeof *kit_case->mark)
		return;
	struct kit_mark *made = &kit_case->mark[kit_case->mark_count++];
	made->events = walk_journal(kit_case->walk)->event.count;
	made->state = full_state(kit_case->walk, kit_case->now);
}

void kit_begin(struct kit_case *kit_case, const struct kit *kit, bool can_probe)
{
	*kit_case = (struct kit_case){.guide = kit_guide(kit), .now = KIT_NOW};
	kit_case->options = (struct walk_options){
		.role = ROLE_MERCHANT,
		.profile = can_probe ? "main" : "",
		.platform = can_probe ? &kit_case->guide->platform[0] : NULL,
		.can_probe = can_probe,
	};
	kit_case->walk = walk_new(kit_case->guide, &kit_case->options, kit_case->now);
	mark(kit_case);
}

void kit_end(struct kit_case *kit_case)
{
	for (size_t i = 0; i < kit_case->mark_count; i++)
		free(kit_case->mark[i].state);
	walk_free(kit_case->walk);
	guide_free(kit_case->guide);
}

/* ---- steps ---- */

/* Cuts words at the mark; what comes after it, "" when it is not there. */
static char *rest_after(char *words, char mark)
{
	size_t len = strcspn(words, (char[]){mark, '\0'});
	char *rest = words + len + (words[len] != '\0');
	words[len] = '\0';
	return rest;
}

static bool do_probe(struct kit_case *kit_case, char *words)
{
	struct event_fact fact[8];
	struct probe_result result = {.message = "A sentence.", .fact = fact, .total_ms = 182};
	char *save;
	char *name = strtok_r(words, " ", &save);
	result.probe = guide_probe(kit_case->guide, name);
	result.outcome = strtok_r(NULL, " ", &save);
	verdict_find(strtok_r(NULL, " ", &save), &result.verdict);
	for (char *part = strtok_r(NULL, " ", &save); part; part = strtok_r(NULL, " ", &save)) {
		char *value = rest_after(part, '=');
		fact[result.fact_count++] = (struct event_fact){part, value};
	}
	walk_probe_result(kit_case->walk, &result, kit_case->now);
	return true;
}

static bool do_tick(struct kit_case *kit_case, const char *words, struct error *err)
{
	char *answer;
	size_t item = (size_t)strtol(words, &answer, 10);
	struct value value = VALUE_NOTHING;
	if (strcmp(answer, " yes") == 0 || strcmp(answer, " no") == 0)
		value = value_yesno(answer[1] == 'y');
	return walk_tick(kit_case->walk, item, value, kit_case->now, err);
}

static bool do_compare(struct kit_case *kit_case, char *words, struct error *err)
{
	char *good;
	size_t row = (size_t)strtol(words, &good, 10);
	char *bad = rest_after(good, '|');
	return walk_compare(kit_case->walk, row, *++good ? good : NULL, *bad ? bad : NULL, kit_case->now, err);
}

static bool do_dismiss(struct kit_case *kit_case)
{
	const struct contradiction *found[1];
	if (walk_contradictions(kit_case->walk, found, 1) == 0)
		return false;
	walk_dismiss(kit_case->walk, found[0]);
	return true;
}

static bool do_also(struct kit_case *kit_case, char *words, struct error *err)
{
	char *rest = rest_after(words, ' ');
	return walk_type_also(kit_case->walk, guide_fact_id(kit_case->guide, words), rest, kit_case->now, err);
}

/* Steps without a word after them. */
static int do_word(struct kit_case *kit_case, const char *step)
{
	struct walk *walk = kit_case->walk;
	int64_t now = kit_case->now;
	if (strcmp(step, "unknown") == 0)
		return walk_unknown(walk, now);
	if (strcmp(step, "on") == 0)
		return walk_go_on(walk, now);
	if (strcmp(step, "accept") == 0)
		return walk_accept(walk, now);
	if (strcmp(step, "done") == 0)
		return walk_fix(walk, FIX_DONE, now);
	if (strcmp(step, "cannot") == 0)
		return walk_fix(walk, FIX_CANNOT, now);
	if (strcmp(step, "no-match") == 0)
		return walk_fix(walk, FIX_NO_MATCH, now);
	if (strcmp(step, "leave") == 0)
		return walk_wait(walk, WAIT_LEAVE, now);
	if (strcmp(step, "reached") == 0)
		return walk_wait(walk, WAIT_REACHED, now);
	if (strcmp(step, "other-time") == 0)
		return walk_wait(walk, WAIT_OTHER_TIME, now);
	if (strcmp(step, "back") == 0)
		return walk_back(walk, now);
	if (strcmp(step, "dismiss") == 0)
		return do_dismiss(kit_case);
	return -1;
}

static bool do_with_words(struct kit_case *kit_case, char *step, struct error *err)
{
	struct walk *walk = kit_case->walk;
	const struct guide *guide = kit_case->guide;
	int64_t now = kit_case->now;
	char *words = rest_after(step, ' ');
	if (strcmp(step, "symptom") == 0)
		return walk_start_symptom(walk, guide_symptom(guide, words), now, err);
	if (strcmp(step, "jump") == 0)
		return walk_jump(walk, guide_node(guide, words), now, err);
	if (strcmp(step, "choose") == 0)
		return walk_choose(walk, (int)strtol(words, NULL, 10), now, err);
	if (strcmp(step, "type") == 0)
		return walk_type(walk, words, now, err);
	if (strcmp(step, "also") == 0)
		return do_also(kit_case, words, err);
	if (strcmp(step, "skip") == 0)
		return walk_skip(walk, words, now);
	if (strcmp(step, "recheck") == 0)
		return walk_recheck(walk, guide_fact_id(guide, words), now);
	if (strcmp(step, "tick") == 0)
		return do_tick(kit_case, words, err);
	if (strcmp(step, "compare") == 0)
		return do_compare(kit_case, words, err);
	if (strcmp(step, "probe") == 0)
		return do_probe(kit_case, words);
	if (strcmp(step, "note") == 0)
		walk_note(walk, words, now);
	else if (strcmp(step, "start") == 0)
		walk_probe_started(walk, guide_probe(guide, words));
	else if (strcmp(step, "hold") == 0)
		walk_hold(walk, true);
	else if (strcmp(step, "unhold") == 0)
		walk_hold(walk, false);
	else
		fprintf(stderr, "kit: step \"%s\"?\n", step), abort();
	return true;
}

bool kit_do(struct kit_case *kit_case, const char *step)
{
	struct error err = {0};
	int64_t later;
	kit_case->said[0] = '\0';
	if (*step == '+') {
		duration_parse(step + 1, &later);
		kit_case->now += later;
		return true;
	}
	int done = do_word(kit_case, step);
	if (done < 0) {
		char *copy = xstrdup(step);
		done = do_with_words(kit_case, copy, &err);
		free(copy);
	}
	snprintf(kit_case->said, sizeof kit_case->said, "%.255s", err.message);
	mark(kit_case);
	return done;
}

/* ---- restoring ---- */

/* The state the live case had when it first held that many events and stood still. */
static const struct kit_mark *mark_at(const struct kit_case *kit_case, size_t events)
{
	for (size_t i = 0; i < kit_case->mark_count; i++)
		if (kit_case->mark[i].events >= events)
			return &kit_case->mark[i];
	return NULL;
}

size_t kit_check_prefixes(struct kit_case *kit_case)
{
	const struct journal *journal = walk_journal(kit_case->walk);
	size_t opening = kit_case->mark[0].events, wrong = 0;
	for (size_t n = opening; wrong == 0 && n <= journal->event.count; n++) {
		struct walk *walk = walk_restore(kit_case->guide, &kit_case->options, journal->event.at, n, NULL);
		const struct kit_mark *live = mark_at(kit_case, n);
		char *state = full_state(walk, kit_case->now);
		if (walk_journal(walk)->event.count != live->events || strcmp(state, live->state) != 0) {
			fprintf(stderr, "after %zu events:\n  restored %zu: %s\n  live     %zu: %s\n", n,
			        walk_journal(walk)->event.count, state, live->events, live->state);
			wrong = n;
		}
		free(state);
		walk_free(walk);
	}
	return wrong;
}
