#include "report/readback.h"

#include <string.h>

#include "base/clock.h"
#include "report/wording.h"

/* A heading is written with the first line below it. */
struct part {
	const char *heading;
	struct text *out;
	struct arena *arena;
	bool begun;
};

static void add(struct part *part, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct part *part, const char *format, ...)
{
	va_list args;

	if (!part->begun)
		text_addf(part->out, "%s\n", part->heading);
	part->begun = true;
	text_add(part->out, "  ");
	va_start(args, format);
	text_addv(part->out, format, args);
	va_end(args);
	text_add_char(part->out, '\n');
}

/* What follows from the profile or the program itself nobody need confirm. */
static bool was_said(const struct evidence *evidence)
{
	return evidence->source == SOURCE_PERSON || evidence->source == SOURCE_IMPORT;
}

static void add_said(const struct walk *walk, struct part *part)
{
	const struct evidence *evidence;
	size_t count = walk_evidence(walk, &evidence);

	for (size_t i = 0; i < count; i++)
		if (was_said(&evidence[i]) && evidence[i].fact->type != FACT_SECRET)
			add(part, "%s: %s.", wording_template(part->arena, walk, evidence[i].fact->label),
			    wording_value(part->arena, walk, &evidence[i]));
}

static void add_unseen(const struct walk *walk, struct part *part)
{
	const struct journal *journal = walk_journal(walk);

	for (size_t i = 0; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		const struct node *node = event->node ? guide_node(walk_guide(walk), event->node) : NULL;
		bool unknown =
			event->kind == EVENT_ANSWER && event->outcome && strcmp(event->outcome, "unknown") == 0;
		if (!node || !node->title || (!unknown && event->kind != EVENT_SKIP))
			continue;
		if (node->kind == NODE_ASK && walk_fact(walk, node->fact))
			continue;
		if (unknown)
			add(part, "%s", wording_template(part->arena, walk, node->title));
		else
			add(part, "Left out: %s (%s)", wording_template(part->arena, walk, node->title),
			    wording_line(part->arena, event->text));
	}
}

static void add_looked(const struct walk *walk, struct part *part)
{
	const struct probe_state *state;
	size_t count = walk_probes(walk, &state);

	for (size_t i = 0; i < count; i++)
		if (state[i].outcome)
			add(part, "%s: %s",
			    wording_template(part->arena, walk,
			                     state[i].probe->title ? state[i].probe->title : state[i].probe->name),
			    wording_finding(part->arena, walk, &state[i]));
}

static void add_words(const struct walk *walk, struct part *part)
{
	const struct journal *journal = walk_journal(walk);

	for (size_t i = 0; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		struct text at = {0};
		if (event->kind != EVENT_NOTE)
			continue;
		time_add_clock(&at, event->at, clock_local_offset(event->at));
		add(part, "%s \"%s\"", text_str(&at), wording_line(part->arena, event->text));
		text_clear(&at);
	}
}

static void add_done(const struct walk *walk, struct part *part)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);

	for (size_t i = 0; i < count; i++)
		if (stop[i].node->kind == NODE_FIX && stop[i].answer)
			add(part, "%s: %s.", wording_template(part->arena, walk, stop[i].node->title),
			    wording_line(part->arena, stop[i].answer));
}

static void add_now(const struct walk *walk, int64_t now, struct part *part)
{
	struct step_view view = walk_view(walk, now);

	if (view.node && view.title)
		add(part, "%s", wording_template(part->arena, walk, view.title));
}

void readback_write(const struct walk *walk, int64_t now, struct text *out)
{
	struct arena arena;

	arena_init(&arena);
	struct part said = {"You told me:", out, &arena, false},
				unseen = {"You could not tell:", out, &arena, false},
				words = {"In your words:", out, &arena, false}, looked = {"I looked:", out, &arena, false},
				done = {"We tried:", out, &arena, false}, here = {"We are at:", out, &arena, false};
	add_said(walk, &said);
	add_unseen(walk, &unseen);
	add_words(walk, &words);
	add_looked(walk, &looked);
	add_done(walk, &done);
	add_now(walk, now, &here);
	text_add(out, "Is that right, and is anything missing?\n");
	arena_clear(&arena);
}
