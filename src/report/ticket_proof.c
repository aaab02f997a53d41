/* Evidence of probes, contradictions, the person's own words, and what stays out. */
#include <string.h>

#include "report/ticket_parts.h"
#include "report/wording.h"

/* ---- evidence ---- */

/* The request, when its address is made of known facts alone. */
static const char *asked_of(struct ticket_maker *maker, const struct probe *probe)
{
	const char *url = wording_template(maker->arena, maker->walk, probe->url);
	struct text out = {0};

	if (probe->kind != PROBE_HTTP || *url == '\0' || strchr(url, '{') || strstr(url, "…"))
		return "";
	text_addf(&out, "%s %s", probe->method ? probe->method : "GET", url);
	return wording_keep(maker->arena, &out);
}

static void add_proof(struct ticket_maker *maker, const struct probe_state *state)
{
	const struct probe *probe = state->probe;
	struct text when = {0};
	struct ticket_proof proof = {
		.probe = probe,
		.text = wording_finding(maker->arena, maker->walk, state),
		.outcome = wording_line(maker->arena, state->outcome),
		.verdict = state->verdict,
		.at = state->at,
		.ms = state->total_ms > 0 ? state->total_ms : -1,
		.vantage = probe->vantage ? probe->vantage : "this computer",
		.asked = asked_of(maker, probe),
		.does_not_prove =
			probe->does_not_prove ? wording_template(maker->arena, maker->walk, probe->does_not_prove) : "",
	};

	wording_time(&when, maker->walk, NULL, state->at);
	proof.when = wording_keep(maker->arena, &when);
	array_push(&maker->ticket->proof, proof);
}

static void add_contradictions(struct ticket_maker *maker)
{
	enum { MOST = 16 };
	const struct contradiction *found[MOST];
	size_t count = walk_contradictions(maker->walk, found, MOST);

	for (size_t i = 0; i < count; i++)
		array_push(&maker->ticket->against, wording_template(maker->arena, maker->walk, found[i]->title));
}

void ticket_add_proof(struct ticket_maker *maker)
{
	const struct probe_state *state;
	size_t count = walk_probes(maker->walk, &state);

	for (size_t i = 0; i < count; i++)
		if (state[i].outcome && state[i].verdict != VERDICT_SKIPPED)
			add_proof(maker, &state[i]);
	add_contradictions(maker);
}

/* ---- notes ---- */

void ticket_add_notes(struct ticket_maker *maker)
{
	const struct journal *journal = walk_journal(maker->walk);

	for (size_t i = 0; i < journal->event.count && !ticket_is_letter(maker->ticket); i++) {
		const struct event *event = &journal->event.at[i];
		const char *words = event->kind == EVENT_NOTE ? wording_clean(maker->arena, event->text) : "";

		if (*words)
			array_push(&maker->ticket->note, words);
	}
}

/* ---- left out ---- */

static void leave_out(struct ticket_maker *maker, const char *what, const char *why)
{
	struct ticket_left_out left_out = {what, why};

	array_push(&maker->ticket->left_out, left_out);
}

static void leave_out_fact(struct ticket_maker *maker, const struct evidence *evidence)
{
	const struct fact *fact = evidence->fact;
	const char *label = wording_template(maker->arena, maker->walk, fact->label ? fact->label : fact->name);
	struct text out = {0};

	if (fact->type == FACT_SECRET) {
		leave_out(maker, label, "a secret is never in a ticket");
		return;
	}
	if (maker->seen[fact->id] || ticket_field(maker->ticket, fact->name))
		return;
	text_addf(&out, "%s: %s", label, wording_value(maker->arena, maker->walk, evidence));
	leave_out(maker, wording_keep(maker->arena, &out),
	          ticket_is_letter(maker->ticket) ? "not for others than EFS" : "nobody there needs it");
}

static void leave_out_probes(struct ticket_maker *maker)
{
	const struct probe_state *state;
	size_t count = walk_probes(maker->walk, &state);

	for (size_t i = 0; i < count; i++)
		if (state[i].outcome && state[i].verdict == VERDICT_SKIPPED)
			leave_out(maker, wording_template(maker->arena, maker->walk, state[i].probe->title),
			          wording_finding(maker->arena, maker->walk, &state[i]));
}

void ticket_add_left_out(struct ticket_maker *maker)
{
	const struct evidence *evidence;
	size_t count = walk_evidence(maker->walk, &evidence);
	const struct journal *journal = walk_journal(maker->walk);

	for (size_t i = 0; i < count; i++)
		leave_out_fact(maker, &evidence[i]);
	leave_out_probes(maker);
	for (size_t i = 0; i < journal->event.count && ticket_is_letter(maker->ticket); i++)
		if (journal->event.at[i].kind == EVENT_NOTE)
			leave_out(maker, wording_line(maker->arena, journal->event.at[i].text),
			          "what was said stays with EFS and the merchant");
}
