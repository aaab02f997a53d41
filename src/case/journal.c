#include "case/event.h"

#include <string.h>

static const char *const kind_names[EVENT_KINDS] = {
	[EVENT_OPEN] = "open", [EVENT_VISIT] = "visit", [EVENT_ANSWER] = "answer", [EVENT_PROBE] = "probe",
	[EVENT_TAKE] = "take", [EVENT_BACK] = "back",   [EVENT_NOTE] = "note",     [EVENT_SKIP] = "skip",
	[EVENT_WAIT] = "wait", [EVENT_FIX] = "fix",     [EVENT_END] = "end",       [EVENT_TICKET] = "ticket",
};
static const char *const role_names[ROLES] = {
	[ROLE_MERCHANT] = "merchant",
	[ROLE_AGENT] = "agent",
	[ROLE_TRAINER] = "trainer",
};
static const char *const source_names[SOURCES] = {
	[SOURCE_PERSON] = "person", [SOURCE_PROBE] = "probe",       [SOURCE_PROFILE] = "profile",
	[SOURCE_IMPORT] = "import", [SOURCE_COMPUTED] = "computed", [SOURCE_ASSUMED] = "assumed",
};

/* Index of name in names[0..count), or -1. */
static int name_find(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; name && i < count; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	return -1;
}

const char *event_kind_name(enum event_kind kind)
{
	return kind_names[kind];
}

bool event_kind_find(const char *name, enum event_kind *out)
{
	int found = name_find(kind_names, EVENT_KINDS, name);
	if (found >= 0)
		*out = (enum event_kind)found;
	return found >= 0;
}

const char *role_name(enum role role)
{
	return role_names[role];
}

bool role_find(const char *name, enum role *out)
{
	int found = name_find(role_names, ROLES, name);
	if (found >= 0)
		*out = (enum role)found;
	return found >= 0;
}

const char *source_name(enum source source)
{
	return source_names[source];
}

bool source_find(const char *name, enum source *out)
{
	int found = name_find(source_names, SOURCES, name);
	if (found >= 0)
		*out = (enum source)found;
	return found >= 0;
}

void journal_init(struct journal *journal)
{
	*journal = (struct journal){0};
	arena_init(&journal->arena);
}

void journal_clear(struct journal *journal)
{
	array_clear(&journal->event);
	arena_clear(&journal->arena);
}

static const char *keep(struct arena *arena, const char *text)
{
	return text ? arena_strdup(arena, text) : NULL;
}

static void keep_facts(struct arena *arena, struct event *event)
{
	if (event->fact_count == 0) {
		event->fact = NULL;
		return;
	}
	struct event_fact *copy = arena_alloc(arena, event->fact_count * sizeof *copy);
	for (size_t i = 0; i < event->fact_count; i++) {
		copy[i].fact = keep(arena, event->fact[i].fact);
		copy[i].value = keep(arena, event->fact[i].value);
	}
	event->fact = copy;
}

static void keep_stack(struct arena *arena, struct event *event)
{
	if (event->stack_count == 0) {
		event->stack = NULL;
		return;
	}
	const char **copy = arena_alloc(arena, event->stack_count * sizeof *copy);
	for (size_t i = 0; i < event->stack_count; i++)
		copy[i] = keep(arena, event->stack[i]);
	event->stack = copy;
}

const struct event *journal_add(struct journal *journal, const struct event *event)
{
	struct arena *arena = &journal->arena;
	struct event copy = *event;
	copy.n = journal->event.count + 1;
	copy.node = keep(arena, event->node);
	copy.text = keep(arena, event->text);
	copy.probe = keep(arena, event->probe);
	copy.outcome = keep(arena, event->outcome);
	copy.vantage = keep(arena, event->vantage);
	copy.data_version = keep(arena, event->data_version);
	copy.profile = keep(arena, event->profile);
	keep_facts(arena, &copy);
	keep_stack(arena, &copy);
	array_push(&journal->event, copy);
	return &journal->event.at[journal->event.count - 1];
}
