/* What must be asked before one probe alone can be: those it comes after, those that tell what it needs. */
#include "cli/session.h"

enum { PROBE_DEPTH = 8 };

static bool sets(const struct probe *probe, int fact)
{
	for (size_t i = 0; i < probe->set_count; i++) {
		if (probe->set[i].fact_id == fact)
			return true;
	}
	return false;
}

/* A probe that tells a fact which nobody knows; NULL for none. */
static const struct probe *teller_of(const struct session *session, const char *need)
{
	const struct guide *guide = session->setup->guide;
	const struct platform *own = session->integration.platform;
	int fact = guide_fact_id(guide, need);

	if (fact < 0 || walk_fact(session->walk, fact) != NULL ||
	    walk_value(session->walk, fact).kind != VALUE_UNKNOWN)
		return NULL;
	for (const struct platform *platform = own; platform != NULL;
	     platform = guide_asked_next(guide, own, platform)) {
		for (size_t i = 0; i < platform->probe_count; i++) {
			if (platform->probe[i].contrast == NULL && sets(&platform->probe[i], fact))
				return &platform->probe[i];
		}
	}
	return NULL;
}

static void run_before(struct session *session, const struct probe *probe, int depth);

static void run(struct session *session, const struct probe *probe, int depth)
{
	const struct probe_state *state = probe != NULL ? walk_probe(session->walk, probe) : NULL;

	if (probe == NULL || depth == 0 || (state != NULL && state->outcome != NULL))
		return;
	run_before(session, probe, depth - 1);
	driver_probe(session->driver, probe, session_interrupted());
}

static void run_before(struct session *session, const struct probe *probe, int depth)
{
	for (size_t i = 0; i < probe->after_count; i++)
		run(session, guide_probe(session->setup->guide, probe->after[i]), depth);
	for (size_t i = 0; i < probe->need_count; i++) {
		const struct probe *teller = teller_of(session, probe->needs[i]);
		if (teller != probe)
			run(session, teller, depth);
	}
}

void session_run_before(struct session *session, const struct probe *probe)
{
	run_before(session, probe, PROBE_DEPTH);
}
