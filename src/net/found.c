#include "net/found.h"

#include <string.h>

#include "base/utf8.h"

/* Longer texts are no facts but contents. */
enum { FACT_COLUMNS = 400 };

/* Set by this program whatever the declaration says: a Location may repeat secrets in its query. */
static const char *const redirect_fact = "redirect_to";

void found_clear(struct found *found)
{
	array_clear(&found->fact);
}

static void add_fact(struct found *found, struct arena *arena, const char *name, const char *value)
{
	struct text clean = {0};
	text_safe(&clean, value, strlen(value), TEXT_SAFE_LINE, FACT_COLUMNS);
	struct wire_fact fact = {.fact = name, .value = arena_strdup(arena, text_str(&clean))};
	text_clear(&clean);
	array_push(&found->fact, fact);
}

/* ---- set ---- */

/* Scheme, host and port are the store's own, whatever the answer claims. */
static void pin_to_store(const struct origin *store, struct text *url)
{
	const char *path = strstr(text_str(url), "://");
	struct text pinned = {0};
	path = path ? path + 3 + strcspn(path + 3, "/?#") : text_str(url);
	bool six = strchr(store->host, ':') != NULL;
	bool usual = store->port == (strcmp(store->scheme, "https") == 0 ? 443 : 80);
	text_addf(&pinned, "%s://%s%s%s", store->scheme, six ? "[" : "", store->host, six ? "]" : "");
	if (!usual)
		text_addf(&pinned, ":%d", store->port);
	text_addf(&pinned, "%s%s", *path == '/' ? "" : "/", path);
	text_clear(url);
	*url = pinned;
}

static const char *mapped(const struct probe_set *set, const char *raw)
{
	if (set->map_count == 0)
		return raw;
	for (size_t i = 0; i < set->map_count; i++)
		if (strcmp(set->map[i].raw, raw) == 0)
			return set->map[i].value;
	return set->otherwise;
}

static void set_fact(struct found *found, struct reading *reading, const struct probe_set *set,
                     struct arena *arena)
{
	struct expr_scope scope = reading_scope(reading);
	if (!expr_holds(set->when, &scope))
		return;
	struct value value = expr_eval(set->from, &scope, arena);
	struct text written = {0};
	value_write(&written, &value);
	if (set->pin_store && value.kind == VALUE_TEXT)
		pin_to_store(&reading->task->store, &written);
	const char *result = value.kind == VALUE_UNKNOWN ? set->otherwise : mapped(set, text_str(&written));
	if (result)
		add_fact(found, arena, set->fact, result);
	text_clear(&written);
}

static void set_redirect(struct found *found, const struct answer *answer, struct arena *arena)
{
	bool elsewhere =
		answer->leads_to && answer->asked_url && strcmp(answer->leads_to, answer->asked_url) != 0;
	if (elsewhere && answer->status >= 300 && answer->status < 400)
		add_fact(found, arena, redirect_fact, answer->leads_to);
}

void found_set(struct found *found, struct reading *reading, struct arena *arena)
{
	const struct probe *probe = reading->task->probe;
	for (size_t i = 0; i < probe->set_count; i++)
		if (strcmp(probe->set[i].fact, redirect_fact) != 0)
			set_fact(found, reading, &probe->set[i], arena);
	set_redirect(found, reading->answer, arena);
}

/* ---- each ---- */

struct labelling {
	struct found *found;
	struct reading *reading;
	const struct probe_each *each;
	struct tally *tally;
	struct arena *arena;
	struct text *samples; /* one per sample */
	int *sampled;
	bool taken;
};

static bool holds(const struct labelling *labelling, const struct expr *when)
{
	struct expr_scope scope = reading_scope(labelling->reading);
	return expr_holds(when, &scope);
}

static const struct probe_label *label_of(const struct labelling *labelling)
{
	for (size_t i = 0; i < labelling->each->label_count; i++)
		if (holds(labelling, labelling->each->label[i].when))
			return &labelling->each->label[i];
	return NULL;
}

static void count_label(struct tally *tally, const char *name)
{
	tally->total++;
	for (size_t i = 0; i < tally->label_count; i++) {
		if (strcmp(tally->label[i].name, name) == 0) {
			tally->label[i].count++;
			return;
		}
	}
	tally->label[tally->label_count++] = (struct tally_label){.name = name, .count = 1};
}

static void take_sample(struct labelling *labelling, size_t i, const char *label)
{
	const struct probe_sample *sample = &labelling->each->sample[i];
	if (labelling->sampled[i] >= sample->max || (sample->of && strcmp(sample->of, label) != 0))
		return;
	struct expr_scope scope = reading_scope(labelling->reading);
	struct value value = expr_eval(sample->from, &scope, labelling->arena);
	if (value.kind == VALUE_UNKNOWN)
		return;
	if (labelling->sampled[i]++ > 0)
		text_add(&labelling->samples[i], ", ");
	value_write(&labelling->samples[i], &value);
}

static bool label_element(void *ctx, const struct spot *match, const struct spot *star)
{
	(void)star;
	struct labelling *labelling = ctx;
	labelling->reading->element = match;
	const struct probe_label *label = label_of(labelling);
	if (label) {
		count_label(labelling->tally, label->is);
		for (size_t i = 0; i < labelling->each->sample_count; i++)
			take_sample(labelling, i, label->is);
	}
	for (size_t i = 0; label && i < labelling->each->take_count && !labelling->taken; i++)
		set_fact(labelling->found, labelling->reading, &labelling->each->take[i], labelling->arena);
	labelling->taken = labelling->taken || label;
	return true;
}

/* "if" is about the outer element; "with" goes on to the elements of a list in it. */
static bool outer_element(void *ctx, const struct spot *match, const struct spot *star)
{
	struct labelling *labelling = ctx;
	labelling->reading->element = match;
	if (!holds(labelling, labelling->each->when))
		return true;
	if (labelling->each->with)
		spot_find(match, labelling->each->with, label_element, labelling);
	else
		label_element(labelling, match, star);
	return true;
}

void found_each(struct found *found, struct reading *reading, struct tally *tally, struct arena *arena)
{
	const struct probe_each *each = reading->task->probe->each;
	struct json_at at;
	struct spot root = answer_root(reading->answer, &at);
	if (!each || !spot_has_list(&root, each->in))
		return;
	tally->label = arena_alloc(arena, (each->label_count + 1) * sizeof *tally->label);
	struct labelling labelling = {
		.found = found,
		.reading = reading,
		.each = each,
		.tally = tally,
		.arena = arena,
		.samples = arena_alloc(arena, (each->sample_count + 1) * sizeof(struct text)),
		.sampled = arena_alloc(arena, (each->sample_count + 1) * sizeof(int)),
	};
	reading->tally = tally;
	spot_find(&root, each->in, outer_element, &labelling);
	reading->element = NULL;
	for (size_t i = 0; i < each->sample_count; i++) {
		if (labelling.sampled[i])
			add_fact(found, arena, each->sample[i].fact, text_str(&labelling.samples[i]));
		text_clear(&labelling.samples[i]);
	}
}
