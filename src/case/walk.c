#include "case/walk.h"

#include <stdlib.h>
#include <string.h>

#include "case/state.h"
#include "guide/template.h"

void walk_emit(struct walk *walk, const struct event *event)
{
	const struct event *stored = journal_add(&walk->journal, event);
	if (walk->options.listen)
		walk->options.listen(walk->options.ctx, stored);
	apply_event(walk, stored);
}

struct walk *walk_make(const struct guide *guide, const struct walk_options *options)
{
	struct walk *walk = xcalloc(1, sizeof *walk);
	walk->guide = guide;
	walk->options = *options;
	walk->options.given = NULL;
	walk->options.given_source = NULL;
	walk->options.given_count = 0;
	walk->role = options->role;
	journal_init(&walk->journal);
	arena_init(&walk->arena);
	walk->profile = arena_strdup(&walk->arena, options->profile ? options->profile : "");
	walk->options.profile = walk->profile;
	facts_init(walk);
	position_begin(walk, NULL, NULL, 0);
	return walk;
}

void walk_free(struct walk *walk)
{
	if (!walk)
		return;
	journal_clear(&walk->journal);
	array_clear(&walk->known);
	array_clear(&walk->current);
	array_clear(&walk->probe);
	array_clear(&walk->stop);
	array_clear(&walk->path);
	array_clear(&walk->unseen);
	array_clear(&walk->dismissed);
	array_clear(&walk->choice);
	array_clear(&walk->taken);
	text_clear(&walk->view_text);
	search_free(walk->search);
	free(walk->known_at);
	free(walk->declined);
	arena_clear(&walk->arena);
	free(walk);
}

/* ---- a new case ---- */

static void emit_open(struct walk *walk, const struct walk_options *options, int64_t now)
{
	struct event event = {
		.kind = EVENT_OPEN,
		.at = now,
		.data_version = walk->guide->data_version ? walk->guide->data_version : "",
		.role = options->role,
		.profile = walk->profile,
	};
	walk_emit(walk, &event);
}

static const char *vantage_of(enum source source)
{
	static const char *const vantage[SOURCES] = {
		[SOURCE_PROFILE] = "the profile",
		[SOURCE_COMPUTED] = "this computer",
		[SOURCE_IMPORT] = "given at the start",
		[SOURCE_PERSON] = "said at the start",
	};
	return vantage[source];
}

static void emit_facts(struct walk *walk, const struct event_fact *fact, size_t count, enum source source,
                       int64_t now)
{
	struct event event = {
		.kind = EVENT_OPEN,
		.at = now,
		.source = source,
		.vantage = vantage_of(source),
		.fact = fact,
		.fact_count = count,
	};
	if (count > 0)
		walk_emit(walk, &event);
}

/* An event has one source: what is given goes into the journal source by source. */
static void emit_given(struct walk *walk, const struct walk_options *options, int64_t now)
{
	struct event_fact *fact = xcalloc(options->given_count + 1, sizeof *fact);
	for (int source = 0; source < SOURCES; source++) {
		size_t count = 0;
		for (size_t i = 0; i < options->given_count; i++)
			if ((int)options->given_source[i] == source)
				fact[count++] = options->given[i];
		emit_facts(walk, fact, count, (enum source)source, now);
	}
	free(fact);
}

/* What nobody said but follows: the profile's platform, whether probes may run. */
static void emit_computed(struct walk *walk, const struct walk_options *options, int64_t now)
{
	const struct guide *guide = walk->guide;
	if (options->platform && walk->fact_platform >= 0 && !walk_fact(walk, walk->fact_platform)) {
		struct event_fact platform = {guide->fact[walk->fact_platform].name, options->platform->id};
		emit_facts(walk, &platform, 1, SOURCE_PROFILE, now);
	}
	for (size_t i = 0; i < guide->fact_count; i++) {
		const char *from = guide->fact[i].from_profile;
		struct event_fact can = {guide->fact[i].name, options->can_probe ? "yes" : "no"};
		if (from && strcmp(from, "@can_probe") == 0 && !walk_fact(walk, (int)i))
			emit_facts(walk, &can, 1, SOURCE_COMPUTED, now);
	}
}

struct walk *walk_new(const struct guide *guide, const struct walk_options *options, int64_t now)
{
	struct walk *walk = walk_make(guide, options);
	emit_open(walk, options, now);
	emit_given(walk, options, now);
	emit_computed(walk, options, now);
	advance(walk, now);
	return walk;
}

struct walk *walk_restore(const struct guide *guide, const struct walk_options *options,
                          const struct event *event, size_t count, struct text *lost)
{
	struct walk *walk = walk_make(guide, options);
	walk->lost = lost;
	for (size_t i = 0; i < count; i++) {
		apply_event(walk, journal_add(&walk->journal, &event[i]));
		if (walk->at.question < 0)
			advance_question(walk, event[i].at);
	}
	walk->lost = NULL;
	advance(walk, count > 0 ? event[count - 1].at : 0);
	return walk;
}

/* ---- what it is ---- */

const struct guide *walk_guide(const struct walk *walk)
{
	return walk->guide;
}

const struct journal *walk_journal(const struct walk *walk)
{
	return &walk->journal;
}

const struct platform *walk_platform(const struct walk *walk)
{
	return walk->platform;
}

enum role walk_role(const struct walk *walk)
{
	return walk->role;
}

const char *walk_profile(const struct walk *walk)
{
	return walk->profile;
}

enum ending walk_ending(const struct walk *walk)
{
	return walk->at.phase == PHASE_END ? walk->at.node->ending : ENDING_NONE;
}

void walk_hold(struct walk *walk, bool hold)
{
	walk->hold = hold;
}

bool walk_wait_until(const struct walk *walk, int64_t *until)
{
	const struct position *at = &walk->at;
	if (walk->paused && at->phase == PHASE_END) {
		*until = walk->paused_until;
		return true;
	}
	bool waits = at->node && at->until != 0 && at->recheck_count == 0 &&
	             ((at->phase == PHASE_STAND && at->node->kind == NODE_WAIT) ||
	              (at->phase == PHASE_VERIFY && !at->reached));
	if (waits)
		*until = at->until;
	return waits;
}

/* ---- words ---- */

static bool expand_name(void *ctx, const char *name, struct text *out)
{
	const struct walk *walk = ctx;
	if (text_starts(name, "platform.")) {
		const char *word = walk->platform ? platform_word(walk->platform, name + strlen("platform.")) : NULL;
		if (word)
			text_add(out, word);
		return word;
	}
	const struct evidence *evidence = walk_fact(walk, guide_fact_id(walk->guide, name));
	if (!evidence || evidence->fact->type == FACT_SECRET)
		return false;
	fact_print(out, evidence->fact, &evidence->value, walk_utc_offset(walk, evidence->fact));
	return true;
}

void walk_expand(const struct walk *walk, const char *text, struct text *out)
{
	struct template_scope scope = {.ctx = (void *)walk, .value = expand_name};
	if (text)
		template_expand(out, text, &scope);
}
