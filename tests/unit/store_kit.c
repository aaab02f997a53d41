#include "store_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

static const struct event_fact facts[] = {{"order_sync", "off"},
                                          {"last_sync", NULL},
                                          {"note", "a \"b\"\n\\ é"}};
static const char *const stack[] = {"call.keys", "shop.deep"};

static const struct event events[STORE_EVENTS] = {
	{.kind = EVENT_OPEN, .data_version = "1.0", .role = ROLE_AGENT, .profile = "main"},
	{.kind = EVENT_OPEN, .source = SOURCE_PROFILE, .vantage = "the profile", .fact = facts, .fact_count = 1},
	{.kind = EVENT_ANSWER,
     .text = "orders",
     .vantage = "chosen at the start",
     .fact = facts,
     .fact_count = 2},
	{.kind = EVENT_VISIT, .node = "orders.toggle", .ticked = true, .stack = stack, .stack_count = 2},
	{.kind = EVENT_PROBE,
     .probe = "woocommerce.key",
     .outcome = "key_unknown",
     .text = "The store does not know the key.",
     .verdict = VERDICT_PROBLEM,
     .source = SOURCE_PROBE,
     .vantage = "this computer",
     .fact = &facts[2],
     .fact_count = 1,
     .total_ms = 182.25},
	{.kind = EVENT_TAKE, .node = "woo.key", .probe = "woocommerce.key", .outcome = "key_unknown"},
	{.kind = EVENT_BACK, .node = "orders.toggle", .text = "recheck", .fact = facts, .fact_count = 2},
	{.kind = EVENT_NOTE, .text = "two apps\ninstalled, \"both\" \x01 — ok \xF0\x9F\x8D\x8B"},
	{.kind = EVENT_SKIP, .node = "orders.sync", .text = ""},
	{.kind = EVENT_VISIT, .node = "tracking.wait"},
	{.kind = EVENT_WAIT, .node = "tracking.wait", .text = "begin", .until = STORE_NOW + 7200000},
	{.kind = EVENT_FIX, .node = "fix.key", .text = "after", .outcome = "ok", .verdict = VERDICT_UNKNOWN},
	{.kind = EVENT_END, .node = "support.ticket", .ending = ENDING_ESCALATE},
	{.kind = EVENT_TICKET, .text = "file"},
};

struct event store_event(size_t n)
{
	struct event event = events[n - 1];

	event.n = n;
	event.at = STORE_NOW + (int64_t)n * 1000 + 7;
	return event;
}

void store_hear(struct journal_file *file, size_t from, size_t to)
{
	for (size_t n = from; n <= to; n++) {
		struct event event = store_event(n);

		journal_file_hear(file, &event);
	}
}

char *store_case(const char *state, size_t count)
{
	struct journal_file *file = journal_file_new(state);
	char *path;

	store_hear(file, 1, count);
	path = xstrdup(journal_file_path(file) ? journal_file_path(file) : "");
	journal_file_close(file);
	return path;
}

void store_bytes(const char *path, struct text *out)
{
	file_read(path, 1 << 20, out, NULL);
}

void store_put(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "we");

	if (!file || fwrite(bytes, 1, len, file) != len || fclose(file) != 0) {
		perror(path);
		abort();
	}
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_lists(const struct event *a, const struct event *b)
{
	bool same = a->fact_count == b->fact_count && a->stack_count == b->stack_count;

	for (size_t i = 0; same && i < a->fact_count; i++)
		same = same_text(a->fact[i].fact, b->fact[i].fact) && same_text(a->fact[i].value, b->fact[i].value);
	for (size_t i = 0; same && i < a->stack_count; i++)
		same = same_text(a->stack[i], b->stack[i]);
	return same;
}

bool store_same(const struct event *a, const struct event *b)
{
	return a->kind == b->kind && a->n == b->n && a->at == b->at && same_text(a->node, b->node) &&
	       same_text(a->text, b->text) && same_text(a->probe, b->probe) &&
	       same_text(a->outcome, b->outcome) && a->verdict == b->verdict && a->source == b->source &&
	       same_text(a->vantage, b->vantage) && a->ticked == b->ticked && a->until == b->until &&
	       a->ending == b->ending && same_text(a->data_version, b->data_version) && a->role == b->role &&
	       same_text(a->profile, b->profile) && a->total_ms == b->total_ms && same_lists(a, b);
}

int store_count(const struct journal *journal)
{
	for (size_t i = 0; i < journal->event.count; i++) {
		struct event want = store_event(i + 1 <= STORE_EVENTS ? i + 1 : STORE_EVENTS);

		if (i >= STORE_EVENTS || !store_same(&journal->event.at[i], &want))
			return -1;
	}
	return (int)journal->event.count;
}
