/* Facts with their evidence: setting, clearing with dependents, one value per order or SKU. */
#include "case/state.h"

#include <string.h>

#include "base/clock.h"
#include "case/zone.h"

void facts_init(struct walk *walk)
{
	const struct guide *guide = walk->guide;
	walk->fact_platform = guide_fact_id(guide, "platform");
	walk->fact_order = guide_fact_id(guide, "order_number");
	walk->fact_sku = guide_fact_id(guide, "sku");
	walk->fact_direction = guide_fact_id(guide, "direction");
	walk->fact_connects = -1;
	for (size_t i = 0; i < guide->fact_count; i++) {
		const char *from = guide->fact[i].from_profile;
		if (from && strcmp(from, "@connects_by") == 0)
			walk->fact_connects = (int)i;
	}
	walk->known_at = xcalloc(guide->fact_count + 1, sizeof *walk->known_at);
	walk->declined = xcalloc(guide->fact_count + 1, sizeof *walk->declined);
	for (size_t i = 0; i < guide->fact_count; i++)
		walk->known_at[i] = -1;
	walk->platform = walk->options.platform;
}

/* Text of a fact that is not bound to an order or SKU; "" when unknown. */
static const char *plain_text(const struct walk *walk, int fact)
{
	for (size_t i = 0; fact >= 0 && i < walk->known.count; i++) {
		const struct evidence *evidence = &walk->known.at[i].evidence;
		if (evidence->fact->id == fact && evidence->value.text)
			return evidence->value.text;
	}
	return "";
}

/* What the fact's values belong to now. */
static const char *key_of(const struct walk *walk, const struct fact *fact)
{
	if (!fact->per)
		return "";
	return plain_text(walk, strcmp(fact->per, "sku") == 0 ? walk->fact_sku : walk->fact_order);
}

void facts_refresh(struct walk *walk)
{
	for (size_t i = 0; i < walk->guide->fact_count; i++)
		walk->known_at[i] = -1;
	walk->current.count = 0;
	for (size_t i = 0; i < walk->known.count; i++) {
		const struct known *known = &walk->known.at[i];
		if (strcmp(known->key, key_of(walk, known->evidence.fact)) != 0)
			continue;
		walk->known_at[known->evidence.fact->id] = (int)i;
		array_push(&walk->current, known->evidence);
	}
}

static struct known *find(const struct walk *walk, int fact)
{
	if (fact < 0 || (size_t)fact >= walk->guide->fact_count || walk->known_at[fact] < 0)
		return NULL;
	return &walk->known.at[walk->known_at[fact]];
}

static void remove_at(struct walk *walk, size_t i)
{
	struct known *known = walk->known.at;
	memmove(&known[i], &known[i + 1], (walk->known.count - i - 1) * sizeof *known);
	walk->known.count--;
	facts_refresh(walk);
}

static void clear_dependents(struct walk *walk, int fact);

static void clear_fact(struct walk *walk, int fact)
{
	if (!find(walk, fact))
		return;
	remove_at(walk, (size_t)walk->known_at[fact]);
	clear_dependents(walk, fact);
}

static void clear_dependents(struct walk *walk, int fact)
{
	for (size_t i = 0; i < walk->guide->fact_count; i++) {
		const struct fact *other = &walk->guide->fact[i];
		for (size_t k = 0; k < other->depends_count; k++)
			if (other->depends[k] == fact)
				clear_fact(walk, (int)i);
	}
}

/* What was said of "the order" before it had a number belongs to the one named first. */
static void bind_unnamed(struct walk *walk, int fact)
{
	const char *per = fact == walk->fact_order ? "order" : fact == walk->fact_sku ? "sku" : NULL;
	if (!per)
		return;
	for (size_t i = 0; i < walk->known.count; i++) {
		struct known *known = &walk->known.at[i];
		const char *its = known->evidence.fact->per;
		if (its && strcmp(its, per) == 0 && *known->key == '\0')
			known->key = arena_strdup(&walk->arena, plain_text(walk, fact));
	}
}

static void platform_changed(struct walk *walk, const struct event *event)
{
	const struct known *known = find(walk, walk->fact_platform);
	const struct platform *platform = known ? guide_platform(walk->guide, known->evidence.value.text) : NULL;
	walk->platform = platform ? platform : walk->options.platform;
	const struct fact *fact = walk->fact_connects < 0 ? NULL : &walk->guide->fact[walk->fact_connects];
	const char *by = walk->platform ? walk->platform->connects_by : NULL;
	if (!fact || !by || find(walk, fact->id) || !fact_value_named(fact, by))
		return;
	struct known derived = {
		.evidence = {.fact = fact,
	                 .value = value_symbol(by),
	                 .source = SOURCE_COMPUTED,
	                 .at = event->at,
	                 .vantage = "this computer",
	                 .event = event->n},
		.key = "",
	};
	array_push(&walk->known, derived);
	facts_refresh(walk);
}

static void set_fact(struct walk *walk, const struct event *event, const struct fact *fact,
                     struct value value)
{
	struct known *old = find(walk, fact->id);
	bool first = !old;
	if (old)
		remove_at(walk, (size_t)walk->known_at[fact->id]);
	struct known known = {
		.evidence = {.fact = fact,
	                 .value = value,
	                 .source = event->source,
	                 .at = event->at,
	                 .vantage = event->vantage ? event->vantage : "",
	                 .event = event->n,
	                 .probe = event->probe ? guide_probe(walk->guide, event->probe) : NULL},
		.key = arena_strdup(&walk->arena, key_of(walk, fact)),
	};
	array_push(&walk->known, known);
	if (first)
		bind_unnamed(walk, fact->id);
	walk->declined[fact->id] = false;
	facts_refresh(walk);
}

/* A fact by its name, or by the profile key it is taken from. */
static const struct fact *fact_of(const struct walk *walk, const char *name)
{
	const struct fact *fact = guide_fact(walk->guide, name);
	for (size_t i = 0; !fact && i < walk->guide->fact_count; i++) {
		const char *from = walk->guide->fact[i].from_profile;
		if (from && strcmp(from, name) == 0)
			fact = &walk->guide->fact[i];
	}
	return fact;
}

/* False: no such fact, or no such value any more. */
static bool read_fact(struct walk *walk, const struct event_fact *given, const struct fact **fact,
                      struct value *value)
{
	*fact = fact_of(walk, given->fact);
	if (!*fact) {
		apply_lost(walk, "The fact \"%s\" is no longer in the data.", given->fact);
		return false;
	}
	*value = VALUE_NOTHING;
	if (!given->value)
		return true;
	if ((*fact)->type == FACT_SECRET) {
		*value = value_text("known");
		return true;
	}
	struct error err;
	if (fact_parse(*fact, given->value, &walk->arena, value, &err))
		return true;
	apply_lost(walk, "%s: %s", (*fact)->label ? (*fact)->label : (*fact)->name, err.message);
	return false;
}

void facts_apply(struct walk *walk, const struct event *event)
{
	struct arena arena;
	arena_init(&arena);
	struct value *value = arena_alloc(&arena, (event->fact_count + 1) * sizeof *value);
	const struct fact **fact = arena_alloc(&arena, (event->fact_count + 1) * sizeof *fact);
	/* First what changes clears what hangs on it, then all are set: one event may bring both. */
	for (size_t i = 0; i < event->fact_count; i++) {
		if (!read_fact(walk, &event->fact[i], &fact[i], &value[i])) {
			fact[i] = NULL;
			continue;
		}
		const struct known *old = find(walk, fact[i]->id);
		if (!old)
			continue;
		if (value[i].kind == VALUE_UNKNOWN)
			clear_fact(walk, fact[i]->id);
		else if (!value_same(&old->evidence.value, &value[i]))
			clear_dependents(walk, fact[i]->id);
	}
	for (size_t i = 0; i < event->fact_count; i++)
		if (fact[i] && value[i].kind != VALUE_UNKNOWN)
			set_fact(walk, event, fact[i], value[i]);
	if (event->fact_count > 0)
		platform_changed(walk, event);
	arena_clear(&arena);
}

void facts_forget(struct walk *walk, int fact)
{
	const struct known *known = find(walk, fact);
	walk->declined[fact] = false;
	if (!known)
		return;
	if (known->evidence.probe)
		probes_forget(walk, known->evidence.probe);
	clear_fact(walk, fact);
}

const struct evidence *walk_fact(const struct walk *walk, int fact)
{
	const struct known *known = find(walk, fact);
	return known ? &known->evidence : NULL;
}

struct value walk_value(const struct walk *walk, int fact)
{
	if (fact < 0 || (size_t)fact >= walk->guide->fact_count || walk->guide->fact[fact].type == FACT_SECRET)
		return VALUE_NOTHING;
	const struct known *known = find(walk, fact);
	return known ? known->evidence.value : walk->guide->fact[fact].fallback;
}

size_t walk_evidence(const struct walk *walk, const struct evidence **evidence)
{
	*evidence = walk->current.at;
	return walk->current.count;
}

const char *facts_written(const struct walk *walk, int fact, struct arena *arena)
{
	const struct known *known = find(walk, fact);
	if (!known)
		return NULL;
	struct text text = {0};
	value_write(&text, &known->evidence.value);
	const char *written = arena_strdup(arena, text_str(&text));
	text_clear(&text);
	return written;
}

/* ---- what expressions read ---- */

static struct value scope_fact(void *ctx, int id)
{
	return walk_value(ctx, id);
}

static bool scope_known(void *ctx, int id)
{
	return find(ctx, id) != NULL;
}

static struct value scope_outcome(void *ctx, const char *name)
{
	const struct walk *walk = ctx;
	const struct probe *probe = guide_probe(walk->guide, name);
	const struct probe_state *state = probe ? walk_probe(walk, probe) : NULL;
	return state && state->outcome ? value_symbol(state->outcome) : VALUE_NOTHING;
}

struct expr_scope facts_scope(const struct walk *walk, int64_t now)
{
	return (struct expr_scope){
		.ctx = (void *)walk,
		.now = now,
		.fact = scope_fact,
		.known = scope_known,
		.outcome = scope_outcome,
	};
}

struct value facts_judge(const struct walk *walk, const struct expr *expr, int64_t now)
{
	if (!expr)
		return value_yesno(true);
	struct arena arena;
	arena_init(&arena);
	struct expr_scope scope = facts_scope(walk, now);
	struct value value = expr_eval(expr, &scope, &arena);
	arena_clear(&arena);
	return value.kind == VALUE_YESNO ? value : VALUE_NOTHING;
}

bool walk_holds(const struct walk *walk, const struct expr *expr, int64_t now)
{
	struct value value = facts_judge(walk, expr, now);
	return value.kind == VALUE_YESNO && value.yes;
}

int walk_utc_offset(const struct walk *walk, const struct fact *fact)
{
	const struct journal *journal = &walk->journal;
	int64_t at = journal->event.count > 0 ? journal->event.at[journal->event.count - 1].at : 0;
	const char *name = !fact || fact->zone == ZONE_PERSON ? NULL
	                   : fact->zone == ZONE_IS2           ? "is2_zone"
	                                                      : "store_zone";
	struct value zone = name ? walk_value(walk, guide_fact_id(walk->guide, name)) : VALUE_NOTHING;
	int minutes;
	if (zone.kind == VALUE_TEXT && zone_offset(zone.text, at, &minutes))
		return minutes;
	return clock_local_offset(at);
}
