#include "app/pick.h"

#include <string.h>

#include "guide/expr.h"

struct picking {
	struct pick *pick;
	const struct guide *guide;
	const struct platform *platform;
};

bool pick_has(void *at, const struct probe *probe)
{
	const struct pick *pick = at;

	for (size_t i = 0; i < pick->probe.count; i++) {
		if (pick->probe.at[i] == probe)
			return true;
	}
	return false;
}

static void add(struct pick *pick, const struct probe *probe)
{
	if (probe != NULL && !pick_has(pick, probe))
		array_push(&pick->probe, probe);
}

static bool sets(const struct probe_set *set, size_t count, int fact)
{
	for (size_t i = 0; i < count; i++) {
		if (set[i].fact_id == fact)
			return true;
	}
	return false;
}

static void add_setters(void *ctx, int fact)
{
	struct picking *picking = ctx;
	const struct platform *platform = picking->platform;

	for (size_t i = 0; platform != NULL && i < platform->probe_count; i++) {
		const struct probe *probe = &platform->probe[i];
		if (sets(probe->set, probe->set_count, fact) ||
		    (probe->each != NULL && sets(probe->each->take, probe->each->take_count, fact)))
			add(picking->pick, probe);
	}
}

static void add_named(void *ctx, const char *name)
{
	struct picking *picking = ctx;

	add(picking->pick, guide_probe(picking->guide, name));
}

static void add_before(struct picking *picking, const struct probe *probe)
{
	picking->platform = guide_platform_of(picking->guide, probe);
	for (size_t i = 0; i < probe->after_count; i++)
		add_named(picking, probe->after[i]);
	if (probe->same_answer != NULL)
		add_named(picking, probe->same_answer);
	for (size_t i = 0; i < probe->need_count; i++)
		add_setters(picking, guide_fact_id(picking->guide, probe->needs[i]));
	if (probe->when != NULL) {
		expr_each_probe(probe->when, add_named, picking);
		expr_each_fact(probe->when, add_setters, picking);
	}
}

bool pick_make(struct pick *pick, const struct guide *guide, const char *names, struct error *err)
{
	struct picking picking = {.pick = pick, .guide = guide};
	char name[80];

	*pick = (struct pick){0};
	for (size_t len; *names != '\0'; names += len + (names[len] == ',')) {
		const struct probe *probe;
		len = strcspn(names, ",");
		if (len == 0)
			continue;
		memcpy(name, names, len < sizeof name ? len : sizeof name - 1);
		name[len < sizeof name ? len : sizeof name - 1] = '\0';
		probe = guide_probe(guide, name);
		if (probe == NULL)
			return error_set(err, ERROR_USAGE, "--only", "There is no probe %.60s.", name);
		add(pick, probe);
	}
	for (size_t i = 0; i < pick->probe.count; i++)
		add_before(&picking, pick->probe.at[i]);
	return pick->probe.count > 0 ||
	       error_set(err, ERROR_USAGE, "--only", "It names no probe: --only WOO-2,WOO-3.");
}

void pick_clear(struct pick *pick)
{
	array_clear(&pick->probe);
}
