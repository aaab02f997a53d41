#include "report/transcript.h"

#include <string.h>

#include "base/clock.h"
#include "report/names.h"
#include "report/wording.h"

static void add_heading(struct text *out, const char *heading)
{
	text_addf(out, "%s%s\n", out->len > 0 ? "\n" : "", heading);
}

/* ---- the way so far ---- */

/* What stands on a button has the data's marks; what was typed is as it was typed. */
static const char *answer_words(struct arena *arena, const struct walk *walk, const struct walk_stop *stop)
{
	int fact = stop->node->kind == NODE_ASK ? stop->node->fact : -1;

	if (fact >= 0 && walk_guide(walk)->fact[fact].type == FACT_CHOICE)
		return wording_template(arena, walk, stop->answer);
	return wording_line(arena, stop->answer);
}

void transcript_path(const struct walk *walk, struct text *out)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		const struct node *node = stop[i].node;

		if (node->code)
			text_addf(out, "%s ", node->code);
		text_add(out, wording_template(&arena, walk, node->title));
		if (stop[i].answer)
			text_addf(out, " %s", answer_words(&arena, walk, &stop[i]));
		if (stop[i].ticked)
			text_add(out, stop[i].answer ? " (known)" : " (passed without asking)");
		text_add_char(out, '\n');
	}
	arena_clear(&arena);
}

/* ---- what is known ---- */

static void add_fact(const struct walk *walk, const struct evidence *evidence, struct arena *arena,
                     struct text *out)
{
	const struct fact *fact = evidence->fact;

	text_addf(out, "%s: ", wording_template(arena, walk, fact->label ? fact->label : fact->name));
	if (fact->type == FACT_SECRET)
		text_add(out, "known to syncfix-net only");
	else
		text_add(out, wording_value(arena, walk, evidence));
	text_add(out, " [");
	if (evidence->vantage && *evidence->vantage)
		text_addf(out, "%s, ", wording_line(arena, evidence->vantage));
	else
		text_addf(out, "%s, ", names_source(evidence->source, walk_role(walk)));
	wording_time(out, walk, NULL, evidence->at);
	text_add(out, "]\n");
}

static void add_probe(const struct walk *walk, const struct probe_state *state, struct arena *arena,
                      struct text *out)
{
	const struct probe *probe = state->probe;

	text_addf(out, "%s%s%s: ", probe->ref ? probe->ref : "", probe->ref ? " " : "",
	          wording_template(arena, walk, probe->title ? probe->title : probe->name));
	text_addf(out, "%s [%s, %s, %s, ", wording_finding(arena, walk, state),
	          wording_line(arena, state->outcome), names_verdict(state->verdict),
	          probe->vantage ? probe->vantage : "this computer");
	wording_time(out, walk, NULL, state->at);
	if (state->total_ms > 0) {
		text_add(out, ", ");
		wording_took(out, state->total_ms);
	}
	text_add(out, "]\n");
	if (probe->does_not_prove && *probe->does_not_prove)
		text_addf(out, "    Does not prove: %s\n", wording_template(arena, walk, probe->does_not_prove));
}

void transcript_evidence(const struct walk *walk, struct text *out)
{
	const struct evidence *evidence;
	const struct probe_state *state;
	size_t count = walk_evidence(walk, &evidence);
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++)
		add_fact(walk, &evidence[i], &arena, out);
	count = walk_probes(walk, &state);
	for (size_t i = 0; i < count; i++)
		if (state[i].outcome)
			add_probe(walk, &state[i], &arena, out);
	arena_clear(&arena);
}

void transcript_contradictions(const struct walk *walk, struct text *out)
{
	enum { MOST = 16 };
	const struct contradiction *found[MOST];
	size_t count = walk_contradictions(walk, found, MOST);
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++)
		text_addf(out, "%s\n", wording_template(&arena, walk, found[i]->title));
	arena_clear(&arena);
}

/* ---- the whole ---- */

static void add_part(struct text *out, const char *heading, void (*write)(const struct walk *, struct text *),
                     const struct walk *walk)
{
	struct text part = {0};

	write(walk, &part);
	if (part.len > 0) {
		add_heading(out, heading);
		text_add_n(out, part.data, part.len);
	}
	text_clear(&part);
}

static void add_notes(const struct walk *walk, struct text *out)
{
	const struct journal *journal = walk_journal(walk);
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < journal->event.count; i++)
		if (journal->event.at[i].kind == EVENT_NOTE)
			text_addf(out, "%s\n", wording_line(&arena, journal->event.at[i].text));
	arena_clear(&arena);
}

static void add_standing(const struct walk *walk, int64_t now, struct text *out)
{
	struct step_view view = walk_view(walk, now);
	struct arena arena;
	int64_t until;

	arena_init(&arena);
	if (view.state == WALK_END)
		text_addf(out, "%s: ", names_ending(walk_ending(walk)));
	if (view.node && view.node->code)
		text_addf(out, "%s ", view.node->code);
	text_addf(out, "%s\n", wording_template(&arena, walk, view.title));
	if (walk_wait_until(walk, &until)) {
		text_add(out, "Waits until ");
		wording_time(out, walk, NULL, until);
		text_add_char(out, '\n');
	}
	arena_clear(&arena);
}

void transcript_write(const struct walk *walk, int64_t now, struct text *out)
{
	add_part(out, "Steps", transcript_path, walk);
	add_part(out, "What is known", transcript_evidence, walk);
	add_part(out, "These do not fit together", transcript_contradictions, walk);
	add_part(out, "In their own words", add_notes, walk);
	add_heading(out, walk_view(walk, now).state == WALK_END ? "Ended" : "Stands at");
	add_standing(walk, now, out);
}
