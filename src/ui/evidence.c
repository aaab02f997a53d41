#include "ui/evidence.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "report/names.h"

static const struct evidence_look looks[EVIDENCE_STATES] = {
	[EVIDENCE_KNOWN] = {"✓", "known", STYLE_OK},
	[EVIDENCE_OK] = {"✓", "in order", STYLE_OK},
	[EVIDENCE_PROBLEM] = {"✗", "problem", STYLE_BAD},
	[EVIDENCE_UNSURE] = {"?", "unclear", STYLE_UNSURE},
	[EVIDENCE_MISSING] = {"?", "not known", STYLE_UNSURE},
	[EVIDENCE_RUNNING] = {"…", "running", STYLE_RUNNING},
	[EVIDENCE_SKIPPED] = {"–", "not run", STYLE_DIM},
	[EVIDENCE_SAID] = {"“", "said", STYLE_PLAIN},
};

const struct evidence_look *evidence_look(enum evidence_state state)
{
	return &looks[state];
}

const char *evidence_source(enum source source, enum role role)
{
	static const char *const person[ROLES] =
		{[ROLE_MERCHANT] = "you", [ROLE_AGENT] = "customer", [ROLE_TRAINER] = "class"};
	static const char *const others[SOURCES] = {
		[SOURCE_PROBE] = "checked",       [SOURCE_PROFILE] = "profile", [SOURCE_IMPORT] = "given",
		[SOURCE_COMPUTED] = "worked out", [SOURCE_ASSUMED] = "assumed",
	};

	return source == SOURCE_PERSON ? person[role] : others[source];
}

void evidence_progress(struct text *out, const struct ui_running *running)
{
	text_addf(out, "%lld s of %lld s", (long long)(running->passed_ms / 1000),
	          (long long)(running->limit_ms / 1000));
}

static const char *kept(struct evidence_lines *lines, struct text *text)
{
	const char *copy = arena_strdup(&lines->arena, text_str(text));

	text_clear(text);
	return copy;
}

static struct evidence_line *add_line(struct evidence_lines *lines, enum evidence_state state, int64_t at)
{
	struct evidence_line *line = array_add(&lines->line);

	*line =
		(struct evidence_line){.state = state, .text = "", .right = "", .detail = "", .proves = "", .at = at};
	line->order = lines->line.count;
	return line;
}

static void add_fact(struct evidence_lines *lines, const struct ui_model *model, const struct evidence *from)
{
	struct evidence_line *line = add_line(lines, EVIDENCE_KNOWN, from->at);
	struct text text = {0}, right = {0};

	line->fact = from->fact;
	text_addf(&text, "%s **", from->fact->label);
	fact_print(&text, from->fact, &from->value, walk_utc_offset(model->walk, from->fact));
	text_add(&text, "**");
	text_addf(&right, "%s ", evidence_source(from->source, model->role));
	time_add_clock(&right, from->at, model->utc_offset);
	if (from->value.kind == VALUE_TIME && from->value.ms < model->now) {
		struct text age = {0};

		duration_add(&age, model->now - from->value.ms);
		text_add(&age, " ago");
		line->detail = kept(lines, &age);
	}
	line->text = kept(lines, &text);
	line->right = kept(lines, &right);
}

/* What came with the choice at the start says nothing that the head line does not. */
static bool from_start(const struct ui_model *model, const struct evidence *from)
{
	const struct journal *journal = walk_journal(model->walk);
	const struct event *event;

	if (from->event == 0 || from->event > journal->event.count)
		return false;
	event = &journal->event.at[from->event - 1];
	return event->kind == EVENT_ANSWER && !event->node;
}

static bool fact_wanted(const struct ui_model *model, const struct evidence *from, enum evidence_part part)
{
	if (part == EVIDENCE_PROBES || from->source == SOURCE_ASSUMED)
		return false;
	if (part == EVIDENCE_ALL)
		return from->source != SOURCE_COMPUTED && from->fact->type != FACT_SECRET;
	return from->source == SOURCE_PERSON && !from_start(model, from);
}

static void add_facts(struct evidence_lines *lines, const struct ui_model *model, enum evidence_part part)
{
	const struct evidence *from;
	size_t count = walk_evidence(model->walk, &from);

	for (size_t i = 0; i < count; i++)
		if (fact_wanted(model, &from[i], part))
			add_fact(lines, model, &from[i]);
}

static const struct ui_running *running_of(const struct ui_model *model, const struct probe *probe)
{
	for (size_t i = 0; i < model->running_count; i++)
		if (model->running[i].probe == probe)
			return &model->running[i];
	return NULL;
}

static enum evidence_state probe_evidence(const struct probe_state *probe)
{
	static const enum evidence_state by_verdict[VERDICTS] = {
		[VERDICT_OK] = EVIDENCE_OK,
		[VERDICT_PROBLEM] = EVIDENCE_PROBLEM,
		[VERDICT_UNKNOWN] = EVIDENCE_UNSURE,
		[VERDICT_SKIPPED] = EVIDENCE_SKIPPED,
	};

	return probe->running ? EVIDENCE_RUNNING : by_verdict[probe->verdict];
}

static void probe_right(struct text *right, const struct ui_model *model, const struct probe_state *probe)
{
	const struct ui_running *running = running_of(model, probe->probe);

	if (running)
		evidence_progress(right, running);
	else if (probe->outcome && probe->verdict != VERDICT_SKIPPED && probe->total_ms > 0)
		duration_add(right, (int64_t)(probe->total_ms + 0.5));
}

static void probe_detail(struct evidence_lines *lines, struct evidence_line *line, const struct probe *probe)
{
	struct text text = {0};

	if (probe->does_not_prove && (line->state == EVIDENCE_OK || line->state == EVIDENCE_PROBLEM)) {
		text_addf(&text, "Does not prove: %s", probe->does_not_prove);
		line->detail = kept(lines, &text);
	}
	if (probe->proves && line->state != EVIDENCE_SKIPPED)
		line->proves = probe->proves;
}

static void add_probe(struct evidence_lines *lines, const struct ui_model *model,
                      const struct probe_state *probe)
{
	enum evidence_state state = probe_evidence(probe);
	struct evidence_line *line = add_line(lines, state, probe->running ? INT64_MAX : probe->at);
	bool tells = state == EVIDENCE_PROBLEM || state == EVIDENCE_UNSURE || state == EVIDENCE_SKIPPED;
	struct text text = {0}, right = {0};

	line->probe = probe->probe;
	line->text = probe->probe->title;
	if (tells && probe->outcome) {
		text_addf(&text, "%s? **%s:** ", probe->probe->title, verdict_denial(probe->verdict));
		names_label(&text, probe->outcome);
		line->text = kept(lines, &text);
	}
	probe_right(&right, model, probe);
	line->right = kept(lines, &right);
	probe_detail(lines, line, probe->probe);
}

/* Judged on another probe's answer, and no otherwise: once is enough. */
static bool says_it_again(const struct ui_model *model, const struct probe_state *probe)
{
	const char *name = probe->probe->same_answer;
	const struct probe *first = name ? guide_probe(model->guide, name) : NULL;
	const struct probe_state *state = first ? walk_probe(model->walk, first) : NULL;

	return state && state->outcome && probe->outcome && strcmp(state->outcome, probe->outcome) == 0;
}

static bool probe_wanted(const struct ui_model *model, const struct probe_state *probe,
                         enum evidence_part part)
{
	if ((!probe->running && !probe->outcome) || (part != EVIDENCE_ALL && says_it_again(model, probe)))
		return false;
	return part != EVIDENCE_BRIEF || probe->running || probe->verdict != VERDICT_SKIPPED;
}

static void add_probes(struct evidence_lines *lines, const struct ui_model *model, enum evidence_part part)
{
	const struct probe_state *probe;
	size_t count = walk_probes(model->walk, &probe);

	for (size_t i = 0; i < count; i++)
		if (probe_wanted(model, &probe[i], part))
			add_probe(lines, model, &probe[i]);
}

static void add_notes(struct evidence_lines *lines, const struct ui_model *model)
{
	const struct journal *journal = walk_journal(model->walk);

	for (size_t i = 0; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		struct text text = {0}, right = {0};
		struct evidence_line *line;

		if (event->kind != EVENT_NOTE || !event->text)
			continue;
		line = add_line(lines, EVIDENCE_SAID, event->at);
		text_addf(&text, "%s”", event->text);
		time_add_clock(&right, event->at, model->utc_offset);
		line->text = kept(lines, &text);
		line->right = kept(lines, &right);
	}
}

static int by_time(const void *a, const void *b)
{
	const struct evidence_line *left = a, *right = b;

	if (left->at != right->at)
		return left->at < right->at ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

/* What the standing question wants and nobody knows yet. */
static void add_missing(struct evidence_lines *lines, const struct ui_model *model)
{
	struct step_view view = walk_view(model->walk, model->now);
	struct evidence_line *line;

	if (view.state != WALK_ASK || !view.fact || walk_fact(model->walk, view.fact->id))
		return;
	line = add_line(lines, EVIDENCE_MISSING, INT64_MAX);
	line->text = view.fact->label;
	line->fact = view.fact;
	line->right = "not known";
}

void evidence_collect(struct evidence_lines *lines, const struct ui_model *model, enum evidence_part part)
{
	*lines = (struct evidence_lines){0};
	arena_init(&lines->arena);
	if (!model->walk)
		return;
	add_facts(lines, model, part);
	add_probes(lines, model, part);
	if (part != EVIDENCE_PROBES)
		add_notes(lines, model);
	if (lines->line.count > 1)
		qsort(lines->line.at, lines->line.count, sizeof lines->line.at[0], by_time);
	if (part != EVIDENCE_PROBES)
		add_missing(lines, model);
}

void evidence_clear(struct evidence_lines *lines)
{
	array_clear(&lines->line);
	arena_clear(&lines->arena);
}
