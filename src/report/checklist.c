#include "report/checklist.h"

#include <string.h>

#include "report/wording.h"

enum { CHECKLIST_SECTION = 2 };

const char *checklist_state_name(enum checklist_state state)
{
	static const char *const names[CHECKLIST_STATES] = {
		[CHECKLIST_WELL] = "ok",
		[CHECKLIST_UNSURE] = "unknown",
		[CHECKLIST_PROBLEM] = "problem",
	};

	return names[state];
}

enum checklist_state checklist_state(const struct checklist *list)
{
	if (list->of[VERDICT_PROBLEM] > 0 || list->cause)
		return CHECKLIST_PROBLEM;
	if (list->unsure > 0 || list->of[VERDICT_OK] == 0 || list->trouble[0])
		return CHECKLIST_UNSURE;
	return CHECKLIST_WELL;
}

const char *checklist_title(struct checklist *list, const struct node *node)
{
	return wording_template(&list->arena, list->walk, node->title);
}

/* ---- what probes found ---- */

static bool says_it_again(const struct checklist *list, const struct checklist_line *line)
{
	for (size_t i = 0; i < list->line.count; i++) {
		const struct checklist_line *before = &list->line.at[i];
		if (strcmp(before->outcome, line->outcome) == 0 && strcmp(before->message, line->message) == 0 &&
		    line->verdict != VERDICT_OK)
			return true;
	}
	return false;
}

static void add_line(struct checklist *list, const struct probe_state *state)
{
	struct checklist_line line = {
		.probe = state->probe,
		.outcome = arena_strdup(&list->arena, state->outcome),
		.verdict = state->verdict,
		.message = wording_line(&list->arena, state->message),
		.finding = wording_finding(&list->arena, list->walk, state),
		.total_ms = state->total_ms > 0 && !state->probe->same_answer ? state->total_ms : -1,
	};

	if (state->verdict == VERDICT_PROBLEM || state->verdict == VERDICT_UNKNOWN)
		line.to = walk_leads_to(list->walk, state->probe, state->outcome);
	/* What leads nowhere waits for a person's fact: "the oldest open order is of May". */
	line.unsure = state->verdict == VERDICT_UNKNOWN &&
	              (line.to || common_outcome_find(state->outcome) != COMMON_OUTCOMES);
	list->unsure += line.unsure;
	line.again = says_it_again(list, &line);
	list->of[line.verdict]++;
	array_push(&list->line, line);
}

/* In the order of the platform's ladder, then those of services that all platforms share. */
static void add_lines(struct checklist *list)
{
	const struct probe_state *all;
	size_t count = walk_probes(list->walk, &all);

	for (size_t i = 0; list->platform && i < list->platform->probe_count; i++) {
		const struct probe_state *state = walk_probe(list->walk, &list->platform->probe[i]);
		if (state && state->outcome)
			add_line(list, state);
	}
	for (size_t i = 0; i < count; i++)
		if (all[i].outcome && guide_platform_of(walk_guide(list->walk), all[i].probe) != list->platform)
			add_line(list, &all[i]);
}

/* ---- what a person sees ---- */

static void add_ask(struct checklist *list, const struct node *node)
{
	const struct evidence *known = walk_fact(list->walk, node->fact);
	struct checklist_ask ask = {
		.node = node,
		.title = checklist_title(list, node),
		.known = known ? wording_value(&list->arena, list->walk, known) : NULL,
	};

	array_push(&list->ask, ask);
}

const struct node *checklist_page(const struct guide *guide)
{
	for (size_t i = 0; i < guide->node_count; i++) {
		const struct node *page = &guide->node[i];
		if (page->kind == NODE_CHECKLIST && page->tree->section == CHECKLIST_SECTION && !page->tree->platform)
			return page;
	}
	return NULL;
}

static void add_asks(struct checklist *list)
{
	const struct node *page = checklist_page(walk_guide(list->walk));

	for (size_t i = 0; page && i < page->item_count; i++)
		add_ask(list, page->item[i]);
}

void checklist_make(struct checklist *list, const char *profile, const struct platform *platform,
                    const struct diagnosis *diagnosis, const char *trouble, int64_t at, int64_t took_ms)
{
	*list = (struct checklist){.platform = platform, .at = at, .took_ms = took_ms, .cause_title = ""};
	arena_init(&list->arena);
	list->profile = arena_strdup(&list->arena, profile);
	list->trouble = arena_strdup(&list->arena, trouble);
	if (!diagnosis)
		return;
	list->walk = diagnosis->walk;
	list->cause = diagnosis->cause;
	if (list->cause)
		list->cause_title = checklist_title(list, list->cause);
	list->others = diagnosis->others;
	list->other_count = diagnosis->other_count;
	add_lines(list);
	add_asks(list);
}

void checklist_clear(struct checklist *list)
{
	array_clear(&list->line);
	array_clear(&list->ask);
	arena_clear(&list->arena);
}
