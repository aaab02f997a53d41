/* The steps that are no plain look: fixes with before and after, waits, what was passed over, comparisons. */
#include <string.h>

#include "report/names.h"
#include "report/ticket_parts.h"
#include "report/wording.h"

static bool is(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

static const char *title_of(struct ticket_maker *maker, const struct node *node)
{
	return wording_template(maker->arena, maker->walk, node->title);
}

/* ---- fixes ---- */

/* What was recorded before or after: a probe's outcome, or the value of the fact that verifies. */
static void add_record(struct ticket_maker *maker, struct text *out, const struct node *node,
                       const char *record)
{
	const struct guide *guide = walk_guide(maker->walk);
	const struct fact *fact = node->verify.fact >= 0 ? &guide->fact[node->verify.fact] : NULL;
	struct arena scratch;
	struct value value;
	bool of_fact;

	if (!record) {
		text_add(out, "not known");
		return;
	}
	arena_init(&scratch);
	of_fact = fact && fact_parse(fact, record, &scratch, &value, NULL);
	arena_clear(&scratch);
	if (of_fact)
		text_add(out, wording_written(maker->arena, maker->walk, fact, record));
	else
		names_label(out, wording_line(maker->arena, record));
}

/* The verdict on the fix that was done at this event; NULL while it is open. */
static const struct event *verdict_on(const struct journal *journal, size_t done)
{
	for (size_t i = done + 1; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];

		if (event->kind != EVENT_FIX || !is(event->node, journal->event.at[done].node))
			continue;
		return is(event->text, "after") ? event : NULL;
	}
	return NULL;
}

static const char *verdict_words(const struct event *after)
{
	switch (after->verdict) {
	case VERDICT_OK:
		return "it helped";
	case VERDICT_PROBLEM:
		return "it did not help";
	default:
		return "whether it helped cannot be told";
	}
}

static const char *fix_done(struct ticket_maker *maker, size_t index, const struct node *node)
{
	const struct journal *journal = walk_journal(maker->walk);
	const struct event *done = &journal->event.at[index];
	const struct event *after = verdict_on(journal, index);
	struct text out = {0};

	text_addf(&out, "Fix tried for \"%s\". Before: ", title_of(maker, node));
	add_record(maker, &out, node, done->outcome);
	if (after) {
		text_add(&out, "; after: ");
		add_record(maker, &out, node, after->outcome);
		text_addf(&out, "; %s", verdict_words(after));
	} else {
		text_add(&out, "; not looked at again yet");
	}
	if (is(done->text, "confounded"))
		text_add(&out, " (another change was still being judged)");
	return wording_keep(maker->arena, &out);
}

static const char *fix_step(struct ticket_maker *maker, size_t index, const struct node *node)
{
	const struct event *event = &walk_journal(maker->walk)->event.at[index];
	struct text out = {0};

	if (is(event->text, "before") || is(event->text, "confounded"))
		return fix_done(maker, index, node);
	if (is(event->text, "cannot"))
		text_addf(&out, "Fix for \"%s\": could not be done", title_of(maker, node));
	else if (is(event->text, "no-match"))
		text_addf(&out, "Fix for \"%s\": does not match what is seen", title_of(maker, node));
	else
		return NULL; /* the verdict stands with what was done */
	return wording_keep(maker->arena, &out);
}

/* ---- waits, skips ---- */

static const char *wait_step(struct ticket_maker *maker, const struct event *event)
{
	struct text out = {0};

	if (!is(event->text, "reached"))
		return NULL;
	text_add(&out, "Waited until ");
	wording_time(&out, maker->walk, NULL, event->at);
	return wording_keep(maker->arena, &out);
}

/* Was the step left once more later, so that this time no longer counts? */
static bool is_last_at_node(const struct journal *journal, size_t index)
{
	const char *node = journal->event.at[index].node;

	for (size_t i = index + 1; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		bool leaves = event->kind == EVENT_ANSWER || event->kind == EVENT_TAKE || event->kind == EVENT_SKIP;

		if (leaves && is(event->node, node))
			return false;
	}
	return true;
}

static const char *skip_step(struct ticket_maker *maker, size_t index)
{
	const struct event *event = &walk_journal(maker->walk)->event.at[index];
	const struct node *node = event->node ? guide_node(walk_guide(maker->walk), event->node) : NULL;
	bool probe = node && (node->kind == NODE_PROBE || node->kind == NODE_FIX || node->kind == NODE_WAIT);
	struct text out = {0};

	if (!node || probe || ticket_is_letter(maker->ticket) || !node_kind(node->kind)->shown ||
	    !is_last_at_node(walk_journal(maker->walk), index))
		return NULL;
	text_addf(&out, "%s Passed over", title_of(maker, node));
	if (event->text && *event->text)
		text_addf(&out, ": \"%s\"", wording_line(maker->arena, event->text));
	return wording_keep(maker->arena, &out);
}

const char *ticket_fix_step(struct ticket_maker *maker, size_t index)
{
	const struct event *event = &walk_journal(maker->walk)->event.at[index];
	const struct node *node = event->node ? guide_node(walk_guide(maker->walk), event->node) : NULL;

	if (event->kind == EVENT_FIX)
		return node && node->kind == NODE_FIX ? fix_step(maker, index, node) : NULL;
	return event->kind == EVENT_WAIT ? wait_step(maker, event) : skip_step(maker, index);
}

/* ---- comparisons ---- */

static const char *row_label(const struct node *node, const char *key)
{
	for (size_t i = 0; i < node->row_count; i++)
		if (is(key, node->row[i].key))
			return node->row[i].label;
	return is(key, "orders") ? "Orders compared" : NULL;
}

const char *ticket_compare_step(struct ticket_maker *maker, const struct event *event)
{
	const struct node *node = guide_node(walk_guide(maker->walk), event->node);
	const char *label = row_label(node, event->outcome);
	const char *good = NULL, *bad = NULL;
	struct text out = {0};

	for (size_t i = 0; i < event->fact_count; i++) {
		if (is(event->fact[i].fact, "good"))
			good = event->fact[i].value;
		else
			bad = event->fact[i].value;
	}
	/* What is the same in both orders explains nothing. */
	if (!label || !good || !bad || strcmp(good, bad) == 0)
		return NULL;
	text_addf(&out, "%s: %s (works), %s (fails)", wording_template(maker->arena, maker->walk, label),
	          wording_line(maker->arena, good), wording_line(maker->arena, bad));
	return wording_keep(maker->arena, &out);
}
